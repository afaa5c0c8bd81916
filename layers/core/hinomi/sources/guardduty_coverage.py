"""GuardDuty's own health: runtime coverage, malware protection plans of S3 buckets, tags that fail after a scan.

https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-assessing-coverage.html
https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from hinomi.model import Alert, ConsoleLink, Fact, Lifecycle, Resource, Severity, Term
from hinomi.regions import partition_of
from hinomi.sources import arns
from hinomi.sources.facts import known
from hinomi.sources.guardduty_coverage_runtime import RESOURCES, facts_of, identifier, is_left_out, severity_of
from hinomi.sources.reading import (
    every,
    fingerprint,
    is_from,
    items,
    mapping,
    mask_keys,
    milliseconds,
    moment,
    some_of,
    text,
    texts,
)

if TYPE_CHECKING:
    from hinomi.model import Event

_RUNTIME = "guardduty runtime protection "
_PLAN = "guardduty malware protection resource status "
_UNTAGGED = "guardduty malware protection post scan action failed"
# One of AWS's own examples writes a status in lower case.
_PLANS = {"active": Severity.INFO, "warning": Severity.LOW, "error": Severity.MEDIUM}
_STATUSES = {"ACTIVE": "active", "WARNING": "warning", "ERROR": "error"}
_ERRORS = {"ACCESS_DENIED": "access_denied", "MAX_TAG_LIMIT_EXCEEDED": "tag_limit"}
_DETAIL_TYPES = (
    *(_RUNTIME + status for status in ("healthy", "unhealthy")),
    *(_PLAN + status for status in _PLANS),
    _UNTAGGED,
)


def recognizes(event: Event) -> bool:
    """Tell whether GuardDuty says that it can, or cannot, watch something."""
    return is_from(event.body, "aws.guardduty", *_DETAIL_TYPES) and bool(mapping(event.body, "detail"))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn what is not watched into an alert, which closes when it is watched again."""
    kind = text(event.body, "detail-type").lower()
    if kind.startswith(_RUNTIME):
        return (_runtime(event, healthy=kind == f"{_RUNTIME}healthy"),)
    if kind.startswith(_PLAN):
        return (_plan(event, kind.removeprefix(_PLAN)),)
    return (_untagged(event),)


def _runtime(event: Event, *, healthy: bool) -> Alert:
    """Say which cluster or instance GuardDuty's agent does not report from."""
    detail = mapping(event.body, "detail")
    kind, named = text(detail, "resourceDetails", "resourceType").upper(), identifier(detail)
    resource = Resource(type=RESOURCES[kind], id=named) if kind in RESOURCES and named else None
    guide = ("guardduty_coverage/runtime", "guardduty_coverage")
    return structs.replace(
        _alert(event, "runtime", kind, named),
        type=f"guardduty_coverage.runtime.{kind}".removesuffix("."),
        severity=severity_of(detail),
        title=f"GuardDuty runtime coverage: {'Healthy' if healthy else 'Unhealthy'}",
        guide=(f"guardduty_coverage/runtime/{kind}", *guide) if kind in RESOURCES else guide,
        actionable=healthy or not is_left_out(detail),
        lifecycle=Lifecycle.CLOSED if healthy else Lifecycle.OPEN,
        resources=(resource,) if resource else (),
        facts=facts_of(detail),
    )


def _plan(event: Event, status: str) -> Alert:
    """Say for which bucket GuardDuty cannot be sure that it scans what is uploaded."""
    detail = mapping(event.body, "detail")
    bucket, plan = text(detail, "s3BucketDetails", "bucketName"), text(event.body, "resources", 0)
    told = text(detail, "resourceStatus").upper() or status.upper()
    reasons = (text(one) or text(one, "code") or text(one, "message") for one in items(detail, "statusReasons"))
    return structs.replace(
        _alert(event, "plan", plan or bucket),
        type="guardduty_coverage.malware_plan",
        severity=_PLANS[status],
        title=f"GuardDuty Malware Protection for S3: {status.capitalize()}",
        guide=("guardduty_coverage/malware_plan", "guardduty_coverage"),
        lifecycle=Lifecycle.CLOSED if status == "active" else Lifecycle.OPEN,
        resources=_bucket(bucket),
        facts=known(
            Fact("coverage_status", Term(_STATUSES[told]) if told in _STATUSES else mask_keys(told)),
            Fact("coverage_issue", mask_keys(some_of(tuple(dict.fromkeys(filter(None, reasons)))))),
        ),
    )


def _untagged(event: Event) -> Alert:
    """Say in which bucket results of scans cannot be written to the objects, and why: not once for each object."""
    detail = mapping(event.body, "detail")
    bucket = text(detail, "s3ObjectDetails", "bucketName")
    reasons = every(detail, "postScanActions", "*", "failureReason")
    error = some_of(reasons)
    actions = every(detail, "postScanActions", "*", "actionType")
    return structs.replace(
        _alert(event, "untagged", bucket, *sorted(reasons)),
        type="guardduty_coverage.post_scan_action",
        severity=Severity.LOW,
        title="GuardDuty Malware Protection for S3: post-scan action failed",
        guide=("guardduty_coverage/post_scan_action", "guardduty_coverage"),
        resources=_bucket(bucket),
        facts=known(
            Fact("object_key", mask_keys(text(detail, "s3ObjectDetails", "objectKey"))),
            # The headline says that it is the tagging.
            Fact("post_scan_action", mask_keys(some_of(tuple(one for one in actions if one != "TAGGING")))),
            Fact("error", Term(_ERRORS[error]) if error in _ERRORS else mask_keys(error)),
        ),
    )


def _alert(event: Event, *subject: str) -> Alert:
    """Describe what all of these events have in common.

    An administrator's account hears of its members: the account is that of the resource, not of the envelope.
    """
    body, detail = event.body, mapping(event.body, "detail")
    account = text(detail, "resourceAccountId") or text(detail, "accountId") or text(body, "account")
    region = text(body, "region")
    about = fingerprint("guardduty-coverage", account, region, *subject)
    when = moment(detail, "lastUpdatedAt") or moment(detail, "eventTime") or moment(body, "time") or event.received_at
    return Alert(
        source="guardduty_coverage",
        type="guardduty_coverage",
        severity=Severity.MEDIUM,
        fingerprint=about,
        copy=about,
        title="GuardDuty coverage",
        version=milliseconds(when),
        guide=("guardduty_coverage",),
        account=account,
        region=region,
        partition=arns.partition(*texts(body, "resources"), partition_of(region)),
        first_seen=when,
        link=ConsoleLink(page="guardduty_home", parameters={"region": region}),
        reference=text(body, "resources", 0),
    )


def _bucket(name: str) -> tuple[Resource, ...]:
    return (Resource(type="AWS::S3::Bucket", id=name),) if name else ()
