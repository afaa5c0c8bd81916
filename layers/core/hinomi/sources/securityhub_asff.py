"""Findings of Security Hub CSPM in the AWS Security Finding Format: controls, and other products' findings.

https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html,
https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.model import Alert, ConsoleLink, Fact, Resource, Severity, Term
from hinomi.sources import (
    arns,
    guardduty_facts,
    guardduty_resources,
    securityhub,
    securityhub_controls,
    securityhub_native_facts,
    securityhub_natives,
    securityhub_types,
)
from hinomi.sources.facts import known
from hinomi.sources.health_copies import Names
from hinomi.sources.reading import (
    every,
    flag,
    integer,
    is_from,
    items,
    mapping,
    mappings,
    mask_keys,
    milliseconds,
    moment,
    number,
    some_of,
    tags,
    text,
    texts,
)

if TYPE_CHECKING:
    from hinomi.model import Event

# Lower bounds of Severity.Normalized: https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Severity.html
_LOWER_BOUNDS = ((90, Severity.CRITICAL), (70, Severity.HIGH), (40, Severity.MEDIUM), (1, Severity.LOW))
_GUARDDUTY = "aws/guardduty/"
_NAMES = Names("Resources", "Type", "Id")


def recognizes(event: Event) -> bool:
    """Tell whether these are findings in ASFF."""
    findings = _findings(event.body)
    return bool(findings) and all(isinstance(finding, dict) for finding in findings)


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn each finding of the event into an alert, or into one for each that it is at home."""
    found = mappings(list(_findings(event.body)))
    return tuple(_alert(one, event) for finding in found for one in _each(finding))


