"""Slack's mrkdwn as HTML, the way Slack shows it: what is not markup is text, and text is escaped.

https://docs.slack.dev/messaging/formatting-message-text
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

_TOKEN: Final = re.compile(
    r"```(?P<pre>.+?)```"
    r"|`(?P<code>[^`\n]+)`"
    r"|<(?P<target>(?:https?://|mailto:)[^|<>\s]+)(?:\|(?P<text>[^<>]+))?>"
    r"|<(?P<mention>[@#!][^<>]+)>"
    r"|(?P<bare>https?://[^\s<>|*_~`]+)"
    r"|(?<![\w*])\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_])_(?P<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])"
    r"|(?<![\w~])~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])",
    re.DOTALL,
)
_FRAMES: Final = {
    "bold": Markup("<strong>{}</strong>"),
    "italic": Markup("<em>{}</em>"),
    "strike": Markup("<s>{}</s>"),
}


def to_html(text: object) -> Markup:
    """Return mrkdwn as HTML; a mention comes out as a visible mark, for it would have called somebody."""
    lines = str(text or "").split("\n")
    parts = []
    for quoted, group in _quotes(lines):
        html = _inline("\n".join(group))
        parts.append(Markup("<blockquote>{}</blockquote>").format(html) if quoted else html)
    return Markup("").join(parts)


def _quotes(lines: list[str]) -> list[tuple[bool, list[str]]]:
    """Group lines into runs that are quoted (they begin with `>`) and that are not."""
    runs: list[tuple[bool, list[str]]] = []
    for line in lines:
        quoted = line.startswith(("&gt;", ">"))
        shown = re.sub(r"^(&gt;|>) ?", "", line) if quoted else line
        if runs and runs[-1][0] == quoted:
            runs[-1][1].append(shown)
        else:
            runs.append((quoted, [shown]))
    return runs


def _inline(text: str) -> Markup:
    html, position = Markup(""), 0
    for token in _TOKEN.finditer(text):
        html += _text(text[position : token.start()]) + _element(token)
        position = token.end()
    return html + _text(text[position:])


def _element(token: re.Match[str]) -> Markup:
    found = {name: value for name, value in token.groupdict().items() if value is not None}
    if "target" in found or "bare" in found:
        target = _unescaped(found.get("target") or found["bare"])
        label = _text(found["text"]) if "text" in found else escape(target)
        return Markup('<a href="{}" target="_blank" rel="noreferrer noopener">{}</a>').format(target, label)
    if "mention" in found:
        return Markup('<mark class="mention">{}</mark>').format(found["mention"])
    if "pre" in found:
        return Markup("<pre>{}</pre>").format(_unescaped(found["pre"]).strip("\n"))
    if "code" in found:
        return Markup("<code>{}</code>").format(_unescaped(found["code"]))
    frame, name = next((frame, name) for name, frame in _FRAMES.items() if name in found)
    return frame.format(_inline(found[name]))


def _text(text: str) -> Markup:
    return escape(_unescaped(text)).replace("\n", Markup("<br>"))


def _unescaped(text: str) -> str:
    """Undo the three escapes that Slack asks senders for, once."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
