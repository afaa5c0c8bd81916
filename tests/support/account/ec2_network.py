"""EC2's networks: VPCs with what AWS puts into them. Every Region begins with its default VPC."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.account.ec2_default_network import network
from support.account.ec2_groups import Groups
from support.account.ec2_lists import Lists, matching
from support.account.fake import Answer, Here, Refused, Service, page

if TYPE_CHECKING:
    from collections.abc import Callable

_LISTS = (
    "egress_only_internet_gateways",
    "internet_gateways",
    "nat_gateways",
    "network_acls",
    "network_interfaces",
    "references",
    "route_tables",
    "rules",
    "security_groups",
    "subnets",
    "transit_gateway_vpc_attachments",
    "vpc_endpoints",
    "vpc_peering_connections",
    "vpcs",
    "vpn_gateways",
)


# What AWS deletes with a VPC; everything else has to be gone before.
_GOES_WITH_VPC: dict[str, Callable[[dict[str, Any]], bool]] = {
    "route_tables": lambda one: any(association.get("Main") for association in one["Associations"]),
    "network_acls": lambda one: bool(one["IsDefault"]),
    "security_groups": lambda one: one["GroupName"] == "default",
}


def _has_ended(one: dict[str, Any]) -> bool:
    """Tell whether EC2 only remembers it."""
    detached = all(attachment["State"] == "detached" for attachment in one.get("VpcAttachments", ()))
    ended = one.get("State") == "deleted" or one.get("Status") == {"Code": "rejected"}
    return ended or ("VpcAttachments" in one and detached)


def _keep(here: Here, kind: str, wanted: Callable[[dict[str, Any]], bool]) -> None:
    here.state[kind] = {name: one for name, one in here.state[kind].items() if wanted(one)}


class EC2Network(Groups, Lists, Service):
    NAME = "ec2"

    def fresh(self, region: str) -> dict[str, Any]:
        return {**{name: {} for name in _LISTS}, **network(region)}

    def create_default_vpc(self, here: Here, _: Answer) -> Answer:
        if any(one["IsDefault"] for one in here.state["vpcs"].values()):
            raise Refused("DefaultVpcAlreadyExists")
        for name, made in network(here.region).items():
            here.state[name].update(made)
        return {"Vpc": here.state["vpcs"]["vpc-default"]}

    def delete_vpc(self, here: Here, asked: Answer) -> Answer:
        vpc = self._one(here, "vpcs", asked["VpcId"])
        held = {kind: self._in_vpc(here, kind, vpc) for kind in _LISTS if kind != "vpcs"}
        if any(not _GOES_WITH_VPC.get(kind, _has_ended)(one) for kind, things in held.items() for one in things):
            raise Refused("DependencyViolation")
        groups = [one["GroupId"] for one in held["security_groups"]]
        del here.state["vpcs"][vpc["VpcId"]]
        _keep(here, "rules", lambda one: one["GroupId"] not in groups)
        for kind in _GOES_WITH_VPC:
            _keep(here, kind, lambda one: one["VpcId"] != vpc["VpcId"])
        return {}

    def describe_vpcs(self, here: Here, asked: Answer) -> Answer:
        return page(matching(here.state["vpcs"], asked), asked, "Vpcs")

    def describe_subnets(self, here: Here, asked: Answer) -> Answer:
        return page(matching(here.state["subnets"], asked), asked, "Subnets")

    def modify_subnet_attribute(self, here: Here, asked: Answer) -> Answer:
        subnet = self._one(here, "subnets", asked["SubnetId"])
        subnet["MapPublicIpOnLaunch"] = asked["MapPublicIpOnLaunch"]["Value"]
        return {}

    def create_default_subnet(self, here: Here, asked: Answer) -> Answer:
        wanted = asked["AvailabilityZone"]
        if any(one["AvailabilityZone"] == wanted and one["DefaultForAz"] for one in here.state["subnets"].values()):
            raise Refused("DefaultSubnetAlreadyExistsInAvailabilityZone")
        subnets = network(here.region)["subnets"]
        made = {name: one for name, one in subnets.items() if one["AvailabilityZone"] == wanted}
        here.state["subnets"].update(made)
        return {"Subnet": next(iter(made.values()))}

    def delete_subnet(self, here: Here, asked: Answer) -> Answer:
        subnet = self._one(here, "subnets", asked["SubnetId"])
        if any(one["SubnetId"] == subnet["SubnetId"] for one in here.state["network_interfaces"].values()):
            raise Refused("DependencyViolation")
        del here.state["subnets"][subnet["SubnetId"]]
        return {}

    def describe_internet_gateways(self, here: Here, asked: Answer) -> Answer:
        return page(matching(here.state["internet_gateways"], asked), asked, "InternetGateways")

    def create_tags(self, here: Here, asked: Answer) -> Answer:
        for name in asked["Resources"]:
            tags = self._one(here, "internet_gateways", name)["Tags"]
            tags += [tag for tag in asked["Tags"] if tag not in tags]
        return {}

    def delete_tags(self, here: Here, asked: Answer) -> Answer:
        for name in asked["Resources"]:
            gateway = self._one(here, "internet_gateways", name)
            gateway["Tags"] = [tag for tag in gateway["Tags"] if tag not in asked["Tags"]]
        return {}

    def detach_internet_gateway(self, here: Here, asked: Answer) -> Answer:
        gateway = self._one(here, "internet_gateways", asked["InternetGatewayId"])
        interfaces = self._in_vpc(here, "network_interfaces", asked)
        if any("Association" in one for one in interfaces):
            raise Refused("DependencyViolation")
        if not gateway["Attachments"]:
            raise Refused("Gateway.NotAttached")
        gateway["Attachments"] = []
        return {}

    def delete_internet_gateway(self, here: Here, asked: Answer) -> Answer:
        if self._one(here, "internet_gateways", asked["InternetGatewayId"])["Attachments"]:
            raise Refused("DependencyViolation")
        del here.state["internet_gateways"][asked["InternetGatewayId"]]
        return {}

    def _one(self, here: Here, kind: str, name: str) -> dict[str, Any]:
        if name not in here.state[kind]:
            raise Refused(f"Invalid{kind}.NotFound")
        one: dict[str, Any] = here.state[kind][name]
        return one

    def _in_vpc(self, here: Here, kind: str, vpc: Answer) -> list[Answer]:
        asked = {"Filters": [{"Name": "any-vpc", "Values": [vpc["VpcId"]]}]}
        return matching(here.state[kind], asked)
