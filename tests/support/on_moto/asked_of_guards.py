"""Requests in turn for the account in memory and for moto: passwords, encryption, buckets, groups."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from support.account.fake import ACCOUNT, HOME
from support.on_moto import case
from support.on_moto.case import GROUP, MAKE_BUCKET, of

if TYPE_CHECKING:
    from support.account.fake import FakeAccount
    from support.on_moto.case import Requests

BUCKET = {"Bucket": case.BUCKET}
READER = {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "s3:GetObject"}
POLICY = {"Version": "2012-10-17", "Statement": [{**READER, "Resource": f"arn:aws:s3:::{case.BUCKET}/*"}]}
SSH = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
BLOCKED = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)


def ssh_rule(account: FakeAccount) -> str:
    pages = account.session.client("ec2", region_name=HOME).get_paginator("describe_security_group_rules").paginate()
    rules = pages.build_full_result()["SecurityGroupRules"]
    return next(str(one["SecurityGroupRuleId"]) for one in rules if one.get("CidrIpv4") == "10.0.0.0/8")


def of_group(account: FakeAccount) -> list[dict[str, Any]]:
    """Write the filter of the default group."""
    return of("group-id", GROUP(account))


SCRIPTS: dict[str, Requests] = {
    "password policy": (
        ("iam", "get_account_password_policy", {}),
        ("iam", "delete_account_password_policy", {}),
        ("iam", "update_account_password_policy", {"MinimumPasswordLength": 8, "RequireNumbers": True}),
        ("iam", "get_account_password_policy", {}),
        (
            "iam",
            "update_account_password_policy",
            {"MaxPasswordAge": 90, "HardExpiry": True, "PasswordReusePrevention": 24},
        ),
        ("iam", "get_account_password_policy", {}),
        ("iam", "update_account_password_policy", {"MinimumPasswordLength": 200}),
        ("iam", "delete_account_password_policy", {}),
        ("iam", "get_account_password_policy", {}),
    ),
    "encryption of EBS by default": (
        ("ec2", "get_ebs_encryption_by_default", {}),
        ("ec2", "enable_ebs_encryption_by_default", {}),
        ("ec2", "get_ebs_encryption_by_default", {}),
        ("ec2", "enable_ebs_encryption_by_default", {"DryRun": True}),
        ("ec2", "disable_ebs_encryption_by_default", {}),
        ("ec2", "get_ebs_encryption_by_default", {}),
    ),
    "bucket": (
        ("s3", "get_bucket_tagging", BUCKET),
        ("s3", "get_bucket_policy", BUCKET),
        MAKE_BUCKET,
        MAKE_BUCKET,
        ("s3", "list_buckets", {}),
        ("s3", "get_bucket_tagging", BUCKET),
        ("s3", "put_bucket_tagging", {**BUCKET, "Tagging": {"TagSet": [{"Key": "a", "Value": "b"}]}}),
        ("s3", "get_bucket_tagging", BUCKET),
        ("s3", "get_bucket_policy", BUCKET),
        ("s3", "put_bucket_policy", {**BUCKET, "Policy": json.dumps(POLICY)}),
        ("s3", "get_bucket_policy", BUCKET),
        ("s3", "get_bucket_policy_status", BUCKET),
        ("s3", "delete_bucket_policy", BUCKET),
        ("s3", "get_bucket_policy", BUCKET),
        ("s3", "get_public_access_block", BUCKET),
        ("s3", "put_public_access_block", {**BUCKET, "PublicAccessBlockConfiguration": BLOCKED}),
        ("s3", "put_public_access_block", {**BUCKET, "PublicAccessBlockConfiguration": {"BlockPublicAcls": True}}),
        ("s3", "get_public_access_block", BUCKET),
        ("s3", "get_bucket_versioning", BUCKET),
        ("s3", "put_bucket_versioning", {**BUCKET, "VersioningConfiguration": {"Status": "Enabled"}}),
        ("s3", "get_bucket_versioning", BUCKET),
        ("s3", "get_bucket_lifecycle_configuration", BUCKET),
        (
            "s3",
            "put_bucket_lifecycle_configuration",
            {
                **BUCKET,
                "LifecycleConfiguration": {
                    "Rules": [
                        {
                            "ID": "a",
                            "Status": "Enabled",
                            "Filter": {"Prefix": ""},
                            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
                        }
                    ]
                },
            },
        ),
        ("s3", "get_bucket_lifecycle_configuration", BUCKET),
        ("s3", "delete_bucket_lifecycle", BUCKET),
        ("s3", "get_bucket_lifecycle_configuration", BUCKET),
        ("s3", "list_object_versions", {**BUCKET, "MaxKeys": 1}),
        ("s3", "get_bucket_logging", BUCKET),
        ("s3", "get_bucket_acl", BUCKET),
        ("s3", "get_bucket_location", BUCKET),
        ("s3", "delete_bucket", BUCKET),
        ("s3", "delete_bucket", BUCKET),
    ),
    "public access of the account": (
        ("s3control", "get_public_access_block", {"AccountId": ACCOUNT}),
        (
            "s3control",
            "put_public_access_block",
            {"AccountId": ACCOUNT, "PublicAccessBlockConfiguration": {"BlockPublicAcls": True}},
        ),
        ("s3control", "get_public_access_block", {"AccountId": ACCOUNT}),
        ("s3control", "delete_public_access_block", {"AccountId": ACCOUNT}),
        ("s3control", "get_public_access_block", {"AccountId": ACCOUNT}),
    ),
    "rules of a default group": (
        ("ec2", "describe_security_groups", {"Filters": [{"Name": "group-name", "Values": ["default"]}]}),
        ("ec2", "describe_security_group_rules", {"Filters": of_group}),
        ("ec2", "authorize_security_group_ingress", {"GroupId": GROUP, "IpPermissions": [SSH]}),
        ("ec2", "authorize_security_group_ingress", {"GroupId": GROUP, "IpPermissions": [SSH]}),
        ("ec2", "revoke_security_group_egress", {"GroupId": GROUP, "SecurityGroupRuleIds": ["sgr-00000000000000000"]}),
        ("ec2", "revoke_security_group_ingress", {"GroupId": GROUP, "SecurityGroupRuleIds": [ssh_rule]}),
        ("ec2", "describe_security_group_rules", {"Filters": of_group}),
        (
            "ec2",
            "describe_security_group_rules",
            {"Filters": [{"Name": "group-id", "Values": ["sg-00000000000000000"]}]},
        ),
    ),
}
