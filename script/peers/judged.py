#!/usr/bin/env python3
"""Judged requests a second of CPU and of wall time: muster and Schemathesis, the same definition and server.

Usage: judged.py MUSTER ST SPEC URL --rounds N --cases COUNT --examples COUNT
Both send made-up valid requests to one operation and judge every answer by all their checks. Each process
is measured whole, with its start, and has so many requests that the start weighs little.
"""

import argparse
import os
import re
import resource
import statistics
import subprocess
import time


def measure(command, pattern):
    """Judged requests, seconds of CPU, seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(command, text=True, capture_output=True)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = re.search(pattern, done.stdout)
    if done.returncode != 0 or not found:
        raise SystemExit(f"{command[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return int(found.group(1).replace(",", "")), cpu, wall


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("muster")
    parser.add_argument("st")
    parser.add_argument("spec")
    parser.add_argument("url")
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--examples", type=int, required=True)
    options = parser.parse_args()
    ours = [
        options.muster, "run", options.spec, "--base-url", options.url, "--derive", "positive",
        "--max-cases", str(options.cases), "--progress", "never",
        "--report", f"junit={os.devnull}",
    ]
    theirs = [
        options.st, "run", options.spec, "--url", options.url, "--phases", "fuzzing", "--mode",
        "positive", "--max-examples", str(options.examples), "--no-color",
    ]
    rows = {"muster": [], "Schemathesis": []}
    for _ in range(options.rounds):
        for name, command, pattern in [
            ("muster", ours, r"([\d,]+) passed"),
            ("Schemathesis", theirs, r"([\d,]+) generated"),
        ]:
            count, cpu, wall = measure(command, pattern)
            rows[name].append((count / cpu, count / wall))
            print(f"  {name}: {count} judged, {cpu:.2f} s of CPU, {wall:.2f} s", flush=True)
    for place, word in [(0, "second of CPU"), (1, "second")]:
        a, b = (statistics.median(row[place] for row in rows[name]) for name in rows)
        print(f"judged requests a {word}: muster {a:,.0f}, Schemathesis {b:,.0f}, {a / b:.0f} times")


if __name__ == "__main__":
    main()
