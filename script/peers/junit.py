#!/usr/bin/env python3
"""Writes JUnit files with many test cases: muster beside the writers of Python, in alternating rounds.

Usage: junit.py BENCH FOLDER --rounds N --cases N --peer-cases N
Each writes the same names and times; every tenth test case has a failure with the same text, which is
taken from muster's own file. Prints the median of test cases a second of CPU, and the peak of memory.
"""

import argparse
import os
import statistics
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

PEERS = {
    "junit-xml": """
from junit_xml import TestSuite, TestCase, to_xml_report_file
cases = []
for number in range(count):
    case = TestCase(f"answers page {number}", "bench.GET /items", 0.004)
    if number % 10 == 0:
        case.add_failure_info(message=message, output=text, failure_type="body-schema")
    cases.append(case)
with open(path, "w") as file:
    to_xml_report_file(file, [TestSuite("bench 1", cases)], prettyprint=False)
""",
    "junitparser": """
from junitparser import TestCase, TestSuite, JUnitXml, Failure
suite = TestSuite("bench 1")
for number in range(count):
    case = TestCase(f"answers page {number}", "bench.GET /items", 0.004)
    if number % 10 == 0:
        failure = Failure(message, "body-schema")
        failure.text = text
        case.result = [failure]
    suite.add_testcase(case)
xml = JUnitXml("bench 1")
xml.append(suite)
xml.write(path)
""",
}

PRELUDE = """
import resource, sys, time
count, path = int(sys.argv[1]), sys.argv[2]
message, text = sys.argv[3], sys.argv[4]
"""
MEASURED = """
usage = resource.getrusage(resource.RUSAGE_SELF)
print(count, int((usage.ru_utime + usage.ru_stime - start) * 1e9), usage.ru_maxrss)
"""


def muster(bench, count, path):
    line = subprocess.run(
        [bench], input=f"junit {count} {path}\n", capture_output=True, text=True, check=True
    ).stdout
    if line.startswith("error"):
        sys.exit(line)
    return [int(word) for word in line.split()]


def peer(name, count, path, message, text):
    start = "\nusage = resource.getrusage(resource.RUSAGE_SELF)\nstart = usage.ru_utime + usage.ru_stime\n"
    source = PRELUDE + PEERS[name].replace("\ncases = []", start + "cases = []", 1).replace(
        "\nsuite = TestSuite", start + "suite = TestSuite", 1
    )
    line = subprocess.run(
        [sys.executable, "-c", source + MEASURED, str(count), path, message, text],
        capture_output=True, text=True, check=True,
    ).stdout
    return [int(word) for word in line.split()]


def sample(path):
    for _, element in ElementTree.iterparse(path):
        if element.tag == "failure":
            return element.get("message"), element.text
    sys.exit("muster's file has no failure")


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
    results = {}
    for _ in range(options.rounds):
        results.setdefault("muster", []).append(muster(options.bench, options.cases, ours))
        for name in PEERS:
            results.setdefault(name, []).append(
                peer(name, options.peer_cases if name != "junitparser" else 5000, theirs, message, text)
            )
    rates = {
        name: statistics.median(count / nanoseconds * 1e9 for count, nanoseconds, _ in rows)
        for name, rows in results.items()
    }
    for name, rows in results.items():
        memory = max(row[2] for row in rows) / 1024
        print(
            f"{name}: {rows[0][0]:,} cases, {rates[name]:,.0f} a second of CPU, "
            f"{memory:.1f} MiB at most"
            + ("" if name == "muster" else f", muster is {rates['muster'] / rates[name]:.1f} times")
        )
    print(f"muster's file: {os.path.getsize(ours) / 1e6:.0f} MB")
    for path in (ours, theirs):
        os.remove(path)


if __name__ == "__main__":
    main()
