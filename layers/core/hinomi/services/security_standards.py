"""Security Hub CSPM's standards in one Region: which are offered, which are enabled, and how well that went.

A standard's id here is what its ARN ends with, such as `cis-aws-foundations-benchmark/v/5.0.0`: the ARN of one that is
older than 2020 names no Region and another kind of resource.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from hinomi.baseline.scene import Scene

CIS = "cis-aws-foundations-benchmark/v/"
KNOWN = (
    "aws-foundational-security-best-practices/v/1.0.0",
    "aws-resource-tagging-standard/v/1.0.0",
    f"{CIS}1.2.0",
    f"{CIS}1.4.0",
    f"{CIS}3.0.0",
    f"{CIS}5.0.0",
    "nist-800-171/v/2.0.0",
    "nist-800-53/v/5.0.0",
    "pci-dss/v/3.2.1",
    "pci-dss/v/4.0.1",
)
"""The standards that an operator can ask for.

https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html
"""
READS = ("securityhub:DescribeStandards", "securityhub:GetEnabledStandards")


class Subscription(msgspec.Struct, frozen=True, kw_only=True):
    """A standard that somebody has enabled. `reason` says why it is not quite enabled; empty when all is well.

    `settled` says that its controls can be looked at and changed.
    """

    id: str
    arn: str
    subscription: str
    status: str
    reason: str
    settled: bool


def subscriptions(scene: Scene) -> tuple[Subscription, ...]:
    """List the standards that are enabled, or on the way there or back."""
    return tuple(
        Subscription(
            id=id_of(one["StandardsArn"]),
            arn=one["StandardsArn"],
            subscription=one["StandardsSubscriptionArn"],
            status=one["StandardsStatus"],
            reason=one.get("StandardsStatusReason", {}).get("StatusReasonCode", ""),
            settled=one.get("StandardsControlsUpdatable") == "READY_FOR_UPDATES",
        )
        for one in scene.every("securityhub", "get_enabled_standards", "StandardsSubscriptions")
    )


def offered(scene: Scene) -> dict[str, str]:
    """Return the ARN of each standard that AWS offers in the Region for AWS itself, by id."""
    found = scene.every("securityhub", "describe_standards", "Standards")
    return {id_of(one["StandardsArn"]): one["StandardsArn"] for one in found if one.get("Provider", "AWS") == "AWS"}


def id_of(arn: str) -> str:
    """Return the id of the standard that an ARN names."""
    return arn.split(":", 5)[5].partition("/")[2]
