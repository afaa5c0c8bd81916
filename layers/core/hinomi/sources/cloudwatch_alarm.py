"""CloudWatch alarms that change their state: of one metric, of several time series, of other alarms (composite).

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
A muted or suppressed alarm sends its events all the same: its actions are withheld, and so is the alarm here.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hinomi.model import Alert, ConsoleLink, Lifecycle, Resource, Severity
from hinomi.regions import partition_of
from hinomi.sources import arns
from hinomi.sources.cloudwatch_alarm_facts import facts_of, is_billing
from hinomi.sources.reading import (
    fingerprint,
    flag,
    is_from,
    mapping,
    mask_keys,
    milliseconds,
    moment,
    tags,
    text,
)

if TYPE_CHECKING:
    from hinomi.model import Event

_DETAIL_TYPES = ("cloudwatch alarm state change", "cloudwatch alarm contributor state change")
# Alarms that only scale something: of target tracking, and of Elastic Beanstalk's trigger. And those that the round
# makes because the CIS benchmark wants them there: what they watch is told as it happens, by other sources.
# https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html
# https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.managing.as.html
_NOT_FOR_PEOPLE = re.compile(r"TargetTracking-|awseb-.*-AWSEBCloudwatchAlarm|hinomi-", re.DOTALL)


def recognizes(event: Event) -> bool:
    """Tell whether an alarm, or one time series of an alarm, has changed its state."""
    return is_from(event.body, "aws.cloudwatch", *_DETAIL_TYPES) and bool(mapping(event.body, "detail"))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the change into an alert that opens with ALARM and closes with OK; INSUFFICIENT_DATA says neither.

    AWS knows no severity of alarms, and only who made it knows what it means: MEDIUM, with its name in front.
    """
    body, detail = event.body, mapping(event.body, "detail")
    name, kind = _name(body), _kind(detail)
    region, arn = text(body, "region"), text(body, "resources", 0)
    state = text(detail, "state", "value").upper()
    about = _fingerprint(body, name)
    when = moment(detail, "state", "timestamp") or moment(body, "time") or event.received_at
    alert = Alert(
        source="cloudwatch",
        type=f"cloudwatch_alarm.{kind}",
        severity=Severity.MEDIUM,
        fingerprint=about,
        copy=about,
        title=f"CloudWatch alarm {name}: {state}".removesuffix(": "),
        version=milliseconds(when),
        guide=_guide(kind),
        actionable=_is_for_people(name, detail, state),
        lifecycle=Lifecycle.CLOSED if state == "OK" else Lifecycle.OPEN,
        account=text(body, "account"),
        region=region,
        partition=arns.partition(arn, partition_of(region)),
        description=mask_keys(text(detail, "state", "reason")),
        resources=(_resource(detail, name),) if name else (),
        facts=facts_of(detail),
        first_seen=when,
        link=ConsoleLink(page="cloudwatch_alarm", parameters={"region": region, "alarm": name}),
        reference=arn,
    )
    return (alert,)


def _name(body: dict[str, Any]) -> str:
    """Return the alarm's name, which an owner writes; it may stand in the ARN alone."""
    return text(body, "detail", "alarmName") or arns.short_name(text(body, "resources", 0))


def _fingerprint(body: dict[str, Any], name: str) -> str:
    """Say what it is about: one alarm, or one of the time series that an alarm watches."""
    place = text(body, "resources", 0) or fingerprint(text(body, "account"), text(body, "region"), name)
    return fingerprint("cloudwatch", place, text(body, "detail", "alarmContributor", "id"))


def _kind(detail: dict[str, Any]) -> str:
    if mapping(detail, "alarmContributor"):
        return "contributor"
    if text(detail, "configuration", "alarmRule"):
        return "composite"
    return "billing" if is_billing(detail) else "metric"


def _guide(kind: str) -> tuple[str, ...]:
    named = {
        "billing": "cloudwatch_alarm/billing",
        "composite": "cloudwatch_alarm/composite",
        "contributor": "cloudwatch_alarm/contributor",
    }
    return (named[kind], "cloudwatch_alarm") if kind in named else ("cloudwatch_alarm",)


def _resource(detail: dict[str, Any], name: str) -> Resource:
    """Name the alarm, with its tags where their propagation is on."""
    composite = text(detail, "configuration", "alarmRule")
    kind = "AWS::CloudWatch::CompositeAlarm" if composite else "AWS::CloudWatch::Alarm"
    return Resource(type=kind, id=name, tags=tags(detail, "alarmTags"))


def _is_for_people(name: str, detail: dict[str, Any], state: str) -> bool:
    """Tell whether a person is to hear of it.

    The end is told even of an alarm that is muted by now: only who heard of its beginning hears of it, and an alarm
    that nobody closed could never open again.
    """
    if state == "INSUFFICIENT_DATA" or _NOT_FOR_PEOPLE.match(name):
        return False
    return state == "OK" or not _is_held(detail)


def _is_held(detail: dict[str, Any]) -> bool:
    """Tell whether the owner holds the alarm's actions back: by a mute rule, a suppressor alarm, or altogether.

    While a composite alarm waits for its suppressor (`WaitPeriod`), nobody knows yet; what becomes of it is a state of
    its own, with the waiting one as `previousState`.
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html
    """
    if mapping(detail, "muteDetail") or text(detail, "state", "actionsSuppressedBy"):
        return True
    return flag(detail, "configuration", "actionsEnabled") is False
