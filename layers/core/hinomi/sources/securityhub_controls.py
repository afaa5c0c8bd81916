"""What Security Hub says of its own controls: which one, with what outcome, of which standards.

https://docs.aws.amazon.com/securityhub/latest/userguide/controls-findings-create-update.html
"""

from __future__ import annotations

import re

from hinomi.sources import arns, securityhub_categories
from hinomi.sources.reading import some_of

_COMPLIANCE = {
    "PASS": "PASSED",
    "PASSED": "PASSED",
    "WARN": "WARNING",
    "WARNING": "WARNING",
    "FAIL": "FAILED",
    "FAILED": "FAILED",
    "NOT_AVAILABLE": "NOT_AVAILABLE",
}
_STANDARDS = {
    "aws-foundational-security-best-practices": "AWS FSBP",
    "cis-aws-foundations-benchmark": "CIS AWS Foundations",
    "pci-dss": "PCI DSS",
    "nist-800-53": "NIST SP 800-53",
    "nist-800-171": "NIST SP 800-171",
    "aws-resource-tagging-standard": "AWS Resource Tagging",
    "service-managed-aws-control-tower": "AWS Control Tower",
}
_STANDARD = re.compile(r"(?:standards|ruleset)/([a-z0-9-]+)/v/([0-9A-Za-z.]+)")
# `security-control/S3.8`, `aws-foundational-security-best-practices/v/1.0.0/EC2.19`, `pci-dss/v/3.2.1/PCI.Config.1`
_GENERATOR = re.compile(r"(?:security-control|[a-z0-9-]+/v/[0-9.]+)/([A-Za-z0-9]+(?:\.[A-Za-z0-9]+){1,2})")
# `arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/4.1`
_CIS_RULE = re.compile(r".*cis-aws-foundations-benchmark/v/([0-9.]+)/(?:rule/)?([0-9.]+)")
# `https://docs.aws.amazon.com/console/securityhub/Config.1/remediation` names the control behind a standard's own rule.
_REMEDIATION = re.compile(r"https://docs\.aws\.amazon\.com/console/securityhub/([A-Za-z0-9]+\.[0-9]+)/remediation")
_PRODUCT = re.compile(r"product(?:v2)?/(.+)")


def product_name(product: str) -> str:
    """Return `aws/guardduty` of a product's ARN."""
    match = _PRODUCT.fullmatch(arns.parse(product).resource)
    return match[1].lower() if match else ""


def control(product: str, candidates: tuple[str, ...], generator: str, remediation: str) -> str:
    """Return the id of the control that a finding of Security Hub itself is about, else nothing.

    `candidates` are ids that the finding names as such. Findings from before consolidation name the rule of one
    standard; the remediation address leads to the control behind it, otherwise the rule stands for itself.
    """
    if product_name(product) not in {"", "aws/securityhub", "aws/securityhub-cspm"}:
        return ""
    linked, generated = _REMEDIATION.fullmatch(remediation), _GENERATOR.fullmatch(generator)
    cis = _CIS_RULE.fullmatch(generator)
    found = (
        candidates[0],
        linked[1] if linked else "",
        f"CIS-{cis[1]}/{cis[2]}" if cis else "",
        generated[1] if generated else "",
        *candidates,
    )
    return securityhub_categories.spelling(next(filter(None, found), ""))


def compliance(status: str) -> str:
    """Return FAILED, WARNING, PASSED or NOT_AVAILABLE for any spelling of it, else nothing."""
    return _COMPLIANCE.get(status.upper().replace(" ", "_"), "")


def standards(identifiers: tuple[str, ...]) -> str:
    """Name standards in a short way: `AWS FSBP 1.0.0, CIS AWS Foundations 3.0.0`."""
    matches = (_STANDARD.search(identifier) for identifier in identifiers)
    names = (f"{_STANDARDS.get(match[1], match[1])} {match[2]}" for match in matches if match)
    return some_of(tuple(dict.fromkeys(names)))
