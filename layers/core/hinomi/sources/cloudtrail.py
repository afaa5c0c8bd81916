"""CloudTrail records: what the sources that read them share.

A record comes as the `detail` of an EventBridge event or bare, out of a log file:
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from hinomi.model import Actor, Alert, ConsoleLink, Origin, Resource, Severity
from hinomi.regions import partition_of
from hinomi.sources import arns
from hinomi.sources.reading import (
    DRILL,
    fingerprint,
    mapping,
    mappings,
    mask_key,
    mask_keys,
    milliseconds,
    moment,
    text,
)

if TYPE_CHECKING:
    from hinomi.model import Event

_STABLE = ("eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress", "userAgent", "requestID")


def record_of(event: Event) -> dict[str, Any]:
    """Take the record out of the event; empty where it is none, or where it does not tell who acted.

    EventBridge names such events `... via CloudTrail`; only AWS can write `aws.*` into `source`.
    """
    body = event.body
    record = body
    if "detail-type" in body:
        sender, kind = text(body, "source").lower(), text(body, "detail-type").lower()
        from_aws = sender.startswith("aws.") or sender in {DRILL, ""}
        record = mapping(body, "detail") if from_aws and kind.endswith("via cloudtrail") else {}
    named = text(record, "eventName") and text(record, "eventSource").endswith((".amazonaws.com", ".amazonaws.com.cn"))
    return record if named and (mapping(record, "userIdentity") or is_service_event(record)) else {}


def is_service_event(record: dict[str, Any]) -> bool:
    """Tell whether an AWS service acted of its own accord."""
    return text(record, "eventType") == "AwsServiceEvent"


def is_root(record: dict[str, Any]) -> bool:
    """Tell whether the root user acted, by the filter of CIS AWS Foundations 4.3: not a service on its behalf."""
    identity = mapping(record, "userIdentity")
    return text(identity, "type") == "Root" and not text(identity, "invokedBy") and not is_service_event(record)


def service_of(record: dict[str, Any]) -> str:
    """Return the service's name as API references write it: `iam`."""
    return text(record, "eventSource").partition(".")[0]


def ordinary(event: Event, record: dict[str, Any], source: str) -> Alert:
    """Describe the record as something that nobody need hear of; a source replaces what makes it matter."""
    account = (
        text(record, "recipientAccountId") or text(record, "userIdentity", "accountId") or text(event.body, "account")
    )
    region = text(record, "awsRegion") or text(event.body, "region")
    event_id = text(record, "eventID")
    when = moment(record, "eventTime") or event.received_at
    return Alert(
        source=source,
        type=f"{source}.{text(record, 'eventName')}",
        severity=Severity.INFO,
        fingerprint=fingerprint("cloudtrail", account, event_id or _digest(record)),
        title=text(record, "eventName"),
        version=milliseconds(when),
        guide=(),
        actionable=False,
        moment=True,
        account=account,
        region=region,
        partition=arns.partition(text(record, "userIdentity", "arn"), partition_of(region)),
        description=mask_keys(text(record, "errorMessage")),
        resources=_resources(record),
        actor=_actor(mapping(record, "userIdentity")),
        origin=_origin(record),
        first_seen=when,
        link=ConsoleLink(page="cloudtrail_event", parameters={"region": region, "event_id": event_id}),
        reference=event_id,
    )


def _actor(identity: dict[str, Any]) -> Actor:
    """Name who acted. There is but one root user: it needs no name."""
    kind = text(identity, "type")
    return Actor(
        kind=kind,
        name="" if kind == "Root" else text(identity, "userName") or arns.short_name(text(identity, "arn")),
        access_key=mask_key(text(identity, "accessKeyId")),
    )


def _origin(record: dict[str, Any]) -> Origin:
    """Say where the call came from; a service names itself as its address and again as its program."""
    address, program = text(record, "sourceIPAddress"), text(record, "userAgent")
    return Origin(ip=address, user_agent="" if program == address else mask_keys(program))


def _resources(record: dict[str, Any]) -> tuple[Resource, ...]:
    """Name what the record says was acted upon."""
    return tuple(
        Resource(type=text(one, "type"), id=mask_keys(arns.short_name(text(one, "ARN"))))
        for one in mappings(record, "resources")
        if text(one, "ARN")
    )


def _digest(record: dict[str, Any]) -> str:
    """Stand for the event id where it is missing, the same for every delivery of the record."""
    told = [text(record, key) for key in _STABLE] + [text(record, "userIdentity", "arn")]
    return sha256(json.dumps(told).encode()).hexdigest()
