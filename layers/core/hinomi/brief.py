"""Brief a reader: turn a notification into the words of one language, before any channel lays them out."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from hinomi import guide, i18n
from hinomi.briefing import Briefing, Line, Section
from hinomi.model import Reason
from hinomi.words import Words, safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.config import Config
    from hinomi.guide import Entry
    from hinomi.model import Alert, Decision, Notification, Report, Severity, Wording

__all__ = ["Reading", "brief", "headline", "labels", "read", "safe", "severity_of", "thread"]

_LABELS = ("why", "steps", "reference", "quote", "truncated", "more_lines", "more_items", "left_out")
_KEPT_WHEN_RESOLVED = frozenset({"control", "compliance", "budget"})
"""Facts that still matter when it is over: what it was, and that it is."""


class Reading(NamedTuple):
    """What the guide makes of an alert: its entry, the headline filled, the facts in words."""

    entry: Entry
    headline: str
    facts: dict[str, str]


def brief(notification: Notification, config: Config) -> Briefing:
    """Say everything that a reader of the notification's language is told, every untrusted value cleaned."""
    alert, decision, locale = notification.alert, notification.decision, notification.locale
    words = Words(locale, config)
    entry, said, facts = read(alert, words)
    resolved = decision.reason is Reason.RESOLVED
    if resolved:  # what is over is told in a few lines
        facts = {label: value for label, value in facts.items() if label in _KEPT_WHEN_RESOLVED}
    severity = severity_of(alert, decision)
    briefing = Briefing(
        locale=locale,
        severity=severity,
        reason=decision.reason,
        severity_label=words.text(f"severity.{severity.name}"),
        status=words.text(f"status.{decision.reason.value}"),
        headline=said,
        lines=(*words.lines(alert, facts), *(() if resolved else _own_lines(alert, locale))),
        labels=labels(locale),
        quote="" if resolved else words.quote(alert),
        why="" if resolved else words.why(entry.why, alert),
        steps=() if resolved else entry.steps,
        link=words.link(alert.link, alert.partition),
        reference=safe(alert.reference),
        thread=thread(alert.fingerprint),
        because=words.because(notification),
        keywords=tuple(
            filter(None, (severity.name, alert.source, safe(alert.type), safe(alert.account), safe(alert.region)))
        ),
    )
    return _report(briefing, words, alert, alert.report) if alert.report else briefing


def severity_of(alert: Alert, decision: Decision) -> Severity:
    """Say how bad it is, or was: what is resolved keeps the severity that people know."""
    was = decision.was if decision.reason is Reason.RESOLVED else None
    return alert.severity if was is None else was


def headline(alert: Alert, words: Words) -> str:
    """Say in one line what happened, without the work of a whole briefing."""
    if alert.report:
        said = safe(_wording(alert.report.texts, words.locale).headline)
        return words.marked(alert, said or words.text("round.mark"))
    return read(alert, words).headline


def thread(subject: str) -> str:
    """Name the thread of all that concerns one subject, an alert's or a group's; the name gives nothing away."""
    return blake2b(subject.encode(), digest_size=16).hexdigest()


@cache
def labels(locale: str) -> dict[str, str]:
    """Give the words that channels put before the parts of a message."""
    return {label: i18n.text(locale, f"label.{label}") for label in _LABELS}


def read(alert: Alert, words: Words) -> Reading:
    """Read the guide on an alert, or the operator's own words."""
    facts = words.facts(alert)
    if alert.texts:
        own = _wording(alert.texts, words.locale)
        entry = guide.Entry(headline=safe(own.headline), why=safe(own.why), steps=tuple(map(safe, own.steps)))
        return Reading(entry, words.marked(alert, entry.headline), facts)
    resource = words.resource(alert.resources[0]) if alert.resources else ""
    available = {**facts, "resource": resource} if resource else facts
    entry = guide.find(words.locale, alert.guide, available.keys())
    return Reading(entry, words.headline(entry.headline, available, alert), facts)


def _report(briefing: Briefing, words: Words, alert: Alert, report: Report) -> Briefing:
    """Say what the round has worded itself; in another language where it has no words of this one."""
    wording = _wording(report.texts, words.locale)
    return msgspec.structs.replace(
        briefing,
        severity_label=words.text("round.mark"),
        ascii_label="BASELINE",
        headline=headline(alert, words),
        lines=tuple(Line(safe(line.label), safe(line.value)) for line in wording.lines),
        sections=tuple(filter(None, map(_section, wording.sections))),
        why="",
        steps=(),
        because=briefing.because if alert.drill else words.text("because.report"),
    )


def _own_lines(alert: Alert, locale: str) -> Iterator[Line]:
    """Say what the operator wants to see of the event, under the operator's labels."""
    for line in _wording(alert.texts, locale).lines if alert.texts else ():
        if value := safe(line.value):
            yield Line(safe(line.label), value)


def _wording(texts: dict[str, Wording], locale: str) -> Wording:
    return texts.get(locale) or next(iter(texts.values()))


def _section(section: Section) -> Section | None:
    """Make a section safe; none where nothing of it can be seen."""
    heading, items = safe(section.heading), tuple(filter(None, map(safe, section.items)))
    return Section(heading, items, section.more) if heading and (items or section.more) else None
