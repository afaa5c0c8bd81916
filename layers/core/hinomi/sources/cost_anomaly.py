"""AWS Cost Anomaly Detection, by EventBridge and, as the same JSON without an envelope, by SNS.

https://docs.aws.amazon.com/cost-management/latest/userguide/cad-eventbridge.html and, for SNS, "To view your anomalies
from an Amazon SNS topic" of https://docs.aws.amazon.com/cost-management/latest/userguide/manage-ad.html. An anomaly
keeps its id while it goes on and its cost adds up. Amounts are what it has cost since it began, in dollars
(https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_Impact.html).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.model import Alert, ConsoleLink, Fact, Lifecycle, Money, Term
from hinomi.sources import arns
from hinomi.sources.cost_anomaly_causes import Cause, causes, kind
from hinomi.sources.cost_anomaly_impact import Impact, impact_of
from hinomi.sources.facts import known
from hinomi.sources.reading import fingerprint, is_from, mapping, milliseconds, moment, some_of, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.model import Event

# Whoever assessed an anomaly knows of it. YES says that it is one, so it stays open:
# https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_ProvideAnomalyFeedback.html
_ANSWERS = {"NO": "not_an_issue", "PLANNED_ACTIVITY": "planned_activity"}
# Cost Explorer counts in dollars; in China, where AWS bills in yuan, in yuan.
_CURRENCIES = {"aws-cn": "CNY"}


class _Anomaly(msgspec.Struct, frozen=True, kw_only=True):
    """What is read of an anomaly in one place, because several parts of the alert follow from it."""

    service: str
    causes: tuple[Cause, ...]
    impact: Impact
    answer: str
    currency: str


def recognizes(event: Event) -> bool:
    """Tell whether this is an anomaly: by EventBridge in its envelope, by SNS without one."""
    if not event.topic_arn:
        return is_from(event.body, "aws.ce", "anomaly detected") and bool(mapping(event.body, "detail"))
    told = event.body
    enveloped = "detail-type" in told or "detail" in told
    return not enveloped and bool(text(told, "anomalyId")) and bool(mapping(told, "impact") or text(told, "monitorArn"))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the anomaly into one alert, the same whichever way it came.

    The version is when AWS sent it, not what it said: AWS corrects its estimates downwards, too.
    """
    body = event.body
    told = body if event.topic_arn else mapping(body, "detail")
    topic, monitor = arns.parse(event.topic_arn), arns.parse(text(told, "monitorArn"))
    partition = monitor.partition or topic.partition or "aws"
    account = text(told, "accountId") or text(body, "account") or monitor.account or topic.account
    anomaly, identity = _read(told, partition), _fingerprint(event, told, account)
    sent = (None if event.topic_arn else moment(body, "time")) or event.received_at
    alert = Alert(
        source="cost_anomaly",
        type="cost_anomaly",
        severity=anomaly.impact.severity,
        fingerprint=identity,
        copy=identity,
        title=f"Cost anomaly: {anomaly.service}".removesuffix(": "),
        version=milliseconds(sent),
        guide=_guide(anomaly),
        lifecycle=Lifecycle.CLOSED if anomaly.answer else Lifecycle.OPEN,
        account=account,
        account_name=text(told, "accountName"),
        region=anomaly.causes[0].region if anomaly.causes else "",
        partition=partition,
        facts=known(*_facts(told, anomaly)),
        first_seen=sent,
        link=_link(told),
        reference=text(told, "anomalyId"),
    )
    return (alert,)


def _read(told: dict[str, Any], partition: str) -> _Anomaly:
    """Read the anomaly; EventBridge and SNS spell the name of what is watched differently."""
    found = causes(told)
    watched = text(told, "dimensionValue") or text(told, "dimensionalValue")
    return _Anomaly(
        service=(found[0].service if found else "") or watched,
        causes=found,
        impact=impact_of(told),
        answer=_ANSWERS.get(text(told, "feedback").upper(), ""),
        currency=_CURRENCIES.get(partition, "USD"),
    )


def _fingerprint(event: Event, told: dict[str, Any], account: str) -> str:
    """Name the anomaly; one without an id by what and when it is, or it stands for itself."""
    anomaly = text(told, "anomalyId")
    if anomaly:
        return fingerprint("cost_anomaly", account, anomaly)
    began = text(told, "anomalyStartDate")
    return fingerprint("cost_anomaly", account, text(told, "monitorArn"), began or event.delivery_id)


def _guide(anomaly: _Anomaly) -> tuple[str, ...]:
    """Name the guide by what grew; those headlines name the amount and the service, so both have to be known."""
    if anomaly.answer:
        return ("cost_anomaly/answered", "cost_anomaly")
    if anomaly.impact.total is None or not anomaly.service:
        return ("cost_anomaly",)
    special = kind(anomaly.service, anomaly.causes[0].usage_type if anomaly.causes else "")
    first_time = ("cost_anomaly/new",) if anomaly.impact.is_new else ()
    return (*special, *first_time, "cost_anomaly/service", "cost_anomaly")


def _facts(told: dict[str, Any], anomaly: _Anomaly) -> Iterator[Fact]:
    """Put first how much it is, then what and where it is."""
    impact = anomaly.impact
    if impact.total is not None:
        yield Fact("extra_cost", Money(impact.total, anomaly.currency))
    if impact.percentage is not None:
        yield Fact("extra_share", impact.percentage)
    if impact.actual is not None:
        yield Fact("actual_spend", Money(impact.actual, anomaly.currency))
    if impact.expected is not None:
        yield Fact("expected_spend", Money(impact.expected, anomaly.currency))
    yield Fact("service", anomaly.service)
    for first in anomaly.causes[:1]:
        yield Fact("usage_type", first.usage_type)
        yield Fact("linked_account", first.account)
        yield Fact("cause_share", first.share(impact.total) or "")
    yield Fact("other_causes", some_of(tuple(cause.said() for cause in anomaly.causes[1:]), 2))
    yield Fact("anomaly_days", _days(told))
    yield Fact("monitor", text(told, "monitorName"))
    if anomaly.answer:
        yield Fact("assessment", Term(anomaly.answer))


def _days(told: dict[str, Any]) -> str:
    """Say from which day to which; these are days of UTC, which no time zone may move."""
    ends = (moment(told, "anomalyStartDate"), moment(told, "anomalyEndDate"))
    return " – ".join(dict.fromkeys(f"{when:%Y-%m-%d}" for when in ends if when))


def _link(told: dict[str, Any]) -> ConsoleLink:
    """Link to the anomaly's own page, built from the ids: the event's own link may lead anywhere."""
    monitor = text(told, "monitorArn")
    ids = {"monitor_id": arns.short_name(monitor) if arns.parse(monitor).resource else ""}
    return ConsoleLink(page="cost_anomaly", parameters=ids | {"anomaly_id": text(told, "anomalyId")})
