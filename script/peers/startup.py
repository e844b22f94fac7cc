#!/usr/bin/env python3
"""Wall time of pairs of commands, each pair ours then the peer's, measured by hyperfine.

Usage: startup.py NAME=COMMAND...; two commands of the same name are compared.
"""

import json
import subprocess
import sys
import tempfile


def medians(commands):
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        subprocess.run(
            ["hyperfine", "-N", "--warmup", "5", "--runs", "50", "--style", "none"]
            + ["--export-json", file.name, *commands],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return [result["median"] * 1000 for result in json.load(open(file.name))["results"]]


def main():
    pairs = {}
    for argument in sys.argv[1:]:
        name, command = argument.split("=", 1)
        pairs.setdefault(name, []).append(command)
    for name, commands in pairs.items():
        ours, peer = medians(commands)
        print(f"{name}: {ours:.1f} ms, curl {peer:.1f} ms, {ours / peer:.2f} times", flush=True)


if __name__ == "__main__":
    main()
