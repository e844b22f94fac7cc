"""Measures muster's transport beside libcurl in C and wrk, in alternating rounds.

    transport.py BENCH CURL_MULTI FOLDER [--rounds N] [--seconds S]

BENCH is the built Sources/Bench, CURL_MULTI the built curl-multi.c. A server of one nginx process answers with
1 KB of JSON on a free loopback port; its configuration and log are in FOLDER. Where there are two processors or
more, the server has the last one to itself. CPU time is that of the client's process.
"""

import argparse
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import time

CONNECTIONS = (1, 16, 64)

CONFIGURATION = """{user}daemon off;
worker_processes 1;
pid nginx.pid;
error_log error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  default_type application/json;
  keepalive_requests 1000000000;
  open_file_cache max=10;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server {{ listen 127.0.0.1:{port}; root www; }}
}}
"""


class Program:
    """A program that measures on request, one line for one line."""

    def __init__(self, path, prefix):
        self.process = subprocess.Popen(
            prefix + [path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def measure(self, url, connections, seconds, mode):
        self.process.stdin.write(f"transport {url} {connections} {seconds} {mode}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if answer.startswith("error") or not answer:
            sys.exit(f"{mode}: {answer}")
        requests, cpu, wall = map(int, answer.split())
        return cpu / requests / 1000, requests / (wall / 1e9)


def wrk(prefix, url, connections, seconds):
    """Microseconds of CPU time for a request, and requests a second."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = subprocess.run(
        prefix + ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", url],
        capture_output=True, text=True, check=True,
    ).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    requests = next(int(line.split()[0]) for line in output.splitlines() if " requests in " in line)
    rate = next(float(line.split()[1]) for line in output.splitlines() if "Requests/sec" in line)
    return spent / requests * 1e6, rate


def answer():
    """1 KB of JSON."""
    items = [{"id": number, "name": f"item {number}"} for number in range(20)]
    text = json.dumps({"items": items, "pad": ""})
    return text[:-2] + "x" * (1024 - len(text)) + text[-2:]


def serve(folder, prefix):
    www = os.path.join(folder, "www")
    os.makedirs(www, exist_ok=True)
    with open(os.path.join(www, "answer.json"), "w") as file:
        file.write(answer())
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with open(os.path.join(folder, "nginx.conf"), "w") as file:
        # Started by root, its worker would be somebody who may not read the folder.
        user = "user root;\n" if os.getuid() == 0 else ""
        file.write(CONFIGURATION.format(port=port, user=user))
    server = subprocess.Popen(
        prefix + ["nginx", "-p", folder + "/", "-c", "nginx.conf", "-e", "error.log"]
    )
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return server, f"http://127.0.0.1:{port}/answer.json"
        except OSError:
            time.sleep(0.05)
    server.terminate()
    sys.exit(f"nginx did not start; see {folder}/error.log")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("bench")
    arguments.add_argument("curl_multi")
    arguments.add_argument("folder")
    arguments.add_argument("--rounds", type=int, default=9)
    arguments.add_argument("--seconds", type=float, default=1)
    given = arguments.parse_args()
    count = os.cpu_count() or 1
    clients = ["taskset", "-c", f"0-{count - 2}"] if count > 1 else []
    servers = ["taskset", "-c", str(count - 1)] if count > 1 else []
    server, url = serve(os.path.abspath(given.folder), servers)
    try:
        ours, theirs = Program(given.bench, clients), Program(given.curl_multi, clients)
        sides = {
            "C, curl_multi_poll": lambda c: theirs.measure(url, c, given.seconds, "poll"),
            "C, epoll": lambda c: theirs.measure(url, c, given.seconds, "epoll"),
            "muster": lambda c: ours.measure(url, c, given.seconds, "executor"),
            "muster, tasks elsewhere": lambda c: ours.measure(url, c, given.seconds, "pool"),
            "wrk": lambda c: wrk(clients, url, c, given.seconds),
        }
        print("| Connections | Client | CPU a request | to C | requests/s |\n|---|---|---|---|---|")
        for connections in CONNECTIONS:
            results = {name: [] for name in sides}
            for _ in range(given.rounds):
                for name, measure in sides.items():
                    results[name].append(measure(connections))
            base = [cpu for cpu, _ in results["C, curl_multi_poll"]]
            for name, pairs in results.items():
                cpu = statistics.median(cpu for cpu, _ in pairs)
                ratio = statistics.median(cpu / peer for (cpu, _), peer in zip(pairs, base))
                rate = statistics.median(rate for _, rate in pairs)
                print(f"| {connections} | {name} | {cpu:.1f} µs | {ratio:.2f} | {rate:,.0f} |", flush=True)
    finally:
        server.terminate()
        server.wait()


main()
