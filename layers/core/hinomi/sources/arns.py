"""Amazon Resource Names: `arn:partition:service:region:account:resource`.

Shapes: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html. Text that is no ARN gives empty parts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# What stands before the name of a resource: `instance/`, `function:`, `log-group:`, the empty type of `/restapis/a1b2`.
_TYPE = re.compile(r"[^/:]*[/:](?=.)")
# Resources that Security Hub names without an ARN: `AWS::::Account:111122223333`, `AWS::IAM::AccessKey:AKIA…`.
_NAMED_BY_TYPE = re.compile(r"AWS::[A-Za-z0-9]*::[A-Za-z0-9]+:(?=.)")
_PARTITION = re.compile(r"aws(-[a-z]+)*")
_PARTS = 6


class Arn(NamedTuple):
    """The parts of an ARN, all empty where there is none."""

    partition: str = ""
    service: str = ""
    region: str = ""
    account: str = ""
    resource: str = ""


def parse(arn: str) -> Arn:
    """Split an ARN into its parts."""
    parts = arn.split(":", _PARTS - 1)
    if len(parts) < _PARTS or parts[0] != "arn" or not _PARTITION.fullmatch(parts[1]):
        return Arn()
    return Arn(*parts[1:])


def partition(*candidates: str) -> str:
    """Return the first partition among partition names and ARNs, else `aws`."""
    for candidate in candidates:
        found = candidate if _PARTITION.fullmatch(candidate) else parse(candidate).partition
        if found:
            return found
    return "aws"


def account_or(identifier: str) -> str:
    """Return the id of the account that `arn:aws:iam::<id>:root` means; other text as it is.

    The ARN stands for all of the account, and reads as if its root user were meant:
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
    """
    arn = parse(identifier)
    return arn.account if (arn.service, arn.resource) == ("iam", "root") and arn.account else identifier


def short_name(identifier: str) -> str:
    """Return what people call a resource: the ARN's last part without the resource type; other text as it is."""
    arn = parse(identifier)
    if not arn.resource:
        return _NAMED_BY_TYPE.sub("", identifier, count=1)
    return arn.resource if arn.service == "s3" else _TYPE.sub("", arn.resource, count=1)
