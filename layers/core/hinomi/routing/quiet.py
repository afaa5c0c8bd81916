"""What went quiet: alerts that stand, of which nothing has been heard for longer than they are ever silent.

Most sources never say that something is resolved. What went quiet is named once, in the weekly report, and stands no
longer. Pure.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from hinomi.model import Term
from hinomi.routing.groups import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hinomi.model import Alert

_DAY_MS = 86_400_000


class Sense(StrEnum):
    """What it means that nothing more is heard: nothing goes on, nobody looks any longer, or the time is over."""

    ACTIVITY = "activity"
    CHECKS = "checks"
    PERIOD = "period"


class Patience(msgspec.Struct, frozen=True):
    """How many days an alert may be silent, and what it means when it is silent for longer."""

    days: int
    sense: Sense


class Quiet(msgspec.Struct, frozen=True, kw_only=True):
    """An alert that went quiet: heard of last at `last` (ms)."""

    standing: Standing
    last: int
    sense: Sense


_FINDING = Patience(7, Sense.ACTIVITY)
"""GuardDuty updates a finding whenever the same goes on, at the latest six hours after.

https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
"""

_CONTROL = Patience(7, Sense.CHECKS)
"""Security Hub checks a control every 12 to 24 hours, until its standard is disabled or the resource is deleted.

https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-standards-schedule.html
"""

_ACCESS = Patience(366, Sense.CHECKS)
"""Access Analyzer tells of access when it is granted and when it is gone, never of what stays as it is.

https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html
"""

_FOUND = Patience(366, Sense.CHECKS)
"""Inspector and Config say once what is wrong, and once that it no longer is, however long it lasts.

https://docs.aws.amazon.com/inspector/latest/user/findings-understanding.html
https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html
"""

_OTHER = Patience(90, Sense.ACTIVITY)
"""Other products send a finding once and update it when they please; Security Hub deletes it after 90 days without.

https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings.html
Nor is it known of any other source how often it speaks: rather too late than too early.
"""

_STATES = Patience(90, Sense.ACTIVITY)
"""An alarm, or GuardDuty of its coverage, speaks only when a state changes: it lasts, or what was watched is gone.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
"""

_ANOMALY = Patience(31, Sense.ACTIVITY)
"""Cost Anomaly Detection looks three times a day, up to a day late; what has not grown for a month has been billed.

https://docs.aws.amazon.com/cost-management/latest/userguide/manage-ad.html
"""

_CHANGE = Patience(366, Sense.PERIOD)
"""AWS Health announces a change half a year ahead and more, and may write nothing until it is over.

https://docs.aws.amazon.com/health/latest/ug/aws-health-planned-lifecycle-events.html
"""

_JOB = Patience(35, Sense.CHECKS)
"""A backup plan runs hourly to monthly: after five weeks without a job nobody backs that up any longer.

https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
"""

_PERIODS = {"daily": 7, "monthly": 31, "quarterly": 92}
"""Days after which a budget's period is over. A budget tells of an exceeded threshold once per period.

https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-best-practices.html
"""
_YEAR = 366


_BY_SOURCE = {
    "backup": _JOB,
    "cloudwatch": _STATES,
    "cost_anomaly": _ANOMALY,
    "guardduty": _FINDING,
    "guardduty_coverage": _STATES,
    "inspector": _FOUND,
}
# A copy in Security Hub has the fingerprint of what it is a copy of: its ARN, or what begins with the source's name.
_BY_SUBJECT = {"access-analyzer": _ACCESS, "config": _FOUND, "guardduty": _FINDING, "inspector2": _FOUND}


def patience(alert: Alert) -> Patience:
    """Say how long an alert may be silent."""
    if alert.source == "budgets":
        told = (fact.value for fact in alert.facts if fact.label == "period")
        days = next((_PERIODS[value.key] for value in told if isinstance(value, Term) and value.key in _PERIODS), _YEAR)
        return Patience(days, Sense.PERIOD)
    if alert.source == "health" and "health/scheduled_change" in alert.guide:
        return _CHANGE
    subjects = (alert.fingerprint.partition("|")[0], *alert.fingerprint.split(":")[2:3])
    known = (_BY_SOURCE.get(alert.source), *map(_BY_SUBJECT.get, subjects))
    other = _CONTROL if alert.source == "securityhub" and alert.compliance else _OTHER
    return next(filter(None, known), other)


def gone_quiet(standing: Iterable[Standing], seen: Mapping[str, int], now: int) -> list[Quiet]:
    """List what went quiet before `now` (ms); `seen` says by fingerprint when the watch saw an alert last (ms).

    What it has no memory of was seen last when it was told of; where that is not known either, nobody can tell.
    """
    found = []
    for known in standing:
        may_be = patience(known.alert)
        last = seen.get(known.alert.fingerprint, known.told)
        if last and now - last > may_be.days * _DAY_MS:
            found.append(Quiet(standing=known, last=last, sense=may_be.sense))
    return found


def to_tell(quiet: Iterable[Quiet]) -> list[Quiet]:
    """List what a reader wants to hear of, each alert once: the most severe first, then what was heard of last.

    Reports, drills and samples are told to be read, not to be looked into.
    """
    by_alert = {one.standing.alert.fingerprint: one for one in quiet if _is_real(one.standing.alert)}
    return sorted(by_alert.values(), key=lambda one: (-one.standing.alert.severity, -one.last))


def _is_real(alert: Alert) -> bool:
    return alert.report is None and not alert.drill and not alert.sample
