"""Stands where Slack, Teams and Chime would: an HTTPS proxy on the loopback address that answers for them.

The chat function posts to the real host names over TLS, and its host allow-list is in force. Only its way out differs:
`HTTPS_PROXY` leads here, and `SSL_CERT_FILE` names the certificate authority of this one run. The proxy knows the
hosts it was given, refuses every other one, and connects to nothing.
"""

from __future__ import annotations

import ssl
import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from hinomi_cli.local_cloud.process import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from socket import socket

    from hinomi_cli.local_cloud.authority import Authority


@dataclass(frozen=True)
class Post:
    """What was posted. `host` and `path` are those of the address, `body` and the header `authorization` as sent."""

    host: str
    path: str
    body: str
    arrived_at: datetime
    authorization: str = field(default="", repr=False)


@dataclass(frozen=True)
class Answer:
    """What a service answers."""

    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


class WebhookReceiver:
    """The proxy.

    `answers` gives each known host its usual answer, or what makes it of a post; `answer_next` scripts the next ones,
    for faults. `on_post` is called with every post that was answered as usual, from the proxy's own threads.
    """

    def __init__(
        self,
        answers: Mapping[str, Answer | Callable[[Post], Answer]],
        authority: Authority,
        on_post: Callable[[Post], None],
    ) -> None:
        self.posts: list[Post] = []
        self._usual = dict(answers)
        self._next: dict[str, deque[Answer]] = {host: deque() for host in answers}
        self._on_post = on_post
        self._certificate = authority.certificate
        self._contexts = {host: _server_context(authority, host) for host in answers}
        self._server = ThreadingHTTPServer((LOOPBACK, 0), partial(_Handler, self))
        self._server.daemon_threads = True

    @property
    def worker_environment(self) -> dict[str, str]:
        """The environment that leads a function's HTTPS here, and only its HTTPS to other machines."""
        return {
            "HTTPS_PROXY": f"http://{LOOPBACK}:{self._server.server_port}",
            "SSL_CERT_FILE": str(self._certificate),
            "NO_PROXY": f"{LOOPBACK},localhost",
        }

    def start(self) -> None:
        """Start answering."""
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()

    def answer_next(self, host: str, *answers: Answer) -> None:
        """Answer the next posts to `host` so; after them, as usual again."""
        self._next[host].extend(answers)

    def context_for(self, host: str) -> ssl.SSLContext | None:
        """Return the TLS side of a known host, None for any other."""
        return self._contexts.get(host)

    def take(self, post: Post) -> Answer:
        """Record a post and say how to answer it."""
        self.posts.append(post)
        scripted = self._next[post.host]
        if scripted:
            return scripted.popleft()
        self._on_post(post)
        usual = self._usual[post.host]
        return usual if isinstance(usual, Answer) else usual(post)


def _server_context(authority: Authority, host: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    authority.serve_as(host, context)
    return context


class _Handler(BaseHTTPRequestHandler):
    """One connection to the proxy."""

    protocol_version = "HTTP/1.1"
    host = ""

    def __init__(
        self, receiver: WebhookReceiver, request: socket, client_address: object, server: ThreadingHTTPServer
    ) -> None:
        self._receiver = receiver
        super().__init__(request, client_address, server)  # which answers the whole connection

    def do_CONNECT(self) -> None:
        self.host = self.path.rpartition(":")[0]
        context = self._receiver.context_for(self.host)
        if context is None:
            self.send_error(HTTPStatus.FORBIDDEN, "This proxy leads to no such host")
            self.close_connection = True
            return
        self.send_response(HTTPStatus.OK)
        self.end_headers()
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)
        self.close_connection = False  # an HTTP/1.0 CONNECT, too, is followed by its request

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        authorization = self.headers.get("Authorization", "")
        answer = self._receiver.take(Post(self.host, self.path, body, datetime.now(UTC), authorization))
        content = answer.body.encode()
        self.send_response(answer.status)
        for name, value in {**answer.headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def finish(self) -> None:
        super().finish()
        self.connection.close()  # the TLS side; the server closes what it accepted

    def log_message(self, *_: object) -> None:
        """Stay quiet: the inbox shows what arrived."""
