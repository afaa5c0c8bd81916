"""What else a VPC can hold, for the lists of EC2: nothing here is changed by a request, tests plant it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.account.fake import Answer, Here, Refused, page

if TYPE_CHECKING:
    from collections.abc import Callable

One = dict[str, Any]


def _vpcs(one: One) -> set[str]:
    """Every VPC that a thing is in, attached to, or leads to."""
    attached = [*one.get("Attachments", ()), *one.get("VpcAttachments", ())]
    peers = [one.get("RequesterVpcInfo", {}), one.get("AccepterVpcInfo", {})]
    return {found["VpcId"] for found in [one, *attached, *peers] if "VpcId" in found}


def _referred(*, egress: bool) -> Callable[[One], set[str]]:
    key = "IpPermissionsEgress" if egress else "IpPermissions"
    return lambda group: {pair["GroupId"] for one in group[key] for pair in one.get("UserIdGroupPairs", ())}


# By the name of a filter, the values that a thing has for it. EC2 refuses a filter that it does not know.
_VALUES: dict[str, Callable[[One], set[str]]] = {
    "accepter-vpc-info.vpc-id": lambda one: {one["AccepterVpcInfo"]["VpcId"]},
    "any-vpc": _vpcs,
    "attachment.vpc-id": lambda one: _vpcs({**one, "VpcId": "none"}) - {"none"},
    "default-for-az": lambda one: {str(one["DefaultForAz"]).lower()},
    "egress.ip-permission.group-id": _referred(egress=True),
    "group-id": lambda one: {one.get("GroupId"), *(group["GroupId"] for group in one.get("Groups", ()))},
    "group-name": lambda one: {one["GroupName"]},
    "ip-permission.group-id": _referred(egress=False),
    "is-default": lambda one: {str(one["IsDefault"]).lower()},
    "owner-id": lambda one: {one["OwnerId"]},
    "requester-vpc-info.vpc-id": lambda one: {one["RequesterVpcInfo"]["VpcId"]},
    "subnet-id": lambda one: {one["SubnetId"]},
    "vpc-id": lambda one: {one["VpcId"]},
}


def matching(things: dict[str, One], asked: Answer, parameter: str = "Filters") -> list[One]:
    """List what passes every filter."""
    filters = asked.get(parameter, ())
    return [one for one in things.values() if all(_passes(one, wanted) for wanted in filters)]


def _passes(one: One, wanted: Answer) -> bool:
    name, values = wanted["Name"], set(wanted["Values"])
    if name.startswith("tag:"):
        return bool(values & {tag["Value"] for tag in one.get("Tags", ()) if tag["Key"] == name[len("tag:") :]})
    if name not in _VALUES:
        raise Refused("InvalidParameterValue", f"The filter '{name}' is invalid")
    return bool(values & _VALUES[name](one))


class Lists:
    """The operations that only list; `EC2Network` keeps the state."""

    def describe_network_interfaces(self, here: Here, asked: Answer) -> Answer:
        return page(matching(here.state["network_interfaces"], asked), asked, "NetworkInterfaces")

    def describe_route_tables(self, here: Here, asked: Answer) -> Answer:
        return page(matching(here.state["route_tables"], asked), asked, "RouteTables")

    def describe_network_acls(self, here: Here, asked: Answer) -> Answer:
        return page(matching(here.state["network_acls"], asked), asked, "NetworkAcls")

    def describe_vpc_endpoints(self, here: Here, asked: Answer) -> Answer:
        return page(matching(here.state["vpc_endpoints"], asked), asked, "VpcEndpoints")

    def describe_nat_gateways(self, here: Here, asked: Answer) -> Answer:
        return page(matching(here.state["nat_gateways"], asked, "Filter"), asked, "NatGateways")

    def describe_vpn_gateways(self, here: Here, asked: Answer) -> Answer:
        return {"VpnGateways": matching(here.state["vpn_gateways"], asked)}

    def describe_vpc_peering_connections(self, here: Here, asked: Answer) -> Answer:
        return page(matching(here.state["vpc_peering_connections"], asked), asked, "VpcPeeringConnections")

    def describe_transit_gateway_vpc_attachments(self, here: Here, asked: Answer) -> Answer:
        found = matching(here.state["transit_gateway_vpc_attachments"], asked)
        return page(found, asked, "TransitGatewayVpcAttachments")

    def describe_egress_only_internet_gateways(self, here: Here, asked: Answer) -> Answer:
        found = matching(here.state["egress_only_internet_gateways"], asked)
        return page(found, asked, "EgressOnlyInternetGateways")
