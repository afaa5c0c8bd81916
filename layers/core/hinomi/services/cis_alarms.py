"""The fifteen things that the CIS benchmark wants an alarm on, each as the pattern that finds it in a log group.

Security Hub takes these patterns alone: one that looks for more, or for the same in another form, fails its controls
(https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html).
"""

from __future__ import annotations

import re

_TERM = re.compile(r"""\$\.([\w.]+)\s*(!?=|NOT\s+EXISTS)\s*(?:"([^"]*)"|([^\s"()&|}]+))?""")
_SOURCE = "eventSource"


def finds(pattern: str, wanted: str) -> bool:
    """Tell whether a filter pattern finds at least what a wanted one does, however it is written.

    It has every term of the wanted one. Where that is a choice, more of the same field may be chosen from. The source
    of an event is no term: the benchmark's versions name it or not.
    """
    terms, ours = _terms(pattern), _terms(wanted)
    more = {field for field, _, _ in terms - ours}
    return ours <= terms and (not more or ("||" in wanted and more <= {field for field, _, _ in ours}))


def _terms(pattern: str) -> set[tuple[str, str, str]]:
    found = ((one[1], " ".join(one[2].split()), one[3] or one[4] or "") for one in _TERM.finditer(pattern))
    terms = ((field, operator, "" if "=" not in operator else value) for field, operator, value in found)
    return {term for term in terms if term[0] != _SOURCE}


def _any_of(*names: str, source: str = "") -> str:
    choice = " || ".join(f"($.eventName={name})" for name in names)
    return f"{{($.{_SOURCE}={source}.amazonaws.com) && ({choice})}}" if source else f"{{{choice}}}"


def _each(form: str, *names: str) -> list[str]:
    return [form.format(name) for name in names]


PATTERNS: dict[str, str] = {
    "unauthorized-calls": '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
    "console-without-mfa": (
        '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && '
        '($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }'
    ),
    "root-use": (
        '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}'
    ),
    "iam-changes": _any_of(
        *_each("Delete{}Policy", "Group", "Role", "User"),
        *_each("Put{}Policy", "Group", "Role", "User"),
        *("CreatePolicy", "DeletePolicy", "CreatePolicyVersion", "DeletePolicyVersion"),
        *("AttachRolePolicy", "DetachRolePolicy", "AttachUserPolicy", "DetachUserPolicy"),
        *("AttachGroupPolicy", "DetachGroupPolicy"),
    ),
    "trail-changes": _any_of("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"),
    "console-failures": '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
    "key-deletions": _any_of("DisableKey", "ScheduleKeyDeletion", source="kms"),
    "bucket-policy-changes": _any_of(
        *_each("PutBucket{}", "Acl", "Policy", "Cors", "Lifecycle", "Replication"),
        *_each("DeleteBucket{}", "Policy", "Cors", "Lifecycle", "Replication"),
        source="s3",
    ),
    "config-changes": _any_of(
        *("StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder"),
        source="config",
    ),
    "security-group-changes": _any_of(
        *_each("AuthorizeSecurityGroup{}", "Ingress", "Egress"),
        *_each("RevokeSecurityGroup{}", "Ingress", "Egress"),
        *("CreateSecurityGroup", "DeleteSecurityGroup"),
    ),
    "network-acl-changes": _any_of(
        *("CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry"),
        *("ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"),
    ),
    "gateway-changes": _any_of(
        *("CreateCustomerGateway", "DeleteCustomerGateway"),
        *_each("{}InternetGateway", "Attach", "Create", "Delete", "Detach"),
    ),
    "route-table-changes": _any_of(
        *("CreateRoute", "CreateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation"),
        *("DeleteRouteTable", "DeleteRoute", "DisassociateRouteTable"),
    ),
    "vpc-changes": _any_of(
        *("CreateVpc", "DeleteVpc", "ModifyVpcAttribute"),
        *_each("{}VpcPeeringConnection", "Accept", "Create", "Delete", "Reject"),
        *("AttachClassicLinkVpc", "DetachClassicLinkVpc", "DisableVpcClassicLink", "EnableVpcClassicLink"),
    ),
    "organization-changes": _any_of(
        *("AcceptHandshake", "AttachPolicy", "CreateAccount", "CreateOrganizationalUnit", "CreatePolicy"),
        *("DeclineHandshake", "DeleteOrganization", "DeleteOrganizationalUnit", "DeletePolicy", "DetachPolicy"),
        *("DisablePolicyType", "EnablePolicyType", "InviteAccountToOrganization", "LeaveOrganization", "MoveAccount"),
        *("RemoveAccountFromOrganization", "UpdatePolicy", "UpdateOrganizationalUnit"),
        source="organizations",
    ),
}
