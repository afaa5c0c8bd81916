"""Cleaning: untrusted text becomes text that shows what it is and does nothing else.

Character classes follow the Unicode general categories. They are written out, because `re` has no classes for them and
a walk over `unicodedata` at import would cost more than the messages of a day.
"""

from __future__ import annotations

import re

# What a terminal takes as a command: ECMA-48 sequences (CSI; OSC, DCS, SOS, PM, APC up to their end; two characters).
_ANSI = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
    r"|\x9b[0-?]*[ -/]*[@-~]"
)

_BREAKS = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_SPACES = "\t\xa0\u1680\u2000-\u200a\u202f\u205f"

# Cc, Cf, Cs, Co and noncharacters; letters and marks that leave no ink (fillers, CGJ, Mongolian selectors); the tags
# of plane 14, which hide whole sentences (the flags of England, Scotland and Wales fall back to a black flag).
# Unassigned characters stay: tomorrow's emoji are among them.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U000e00ff\U000e01f0-\U0010ffff"
)

# A zero-width joiner is kept where it joins pictures (👩‍💻), nowhere else.
_PICTURES = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
_JOINER = f"(?<![{_PICTURES}\ufe0f])\u200d|\u200d(?![{_PICTURES}])"

# More marks than a language stacks draw over the lines above and below; more selectors than one carry hidden data.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
)
_STACK = f"{_MARKS}\u20d0-\u20ff\ufe20-\ufe2f"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"

_SUSPECT = re.compile(f"[{_INVISIBLE}{_BREAKS}{_SPACES}{_STACK}{_SELECTORS}\u200d\u3000]")
_HIDDEN = re.compile(f"[{_INVISIBLE}]+|{_JOINER}")
_BREAK = re.compile(f"[{_BREAKS}]+")
_SPACE = re.compile(f"[{_SPACES}]")
_RUN = re.compile("[ \u3000]{2,}")
_PILE = re.compile(f"([{_STACK}]{{4}})[{_STACK}]+|([{_SELECTORS}])[{_SELECTORS}]+")


def clean(value: str, *, keep_lines: bool = False) -> str:
    """Return the text without anything that a reader cannot see or a program obeys, on one line or on several.

    Gone are control characters, terminal sequences, bidirectional controls, zero-width and other invisible characters,
    private-use characters and lone surrogates. Line breaks of every kind become a space, or with `keep_lines` one
    line feed (blank lines go). Runs of spaces become one. Cleaning twice changes nothing.
    """
    plain = value.isprintable() if value.isascii() else not _SUSPECT.search(value)
    if plain and "  " not in value:
        return value.strip(" ")
    value = _SPACE.sub(" ", _HIDDEN.sub("", _ANSI.sub("", value)))
    value = _PILE.sub(r"\1\2", value)
    parts = (_RUN.sub(" ", part).strip(" \u3000") for part in _BREAK.split(value))
    return ("\n" if keep_lines else " ").join(part for part in parts if part)
