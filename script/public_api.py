#!/usr/bin/env python3
"""Lists the public declarations of a module, one a line, sorted: what users may rely on.

Usage: public_api.py FILE.symbols.json (of swift symbolgraph-extract)
"""

import json
import sys

# What the compiler adds to conforming types says nothing that the declaration of the type doesn't.
DERIVED = {"!=(_:_:)", "hash(into:)", "hashValue", "==(_:_:)"}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        graph = json.load(file)
    conformances = {}
    names = {symbol["identifier"]["precise"]: symbol["names"]["title"] for symbol in graph["symbols"]}
    for relation in graph["relationships"]:
        if relation["kind"] == "conformsTo":
            target = relation.get("targetFallback") or names.get(relation["target"], relation["target"])
            conformances.setdefault(relation["source"], []).append(target.split(".")[-1])
    lines = []
    for symbol in graph["symbols"]:
        path = symbol["pathComponents"]
        if "::SYNTHESIZED::" in symbol["identifier"]["precise"] or path[-1] in DERIVED:
            continue
        text = "".join(part["spelling"] for part in symbol["declarationFragments"])
        kinds = sorted(set(conformances.get(symbol["identifier"]["precise"], [])))
        line = ".".join(path) + ": " + " ".join(text.split())
        lines.append(line + (" : " + ", ".join(kinds) if kinds else ""))
    print("\n".join(sorted(lines)))


if __name__ == "__main__":
    main()
