"""Decide whether an alert is news, and say why. Pure: memory and alert in, decision out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.model import Decision, Lifecycle, Reason
from hinomi.state import worse

if TYPE_CHECKING:
    from hinomi.model import Alert, Severity
    from hinomi.state import Memory, Observation, Told

COPY_STALE_MS = 7 * 24 * 3600 * 1000
"""A copy that said nothing for a week no longer keeps an alert open.

Security Hub updates the findings of a control every 12 to 24 hours; a copy falls silent when its standard is disabled.
https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-standards-schedule.html
"""

NEWS = frozenset({Reason.FIRST_SEEN, Reason.ESCALATED, Reason.CHANGED, Reason.REOPENED, Reason.RESOLVED})


def dismiss(alert: Alert, floor: Severity) -> Decision | None:
    """Decide without memory where the alert alone suffices; return None where memory is needed."""
    if not alert.actionable:
        return _because(Reason.NOT_ACTIONABLE)
    held_to_floor = alert.lifecycle is Lifecycle.OPEN and not alert.told_at_any_severity
    if held_to_floor and alert.severity < floor:
        return _because(Reason.BELOW_FLOOR)
    return None


def decide(alert: Alert, seen: Observation) -> Decision:
    """Decide with what was known before this sighting."""
    if seen.stale:
        return _because(Reason.OUT_OF_ORDER)
    decision = _compare(alert, seen.memory, seen.memory.told)
    pending = seen.memory.pending()
    if decision.notify or pending is None or pending.news is None:
        return decision
    # Perhaps people have been told already what was never confirmed: what is news after that is news.
    return _compare(alert, seen.memory, pending.news)


def _compare(alert: Alert, memory: Memory, told: Told | None) -> Decision:
    if alert.lifecycle is Lifecycle.CLOSED:
        return _decide_closed(alert, memory, told)
    if told is None:
        return _because(Reason.FIRST_SEEN)
    if told.lifecycle is Lifecycle.CLOSED:
        return _because(Reason.REOPENED if _may_reopen(alert, told) else Reason.DUPLICATE)
    return _decide_still_open(alert, told)


def _may_reopen(alert: Alert, told: Told) -> bool:
    """Tell whether the alert outweighs the closing.

    What one service closed, only that service reopens: GuardDuty does not pass archiving on to Security Hub. But what
    is worse than all that people knew when it was closed has not been closed, and what went quiet nobody has closed.
    """
    return told.source in {alert.source, ""} or alert.severity > told.severity


def _decide_still_open(alert: Alert, told: Told) -> Decision:
    """Decide on what people know to be open. What becomes better is no news: copies differ, and would take turns."""
    if alert.severity > told.severity:
        return Decision(notify=True, reason=Reason.ESCALATED, was=told.severity)
    if told.compliance and worse(alert.compliance, told.compliance) != told.compliance:
        return _because(Reason.CHANGED)
    return _because(Reason.DUPLICATE)


def _decide_closed(alert: Alert, memory: Memory, told: Told | None) -> Decision:
    if told is None:
        return _because(Reason.NOT_ACTIONABLE)
    if told.lifecycle is Lifecycle.CLOSED or _open_elsewhere(alert, memory):
        return _because(Reason.DUPLICATE)
    return Decision(notify=True, reason=Reason.RESOLVED, was=told.severity)


def _open_elsewhere(alert: Alert, memory: Memory) -> bool:
    return any(
        copy.open and alert.version - copy.version < COPY_STALE_MS
        for name, copy in memory.copies.items()
        if name != alert.copy
    )


def _because(reason: Reason) -> Decision:
    return Decision(notify=reason in NEWS, reason=reason)
