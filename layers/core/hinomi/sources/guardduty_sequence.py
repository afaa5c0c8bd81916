"""Attack sequences, the gravest findings: everything that they tell lies under `service.detection.sequence`.

A sequence holds up to 100 signals and 400 actors, resources and endpoints; a reader is told how many, and the first.
Shape: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Sequence.html.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.model import Actor, Domain, Fact, Origin, Resource, Term
from hinomi.sources.arns import short_name
from hinomi.sources.reading import (
    every,
    items,
    mapping,
    mappings,
    mask_key,
    mask_keys,
    moment,
    number,
    some_of,
    tags,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_SEQUENCE = ("service", "detection", "sequence")
_MFA = {"ENABLED": "used", "DISABLED": "not_used"}
_IDENTITIES = {"IAMUser": "AWS::IAM::User", "AssumedRole": "AWS::IAM::Role", "Role": "AWS::IAM::Role"}
_TYPES = {
    "EC2_INSTANCE": "AWS::EC2::Instance",
    "EC2_NETWORK_INTERFACE": "AWS::EC2::NetworkInterface",
    "EC2_LAUNCH_TEMPLATE": "AWS::EC2::LaunchTemplate",
    "EC2_VPC": "AWS::EC2::VPC",
    "EC2_IMAGE": "AWS::EC2::Image",
    "S3_BUCKET": "AWS::S3::Bucket",
    "S3_OBJECT": "AWS::S3::Object",
    "ACCESS_KEY": "AWS::IAM::AccessKey",
    "IAM_INSTANCE_PROFILE": "AWS::IAM::InstanceProfile",
    "EKS_CLUSTER": "AWS::EKS::Cluster",
    "ECS_CLUSTER": "AWS::ECS::Cluster",
    "ECS_TASK": "AWS::ECS::Task",
    "CONTAINER": "Container",
    "KUBERNETES_WORKLOAD": "Kubernetes",
    "AUTOSCALING_AUTO_SCALING_GROUP": "AWS::AutoScaling::AutoScalingGroup",
    "CLOUDFORMATION_STACK": "AWS::CloudFormation::Stack",
    "BEDROCK_GUARDRAIL": "AWS::Bedrock::Guardrail",
    "BEDROCK_PROMPT": "AWS::Bedrock::Prompt",
    "BEDROCK_APPLICATION_INFERENCE_PROFILE": "AWS::Bedrock::ApplicationInferenceProfile",
    "SAGEMAKER_ENDPOINT": "AWS::SageMaker::Endpoint",
}
# What a sequence is about comes before its surroundings: the resource in the sequence's own name first.
_MAIN = {
    "EKS": "EKS_CLUSTER",
    "ECS": "ECS_CLUSTER",
    "EC2": "EC2_INSTANCE",
    "IAM": "ACCESS_KEY",
    "S3": "S3_BUCKET",
}
# These indicators get facts of their own.
_TOLD_APART = {"ATTACK_TACTIC", "ATTACK_TECHNIQUE", "MALICIOUS_DOMAIN", "CRYPTOMINING_DOMAIN"}


def sequence(finding: dict[str, Any]) -> dict[str, Any]:
    """Return the sequence that a finding holds, empty where there is none."""
    return mapping(finding, *_SEQUENCE)


def resources(found: dict[str, Any], finding_type: str) -> tuple[Resource, ...]:
    """Return what the sequence touched, what it is about first."""
    main = _MAIN.get(finding_type.partition(":")[2].partition("/")[0], "")
    ordered = sorted(mappings(found, "resources"), key=lambda one: text(one, "resourceType") != main)
    return tuple(told for told in map(_resource, ordered) if told.type or told.id)


def _resource(one: dict[str, Any]) -> Resource:
    kind, labels = text(one, "resourceType"), tags(one, "tags")
    name = text(one, "name") or short_name(text(one, "uid"))
    owner = text(one, "data", "accessKey", "userName")
    if kind == "ACCESS_KEY" and owner:
        identity = _IDENTITIES.get(text(one, "data", "accessKey", "userType"), "AWS::IAM::AccessKey")
        return Resource(type=identity, id=owner, tags=labels)
    identifier = mask_key(name) if kind == "ACCESS_KEY" else mask_keys(short_name(name))
    return Resource(type=_TYPES.get(kind, kind), id=identifier, name=labels.get("Name", ""), tags=labels)


def actor(found: dict[str, Any]) -> Actor | None:
    """Return the users who acted: all names in one line, kind and key of the first."""
    users = tuple(filter(None, (mapping(one, "user") for one in mappings(found, "actors"))))
    names = tuple(dict.fromkeys(filter(None, (text(user, "name") for user in users))))
    told = Actor(
        kind=next(filter(None, (text(user, "type") for user in users)), ""),
        name=some_of(names),
        access_key=next(filter(None, (mask_key(text(user, "credentialUid")) for user in users)), ""),
    )
    return told if told != Actor() else None


def origin(found: dict[str, Any]) -> Origin | None:
    """Return the first endpoint that has an address."""
    for endpoint in mappings(found, "endpoints"):
        if text(endpoint, "ip"):
            system, number_of = mapping(endpoint, "autonomousSystem"), text(endpoint, "autonomousSystem", "number")
            return Origin(
                ip=text(endpoint, "ip"),
                country=text(endpoint, "location", "country"),
                city=text(endpoint, "location", "city"),
                network=" ".join(filter(None, (text(system, "name"), f"(AS{number_of})" if number_of else ""))),
            )
    return None


def seen(found: dict[str, Any]) -> tuple[datetime | None, datetime | None]:
    """Return when the first and the last signal were seen."""
    signals = mappings(found, "signals")
    first = [when for when in (moment(signal, "firstSeenAt") for signal in signals) if when]
    last = [when for when in (moment(signal, "lastSeenAt") for signal in signals) if when]
    return min(first, default=None), max(last, default=None)


def facts(found: dict[str, Any]) -> Iterator[Fact]:
    """Tell what the signals and their indicators say."""
    if not found:
        return
    yield Fact("signals", _signals(found))
    addresses = every(found, "endpoints", "*", "ip")
    yield Fact("addresses", some_of(addresses) if len(addresses) > 1 else "")
    yield Fact("tactic", some_of(_indicated(found, "ATTACK_TACTIC")))
    yield Fact("technique", some_of(_indicated(found, "ATTACK_TECHNIQUE")))
    keys = [key for key in every(found, "sequenceIndicators", "*", "key") if key not in _TOLD_APART]
    yield Fact("indicators", "; ".join(f"{key}: {some_of(_indicated(found, key))}".rstrip(": ") for key in keys[:5]))
    domains = _indicated(found, "MALICIOUS_DOMAIN", "CRYPTOMINING_DOMAIN") or every(found, "endpoints", "*", "domain")
    yield Fact("domain", Domain(domains[0]) if domains else "")
    yield Fact("process", some_of(every(found, "actors", "*", "process", "name")))
    yield Fact("executable", some_of(every(found, "actors", "*", "process", "path")))
    mfa = next(filter(None, every(found, "actors", "*", "session", "mfaStatus")), "")
    yield Fact("mfa", Term(_MFA[mfa]) if mfa in _MFA else "")
    yield Fact("container_image", some_of(every(found, "resources", "*", "data", "container", "image")))


def _signals(found: dict[str, Any]) -> str:
    """Count the signals and name the gravest: `2: Stealth:IAMUser/CloudTrailLoggingDisabled, s3:GetObject`."""
    signals = sorted(mappings(found, "signals"), key=lambda signal: -(number(signal, "severity") or 0))
    names = tuple(dict.fromkeys(filter(None, (text(signal, "name") for signal in signals))))
    return f"{len(signals)}: {some_of(names)}".removesuffix(": ") if signals else ""


def _indicated(found: dict[str, Any], *keys: str) -> tuple[str, ...]:
    """Return the values of indicators of the sequence and of its signals, each once."""
    signals = (indicator for one in mappings(found, "signals") for indicator in items(one, "signalIndicators"))
    indicators = mappings([*items(found, "sequenceIndicators"), *signals])
    values = (value for one in indicators if text(one, "key") in keys for value in every(one, "values", "*"))
    return tuple(map(mask_keys, dict.fromkeys(values)))
