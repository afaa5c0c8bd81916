"""What a finding in Security Hub is at home: the copy has to say of itself what the native alert says.

Only AWS can write under `product/aws/`, so nothing here is believed of any other product. What Access Analyzer, Macie
and Inspector write as `Id` stands in their guides; Config and Health:
https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-internal-providers.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from hinomi.model import Severity
from hinomi.sources import access_analysis, arns, config_rule_names, health_copies, macie_types
from hinomi.sources.reading import fingerprint
from hinomi.sources.securityhub_controls import product_name

if TYPE_CHECKING:
    from hinomi.sources.securityhub import Subject

# Products whose findings are known by an ARN of their service, wherever that is the finding's id.
_INSPECTOR = "inspector2"
_BY_ARN = {
    "aws/access-analyzer": "access-analyzer",
    "aws/inspector": _INSPECTOR,
    "aws/inspector2": _INSPECTOR,
    "aws/macie": "macie2",
}
# By the last part of a type that Inspector gives: `Software and Configuration Checks/Vulnerabilities/CVE`.
_VULNERABILITIES = {"cve": "inspector/package", "network reachability": "inspector/network"}
_CONFIG_RULE = re.compile(r"(arn:aws[a-z-]*:config:[^:/]*:[0-9]{12}:config-rule/[^:]+)/finding/[^:/]+")
# Services whose resources Config knows by the last part of their ARN; those of IAM and RDS have ids of Config's own.
_SAME_NAME = {"dynamodb", "ec2", "kms", "lambda", "s3"}
_ACCOUNT = "AWS::::Account"


class Native(NamedTuple):
    """What follows for a copy: what it is about, and, where they are not Security Hub's, type, guide and severity.

    `severity` replaces Security Hub's, `ceiling` bounds it: two severities of one thing would be told as a change.
    `copy` is the name of the copy where it is the native finding's own, so that either closes both. With
    `ends_at_home`, only the service says that it is over: what people set aside here may have been another finding.
    """

    fingerprint: str
    type: str = ""
    guide: tuple[str, ...] = ()
    severity: Severity | None = None
    ceiling: Severity = Severity.CRITICAL
    copy: str = ""
    ends_at_home: bool = False

    def judge(self, severity: Severity) -> Severity:
        """Return the severity that the native alert has, where the copy says this one."""
        return min(severity if self.severity is None else self.severity, self.ceiling)


def native(subject: Subject) -> Native | None:
    """Return what the finding is at home, where the copy tells; else it is Security Hub's alone."""
    product, identifier = product_name(subject.product), subject.identifier
    read = {"aws/access-analyzer": _access, "aws/config": _config, "aws/health": _health, "aws/macie": _macie}
    found = read[product](subject) if product in read else None
    service = arns.parse(identifier).service
    if found or not service or service != _BY_ARN.get(product):
        return found
    if service != _INSPECTOR:
        return Native(fingerprint(identifier))
    # A vulnerability is a weakness, not an attack, and thousands may come at once: none of them wakes anybody up.
    return Native(fingerprint(identifier), guide=_vulnerability(subject), ceiling=Severity.HIGH)


def each(
    finding: dict[str, Any], product: str, identifier: str, names: health_copies.Names
) -> tuple[dict[str, Any], ...]:
    """Take a finding as the several that it is at home; almost any is one."""
    return health_copies.each(finding, identifier, names) if product_name(product) == "aws/health" else (finding,)


def _vulnerability(subject: Subject) -> tuple[str, ...]:
    """List the guide keys of Inspector's own finding of the same kind; none where the types do not tell the kind."""
    kinds = (_VULNERABILITIES.get(one.rpartition("/")[2].strip().lower(), "") for one in subject.types)
    key = next(filter(None, kinds), "")
    return (key, "securityhub/type/software_and_configuration_checks", "securityhub") if key else ()


def _access(subject: Subject) -> Native | None:
    """Read Access Analyzer's: Security Hub's severities are others than those that we derive.

    Security Hub archives its finding once all of a resource's are over; meanwhile the same one goes on to show another
    principal, with the workflow that somebody set for the one before. That says nothing of the principal it shows now.
    """
    about = (subject.identifier, subject.resource, subject.types, subject.title, subject.address)
    access = access_analysis.of_copy(*about)
    if access is None:
        return None
    key, finding = access.fingerprint(), access.finding
    return Native(key, access.type(), access.guide(), access.severity(), copy=finding, ends_at_home=bool(finding))


def _macie(subject: Subject) -> Native | None:
    if not macie_types.is_identifier(subject.identifier):
        return None
    kind = macie_types.canonical(next(iter(subject.types), ""))
    return Native(macie_types.fingerprint(subject.identifier), kind, macie_types.guide(kind))


def _config(subject: Subject) -> Native | None:
    """Read Config's: `<the rule's ARN>/finding/<hash>`, of a resource whose id in Config follows from its ARN."""
    rule = _CONFIG_RULE.fullmatch(subject.identifier)
    about = _config_resource(subject)
    if rule is None or about is None:
        return None
    key, name = fingerprint("config", rule[1], *about), config_rule_names.readable(subject.title)
    return Native(key, name, config_rule_names.guide(name), config_rule_names.severity(name), copy=key)


def _config_resource(subject: Subject) -> tuple[str, str] | None:
    """Return the type and the id by which Config knows the resource."""
    if subject.resource.startswith(f"{_ACCOUNT}:"):
        return _ACCOUNT, subject.resource.removeprefix(f"{_ACCOUNT}:")
    known = subject.kind.startswith("AWS::") and arns.parse(subject.resource).service in _SAME_NAME
    return (subject.kind, arns.short_name(subject.resource)) if known else None


def _health(subject: Subject) -> Native | None:
    """Read Health's. How bad most events are follows from what the copy leaves out: never worse than what was told."""
    copied = health_copies.of_copy(subject.identifier)
    if copied is None:
        return None
    key, kind = copied.fingerprint(subject.resource), copied.kind
    guide = (*(f"health/{name}" for name in kind.guide), "health")
    return Native(key, copied.code, guide, Severity.LOW if kind.severity is None else kind.severity, copy=key)
