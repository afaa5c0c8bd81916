"""The default VPC of a Region: what AWS has put into it, and what anybody has added since."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.baseline.aws import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

READS = (
    "ec2:DescribeEgressOnlyInternetGateways",
    "ec2:DescribeInternetGateways",
    "ec2:DescribeNatGateways",
    "ec2:DescribeNetworkAcls",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeRouteTables",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeTransitGatewayVpcAttachments",
    "ec2:DescribeVpcEndpoints",
    "ec2:DescribeVpcPeeringConnections",
    "ec2:DescribeVpcs",
    "ec2:DescribeVpnGateways",
)
_ENDED = frozenset({"deleted", "expired", "failed", "rejected"})
"""What became of a peering that is none any more."""


def find(scene: Scene) -> Answer | None:
    """Return the default VPC of the Region, if it has one."""
    return next(iter(scene.every("ec2", "describe_vpcs", "Vpcs", Filters=_filters("is-default", "true"))), None)


def subnets(scene: Scene, vpc: str) -> list[Answer]:
    """List the subnets that AWS made with a default VPC, or that a person made again."""
    default = [*_filters("vpc-id", vpc), *_filters("default-for-az", "true")]
    return scene.every("ec2", "describe_subnets", "Subnets", Filters=default)


def gateways(scene: Scene, name: str, value: str) -> list[str]:
    """List internet gateways by a filter of EC2's."""
    found = scene.every("ec2", "describe_internet_gateways", "InternetGateways", Filters=_filters(name, value))
    return [one["InternetGatewayId"] for one in found]


def additions(scene: Scene, vpc: Answer) -> Iterator[str]:
    """Yield the ids of all in the VPC that AWS did not make with it; each of them may be in use."""
    for association in vpc.get("CidrBlockAssociationSet", ()):
        if association["CidrBlock"] != vpc["CidrBlock"]:
            yield association["AssociationId"]
    for association in vpc.get("Ipv6CidrBlockAssociationSet", ()):
        yield association["AssociationId"]
    for kind in _KINDS:
        yield from kind.additions(scene, vpc["VpcId"])
    yield from _egress_only(scene, vpc["VpcId"])


class _Kind(msgspec.Struct, frozen=True):
    """A kind of thing that a VPC can hold: how to list it, and which of it was added."""

    operation: str
    key: str
    id: str
    filter: str = "vpc-id"
    added: Callable[[Answer], bool] = lambda _: True
    parameter: str = "Filters"

    def additions(self, scene: Scene, vpc: str) -> Iterator[str]:
        """Yield the ids of what was added."""
        listed = scene.every("ec2", self.operation, self.key, **{self.parameter: _filters(self.filter, vpc)})
        for one in listed:
            if self.added(one) and not _is_gone(one):
                yield one[self.id]


def _filters(name: str, value: str) -> list[dict[str, Any]]:
    return [{"Name": name, "Values": [value]}]


def _is_gone(one: Answer) -> bool:
    """Tell whether EC2 only remembers it: it lists gateways and peerings for a while after their end."""
    status = one.get("Status")
    if isinstance(status, dict):
        return status["Code"] in _ENDED
    return str(one.get("State", "")).lower() == "deleted"


def _egress_only(scene: Scene, vpc: str) -> Iterator[str]:
    """Yield egress-only gateways, which EC2 cannot list by VPC."""
    for one in scene.every("ec2", "describe_egress_only_internet_gateways", "EgressOnlyInternetGateways"):
        if any(attachment["VpcId"] == vpc for attachment in one["Attachments"]):
            yield one["EgressOnlyInternetGatewayId"]


def _is_attached(gateway: Answer) -> bool:
    return any(attachment["State"] != "detached" for attachment in gateway["VpcAttachments"])


def _is_own_table(table: Answer) -> bool:
    """Tell whether a route table is another than the main one, or the main one with routes that AWS does not make."""
    main = any(one.get("Main") for one in table.get("Associations", ()))
    ours = all(one.get("GatewayId", "").startswith(("local", "igw-")) for one in table.get("Routes", ()))
    return not main or not ours


_PEERING = ("describe_vpc_peering_connections", "VpcPeeringConnections", "VpcPeeringConnectionId")
_KINDS = (
    _Kind("describe_network_interfaces", "NetworkInterfaces", "NetworkInterfaceId"),
    _Kind("describe_subnets", "Subnets", "SubnetId", added=lambda one: not one["DefaultForAz"]),
    _Kind("describe_route_tables", "RouteTables", "RouteTableId", added=_is_own_table),
    _Kind("describe_network_acls", "NetworkAcls", "NetworkAclId", added=lambda one: not one["IsDefault"]),
    _Kind("describe_security_groups", "SecurityGroups", "GroupId", added=lambda one: one["GroupName"] != "default"),
    _Kind("describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId"),
    _Kind("describe_nat_gateways", "NatGateways", "NatGatewayId", parameter="Filter"),
    _Kind("describe_vpn_gateways", "VpnGateways", "VpnGatewayId", "attachment.vpc-id", _is_attached),
    _Kind(*_PEERING, "requester-vpc-info.vpc-id"),
    _Kind(*_PEERING, "accepter-vpc-info.vpc-id"),
    _Kind("describe_transit_gateway_vpc_attachments", "TransitGatewayVpcAttachments", "TransitGatewayAttachmentId"),
)
