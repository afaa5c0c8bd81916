"""Rules of security groups, as EC2 lists them: which ones AWS itself has made, and how to make one again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hinomi.baseline.aws import Answer

_ANYWHERE = ({"CidrIpv4": "0.0.0.0/0"}, {"CidrIpv6": "::/0"})
_ALL = "-1"
_PORTS = ("FromPort", "ToPort")


def is_default(rule: Answer) -> bool:
    """Tell whether a rule of a VPC's default group permits just what AWS's own rules there permit.

    All traffic in from the group itself, all traffic out to anywhere
    (https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html).
    """
    inbound = {"ReferencedGroupInfo": rule["GroupId"]}
    wanted = _ANYWHERE if rule["IsEgress"] else (inbound,)
    return rule["IpProtocol"] == _ALL and _peer(rule) in wanted


def is_same(one: Answer, other: Answer) -> bool:
    """Tell whether two rules permit the same; AWS gives a rule that is made again a new id."""
    return _key(one) == _key(other)


def permission(rule: Answer) -> dict[str, Any]:
    """Return what to authorize for the rule to be there again, its description included."""
    said = {"Description": rule["Description"]} if "Description" in rule else {}
    ports: dict[str, Any] = {name: rule[name] for name in _PORTS if name in rule and rule["IpProtocol"] != _ALL}
    return {"IpProtocol": rule["IpProtocol"], **ports, **_source(rule, said)}


def _source(rule: Answer, said: dict[str, str]) -> dict[str, Any]:
    if "CidrIpv4" in rule:
        return {"IpRanges": [{"CidrIp": rule["CidrIpv4"], **said}]}
    if "CidrIpv6" in rule:
        return {"Ipv6Ranges": [{"CidrIpv6": rule["CidrIpv6"], **said}]}
    if "PrefixListId" in rule:
        return {"PrefixListIds": [{"PrefixListId": rule["PrefixListId"], **said}]}
    group = rule["ReferencedGroupInfo"]
    names = ("GroupId", "UserId", "VpcId", "VpcPeeringConnectionId")
    return {"UserIdGroupPairs": [{**{name: group[name] for name in names if name in group}, **said}]}


def _peer(rule: Answer) -> dict[str, str]:
    """Say whom a rule lets in or out to."""
    peers: dict[str, str] = {name: rule[name] for name in ("CidrIpv4", "CidrIpv6", "PrefixListId") if name in rule}
    group = rule.get("ReferencedGroupInfo")
    return {**peers, "ReferencedGroupInfo": group["GroupId"]} if group else peers


def _key(rule: Answer) -> tuple[Any, ...]:
    return rule["IsEgress"], rule["IpProtocol"], *(rule.get(name) for name in _PORTS), _peer(rule)
