#!/usr/bin/env python3
"""Writes JUnit files with many test cases: muster beside the writers of Python, in alternating rounds.

Usage: junit.py BENCH FOLDER --rounds N --cases N --peer-cases N
Each writes the same names and times; every tenth test case has a failure with the same text, which is
taken from muster's own file. Of each the CPU time is taken twice: of writing alone, when all results are
there as the writer wants them, and together with making those. Prints the medians of test cases a second
of CPU, and the peak of memory. To make their test cases is part of using the writers of Python, while
muster's results come from its run; so its rate is divided by theirs with making, without and with its own.
"""

import argparse
import os
import statistics
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

JUNIT_XML = """
from junit_xml import TestSuite, TestCase, to_xml_report_file
def make():
    cases = []
    for number in range(count):
        case = TestCase(f"answers page {number}", "bench.GET /items", 0.004)
        if number % 10 == 0:
            case.add_failure_info(message=message, output=text, failure_type="body-schema")
        cases.append(case)
    return [TestSuite("bench 1", cases)]
def write(suites):
    with open(path, "w") as file:
        to_xml_report_file(file, suites, prettyprint=PRETTY)
"""

JUNITPARSER = """
import sys
if not LXML:
    sys.modules["lxml"] = None
from junitparser import TestCase, TestSuite, JUnitXml, Failure
def make():
    cases = []
    for number in range(count):
        case = TestCase(f"answers page {number}", "bench.GET /items", 0.004)
        if number % 10 == 0:
            failure = Failure(message, "body-schema")
            failure.text = text
            case.result = [failure]
        cases.append(case)
    suite = TestSuite("bench 1")
    suite.add_testcases(cases)
    xml = JUnitXml("bench 1")
    xml.append(suite)
    return xml
def write(xml):
    xml.write(path, pretty=PRETTY)
"""

# What its runner gives its result class, without the runner and without tests.
XMLRUNNER = """
import io
from xmlrunner.result import _TestInfo, _XMLTestResult
class Runner:
    outsuffix = ""
    encoding = "utf-8"
def make():
    result = _XMLTestResult(stream=io.StringIO())
    for number in range(count):
        info = _TestInfo.__new__(_TestInfo)
        info.outcome = _TestInfo.SUCCESS
        info.elapsed_time = 0.004
        info.timestamp = "1970-01-01T00:00:00"
        info.stdout = info.stderr = ""
        info.filename = info.lineno = info.doc = None
        info.test_name = "bench.GET /items"
        info.test_id = f"bench.GET_/items.answers_page_{number}"
        if number % 10 == 0:
            info.outcome = _TestInfo.FAILURE
            info.test_exception_name = "body-schema"
            info.test_exception_message = message
            info.test_exception_info = text
            result.failures.append((info, text))
        else:
            result.successes.append(info)
    return result
def write(result):
    runner = Runner()
    with open(path, "wb") as file:
        runner.output = file
        result.generate_reports(runner)
"""

PEERS = {
    "junit-xml, as it is by default": "PRETTY = True" + JUNIT_XML,
    "junit-xml, prettyprint=False": "PRETTY = False" + JUNIT_XML,
    "junitparser, as it is by default": "LXML = PRETTY = False" + JUNITPARSER,
    "junitparser, pretty=True": "LXML, PRETTY = False, True" + JUNITPARSER,
    "junitparser with lxml": "LXML, PRETTY = True, False" + JUNITPARSER,
    "unittest-xml-reporting": XMLRUNNER,
}

PRELUDE = """
import resource, sys
count, path = int(sys.argv[1]), sys.argv[2]
message, text = sys.argv[3], sys.argv[4]
def spent():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
"""
MEASURED = """
start = spent()
made = make()
ready = spent()
write(made)
end = spent()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(count, int((end - ready) * 1e9), int((end - start) * 1e9), peak)
"""


def muster(bench, count, path):
    line = subprocess.run(
        [bench], input=f"junit {count} {path}\n", capture_output=True, text=True, check=True
    ).stdout
    if line.startswith("error"):
        sys.exit(line)
    return [int(word) for word in line.split()]


def peer(name, count, path, message, text):
    line = subprocess.run(
        [sys.executable, "-c", PRELUDE + PEERS[name] + MEASURED, str(count), path, message, text],
        capture_output=True, text=True, check=True,
    ).stdout
    return [int(word) for word in line.split()]


def sample(path):
    for _, element in ElementTree.iterparse(path):
        if element.tag == "failure":
            return element.get("message"), element.text
    sys.exit("muster's file has no failure")


def counted(path):
    """Test cases and failures of a file."""
    found = {"testcase": 0, "failure": 0}
    for _, element in ElementTree.iterparse(path):
        if element.tag in found:
            found[element.tag] += 1
            element.clear()
    return found["testcase"], found["failure"]


def rate(rows, column):
    return statistics.median(row[0] / row[column] * 1e9 for row in rows)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bench")
    parser.add_argument("folder")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cases", type=int, default=1000000)
    parser.add_argument("--peer-cases", type=int, default=100000)
    options = parser.parse_args()
    ours = os.path.join(options.folder, "junit-muster.xml")
    theirs = os.path.join(options.folder, "junit-peer.xml")
    muster(options.bench, 100, ours)
    message, text = sample(ours)
    counts = {"muster": options.cases}
    if options.cases != options.peer_cases:
        counts[f"muster, {options.peer_cases:,} cases"] = options.peer_cases
    results = {}
    sizes = {}
    for _ in range(options.rounds):
        for name, count in counts.items():
            results.setdefault(name, []).append(muster(options.bench, count, ours))
            sizes[name] = os.path.getsize(ours)
        for name in PEERS:
            results.setdefault(name, []).append(peer(name, options.peer_cases, theirs, message, text))
            if name not in sizes:
                sizes[name] = os.path.getsize(theirs)
                expected = (options.peer_cases, -(-options.peer_cases // 10))
                if counted(theirs) != expected:
                    sys.exit(f"{name} wrote {counted(theirs)} test cases and failures, not {expected}")
    for name, rows in results.items():
        line = (
            f"{name}: {rows[0][0]:,} cases, {sizes[name] / 1e6:.1f} MB, a second of CPU "
            f"{rate(rows, 1):,.0f} written, {rate(rows, 2):,.0f} made and written, "
            f"{max(row[3] for row in rows) / 1024:.1f} MiB at most"
        )
        if name in PEERS:
            times = [rate(results["muster"], column) / rate(rows, 2) for column in (1, 2)]
            line += f"; muster is {times[0]:.1f} times, with making its results {times[1]:.1f}"
        print(line)
    for path in (ours, theirs):
        os.remove(path)


if __name__ == "__main__":
    main()
