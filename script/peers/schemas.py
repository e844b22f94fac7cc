"""Measures muster's JSON reader and schema validator beside their peers, in alternating rounds.

    schemas.py BENCH SIMDJSON FOLDER [--rounds N] [--seconds S] [--markdown]

BENCH is the built Sources/Bench, SIMDJSON the built simdjson-reader. FOLDER gets the documents, and
holds specs/kubernetes.json where that measurement is wanted. All times are CPU time.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import time

import jsonschema_rs
import orjson


class Program:
    """A program that measures on request, one line for one line."""

    def __init__(self, path):
        self.process = subprocess.Popen(
            [path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def measure(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if answer.startswith("error") or not answer:
            sys.exit(f"{' '.join(map(str, words))}: {answer}")
        iterations, nanoseconds = map(int, answer.split())
        return nanoseconds / iterations


def measure(work, seconds):
    """Nanoseconds of CPU time for one call."""
    work()
    budget = seconds * 1e9
    iterations, batch, spent = 0, 1, 0
    start = time.process_time_ns()
    while spent < budget:
        for _ in range(batch):
            work()
        iterations += batch
        spent = time.process_time_ns() - start
        if spent < budget / 100:
            batch *= 2
    return spent / iterations


SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["page", "total", "items"],
    "properties": {
        "page": {"type": "integer", "minimum": 1},
        "total": {"type": "integer", "minimum": 0},
        "next": {"type": ["string", "null"]},
        "items": {"type": "array", "items": {"$ref": "#/$defs/account"}},
    },
    "additionalProperties": False,
    "$defs": {
        "account": {
            "type": "object",
            "required": ["accountId", "name", "status", "contact", "lines", "createdAt"],
            "properties": {
                "accountId": {"type": "string", "pattern": "^[0-9]{4,12}$"},
                "name": {"type": "string", "minLength": 1, "maxLength": 120},
                "status": {"enum": ["ACTIVE", "SUSPENDED", "CLOSED"]},
                "segment": {"type": "string", "enum": ["CORPORATE", "MASSIVE"]},
                "creditLimit": {"type": "number", "minimum": 0, "maximum": 1000000000},
                "balance": {"type": "number"},
                "cycle": {"type": "integer", "minimum": 1, "maximum": 31},
                "createdAt": {"type": "string", "format": "date-time"},
                "isActive": {"type": "boolean"},
                "note": {"type": ["string", "null"], "maxLength": 500},
                "contact": {"$ref": "#/$defs/contact"},
                "tags": {
                    "type": "array",
                    "items": {"type": "string"},
                    "maxItems": 10,
                    "uniqueItems": True,
                },
                "lines": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/line"}},
            },
            "additionalProperties": False,
        },
        "contact": {
            "type": "object",
            "required": ["fullName", "email"],
            "properties": {
                "fullName": {"type": "string", "minLength": 1},
                "email": {"type": "string", "format": "email", "maxLength": 254},
                "phone": {"type": "integer", "minimum": 1000000, "maximum": 999999999999999},
                "city": {"type": "string"},
            },
        },
        "line": {
            "type": "object",
            "required": ["msisdn", "plan"],
            "properties": {
                "msisdn": {"type": "integer", "minimum": 1},
                "plan": {"type": "string"},
                "services": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["partnum"],
                        "properties": {
                            "partnum": {"type": "string", "minLength": 3},
                            "price": {"type": "number", "minimum": 0},
                        },
                    },
                },
            },
        },
    },
}


def account(number):
    return {
        "accountId": str(4001 + number),
        "name": f"Cafetales del Quindío S.A.S. {number}",
        "status": ["ACTIVE", "SUSPENDED", "CLOSED"][number % 3],
        "segment": ["CORPORATE", "MASSIVE"][number % 2],
        "creditLimit": 25000000.5 + number,
        "balance": -1250.75 * (number % 7),
        "cycle": number % 31 + 1,
        "createdAt": f"2026-0{number % 9 + 1}-15T08:30:00Z",
        "isActive": number % 3 == 0,
        "note": None if number % 2 else 'Prefers "calls" in the morning',
        "contact": {
            "fullName": "Marcela Ríos",
            "email": f"marcela.rios.{number}@example.com",
            "phone": 573001234567 + number,
            "city": "Armenia",
        },
        "tags": ["coffee", "export", f"zone-{number % 12}"],
        "lines": [
            {
                "msisdn": 573110000000 + number * 10 + line,
                "plan": "Empresarial Ilimitado",
                "services": [
                    {"partnum": "100101", "price": 49900},
                    {"partnum": "100202", "price": 12500.5},
                ],
            }
            for line in range(3)
        ],
    }


def listing(count, broken_every=0):
    """About 0.9 KB an account."""
    items = [account(number) for number in range(count)]
    if broken_every:
        for number in range(0, count, broken_every):
            items[number]["cycle"] = 99
            items[number]["contact"]["email"] = 7
    return {"page": 1, "total": count, "next": None, "items": items}


def pod():
    """A manifest as people write them, for the largest schema of the kubernetes contract."""

    def container(number):
        return {
            "name": f"service-{number}",
            "image": f"registry.example.com/service:{number}.4.1",
            "command": ["/bin/service", "--port", "8080"],
            "env": [
                {"name": f"SETTING_{setting}", "value": f"value-{setting}"}
                for setting in range(12)
            ]
            + [{"name": "PASSWORD", "valueFrom": {"secretKeyRef": {"name": "db", "key": "p"}}}],
            "ports": [{"containerPort": 8080 + number, "protocol": "TCP", "name": "http"}],
            "resources": {
                "limits": {"cpu": "500m", "memory": "256Mi"},
                "requests": {"cpu": "100m", "memory": "128Mi"},
            },
            "livenessProbe": {
                "httpGet": {"path": "/healthz", "port": "http", "scheme": "HTTP"},
                "initialDelaySeconds": 10,
                "periodSeconds": 5,
                "failureThreshold": 3,
            },
            "volumeMounts": [{"name": "data", "mountPath": "/data", "readOnly": False}],
            "securityContext": {"runAsNonRoot": True, "capabilities": {"drop": ["ALL"]}},
        }

    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {
            "name": "web",
            "namespace": "shop",
            "labels": {f"label-{number}": "x" for number in range(8)},
            "annotations": {f"example.com/note-{number}": "text" for number in range(5)},
        },
        "spec": {
            "serviceAccountName": "web",
            "restartPolicy": "Always",
            "terminationGracePeriodSeconds": 30,
            "containers": [container(number) for number in range(4)],
            "initContainers": [container(9)],
            "volumes": [
                {"name": "data", "emptyDir": {"sizeLimit": "1Gi"}},
                {"name": "config", "configMap": {"name": "web", "defaultMode": 420}},
            ],
            "tolerations": [{"key": "dedicated", "operator": "Exists", "effect": "NoSchedule"}],
            "affinity": {
                "podAntiAffinity": {
                    "requiredDuringSchedulingIgnoredDuringExecution": [
                        {
                            "topologyKey": "kubernetes.io/hostname",
                            "labelSelector": {"matchLabels": {"app": "web"}},
                        }
                    ]
                }
            },
        },
        "status": {"phase": "Running", "podIP": "10.0.0.7"},
    }


def kubernetes_schema(folder):
    path = os.path.join(folder, "specs", "kubernetes.json")
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        spec = orjson.loads(file.read())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": "#/definitions/io.k8s.api.core.v1.Pod",
        "definitions": spec["definitions"],
    }


def save(folder, name, value):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(orjson.dumps(value))
    return path


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("bench")
    arguments.add_argument("simdjson")
    arguments.add_argument("folder")
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--seconds", type=float, default=0.4)
    options = arguments.parse_args()
    ours, simdjson = Program(options.bench), Program(options.simdjson)
    folder = options.folder
    os.makedirs(folder, exist_ok=True)

    cases = [
        ("1 KB answer", SCHEMA, listing(1), listing(1, 1)),
        ("100 KB list", SCHEMA, listing(110), listing(110, 20)),
        ("10 MB list", SCHEMA, listing(11000), listing(11000, 500)),
    ]
    pod_schema = kubernetes_schema(folder)
    if pod_schema:
        broken = pod()
        broken["spec"]["containers"][2]["ports"][0]["containerPort"] = "8080"
        broken["spec"]["volumes"][0]["name"] = 1
        cases.append(("kubernetes Pod", pod_schema, pod(), broken))
    else:
        print("kubernetes Pod: left out, as specs/kubernetes.json is not there", file=sys.stderr)

    rows = []
    for number, (name, schema, valid, invalid) in enumerate(cases):
        schema_path = save(folder, f"schema-{number}.json", schema)
        path = save(folder, f"valid-{number}.json", valid)
        invalid_path = save(folder, f"invalid-{number}.json", invalid)
        text = orjson.dumps(valid)
        validator = jsonschema_rs.Draft202012Validator(schema)
        if not validator.is_valid(valid) or validator.is_valid(invalid):
            sys.exit(f"{name}: the peer judges the documents otherwise than expected")
        errors = len(list(validator.iter_errors(invalid)))
        seconds = options.seconds
        measurements = {
            "reader": (
                lambda: ours.measure("reader", path, seconds),
                {
                    "Foundation": lambda: ours.measure("foundation", path, seconds),
                    "orjson": lambda: measure(lambda: orjson.loads(text), seconds),
                    "simdjson": lambda: simdjson.measure("reader", path, seconds),
                },
            ),
            "flag": (
                lambda: ours.measure("flag", schema_path, path, seconds),
                {"jsonschema-rs": lambda: measure(lambda: validator.is_valid(valid), seconds)},
            ),
            "report": (
                lambda: ours.measure("report", schema_path, invalid_path, seconds),
                {
                    "jsonschema-rs": lambda: measure(
                        lambda: list(validator.iter_errors(invalid)), seconds
                    )
                },
            ),
            "bytes": (
                lambda: ours.measure("bytes", schema_path, path, seconds),
                {
                    "orjson + jsonschema-rs": lambda: measure(
                        lambda: validator.is_valid(orjson.loads(text)), seconds
                    )
                },
            ),
        }
        gc.collect()
        gc.freeze()
        for measurement, (mine, peers) in measurements.items():
            samples = {peer: [] for peer in peers}
            own = []
            for _ in range(options.rounds):
                before = mine()
                theirs = {peer: work() for peer, work in peers.items()}
                # Between two of ours, so that a change of the machine's speed hits both sides.
                after = mine()
                own.append((before + after) / 2)
                for peer, value in theirs.items():
                    samples[peer].append(value / own[-1])
            median = statistics.median(own)
            for peer, ratios in samples.items():
                rows.append(
                    (
                        name,
                        len(text),
                        measurement,
                        median,
                        peer,
                        statistics.median(ratios),
                        min(ratios),
                        max(ratios),
                        errors,
                    )
                )
                print(
                    f"{name:16} {measurement:8} {median / 1000:12.2f} µs"
                    f" {len(text) / median * 1000:8.0f} MB/s"
                    f"   {statistics.median(ratios):6.2f} times {peer}"
                    f" ({min(ratios):.2f} to {max(ratios):.2f})",
                    flush=True,
                )
    with open(os.path.join(folder, "schemas.json"), "w") as file:
        json.dump(rows, file, indent=1)


main()
