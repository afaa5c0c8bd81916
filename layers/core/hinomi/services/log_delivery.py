"""What the policy of the log bucket says, so that AWS's services can deliver into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hinomi.baseline.scene import Scene
    from hinomi.services.bucket_policy import Statement

_OWNER_CONTROLS = {"s3:x-amz-acl": "bucket-owner-full-control"}


def statements(home: Scene, bucket: str, trail: str) -> list[Statement]:
    """Let a trail, AWS Config and flow logs of this account write below their prefixes, and nobody else.

    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
    https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
    https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html
    """
    one = {"aws:SourceArn": home.arn("cloudtrail", f"trail/{trail}")}
    ours = {"aws:SourceAccount": home.account}
    logs = f"/AWSLogs/{home.account}"
    rows = (
        ("HinomiTrailAcl", "cloudtrail", "s3:GetBucketAcl", "", one),
        ("HinomiTrailWrite", "cloudtrail", "s3:PutObject", f"{logs}/*", {**one, **_OWNER_CONTROLS}),
        ("HinomiConfigAcl", "config", "s3:GetBucketAcl", "", ours),
        ("HinomiConfigList", "config", "s3:ListBucket", "", ours),
        ("HinomiConfigWrite", "config", "s3:PutObject", f"{logs}/Config/*", {**ours, **_OWNER_CONTROLS}),
        ("HinomiFlowLogsAcl", "delivery.logs", "s3:GetBucketAcl", "", ours),
        # Without it, deliveries leave refused calls in CloudTrail, which alarms count.
        ("HinomiFlowLogsList", "delivery.logs", "s3:ListBucket", "", ours),
        ("HinomiFlowLogsWrite", "delivery.logs", "s3:PutObject", "/flow-logs/*", {**ours, **_OWNER_CONTROLS}),
    )
    return [
        {
            "Sid": sid,
            "Effect": "Allow",
            "Principal": {"Service": f"{service}.amazonaws.com"},
            "Action": action,
            "Resource": f"arn:{home.partition}:s3:::{bucket}{path}",
            "Condition": {"StringEquals": only},
        }
        for sid, service, action, path, only in rows
    ]
