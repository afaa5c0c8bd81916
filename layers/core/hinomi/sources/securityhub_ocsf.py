"""Findings of Security Hub in the Open Cybersecurity Schema Framework (`Findings Imported V2`).

https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-v2-cwe-event-formats.html; classes and numbers:
https://schema.ocsf.io/ (2001 is the class that 2002, 2003 and 2004 replaced).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.model import Actor, Alert, ConsoleLink, Fact, Origin, Resource, Severity, Term
from hinomi.sources import arns, securityhub, securityhub_controls, securityhub_natives, securityhub_types
from hinomi.sources.facts import known
from hinomi.sources.health_copies import Names
from hinomi.sources.reading import (
    every,
    find,
    integer,
    is_from,
    items,
    mapping,
    mappings,
    mask_key,
    mask_keys,
    milliseconds,
    moment,
    some_of,
    tags,
    text,
    texts,
)

if TYPE_CHECKING:
    from datetime import datetime

    from hinomi.model import Event

# Class → the list of the console that shows it.
_VIEWS = {2001: "threats", 2002: "vulnerabilities", 2003: "postureManagement", 2004: "threats"}
# `severity_id`: https://schema.ocsf.io/1.6.0/classes/detection_finding (0 is unknown, 99 one that `severity` names)
_SEVERITY_IDS = {
    1: Severity.INFO,
    2: Severity.LOW,
    3: Severity.MEDIUM,
    4: Severity.HIGH,
    5: Severity.CRITICAL,
    6: Severity.CRITICAL,
}
_CLOSED_STATUSES = {"SUPPRESSED", "RESOLVED", "ARCHIVED", "CLOSED", "DELETED"}
_CLOSED_STATUS_IDS = {3, 4, 5, 6}
_DELETED = 6
_CLOSE = 3
_NAMES = Names("resources", "type", "uid")
_COMPLIANCE_IDS = {1: "PASSED", 2: "WARNING", 3: "FAILED"}


def recognizes(event: Event) -> bool:
    """Tell whether these are findings in OCSF."""
    findings = _findings(event.body)
    return bool(findings) and all(isinstance(finding, dict) for finding in findings)


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn each finding of the event into an alert, or into one for each that it is at home."""
    found = mappings(list(_findings(event.body)))
    return tuple(_alert(one, event) for finding in found for one in _each(finding))


