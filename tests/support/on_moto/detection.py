"""What people have set up on moto: recorders and what looks for threats."""

from __future__ import annotations

import json
from typing import Any

from support.account.fake import ACCOUNT, HOME
from support.on_moto.case import BUCKET, MAKE_BUCKET, ROLE, Case, Request, Requests, first

DETECTOR = first("guardduty", "list_detectors", "DetectorIds")

AGENTS = ("EC2_AGENT_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT")


def _recorder(*, recording: bool, **group: Any) -> Requests:
    recorder = {"name": "mine", "roleARN": ROLE, "recordingGroup": {"allSupported": False, **group}}
    begun: Requests = (("config", "start_configuration_recorder", {"ConfigurationRecorderName": "mine"}),)
    return (
        MAKE_BUCKET,
        ("config", "put_configuration_recorder", {"ConfigurationRecorder": recorder}),
        ("config", "put_delivery_channel", {"DeliveryChannel": {"name": "mine", "s3BucketName": BUCKET}}),
        *(begun if recording else ()),
    )


def _records(region: str) -> Case:
    return Case(
        shows=(
            ("config", "describe_configuration_recorders", {}),
            ("config", "describe_configuration_recorder_status", {}),
            ("config", "describe_delivery_channels", {}),
        ),
        weak=_recorder(recording=False, resourceTypes=["AWS::EC2::Instance"]),
        chosen=_recorder(recording=True, resourceTypes=["AWS::EC2::Instance"]),
        clock=("lastStartTime", "lastStopTime", "lastStatus", "lastStatusChangeTime"),
        region=region,
    )


def _detector(**fields: Any) -> Request:
    return ("guardduty", "create_detector", {"Tags": {"owner": "somebody"}, **fields})


def _plan(name: str, **parts: Any) -> Case:
    """A detector with the one plan: moto replaces the list of features where GuardDuty adds to it."""
    off = {"Name": name, "Status": "DISABLED", **parts}
    on = json.loads(json.dumps(off).replace("DISABLED", "ENABLED"))
    return Case(
        shows=(("guardduty", "get_detector", {"DetectorId": DETECTOR}),),
        weak=(_detector(Enable=True, FindingPublishingFrequency="ONE_HOUR", Features=[off]),),
        chosen=(_detector(Enable=True, FindingPublishingFrequency="ONE_HOUR", Features=[on]),),
        clock=("UpdatedAt",),
    )


def _scan(*types: str) -> Request:
    return ("inspector2", "enable", {"accountIds": [ACCOUNT], "resourceTypes": list(types)})


def _scanned(kind: str, frequency: str, name: str) -> Request:
    rule = {"scanFrequency": frequency, "repositoryFilters": [{"filter": name, "filterType": "WILDCARD"}]}
    return ("ecr", "put_registry_scanning_configuration", {"scanType": kind, "rules": [rule]})


CASES: dict[str, Case] = {
    "config_recorder_recording": _records(HOME),
    "config_recorder_everywhere": _records("us-east-1"),
    "config_delivery_present": Case(
        shows=(("config", "describe_delivery_channels", {}), ("s3", "list_buckets", {})),
        weak=_recorder(recording=False, resourceTypes=["AWS::EC2::Instance"])[:2],
        chosen=_recorder(recording=False, resourceTypes=["AWS::EC2::Instance"]),
    ),
    "config_retention_kept": Case(
        shows=(("config", "describe_retention_configurations", {}),),
        weak=(("config", "put_retention_configuration", {"RetentionPeriodInDays": 60}),),
        chosen=(("config", "put_retention_configuration", {"RetentionPeriodInDays": 2000}),),
    ),
    "guardduty_detector_enabled": Case(
        shows=(("guardduty", "get_detector", {"DetectorId": DETECTOR}),),
        weak=(
            _detector(
                Enable=False,
                FindingPublishingFrequency="ONE_HOUR",
                Features=[{"Name": "RDS_LOGIN_EVENTS", "Status": "ENABLED"}],
            ),
        ),
        chosen=(_detector(Enable=True, FindingPublishingFrequency="SIX_HOURS"),),
        clock=("UpdatedAt",),
    ),
    "guardduty_s3_protected": _plan("S3_DATA_EVENTS"),
    "guardduty_eks_audited": _plan("EKS_AUDIT_LOGS"),
    "guardduty_ebs_scanned": _plan("EBS_MALWARE_PROTECTION"),
    "guardduty_rds_protected": _plan("RDS_LOGIN_EVENTS"),
    "guardduty_lambda_protected": _plan("LAMBDA_NETWORK_LOGS"),
    "guardduty_runtime_monitored": _plan(
        "RUNTIME_MONITORING", AdditionalConfiguration=[{"Name": name, "Status": "DISABLED"} for name in AGENTS]
    ),
    "guardduty_findings_frequent": Case(
        shows=(("guardduty", "get_detector", {"DetectorId": DETECTOR}),),
        weak=(_detector(Enable=True, FindingPublishingFrequency="SIX_HOURS"),),
        chosen=(_detector(Enable=True, FindingPublishingFrequency="FIFTEEN_MINUTES"),),
        clock=("UpdatedAt",),
    ),
    "securityhub_hub_enabled": Case(
        shows=(("securityhub", "describe_hub", {}),),
        chosen=(("securityhub", "enable_security_hub", {"EnableDefaultStandards": True}),),
        stays="moto shows no tags of a hub, and without ours it is not turned off",
    ),
    "inspector_scanning_enabled": Case(
        shows=(("inspector2", "batch_get_account_status", {"accountIds": [ACCOUNT]}),),
        weak=(_scan("EC2"),),
        chosen=(_scan("EC2", "ECR", "LAMBDA", "LAMBDA_CODE"),),
    ),
    "ecr_scan_on_push_enabled": Case(
        shows=(("ecr", "get_registry_scanning_configuration", {}),),
        weak=(_scanned("BASIC", "SCAN_ON_PUSH", "prod-*"),),
        chosen=(_scanned("ENHANCED", "CONTINUOUS_SCAN", "*"),),
    ),
    "config_recorder_recording from nothing": Case(
        shows=(("config", "describe_configuration_recorders", {}), ("config", "describe_delivery_channels", {})),
        stays="moto names no ARN of a recorder, and by its tags alone is ours told from another",
    ),
    "guardduty_detector_enabled from nothing": Case(shows=(("guardduty", "list_detectors", {}),)),
}
