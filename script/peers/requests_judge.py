"""Judges what muster sends to its mock by openapi-core.

    requests_judge.py MUSTER [DEFINITION...]

MUSTER is the built command. Without definitions, those of the loop test are taken. Swagger 2.0 and
markdown are converted to OpenAPI 3.0 first, for the judge alone.
"""

import base64
import collections
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit

import yaml
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from werkzeug.datastructures import Headers, ImmutableMultiDict

MUSTER = sys.argv[1]
FIXTURES = pathlib.Path("Tests/EndToEndTests/Fixtures/mock")
ENVIRONMENT = dict(
    os.environ,
    MUSTER_USER="mock-user",
    MUSTER_PASSWORD="mock-user-8c1f",
    MUSTER_API_KEY="mock-key-77d2",
    MUSTER_CLIENT_ID="mock-client",
    MUSTER_CLIENT_SECRET="mock-client-e09a",
)
VALID = "positive,boundary,stateful"
INVALID = "negative"
REFUSED = {400, 413, 415, 422}


# What the judge can't do, by what it says then. Each was looked at: the request is right.
LIMITS = {
    "Missing required path parameter": "path styles label and matrix",
    "reference 'Dog' could not be resolved": "mappings of discriminators by name",
    "Operation purge not found": "additionalOperations",
    "no attribute 'querystring'": "parameters in querystring",
    "does not match '^[a-z]+$'": "style spaceDelimited",
    "is not of type 'integer'": "integers in multipart bodies",
    'b\'"': "strings in media types that are a range",
    "Missing required request body": "empty content, which HAR can't tell from none",
}


def lines(content, **_):
    """JSON Lines, for a judge that reads only JSON."""
    return [json.loads(line) for line in content.splitlines() if line.strip()]


CONFIG = Config(
    extra_media_type_deserializers={
        "application/jsonl": lines,
        "application/merge-patch+json": lambda content, **_: json.loads(content),
    }
)


class Request:
    """A recorded request as openapi-core wants one."""

    def __init__(self, entry):
        request = entry["request"]
        parts = urlsplit(request["url"])
        headers = [(field["name"], field["value"]) for field in request["headers"]]
        content = request.get("postData", {})
        text = content.get("text")
        self.host_url = f"{parts.scheme}://{parts.netloc}"
        self.path = parts.path
        self.method = request["method"].lower()
        self.content_type = content.get("mimeType", "")
        self.body = None
        if text is not None:
            is_base64 = content.get("_encoding") == "base64"
            self.body = base64.b64decode(text) if is_base64 else text.encode()
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(
                [(pair["name"], pair["value"]) for pair in request["queryString"]]
            ),
            header=Headers(headers),
            cookie=ImmutableMultiDict([]),
        )
        self.phase = self.parameters.header.get("x-phase")
        self.has_cookies = "cookie" in self.parameters.header


def record(definition, folder):
    """Everything that was sent to a mock of a definition, in two runs."""
    fixtures = definition.with_name(definition.name.rsplit(".", 1)[0] + ".fixtures.yaml")
    words = ["--fixtures", str(fixtures)] if fixtures.exists() else []
    archive = folder / "mock.har"
    mock = subprocess.Popen(
        [MUSTER, "mock", str(definition), "--quiet", "--record", str(archive)] + words,
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    url = mock.stdout.readline().strip()
    try:
        for phase, intents in (("valid", VALID), ("invalid", INVALID)):
            subprocess.run(
                [MUSTER, "run", str(definition), "--base-url", url, "--derive", intents]
                + ["--header", f"X-Phase: {phase}", "--quiet"]
                + words,
                capture_output=True,
                env=ENVIRONMENT,
                timeout=600,
            )
    finally:
        mock.send_signal(signal.SIGTERM)
        mock.wait(timeout=60)
    return url, json.loads(archive.read_text())["log"]["entries"]


def forget_times(value):
    """Drops the format `time`: the judge knows none with a zone, which RFC 3339 full-time has."""
    if isinstance(value, dict):
        if value.get("format") == "time":
            del value["format"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            forget_times(item)


def contract(definition, url):
    """The definition for the judge: served where the mock is, open to everybody."""
    text = definition.read_text()
    if definition.suffix == ".md" or text.lstrip().startswith("swagger"):
        text = subprocess.run(
            [MUSTER, "convert", str(definition), "--to", "openapi3.0"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    document = yaml.safe_load(text)
    document.pop("security", None)
    document["servers"] = [{"url": url}]
    forget_times(document)
    for item in document.get("paths", {}).values():
        item.pop("servers", None)
        for operation in item.values():
            if isinstance(operation, dict):
                operation.pop("security", None)
                operation.pop("servers", None)
    return OpenAPI.from_dict(document, config=CONFIG)


def main():
    if sys.argv[2:]:
        definitions = [pathlib.Path(name) for name in sys.argv[2:]]
    else:
        definitions = sorted(
            path for path in FIXTURES.iterdir() if not path.name.endswith(".fixtures.yaml")
        )
    total = collections.Counter()
    for definition in definitions:
        with tempfile.TemporaryDirectory() as folder:
            url, entries = record(definition, pathlib.Path(folder))
        count = collections.Counter()
        problems = collections.Counter()
        try:
            judge = contract(definition, url)
        except Exception as error:  # The judge can't read every definition.
            print(f"{definition.name}: not judged: {type(error).__name__}: {error}"[:160])
            total["definitions not judged"] += 1
            continue
        for entry in entries:
            request = Request(entry)
            is_token = b"grant_type=client_credentials" in (request.body or b"")
            if request.phase is None or request.method == "head" or is_token:
                continue
            if request.has_cookies:
                count["not judged: the cookies are redacted"] += 1
                continue
            try:
                judge.validate_request(request)
                verdict, error = "valid", None
            except OpenAPIError as found:
                verdict, error = "invalid", found
            except Exception as found:
                verdict, error = "no verdict", found
            if error is not None:
                cause = error.__cause__ or error
                words = " ".join([str(cause)] + [str(e) for e in getattr(cause, "schema_errors", [])])
                # What every server may be asked, a definition need not say (RFC 9110 §9.3.7).
                if request.method == "options" and type(cause).__name__ == "OperationNotFound":
                    count["not judged: OPTIONS that is not documented"] += 1
                    continue
                limit = next((LIMITS[mark] for mark in LIMITS if mark in words), None)
                if request.phase == "valid" and limit:
                    count[f"not judged: {limit}"] += 1
                    continue
            is_refused = entry["response"]["status"] in REFUSED
            if request.phase == "valid":
                count[f"to be valid: {verdict}"] += 1
                if verdict != "valid":
                    problems[f"{verdict}: {type(cause).__name__}: {words}"[:300]] += 1
            elif is_refused:
                count[f"refused by the mock: {verdict}"] += 1
        total.update(count)
        total["definitions"] += 1
        print(f"{definition.name}: {dict(count)}")
        for problem, times in problems.most_common(5):
            print(f"    {times} x {problem}")
    print()
    for name, number in sorted(total.items()):
        print(f"{number:6} {name}")
    return 1 if total["to be valid: invalid"] else 0


sys.exit(main())
