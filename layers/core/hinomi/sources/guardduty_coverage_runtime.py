"""Runtime coverage: which EKS or ECS cluster or EC2 instance it is about, how much of it is watched, and why not all.

The documented shape has `resourceAccountId` and `availableNodes`, the API and events in the wild `accountId` and
`coveredNodes`:
https://docs.aws.amazon.com/guardduty/latest/ug/eks-runtime-monitoring-coverage.html
https://docs.aws.amazon.com/guardduty/latest/ug/ecs-runtime-monitoring-coverage.html
https://docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ec2.html
https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CoverageResourceDetails.html
"""

from __future__ import annotations

from typing import Any

from hinomi.model import Fact, Severity, Term
from hinomi.sources import arns
from hinomi.sources.facts import known
from hinomi.sources.reading import every, mapping, mask_keys, some_of, text

RESOURCES = {"EKS": "AWS::EKS::Cluster", "ECS": "AWS::ECS::Cluster", "EC2": "AWS::EC2::Instance"}
"""What runtime coverage is told of, as CloudFormation names it."""

_DETAILS = {"EKS": "eksClusterDetails", "ECS": "ecsClusterDetails", "EC2": "ec2InstanceDetails"}
_COUNTS = (
    ("coveredNodes", "compatibleNodes"),
    ("availableNodes", "desiredNodes"),
    ("coveredContainerInstances", "compatibleContainerInstances"),
)
_MANAGED = {"AUTO_MANAGED": "auto_managed", "MANUAL": "self_managed", "DISABLED": "switched_off"}


def identifier(detail: dict[str, Any]) -> str:
    """Return the cluster's name or the instance's id."""
    found = _resource(detail)
    return text(found, "instanceId") or text(found, "clusterName")


def severity_of(detail: dict[str, Any]) -> Severity:
    """Say how bad it is that this is not watched: AWS gives no severity.

    MEDIUM: it was watched, or it is a cluster. An instance that has never been is LOW: it may be starting, as its agent
    takes minutes to report; and so is a node of a cluster, which is told of itself.
    """
    found = _resource(detail)
    single = bool(text(found, "instanceId"))
    return Severity.LOW if single and (not _was_watched(detail) or text(found, "clusterArn")) else Severity.MEDIUM


def is_left_out(detail: dict[str, Any]) -> bool:
    """Tell whether its owner excluded it from the start. To exclude what was watched is to blind GuardDuty."""
    return _management(_resource(detail)) == "DISABLED" and not _was_watched(detail)


def facts_of(detail: dict[str, Any]) -> tuple[Fact, ...]:
    """List why it is not watched, and how much of it is."""
    found = _resource(detail)
    managed = _management(found)
    return known(
        Fact(
            "coverage_issue", mask_keys(text(detail, "issue") or some_of(every(found, "fargateDetails", "issues", "*")))
        ),
        Fact("covered", mask_keys(_covered(found))),
        Fact("cluster", mask_keys(arns.short_name(text(found, "clusterArn")))),
        Fact("agent", Term(_MANAGED[managed]) if managed in _MANAGED else mask_keys(managed)),
        Fact("agent_version", mask_keys(_version(found))),
    )


def _resource(detail: dict[str, Any]) -> dict[str, Any]:
    kind = text(detail, "resourceDetails", "resourceType").upper()
    return mapping(detail, "resourceDetails", _DETAILS.get(kind, ""))


def _was_watched(detail: dict[str, Any]) -> bool:
    return text(detail, "previousStatus").lower() == "healthy"


def _management(found: dict[str, Any]) -> str:
    return (text(found, "managementType") or text(found, "fargateDetails", "managementType")).upper()


def _covered(found: dict[str, Any]) -> str:
    """Say how many of how many nodes or instances are watched: `2 / 3`."""
    for place in (found, mapping(found, "containerInstanceDetails")):
        for covered, all_ in _COUNTS:
            if text(place, covered) and text(place, all_):
                return f"{text(place, covered)} / {text(place, all_)}"
    return ""


def _version(found: dict[str, Any]) -> str:
    places = (("agentDetails", "version"), ("addonVersion",), ("addonDetails", "addonVersion"))
    return next(filter(None, (text(found, *place) for place in places)), "")
