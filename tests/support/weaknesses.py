"""An account in use, with twenty weaknesses in three Regions: what each is, and what an enforcing round makes of it.

They are made as people make them, by calls of the account's own APIs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from support.account.ec2_guards import EC2Guards
from support.account.fake import HOME
from support.account.iam import IAM

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.account.fake import FakeAccount

US, EU = "us-east-1", "eu-west-1"
EXCLUDED = {
    "allSupported": False,
    "exclusionByResourceTypes": {"resourceTypes": ["AWS::EC2::NetworkInterface"]},
    "recordingStrategy": {"useOnly": "EXCLUSION_BY_RESOURCE_TYPES"},
}


@dataclass(frozen=True)
class Weakness:
    """One weakness: in words, whose control it is, where, how it came about, and its outcome in an enforcing round."""

    what: str
    control: str
    region: str
    outcome: str
    make: Callable[[Callable[..., Any], FakeAccount], object] = lambda *_: None
    resource: str = ""


def _policy(call: Callable[..., Any], _: FakeAccount) -> None:
    call("iam", "update_account_password_policy", MinimumPasswordLength=20, RequireSymbols=False, MaxPasswordAge=60)


def _suspended(call: Callable[..., Any], _: FakeAccount) -> None:
    detector = call("guardduty", "create_detector", Enable=True)["DetectorId"]
    call("guardduty", "update_detector", DetectorId=detector, Enable=False)


def _seldom(call: Callable[..., Any], _: FakeAccount) -> None:
    call("guardduty", "create_detector", Enable=True, FindingPublishingFrequency="SIX_HOURS")


def _stopped_recorder(call: Callable[..., Any], _: FakeAccount) -> None:
    call("s3", "create_bucket", Bucket="their-config", CreateBucketConfiguration={"LocationConstraint": HOME})
    call("iam", "create_service_linked_role", AWSServiceName="config.amazonaws.com")
    role = "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
    recorder = {"name": "theirs", "roleARN": role, "recordingGroup": EXCLUDED}
    call("config", "put_configuration_recorder", ConfigurationRecorder=recorder)
    allowed = {"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}}
    statements = [
        {**allowed, "Action": "s3:GetBucketAcl", "Resource": "arn:aws:s3:::their-config"},
        {**allowed, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::their-config/*"},
    ]
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    call("s3", "put_bucket_policy", Bucket="their-config", Policy=policy)
    call("config", "put_delivery_channel", DeliveryChannel={"name": "theirs", "s3BucketName": "their-config"})


def _public_bucket(call: Callable[..., Any], _: FakeAccount) -> None:
    call("s3", "create_bucket", Bucket="their-website", CreateBucketConfiguration={"LocationConstraint": HOME})
    call("s3", "delete_public_access_block", Bucket="their-website")
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::their-website/*",
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    call("s3", "put_bucket_policy", Bucket="their-website", Policy=policy)


def _old_standard(call: Callable[..., Any], _: FakeAccount) -> None:
    call("securityhub", "enable_security_hub", EnableDefaultStandards=False)
    arn = "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0"
    call("securityhub", "batch_enable_standards", StandardsSubscriptionRequests=[{"StandardsArn": arn}])
    call("securityhub", "get_enabled_standards")  # who looks again finds it ready


def _root_keys(_: Callable[..., Any], fake: FakeAccount) -> None:
    fake.state(IAM)["summary"]["AccountAccessKeysPresent"] = 1


def _decided_by_policy(_: Callable[..., Any], fake: FakeAccount) -> None:
    fake.state(EC2Guards, EU)["policy"].append("images")


WEAKNESSES = (
    Weakness(
        "long passwords without symbols, sixty days old at most", "iam_password_policy_strict", HOME, "changed", _policy
    ),
    Weakness("no trail", "cloudtrail_trail_logging", HOME, "changed"),
    Weakness("a recorder with exclusions, stopped", "config_recorder_recording", HOME, "changed", _stopped_recorder),
    Weakness("volumes in clear", "ec2_ebs_encryption_default", HOME, "changed"),
    Weakness("snapshots that may be shared with everybody", "ec2_snapshots_public_blocked", US, "changed"),
    Weakness("images that may be shared with everybody", "ec2_images_public_blocked", US, "changed"),
    Weakness(
        "images that a declarative policy decides on",
        "ec2_images_public_blocked",
        EU,
        "managed_by_org",
        _decided_by_policy,
    ),
    Weakness("no GuardDuty", "guardduty_detector_enabled", EU, "changed"),
    Weakness("GuardDuty suspended", "guardduty_detector_enabled", US, "changed", _suspended),
    Weakness("findings every six hours", "guardduty_findings_frequent", HOME, "changed", _seldom),
    Weakness("no Security Hub", "securityhub_hub_enabled", EU, "changed"),
    Weakness("an old standard alone", "securityhub_standards_enabled", HOME, "changed", _old_standard),
    Weakness("no external analyzer", "accessanalyzer_external_enabled", US, "changed"),
    Weakness("documents that may be shared with everybody", "ssm_public_sharing_blocked", EU, "changed"),
    Weakness("images that nobody scans", "ecr_scan_on_push_enabled", HOME, "changed"),
    Weakness("a public website in a bucket", "s3_account_public_blocked", HOME, "drift", _public_bucket),
    Weakness("an access key of the root user", "iam_root_keys_absent", HOME, "manual", _root_keys),
    Weakness("a root user without MFA", "iam_root_mfa_enabled", HOME, "manual"),
    Weakness("a default VPC that nobody uses", "vpc_default_absent", US, "would_change"),
    Weakness("nobody to call in an emergency", "account_security_contact_present", HOME, "drift"),
)


def plant(fake: FakeAccount) -> None:
    """Make every weakness; afterwards nothing counts as called."""
    for weakness in WEAKNESSES:

        def call(service: str, operation: str, region: str = weakness.region, **parameters: Any) -> Any:
            return getattr(fake.session.client(service, region_name=region), operation)(**parameters)

        weakness.make(call, fake)
    fake.calls.clear()
