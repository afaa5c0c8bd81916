"""Markdown as HTML, for the chats that speak it: no HTML from the text, no pictures, web links only."""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

_URL: Final = re.compile(r"https?://[^\s<>\"'、。「」（）]+")


def _parser(*, breaks: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": breaks}).disable("image")
    parser.validateLink = lambda url: url.startswith(("https://", "http://"))  # type: ignore[method-assign]
    return parser


# Chime keeps line breaks; an Adaptive Card's text joins lines, as CommonMark does.
_WITH_BREAKS: Final = _parser(breaks=True)
_JOINING: Final = _parser(breaks=False)


def to_html(text: object, *, breaks: bool = True) -> Markup:
    """Return Markdown as HTML. markdown-it escapes what is not markup."""
    return Markup((_WITH_BREAKS if breaks else _JOINING).render(str(text or "")))  # noqa: S704 - HTML in the text is off


def linked(text: object) -> Markup:
    """Return plain text with its web addresses as links, as mail readers show it."""
    html, position, whole = Markup(""), 0, str(text or "")
    for match in _URL.finditer(whole):
        html += escape(whole[position : match.start()])
        html += Markup('<a href="{0}" target="_blank" rel="noreferrer noopener">{0}</a>').format(match[0])
        position = match.end()
    return html + escape(whole[position:])
