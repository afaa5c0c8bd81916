"""What keeps a default VPC: anything in it that AWS did not make with it."""

from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.control import Note
from hinomi.baseline.outcome import Outcome
from hinomi.controls.vpc_default_absent import CONTROL
from support.account.ec2_network import EC2Network
from support.account.fake import ACCOUNT, HOME, FakeAccount, Here
from support.rounds import settle

pytestmark = pytest.mark.usefixtures("office")
VPC = "vpc-default"
IN_VPC: dict[str, Any] = {"VpcId": VPC, "OwnerId": ACCOUNT}
LOCAL = {"DestinationCidrBlock": "172.31.0.0/16", "GatewayId": "local"}
PEERED = {"DestinationCidrBlock": "192.0.2.0/24", "VpcPeeringConnectionId": "pcx-1"}
ADDITIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "eni-1": (
        "network_interfaces",
        {"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-default-a", "Status": "in-use"},
    ),
    "subnet-own": ("subnets", {"SubnetId": "subnet-own", "DefaultForAz": False, "AvailabilityZone": f"{HOME}a"}),
    "rtb-own": ("route_tables", {"RouteTableId": "rtb-own", "Associations": [], "Routes": [LOCAL]}),
    "rtb-default": (
        "route_tables",
        {"RouteTableId": "rtb-default", "Associations": [{"Main": True}], "Routes": [LOCAL, PEERED]},
    ),
    "acl-own": ("network_acls", {"NetworkAclId": "acl-own", "IsDefault": False}),
    "sg-app": ("security_groups", {"GroupId": "sg-app", "GroupName": "app"}),
    "vpce-1": ("vpc_endpoints", {"VpcEndpointId": "vpce-1", "State": "available"}),
    "nat-1": ("nat_gateways", {"NatGatewayId": "nat-1", "State": "available"}),
    "vgw-1": ("vpn_gateways", {"VpnGatewayId": "vgw-1", "VpcAttachments": [{"VpcId": VPC, "State": "attached"}]}),
    "eigw-1": (
        "egress_only_internet_gateways",
        {"EgressOnlyInternetGatewayId": "eigw-1", "Attachments": [{"VpcId": VPC, "State": "attached"}]},
    ),
    "tgw-attach-1": (
        "transit_gateway_vpc_attachments",
        {"TransitGatewayAttachmentId": "tgw-attach-1", "State": "available"},
    ),
}
_OWNED = ("network_interfaces", "subnets", "route_tables", "network_acls", "security_groups")


def peering(*, requester: str, accepter: str, status: str = "active") -> dict[str, Any]:
    sides = {"RequesterVpcInfo": {"VpcId": requester}, "AccepterVpcInfo": {"VpcId": accepter}}
    return {"VpcPeeringConnectionId": "pcx-1", "Status": {"Code": status}, **sides}


def add(fake: FakeAccount, kind: str, name: str, thing: dict[str, Any]) -> None:
    place = IN_VPC if kind in _OWNED else {"VpcId": VPC}
    place = {} if kind in {"vpn_gateways", "egress_only_internet_gateways", "vpc_peering_connections"} else place
    fake.state(EC2Network)[kind][name] = {**place, **thing}


def left_alone(fake: FakeAccount, resources: str) -> None:
    """Settle, and see that nothing at all was touched and why."""
    before = fake.snapshot()
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.DRIFT
    assert result.notes == (Note("in_use", {"resources": resources}),)
    assert fake.snapshot() == before
    assert fake.written() == []


@pytest.mark.parametrize("name", ADDITIONS)
def test_a_default_vpc_with_anything_of_ours_in_it_keeps_its_gateway_and_all_the_rest(
    fake: FakeAccount, name: str
) -> None:
    kind, thing = ADDITIONS[name]
    add(fake, kind, name, thing)
    left_alone(fake, name)


@pytest.mark.parametrize("sides", [(VPC, "vpc-far"), ("vpc-far", VPC)])
def test_a_default_vpc_that_is_peered_is_left_alone(fake: FakeAccount, sides: tuple[str, str]) -> None:
    add(fake, "vpc_peering_connections", "pcx-1", peering(requester=sides[0], accepter=sides[1]))
    left_alone(fake, "pcx-1")


def test_a_default_vpc_with_further_addresses_is_left_alone(fake: FakeAccount) -> None:
    vpc = fake.state(EC2Network)["vpcs"][VPC]
    vpc["CidrBlockAssociationSet"].append({"CidrBlock": "10.0.0.0/16", "AssociationId": "vpc-cidr-assoc-own"})
    vpc["Ipv6CidrBlockAssociationSet"] = [{"Ipv6CidrBlock": "2001:db8::/56", "AssociationId": "vpc-cidr-assoc-six"}]
    left_alone(fake, "vpc-cidr-assoc-own, vpc-cidr-assoc-six")


def test_what_ec2_only_remembers_does_not_keep_a_vpc(fake: FakeAccount) -> None:
    attachments = [{"VpcId": VPC, "State": "detached"}]
    add(fake, "vpn_gateways", "vgw-1", {"VpnGatewayId": "vgw-1", "VpcAttachments": attachments})
    add(fake, "nat_gateways", "nat-1", {"NatGatewayId": "nat-1", "State": "deleted"})
    add(fake, "vpc_peering_connections", "pcx-1", peering(requester=VPC, accepter="vpc-far", status="rejected"))
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.CHANGED


def test_what_comes_in_after_the_check_keeps_its_way_to_the_internet(
    fake: FakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    delete_subnet = EC2Network.delete_subnet

    def meanwhile(self: EC2Network, here: Here, asked: dict[str, Any]) -> dict[str, Any]:
        kind, thing = ADDITIONS["subnet-own"]
        add(fake, kind, "subnet-own", thing)
        return delete_subnet(self, here, asked)

    monkeypatch.setattr(EC2Network, "delete_subnet", meanwhile)
    (result,) = settle(fake, CONTROL)
    assert (result.outcome, result.error) == (Outcome.FAILED, "not as written")
    gateway = fake.state(EC2Network)["internet_gateways"]["igw-default"]
    assert gateway["Attachments"] == [{"VpcId": VPC, "State": "available"}]
    assert "subnet-own" in fake.state(EC2Network)["subnets"]
