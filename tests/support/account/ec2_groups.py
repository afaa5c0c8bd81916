"""EC2's security groups and their rules. The id of a rule is what the rule permits, so that one made again is equal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.account.ec2_lists import matching
from support.account.fake import ACCOUNT, Answer, Here, Refused, page

if TYPE_CHECKING:
    from collections.abc import Iterator

_PORTS = ("FromPort", "ToPort")


def rule(group: str, *, egress: bool, protocol: str = "-1", **peer: Any) -> dict[str, Any]:
    """Make a rule as EC2 lists it; `peer` is whom it lets in or out to, and what else it has."""
    ports = {name: peer.pop(name, -1) for name in _PORTS}
    name = f"sgr-{group}-{'out' if egress else 'in'}-{protocol}-{ports['FromPort']}-{_peer(peer)}"
    of_group = {"SecurityGroupRuleId": name, "GroupId": group, "GroupOwnerId": ACCOUNT}
    return {**of_group, "IsEgress": egress, "IpProtocol": protocol, **ports, "Tags": [], **peer}


def named(*rules: dict[str, Any]) -> dict[str, Any]:
    """Key rules by their ids."""
    return {one["SecurityGroupRuleId"]: one for one in rules}


def from_group(group: str) -> dict[str, Any]:
    """Say that a rule is about the members of a group of this account."""
    return {"ReferencedGroupInfo": {"GroupId": group, "UserId": ACCOUNT}}


def default_rules(group: str) -> dict[str, Any]:
    """Make the rules that AWS gives to the default group of a VPC."""
    everything = rule(group, egress=True, CidrIpv4="0.0.0.0/0")
    return named(rule(group, egress=False, **from_group(group)), everything)


def _peer(peer: dict[str, Any]) -> str:
    group = peer.get("ReferencedGroupInfo", {}).get("GroupId")
    return str(peer.get("CidrIpv4") or peer.get("CidrIpv6") or peer.get("PrefixListId") or group)


class Groups:
    """The operations on groups and rules; `EC2Network` keeps the state; `references` are those of other accounts."""

    def describe_security_groups(self, here: Here, asked: Answer) -> Answer:
        groups = {name: {**one, **_permissions(here, name)} for name, one in here.state["security_groups"].items()}
        return page(matching(groups, asked), asked, "SecurityGroups")

    def describe_security_group_rules(self, here: Here, asked: Answer) -> Answer:
        return page(matching(here.state["rules"], asked), asked, "SecurityGroupRules")

    def describe_security_group_references(self, here: Here, asked: Answer) -> Answer:
        found = [one for one in here.state["references"].values() if one["GroupId"] in asked["GroupId"]]
        return {"SecurityGroupReferenceSet": found}

    def revoke_security_group_ingress(self, here: Here, asked: Answer) -> Answer:
        return self._revoke(here, asked, egress=False)

    def revoke_security_group_egress(self, here: Here, asked: Answer) -> Answer:
        return self._revoke(here, asked, egress=True)

    def authorize_security_group_ingress(self, here: Here, asked: Answer) -> Answer:
        return self._authorize(here, asked, egress=False)

    def authorize_security_group_egress(self, here: Here, asked: Answer) -> Answer:
        return self._authorize(here, asked, egress=True)

    def _revoke(self, here: Here, asked: Answer, *, egress: bool) -> Answer:
        rules = here.state["rules"]
        for name in asked["SecurityGroupRuleIds"]:
            there = rules.get(name)
            if there is None or there["IsEgress"] is not egress or there["GroupId"] != asked["GroupId"]:
                raise Refused("InvalidSecurityGroupRuleId.NotFound")
        for name in asked["SecurityGroupRuleIds"]:
            del rules[name]
        return {"Return": True}

    def _authorize(self, here: Here, asked: Answer, *, egress: bool) -> Answer:
        tags = [tag for one in asked.get("TagSpecifications", ()) for tag in one["Tags"]]
        made = [
            rule(asked["GroupId"], egress=egress, protocol=one["IpProtocol"], **_ports(one), **peer, Tags=tags)
            for one in asked["IpPermissions"]
            for peer in _peers(one)
        ]
        if any(one["SecurityGroupRuleId"] in here.state["rules"] for one in made):
            raise Refused("InvalidPermission.Duplicate")
        here.state["rules"].update(named(*made))
        return {"Return": True, "SecurityGroupRules": made}


def _ports(permission: Answer) -> dict[str, int]:
    return {name: permission[name] for name in _PORTS if name in permission}


def _peers(permission: Answer) -> Iterator[dict[str, Any]]:
    for key, one, listed in (
        ("IpRanges", "CidrIp", "CidrIpv4"),
        ("Ipv6Ranges", "CidrIpv6", "CidrIpv6"),
        ("PrefixListIds", "PrefixListId", "PrefixListId"),
    ):
        for peer in permission.get(key, ()):
            yield {listed: peer[one], **_said(peer)}
    for peer in permission.get("UserIdGroupPairs", ()):
        yield {"ReferencedGroupInfo": {name: one for name, one in peer.items() if name != "Description"}, **_said(peer)}


def _said(peer: dict[str, str]) -> dict[str, str]:
    return {"Description": peer["Description"]} if "Description" in peer else {}


def _permissions(here: Here, group: str) -> dict[str, Any]:
    """Show a group's rules as its permissions: of these, only which groups they are about."""
    found: dict[str, Any] = {"IpPermissions": [], "IpPermissionsEgress": []}
    for one in here.state["rules"].values():
        if one["GroupId"] == group:
            pair = {"GroupId": one["ReferencedGroupInfo"]["GroupId"]} if "ReferencedGroupInfo" in one else {}
            key = "IpPermissionsEgress" if one["IsEgress"] else "IpPermissions"
            found[key].append({"IpProtocol": one["IpProtocol"], "UserIdGroupPairs": [pair] if pair else []})
    return found
