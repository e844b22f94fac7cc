"""Measures muster's loader beside its peers: load a definition and compile all its schemas.

Each peer runs in a fresh process, twice, of which the faster run counts; ours is measured before
and after. CPU time of this machine, ratios by round. Usage:

    contracts.py BENCH FOLDER --validators PYTHON --schemathesis PYTHON

BENCH is the product MusterBench; FOLDER/specs holds the definitions. The pythons have the peers.
"""

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys

SPECS = ["kubernetes", "aggregator", "litellm"]
VALIDATOR = "openapi-spec-validator, validate"
PRANCE = "prance, ResolvingParser"
LAZY = "Schemathesis, load and list operations"
LAZY_LOAD = "Schemathesis, from_path alone"
GOALS = {VALIDATOR: 50, PRANCE: 50, LAZY: 5}
# Of a definition of 50 MB.
MEMORY_LIMIT_MIB = 1024
SECONDS_LIMIT = 10


# The peers' side: one process a measurement.


def peak_mib(process="self"):
    with open(f"/proc/{process}/status") as file:
        return int(re.search(r"VmHWM:\s+(\d+) kB", file.read())[1]) / 1024


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peer_work(name, path):
    """The peer's work, its modules loaded already."""
    if name == VALIDATOR:
        from openapi_spec_validator import validate

        def work():
            with open(path) as file:
                validate(json.load(file))

    elif name == PRANCE:
        import prance

        def work():
            prance.ResolvingParser(path)

    else:
        import schemathesis

        def work():
            schema = schemathesis.openapi.from_path(path)
            if name == LAZY:
                for operation in schema.get_all_operations():
                    operation.ok()

    return work


def run_peer(name, path):
    work = peer_work(name, path)
    idle = peak_mib()
    times = []
    for _ in range(2):
        start = cpu_seconds()
        try:
            work()
        except Exception as error:
            text = " ".join(f"{type(error).__name__}: {error}".split())
            print(json.dumps({"error": text[:160], "seconds": cpu_seconds() - start}))
            return
        times.append(cpu_seconds() - start)
        if times[0] > 60:
            break
    print(json.dumps({"seconds": min(times), "mib": peak_mib(), "idle": idle}))


# The driver's side.


