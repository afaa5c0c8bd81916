"""Findings of Amazon Inspector: vulnerabilities of software and of code, and open networks.

https://docs.aws.amazon.com/inspector/latest/user/eventbridge-integration.html. A finding is one vulnerability in one
resource, so that one image may be thousands of findings within minutes. Scans, coverage and the classic
`aws.inspector` are something else; so is what a scan of a machine image on demand finds, whose source
(`inspector2.ami.ondemand`) anybody can write.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hinomi.model import Alert, ConsoleLink, Lifecycle, Severity
from hinomi.sources import arns, inspector_facts, inspector_resources
from hinomi.sources.reading import (
    fingerprint,
    is_from,
    mapping,
    mask_keys,
    milliseconds,
    moment,
    text,
)

if TYPE_CHECKING:
    from datetime import datetime

    from hinomi.model import Event

_ONE_LOOK = timedelta(minutes=1)
_SEVERITIES = {
    # A vulnerability is a weakness, not an attack under way, and thousands may come from one image: what is CRITICAL
    # here wakes people at night and passes by all grouping. Inspector's own word is among the facts.
    "CRITICAL": Severity.HIGH,
    "HIGH": Severity.HIGH,
    "MEDIUM": Severity.MEDIUM,
    "LOW": Severity.LOW,
    "INFORMATIONAL": Severity.INFO,
}
_UNTRIAGED = "UNTRIAGED"
_OVER = ("CLOSED", "SUPPRESSED")
_PACKAGE, _NETWORK, _CODE = "PACKAGE_VULNERABILITY", "NETWORK_REACHABILITY", "CODE_VULNERABILITY"
_PACKAGE_GUIDES = {
    "AWS::EC2::Instance": "inspector/package/instance",
    "AWS::ECR::Image": "inspector/package/image",
    "AWS::Lambda::Function": "inspector/package/function",
    "CodeRepository": "inspector/package/repository",
}


def recognizes(event: Event) -> bool:
    """Tell whether this is a finding of Inspector."""
    return is_from(event.body, "aws.inspector2", "inspector2 finding") and bool(mapping(event.body, "detail"))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the finding into an alert that is about its ARN, which Security Hub's copy bears too.

    Inspector reopens a finding under the same ARN if the cause is back within seven days:
    https://docs.aws.amazon.com/inspector/latest/user/findings-understanding.html
    """
    body, finding = event.body, mapping(event.body, "detail")
    arn = text(finding, "findingArn")
    region = arns.parse(arn).region or text(body, "region")
    account = text(finding, "awsAccountId") or arns.parse(arn).account or text(body, "account")
    title = mask_keys(text(finding, "title"))
    closed = text(finding, "status").upper() in _OVER
    # Without an ARN it is at least the same for every delivery, and each finding of a resource is told.
    place = (account, region, text(finding, "resources", 0, "id"), text(finding, "type"), title)
    key = fingerprint(arn) if arn else fingerprint("inspector", *place)
    alert = Alert(
        source="inspector",
        type=text(finding, "type"),
        severity=_severity(finding),
        fingerprint=key,
        copy=key,
        title=title or "Amazon Inspector",
        description=mask_keys(text(finding, "description")),
        version=milliseconds(moment(finding, "updatedAt"), moment(body, "time"), event.received_at),
        guide=_guide(finding),
        actionable=closed or not _is_unrated(finding),
        lifecycle=Lifecycle.CLOSED if closed else Lifecycle.OPEN,
        account=account,
        region=region,
        partition=arns.partition(arn, text(finding, "resources", 0, "partition")),
        resources=inspector_resources.resources(finding),
        facts=inspector_facts.facts(finding),
        first_seen=moment(finding, "firstObservedAt") or moment(body, "time") or event.received_at,
        last_seen=_last_seen(finding),
        link=ConsoleLink(page="inspector_findings", parameters={"region": region}),
        reference=arn,
    )
    return (alert,)


def _last_seen(finding: dict[str, Any]) -> datetime | None:
    """Return when it was seen last, unless it was within the minute in which it was seen first."""
    first, last = moment(finding, "firstObservedAt"), moment(finding, "lastObservedAt")
    return None if first and last and last - first < _ONE_LOOK else last


def _severity(finding: dict[str, Any]) -> Severity:
    """Return the severity. One that cannot be read must not pass unseen; exploited and unrated is rather too high."""
    word = text(finding, "severity").upper()
    if word == _UNTRIAGED:
        return Severity.INFO if _is_unrated(finding) else Severity.HIGH
    return _SEVERITIES.get(word, Severity.MEDIUM)


def _is_unrated(finding: dict[str, Any]) -> bool:
    """Tell whether the vendor has yet to rate it: Inspector sends it again then, and till then no exploit is known.

    https://docs.aws.amazon.com/inspector/latest/user/findings-understanding-severity.html
    """
    return text(finding, "severity").upper() == _UNTRIAGED and not _is_exploited(finding)


def _is_exploited(finding: dict[str, Any]) -> bool:
    return text(finding, "exploitAvailable").upper() == "YES"


def _guide(finding: dict[str, Any]) -> tuple[str, ...]:
    """List the guide keys: what is known to be exploited goes before where it is found."""
    kind = text(finding, "type").upper()
    if kind == _NETWORK:
        return ("inspector/network/port", "inspector/network", "inspector")
    if kind == _CODE:
        return ("inspector/code/named", "inspector/code", "inspector")
    if kind != _PACKAGE:
        return ("inspector",)
    affected = inspector_resources.kind(text(finding, "resources", 0, "type"))
    exploited = ("inspector/exploited",) if _is_exploited(finding) else ()
    place = (_PACKAGE_GUIDES[affected],) if affected in _PACKAGE_GUIDES else ()
    return (*exploited, *place, "inspector/package", "inspector")
