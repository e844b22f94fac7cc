#!/usr/bin/env python3
"""CPU a judged case beside what a program in C pays for the request alone, in alternating rounds.

Usage: run.py BENCH CURL_MULTI URL --rounds N --cases COUNT...
Each process does one round: memory is what one run ever had. The C program runs for two seconds a round
and sends the same requests, byte for byte.
"""

import argparse
import statistics
import subprocess

CONNECTIONS = 16


def measure(program, line):
    answer = subprocess.run(
        [program], input=line + "\n", text=True, capture_output=True, check=True
    ).stdout.strip()
    if answer.startswith("error") or not answer:
        raise SystemExit(f"{program}: {answer or 'no answer'}")
    return [int(number) for number in answer.split()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bench")
    parser.add_argument("peer")
    parser.add_argument("url")
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--cases", type=int, nargs="+", required=True)
    options = parser.parse_args()
    for count in options.cases:
        ours, peers, memory = [], [], []
        for _ in range(options.rounds):
            cases, nanoseconds, kilobytes = measure(
                options.bench, f"run {options.url} {CONNECTIONS} {count}"
            )
            ours.append(nanoseconds / cases / 1000)
            memory.append(kilobytes)
            requests, nanoseconds, _ = measure(
                options.peer, f"transport {options.url}/items?page= {CONNECTIONS} 2 poll application/json"
            )
            peers.append(nanoseconds / requests / 1000)
        ratio = statistics.median(a / b for a, b in zip(ours, peers))
        print(
            f"{count:>9} cases: {statistics.median(ours):.1f} us of CPU a case, C "
            f"{statistics.median(peers):.1f} us, {ratio:.2f} times; "
            f"at most {max(memory)} kB of memory",
            flush=True,
        )


if __name__ == "__main__":
    main()
