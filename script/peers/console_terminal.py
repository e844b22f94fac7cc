"""Runs muster on pseudo-terminals and in pipes; see script/check-console."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time

CRM = ["spec/crm/crm-b2b-co.md", "--overlay", "spec/crm/overlay.yaml", "--fixtures",
       "spec/crm/fixtures.yaml", "--reference"]
FAULTS = [word for fault in ("wrong-type", "error-body-missing", "token-not-checked")
          for word in ("--fault", fault)]
problems = []


def demand(is_so, what):
    print(("ok      " if is_so else "FAILED  ") + what, flush=True)
    if not is_so:
        problems.append(what)


def environment(**changes):
    result = {name: value for name, value in os.environ.items()
              if name not in ("NO_COLOR", "LC_ALL", "LC_CTYPE", "COLUMNS")}
    result.update({"TERM": "xterm-256color", "LANG": "C.UTF-8"}, **changes)
    return result


def on_terminal(muster, arguments, columns=100, rows=40, output="terminal", **changes):
    """What is written to a terminal; stdout may be a pipe instead, whose text comes second."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    process = subprocess.Popen(
        [muster, "run", *arguments], stdin=subprocess.DEVNULL, stderr=follower,
        stdout=follower if output == "terminal" else subprocess.PIPE, env=environment(**changes))
    os.close(follower)
    piped = process.stdout.fileno() if process.stdout else None
    texts, end = {leader: b"", piped: b""}, time.monotonic() + 120
    open_ends = [each for each in (leader, piped) if each is not None]
    while open_ends and time.monotonic() < end:
        for each in select.select(open_ends, [], [], 1)[0]:
            try:
                part = os.read(each, 65536)
            except OSError:
                part = b""
            texts[each] += part
            if not part:
                open_ends.remove(each)
    process.wait(timeout=10)
    os.close(leader)
    return process.returncode, texts[leader].decode(), texts[piped].decode()


class Screen:
    """What a terminal shows in the end: text, carriage return, line feed, erase to the end of the line."""

    def __init__(self, text):
        self.lines, self.column, self.drawn = [""], 0, 0
        text = re.sub(r"\x1b\[[0-9;]*m", "", text)
        for part in re.findall(r"\x1b\[K|\r|\n|[^\x1b\r\n]+|\x1b", text):
            self.take(part)

    def take(self, part):
        line = self.lines[-1]
        if part == "\x1b[K":
            self.lines[-1] = line[:self.column]
        elif part == "\r":
            self.column = 0
            self.drawn += 1
        elif part == "\n":
            self.lines.append("")
            self.column = 0
        else:
            self.lines[-1] = line[:self.column] + part + line[self.column + len(part):]
            self.column += len(part)


def main():
    muster = sys.argv[1]
    cases = ["--max-cases", "3000"]
    for columns, rows in ((120, 50), (80, 24), (60, 30), (48, 20), (40, 20)):
        name = f"{columns} columns, {rows} rows"
        code, text, _ = on_terminal(muster, CRM + FAULTS + cases, columns, rows)
        screen = Screen(text)
        demand(code == 1, f"{name}: ends with 1")
        demand("\x1b[1;31m" in text, f"{name}: has colours")
        bars = re.findall(r"\r([^\r\n]*cases[^\r\n]*)\x1b\[K", text)
        demand(2 < len(bars) < 200, f"{name}: {len(bars)} progress lines, not one a case")
        plain = [re.sub(r"\x1b\[[0-9;]*m", "", bar) for bar in bars]
        demand(all(len(bar) < columns for bar in plain), f"{name}: each fits the line")
        demand(any("left" in bar for bar in plain) or columns < 60, f"{name}: tells the time left")
        demand(any("/s" in bar for bar in plain) or columns < 80, f"{name}: tells the rate")
        demand(not any("3,0" in line and "/s" in line for line in screen.lines),
               f"{name}: nothing of the progress stays")
        demand("FAILED" in screen.lines[-2], f"{name}: the verdict is the last line")
        commands = ("curl ", "muster run", "FAILED", "spec  ")
        wide = [line for line in screen.lines if len(line) > columns
                and not line.strip().startswith(commands)]
        demand(not wide, f"{name}: no line is wider, but commands and places to copy {wide[:1]}")
        if "--show" in sys.argv:
            print("\n".join(screen.lines))

    code, text, _ = on_terminal(muster, CRM + FAULTS, NO_COLOR="1")
    demand("\x1b[" in text and not re.search(r"\x1b\[[0-9;]*m", text), "NO_COLOR: no colours")
    code, text, _ = on_terminal(muster, CRM + FAULTS, TERM="dumb")
    demand(not re.search(r"\x1b\[[0-9;]*m", text), "TERM=dumb: no colours")
    code, text, _ = on_terminal(muster, CRM + FAULTS, LANG="C")
    demand(text.isascii(), "LANG=C: ASCII alone")
    code, text, _ = on_terminal(muster, CRM + ["--progress", "never"])
    demand("\r\x1b" not in text.replace("\r\n", "\n"), "--progress never: no progress")
    code, text, piped = on_terminal(muster, CRM + cases, output="pipe")
    demand("\x1b" not in piped and "\r" not in piped, "stdout in a pipe: plain text")
    demand("cases" in text and "\x1b[K" in text, "stderr on a terminal: progress there")
    result = subprocess.run([muster, "run", *CRM, *FAULTS], capture_output=True,
                            env=environment(), timeout=120)
    demand(b"\x1b" not in result.stdout + result.stderr and b"\r" not in result.stdout + result.stderr,
           "both in pipes: plain text, no progress")
    if problems:
        sys.exit(f"check-console: {len(problems)} of the demands are not met")
    print("check-console: every demand is met")


main()
