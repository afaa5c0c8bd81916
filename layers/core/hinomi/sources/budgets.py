"""AWS Budgets: notifications in plain text by SNS, for there is no EventBridge event and no JSON.

An ACTUAL notification comes once per budget period, a FORECASTED one may come again within it:
https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-best-practices.html
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from hinomi.model import Alert, ConsoleLink, Fact, Money, Severity, Term
from hinomi.sources import arns
from hinomi.sources.budget_text import parse, speaks_of_budgets
from hinomi.sources.reading import fingerprint, milliseconds, text

if TYPE_CHECKING:
    from datetime import datetime

    from hinomi.model import Event, Value
    from hinomi.sources.budget_text import Notice

_LONGEST_QUOTE = 4000


def recognizes(event: Event) -> bool:
    """Tell whether this is a text of AWS Budgets, by its subject or by its wording."""
    return bool(event.text) and (event.subject.startswith("AWS Budgets") or speaks_of_budgets(event.text))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the notification into one alert; what cannot be read is quoted, never lost."""
    content = text(event.text)
    topic = arns.parse(event.topic_arn)
    notice = parse(content, yuan=topic.partition == "aws-cn")
    account = notice.account or topic.account
    alert = Alert(
        source="budgets",
        type=f"budgets.{notice.alert_type}" if notice.readable else "budgets.unreadable",
        severity=_severity(notice),
        fingerprint=_fingerprint(event, notice, account),
        title=event.subject or "AWS Budgets",
        version=milliseconds(event.received_at, notice.dated),
        guide=_guide(notice),
        account=account,
        partition=topic.partition or "aws",
        description=notice.sentence,
        facts=_facts(notice),
        first_seen=event.received_at,
        link=ConsoleLink(page="budgets_list"),
        quote="" if notice.readable else content[:_LONGEST_QUOTE],
    )
    return (alert,)


def _severity(notice: Notice) -> Severity:
    """Say how bad it is.

    A forecast and an unused commitment leave time to act: LOW. A threshold below the budget has been passed, or we
    could not read what happened: MEDIUM. The whole budget is spent: HIGH.
    """
    if notice.readable and (notice.alert_type == "forecasted" or notice.commitment):
        return Severity.LOW
    spent, limit = notice.amount, notice.budgeted
    if isinstance(spent, Money) and isinstance(limit, Money) and spent.unit == limit.unit:
        return Severity.HIGH if spent.amount >= limit.amount else Severity.MEDIUM
    return Severity.MEDIUM


def _guide(notice: Notice) -> tuple[str, ...]:
    """Name the guide; one that speaks of exceeding is left out where the threshold was not exceeded."""
    if not notice.readable:
        return ("budgets/unreadable", "budgets")
    if not notice.usual:
        return ("budgets",)
    return (f"budgets/{notice.budget_type if notice.commitment else notice.alert_type}", "budgets")


def _facts(notice: Notice) -> tuple[Fact, ...]:
    """Put first what a reader asks first; how the threshold was crossed is told only where it is unusual."""
    told: tuple[tuple[str, Value], ...] = (
        ("budget", notice.name),
        ("amount", notice.amount),
        ("threshold", notice.threshold),
        ("comparison", Term("" if notice.usual else notice.comparison)),
        ("budgeted", notice.budgeted),
        ("period", Term(notice.period)),
        ("budget_type", Term(notice.budget_type) if notice.type_known else notice.budget_type),
        ("budget_alert", Term(notice.alert_type)),
    )
    return tuple(Fact(label, value) for label, value in told if value not in ("", Term("")))


def _fingerprint(event: Event, notice: Notice, account: str) -> str:
    """Name the budget, the threshold and the period in which it was crossed.

    Without a day or the lines that name the budget, the delivery stands for itself.
    """
    day = notice.dated or event.received_at
    if not notice.readable or day is None:
        return fingerprint("budgets", account, event.delivery_id or sha256(text(event.text).encode()).hexdigest())
    period = _instance(notice.period, day)
    return fingerprint("budgets", account, notice.name, notice.alert_type, notice.crossed, period)


def _instance(period: str, day: datetime) -> str:
    """Name the budget period that holds the day. Where the period is unknown, telling twice beats telling never."""
    if period == "monthly":
        return f"{day:%Y-%m}"
    if period == "quarterly":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return str(day.year) if period == "annually" else f"{day:%Y-%m-%d}"
