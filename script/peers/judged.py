#!/usr/bin/env python3
"""Judged requests a second of CPU and of wall time: muster and Schemathesis, the same definition and server.

Usage: judged.py BENCH ST URL --rounds N --cases COUNT --examples COUNT
Both send valid requests to one operation and judge every answer by all their checks; muster writes its
JUnit and console reports besides. Each process is measured whole, with its start, and sends so much that
the start weighs little.
"""

import argparse
import os
import re
import resource
import statistics
import subprocess
import tempfile
import time

CONNECTIONS = 16


def measure(command, line, pattern):
    """Judged requests, seconds of CPU, seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    # Schemathesis leaves a folder where it runs.
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, input=line, text=True, capture_output=True, cwd=folder)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = re.search(pattern, done.stdout)
    if done.returncode != 0 or not found:
        raise SystemExit(f"{command[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return int(found.group(1)), cpu, wall


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bench")
    parser.add_argument("st")
    parser.add_argument("url")
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--examples", type=int, required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        spec = os.path.join(folder, "bench.yaml")
        with open(spec, "w") as file:
            file.write(
                subprocess.run(
                    [options.bench], input="spec\n", text=True, capture_output=True, check=True
                ).stdout
            )
        theirs = [
            options.st, "run", spec, "--url", options.url, "--phases", "fuzzing", "--mode", "positive",
            "--max-examples", str(options.examples), "--no-color",
        ]
        sides = {
            "muster": ([options.bench], f"run {options.url} {CONNECTIONS} {options.cases}\n", r"^(\d+) "),
            "Schemathesis": (theirs, "", r"(\d+) generated"),
        }
        rows = {name: [] for name in sides}
        for _ in range(options.rounds):
            for name, side in sides.items():
                count, cpu, wall = measure(*side)
                rows[name].append((count / cpu, count / wall))
    for place, word in [(0, "second of CPU"), (1, "second")]:
        ours, peers = (statistics.median(row[place] for row in rows[name]) for name in rows)
        print(
            f"judged requests a {word}: muster {ours:,.0f}, Schemathesis {peers:,.0f}, "
            f"{ours / peers:.0f} times"
        )


if __name__ == "__main__":
    main()
