"""What a request tells of a finding in the AWS Security Finding Format.

https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hinomi.model import Severity
from hinomi.sources import arns, securityhub, securityhub_controls, securityhub_types
from hinomi.sources.reading import mappings, mask_keys, tags, text, texts

if TYPE_CHECKING:
    from hinomi.model import Resource

_MOST_RESOURCES = 20


class Finding(NamedTuple):
    """A finding, as far as a request tells of it; `product` is the name of the product that wrote it."""

    subject: securityhub.Subject
    severity: Severity
    compliance: str
    product: str
    account_name: str
    description: str
    resources: tuple[Resource, ...]


def read(finding: dict[str, Any]) -> Finding:
    """Read a finding; what is missing stays absent, and a severity that cannot be read is MEDIUM."""
    subject = _subject(finding)
    label = text(finding, "Severity", "Label") or text(finding, "FindingProviderFields", "Severity", "Label")
    found = (
        securityhub_types.resource(text(one, "Type"), text(one, "Id"), tags(one, "Tags"))
        for one in mappings(finding, "Resources")[:_MOST_RESOURCES]
    )
    return Finding(
        subject=subject,
        severity=securityhub.SEVERITIES.get(label.upper(), Severity.MEDIUM),
        compliance=securityhub_controls.compliance(text(finding, "Compliance", "Status")),
        product=text(finding, "ProductName") or securityhub_controls.product_name(subject.product),
        account_name=text(finding, "AwsAccountName"),
        description=mask_keys(text(finding, "Description")),
        resources=tuple(one for one in found if one.type or one.id),
    )


def _subject(finding: dict[str, Any]) -> securityhub.Subject:
    identifier, product = text(finding, "Id"), text(finding, "ProductArn")
    candidates = (text(finding, "Compliance", "SecurityControlId"), text(finding, "ProductFields", "ControlId"))
    remediation = text(finding, "Remediation", "Recommendation", "Url")
    regions = (text(finding, "Region"), text(finding, "Resources", 0, "Region"), arns.parse(identifier).region)
    return securityhub.Subject(
        identifier=identifier,
        product=product,
        control=securityhub_controls.control(product, candidates, text(finding, "GeneratorId"), remediation),
        account=text(finding, "AwsAccountId") or arns.parse(identifier).account,
        region=next(filter(None, regions), ""),
        resource=text(finding, "Resources", 0, "Id"),
        title=mask_keys(text(finding, "Title")),
        types=texts(finding, "Types"),
    )
