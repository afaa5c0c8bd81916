"""A control is whole: its file, its line in the registry, its permissions, its words in every language."""

from __future__ import annotations

import ast
import re
import string
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hinomi import controls
from hinomi.baseline.control import Cost, Mode, Risk
from hinomi.controls import CONTROLS
from hinomi.locales import CATALOGUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.control import Control, Text

FOLDER = Path(str(controls.__file__)).parent
SERVICES = FOLDER.parent / "services"
SURPRISING = {"config_recorder_recording": "one Region alone; without AWS Config Security Hub checks next to nothing"}
"""Controls that may cost much and are enforced all the same, with the reason."""
_ID = re.compile(r"[a-z0-9]+(_[a-z0-9]+){2,}")
_STANDARD = re.compile(r"(FSBP [A-Z]\w+\.\d+|CIS5 [\d.]+|CIS7 [\d.]+|SSB ACCT\.\d\d)")
_ACTION = re.compile(r"[a-z0-9-]+:[A-Z]\w+")

every_control = pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.id)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def sentences(text: Text) -> Iterator[str]:
    yield from filter(None, (text.why, text.change, text.undo))


def test_the_registry_lists_the_files_of_the_folder() -> None:
    files = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
    assert sorted(control.id for control in CONTROLS) == files
    assert len(CONTROLS) >= 45


@every_control
def test_a_control_is_whole(control: Control) -> None:
    assert _ID.fullmatch(control.id)
    assert control.texts.keys() == CATALOGUES.keys()
    assert control.desired.keys() <= control.order.fields.keys()
    assert all(_STANDARD.fullmatch(one) for one in control.standards)
    assert all(_ACTION.fullmatch(one) for one in (*control.reads, *control.writes, *control.undoes))
    for text in control.texts.values():
        assert text.fields.keys() == control.order.fields.keys()
        assert text.title
        assert not text.title.endswith(("。", "."))


@every_control
def test_a_control_says_the_same_in_every_language(control: Control) -> None:
    one, *others = control.texts.values()
    for other in others:
        assert bool(other.undo) == bool(one.undo)
        assert other.notes.keys() == one.notes.keys()
        assert {key: placeholders(note) for key, note in other.notes.items()} == {
            key: placeholders(note) for key, note in one.notes.items()
        }


@every_control
def test_a_control_speaks_in_whole_sentences(control: Control) -> None:
    for text in control.texts.values():
        assert all(one.endswith(("。", ".", "）", ")")) for one in sentences(text)), control.id


@every_control
def test_a_control_that_writes_can_be_undone_and_says_how(control: Control) -> None:
    if control.write is None:
        assert (control.writes, control.undoes, control.undo, control.mode) == ((), (), None, Mode.REPORT)
    else:
        assert control.writes
        assert all(text.undo for text in control.texts.values())


@every_control
def test_nothing_that_can_surprise_or_destroy_is_done_unasked(control: Control) -> None:
    surprises = control.cost is Cost.HIGH and control.id not in SURPRISING
    if surprises or control.risk is Risk.DESTRUCTIVE:
        assert control.mode is Mode.REPORT


def test_every_exception_to_that_is_one() -> None:
    costly = {control.id for control in CONTROLS if control.cost is Cost.HIGH and control.mode is Mode.ENFORCE}
    assert costly == SURPRISING.keys()


@every_control
def test_every_note_that_a_control_gives_has_words_and_every_word_is_given(control: Control) -> None:
    """A control gives its notes itself, or a module of `services` that several controls share does."""
    (words, *_) = control.texts.values()
    own = FOLDER / f"{control.id}.py"
    assert set(notes_in(own)) <= words.notes.keys()
    said = {text for file in (own, *SERVICES.glob("*.py")) for text in constants(file)}
    assert words.notes.keys() <= said, "a note that nobody gives"


def constants(file: Path) -> Iterator[str]:
    """List the texts that stand in a module otherwise than as the key of a dictionary."""
    tree = tree_of(file)
    keys = {id(key) for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in keys:
            yield node.value


def notes_in(file: Path) -> Iterator[str]:
    """List the keys of the notes that a module makes."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Note":
            yield from constants_of(node.args[0])


def constants_of(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))
