"""Ask the front as a WSGI server does, and count what reaches Django."""

import gzip
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import quote, unquote_to_bytes

import brotli
from django.core.handlers.wsgi import WSGIHandler

from articles.public.pages.front import Front

HOST = "news.example.gov.cn"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """The content without its coding."""
        coding = self.headers.get("Content-Encoding")
        decode = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}[coding]
        return decode(self.content).decode(errors="replace")


class Visitor:
    """A front with its own Django; `asked` are the addresses that reached Django."""

    def __init__(self):
        self.django = WSGIHandler()
        self.asked = []
        self.front = Front(self._application)

    def _application(self, environ, start_response):
        query = environ["QUERY_STRING"]
        self.asked.append(environ["PATH_INFO"] + (f"?{query}" if query else ""))
        return self.django(environ, start_response)

    def get(self, address, *, method="GET", scheme="http", **headers):
        """The answer to a request; HTTP headers as accept_encoding="br"."""
        return ask(self.front, address, method=method, scheme=scheme, **headers)

    def is_kept(self, address, **headers):
        """Whether an address is answered twice without asking Django the second time."""
        self.get(address, **headers)
        number = len(self.asked)
        self.get(address, **headers)
        return len(self.asked) == number


def ask(application, address, *, method="GET", scheme="http", host=HOST, **headers):
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(quote(path, safe="/%")).decode("latin-1"),
        "QUERY_STRING": quote(query, safe="&=%+/:"),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    if host is not None:
        environ["HTTP_HOST"] = host
    started = []
    response = application(environ, lambda status, headers, exc_info=None: started.append((status, headers)))
    try:
        content = b"".join(response)
    finally:
        if hasattr(response, "close"):
            response.close()
    status, sent = started[0]
    return Answer(int(status[:3]), dict(sent), content)
