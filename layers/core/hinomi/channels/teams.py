"""Microsoft Teams through a Workflows webhook: an Adaptive Card 1.5 in the envelope of a message.

Everything that an event may have written stands in `TextRun`s, which are plain text. `TextBlock` and `FactSet` render
Markdown: the one holds only our own labels, the other is not used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi import layout
from hinomi.model import Message, Reason, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.briefing import Briefing, Line

NAME = "teams"

Element = dict[str, object]


class Limits(msgspec.Struct, frozen=True):
    """What Teams takes: about 28 KB in all, a number that is widely quoted but not official for Workflows.

    It is not said whether UTF-8 or UTF-16 counts: both are kept below it.
    """

    body_bytes: int = 28_000


LIMITS = Limits()

_STYLES = {
    Severity.INFO: "emphasis",
    Severity.LOW: "accent",
    Severity.MEDIUM: "warning",
    Severity.HIGH: "attention",
    Severity.CRITICAL: "attention",
}
_ENCODER = msgspec.json.Encoder()


def render(briefing: Briefing) -> Message:
    """Lay the briefing out as the JSON that a Workflows webhook takes."""
    return Message(
        channel=NAME,
        locale=briefing.locale,
        subject=layout.title(briefing),
        body=layout.fit(briefing, _lay_out, _fits),
    )


def _fits(body: str) -> bool:
    return max(len(body.encode()), len(body.encode("utf-16-le"))) <= LIMITS.body_bytes


def _lay_out(briefing: Briefing) -> str:
    card: Element = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "msteams": {"width": "Full"},
        "body": list(_body(briefing)),
    }
    if briefing.link:
        card["actions"] = [{"type": "Action.OpenUrl", "title": briefing.link.label, "url": briefing.link.url}]
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return _ENCODER.encode({"type": "message", "attachments": [attachment]}).decode()


def _body(briefing: Briefing) -> Iterator[Element]:
    labels = briefing.labels
    style = "good" if briefing.reason is Reason.RESOLVED else _STYLES[briefing.severity]
    title = _rich(_run(layout.title(briefing), weight="Bolder", size="Large"))
    yield {"type": "Container", "style": style, "bleed": True, "items": [title]}
    yield from map(_line, (line for line in briefing.lines if line.value))
    for section in briefing.sections:
        yield _rich(_run(section.heading, weight="Bolder"), spacing="Medium")
        for item in layout.items(section, briefing):
            yield _rich(_run(f"• {item}"), spacing="Small")
    if briefing.quote:
        yield _label(labels["quote"])
        quote = [_rich(_run(part, italic=True), spacing="None") for part in briefing.quote.split("\n")]
        yield {"type": "Container", "style": "emphasis", "items": quote}
    if briefing.why:
        yield _label(labels["why"])
        yield _rich(_run(briefing.why), spacing="Small")
    if briefing.steps:
        yield _label(labels["steps"])
        for number, step in enumerate(briefing.steps, start=1):
            yield _rich(_run(f"{number}. {step}"), spacing="Small")
    for number, line in enumerate(layout.footer(briefing)):
        yield _rich(_run(line, size="Small", isSubtle=True), spacing="Small" if number else "Medium")


def _label(label: str) -> Element:
    """Make a heading; the text is the catalogue's, never an event's."""
    return {"type": "TextBlock", "text": label, "weight": "Bolder", "wrap": True, "spacing": "Medium"}


def _rich(*runs: Element, spacing: str = "Default") -> Element:
    return {"type": "RichTextBlock", "spacing": spacing, "inlines": runs}


def _run(text: str, **look: object) -> Element:
    return {"type": "TextRun", "text": text, **look}


def _line(line: Line) -> Element:
    value = _run(line.value)
    return _rich(_run(f"{line.label}: ", isSubtle=True), value, spacing="Small") if line.label else _rich(value)
