"""GuardDuty findings, native: by EventBridge, or bare as the API and the console's export give them.

https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html,
https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Finding.html.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from hinomi.model import Alert, ConsoleLink, Fact, Lifecycle
from hinomi.sources import arns, guardduty_facts, guardduty_resources, guardduty_sequence, guardduty_types
from hinomi.sources.facts import known
from hinomi.sources.reading import (
    find,
    fingerprint,
    flag,
    integer,
    is_from,
    mapping,
    mask_keys,
    milliseconds,
    moment,
    number,
    text,
)

if TYPE_CHECKING:
    from hinomi.model import Event

# Deeper than GuardDuty nests; what an attacker nests deeper stays as it is.
_DEEPEST = 24


def recognizes(event: Event) -> bool:
    """Tell whether this is a GuardDuty finding."""
    body = event.body
    if "detail-type" in body:
        return is_from(body, "aws.guardduty", "guardduty finding") and bool(mapping(body, "detail"))
    return ("schemaVersion" in body or "SchemaVersion" in body) and _is_finding(_spelled(body))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the finding into an alert. The owner is the finding's own account, not the envelope's (the receiver's)."""
    body = event.body
    finding = _spelled(mapping(body, "detail") if "detail-type" in body else body)
    kind = guardduty_types.canonical(text(finding, "type"))
    arn = text(finding, "arn")
    region = text(finding, "region") or arns.parse(arn).region or text(body, "region")
    account = text(finding, "accountId") or arns.parse(arn).account or text(body, "account")
    updated = moment(finding, "updatedAt") or moment(finding, "service", "eventLastSeen")
    key = _fingerprint(finding, region, account)
    alert = Alert(
        source="guardduty",
        type=kind,
        severity=guardduty_types.severity(number(finding, "severity")),
        fingerprint=key,
        title=mask_keys(text(finding, "title")) or kind or "GuardDuty",
        description=mask_keys(text(finding, "description") or text(finding, "title")),
        version=milliseconds(updated, moment(body, "time"), event.received_at),
        guide=guardduty_types.guide(kind),
        copy=key,
        lifecycle=Lifecycle.CLOSED if flag(finding, "service", "archived") else Lifecycle.OPEN,
        sample=_is_sample(finding),
        account=account,
        region=region,
        partition=arns.partition(text(finding, "partition"), arn),
        count=max(0, integer(finding, "service", "count") or 0),
        link=_link(finding, arn, region),
        reference=text(finding, "id") or arn,
        **_details(finding, kind),
    )
    return (alert,)


def _is_finding(finding: dict[str, Any]) -> bool:
    """Tell a bare finding by what all of them have."""
    marks = (mapping(finding, "service"), mapping(finding, "resource"), arns.parse(text(finding, "arn")).resource)
    return ":" in text(finding, "type") and bool(text(finding, "schemaVersion")) and any(marks)


def _spelled(finding: dict[str, Any]) -> dict[str, Any]:
    """Take a finding of EventBridge as it is; respell one of the API."""
    return finding if "service" in finding or "type" in finding else mapping(_camel(finding))


def _camel(value: object, depth: int = _DEEPEST) -> Any:  # noqa: ANN401 - any JSON in, the same JSON out
    """Spell keys as EventBridge does (`accountId`), which the API writes `AccountId`; `AWS::S3::Bucket` stays."""
    if depth and isinstance(value, dict):
        return {
            key[:1].lower() + key[1:] if key.isalnum() else key: _camel(one, depth - 1) for key, one in value.items()
        }
    if depth and isinstance(value, list):
        return [_camel(one, depth - 1) for one in value]
    return value


def _fingerprint(finding: dict[str, Any], region: str, account: str) -> str:
    """Return the ARN, which Security Hub's copies carry too, or the best that stands for it."""
    arn, identifier = text(finding, "arn"), text(finding, "id")
    if arn:
        return fingerprint(arn)
    if identifier:
        return fingerprint("guardduty", region, account, identifier)
    told = [text(finding, "type"), text(finding, "title")]
    return fingerprint("guardduty", region, account, sha256(json.dumps(told).encode()).hexdigest())


def _is_sample(finding: dict[str, Any]) -> bool:
    """Tell a sample by its title, or by `additionalInfo`, which may hold JSON as text.

    https://docs.aws.amazon.com/guardduty/latest/ug/sample_findings.html
    """
    extra = mapping(finding, "service", "additionalInfo")
    try:
        value = json.loads(text(extra, "value"))
    except (ValueError, RecursionError):
        value = find(extra, "value")
    titled = text(finding, "title").upper().startswith("[SAMPLE]")
    return titled or flag(extra, "sample") is True or flag(value, "sample") is True


def _link(finding: dict[str, Any], arn: str, region: str) -> ConsoleLink:
    identifier = text(finding, "id") or arns.parse(arn).resource.rpartition("/")[2]
    return ConsoleLink(page="guardduty_finding", parameters={"region": region, "finding_id": identifier})


def _details(finding: dict[str, Any], kind: str) -> dict[str, Any]:
    """Tell who, whence, what and when; an attack sequence keeps all that in a place of its own."""
    sequence = guardduty_sequence.sequence(finding)
    first, last = guardduty_sequence.seen(sequence)
    return {
        "resources": guardduty_sequence.resources(sequence, kind) or guardduty_resources.resources(finding),
        "actor": guardduty_sequence.actor(sequence) or guardduty_resources.actor(finding),
        "origin": guardduty_sequence.origin(sequence) or guardduty_resources.origin(finding),
        "facts": known(
            Fact("finding_type", kind), *guardduty_sequence.facts(sequence), *guardduty_facts.facts(finding)
        ),
        "first_seen": moment(finding, "service", "eventFirstSeen") or first or moment(finding, "createdAt"),
        "last_seen": moment(finding, "service", "eventLastSeen") or last or moment(finding, "updatedAt"),
    }
