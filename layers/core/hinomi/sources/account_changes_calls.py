"""The changes that the CIS AWS Foundations Benchmark wants to be watched, by service, as CloudTrail names them.

From the filter patterns of controls 4.4, 4.8 and 4.10 to 4.15 (5.x in newer editions), which Security Hub checks as
CloudWatch.4, .8 and .10 to .14: https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html.
Added are calls that are newer than the patterns and do the same (`ModifySecurityGroupRules`,
`SetDefaultPolicyVersion`). Not here, for `tampering` tells them: changes of CloudTrail (4.5), of KMS keys (4.7) and of
AWS Config (4.9), and what takes an account out of its organization's watch. Control 4.1, unauthorized calls, is left
out: there are too many of them.
"""

from __future__ import annotations

from typing import Final

_POLICIES = ("Put{}Policy", "Delete{}Policy", "Attach{}Policy", "Detach{}Policy")
_VERSIONS = ("CreatePolicy", "DeletePolicy", "CreatePolicyVersion", "DeletePolicyVersion", "SetDefaultPolicyVersion")

KINDS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "iam": {
        "iam_policy": (*(one.format(of) for of in ("Group", "Role", "User") for one in _POLICIES), *_VERSIONS),
    },
    "s3": {
        "bucket_policy": (
            *("PutBucketAcl", "PutBucketPolicy", "PutBucketCors", "PutBucketLifecycle", "PutBucketReplication"),
            *("DeleteBucketPolicy", "DeleteBucketCors", "DeleteBucketLifecycle", "DeleteBucketReplication"),
        ),
    },
    "ec2": {
        "security_group": (
            *("AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "ModifySecurityGroupRules"),
            *("RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress"),
            *("CreateSecurityGroup", "DeleteSecurityGroup"),
        ),
        "network_acl": (
            *("CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry"),
            *("ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"),
        ),
        "gateway": (
            *("CreateCustomerGateway", "DeleteCustomerGateway", "AttachInternetGateway", "CreateInternetGateway"),
            *("DeleteInternetGateway", "DetachInternetGateway"),
        ),
        "route_table": (
            *("CreateRoute", "CreateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation"),
            *("DeleteRouteTable", "DeleteRoute", "DisassociateRouteTable"),
        ),
        # ClassicLink went in 2023: https://aws.amazon.com/blogs/aws/ec2-classic-is-retiring-heres-how-to-prepare/
        "vpc": (
            *("CreateVpc", "DeleteVpc", "ModifyVpcAttribute", "AcceptVpcPeeringConnection"),
            *("CreateVpcPeeringConnection", "DeleteVpcPeeringConnection", "RejectVpcPeeringConnection"),
        ),
    },
    "organizations": {
        "organization": (
            *("AcceptHandshake", "AttachPolicy", "CreateAccount", "CreateOrganizationalUnit", "CreatePolicy"),
            *("DeclineHandshake", "DeleteOrganization", "DeleteOrganizationalUnit", "DeletePolicy"),
            *("EnablePolicyType", "InviteAccountToOrganization", "MoveAccount", "RemoveAccountFromOrganization"),
            *("UpdatePolicy", "UpdateOrganizationalUnit"),
        ),
    },
}
"""The names of the calls, by service and by the entry of the guide that speaks of them."""

CHANGES: Final = {
    service: {name: kind for kind, names in kinds.items() for name in names} for service, kinds in KINDS.items()
}
"""The entry of the guide, by service and name."""
