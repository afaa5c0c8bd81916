"""What people have set up on moto: trails and the alarms on them."""

from __future__ import annotations

import json
from typing import Any

from hinomi.services.cis_alarms import PATTERNS
from hinomi.services.ownership import TAG
from support.account.fake import ACCOUNT, HOME
from support.on_moto.case import BUCKET, MAKE_BUCKET, ROLE, Case, Requests

TRUST = {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "sts:AssumeRole"}
MANAGEMENT = {"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": []}

ONE_BUCKET = {"Type": "AWS::S3::Object", "Values": ["arn:aws:s3:::accounts/"]}

_key = f"arn:aws:kms:{HOME}:{ACCOUNT}:key/"


def _trail(name: str, *, recorded: dict[str, Any] = MANAGEMENT, logging: bool = True, **fields: Any) -> Requests:
    """Make a trail; moto begins without the selector that AWS gives to each new trail."""
    begun: Requests = (("cloudtrail", "start_logging", {"Name": name}),) if logging else ()
    return (
        MAKE_BUCKET,
        ("cloudtrail", "create_trail", {"Name": name, "S3BucketName": BUCKET, "IsMultiRegionTrail": True, **fields}),
        ("cloudtrail", "put_event_selectors", {"TrailName": name, "EventSelectors": [recorded]}),
        *begun,
    )


def _trail_shown(name: str) -> Requests:
    return (
        ("cloudtrail", "describe_trails", {}),
        ("cloudtrail", "get_trail_status", {"Name": name}),
        ("cloudtrail", "get_event_selectors", {"TrailName": name}),
        ("cloudtrail", "list_tags", {"ResourceIdList": [f"arn:aws:cloudtrail:{HOME}:{ACCOUNT}:trail/{name}"]}),
    )


_TRAIL_TIMES = (
    "LatestDeliveryAttemptTime",
    "LatestDeliveryTime",
    "StartLoggingTime",
    "StopLoggingTime",
    "TimeLoggingStarted",
    "TimeLoggingStopped",
)


def _alarm(threshold: float) -> Requests:
    metric = {"metricName": "root", "metricNamespace": "Mine", "metricValue": "1"}
    name = {"logGroupName": "trail", "filterName": "mine", "metricTransformations": [metric]}
    watch = {
        "AlarmName": "mine",
        "Namespace": "Mine",
        "MetricName": "root",
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 3,
        "Threshold": threshold,
        "ComparisonOperator": "GreaterThanThreshold",
    }
    return (
        ("logs", "put_metric_filter", {**name, "filterPattern": PATTERNS["root-use"]}),
        ("cloudwatch", "put_metric_alarm", watch),
    )


_watched: Requests = (
    ("logs", "create_log_group", {"logGroupName": "trail"}),
    *_trail(
        "audit",
        CloudWatchLogsLogGroupArn=f"arn:aws:logs:{HOME}:{ACCOUNT}:log-group:trail:*",
        CloudWatchLogsRoleArn=ROLE,
    ),
)


_delivering: Requests = (
    (
        "iam",
        "create_role",
        {
            "RoleName": "hinomi-cloudtrail-logs",
            "AssumeRolePolicyDocument": json.dumps({"Version": "2012-10-17", "Statement": [TRUST]}),
        },
    ),
)


CASES: dict[str, Case] = {
    "cloudtrail_trail_logging": Case(
        shows=_trail_shown("hinomi-trail"),
        weak=_trail(
            "hinomi-trail",
            recorded={**MANAGEMENT, "ReadWriteType": "WriteOnly"},
            logging=False,
            IsMultiRegionTrail=False,
        ),
        chosen=_trail("hinomi-trail", recorded={**MANAGEMENT, "DataResources": [ONE_BUCKET]}),
        clock=_TRAIL_TIMES,
    ),
    "cloudtrail_validation_enabled": Case(
        shows=_trail_shown("audit"),
        weak=_trail("audit", TagsList=[TAG]),
        chosen=_trail("audit"),
        clock=_TRAIL_TIMES,
    ),
    "cloudtrail_kms_encrypted": Case(
        shows=_trail_shown("audit"),
        weak=_trail("audit", KmsKeyId=""),
        chosen=_trail("audit", KmsKeyId=f"{_key}theirs"),
        wanted={"kms_key": f"{_key}ours"},
        clock=_TRAIL_TIMES,
    ),
    "cloudtrail_logs_delivered": Case(
        shows=(*_trail_shown("audit"), ("logs", "describe_log_groups", {})),
        weak=(*_delivering, *_trail("audit", CloudWatchLogsLogGroupArn="", CloudWatchLogsRoleArn="")),
        chosen=(*_delivering, *_watched),
        clock=_TRAIL_TIMES,
    ),
    "cloudtrail_s3_events_recorded": Case(
        shows=_trail_shown("audit"),
        weak=_trail("audit", recorded={**MANAGEMENT, "DataResources": [ONE_BUCKET]}),
        chosen=_trail("audit", recorded={**MANAGEMENT, "DataResources": [{**ONE_BUCKET, "Values": ["arn:aws:s3"]}]}),
        clock=_TRAIL_TIMES,
    ),
    "cloudwatch_cis_alarms_present": Case(
        shows=(("logs", "describe_metric_filters", {}), ("cloudwatch", "describe_alarms", {})),
        weak=_watched,
        chosen=(*_watched, *_alarm(5)),
        wanted={"alarms": ["root-use"]},
    ),
}
