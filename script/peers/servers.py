"""Requests a second of the reference server, the mock and a FastAPI app, in alternating rounds.

Usage: servers.py MUSTER PYTHON SPEC OVERLAY --rounds N --seconds S
Each answers GET /services/100101 to wrk over 16 connections, with a token; one process each.
"""

import argparse
import base64
import json
import os
import re
import socket
import statistics
import subprocess
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
PATH = "/services/100101"


def started(words, environment):
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={**os.environ, **environment})
    url = process.stdout.readline().strip()
    if not url.startswith("http://"):
        raise SystemExit(f"servers: {words[1]} did not start")
    return process, url


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def peer(python):
    port = free_port()
    process = subprocess.Popen(
        [python, "-m", "uvicorn", "fastapi_app:app", "--app-dir", HERE, "--port", str(port),
         "--log-level", "error", "--no-access-log"])
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return process, f"http://127.0.0.1:{port}"
        except OSError:
            time.sleep(0.1)
    raise SystemExit("servers: the FastAPI app did not start")


def token(url):
    basic = base64.b64encode(b"bench:bench-secret").decode()
    request = urllib.request.Request(
        f"{url}/oauth/client_credential/accesstoken?grant_type=client_credentials",
        data=b"", headers={"Authorization": f"Basic {basic}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)["access_token"]


def measure(url, token, seconds):
    """Requests a second; any answer but a success ends it all."""
    output = subprocess.run(
        ["wrk", "-t1", "-c16", f"-d{seconds}s", "-H", f"Authorization: Bearer {token}", url + PATH],
        check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise SystemExit(f"servers: {url} answered with errors:\n{output}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("muster")
    parser.add_argument("python")
    parser.add_argument("spec")
    parser.add_argument("overlay")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    options = parser.parse_args()
    client = {"MUSTER_CLIENT_ID": "bench", "MUSTER_CLIENT_SECRET": "bench-secret"}
    processes = []
    try:
        reference, reference_url = started([options.muster, "reference"], client)
        processes.append(reference)
        mock, mock_url = started(
            [options.muster, "mock", options.spec, "--overlay", options.overlay, "--quiet"], client)
        processes.append(mock)
        app, app_url = peer(options.python)
        processes.append(app)
        targets = [
            ("reference server", reference_url, token(reference_url)),
            ("mock", mock_url, token(mock_url)),
            ("FastAPI on uvicorn", app_url, "a-token"),
        ]
        rates = {name: [] for name, _, _ in targets}
        for name, url, good in targets:
            measure(url, good, 1)
        for _ in range(options.rounds):
            for name, url, good in targets:
                rates[name].append(measure(url, good, options.seconds))
    finally:
        for process in processes:
            process.terminate()
            process.wait(30)
    base = rates["FastAPI on uvicorn"]
    print(f"{'server':20} {'requests/s':>10} {'to FastAPI':>10}  (medians of {options.rounds} rounds)")
    for name, values in rates.items():
        ratio = statistics.median(own / other for own, other in zip(values, base))
        print(f"{name:20} {statistics.median(values):10,.0f} {ratio:10.2f}")


if __name__ == "__main__":
    main()
