"""Undo: bring back what was there before a run, write by write, the last one first."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from hinomi.baseline.failure import reason
from hinomi.baseline.journal import Entry, Step
from hinomi.baseline.strength import Value
from hinomi.errors import ParkError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hinomi.baseline.control import Actual, Control
    from hinomi.baseline.journal import Journal
    from hinomi.baseline.scene import Scene


class Undoing(StrEnum):
    """What became of one write that was to be taken back."""

    UNDONE = "undone"
    """As before, read again."""
    ALREADY = "already"
    """It was as before: the write never came about, or somebody took it back."""
    CHANGED_SINCE = "changed_since"
    """Somebody has changed it since: left alone."""
    FAILED = "failed"
    """An error, or AWS does not show what was there before."""


class Undone(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one write. `now` is what AWS says at the end; `error` names operation and code."""

    entry: Entry
    undoing: Undoing
    now: dict[str, Value] | None = None
    error: str = ""


def undo(
    entries: Iterable[Entry], controls: Iterable[Control], scene_of: Callable[[str], Scene], journal: Journal
) -> Iterator[Undone]:
    """Take back the writes of a run. What is taken back is held first: no round writes it again by itself."""
    known = {control.id: control for control in controls}
    for entry in reversed([one for one in entries if one.step is not Step.UNDONE]):
        try:
            undone = _undo(entry, known.get(entry.control), scene_of(entry.region), journal)
        except Exception as error:  # noqa: BLE001 - the loop that isolates controls: it becomes an outcome
            undone = Undone(entry=entry, undoing=Undoing.FAILED, error=reason(error))
        if undone.undoing in {Undoing.UNDONE, Undoing.ALREADY}:
            journal.advance(msgspec.structs.replace(entry, step=Step.UNDONE))
        yield undone


def _undo(entry: Entry, control: Control | None, scene: Scene, journal: Journal) -> Undone:
    """Take one write back. The hold comes first: no round may write it again, whatever happens here."""
    if control is None:
        raise ParkError(f"{entry.control}: no such control in this version")
    actual = _read(control, scene, entry.resource)
    now = dict(actual.state) if actual else None
    is_as_before = now == entry.before
    if actual is None or not (is_as_before or _may_be_ours(entry, control, actual)):
        return Undone(entry=entry, undoing=Undoing.CHANGED_SINCE, now=now)
    journal.hold(entry.place)
    if is_as_before:
        if control.tidy:
            control.tidy(scene)
        return Undone(entry=entry, undoing=Undoing.ALREADY, now=now)
    journal.advance(msgspec.structs.replace(entry, step=Step.BEGUN))  # half way back is ours, too, should it end here
    context = {**actual.context, "before": entry.context}
    take_back = control.undo or control.write
    assert take_back is not None  # noqa: S101 - what was written can be written
    take_back(scene, msgspec.structs.replace(actual, context=context), entry.before)
    again = _read(control, scene, entry.resource)
    reached = again is not None and dict(again.state) == entry.before
    return Undone(
        entry=entry,
        undoing=Undoing.UNDONE if reached or control.slow else Undoing.FAILED,
        now=dict(again.state) if again else None,
        error="" if reached or control.slow else f"{control.id}: not as before",
    )


def _may_be_ours(entry: Entry, control: Control, actual: Actual) -> bool:
    """Tell whether what is there can be the write's doing: after a crash, anything that is not beyond it."""
    if dict(actual.state) in (entry.after, entry.target):
        return True
    most = control.order.join(entry.target, entry.after or entry.target)
    return entry.step is Step.BEGUN and control.order.reaches(most, actual.state)


def _read(control: Control, scene: Scene, resource: str) -> Actual | None:
    return next((one for one in control.read(scene) if one.resource == resource), None)
