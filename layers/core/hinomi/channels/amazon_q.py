"""Amazon Q Developer in chat applications: a custom notification, which it shows in Slack or Teams.

It passes its text on as the client's own Markdown, mentions and links included, so what an event may have written is
neutralized for both. The one link is a bare address: the form that Slack and Teams both make a link of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi import layout
from hinomi.model import Message
from hinomi.templates import template
from hinomi.text import clean, cut, neutralize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.briefing import Briefing, Line

NAME = "q"


class Limits(msgspec.Struct, frozen=True):
    """What Amazon Q Developer takes, in characters.

    https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html; no limit is given for a thread id.
    """

    title: int = 250
    description: int = 8000
    next_step: int = 350
    keyword: int = 75
    thread: int = 500


LIMITS = Limits()

_ENCODER = msgspec.json.Encoder()


def render(briefing: Briefing) -> Message:
    """Lay the briefing out as a custom notification; what concerns the same thing goes into the same thread."""
    title = cut(escape(layout.title(briefing)), LIMITS.title)
    description = layout.fit(briefing, _describe, lambda text: len(text) <= LIMITS.description)
    content: dict[str, object] = {"textType": "client-markdown", "title": title, "description": description}
    if briefing.steps:
        content["nextSteps"] = [cut(escape(step), LIMITS.next_step) for step in briefing.steps]
    if briefing.keywords:
        content["keywords"] = [cut(escape(keyword), LIMITS.keyword) for keyword in briefing.keywords]
    thread = cut(clean(briefing.thread), LIMITS.thread)
    body = {
        "version": "1.0",
        "source": "custom",
        "content": content,
        "metadata": {"threadId": thread, "summary": title, "enableCustomActions": True},
    }
    return Message(
        channel=NAME, locale=briefing.locale, subject=layout.title(briefing), body=_ENCODER.encode(body).decode()
    )


def escape(value: str) -> str:
    """Return text that is neither a mention, a link nor a format in Slack or in Teams."""
    return neutralize(value)


def _describe(briefing: Briefing) -> str:
    """Say everything but title and steps in Markdown; never empty, since the field is required."""
    link = briefing.link
    description = template("amazon_q.md.j2").render(
        lines=[_line(line) for line in briefing.lines if line.value],
        sections=list(_sections(briefing)),
        labels=briefing.labels,
        quote=escape(briefing.quote).replace("\n", "\n> "),
        why=escape(briefing.why),
        link=link and {"label": escape(link.label), "url": link.url},
        footer=list(map(escape, layout.footer(briefing))),
    )
    return description.strip("\n") or escape(briefing.headline)


def _sections(briefing: Briefing) -> Iterator[dict[str, object]]:
    for section in briefing.sections:
        listed = list(map(escape, layout.items(section, briefing)))
        yield {"heading": escape(section.heading), "listed": listed}


def _line(line: Line) -> str:
    return f"*{escape(line.label)}*: {escape(line.value)}" if line.label else escape(line.value)
