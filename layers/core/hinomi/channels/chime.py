"""Amazon Chime through an incoming webhook: Markdown in JSON.

AWS ended Amazon Chime on 2026-02-20 (https://docs.aws.amazon.com/chime/latest/ag/). The channel is off unless an
operator names it; it stays for whoever runs something that still takes the same webhook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi import layout
from hinomi.model import Message
from hinomi.templates import template
from hinomi.text import neutralize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.briefing import Briefing

NAME = "chime"


class Limits(msgspec.Struct, frozen=True):
    """What Chime took: 4,096 characters of content (https://docs.aws.amazon.com/chime/latest/ug/webhooks.html)."""

    content: int = 4096


LIMITS = Limits()

# What ends a Markdown link early; `links` has encoded the rest.
_IN_LINK = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20"})


def render(briefing: Briefing) -> Message:
    """Lay the briefing out as the JSON that a Chime webhook took."""
    content = layout.fit(briefing, _lay_out, lambda content: len(content) <= LIMITS.content)
    return Message(
        channel=NAME,
        locale=briefing.locale,
        subject=layout.title(briefing),
        body=msgspec.json.encode({"Content": content}).decode(),
    )


def escape(value: str) -> str:
    """Return text without Markdown and without `@all` and `@present`, which called everyone in the room."""
    return neutralize(value)


def _lay_out(briefing: Briefing) -> str:
    link = briefing.link
    return template("chime.md.j2").render(
        title=escape(layout.title(briefing)),
        lines=list(_lines(briefing)),
        sections=list(_sections(briefing)),
        labels=briefing.labels,
        quote=escape(briefing.quote).replace("\n", "\n> "),
        why=escape(briefing.why),
        steps=list(map(escape, briefing.steps)),
        link=link and {"label": escape(link.label), "url": link.url.translate(_IN_LINK)},
        footer=list(map(escape, layout.footer(briefing))),
    )


def _lines(briefing: Briefing) -> Iterator[str]:
    for line in briefing.lines:
        if line.value:
            yield f"{escape(line.label)}: {escape(line.value)}" if line.label else escape(line.value)


def _sections(briefing: Briefing) -> Iterator[dict[str, object]]:
    for section in briefing.sections:
        listed = list(map(escape, layout.items(section, briefing)))
        yield {"heading": escape(section.heading), "listed": listed}
