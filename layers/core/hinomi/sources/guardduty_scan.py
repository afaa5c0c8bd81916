"""Results of GuardDuty's malware scans of S3 objects; one comes for every object that is uploaded, clean or not.

https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.model import Alert, ConsoleLink, Fact, Resource, Severity, Term
from hinomi.sources import arns
from hinomi.sources.facts import known
from hinomi.sources.reading import (
    every,
    fingerprint,
    is_from,
    mapping,
    milliseconds,
    moment,
    some_of,
    text,
)

if TYPE_CHECKING:
    from hinomi.model import Event

_DETAIL_TYPE = "guardduty malware protection object scan result"
_FOUND, _CLEAN = "THREATS_FOUND", "NO_THREATS_FOUND"
_TERMS = {
    _FOUND: "threats_found",
    _CLEAN: "no_threats_found",
    "UNSUPPORTED": "unsupported",
    "ACCESS_DENIED": "access_denied",
    "FAILED": "scan_failed",
}
_SEVERITIES = {_FOUND: Severity.HIGH, _CLEAN: Severity.INFO}


def recognizes(event: Event) -> bool:
    """Tell whether this is the result of a scan."""
    return is_from(event.body, "aws.guardduty", _DETAIL_TYPE) and bool(mapping(event.body, "detail"))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the result into an alert: HIGH for malware, LOW for what could not be scanned, nothing to do if clean.

    The envelope's account and Region are the bucket's.
    """
    detail, body = mapping(event.body, "detail"), event.body
    status, bucket = _status(detail), text(detail, "s3ObjectDetails", "bucketName")
    alert = Alert(
        source="guardduty",
        type=f"S3ObjectScan/{status}".removesuffix("/"),
        severity=_SEVERITIES.get(status, Severity.LOW),
        fingerprint=_fingerprint(body, status),
        copy=_fingerprint(body, status),
        title=f"GuardDuty Malware Protection for S3: {status}".removesuffix(": "),
        version=milliseconds(moment(body, "time"), event.received_at),
        guide=(f"guardduty/s3_object_scan/{status}", "guardduty/s3_object_scan", "guardduty"),
        actionable=status != _CLEAN,
        account=text(body, "account"),
        region=text(body, "region"),
        partition=arns.partition(text(body, "resources", 0)),
        resources=(Resource(type="AWS::S3::Bucket", id=bucket),) if bucket else (),
        facts=known(*_facts(detail, status)),
        first_seen=moment(body, "time") or event.received_at,
        link=_link(body),
        reference=text(body, "resources", 0),
    )
    return (alert,)


def _fingerprint(body: dict[str, Any], status: str) -> str:
    """Say what it is about: one version of one object, with one outcome."""
    scanned = mapping(body, "detail", "s3ObjectDetails")
    revision = text(scanned, "versionId") or text(scanned, "eTag")
    place = (text(body, "account"), text(scanned, "bucketName"), text(scanned, "objectKey"))
    return fingerprint("guardduty-scan", *place, revision, status)


def _link(body: dict[str, Any]) -> ConsoleLink:
    scanned = mapping(body, "detail", "s3ObjectDetails")
    place = {"bucket": text(scanned, "bucketName"), "key": text(scanned, "objectKey"), "region": text(body, "region")}
    return ConsoleLink(page="s3_object", parameters=place)


def _status(detail: dict[str, Any]) -> str:
    """Return the outcome; a scan that was skipped or failed may have no result of its own."""
    status = text(detail, "scanResultDetails", "scanResultStatus").upper()
    if every(detail, "scanResultDetails", "threats", "*", "name"):
        return _FOUND
    return status or text(detail, "scanStatus").upper()


def _facts(detail: dict[str, Any], status: str) -> tuple[Fact, ...]:
    return (
        Fact("object_key", text(detail, "s3ObjectDetails", "objectKey")),
        Fact("scan_status", Term(_TERMS[status]) if status in _TERMS else status),
        Fact("threat", some_of(every(detail, "scanResultDetails", "threats", "*", "name"))),
        Fact("detail", some_of(every(detail, "scanResultDetails", "statusReasons", "*"))),
    )
