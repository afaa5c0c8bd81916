"""The command line's words about the round: the same in every language, and all of them there."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import hinomi_cli
from hinomi.baseline.control import Cost, Mode, Risk, Scope
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.locales import CATALOGUES
from hinomi_cli.baseline.words import WORDS, word

FOLDER = Path(str(hinomi_cli.__file__)).parent / "baseline"
CODE = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.py") if path.stem != "words")
# Keys that the code puts together, by what they begin with.
MADE = {
    "section": {*Outcome, *Undoing},
    "cost": set(Cost),
    "risk": set(Risk),
    "scope": set(Scope),
    "mode": {Mode.REPORT, Mode.ENFORCE},
    "column": {"control", "default", "mode", "cost", "risk"},
}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_has_the_same_words_with_the_same_placeholders() -> None:
    assert WORDS.keys() == CATALOGUES.keys()
    for key, text in WORDS["en"].items():
        assert {locale: fields(words[key]) for locale, words in WORDS.items()} == dict.fromkeys(WORDS, fields(text))
    assert {key for words in WORDS.values() for key in words} == WORDS["en"].keys()


def test_every_word_is_said_somewhere_and_every_word_that_is_said_is_there() -> None:
    made = {f"{kind}.{name}" for kind, names in MADE.items() for name in names}
    quoted = set(re.findall(r'"([a-z_.]+)"', CODE))
    assert made - WORDS["en"].keys() == set()
    assert WORDS["en"].keys() - made - quoted == set(), "nothing says these"


@pytest.mark.parametrize("locale", WORDS)
def test_what_fills_a_word_is_made_inert(locale: str) -> None:
    assert "\x1b" not in word(locale, "refuse.region", name="\x1b[31mx\u202e", names="a")