class Ours:
    def __init__(self, bench):
        self.bench = bench

    def measure(self, measurement, path, seconds):
        """CPU seconds of one time, and the peak of a process that did it."""
        process = subprocess.Popen(
            [self.bench], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        process.stdin.write(f"{measurement} {path} {seconds}\n")
        process.stdin.flush()
        answer = process.stdout.readline().strip()
        mib = peak_mib(process.pid)
        process.stdin.close()
        process.wait()
        if answer.startswith("error") or not answer:
            sys.exit(f"{measurement} {path}: {answer}")
        iterations, nanoseconds = map(int, answer.split())
        return nanoseconds / iterations / 1e9, mib


def measure_peer(python, name, path, limit):
    command = [python, os.path.abspath(__file__), "--peer", name, path]
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return {"error": f"not done after {limit} s"}
    try:
        return json.loads(result.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        words = (result.stderr.strip().splitlines() or ["nothing was said"])[-1]
        return {"error": f"exit code {result.returncode}: {words[:160]}"}


def compare(ours, options):
    peers = {
        VALIDATOR: options.validators,
        PRANCE: options.validators,
        LAZY: options.schemathesis,
        LAZY_LOAD: options.schemathesis,
    }
    rows = []
    for spec in SPECS:
        path = os.path.join(options.folder, "specs", spec + ".json")
        size = os.path.getsize(path) / 1e6
        mine, samples, failures, memory = [], {}, {}, {}
        slow = set()
        load = ours.measure("contract-load", path, options.seconds)[0]
        for number in range(options.rounds):
            for name, python in peers.items():
                if name in failures or name in slow:
                    continue
                before = ours.measure("contract", path, options.seconds)
                theirs = measure_peer(python, name, path, options.limit)
                if "error" in theirs:
                    failures[name] = theirs
                    continue
                # Between two of ours, so that a change of the machine's speed hits both sides.
                after = ours.measure("contract", path, options.seconds)
                own = (before[0] + after[0]) / 2
                mine.append(own)
                memory["muster"] = max(memory.get("muster", 0), before[1], after[1])
                memory[name] = theirs["mib"]
                samples.setdefault(name, []).append((theirs["seconds"], theirs["seconds"] / own))
                if theirs["seconds"] > 60:
                    slow.add(name)
        median = statistics.median(mine)
        print(
            f"{spec}: {size:.1f} MB, muster {median * 1000:.1f} ms ({load * 1000:.1f} ms without"
            f" compiling), peak {memory['muster']:.0f} MiB",
            flush=True,
        )
        for name in peers:
            if name in failures:
                seconds = failures[name].get("seconds")
                after = f" after {seconds:.2f} s" if seconds else ""
                print(f"  {name}: fails{after}: {failures[name]['error']}", flush=True)
                continue
            seconds = statistics.median(each for each, _ in samples[name])
            ratios = [ratio for _, ratio in samples[name]]
            ratio = statistics.median(ratios)
            goal = GOALS.get(name)
            verdict = "" if goal is None else f", goal {goal}: {'met' if ratio >= goal else 'MISSED'}"
            print(
                f"  {name}: {seconds * 1000:.0f} ms, {ratio:.2f} times"
                f" ({min(ratios):.1f} to {max(ratios):.1f}), peak {memory[name]:.0f} MiB{verdict}",
                flush=True,
            )
            rows.append((spec, size, median, memory["muster"], name, seconds, ratio, memory[name]))
    return rows


# Definitions of any size, made here: resources with five operations and three models each.


def models(number):
    return {
        f"Account{number}": {
            "type": "object",
            "description": f"An account of kind {number}, as the back office keeps it.",
            "required": ["id", "name"],
            "properties": {
                "id": {"type": "integer", "format": "int64"},
                "name": {"type": "string", "maxLength": 120, "description": "The holder's name"},
                "status": {"type": "string", "enum": ["ACTIVE", "SUSPENDED", "CLOSED"]},
                "createdAt": {"type": "string", "format": "date-time"},
                "contact": {"$ref": f"#/components/schemas/Contact{number}"},
                "lines": {
                    "type": "array",
                    "items": {"$ref": f"#/components/schemas/Line{number}"},
                },
            },
        },
        f"Contact{number}": {
            "type": "object",
            "properties": {
                "fullName": {"type": "string", "minLength": 1},
                "email": {"type": "string", "format": "email"},
                "phone": {"type": "integer", "minimum": 1000000},
            },
        },
        f"Line{number}": {
            "type": "object",
            "properties": {
                "msisdn": {"type": "integer"},
                "plan": {"type": "string", "description": "The plan's name in the catalogue"},
            },
        },
    }


def responses(number, status, schema):
    def response(text, name):
        reference = {"$ref": f"#/components/schemas/{name}"}
        return {
            "description": text,
            "content": {"application/json": {"schema": reference}},
        }

    return {
        status: response("The account as it is now", schema),
        "404": response("Nothing has this identifier", f"Contact{number}"),
    }


def paths(number):
    def operation(method, status):
        result = {
            "operationId": f"{method}Account{number}",
            "summary": f"{method.capitalize()} accounts of kind {number}",
            "description": "Answers with what the back office knows about the accounts.",
            "parameters": [
                {
                    "name": "limit",
                    "in": "query",
                    "description": "How many at most",
                    "schema": {"type": "integer", "maximum": 100},
                }
            ],
            "responses": responses(number, status, f"Account{number}"),
        }
        if method in ("post", "put"):
            reference = {"$ref": f"#/components/schemas/Account{number}"}
            result["requestBody"] = {"content": {"application/json": {"schema": reference}}}
        return result

    identifier = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    return {
        f"/accounts{number}": {"get": operation("get", "200"), "post": operation("post", "201")},
        f"/accounts{number}/{{id}}": {
            "parameters": [identifier],
            "get": operation("get", "200"),
            "put": operation("put", "200"),
            "delete": operation("delete", "200"),
        },
    }


def yaml_lines(value, indent):
    """A value in block notation, line by line."""
    blank = "  " * indent
    if isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, (dict, list)) and inner:
                yield f"{blank}{json.dumps(name)}:"
                yield from yaml_lines(inner, indent + 1)
            else:
                yield f"{blank}{json.dumps(name)}: {json.dumps(inner)}"
    else:
        for inner in value:
            if isinstance(inner, (dict, list)):
                yield f"{blank}-"
                yield from yaml_lines(inner, indent + 1)
            else:
                yield f"{blank}- {json.dumps(inner)}"


def json_part(value):
    return json.dumps(value, indent=1)[2:-2]


def markdown_operations(number):
    result = []
    for path, item in paths(number).items():
        result.append(f"### {path}\n")
        shared = item.get("parameters", [])
        for method, operation in item.items():
            if method == "parameters":
                continue
            result.append(f"#### {method.upper()}\n##### Summary\n\n{operation['summary']}\n")
            result.append(f"##### Description\n\n{operation['description']}\n")
            result.append("##### Parameters\n\n| Name | Located in | Description | Required | Schema |")
            result.append("| ---- | ---------- | ----------- | -------- | ------ |")
            for each in shared + operation["parameters"]:
                required = "Yes" if each.get("required") else "No"
                result.append(
                    f"| {each['name']} | {each['in']} | {each.get('description', '')} |"
                    f" {required} | {each['schema']['type']} |"
                )
            if "requestBody" in operation:
                name = f"Account{number}"
                result.append(f"| body | body |  | No | [{name}](#{name.lower()}) |")
            result.append("\n##### Responses\n\n| Code | Description | Schema |")
            result.append("| ---- | ----------- | ------ |")
            for status, response in operation["responses"].items():
                name = response["content"]["application/json"]["schema"]["$ref"].split("/")[-1]
                link = f"[{name}](#{name.lower()})"
                result.append(f"| {status} | {response['description']} | {link} |")
            result.append("")
    return "\n".join(result)


def markdown_models(number):
    result = []
    for name, model in models(number).items():
        result.append(f"#### {name}\n\n{model.get('description', '')}\n")
        result.append("| Name | Type | Description | Required |")
        result.append("| ---- | ---- | ----------- | -------- |")
        for member, schema in model["properties"].items():
            kind = schema.get("type", "")
            if "$ref" in schema or "items" in schema:
                target = (schema.get("items") or schema)["$ref"].split("/")[-1]
                link = f"[{target}](#{target.lower()})"
                kind = f"[ {link} ]" if "items" in schema else link
            required = "Yes" if member in model.get("required", []) else "No"
            text = schema.get("description", "")
            result.append(f"| {member} | {kind} | {text} | {required} |")
        result.append("")
    return "\n".join(result)


FORMATS = {
    "json": (
        '{\n"openapi": "3.0.3",\n"info": {"title": "Made", "version": "1"},\n"paths": {\n',
        lambda number: json_part(paths(number)),
        ",\n",
        '\n},\n"components": {"schemas": {\n',
        lambda number: json_part(models(number)),
        "\n}}}\n",
    ),
    "yaml": (
        'openapi: "3.0.3"\ninfo:\n  title: Made\n  version: "1"\npaths:\n',
        lambda number: "\n".join(yaml_lines(paths(number), 1)),
        "\n",
        "\ncomponents:\n  schemas:\n",
        lambda number: "\n".join(yaml_lines(models(number), 2)),
        "\n",
    ),
    "md": (
        "# Made\nAccounts of many kinds\n\n## Version: 1\n\n---\n",
        markdown_operations,
        "\n",
        "\n---\n### Models\n\n",
        markdown_models,
        "\n",
    ),
}


def make(path, kind, megabytes):
    head, first, separator, middle, second, tail = FORMATS[kind]
    one = len(first(10000)) + len(second(10000)) + 2 * len(separator)
    count = max(1, round(megabytes * 1e6 / one))
    with open(path, "w") as file:
        file.write(head)
        for number in range(count):
            file.write((separator if number else "") + first(number))
        file.write(middle)
        for number in range(count):
            file.write((separator if number else "") + second(number))
        file.write(tail)


def linearity(ours, options):
    sizes = {"json": [1, 5, 20, 50], "yaml": [1, 5], "md": [1, 5, 20, 50]}
    missed = False
    for kind, list_of_sizes in sizes.items():
        for megabytes in list_of_sizes:
            path = os.path.join(options.folder, f"made-{megabytes}.{kind}")
            make(path, kind, megabytes)
            size = os.path.getsize(path) / 1e6
            seconds, mib = ours.measure("contract", path, 0)
            os.remove(path)
            is_over = mib > MEMORY_LIMIT_MIB or seconds > SECONDS_LIMIT
            missed = missed or is_over
            print(
                f"made {kind:4} {size:5.1f} MB: {seconds * 1000:8.0f} ms,"
                f" {seconds * 1000 / size:6.1f} ms/MB, peak {mib:5.0f} MiB,"
                f" {mib / size:5.1f} MiB/MB{'  MISSED' if is_over else ''}",
                flush=True,
            )
    print(f"limits of {SECONDS_LIMIT} s and {MEMORY_LIMIT_MIB} MiB: {'MISSED' if missed else 'kept'}")


def main():
    if sys.argv[1:2] == ["--peer"]:
        return run_peer(*sys.argv[2:4])
    arguments = argparse.ArgumentParser()
    arguments.add_argument("bench")
    arguments.add_argument("folder")
    arguments.add_argument("--validators", required=True)
    arguments.add_argument("--schemathesis", required=True)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--seconds", type=float, default=0.4)
    arguments.add_argument("--limit", type=int, default=600)
    options = arguments.parse_args()
    ours = Ours(options.bench)
    rows = compare(ours, options)
    with open(os.path.join(options.folder, "contracts.json"), "w") as file:
        json.dump(rows, file, indent=1)
    linearity(ours, options)


main()
