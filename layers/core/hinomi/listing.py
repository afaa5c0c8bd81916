"""Listing: the worst alerts of a digest in a line each, and how many there are of each kind.

Only those that are listed are put into words: there may be ten thousand.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hinomi import guide
from hinomi.brief import headline, severity_of
from hinomi.briefing import Section
from hinomi.model import Reason
from hinomi.text import cut
from hinomi.words import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hinomi.model import Alert, Item
    from hinomi.words import Words

LISTED = 10
"""So many alerts, and so many kinds of them, are listed; the others are but counted."""

LONGEST = 300
"""What is said of one ends after so many characters."""

_TOLD_BY_HEADING = frozenset({Reason.FIRST_SEEN, Reason.REPEAT_DUE, Reason.RESOLVED})


class _Places(NamedTuple):
    """Whether a digest tells of several accounts, of several Regions: then each alert says its own."""

    accounts: bool
    regions: bool

    def of(self, alert: Alert, words: Words) -> str:
        """Say where an alert is, as far as it must be said."""
        account = words.account(alert) if self.accounts else ""
        region = safe(alert.region) if self.regions else ""
        return words.text("digest.separator").join(filter(None, (account, region)))


def sections(news: Sequence[Item], solved: Sequence[Item], words: Words) -> Iterator[Section]:
    """List the worst of the news, then count its kinds, then list what is resolved. Both come the worst first."""
    told = [item.alert for item in (*news, *solved)]
    places = _Places(len({alert.account for alert in told}) > 1, len({alert.region for alert in told}) > 1)
    if news:
        yield Section(_heading(news, words), tuple(_list(news, places, words)), max(0, len(news) - LISTED))
        if items := tuple(_kinds([item.alert for item in news], words)):
            yield Section(words.text("digest.kinds"), items)
    if solved:
        listed = tuple(_list(solved, places, words))
        yield Section(words.text("digest.solved_ones"), listed, max(0, len(solved) - LISTED))


def _heading(news: Sequence[Item], words: Words) -> str:
    reasons = {item.decision.reason for item in news}
    headings = {Reason.FIRST_SEEN: "digest.new", Reason.REPEAT_DUE: "digest.repeated"}
    return words.text(headings.get(reasons.pop(), "digest.news") if len(reasons) == 1 else "digest.news")


def _list(items: Sequence[Item], places: _Places, words: Words) -> Iterator[str]:
    """Say the first few in one line each."""
    for item in items[:LISTED]:
        alert, reason = item.alert, item.decision.reason
        severity = words.text(f"severity.{severity_of(alert, item.decision).name}")
        status = "" if reason in _TOLD_BY_HEADING else words.text(f"status.{reason.value}")
        said = f"[{severity}]{f'[{status}]' if status else ''} {cut(headline(alert, words), LONGEST)}"
        place = places.of(alert, words)
        yield words.text("digest.placed", what=said, place=place) if place else said


def _kinds(alerts: Sequence[Alert], words: Words) -> Iterator[str]:
    """Count each kind, the most frequent first, the others together; nothing where each is there but once."""
    examples = {(alert.source, alert.type): alert for alert in reversed(alerts)}
    if len(examples) == len(alerts):
        return
    counts = Counter((alert.source, alert.type) for alert in alerts).most_common()
    for kind, count in counts[:LISTED]:
        yield words.text("digest.kind", kind=_kind(examples[kind], words), count=words.number(count))
    if rest := counts[LISTED:]:
        others = words.number(sum(count for _, count in rest))
        yield words.text("digest.other_kinds", kinds=words.number(len(rest)), count=others)


def _kind(alert: Alert, words: Words) -> str:
    """Name a kind by the guide's words for it and AWS's name, whichever there is."""
    control = {fact.label: words.value(fact.value) for fact in alert.facts if fact.label == "control"}
    entry, name = guide.find(words.locale, alert.guide, control.keys()), safe(alert.type)
    if entry is guide.find(words.locale, (), ()):
        return cut(name or safe(alert.title), LONGEST)
    what = entry.headline.format_map(control)
    return what if not name or name in what else cut(words.text("digest.named_kind", kind=what, type=name), LONGEST)
