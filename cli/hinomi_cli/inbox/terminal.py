"""Prints each message as it arrives, as text that no terminal obeys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.panel import Panel
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

    from hinomi_cli.inbox.store import Delivery

NAMES: Final = {"email": "Mail", "slack": "Slack", "teams": "Microsoft Teams", "q": "Amazon Q", "chime": "Amazon Chime"}
_COLORS: Final = {"email": "cyan", "slack": "magenta", "teams": "blue", "q": "yellow", "chime": "green"}
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def print_delivery(console: Console, delivery: Delivery) -> None:
    """Print a mail in full and a chat message by its headline, each in a frame with the channel's name."""
    text = delivery.body if delivery.channel == "email" else headline(delivery)
    language = f" · {delivery.locale}" if delivery.locale else ""
    title = Text(f"{NAMES[delivery.channel]}{language} · {delivery.arrived_at.astimezone():%H:%M:%S}")
    body = Text(_clean(f"{delivery.subject}\n\n{text}" if delivery.subject else text))
    console.print(Panel(body, title=title, title_align="left", border_style=_COLORS[delivery.channel]))


def headline(delivery: Delivery) -> str:
    """Return what a chat shows in its notification: one line."""
    content = delivery.content
    if delivery.channel == "slack":
        return str(content.get("text", ""))
    if delivery.channel == "q":
        return str(content.get("content", {}).get("title", ""))
    if delivery.channel == "teams":
        return _first_text(content)
    return str(content.get("Content", "")).removeprefix("/md").strip().split("\n", 1)[0].strip("*")


def _first_text(content: object) -> str:
    """Find the first text of an Adaptive Card, wherever it stands."""
    if isinstance(content, dict):
        if content.get("type") in {"TextBlock", "TextRun"}:
            return str(content.get("text", ""))
        content = list(content.values())
    if isinstance(content, list):
        return next((text for text in map(_first_text, content) if text), "")
    return ""


def _clean(text: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
