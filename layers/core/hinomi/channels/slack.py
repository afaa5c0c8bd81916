"""Slack through an incoming webhook: Block Kit, encoded as JSON from values.

Everything that an event may have written stands in `plain_text` and `rich_text`, which know no markup: nothing in them
becomes a mention, a link or a format. Only the fallback `text` is markup, and escaped.

Not used, and why: `attachments` with a color bar are legacy (severity is a colored mark in the header instead), and a
button shows a warning after the click, because an incoming webhook has nobody to acknowledge it
(https://github.com/slackapi/node-slack-sdk/issues/869): the link is a link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi import layout
from hinomi.model import Message, Reason, Severity
from hinomi.text import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.briefing import Briefing, Line

NAME = "slack"

Block = dict[str, object]


class Limits(msgspec.Struct, frozen=True):
    """What Slack takes, in characters.

    Header 150, other text objects 3,000, link 3,000, 50 blocks (https://docs.slack.dev/reference/block-kit/blocks). The
    total is not documented: `msg_blocks_too_long` comes at about 13,200 (https://github.com/slackapi/bolt-js/issues/2509).
    """

    header: int = 150
    text: int = 3000
    url: int = 3000
    blocks: int = 50
    total: int = 13_000


LIMITS = Limits()

_MARKS = {
    Severity.INFO: "⚪",
    Severity.LOW: "🔵",
    Severity.MEDIUM: "🟡",
    Severity.HIGH: "🟠",
    Severity.CRITICAL: "🔴",
}
_RESOLVED = "✅"
_BOLD = {"bold": True}
_ENCODER = msgspec.json.Encoder()


def render(briefing: Briefing) -> Message:
    """Lay the briefing out as the JSON that an incoming webhook takes."""
    return Message(
        channel=NAME,
        locale=briefing.locale,
        subject=layout.title(briefing),
        body=layout.fit(briefing, _lay_out, lambda body: len(body) <= LIMITS.total),
    )


def escape(value: str) -> str:
    """Escape text for Slack's markup (https://docs.slack.dev/messaging/formatting-message-text#escaping)."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _lay_out(briefing: Briefing) -> str:
    mark = _RESOLVED if briefing.reason is Reason.RESOLVED else _MARKS[briefing.severity]
    title = f"{mark} {layout.title(briefing)}"
    payload = {
        "text": cut(escape(title), LIMITS.text),
        "mrkdwn": False,
        "unfurl_links": False,
        "unfurl_media": False,
        "blocks": list(_blocks(briefing, title)),
    }
    return _ENCODER.encode(payload).decode()


def _blocks(briefing: Briefing, title: str) -> Iterator[Block]:
    labels = briefing.labels
    yield {"type": "header", "text": _plain(title, LIMITS.header)}
    if len(title) > LIMITS.header:
        yield _rich(_section(_text(briefing.headline)))
    if lines := [part for line in briefing.lines for part in _line(line)]:
        yield _rich(_section(*lines))
    for section in briefing.sections:
        items = [_section(_text(item)) for item in layout.items(section, briefing)]
        bullets: Block = {"type": "rich_text_list", "style": "bullet", "elements": items}
        yield _rich(_section(_text(section.heading, bold=True)), bullets)
    if briefing.quote:
        quote: Block = {"type": "rich_text_quote", "elements": [_text(briefing.quote)]}
        yield _rich(_section(_text(labels["quote"], bold=True)), quote)
    if briefing.why:
        yield _rich(_section(_text(f"{labels['why']}\n", bold=True), _text(briefing.why)))
    if briefing.steps:
        steps = [_section(_text(step)) for step in briefing.steps]
        ordered: Block = {"type": "rich_text_list", "style": "ordered", "elements": steps}
        yield _rich(_section(_text(labels["steps"], bold=True)), ordered)
    if briefing.link and len(briefing.link.url) <= LIMITS.url:
        link: Block = {"type": "link", "url": briefing.link.url, "text": briefing.link.label, "style": {"bold": True}}
        yield _rich(_section(link))
    if footer := [_plain(line, LIMITS.text) for line in layout.footer(briefing)]:
        yield {"type": "context", "elements": footer}


def _rich(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": elements}


def _section(*elements: Block) -> Block:
    return {"type": "rich_text_section", "elements": elements}


def _text(value: str, *, bold: bool = False) -> Block:
    return {"type": "text", "text": value, "style": _BOLD} if bold else {"type": "text", "text": value}


def _plain(value: str, limit: int) -> Block:
    return {"type": "plain_text", "text": cut(value, limit), "emoji": False}


def _line(line: Line) -> Iterator[Block]:
    """Yield the parts of one line, none for an absent value: Slack refuses empty text."""
    if line.label and line.value:
        yield _text(f"{line.label}: ", bold=True)
    if line.value:
        yield _text(f"{line.value}\n")
