"""Changes of compliance of AWS Config rules: a resource that a rule calls noncompliant, or compliant again.

https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html. The first evaluation
has no old result. Rules that Security Hub made are left out: Security Hub tells of its controls itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.model import Alert, ConsoleLink, Fact, Lifecycle, Resource, Term
from hinomi.sources import arns, config_rule_names
from hinomi.sources.facts import known
from hinomi.sources.reading import fingerprint, is_from, mapping, mask_keys, milliseconds, moment, text

if TYPE_CHECKING:
    from hinomi.model import Event

_DETAIL_TYPE = "config rules compliance change"
_NONCOMPLIANT = "NON_COMPLIANT"
_OVER = ("COMPLIANT", "NOT_APPLICABLE")
_TERMS = {_NONCOMPLIANT: "noncompliant", "COMPLIANT": "compliant", "NOT_APPLICABLE": "not_applicable"}


def recognizes(event: Event) -> bool:
    """Tell whether the compliance of a resource with a rule has changed."""
    return is_from(event.body, "aws.config", _DETAIL_TYPE) and bool(mapping(event.body, "detail"))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the change into an alert that is about one resource under one rule."""
    body, detail = event.body, mapping(event.body, "detail")
    rule, outcome = text(detail, "configRuleName"), _outcome(detail)
    account = text(detail, "awsAccountId") or text(body, "account")
    region = text(detail, "awsRegion") or text(body, "region")
    arn = text(detail, "configRuleARN")
    subject = _subject(detail)
    key = fingerprint("config", arn or fingerprint(account, region, rule), *subject)
    result = mapping(detail, "newEvaluationResult")
    readable = config_rule_names.readable(rule)
    changed = moment(result, "resultRecordedTime") or moment(detail, "notificationCreationTime") or moment(body, "time")
    alert = Alert(
        source="config",
        type=readable,
        severity=config_rule_names.severity(readable),
        fingerprint=key,
        copy=key,
        title=f"AWS Config: {mask_keys(readable)}".removesuffix(": "),
        description=mask_keys(text(result, "annotation")),
        version=milliseconds(changed, event.received_at),
        guide=config_rule_names.guide(readable),
        actionable=_is_news(detail, outcome) and not rule.startswith(config_rule_names.SECURITY_HUB),
        lifecycle=Lifecycle.CLOSED if outcome in _OVER else Lifecycle.OPEN,
        account=account,
        region=region,
        partition=arns.partition(arn),
        resources=_resources(*subject),
        facts=_facts(rule, outcome),
        first_seen=changed or event.received_at,
        link=_link(rule, subject, region),
        reference=arn,
    )
    return (alert,)


def _outcome(detail: dict[str, Any]) -> str:
    return text(detail, "newEvaluationResult", "complianceType").upper()


def _is_news(detail: dict[str, Any], outcome: str) -> bool:
    """Tell whether a person may want to hear of it: no rule that finds nothing wrong at its first look is news."""
    if outcome in _OVER:
        return bool(text(detail, "oldEvaluationResult", "complianceType"))
    return outcome == _NONCOMPLIANT


def _subject(detail: dict[str, Any]) -> tuple[str, str]:
    """Return type and id of the resource."""
    place = ("newEvaluationResult", "evaluationResultIdentifier", "evaluationResultQualifier")
    return (
        text(detail, "resourceType") or text(detail, *place, "resourceType"),
        text(detail, "resourceId") or text(detail, *place, "resourceId"),
    )


def _resources(kind: str, identifier: str) -> tuple[Resource, ...]:
    return (Resource(type=kind, id=mask_keys(arns.short_name(identifier))),) if kind or identifier else ()


def _facts(rule: str, outcome: str) -> tuple[Fact, ...]:
    origin = config_rule_names.origin(rule)
    return known(
        Fact("config_rule", mask_keys(config_rule_names.readable(rule))),
        Fact("compliance", Term(_TERMS[outcome]) if outcome in _TERMS else outcome),
        Fact("rule_origin", Term(origin) if origin else ""),
    )


def _link(rule: str, subject: tuple[str, str], region: str) -> ConsoleLink:
    """Lead to the rule, which lists its noncompliant resources; without a name to the history of the resource."""
    kind, identifier = subject
    if rule:
        return ConsoleLink(page="config_rule", parameters={"region": region, "rule": rule})
    place = {"region": region, "resource_type": kind, "resource_id": identifier}
    return ConsoleLink(page="config_resource", parameters=place)
