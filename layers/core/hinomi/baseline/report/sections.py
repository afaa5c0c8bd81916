"""The sections of the report, in their order: the most urgent first, what is only good to know last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Mode
from hinomi.baseline.report import deeds, notices

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
    "round.section.undecided": notices.undecided,
    "round.section.regions": notices.regions,
}


def sections(summary: Summary, voice: Voice) -> Iterator[tuple[str, list[str]]]:
    """Yield heading and items of every section that has any."""
    for key, word in _SECTIONS.items():
        if items := list(word(summary, voice)):
            waits = word is deeds.next_time and voice.most is not Mode.ENFORCE
            yield voice.text("round.section.if_enforced" if waits else key), items
