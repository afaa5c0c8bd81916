"""Neutralizing: text stays readable and does nothing, whatever dialect of Markdown shows it.

For readers where no escape can be relied on: Amazon Q Developer passes Markdown on to Slack or Teams, each with a
dialect of its own, and Chime had a third. A character that any of them obeys is shown by one that looks like it.
"""

from __future__ import annotations

import re

# Mentions, links and tags; emphasis and code; `@all`.
_LOOKALIKES = str.maketrans({"<": "‹", ">": "›", "|": "¦", "*": "∗", "~": "∼", "`": "ˋ", "@": "＠"})
_ACTIVE = re.compile(r"[<>|*~`@_]|\]\(|^[#=+-]", re.MULTILINE)
# An underscore within a word (`my_role`) formats nothing; at its edge it does.
_EDGE = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
_AT_START = re.compile(r"^[#=+-]", re.MULTILINE)
_FULL_WIDTH = 0xFEE0  # from a character of ASCII to its full-width form


def neutralize(value: str) -> str:
    """Return clean text in which no Markdown is left: no mention, link, emphasis, code, heading or list."""
    if not _ACTIVE.search(value):
        return value
    value = value.translate(_LOOKALIKES).replace("](", "] (")
    value = _EDGE.sub(lambda edge: "＿" * len(edge[0]), value)
    return _AT_START.sub(lambda start: chr(ord(start[0]) + _FULL_WIDTH), value)
