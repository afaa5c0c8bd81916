"""The inbox page: mail and chat side by side, newest first, with nothing from outside this machine."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, Any, Final

import jinja2
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from hinomi_cli.inbox import markdown, mrkdwn

if TYPE_CHECKING:
    from starlette.requests import Request

    from hinomi_cli.inbox.store import Inbox

LOOPBACK: Final = "127.0.0.1"
MAILS: Final = {"all": "すべて", "ja": "日本語", "en": "English"}
CHATS: Final = {"all": "すべて", "slack": "Slack", "teams": "Teams", "q": "Amazon Q", "chime": "Chime"}

_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_ASSETS: Final = {"inbox.css": "text/css", "inbox.js": "text/javascript"}
_TEMPLATES: Final = jinja2.Environment(
    loader=jinja2.PackageLoader("hinomi_cli", "pages"),
    autoescape=True,
    undefined=jinja2.ChainableUndefined,  # a chat's JSON may lack anything
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(mrkdwn=mrkdwn.to_html, markdown=markdown.to_html, linked=markdown.linked)


def application(inbox: Inbox) -> Starlette:
    """Build the page's application: the page, its messages (204 when there is nothing new), its style and script."""

    def show(request: Request) -> Response:
        chosen = {"mail": request.query_params.get("mail", "all"), "chat": request.query_params.get("chat", "all")}
        return _html("inbox.html", **_messages(inbox), mails=MAILS, chats=CHATS, chosen=chosen)

    def messages(request: Request) -> Response:
        if request.query_params.get("seen") == str(len(inbox.deliveries)):
            return Response(status_code=204, headers=_HEADERS)
        return _html("messages.html", **_messages(inbox))

    def asset(request: Request) -> Response:
        name = request.url.path.removeprefix("/")
        source, _, _ = _TEMPLATES.loader.get_source(_TEMPLATES, name) if _TEMPLATES.loader else ("", "", None)
        return Response(source, media_type=_ASSETS[name], headers=_HEADERS)

    routes = [Route("/", show), Route("/messages", messages), *(Route(f"/{name}", asset) for name in _ASSETS)]
    # Names that merely resolve to this machine are refused: a page elsewhere must not read the inbox through one.
    return Starlette(routes=routes, middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK])])


def _messages(inbox: Inbox) -> dict[str, Any]:
    newest_first = inbox.deliveries[::-1]
    return {
        "count": len(newest_first),
        "mail": [delivery for delivery in newest_first if delivery.channel == "email"],
        "chat": [delivery for delivery in newest_first if delivery.channel != "email"],
    }


def _html(template: str, **values: object) -> HTMLResponse:
    return HTMLResponse(_TEMPLATES.get_template(template).render(values), headers=_HEADERS)


class InboxPage:
    """Serves the page on a free port of the loopback address."""

    def __init__(self, inbox: Inbox) -> None:
        self._socket = socket.create_server((LOOPBACK, 0))
        self._server = uvicorn.Server(uvicorn.Config(application(inbox), log_level="warning", lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        self.address = f"http://{LOOPBACK}:{self._socket.getsockname()[1]}/"

    def start(self) -> None:
        """Start serving."""
        self._thread.start()

    def stop(self) -> None:
        """Stop serving."""
        self._server.should_exit = True
        self._thread.join(timeout=5)
        self._socket.close()
