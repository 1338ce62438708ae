"""A real HTTP server on this computer that hands out one file, well or badly."""

from __future__ import annotations

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl
    from types import TracebackType


CHUNK = 40_000


class FileServer:
    """Hands out ``content`` at every path; its attributes say what goes wrong on the way."""

    def __init__(self, content: bytes, tls: ssl.SSLContext | None = None) -> None:
        self.content = content
        self.cut_after: int | None = None
        """Bytes of the next answer after which the connection ends."""
        self.knows_ranges = True
        self.status = 200
        self.redirect = ""
        self.gate: threading.Event | None = None
        """Held back until this is set, once half of the content is out."""
        self.content_type = ""
        self.more_headers: dict[str, str] = {}
        self.is_chunked = False
        """Whether it is sent in chunks, and nobody is told how much there is."""
        self.requests: list[str] = []
        """The path and the range of each request."""
        self.headers: list[dict[str, str]] = []
        """What each request told, by its name in small letters."""
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"  # without which there are no chunks

            def do_GET(self) -> None:
                owner.answer(self)

            def log_message(self, *_: Any) -> None:
                """Keep the tests' output clean."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._scheme = "https" if tls else "http"
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> FileServer:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.gate is not None:
            self.gate.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        asked = request.headers.get("Range", "")
        self.requests.append(f"{request.path} {asked}".strip())
        self.headers.append({name.lower(): told for name, told in request.headers.items()})
        request.close_connection = True
        if self.status != 200:
            request.send_error(self.status)
            return
        if self.redirect and request.path != "/moved":
            request.send_response(302)
            request.send_header("Location", self.redirect)
            self._end_headers(request)
            return
        start = re.fullmatch(r"bytes=(\d+)-", asked)
        first = int(start[1]) if start and self.knows_ranges else 0
        if first and first >= len(self.content):
            request.send_error(416)
            return
        request.send_response(206 if first else 200)
        body = self.content[first:]
        if self.is_chunked:
            request.send_header("Transfer-Encoding", "chunked")
        else:
            request.send_header("Content-Length", str(len(body)))
        if self.content_type:
            request.send_header("Content-Type", self.content_type)
        self._end_headers(request)
        self._send(request, _chunks(body) if self.is_chunked else body)

    def _end_headers(self, request: BaseHTTPRequestHandler) -> None:
        for name, told in self.more_headers.items():
            request.send_header(name, told)
        request.end_headers()

    def _send(self, request: BaseHTTPRequestHandler, body: bytes) -> None:
        cut, self.cut_after = self.cut_after, None
        body = body[:cut]
        half = len(body) // 2
        request.wfile.write(body[:half])
        request.wfile.flush()
        if self.gate is not None:
            self.gate.wait()
        request.wfile.write(body[half:])


def _chunks(body: bytes) -> bytes:
    pieces = [body[start : start + CHUNK] for start in range(0, len(body), CHUNK)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (*pieces, b""))
