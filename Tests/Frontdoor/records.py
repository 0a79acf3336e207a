"""A FastCGI peer in a few lines: what nginx says to the responder, and what it should never say."""

from __future__ import annotations

import dataclasses
import socket
import struct

BEGIN, END, PARAMS, STDIN, STDOUT = 1, 3, 4, 5, 6


def record(kind: int, content: bytes, request: int = 1) -> bytes:
    """One record (FastCGI specification 1.0, section 3.3)."""
    return struct.pack(">BBHHBB", 1, kind, request, len(content), 0, 0) + content


def stream(kind: int, content: bytes) -> bytes:
    """Content as records of the size that nginx uses; without the end."""
    return b"".join(record(kind, content[at:at + 32000]) for at in range(0, len(content), 32000))


def pairs(parameters: dict[str, str]) -> bytes:
    """Name-value pairs (section 3.4)."""
    def length(text: bytes) -> bytes:
        return bytes([len(text)]) if len(text) < 128 else struct.pack(">I", len(text) | 1 << 31)
    encoded = [(name.encode(), value.encode()) for name, value in parameters.items()]
    return b"".join(length(name) + length(value) + name + value for name, value in encoded)


@dataclasses.dataclass
class Answer:
    """A response, taken out of its records."""
    status: int
    headers: dict[str, str]
    body: bytes


class Peer:
    """One connection to the responder."""

    def __init__(self, address: str | tuple[str, int]) -> None:
        self.socket = socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET)
        self.socket.settimeout(10)
        self.socket.connect(address)

    def __enter__(self) -> Peer:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def begin(self, method: str = "GET", uri: str = "/api/health", length: str = "", keep: bool = True,
              **more: str) -> None:
        """Everything up to the body."""
        parameters = {"REQUEST_METHOD": method, "REQUEST_URI": uri, "CONTENT_LENGTH": length, **more}
        self.socket.sendall(record(BEGIN, struct.pack(">HB5x", 1, int(keep))) + stream(PARAMS, pairs(parameters))
                            + record(PARAMS, b""))

    def send(self, body: bytes) -> None:
        """A part of the body."""
        self.socket.sendall(stream(STDIN, body))

    def finish(self) -> Answer | None:
        """The end of the body, then the answer; None where the connection ended without one."""
        self.socket.sendall(record(STDIN, b""))
        return self.answer()

    def ask(self, body: bytes = b"", **request: object) -> Answer | None:
        """A whole request and its answer."""
        request.setdefault("length", str(len(body)) if body else "")
        self.begin(**request)  # type: ignore[arg-type]
        self.send(body)
        return self.finish()

    def answer(self) -> Answer | None:
        """Reads to the end of one answer."""
        output = b""
        while header := self._exactly(8):
            _, kind, _, length, padding, _ = struct.unpack(">BBHHBB", header)
            content = self._exactly(length + padding)[:length]
            if kind == STDOUT:
                output += content
            elif kind == END:
                head, _, body = output.partition(b"\r\n\r\n")
                fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
                return Answer(int(fields.pop("Status").split()[0]),
                              {name.lower(): value for name, value in fields.items()}, body)
        return None

    def is_closed(self) -> bool:
        """Whether the responder has ended the connection; waits until it has."""
        return self.socket.recv(1) == b""

    def _exactly(self, count: int) -> bytes:
        content = b""
        while len(content) < count:
            try:
                more = self.socket.recv(count - len(content))
            except ConnectionResetError:
                return b""
            if not more:
                return b""
            content += more
        return content
