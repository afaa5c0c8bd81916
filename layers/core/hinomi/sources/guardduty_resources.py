"""Who and what a GuardDuty finding names: resources, actor, origin.

Shapes: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Resource.html and API_Action.html there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hinomi.model import Actor, Origin, Resource
from hinomi.sources.arns import short_name
from hinomi.sources.reading import find, mapping, mappings, mask_key, mask_keys, tags, text

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(NamedTuple):
    """How one kind of resource is told: its CloudFormation type, and the fields that may name it."""

    type: str
    names: tuple[str, ...]


# Details → kind; the first in this order is the main one unless the finding's `resourceType` says otherwise.
_KINDS: dict[tuple[str, ...], Kind] = {
    ("s3BucketDetails",): Kind("AWS::S3::Bucket", ("name", "arn")),
    ("lambdaDetails",): Kind("AWS::Lambda::Function", ("functionName", "functionArn")),
    ("rdsDbInstanceDetails",): Kind("AWS::RDS::DBInstance", ("dbInstanceIdentifier", "dbInstanceArn")),
    ("rdsLimitlessDbDetails",): Kind("AWS::RDS::DBShardGroup", ("dbShardGroupIdentifier", "dbShardGroupArn")),
    ("eksClusterDetails",): Kind("AWS::EKS::Cluster", ("name", "arn")),
    ("ecsClusterDetails",): Kind("AWS::ECS::Cluster", ("name", "arn")),
    ("ecsClusterDetails", "taskDetails"): Kind("AWS::ECS::Task", ("arn",)),
    ("instanceDetails",): Kind("AWS::EC2::Instance", ("instanceId",)),
    ("containerDetails",): Kind("Container", ("name", "id")),
    ("ebsVolumeDetails", "scannedVolumeDetails"): Kind("AWS::EC2::Volume", ("volumeArn",)),
    ("ebsSnapshotDetails",): Kind("AWS::EC2::Snapshot", ("snapshotArn",)),
    ("ec2ImageDetails",): Kind("AWS::EC2::Image", ("imageArn",)),
    ("recoveryPointDetails",): Kind("AWS::Backup::RecoveryPoint", ("recoveryPointArn",)),
    ("bedrockGuardrailDetails",): Kind("AWS::Bedrock::Guardrail", ("guardrailArn",)),
    ("bedrockGuardrailDetails", "guardrails"): Kind("AWS::Bedrock::Guardrail", ("arn",)),
    ("modelDetails",): Kind("AWS::Bedrock::Model", ("modelId",)),
}
# `resourceType` → the details that hold the main resource, where they are not the first of the table.
_MAIN = {
    "Instance": ("instanceDetails",),
    "Container": ("containerDetails",),
    "EBSVolume": ("ebsVolumeDetails", "scannedVolumeDetails"),
    "EC2Image": ("ec2ImageDetails",),
}
_IDENTITIES = {
    "IAMUser": "AWS::IAM::User",
    "Role": "AWS::IAM::Role",
    "AssumedRole": "AWS::IAM::Role",
    "Root": "AWS::::Account",
}
_ACTIONS = ("networkConnectionAction", "awsApiCallAction", "kubernetesApiCallAction", "rdsLoginAttemptAction")


def resources(finding: dict[str, Any]) -> tuple[Resource, ...]:
    """Return what is affected, the main resource first; a type that is new to us is shown by what names it."""
    resource = mapping(finding, "resource")
    main = _MAIN.get(text(resource, "resourceType"), ())
    paths = sorted((path for path in _KINDS if path[0] in resource), key=lambda path: path != main)
    found = [told for path in paths for told in _told(find(resource, *path), _KINDS[path])]
    if text(resource, "resourceType") == "AccessKey":
        found = [*_identity(finding, mapping(resource, "accessKeyDetails")), *found]
    if not found and text(resource, "resourceType") != "AttackSequence":
        found = [*_unknown(resource)]
    found += _affected(mapping(finding, "service", "action", "awsApiCallAction", "affectedResources"))
    return tuple({(one.type, one.id): one for one in reversed(found)}.values())[::-1]


def _told(details: object, kind: Kind) -> Iterator[Resource]:
    for one in mappings([details]) or mappings(details):
        identifier = next(filter(None, (short_name(text(one, name)) for name in kind.names)), "")
        if identifier:
            labels = tags(one, "tags")
            yield Resource(type=kind.type, id=mask_keys(identifier), name=labels.get("Name", ""), tags=labels)


def _identity(finding: dict[str, Any], details: dict[str, Any]) -> Iterator[Resource]:
    """Tell whose access key it is: a person acts on the user or the role, not on the key's number."""
    kind = _IDENTITIES.get(text(details, "userType"), "AWS::IAM::AccessKey")
    user, key = text(details, "userName"), mask_key(text(details, "accessKeyId"))
    identifier = {"AWS::::Account": text(finding, "accountId"), "AWS::IAM::AccessKey": key}.get(kind, user) or key
    if identifier:
        yield Resource(type=kind, id=identifier, name=user if identifier == key else "")


