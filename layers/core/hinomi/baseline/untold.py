"""What a run has written and no result tells of: its worker died before it told, or was overtaken by another one.

The journal is written before AWS is, so it knows more than any worker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi.baseline.journal import Step
from hinomi.baseline.outcome import NO_ANSWER, NOT_AS_WRITTEN, Outcome, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hinomi.baseline.control import Control
    from hinomi.baseline.journal import Entry

_TOLD = frozenset({Outcome.CHANGED, Outcome.PENDING})


def untold(results: Iterable[Result], entries: Iterable[Entry], controls: Mapping[str, Control]) -> Iterator[Result]:
    """Yield a result for each write that none tells of; it takes the place of the one that its place has, if any."""
    found = {one.place: one for one in results}
    for entry in entries:
        result = found.get(entry.place)
        if entry.step is Step.UNDONE or (result is not None and result.outcome in _TOLD):
            continue
        if result is None:
            yield _from(entry, controls.get(entry.control))
        elif (after := result.after or result.before or entry.after) and after != entry.before:
            outcome = Outcome.CHANGED if result.outcome is Outcome.COMPLIANT else result.outcome
            yield msgspec.structs.replace(result, outcome=outcome, before=entry.before, after=after)


def _from(entry: Entry, control: Control | None) -> Result:
    """Tell of a write what the journal has: of one that was begun only, that nobody knows what became of it."""
    result = Result(
        control=entry.control,
        region=entry.region,
        resource=entry.resource,
        outcome=Outcome.FAILED,
        before=entry.before,
        desired=entry.target,
        after=entry.after,
        error=NO_ANSWER if entry.step is Step.BEGUN else NOT_AS_WRITTEN,
    )
    if control is None or entry.step is Step.BEGUN:
        return result
    if entry.after is not None and control.order.reaches(entry.after, entry.target):
        return msgspec.structs.replace(result, outcome=Outcome.CHANGED, error="")
    return msgspec.structs.replace(result, outcome=Outcome.PENDING, error="") if control.slow else result
