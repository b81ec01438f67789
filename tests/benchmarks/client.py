"""The client: one connection that keeps alive, and many that ask as fast as they are answered.

The second is wrk (https://github.com/wg/wrk, Debian's package wrk) where it is installed. Without it Python
asks from a process of its own, some 20,000 times a second: fewer than a good server answers.
"""

from __future__ import annotations

import re
import selectors
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import Final

HOST: Final = "127.0.0.1"
TIMEOUT = 120  # seconds
CONNECTIONS = 16
LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
NO_BODY: Final = (204, 304)


@dataclass(frozen=True)
class Question:
    """A request, and what its answer must have: the status and a word of the body."""

    path: str
    status: int = 200
    word: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def raw(self, port: int) -> bytes:
        lines = [f"GET {self.path} HTTP/1.1", f"Host: {HOST}:{port}"]
        lines += (f"{name}: {value}" for name, value in self.headers.items())
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class WrongAnswer(Exception):
    """The server did not send what was asked for."""


class Connection:
    """A connection that is opened again when the server closed it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._file: socket.SocketIO | None = None
        self._socket: socket.socket | None = None

    def ask(self, question: Question) -> Answer:
        """The answer; WrongAnswer if it is another than the question says."""
        answer = self._ask(question.raw(self.port))
        if answer.status != question.status or question.word.encode() not in answer.body:
            raise WrongAnswer(f"{question.path}: {answer.status}, {len(answer.body)} bytes")
        return answer

    def _ask(self, raw: bytes) -> Answer:
        for again in (True, False):
            try:
                return self._exchange(raw)
            except (ConnectionError, IndexError):
                self.close()
                if not again:
                    raise
        raise AssertionError

    def _exchange(self, raw: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection((HOST, self.port), TIMEOUT)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(raw)
        head, body = self._head()
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        status = int(first.split()[1])
        if status not in NO_BODY:
            body = self._body(headers, body)
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(status, headers, body)

    def _head(self) -> tuple[bytes, bytes]:
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _, rest = got.partition(b"\r\n\r\n")
        return head, rest

    def _body(self, headers: dict[str, str], got: bytes) -> bytes:
        if "content-length" in headers:
            parts, size, wanted = [got], len(got), int(headers["content-length"])
            while size < wanted:
                parts.append(self._more())
                size += len(parts[-1])
            return b"".join(parts)
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return self._chunks(got)
        parts = [got]
        while more := self._more(at_end=True):
            parts.append(more)
        self.close()
        return b"".join(parts)

    def _chunks(self, got: bytes) -> bytes:
        parts: list[bytes] = []
        while True:
            while b"\r\n" not in got:
                got += self._more()
            size_line, _, got = got.partition(b"\r\n")
            size = int(size_line.split(b";")[0], 16)
            while len(got) < size + 2:
                got += self._more()
            if not size:
                return b"".join(parts)
            parts.append(got[:size])
            got = got[size + 2 :]

    def _more(self, *, at_end: bool = False) -> bytes:
        assert self._socket is not None
        got = self._socket.recv(1 << 18)
        if not got and not at_end:
            raise ConnectionResetError
        return got

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def load(port: int, question: Question, seconds: float) -> tuple[int, float]:
    """How many requests are answered in how many seconds, while many connections ask."""
    Connection(port).ask(question)
    number = _wrk(port, question, seconds) if shutil.which("wrk") else _python(port, question, seconds)
    Connection(port).ask(question)
    return number


def _wrk(port: int, question: Question, seconds: float) -> tuple[int, float]:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--timeout=30s"]
    for name, value in question.headers.items():
        command += ["-H", f"{name}: {value}"]
    said = _on_last_processor([*command, f"http://{HOST}:{port}{question.path}"])
    if "Non-2xx or 3xx" in said:
        raise WrongAnswer(f"{question.path}: {said}")
    number, rate = re.search(r"(\d+) requests in", said), re.search(r"Requests/sec: +([\d.]+)", said)
    if number is None or rate is None or not int(number[1]):
        raise WrongAnswer(f"{question.path}: {said}")
    return int(number[1]), int(number[1]) / float(rate[1])


def _python(port: int, question: Question, seconds: float) -> tuple[int, float]:
    raw = question.raw(port).decode("latin-1")
    command = [sys.executable, "-m", "tests.benchmarks.client", str(port), str(seconds), raw]
    number, passed = _on_last_processor(command).split()
    return int(number), float(passed)


def _on_last_processor(command: list[str]) -> str:
    """Run a command where the server does not work, if there is more than one processor."""
    pinned = ["taskset", "-c", "1"] if shutil.which("taskset") and _processors() > 1 else []
    return subprocess.run([*pinned, *command], check=True, capture_output=True, text=True).stdout


def _processors() -> int:
    import os  # noqa: PLC0415 - for this alone

    return os.cpu_count() or 1


def ask_for(port: int, raw: bytes, seconds: float) -> tuple[int, float]:
    """Ask over many connections in one thread; answers are counted by their length."""
    selector = selectors.DefaultSelector()
    for _ in range(CONNECTIONS):
        one = socket.create_connection((HOST, port), TIMEOUT)
        one.sendall(raw)
        selector.register(one, selectors.EVENT_READ, bytearray())
    number, start = 0, time.perf_counter()
    while (passed := time.perf_counter() - start) < seconds:
        for key, _events in selector.select(timeout=1):
            asking, got = key.fileobj, key.data
            assert isinstance(asking, socket.socket)
            got += asking.recv(1 << 18)
            end = got.find(b"\r\n\r\n")
            if end >= 0:
                length = LENGTH.search(got, 0, end + 2)
                if len(got) >= end + 4 + (int(length[1]) if length else 0):
                    number += 1
                    got.clear()
                    asking.sendall(raw)
    return number, passed


if __name__ == "__main__":
    print(*ask_for(int(sys.argv[1]), sys.argv[3].encode("latin-1"), float(sys.argv[2])))