def _affected(named: dict[str, Any]) -> list[Resource]:
    """Read the resources that an API call changed: `{"AWS::CloudTrail::Trail": "arn:…"}`."""
    found = [Resource(type=kind, id=mask_keys(short_name(text(named, kind)))) for kind in named]
    return [one for one in found if one.type and one.id]


def _unknown(resource: dict[str, Any]) -> Iterator[Resource]:
    kind = text(resource, "resourceType")
    for key, details in resource.items():
        if not key.endswith("Details") or key in {"accessKeyDetails", "kubernetesDetails", "rdsDbUserDetails"}:
            continue
        for one in mappings([details]) or mappings(details):
            names = sorted((name for name in one if name.lower().endswith(("name", "id", "arn"))), key=_plainness)
            identifier = next(filter(None, (short_name(text(one, name)) for name in names)), "")
            if identifier:
                yield Resource(
                    type=kind or key.removesuffix("Details"), id=mask_keys(identifier), tags=tags(one, "tags")
                )
                return
    if kind:
        yield Resource(type=kind, id="")


def _plainness(name: str) -> tuple[bool, int]:
    return not name.lower().endswith("arn"), len(name)


def actor(finding: dict[str, Any]) -> Actor | None:
    """Return whose credentials acted, or none."""
    details = mapping(finding, "resource", "accessKeyDetails")
    if not details:
        return None
    found = Actor(
        kind=text(details, "userType"),
        name=text(details, "userName"),
        access_key=mask_key(text(details, "accessKeyId")),
    )
    return found if found != Actor() else None


def origin(finding: dict[str, Any]) -> Origin | None:
    """Return the other end of the action as GuardDuty located it, or none."""
    action = mapping(finding, "service", "action")
    if not action:
        return None
    probe = ("portProbeAction", "portProbeDetails", 0)
    callers = [mapping(action, name, "remoteIpDetails") for name in _ACTIONS]
    remote = next(filter(None, [*callers, mapping(action, *probe, "remoteIpDetails")]), {})
    found = Origin(
        ip=text(remote, "ipAddressV4") or text(remote, "ipAddressV6") or text(action, _ACTIONS[2], "sourceIPs", 0),
        country=text(remote, "country", "countryName"),
        city=text(remote, "city", "cityName"),
        network=_network(mapping(remote, "organization")),
        user_agent=text(action, "awsApiCallAction", "userAgent") or text(action, _ACTIONS[2], "userAgent"),
    )
    return found if found != Origin() else None


def _network(organization: dict[str, Any]) -> str:
    name = text(organization, "asnOrg") or text(organization, "isp") or text(organization, "org")
    number = text(organization, "asn")
    return f"{name} (AS{number})" if name and number else name or (f"AS{number}" if number else "")
