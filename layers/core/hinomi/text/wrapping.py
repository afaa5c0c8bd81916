"""Wrapping: lines that fit a mail reader's window, broken where Japanese and English break.

Widths are those of a monospace font: East Asian wide characters take two columns (UAX #11). Rules of line breaking are
the usual ones of Japanese typesetting (JIS X 4051, kinsoku): no closing mark or small kana at the start of a line, no
opening bracket at its end. Long words, ARNs and addresses are never broken.
"""

from __future__ import annotations

import re
import unicodedata

from hinomi.text.cutting import is_boundary

_NOT_FIRST = frozenset(
    "、。，．・：；？！‼⁇⁈⁉゛゜ヽヾゝゞ々〻ー–〜～…‥％‰°℃′″"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "）〕］｝〉》」』】〙〗〟’”｠»)]},.:;?!%｡､｣･ｰﾞﾟｧｨｩｪｫｬｭｮｯ"
)
_NOT_LAST = frozenset("（〔［｛〈《「『【〘〖〝‘“｟«([{￥＄£＃｢")
_FIRST_EAST_ASIAN = "\u2e80"  # CJK radicals; kana, ideographs, Hangul and full-width forms follow
_CHANCE = re.compile(f"[ {_FIRST_EAST_ASIAN}-\U0010ffff]")  # a line ends only beside one of these
_LAST_CHANCE = re.compile(f".*{_CHANCE.pattern}", re.DOTALL)


def wrap(text: str, width: int, indent: str = "") -> str:
    """Return the text in lines of at most `width` columns; every line but the first begins with `indent`.

    The first line counts as indented too: the caller writes what stands before it. Line breaks of the text stay. A
    word longer than a line stands alone on its own.
    """
    room = width - columns(indent)
    if "\n" not in text and (len(text) * 2 <= room or columns(text) <= room):
        return text
    return f"\n{indent}".join(line for part in text.split("\n") for line in _lines(part, room))


def columns(text: str) -> int:
    """Count the columns of the text in a monospace font."""
    if text.isascii():
        return len(text)
    try:
        # In code page 932 a character has as many bytes as columns: the whole count at the speed of an encoder.
        return len(text.encode("cp932"))
    except UnicodeEncodeError:
        return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _lines(text: str, room: int) -> list[str]:
    """Break one paragraph."""
    lines: list[str] = []
    start = 0
    while (end := start + _fitting(text[start : start + room], room)) < len(text):
        end = _break(text, start, end)
        lines.append(text[start:end].rstrip(" "))
        start = end + (text[end : end + 1] == " ")
    if start < len(text) or not lines:
        lines.append(text[start:])
    return lines


def _fitting(chunk: str, room: int) -> int:
    """Count the characters at the start of the chunk that fit the room."""
    if chunk.isascii():
        return len(chunk)
    try:
        encoded = chunk.encode("cp932")
    except UnicodeEncodeError:
        used = 0
        for index, character in enumerate(chunk):
            used += _width(character)
            if used > room:
                return index
        return len(chunk)
    return len(chunk) if len(encoded) <= room else len(encoded[:room].decode("cp932", "ignore"))


def _break(text: str, start: int, end: int) -> int:
    """Find the last place up to `end` where the line may end, or the first one after it."""
    chance = _LAST_CHANCE.match(text, start, end + 1)
    for index in range(min(chance.end(), end) if chance else start, start, -1):
        if _may_break(text, index):
            return index
    chance = _CHANCE.search(text, end + 1)
    for index in range(chance.start() if chance else len(text), len(text)):
        if _may_break(text, index):
            return index
    return len(text)


def _may_break(text: str, index: int) -> bool:
    """Tell whether a line may end before `text[index]`."""
    before, after = text[index - 1], text[index]
    if after == " " or before == " ":
        return True
    if before < _FIRST_EAST_ASIAN and after < _FIRST_EAST_ASIAN:
        return False
    return after not in _NOT_FIRST and before not in _NOT_LAST and is_boundary(text, index)
