"""How bad a change is by what was asked for, and the facts that say what was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hinomi.model import Fact, Severity, Term
from hinomi.sources import arns
from hinomi.sources.account_changes_network import Verdict, network_acl, security_group
from hinomi.sources.account_changes_policies import is_boundless, is_public_acl, principals
from hinomi.sources.cloudtrail_requests import first, said
from hinomi.sources.policy_documents import lets_everybody
from hinomi.sources.reading import find, some_of, text

if TYPE_CHECKING:
    from collections.abc import Callable

_ADMINISTRATORS = ("AdministratorAccess", "IAMFullAccess")


def verdict(kind: str, name: str, request: dict[str, Any]) -> Verdict:
    """Judge a change by what was asked for."""
    judge = _JUDGES.get(kind)
    severity, guide, facts = judge(name, request) if judge else (Severity.LOW, kind, ())
    return Verdict(severity, f"account_changes/{guide}", facts)


def _iam_policy(name: str, request: dict[str, Any]) -> Verdict:
    arn, document = text(request, "policyArn"), find(request, "policyDocument")
    policy = text(request, "policyName") or arns.short_name(arn)
    attached = name.startswith("Attach") and policy.rpartition("/")[2] in _ADMINISTRATORS
    given = attached or is_boundless(document)
    facts = (Fact("policy", policy), Fact("policy_version", text(request, "versionId")))
    return Verdict(Severity.HIGH, "iam_administrator", facts) if given else Verdict(Severity.LOW, "iam_policy", facts)


def _bucket_policy(name: str, request: dict[str, Any]) -> Verdict:
    document = find(request, "bucketPolicy")
    public, unconditional = lets_everybody(document)
    facts = (
        Fact("principal", Term("anyone") if public else some_of(principals(document))),
        Fact("acl", some_of(said(request, "x-amz-acl"))),
        Fact("destination", some_of(said(find(request, "ReplicationConfiguration"), "Bucket"))),
    )
    if unconditional or is_public_acl(request):
        return Verdict(Severity.HIGH, "bucket_public", facts)
    if public:
        return Verdict(Severity.MEDIUM, "bucket_public", facts)
    copies = name == "PutBucketReplication"
    return Verdict(Severity.MEDIUM if copies else Severity.LOW, "bucket_policy", facts)


def _route_table(_name: str, request: dict[str, Any]) -> Verdict:
    where = ("destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId")
    by = (
        *("gatewayId", "natGatewayId", "transitGatewayId", "vpcPeeringConnectionId", "networkInterfaceId"),
        *("instanceId", "egressOnlyInternetGatewayId", "vpcEndpointId", "localGatewayId", "carrierGatewayId"),
    )
    facts = (Fact("destination", first(request, *where)), Fact("route_target", first(request, *by)))
    return Verdict(Severity.LOW, "route_table", facts)


def _gateway(_name: str, request: dict[str, Any]) -> Verdict:
    return Verdict(Severity.LOW, "gateway", (Fact("vpc", first(request, "vpcId")),))


def _vpc(_name: str, request: dict[str, Any]) -> Verdict:
    facts = (
        Fact("address_range", first(request, "cidrBlock")),
        Fact("remote_account", first(request, "peerOwnerId")),
        Fact("peer_vpc", first(request, "peerVpcId")),
    )
    return Verdict(Severity.LOW, "vpc", facts)


def _organization(name: str, request: dict[str, Any]) -> Verdict:
    """Judge a change of the organization: an account that leaves it is out of its policies and its watch."""
    facts = (
        Fact("policy", first(request, "policyId") or first(request, "name")),
        Fact("affected", first(request, "targetId", "organizationalUnitId", "id")),
        Fact("destination", first(request, "destinationParentId", "parentId")),
    )
    leaves = name in ("RemoveAccountFromOrganization", "DeleteOrganization")
    return Verdict(Severity.HIGH if leaves else Severity.LOW, "organization", facts)


_JUDGES: Final[dict[str, Callable[[str, dict[str, Any]], Verdict]]] = {
    "security_group": security_group,
    "network_acl": network_acl,
    "iam_policy": _iam_policy,
    "bucket_policy": _bucket_policy,
    "route_table": _route_table,
    "gateway": _gateway,
    "vpc": _vpc,
    "organization": _organization,
}
