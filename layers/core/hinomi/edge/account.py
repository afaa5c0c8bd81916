"""Which account this is, and which Regions it has enabled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from hinomi.baseline.aws import Aws


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """An account, its home Region, and the Regions that it has enabled, in alphabetical order."""

    account: str
    partition: str
    home: str
    enabled: tuple[str, ...]


READS = ("ec2:DescribeRegions",)
"""GetCallerIdentity needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html."""


def discover(aws: Aws, home: str) -> Where:
    """Ask AWS who is asking, and for the Regions that are enabled; raise `AwsError`."""
    caller = aws.call(home, "sts", "get_caller_identity", {})
    regions = aws.call(home, "ec2", "describe_regions", {})["Regions"]
    return Where(
        account=caller["Account"],
        partition=caller["Arn"].split(":")[1],
        home=home,
        enabled=tuple(sorted(region["RegionName"] for region in regions)),
    )
