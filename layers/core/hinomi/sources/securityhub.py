"""What findings of Security Hub have in common, in its own format (ASFF) and in the newer one (OCSF).

Security Hub re-emits: a control's finding every 12 to 24 hours, once per standard that holds the control, again in the
aggregation Region, and again as the OCSF twin. All of these are one alert: the fingerprint says so.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from hinomi.model import Lifecycle, Severity
from hinomi.sources import arns, guardduty_types, securityhub_categories, securityhub_natives
from hinomi.sources.reading import fingerprint
from hinomi.sources.securityhub_controls import product_name

SEVERITIES = {
    "INFORMATIONAL": Severity.INFO,
    "INFO": Severity.INFO,
    "LOW": Severity.LOW,
    "MEDIUM": Severity.MEDIUM,
    "HIGH": Severity.HIGH,
    "CRITICAL": Severity.CRITICAL,
    "FATAL": Severity.CRITICAL,
}
# Services whose controls look at the whole account, whichever Region evaluates them.
_GLOBAL_SERVICES = {"account", "cloudfront", "iam", "route53", "s3"}
_TYPE_SLUGS = {
    "ttps": "ttps",
    "effects": "effects",
    "unusual behaviors": "unusual_behaviors",
    "software and configuration checks": "software_and_configuration_checks",
    "sensitive data identifications": "sensitive_data_identifications",
}


class Subject(NamedTuple):
    """What a finding is about: the few fields that the fingerprint, the type and the guide follow from.

    `product` is the ARN of the product that wrote the finding; only AWS can write under `product/aws/`. `resource` is
    the identifier of the first resource, `kind` its CloudFormation type, and `region` the finding's own Region, never
    the envelope's. `address` is where the product shows the finding, as the finding says.
    """

    identifier: str
    product: str
    control: str
    account: str
    region: str
    resource: str
    title: str
    types: tuple[str, ...]
    kind: str = ""
    address: str = ""

    def guardduty_arn(self) -> str:
        """Return GuardDuty's ARN if this is the copy of a finding of GuardDuty, else nothing."""
        from_guardduty = product_name(self.product) in {"aws/guardduty", ""}
        return self.identifier if from_guardduty and arns.parse(self.identifier).service == "guardduty" else ""

    def fingerprint(self) -> str:
        """Say what the alert is about, the same for every copy.

        A control is one alert per account and resource, in one Region unless the resource is global: an ARN without a
        Region (IAM, S3, CloudFront) names one thing in the whole partition, and the account itself is meant as one by
        the controls of global services; `Config.1` or `GuardDuty.1` also name the account, but their answer differs
        from Region to Region.
        """
        if self.guardduty_arn():
            return fingerprint(self.identifier)
        if self.control:
            where = () if self._is_global() else (self.region,)
            return fingerprint("securityhub", self.control.lower(), self.account, self.resource, *where)
        native = securityhub_natives.native(self)
        if native:
            return native.fingerprint
        told = (self.product, self.identifier or self.title)
        return fingerprint("securityhub", *(told if self.identifier else (*told, self.account, self.resource)))

    def _is_global(self) -> bool:
        arn = arns.parse(self.resource)
        whole_account = self.resource.startswith("AWS::::Account")
        service = self.control.lower().partition(".")[0]
        return bool(arn.resource and not arn.region) or (whole_account and service in _GLOBAL_SERVICES)

    def type(self) -> str:
        """Name the kind of finding: GuardDuty's type, the control, or the first type that the product gave."""
        first = self.types[0] if self.types else ""
        if self.guardduty_arn():
            return guardduty_types.canonical(first)
        if self.control:
            return self.control
        native = securityhub_natives.native(self)
        return (native.type if native else "") or first

    def guide(self, severity: Severity) -> tuple[str, ...]:
        """List the guide keys, from the most specific to the most general."""
        general = (f"securityhub/severity/{severity.name}", "securityhub")
        if self.guardduty_arn():
            return guardduty_types.guide(self.type())
        if self.control:
            category = securityhub_categories.category(self.control)
            return (f"securityhub/{self.control}", f"securityhub/category/{category}", *general)
        native = securityhub_natives.native(self)
        if native and native.guide:
            return native.guide
        slugs = (_TYPE_SLUGS.get(one.partition("/")[0].strip().lower()) for one in self.types)
        return (*(f"securityhub/type/{slug}" for slug in dict.fromkeys(slugs) if slug), *general)


def common(
    subject: Subject, severity: Severity, compliance: str, *, closed: bool, by_hand: bool = False
) -> dict[str, Any]:
    """Return the fields of an alert that follow alike in both formats; a control without an answer needs no person.

    `by_hand` says that somebody closed it here, by a click or a rule, and not the product.
    """
    key, native = subject.fingerprint(), None if subject.control else securityhub_natives.native(subject)
    set_aside = bool(native and native.ends_at_home and by_hand)
    closed = (closed and not set_aside) or compliance == "PASSED"
    if native:
        severity = native.judge(severity)
    return {
        "source": "securityhub",
        "type": subject.type(),
        "severity": severity,
        "fingerprint": key,
        "copy": (native.copy if native else "") or subject.identifier or key,
        "title": subject.title or subject.type() or "Security Hub",
        "guide": subject.guide(severity),
        "actionable": closed or not (set_aside or compliance == "NOT_AVAILABLE"),
        "lifecycle": Lifecycle.CLOSED if closed else Lifecycle.OPEN,
        "compliance": compliance,
        "account": subject.account,
        "region": subject.region,
        "reference": subject.identifier,
    }
