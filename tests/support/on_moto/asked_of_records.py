"""Requests in turn for the account in memory and for moto: a trail and a recorder from beginning to end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from support.account.fake import ACCOUNT, HOME
from support.on_moto import case
from support.on_moto.case import MAKE_BUCKET, ROLE

if TYPE_CHECKING:
    from support.on_moto.case import Requests

BUCKET = {"Bucket": case.BUCKET}
TRAIL = {"Name": "audit"}
MISSING = {"Name": "missing"}
OF_TRAIL = {"TrailName": "audit"}
RECORDER = {"ConfigurationRecorderName": "default"}
CHANNEL = {"DeliveryChannelName": "default"}
SELECTORS = [{"ReadWriteType": "WriteOnly", "IncludeManagementEvents": True, "DataResources": []}]
ADVANCED = [{"Name": "all", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}]
TRAIL_ARN = f"arn:aws:cloudtrail:{HOME}:{ACCOUNT}:trail/audit"
POLICY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": f"{service}.amazonaws.com"},
                "Action": action,
                "Resource": f"arn:aws:s3:::example-logs{path}",
                "Condition": {"StringEquals": only},
            }
            for service, only in (
                ("cloudtrail", {"aws:SourceArn": TRAIL_ARN}),
                ("config", {"aws:SourceAccount": ACCOUNT}),
            )
            for action, path in (("s3:GetBucketAcl", ""), ("s3:PutObject", f"/AWSLogs/{ACCOUNT}/*"))
        ],
    }
)

SCRIPTS: dict[str, Requests] = {
    "trail": (
        ("cloudtrail", "describe_trails", {}),
        ("cloudtrail", "get_trail_status", MISSING),
        ("cloudtrail", "create_trail", {**TRAIL, "S3BucketName": "missing"}),
        MAKE_BUCKET,
        ("s3", "put_bucket_policy", {**BUCKET, "Policy": POLICY}),
        (
            "cloudtrail",
            "create_trail",
            {
                **TRAIL,
                "S3BucketName": "example-logs",
                "IsMultiRegionTrail": True,
                "TagsList": [{"Key": "a", "Value": "b"}],
            },
        ),
        ("cloudtrail", "create_trail", {**TRAIL, "S3BucketName": "example-logs"}),
        ("cloudtrail", "describe_trails", {}),
        ("cloudtrail", "list_trails", {}),
        ("cloudtrail", "list_tags", {"ResourceIdList": [TRAIL_ARN]}),
        ("cloudtrail", "get_trail_status", TRAIL),
        ("cloudtrail", "start_logging", TRAIL),
        ("cloudtrail", "get_trail_status", TRAIL),
        ("cloudtrail", "stop_logging", TRAIL),
        ("cloudtrail", "get_trail_status", TRAIL),
        ("cloudtrail", "get_event_selectors", OF_TRAIL),
        ("cloudtrail", "put_event_selectors", {**OF_TRAIL, "EventSelectors": SELECTORS}),
        ("cloudtrail", "get_event_selectors", OF_TRAIL),
        ("cloudtrail", "put_event_selectors", {**OF_TRAIL, "AdvancedEventSelectors": ADVANCED}),
        ("cloudtrail", "get_event_selectors", OF_TRAIL),
        ("cloudtrail", "update_trail", {**TRAIL, "EnableLogFileValidation": True}),
        ("cloudtrail", "update_trail", {**MISSING, "EnableLogFileValidation": True}),
        ("cloudtrail", "start_logging", MISSING),
        ("cloudtrail", "put_event_selectors", {"TrailName": "missing", "EventSelectors": SELECTORS}),
        ("cloudtrail", "delete_trail", TRAIL),
        ("cloudtrail", "delete_trail", TRAIL),
        ("cloudtrail", "describe_trails", {}),
    ),
    "recorder": (
        ("config", "describe_configuration_recorders", {}),
        ("config", "describe_configuration_recorder_status", {}),
        ("config", "start_configuration_recorder", RECORDER),
        MAKE_BUCKET,
        ("s3", "put_bucket_policy", {**BUCKET, "Policy": POLICY}),
        ("config", "put_delivery_channel", {"DeliveryChannel": {"name": "default", "s3BucketName": "example-logs"}}),
        (
            "config",
            "put_configuration_recorder",
            {
                "ConfigurationRecorder": {
                    "name": "default",
                    "roleARN": ROLE,
                    "recordingGroup": {"allSupported": True, "includeGlobalResourceTypes": True},
                }
            },
        ),
        (
            "config",
            "put_configuration_recorder",
            {"ConfigurationRecorder": {"name": "second", "roleARN": ROLE, "recordingGroup": {"allSupported": True}}},
        ),
        ("config", "describe_configuration_recorders", {}),
        ("config", "describe_configuration_recorder_status", {}),
        ("config", "start_configuration_recorder", RECORDER),
        ("config", "put_delivery_channel", {"DeliveryChannel": {"name": "default", "s3BucketName": "missing"}}),
        ("config", "put_delivery_channel", {"DeliveryChannel": {"name": "default", "s3BucketName": "example-logs"}}),
        ("config", "put_delivery_channel", {"DeliveryChannel": {"name": "second", "s3BucketName": "example-logs"}}),
        ("config", "describe_delivery_channels", {}),
        ("config", "start_configuration_recorder", RECORDER),
        ("config", "describe_configuration_recorder_status", {}),
        ("config", "delete_delivery_channel", CHANNEL),
        ("config", "stop_configuration_recorder", RECORDER),
        ("config", "stop_configuration_recorder", {"ConfigurationRecorderName": "missing"}),
        ("config", "describe_configuration_recorder_status", {}),
        ("config", "delete_delivery_channel", CHANNEL),
        ("config", "delete_delivery_channel", CHANNEL),
        ("config", "delete_configuration_recorder", RECORDER),
        ("config", "delete_configuration_recorder", RECORDER),
        ("config", "describe_retention_configurations", {}),
        ("config", "put_retention_configuration", {"RetentionPeriodInDays": 60}),
        ("config", "describe_retention_configurations", {}),
    ),
}