def _each(finding: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    return securityhub_natives.each(finding, text(finding, "ProductArn"), text(finding, "Id"), _NAMES)


def _findings(body: dict[str, Any]) -> tuple[Any, ...]:
    if "detail-type" in body:
        imported = is_from(body, "aws.securityhub", "security hub findings - imported")
        return items(body, "detail", "findings") if imported else ()
    bare = "SchemaVersion" in body and ("ProductArn" in body or "AwsAccountId" in body)
    return (body,) if bare else ()


def _alert(finding: dict[str, Any], event: Event) -> Alert:
    subject = _subject(finding)
    compliance = securityhub_controls.compliance(text(finding, "Compliance", "Status"))
    native = _native(finding) if subject.guardduty_arn() else {}
    sample = flag(finding, "Sample") is True or subject.title.upper().startswith("[SAMPLE]")
    return Alert(
        **securityhub.common(subject, _severity(finding), compliance, **_end(finding)),
        description=mask_keys(text(finding, "Description") or text(finding, "Title")),
        version=milliseconds(moment(finding, "UpdatedAt"), moment(event.body, "time"), event.received_at),
        sample=sample,
        account_name=text(finding, "AwsAccountName"),
        partition=arns.partition(subject.product, subject.identifier, text(finding, "Resources", 0, "Partition")),
        resources=_resources(finding),
        actor=guardduty_resources.actor(native),
        origin=guardduty_resources.origin(native),
        facts=known(*_facts(finding, subject, compliance), *guardduty_facts.facts(native)),
        first_seen=moment(finding, "FirstObservedAt") or moment(finding, "CreatedAt"),
        last_seen=moment(finding, "LastObservedAt") or moment(finding, "UpdatedAt"),
        count=max(0, integer(native, "service", "count") or 0),
        link=ConsoleLink(
            page="securityhub_cspm_finding",
            parameters={"region": subject.region, "finding_id": subject.identifier},
        ),
    )


def _subject(finding: dict[str, Any]) -> securityhub.Subject:
    identifier, product = text(finding, "Id"), text(finding, "ProductArn")
    candidates = (text(finding, "Compliance", "SecurityControlId"), text(finding, "ProductFields", "ControlId"))
    remediation = text(finding, "Remediation", "Recommendation", "Url")
    regions = (text(finding, "Region"), text(finding, "Resources", 0, "Region"), arns.parse(identifier).region)
    owner = securityhub_native_facts.owner(finding, product)
    return securityhub.Subject(
        identifier=identifier,
        product=product,
        control=securityhub_controls.control(product, candidates, text(finding, "GeneratorId"), remediation),
        account=owner or text(finding, "AwsAccountId") or arns.parse(identifier).account,
        region=next(filter(None, (*regions, arns.parse(product).region)), ""),
        resource=text(finding, "Resources", 0, "Id"),
        title=mask_keys(text(finding, "Title")),
        types=texts(finding, "Types") or texts(finding, "FindingProviderFields", "Types"),
        kind=securityhub_types.cloudformation(text(finding, "Resources", 0, "Type")),
        address=text(finding, "SourceUrl"),
    )


def _severity(finding: dict[str, Any]) -> Severity:
    """Return the severity; a finding whose severity cannot be read must not pass unseen: MEDIUM."""
    provided = mapping(finding, "FindingProviderFields", "Severity")
    for severity in (mapping(finding, "Severity"), provided):
        label, normalized = text(severity, "Label").upper(), number(severity, "Normalized")
        if label in securityhub.SEVERITIES:
            return securityhub.SEVERITIES[label]
        if normalized is not None:
            return next((name for bound, name in _LOWER_BOUNDS if normalized >= bound), Severity.INFO)
    return Severity.MEDIUM


def _end(finding: dict[str, Any]) -> dict[str, bool]:
    """Tell whether it no longer holds: products archive the record, people and rules set the workflow."""
    workflow = (text(finding, "Workflow", "Status") or text(finding, "WorkflowState")).upper()
    archived, set_aside = text(finding, "RecordState").upper() == "ARCHIVED", workflow in {"RESOLVED", "SUPPRESSED"}
    return {"closed": archived or set_aside, "by_hand": set_aside and not archived}


def _resources(finding: dict[str, Any]) -> tuple[Resource, ...]:
    found = (
        securityhub_types.resource(text(one, "Type"), text(one, "Id"), tags(one, "Tags"))
        for one in mappings(finding, "Resources")
    )
    return tuple(one for one in found if one.type or one.id)


def _native(finding: dict[str, Any]) -> dict[str, Any]:
    """Build GuardDuty's own finding back from `aws/guardduty/service/action/...`, as far as the copy holds it."""
    native: dict[str, Any] = {}
    for key, value in mapping(finding, "ProductFields").items():
        if not key.startswith(_GUARDDUTY):
            continue
        place = native
        *path, last = key.removeprefix(_GUARDDUTY).split("/")
        for step in path:
            inner = place.setdefault(step, {})
            place = inner if isinstance(inner, dict) else {}
        place[last] = value
    key_details = mapping(finding, "Resources", 0, "Details", "AwsIamAccessKey")
    return native | {
        "resource": {
            "accessKeyDetails": {
                "accessKeyId": arns.short_name(text(finding, "Resources", 0, "Id")) if key_details else "",
                "principalId": text(key_details, "PrincipalId"),
                "userName": text(key_details, "PrincipalName"),
                "userType": text(key_details, "PrincipalType"),
            }
        }
    }


def _facts(finding: dict[str, Any], subject: securityhub.Subject, compliance: str) -> tuple[Fact, ...]:
    reasons = every(finding, "Compliance", "StatusReasons", "*", "Description")
    codes = every(finding, "Compliance", "StatusReasons", "*", "ReasonCode")
    # Findings from before the consolidation of controls belong to one standard.
    standards = (
        *every(finding, "Compliance", "AssociatedStandards", "*", "StandardsId"),
        *every(finding, "ProductFields", "StandardsArn"),
        *every(finding, "ProductFields", "StandardsGuideArn"),
    )
    product = text(finding, "ProductName") or securityhub_controls.product_name(subject.product)
    return (
        Fact("control", subject.control),
        Fact("compliance", Term(compliance.lower()) if subject.control and compliance else ""),
        Fact("detail", some_of(tuple(map(mask_keys, reasons or codes)))),
        Fact("standards", securityhub_controls.standards(standards) if subject.control else ""),
        *securityhub_native_facts.facts(finding, subject.product),
        Fact("product", "" if subject.control else product),
        Fact("threat", some_of(every(finding, "Malware", "*", "Name"))),
        Fact("vulnerability", some_of(every(finding, "Vulnerabilities", "*", "Id"))),
    )
