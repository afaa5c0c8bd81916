"""One item of a check of Trusted Advisor: a row of the check's table, whose columns vary from check to check.

`resource_id` is an ARN, an id, or empty; then what a row is about stands in those of its columns that name things. The
columns: https://docs.aws.amazon.com/awssupport/latest/user/security-checks.html
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from hinomi.model import Fact, Resource
from hinomi.sources import arns
from hinomi.sources.reading import fingerprint, mapping, mask_keys, moment, text

# Columns that name a thing (a case of AWS Support is none), and those that tell apart several rows of one thing.
_NAMING = re.compile(r"(?<!\bCase )\b(?:ID|Name|ARN|Region|Service|Resource|Bucket|Zone|User)\b")
_PARTS = re.compile(r"\b(?:Ports?|Protocol|Range|Rule|Listener)\b|^Access Key(?: ID)?$")
_REGION = re.compile(r"([a-z]{2,4}(?:-[a-z]{2,10}){1,3}-[0-9]{1,2})[a-z]?")
_REGIONS = ("Region", "Region/AZ", "Region API Parameter")
_RESOURCE_TYPE = re.compile(r"[^/:]*")
# Columns that a reader is told as AWS heads them, in this order. Of others nobody knows what they may hold.
_SHOWN = (
    *("Reason", "Fraud Type", "Location", "Case ID", "Usage (USD per Day)"),
    *("Access Key", "Key Last Rotated", "Security Group Name", "Security Group IDs", "IP Range", "Ingress Rule"),
    *("Snapshot ID", "Certificate Name", "Distribution Domain Name", "Hosted Zone Name"),
    *("Runtime", "Days to Deprecation", "Deprecation Date", "Engine Version"),
    *("Service", "Limit Name", "Monthly Storage Cost", "Instance Type", "Instance Name"),
    *("Number of Days Low Utilization", "14-Day Average CPU Utilization"),
)
_MOST_SHOWN = 6
_BY_ARN = {
    ("ec2", "instance"): "AWS::EC2::Instance",
    ("ec2", "security-group"): "AWS::EC2::SecurityGroup",
    ("ec2", "snapshot"): "AWS::EC2::Snapshot",
    ("ec2", "volume"): "AWS::EC2::Volume",
    ("ec2", "vpc-peering-connection"): "AWS::EC2::VPCPeeringConnection",
    ("elasticfilesystem", "file-system"): "AWS::EFS::FileSystem",
    ("elasticloadbalancing", "loadbalancer"): "AWS::ElasticLoadBalancingV2::LoadBalancer",
    ("elasticloadbalancing", "targetgroup"): "AWS::ElasticLoadBalancingV2::TargetGroup",
    ("iam", "user"): "AWS::IAM::User",
    ("lambda", "function"): "AWS::Lambda::Function",
    ("logs", "log-group"): "AWS::Logs::LogGroup",
    ("rds", "cluster"): "AWS::RDS::DBCluster",
    ("rds", "db"): "AWS::RDS::DBInstance",
    ("rds", "snapshot"): "AWS::RDS::DBSnapshot",
    ("cloudfront", "distribution"): "AWS::CloudFront::Distribution",
    ("backup", "backup-vault"): "AWS::Backup::BackupVault",
    ("dynamodb", "table"): "AWS::DynamoDB::Table",
}
# Columns whose value is a resource, the first that is there, where `resource_id` tells none.
_COLUMNS = {
    "Access Key ID": "AWS::IAM::AccessKey",
    "Access Key": "AWS::IAM::AccessKey",
    "Security Group ID": "AWS::EC2::SecurityGroup",
    "Bucket Name": "AWS::S3::Bucket",
    "Instance ID": "AWS::EC2::Instance",
    "Volume ID": "AWS::EC2::Volume",
    "DB Instance or Cluster ID": "AWS::RDS::DBInstance",
    "Distribution ID": "AWS::CloudFront::Distribution",
    "Snapshot ID": "AWS::EC2::Snapshot",
    "Load Balancer Name": "AWS::ElasticLoadBalancing::LoadBalancer",
    "Function ARN": "AWS::Lambda::Function",
    "IAM User": "AWS::IAM::User",
    "User Name (IAM or Root)": "AWS::IAM::User",
    "Resource": "",
}


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A row: `subject` is what it is about, `marks` tell it from the other rows of the same subject."""

    subject: str
    marks: tuple[str, ...]
    region: str
    columns: tuple[str, ...]
    resources: tuple[Resource, ...]
    facts: tuple[Fact, ...]


def read(detail: dict[str, Any]) -> Item:
    """Read the item of an event."""
    row = {text(key): mask_keys(text(value)) for key, value in mapping(detail, "check-item-detail").items()}
    row = {key: value for key, value in row.items() if key and value}
    identifier = mask_keys(text(detail, "resource_id"))
    resources = _resources(identifier, row)
    return Item(
        subject=identifier or fingerprint(*_in(row, _NAMING)),
        marks=_in(row, _PARTS),
        region=_region(identifier, row),
        columns=tuple(row),
        resources=resources,
        facts=_facts(detail, row, resources),
    )


def _in(row: dict[str, str], columns: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(sorted(f"{key}={value}" for key, value in row.items() if columns.search(key)))


def _region(identifier: str, row: dict[str, str]) -> str:
    """Return the Region of the resource, which is not the event's; nothing where the resource has none."""
    stated = (arns.parse(identifier).region, *(row.get(column, "") for column in _REGIONS))
    found = (_REGION.fullmatch(one.lower()) for one in stated)
    return next((match[1] for match in found if match), "")


def _resources(identifier: str, row: dict[str, str]) -> tuple[Resource, ...]:
    """Name what the row is about: by its ARN if that says what it is, else by a column that names it."""
    arn = arns.parse(identifier)
    part = _RESOURCE_TYPE.match(arn.resource)
    kind = "AWS::S3::Bucket" if arn.service == "s3" else _BY_ARN.get((arn.service, part[0] if part else ""), "")
    column = next((column for column in _COLUMNS if column in row), "")
    if identifier and (kind or not column):
        return (Resource(type=kind, id=arns.short_name(identifier)),)
    if not column:
        return ()
    # The console shows a security group as `sg-0abc (vpc-0abc)`.
    named = arns.short_name(row[column].partition(" (")[0])
    owner = row.get("User Name (IAM or Root)") or row.get("IAM User", "")
    return (Resource(type=_COLUMNS[column], id=named, name="" if owner == named else owner),)


def _all_of(row: dict[str, str], *columns: str) -> list[str]:
    """Return the values of the columns if the row has all of them."""
    return [row[column] for column in columns] if all(column in row for column in columns) else []


def _facts(detail: dict[str, Any], row: dict[str, str], resources: tuple[Resource, ...]) -> tuple[Fact, ...]:
    """Tell the columns that help, as far as there is room."""
    said = {word for one in resources for word in (one.id, one.name)}
    told = [f"{column}: {row[column]}" for column in _SHOWN if row.get(column, "") not in ("", *said)]
    return (
        Fact("port", row.get("Port") or row.get("Ports", "")),
        Fact("protocol", row.get("Protocol", "").upper()),
        Fact("quota_use", " / ".join(_all_of(row, "Current Usage", "Limit Amount"))),
        Fact("savings", row.get("Estimated Monthly Savings", "")),
        Fact("deadline", moment(detail, "check-item-detail", "Deadline") or ""),
        Fact("detail", "; ".join(told[:_MOST_SHOWN])),
    )
