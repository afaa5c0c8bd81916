"""Saying what became of a setting: its fields, its notes and its errors, in words that no terminal obeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi import i18n
from hinomi.baseline.outcome import BAD, Outcome
from hinomi.baseline.report import states
from hinomi.text import clean
from hinomi_cli.baseline.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.control import Control, Note
    from hinomi.baseline.outcome import Result
    from hinomi.baseline.strength import State


def changes(control: Control, before: State, after: State, locale: str) -> tuple[str, ...]:
    """Say what it was and what it is for every field that differs between two states."""
    return tuple(clean(line) for line in states.changes(control, before, after, locale))


def remarks(control: Control, result: Result, locale: str) -> Iterator[str]:
    """Yield what a result says beside its states: its notes, then what went wrong."""
    for one in result.notes:
        yield note(control, one, locale)
    if result.outcome in BAD:
        yield _trouble(result, locale)
    elif result.outcome is Outcome.PENDING:
        yield i18n.text(locale, "round.said.pending")
    elif result.error:
        yield clean(result.error)


def note(control: Control, one: Note, locale: str) -> str:
    """Say a note: in the control's words, or in those that all controls share."""
    values = {name: clean(text) for name, text in one.values.items()}
    if "manager" in values:
        values["manager"] = i18n.text(locale, f"manager.{values['manager']}")
    own = control.texts[locale].notes.get(one.key)
    return i18n.fill(own, values) if own is not None else i18n.text(locale, f"note.{one.key}", **values)


def hindrance(error: str, locale: str) -> tuple[str, ...]:
    """Say why something could not be taken back; nothing without an error."""
    if error.endswith("not as before"):
        return (word(locale, "not_as_before"),)
    return (i18n.text(locale, "round.said.unwritten", error=clean(error)),) if error else ()


def _trouble(result: Result, locale: str) -> str:
    if result.error == "not as written":
        return i18n.text(locale, "round.said.not_as_written")
    where = "unread" if result.before is None else "unwritten"
    return i18n.text(locale, f"round.said.{where}", error=clean(result.error))
