"""Cutting: text fits a limit and still ends between two characters as a person sees them.

Which code points belong together follows the extended grapheme clusters of UAX #29, erring towards keeping too much
together: a cut may then fall a character early, never inside one. Our own rules, because those of the usual libraries
cost an import of tens of milliseconds, and only the few characters before a cut are ever looked at.
"""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "…"

_LETTER_JOINER = 9  # canonical combining class of the viramas, which tie two Indic consonants
_KANA_AND_KANJI = "\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uff01-\uff9d"
_APART = re.compile(f"[ -\\[\\]-~{_KANA_AND_KANJI}][{_KANA_AND_KANJI}]")  # most of what is ever cut, told at once
_JAMO = re.compile("[\u1100-\u115f\ua960-\ua97c][\u1100-\u11ff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb]")
_FOLLOWING = re.compile("[\u0e33\u0eb3\u1160-\u11ff\u200d\ud7b0-\ud7fb\uff9e\uff9f\U0001f3fb-\U0001f3ff]")
_PRECEDING = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\u200d\U000110bd\U000110cd\U000111c2\U000111c3\U0001193f]"
)
_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_LONGEST_ENTITY = 32


def cut(text: str, limit: int) -> str:
    """Return the text, or as much of its start as fits the limit, in code points, together with a closing `…`.

    Nothing that a person sees as one character is split, nor an HTML entity, nor a backslash from what it escapes: so
    escaped text may be cut. Where not even `…` fits, the text is empty. Cutting twice changes nothing.
    """
    if len(text) <= limit:
        return text
    index = limit - len(ELLIPSIS)
    if index < 0:
        return ""
    while not is_boundary(text, index):
        index -= 1
    return text[:index].rstrip() + ELLIPSIS


def is_boundary(text: str, index: int) -> bool:
    """Tell whether the text may be cut before `text[index]`; both ends of a text are boundaries."""
    if not 0 < index < len(text) or _APART.match(text, index - 1):
        return True
    return text[index - 1] != "\\" and not _is_one_character(text, index) and not _in_entity(text, index)


def _is_one_character(text: str, index: int) -> bool:
    """Tell whether the code points on both sides of `index` are seen as one character."""
    before, after = text[index - 1], text[index]
    if before.isascii() and after.isascii():
        return before == "\r" and after == "\n"
    kind = unicodedata.category(after)
    return bool(
        kind[0] == "M"
        or _FOLLOWING.match(after)
        or _PRECEDING.match(before)
        or _JAMO.match(text, index - 1)
        or (kind == "Lo" and unicodedata.combining(before) == _LETTER_JOINER)
        or (_FLAGS.match(after) and _odd_flags(text, index))
    )


def _odd_flags(text: str, index: int) -> bool:
    """Tell whether an odd number of regional indicators ends before `index`, so that the next completes a flag."""
    start = index
    while start > 0 and _FLAGS.match(text[start - 1]):
        start -= 1
    return (index - start) % 2 == 1


def _in_entity(text: str, index: int) -> bool:
    """Tell whether `index` lies inside an HTML entity."""
    start = text.rfind("&", max(0, index - _LONGEST_ENTITY), index)
    entity = _ENTITY.match(text, start) if start >= 0 else None
    return entity is not None and entity.end() > index
