"""News: what the report of a round has to say that the last one has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hinomi.baseline.journal import Place
    from hinomi.baseline.outcome import Result


def waiting(results: Iterable[Result], earlier: Iterable[Result]) -> Iterator[Place]:
    """Yield the places of which there is nothing new to say."""
    told = {one.place: _said(one) for one in earlier}
    for one in results:
        if told.get(one.place) == _said(one):
            yield one.place


def _said(one: Result) -> tuple[object, ...]:
    return one.outcome, one.notes, one.before, one.desired
