"""Which injected faults a run notices, muster beside Schemathesis, on the reference server.

Both get the same contract (Schemathesis as Swagger 2.0, converted), the same target, a valid
credential and the same known-good parameter values. What a tool reports about the faultless server is a
false alarm. A fault counts as caught where a run reports a kind of problem that it doesn't report about
the faultless server: which operations such an alarm hits differs from run to run.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time
import urllib.request
import base64

CLIENT = {"MUSTER_CLIENT_ID": "bench", "MUSTER_CLIENT_SECRET": "bench-secret"}
ENVIRONMENT = {**os.environ, **CLIENT}


class Target:
    """The reference server with some faults, for the length of a with block."""

    def __init__(self, muster, faults):
        self.command = [muster, "reference", "--port", "0"]
        for fault in faults:
            self.command += ["--fault", fault]

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, env=ENVIRONMENT, text=True)
        self.url = self.process.stdout.readline().strip()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)

    def token(self):
        request = urllib.request.Request(
            self.url + "/oauth/client_credential/accesstoken?grant_type=client_credentials")
        pair = f"{CLIENT['MUSTER_CLIENT_ID']}:{CLIENT['MUSTER_CLIENT_SECRET']}".encode()
        request.add_header("Authorization", "Basic " + base64.b64encode(pair).decode())
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)["access_token"]


def muster_run(options, target, folder):
    """The problems of a run as (check, operation), and its seconds."""
    junit = folder / "muster.xml"
    begin = time.monotonic()
    run = subprocess.run(
        [options.muster, "run", options.spec, "--overlay", options.overlay, "--fixtures",
         options.fixtures, "--base-url", target.url, "--strictness", "strict", "--report",
         f"junit={junit}"],
        env=ENVIRONMENT, capture_output=True, text=True, timeout=600)
    seconds = time.monotonic() - begin
    text = junit.read_text()
    found = set()
    for case in text.split("<testcase ")[1:]:
        name = re.search(r'classname="([^"]*)"', case)
        for check in re.findall(r'<failure type="([^"]*)"', case):
            found.add((check, name.group(1) if name else ""))
    for check in re.findall(r"^  ! ([a-z-]+) ", run.stdout, re.MULTILINE):
        found.add((f"{check} (warning)", ""))
    return found, seconds


def schemathesis_run(options, target, folder):
    reports = folder / "schemathesis"
    (folder / "schemathesis.toml").write_text(options.configuration)
    begin = time.monotonic()
    subprocess.run(
        [options.schemathesis, "run", str(folder / "contract.yaml"), "-u", target.url, "-H",
         f"Authorization: Bearer {target.token()}", "--checks", "all", "--report", "json",
         "--report-dir", str(reports), "--seed", "1", "--continue-on-failure"],
        cwd=folder, capture_output=True, timeout=1200)
    seconds = time.monotonic() - begin
    newest = max(reports.glob("*.json"), key=lambda path: path.stat().st_mtime)
    report = json.loads(newest.read_text())
    found = set()
    for failure in report["failures"]:
        for operation in failure["operations"]:
            found.add((failure["type"], operation if isinstance(operation, str) else str(operation)))
    return found, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("muster")
    parser.add_argument("schemathesis", help="the st program, or - to leave it out")
    parser.add_argument("spec")
    parser.add_argument("overlay")
    parser.add_argument("fixtures")
    parser.add_argument("--fault", action="append", help="only these")
    options = parser.parse_args()
    listing = subprocess.run(
        [options.muster, "faults"], capture_output=True, text=True, check=True).stdout
    faults = options.fault or [line for line in listing.splitlines() if line and line[0] != " "]
    parameters = {}
    block = False
    for line in pathlib.Path(options.fixtures).read_text().splitlines():
        if line.startswith("parameters:"):
            block = True
        elif block and line.startswith("  "):
            name, _, value = line.strip().partition(":")
            parameters[name] = value.split("#")[0].strip()
        elif line and not line.startswith(" "):
            block = False
    lines = [f"{name} = {value if value.lstrip('-').isdigit() or value[0] == chr(34) else json.dumps(value)}"
             for name, value in parameters.items()]
    options.configuration = "[parameters]\n" + "\n".join(lines) + "\n"
    tools = {"muster": muster_run}
    if options.schemathesis != "-":
        tools["schemathesis"] = schemathesis_run
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        converted = subprocess.run(
            [options.muster, "convert", options.spec, "--overlay", options.overlay, "--to",
             "swagger2"], capture_output=True, text=True, check=True).stdout
        (folder / "contract.yaml").write_text(converted)
        honest, seconds = {}, {tool: [] for tool in tools}
        for tool, run in tools.items():
            with Target(options.muster, []) as target:
                honest[tool], _ = run(options, target, folder)
            print(f"{tool}: {len(honest[tool])} reports about the faultless server", flush=True)
            for report in sorted(honest[tool]):
                print("   ", *report)
        caught = {tool: 0 for tool in tools}
        for fault in faults:
            row = [f"{fault:24}"]
            for tool, run in tools.items():
                with Target(options.muster, [fault]) as target:
                    found, spent = run(options, target, folder)
                noise = {kind for kind, _ in honest[tool]}
                new = {(kind, place) for kind, place in found if kind not in noise}
                seconds[tool].append(spent)
                caught[tool] += bool(new)
                kinds = ", ".join(sorted({kind for kind, _ in new})) or "-"
                row.append(f"{kinds[:60]:60} {spent:6.1f} s")
            print(" | ".join(row), flush=True)
        for tool in tools:
            print(f"{tool}: caught {caught[tool]} of {len(faults)},"
                  f" {len(honest[tool])} false alarms,"
                  f" {sum(seconds[tool]) / len(faults):.1f} s a run")


main()
