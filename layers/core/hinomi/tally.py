"""Tally: how many alerts a digest tells of, what they share, and how bad they are. Each is counted once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hinomi import i18n
from hinomi.brief import severity_of
from hinomi.briefing import Line
from hinomi.model import Reason, Severity
from hinomi.words import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hinomi.model import Alert, Bundle, Item
    from hinomi.words import Words

_GROUP_LINES = {"severity": "group.severity", "type": "group.type", "unit": "group.unit"} | {
    "resource_type": "group.resource_type",
    "resource": "field.resource",
}
"""Labels of a group that are told as they are, besides account and Region."""


def is_rehearsed(alert: Alert) -> bool:
    """Tell whether an alert is a drill or a sample: nothing has happened."""
    return alert.drill or alert.sample


def headline(news: Sequence[Item], solved: Sequence[Item], words: Words) -> str:
    """Say how many there are, of what and in which account."""
    alerts = [item.alert for item in (*news, *solved)]
    what = _count(news, words) if news else ""
    if solved:
        over = words.text("digest.solved", count=words.number(len(solved)))
        what = words.text("digest.both", news=what, solved=over) if what else _count(solved, words)
    account = words.account(alerts[0]) if len({alert.account for alert in alerts}) == 1 else ""
    if account:
        what = words.text("headline.about", what=what, resource=account)
    marks = (("drill.mark", all(alert.drill for alert in alerts)), ("sample.mark", all(a.sample for a in alerts)))
    return " ".join([*(words.text(mark) for mark, holds in marks if holds), what])


def lines(bundle: Bundle, shared: Mapping[str, str], words: Words) -> Iterator[Line]:
    """Say what the alerts share, then the counts: every item in one of them, by severity; then what is not listed."""
    alerts = [item.alert for item in bundle.items]
    yield from _places(alerts, words)
    for label, value in shared.items():
        if line := _group_line(label, value, words):
            yield line
    solved = Counter(severity_of(i.alert, i.decision) for i in bundle.items if i.decision.reason is Reason.RESOLVED)
    news = Counter(severity_of(item.alert, item.decision) for item in bundle.items) - solved
    for label, counts in (("digest.by_severity", news), ("digest.solved_by_severity", solved)):
        if counts:
            yield Line(words.text(label), _by_severity(counts, words))
    rehearsed = sum(map(is_rehearsed, alerts))
    if 0 < rehearsed < len(alerts):
        yield Line("", words.text("digest.rehearsed", count=words.number(rehearsed)))
    if standing := sum(bundle.standing.values()):
        severities = _by_severity(bundle.standing, words)
        yield Line("", words.text("digest.standing", count=words.number(standing), severities=severities))
    if bundle.held:
        yield Line("", words.text("digest.held", count=words.number(bundle.held)))


def _count(items: Sequence[Item], words: Words) -> str:
    """Count them by the word for what their source tells of; of a source without one, or of several, as alerts."""
    sources = {item.alert.source for item in items}
    number = "one" if len(items) == 1 else "many"
    keys = (f"{number}.{source}" for source in sources if len(sources) == 1)
    key = next((key for key in keys if i18n.find(words.locale, key)), f"{number}.alerts")
    return words.text(key, count=words.number(len(items)))


def _places(alerts: Sequence[Alert], words: Words) -> Iterator[Line]:
    """Name the account and the Region, or count them where there are several."""
    accounts, regions = {alert.account for alert in alerts}, {alert.region for alert in alerts}
    one_account = words.account(alerts[0])
    one_region = words.region(alerts[0].region) if alerts[0].region else ""
    for label, values, one in (("account", accounts, one_account), ("region", regions, one_region)):
        several = words.text(f"digest.{label}s", count=words.number(len(values)))
        if said := several if len(values) > 1 else one:
            yield Line(words.text(f"field.{label}"), said)


def _group_line(label: str, value: str, words: Words) -> Line | None:
    if not value:
        return None
    if label.startswith("tag."):
        return Line(words.text("group.tag", tag=safe(label.removeprefix("tag."))), safe(value))
    if label not in _GROUP_LINES:
        return None
    if label == "resource_type":
        said = words.kind(value)
    else:
        said = words.text(f"severity.{value}") if label == "severity" else safe(value)
    return Line(words.text(_GROUP_LINES[label]), said)


def _by_severity(counts: Mapping[Severity, int], words: Words) -> str:
    said = (
        words.text("digest.severity", severity=words.text(f"severity.{one.name}"), count=words.number(counts[one]))
        for one in sorted(counts, reverse=True)
        if counts[one]
    )
    return words.text("digest.separator").join(said)
