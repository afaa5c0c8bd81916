"""Items of the report that are good to know: who weakened what, what others manage, what ends, what is not covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi import i18n
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.report.deeds import as_before, is_news
from hinomi.baseline.report.voice import UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.control import Note
    from hinomi.baseline.outcome import Result
    from hinomi.baseline.report.voice import Voice
    from hinomi.baseline.summary import Summary, Trace

_WHY = {"time": "round.said.time", "no answer": "round.said.no_answer"}
_LONGEST_ACTOR = 120


def drifted(summary: Summary, voice: Voice) -> Iterator[str]:
    """Say what is weaker than the last round left it, who did it, and whether it is mended."""
    mended = {one.place for one in summary.results if one.outcome is Outcome.CHANGED}
    for place, trace in summary.drifted.items():
        control, region, resource = place
        again = voice.text("round.said.strengthened") if place in mended else ""
        said = voice.sentences(_who(trace, voice), again)
        yield voice.item(voice.setting(control, [(region, resource)]), said)


def _who(trace: Trace | None, voice: Voice) -> str:
    if trace is None:
        return voice.text("round.said.untraced")
    # Of an ARN the end says who it was: assumed-role/Admin/alice.
    actor = trace.actor.split(":", 5)[-1] if trace.actor.startswith("arn:") else trace.actor
    when = i18n.format_moment(trace.at, voice.locale, voice.zone)
    return voice.text("round.said.drifted", actor=actor[:_LONGEST_ACTOR], event=trace.event, when=when)


def managed(summary: Summary, voice: Voice) -> Iterator[str]:
    """Say what somebody else decides, where that is weaker than the baseline: the rest concerns nobody."""

    def is_weaker(one: Result) -> bool:
        control = voice.controls.get(one.control)
        return control is None or not control.order.reaches(one.before or {}, one.desired or {})

    found = [one for one in summary.results if one.outcome is Outcome.MANAGED_BY_ORG and is_weaker(one)]
    yield from voice.grouped((one for one in found if is_news(one, summary)), voice.notes)
    yield from as_before(found, summary, voice)


def exemptions(summary: Summary, voice: Voice) -> Iterator[str]:
    """Say which exceptions end soon or have ended, the first to end first."""
    for one in sorted(summary.exemptions, key=lambda found: found.until):
        key = "round.said.ended" if one.until < summary.today else "round.said.ends"
        said = voice.text(key, until=one.until.isoformat(), owner=one.owner, reason=one.reason)
        region, resource = ("" if part == "*" else part for part in (one.region, one.resource))
        yield voice.item(voice.setting(one.control, [(region, resource)]), said)


def undecided(summary: Summary, voice: Voice) -> Iterator[str]:
    """Say which features AWS has added that the baseline does not know, and what a person has to do about them."""

    def say(one: Result) -> str:
        new = voice.listed(voice.note(one.control, note) for note in _new(one))
        return voice.bracketed(new, voice.by_hand(one) if one.outcome is Outcome.MANUAL else "")

    found = list(filter(_new, summary.results))
    yield from voice.grouped((one for one in found if is_news(one, summary)), say)
    yield from as_before(found, summary, voice)


def _new(one: Result) -> list[Note]:
    return [note for note in one.notes if note.key == UNDECIDED]


def regions(summary: Summary, voice: Voice) -> Iterator[str]:
    """Say which Regions the round did not finish, and which it does not enter."""
    reasons: dict[str, list[str]] = {}
    for region, why in summary.unfinished.items():
        said = voice.text(_WHY[why]) if why in _WHY else voice.text("round.said.unfinished", why=why)
        reasons.setdefault(said, []).append(voice.region(region))
    if summary.run.uncovered:
        reasons[voice.text("round.said.uncovered")] = [voice.region(region) for region in summary.run.uncovered]
    for said, names in reasons.items():
        yield voice.item(voice.listed(names), said)