def _each(finding: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    product = text(finding, "metadata", "product", "uid")
    return securityhub_natives.each(finding, product, text(_info(finding), "uid"), _NAMES)


def _findings(body: dict[str, Any]) -> tuple[Any, ...]:
    if "detail-type" in body:
        return items(body, "detail", "findings") if is_from(body, "aws.securityhub", "findings imported v2") else ()
    told = mapping(body, "finding_info") or mapping(body, "finding")
    bare = integer(body, "class_uid") in _VIEWS and mapping(body, "metadata") and told
    return (body,) if bare else ()


def _info(finding: dict[str, Any]) -> dict[str, Any]:
    return mapping(finding, "finding_info") or mapping(finding, "finding")


def _alert(finding: dict[str, Any], event: Event) -> Alert:
    info, subject, compliance = _info(finding), _subject(finding), _compliance(finding)
    modified = _when(info, "modified_time") or _when(finding, "time")
    partition = next((text(resource, "cloud_partition") for resource in _affected(finding)), "")
    return Alert(
        **securityhub.common(subject, _severity(finding), compliance, **_end(finding)),
        description=mask_keys(text(info, "desc") or text(info, "title")),
        version=milliseconds(modified, moment(event.body, "time"), event.received_at),
        sample=subject.title.upper().startswith("[SAMPLE]"),
        account_name=text(finding, "cloud", "account", "name"),
        partition=arns.partition(subject.product, subject.identifier, partition),
        resources=_resources(finding),
        actor=_actor(finding),
        origin=_origin(finding),
        facts=known(*_facts(finding, subject, compliance)),
        first_seen=_when(info, "first_seen_time") or _when(info, "created_time"),
        last_seen=_when(info, "last_seen_time") or modified,
        count=max(0, integer(finding, "count") or 0),
        link=_link(finding, subject),
    )


def _when(value: dict[str, Any], name: str) -> datetime | None:
    return moment(value, f"{name}_dt") or moment(value, name)


def _affected(finding: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    return mappings(finding, "resources") or mappings([find(finding, "resource")])


def _subject(finding: dict[str, Any]) -> securityhub.Subject:
    info, cloud, maker = _info(finding), mapping(finding, "cloud"), mapping(finding, "metadata", "product")
    identifier, product = text(info, "uid"), text(maker, "uid")
    candidates = (text(finding, "compliance", "control"), text(finding, "unmapped", "ProductFields.ControlId"))
    links = (*every(finding, "remediation", "references", "*"), *every(info, "remediation", "kb_articles", "*"), "")
    first = next(iter(_affected(finding)), {})
    return securityhub.Subject(
        identifier=identifier,
        product=product,
        control=securityhub_controls.control(product, candidates, text(maker, "feature", "uid"), links[0]),
        account=text(cloud, "account", "uid") or text(cloud, "account_uid") or arns.parse(identifier).account,
        region=text(cloud, "region") or text(first, "region") or arns.parse(identifier).region,
        resource=text(first, "uid"),
        title=mask_keys(text(info, "title")),
        types=texts(info, "types"),
        kind=securityhub_types.cloudformation(text(first, "type")),
        address=text(info, "src_url"),
    )


def _severity(finding: dict[str, Any]) -> Severity:
    """Return the severity that stands now, else the one that the product gave.

    A finding whose severity cannot be read must not pass unseen: MEDIUM.
    """
    for label in (text(finding, "severity"), text(finding, "vendor_attributes", "severity")):
        if label.upper() in securityhub.SEVERITIES:
            return securityhub.SEVERITIES[label.upper()]
    return _SEVERITY_IDS.get(integer(finding, "severity_id") or 0, Severity.MEDIUM)


def _compliance(finding: dict[str, Any]) -> str:
    named = securityhub_controls.compliance(text(finding, "compliance", "status"))
    return named or _COMPLIANCE_IDS.get(integer(finding, "compliance", "status_id") or 0, "")


def _end(finding: dict[str, Any]) -> dict[str, bool]:
    """Tell whether it no longer holds; the class 2001 calls its status `state`.

    People can set every status but that of what is deleted:
    https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindingsV2.html
    """
    activity = integer(finding, "activity_id") == _CLOSE or text(finding, "activity_name").upper() == "CLOSE"
    names = {text(finding, "status").upper(), text(finding, "state").upper()}
    numbers = {integer(finding, "status_id"), integer(finding, "state_id")}
    closed = activity or bool(names & _CLOSED_STATUSES or numbers & _CLOSED_STATUS_IDS)
    gone = activity or "DELETED" in names or _DELETED in numbers
    return {"closed": closed, "by_hand": closed and not gone}


def _resources(finding: dict[str, Any]) -> tuple[Resource, ...]:
    found = (
        securityhub_types.resource(text(one, "type"), text(one, "uid") or text(one, "name"), tags(one, "tags"))
        for one in _affected(finding)
    )
    return tuple(one for one in found if one.type or one.id)


def _actor(finding: dict[str, Any]) -> Actor | None:
    user = mapping(finding, "evidences", 0, "actor", "user")
    key = mask_key(text(user, "credential_uid"))
    found = Actor(kind=text(user, "type"), name=mask_keys(text(user, "name") or text(user, "uid")), access_key=key)
    return found if found != Actor() else None


def _origin(finding: dict[str, Any]) -> Origin | None:
    source = mapping(finding, "evidences", 0, "src_endpoint")
    system, number = text(source, "autonomous_system", "name"), text(source, "autonomous_system", "number")
    found = Origin(
        ip=text(source, "ip"),
        country=text(source, "location", "country"),
        city=text(source, "location", "city"),
        network=" ".join(filter(None, (system, f"(AS{number})" if number else ""))),
    )
    return found if found != Origin() else None


def _facts(finding: dict[str, Any], subject: securityhub.Subject, compliance: str) -> tuple[Fact, ...]:
    standards = securityhub_controls.standards(every(finding, "compliance", "standards", "*"))
    product = text(finding, "metadata", "product", "name") or securityhub_controls.product_name(subject.product)
    return (
        Fact("control", subject.control),
        Fact("compliance", Term(compliance.lower()) if subject.control and compliance else ""),
        Fact("detail", mask_keys(text(finding, "compliance", "status_detail"))),
        Fact("standards", standards if subject.control else ""),
        Fact("product", "" if subject.control else product),
        Fact("api", text(finding, "evidences", 0, "api", "operation")),
        Fact("service", text(finding, "evidences", 0, "api", "service", "name")),
        Fact("threat", some_of(every(finding, "malware", "*", "name"))),
        Fact("vulnerability", some_of(every(finding, "vulnerabilities", "*", "cve", "uid"))),
    )


def _link(finding: dict[str, Any], subject: securityhub.Subject) -> ConsoleLink:
    view = _VIEWS.get(integer(finding, "class_uid") or 0, "threats")
    uid = text(finding, "metadata", "uid")
    return ConsoleLink(
        page="securityhub_v2_finding", parameters={"region": subject.region, "finding_uid": uid, "view": view}
    )
