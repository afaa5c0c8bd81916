"""The sections of the report, in their order: the most urgent first, what is only good to know last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Mode
from hinomi.baseline.report import deeds, notices, watch
from hinomi.model import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hinomi.baseline.report.voice import Voice
    from hinomi.baseline.summary import Summary

_SECTIONS: dict[str, Callable[[Summary, Voice], Iterable[str]]] = {
    "round.section.failed": deeds.failed,
    "round.section.changed": deeds.changed,
    "round.section.next": deeds.next_time,
    "round.section.would_change": deeds.would_change,
    "round.section.drifted": notices.drifted,
    "round.section.drift": deeds.drift,
    "round.section.manual": deeds.manual,
    "round.section.managed": notices.managed,
    "round.section.exemptions": notices.exemptions,
    "round.section.silences": watch.silences,
    "round.section.quiet": watch.quiet,
    "round.section.undecided": notices.undecided,
    "round.section.regions": notices.regions,
}


def sections(summary: Summary, voice: Voice) -> Iterator[Section]:
    """Yield every section that has items."""
    more = {"round.section.silences": summary.watch.more_silences, "round.section.quiet": summary.watch.more_quiet}
    for key, word in _SECTIONS.items():
        if items := tuple(word(summary, voice)):
            waits = word is deeds.next_time and voice.most is not Mode.ENFORCE
            heading = voice.text("round.section.if_enforced" if waits else key)
            yield Section(heading, items, more.get(key, 0))
