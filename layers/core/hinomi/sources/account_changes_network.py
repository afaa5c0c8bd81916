"""What a change of a security group or a network ACL opened, and to whom.

Shapes as CloudTrail records them: EC2 keeps the `items` of its XML, and wraps newer requests in a `...Request`:
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html.
"""

from __future__ import annotations

from ipaddress import ip_network
from typing import TYPE_CHECKING, Any, NamedTuple

from hinomi.model import Fact, Severity, Term
from hinomi.sources.cloudtrail_requests import fields, first, is_off, is_on, said
from hinomi.sources.reading import find, integer, some_of

if TYPE_CHECKING:
    from hinomi.model import Value

# Prefixes so short that no network of one's own is as large: `0.0.0.0/0`, or its two halves. Private ones begin with
# 10.0.0.0/8 and fc00::/7. https://www.rfc-editor.org/rfc/rfc1918, https://www.rfc-editor.org/rfc/rfc4193
_LARGEST_OWN = {4: 8, 6: 7}
_ALL_PROTOCOLS, _ALL_PORTS = ("-1", "all"), ("0", "65535")
# https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-53
_REMOTE_ADMINISTRATION = (22, 3389)
_WEB = ("80", "443")
_WITHOUT_PORTS = ("icmp", "icmpv6")
# https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml
_PROTOCOLS = {"1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}


class Verdict(NamedTuple):
    """How bad a change is, the entry of the guide on it, and what was changed."""

    severity: Severity
    guide: str
    facts: tuple[Fact, ...]


class _Opening(NamedTuple):
    """One rule of a security group or a network ACL."""

    protocol: str
    ports: tuple[str, str]
    sources: tuple[str, ...]

    @property
    def world(self) -> bool:
        """Tell whether it lets everybody in."""
        return any(map(_is_world, self.sources))

    @property
    def whole(self) -> bool:
        """Tell whether it is of every port."""
        every = self.protocol.lower() in _ALL_PROTOCOLS or self.ports == _ALL_PORTS
        return every or (not any(self.ports) and not self.protocol)

    @property
    def administrative(self) -> bool:
        """Tell whether SSH or RDP is among its ports."""
        if self.whole:
            return True
        low, high = (integer(port) for port in self.ports)
        if low is None or high is None or self.protocol.lower() in _WITHOUT_PORTS:
            return False
        return any(low <= port <= high for port in _REMOTE_ADMINISTRATION)


def _is_world(source: str) -> bool:
    """Tell whether a range holds everybody, or nearly; one network can be written in several ways (`0::/0`)."""
    try:
        network = ip_network(source, strict=False)
    except ValueError:
        return False
    return network.prefixlen < _LARGEST_OWN[network.version]


def security_group(name: str, request: dict[str, Any]) -> Verdict:
    """Judge a change of a security group by the widest of its rules."""
    openings = _openings(request)
    inward = name in ("AuthorizeSecurityGroupIngress", "ModifySecurityGroupRules")
    ranked = sorted(openings, key=_danger, reverse=True)
    worst = ranked[0] if ranked else _Opening("", ("", ""), ())
    severity = _danger(worst) if inward else Severity.LOW
    direction = "inbound" if "Ingress" in name else "outbound" if "Egress" in name else ""
    guide = "security_group_open" if severity >= Severity.MEDIUM else "security_group"
    return Verdict(severity, guide, (*_told(worst, direction), Fact("rules", some_of(_rule_ids(request)))))


def _danger(opening: _Opening) -> Severity:
    """Say how bad it is that others may come in here. That the world may see a web site is what it is for."""
    if not opening.world:
        return Severity.LOW
    if opening.administrative:
        return Severity.HIGH
    harmless = opening.ports[0] == opening.ports[1] and opening.ports[0] in _WEB
    return Severity.LOW if harmless or opening.protocol.lower().startswith("icmp") else Severity.MEDIUM


def _openings(request: dict[str, Any]) -> tuple[_Opening, ...]:
    """List the rules of a request, in whatever it wraps them."""
    rules = [value for _, value in fields(request) if isinstance(value, dict) and _has_protocol(value)]
    addresses = ("cidrIp", "cidrIpv4", "cidrIpv6", "prefixListId")
    others = ("groupId", "referencedGroupId") if rules else ("sourceSecurityGroupName",)
    return tuple(
        _Opening(
            first(rule, "ipProtocol"),
            (first(rule, "fromPort"), first(rule, "toPort")),
            said(rule, *addresses, *others),
        )
        for rule in (rules or [request])
    )


def _has_protocol(value: dict[str, Any]) -> bool:
    return any(key.lower() == "ipprotocol" for key in value if isinstance(key, str))


def _rule_ids(request: dict[str, Any]) -> tuple[str, ...]:
    return said(request, "securityGroupRuleId", "securityGroupRuleIds")


def _told(opening: _Opening, direction: str) -> tuple[Fact, ...]:
    low, high = opening.ports
    port: Value = low if low == high else f"{low}-{high}"
    if opening.whole and opening.sources:
        port = Term("every")
    protocol: Value = Term("every") if opening.protocol.lower() in _ALL_PROTOCOLS else opening.protocol.upper()
    return (
        *((Fact("direction", Term(direction)),) if direction in ("inbound", "outbound") else ()),
        Fact("protocol", protocol),
        Fact("port", port),
        Fact("address_range", some_of(opening.sources)),
    )


def network_acl(_name: str, request: dict[str, Any]) -> Verdict:
    """Judge an entry of a network ACL. Its protocol is a number, -1 for all."""
    inward, allows = is_off(request, "egress"), first(request, "ruleAction").lower() == "allow"
    entry = _Opening(
        _PROTOCOLS.get(first(request, "aclProtocol"), first(request, "aclProtocol")),
        (first(find(request, "portRange"), "from"), first(find(request, "portRange"), "to")),
        said(request, "cidrBlock", "ipv6CidrBlock"),
    )
    severity = Severity.MEDIUM if inward and allows and entry.world and entry.administrative else Severity.LOW
    direction = "inbound" if inward else "outbound" if is_on(request, "egress") else ""
    decides = {"allow": "allowed", "deny": "denied"}.get(first(request, "ruleAction").lower(), "")
    action = (Fact("rule_action", Term(decides)),) if decides in ("allowed", "denied") else ()
    number = Fact("rules", first(request, "ruleNumber"))
    facts = (*_told(entry, direction), *action, number) if entry.sources else (number,)
    return Verdict(severity, "network_acl", facts)
