"""A digest: many alerts in one message, the worst first, every one of them counted.

What is real comes before drills and samples, and it alone says how bad the message is: anybody can send a drill.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi import listing, tally
from hinomi.brief import labels, read, severity_of, thread
from hinomi.briefing import Briefing
from hinomi.links import PAGES
from hinomi.model import ConsoleLink, Reason
from hinomi.provenance import shared_labels
from hinomi.words import Words, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinomi.config import Config
    from hinomi.model import Alert, Bundle, Item, Severity


def digest(bundle: Bundle, locale: str, config: Config) -> Briefing:
    """Say what is news of many alerts: all of them counted, the worst few in words."""
    words = Words(locale, config)
    items = sorted(bundle.items, key=_worst_first)
    solved = [item for item in items if item.decision.reason is Reason.RESOLVED]
    news = [item for item in items if item.decision.reason is not Reason.RESOLVED]
    leading = _leading(items)
    worst = leading[0]
    severity, reason = severity_of(worst.alert, worst.decision), _shared_reason(leading)
    over = worst.decision.reason is Reason.RESOLVED
    entry = None if over or worst.alert.report else read(worst.alert, words).entry
    return Briefing(
        locale=locale,
        severity=severity,
        reason=reason,
        severity_label=words.text(f"severity.{severity.name}"),
        status=words.text(f"status.{reason.value}"),
        headline=tally.headline(news, solved, words),
        lines=tuple(tally.lines(bundle, shared_labels(bundle), words)),
        labels=_labels(words),
        quote="",
        why=words.why(entry.why, worst.alert) if entry else "",
        steps=entry.steps if entry else (),
        link=words.link(_list_of(worst.alert), worst.alert.partition),
        reference="",
        thread=thread(bundle.branch.group if bundle.branch else worst.alert.fingerprint),
        because=_because(bundle, reason, words),
        keywords=_keywords(bundle, severity),
        sections=tuple(listing.sections(news, solved, words)),
    )


def _worst_first(item: Item) -> tuple[bool, int, int, str]:
    alert = item.alert
    return tally.is_rehearsed(alert), -severity_of(alert, item.decision), -alert.version, alert.fingerprint


def _leading(items: Sequence[Item]) -> Sequence[Item]:
    """Choose what says how bad it all is: what is real, and of that what is not over, as far as there is any."""
    real = [item for item in items if not tally.is_rehearsed(item.alert)] or items
    return [item for item in real if item.decision.reason is not Reason.RESOLVED] or real


def _shared_reason(items: Sequence[Item]) -> Reason:
    """Give the reason that all share; many reasons are told as news."""
    reasons = {item.decision.reason for item in items}
    return reasons.pop() if len(reasons) == 1 else Reason.FIRST_SEEN


def _labels(words: Words) -> dict[str, str]:
    return {**labels(words.locale), "why": words.text("digest.why"), "steps": words.text("digest.steps")}


def _list_of(alert: Alert) -> ConsoleLink | None:
    """Lead to the page that lists all, where the link of one names it as the more general."""
    if alert.link is None or alert.link.page not in PAGES:
        return alert.link
    return msgspec.structs.replace(alert.link, page=PAGES[alert.link.page].general or alert.link.page)


def _because(bundle: Bundle, reason: Reason, words: Words) -> str:
    if all(item.alert.drill for item in bundle.items):
        key = "drill"
    elif bundle.overflow:
        key = "because.overflow"
    else:
        key = f"because.{reason.value}" if reason in {Reason.RESOLVED, Reason.REPEAT_DUE} else "because.grouped"
    said = [words.text(key), *([words.text("because.more")] if bundle.more else ())]
    return words.text("sentence.space").join(said)


def _keywords(bundle: Bundle, severity: Severity) -> tuple[str, ...]:
    shared = shared_labels(bundle)
    words = (severity.name, shared.get("source", ""), f"{len(bundle.items)} alerts", shared.get("account", ""))
    return tuple(filter(None, map(safe, words)))
