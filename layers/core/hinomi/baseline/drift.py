"""Drift: what has become weaker since the last round, and who did it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import msgspec

from hinomi.baseline.aws import AwsError
from hinomi.baseline.control import Scope
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.summary import Trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from hinomi.baseline.control import Control
    from hinomi.baseline.journal import Place
    from hinomi.baseline.outcome import Result
    from hinomi.baseline.scene import Scene
    from hinomi.baseline.strength import State

READS = ("cloudtrail:LookupEvents",)
_GLOBAL = {"aws": "us-east-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"}
"""Where CloudTrail keeps what is done to services that an account has once, by partition.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
"""
_WEAKER = frozenset({Outcome.CHANGED, Outcome.PENDING, Outcome.WOULD_CHANGE, Outcome.MANUAL, Outcome.DRIFT})


def drifted(
    results: Iterable[Result], earlier: Iterable[Result], controls: Mapping[str, Control]
) -> Iterator[tuple[Place, Result]]:
    """Yield the places that are weaker than the last round left them, each with what is there now."""
    left = {one.place: _left(one) for one in earlier}
    for one in results:
        was, control = left.get(one.place), controls.get(one.control)
        if one.outcome not in _WEAKER or control is None or was is None or one.before is None:
            continue
        if not control.order.reaches(one.before, was):
            yield one.place, one


def trace(scene: Scene, control: Control, since: datetime, until: datetime) -> Trace | None:
    """Ask CloudTrail who last weakened a control's setting in a Region; None where it cannot be told.

    LookupEvents takes two calls a second and keeps 90 days
    (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html).
    """
    found = []
    for place, name in product(_places(scene, control), control.traces):
        attributes = [{"AttributeKey": "EventName", "AttributeValue": name}]
        try:
            answer = place.call(
                "cloudtrail",
                "lookup_events",
                LookupAttributes=attributes,
                StartTime=since,
                EndTime=until,
                MaxResults=10,
            )
        except AwsError:
            return None
        found += [event for event in answer.get("Events", []) if not _refused(event)]
    if not found:
        return None
    last = max(found, key=lambda event: event["EventTime"])
    return Trace(actor=_actor(last), event=last.get("EventName", ""), at=last["EventTime"])


def _places(scene: Scene, control: Control) -> tuple[Scene, ...]:
    """Say where CloudTrail may have kept it: what an account has once is written at home or where IAM's events go."""
    if control.scope is Scope.REGION:
        return (scene,)
    return tuple(scene.at(region) for region in sorted({scene.home, _GLOBAL.get(scene.partition, scene.home)}))


def _left(result: Result) -> State | None:
    """Return what a round left; what AWS had not shown yet should be there by now."""
    return result.desired if result.outcome is Outcome.PENDING else result.after or result.before


class _Identity(msgspec.Struct, rename="camel", frozen=True):
    arn: str = ""
    type: str = ""


class _Record(msgspec.Struct, rename="camel", frozen=True):
    user_identity: _Identity = _Identity()
    error_code: str = ""


def _record(event: Mapping[str, str]) -> _Record:
    try:
        return msgspec.json.decode(event.get("CloudTrailEvent", "{}"), type=_Record)
    except msgspec.MsgspecError:
        return _Record()


def _refused(event: Mapping[str, str]) -> bool:
    return bool(_record(event).error_code)


def _actor(event: Mapping[str, str]) -> str:
    identity = _record(event).user_identity
    return identity.arn or event.get("Username", "") or identity.type
