"""Items of the report about what the round did, would do, left alone, or leaves to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Cost
from hinomi.baseline.outcome import NOT_AS_WRITTEN, Outcome
from hinomi.baseline.report.voice import UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hinomi.baseline.outcome import Result
    from hinomi.baseline.report.voice import Voice
    from hinomi.baseline.summary import Summary

_COSTS = {Cost.USAGE: "round.said.cost", Cost.HIGH: "round.said.high_cost"}


def failed(summary: Summary, voice: Voice) -> Iterator[str]:
    """Say with operation and error code what could not be looked at or changed."""

    def say(one: Result) -> str:
        changed = voice.change(one) if one.after is not None else ""
        if one.error == NOT_AS_WRITTEN:
            return voice.bracketed(changed, voice.text("round.said.not_as_written"))
        told = voice.text("round.said.unread" if one.before is None else "round.said.unwritten", error=one.error)
        denied = voice.text("round.said.denied") if one.outcome is Outcome.ACCESS_DENIED else ""
        return voice.bracketed(changed, told, denied)

    return voice.grouped(_with(summary, Outcome.FAILED, Outcome.ACCESS_DENIED), say)


def changed(summary: Summary, voice: Voice) -> Iterator[str]:
    """Say what was changed, from what to what."""

    def say(one: Result) -> str:
        pending = voice.text("round.said.pending") if one.outcome is Outcome.PENDING else ""
        return voice.bracketed(voice.change(one), pending, voice.notes(one))

    return voice.grouped(_with(summary, Outcome.CHANGED, Outcome.PENDING), say)


def next_time(summary: Summary, voice: Voice) -> Iterator[str]:
    """Say what a round that may change things would change without a further word."""
    found = _with(summary, Outcome.WOULD_CHANGE)
    return _candidates((one for one in found if voice.would_enforce(one.control)), voice)


def would_change(summary: Summary, voice: Voice) -> Iterator[str]:
    """Say what the round would change if the operator asked for it; of what the last report has told only the names."""
    found = [one for one in _with(summary, Outcome.WOULD_CHANGE) if not voice.would_enforce(one.control)]
    yield from _candidates((one for one in found if is_news(one, summary)), voice)
    yield from as_before(found, summary, voice)


def is_news(one: Result, summary: Summary) -> bool:
    """Tell whether the last report has not said the same: a decision that nobody takes is not asked for every week."""
    return one.place not in summary.waiting


def as_before(found: Iterable[Result], summary: Summary, voice: Voice) -> Iterator[str]:
    """Name in one item what the last report has told in full."""
    if told := dict.fromkeys(one.control for one in found if not is_news(one, summary)):
        yield voice.item(voice.text("round.waiting", count=len(told)), voice.listed(told))


def drift(summary: Summary, voice: Voice) -> Iterator[str]:
    """Say what differs and was left alone, and why."""

    def say(one: Result) -> str:
        return voice.bracketed(voice.present(one), voice.notes(one))

    found = list(_with(summary, Outcome.DRIFT))
    yield from voice.grouped((one for one in found if is_news(one, summary)), say)
    yield from as_before(found, summary, voice)


def manual(summary: Summary, voice: Voice) -> Iterator[str]:
    """Say what a person has to do; what is new and undecided stands in a section of its own."""

    def say(one: Result) -> str:
        return voice.sentences(voice.by_hand(one), voice.notes(one))

    found = _with(summary, Outcome.MANUAL)
    return voice.grouped((one for one in found if all(note.key != UNDECIDED for note in one.notes)), say)


def _candidates(found: Iterable[Result], voice: Voice) -> Iterator[str]:
    def say(one: Result) -> str:
        control = voice.controls.get(one.control)
        cost = voice.text(_COSTS[control.cost]) if control and control.cost in _COSTS else ""
        # The id is what the operator writes into hinomi.yaml to decide on it.
        return f"{voice.bracketed(voice.change(one), cost, voice.notes(one))} [{one.control}]".lstrip()

    return voice.grouped(found, say)


def _with(summary: Summary, *outcomes: Outcome) -> Iterator[Result]:
    return (one for one in summary.results if one.outcome in outcomes)
