"""Amazon Macie: sensitive data, and buckets whose protection was lowered.

https://docs.aws.amazon.com/macie/latest/user/findings-publish-event-schemas.html; a policy finding is published again
when the same happens again, a finding of sensitive data never:
https://docs.aws.amazon.com/macie/latest/user/findings-publish-frequency.html.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.model import Alert, ConsoleLink, Fact, Lifecycle, Resource, Severity, Term
from hinomi.sources import arns, macie_actor, macie_types
from hinomi.sources.facts import known
from hinomi.sources.reading import (
    every,
    fingerprint,
    flag,
    integer,
    is_from,
    mapping,
    mappings,
    mask_keys,
    milliseconds,
    moment,
    number,
    some_of,
    tags,
    text,
)

if TYPE_CHECKING:
    from hinomi.model import Event

_SEVERITIES = {"LOW": Severity.LOW, "MEDIUM": Severity.MEDIUM, "HIGH": Severity.HIGH}
_LOWER_BOUNDS = ((3, Severity.HIGH), (2, Severity.MEDIUM), (1, Severity.LOW))
_PUBLIC = {"PUBLIC": "public", "NOT_PUBLIC": "not_public", "UNKNOWN": "unknown"}


def recognizes(event: Event) -> bool:
    """Tell whether this is a finding of Macie."""
    return is_from(event.body, "aws.macie", "macie finding") and bool(mapping(event.body, "detail"))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the finding into an alert; the envelope's account may be that of the administrator."""
    detail, body = mapping(event.body, "detail"), event.body
    kind, identifier = macie_types.canonical(text(detail, "type")), text(detail, "id")
    region, title = text(detail, "region") or text(body, "region"), mask_keys(text(detail, "title"))
    alert = Alert(
        source="macie",
        type=kind,
        severity=_severity(detail),
        fingerprint=_fingerprint(body, kind),
        copy=identifier or _fingerprint(body, kind),
        title=title or kind or "Amazon Macie",
        description=mask_keys(text(detail, "description")) or title,
        version=milliseconds(moment(detail, "updatedAt"), moment(body, "time"), event.received_at),
        guide=macie_types.guide(kind),
        lifecycle=Lifecycle.CLOSED if _is_set(body, "archived") else Lifecycle.OPEN,
        sample=_is_set(body, "sample"),
        account=text(detail, "accountId") or text(body, "account"),
        region=region,
        partition=arns.partition(text(detail, "partition"), text(_bucket(detail), "arn")),
        resources=_resources(detail),
        actor=macie_actor.actor(detail),
        origin=macie_actor.origin(detail),
        facts=known(*_facts(detail)),
        first_seen=moment(detail, "createdAt") or moment(body, "time") or event.received_at,
        last_seen=moment(detail, "updatedAt"),
        count=max(0, integer(detail, "count") or 0),
        link=ConsoleLink(page="macie_home", parameters={"region": region}),
        reference=identifier,
    )
    return (alert,)


def _fingerprint(body: dict[str, Any], kind: str) -> str:
    """Say what it is about; a finding that lost its id is known by what it says of which object."""
    detail = mapping(body, "detail")
    identifier = text(detail, "id")
    if identifier:
        return macie_types.fingerprint(identifier)
    place = (text(detail, "accountId") or text(body, "account"), text(detail, "region") or text(body, "region"))
    return fingerprint("macie", *place, kind, text(_bucket(detail), "name"), text(_object(detail), "key"))


def _is_set(body: dict[str, Any], name: str) -> bool:
    """Look for a mark within the finding, where events have it, or beside it, where the schema has it."""
    return flag(body, "detail", name) is True or flag(body, name) is True


def _severity(detail: dict[str, Any]) -> Severity:
    """Return Macie's own severity, by word or by score; one that cannot be read must not pass unseen: MEDIUM."""
    named = _SEVERITIES.get(text(detail, "severity", "description").upper())
    score = number(detail, "severity", "score")
    if named is not None or score is None:
        return Severity.MEDIUM if named is None else named
    return next((severity for bound, severity in _LOWER_BOUNDS if score >= bound), Severity.LOW)


def _bucket(detail: dict[str, Any]) -> dict[str, Any]:
    return mapping(detail, "resourcesAffected", "s3Bucket")


def _object(detail: dict[str, Any]) -> dict[str, Any]:
    return mapping(detail, "resourcesAffected", "s3Object")


def _resources(detail: dict[str, Any]) -> tuple[Resource, ...]:
    bucket = _bucket(detail)
    name = text(bucket, "name") or arns.short_name(text(bucket, "arn"))
    labels = tags(bucket, "tags")
    return (Resource(type="AWS::S3::Bucket", id=name, name=labels.get("Name", ""), tags=labels),) if name else ()


def _facts(detail: dict[str, Any]) -> tuple[Fact, ...]:
    access = text(_bucket(detail), "publicAccess", "effectivePermission").upper()
    return (
        Fact("object_key", mask_keys(text(_object(detail), "key"))),
        Fact("sensitive_data", _sensitive(detail)),
        Fact("public_access", Term(_PUBLIC[access]) if access in _PUBLIC else ""),
        Fact("object_is_public", Term("yes") if flag(_object(detail), "publicAccess") else ""),
        Fact("api", text(detail, "policyDetails", "action", "apiCallDetails", "api")),
        Fact("scan_status", _scan(detail)),
    )


def _scan(detail: dict[str, Any]) -> Term | str:
    """Say that only a part of the object was looked at, where that is so: there may be more."""
    code = text(detail, "classificationDetails", "result", "status", "code").upper()
    return Term("scan_partial") if code == "PARTIAL" else ""


def _sensitive(detail: dict[str, Any]) -> str:
    """List what was found and how often, the names as Macie writes them; never the data itself."""
    result = mapping(detail, "classificationDetails", "result")
    kinds = [one for item in mappings(result, "sensitiveData") for one in mappings(item, "detections")]
    own = mappings(result, "customDataIdentifiers", "detections")
    found = [(text(one, "type"), integer(one, "count")) for one in kinds]
    found += [(mask_keys(text(one, "name")), integer(one, "count")) for one in own]
    told = tuple(f"{name} ({times})" if times else name for name, times in found if name)
    return some_of(told or every(result, "sensitiveData", "*", "category"))
