"""How to bring AWS Config, flow logs and GuardDuty of the fake account into a given state."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from support.account.configservice import ConfigService
from support.account.fake import ACCOUNT, HOME
from support.account.flow_logs import FlowLogs, flow_log
from support.account.guardduty import DETECTOR, GuardDuty, detector
from support.account.iam_service_roles import ServiceRoles
from support.arrangement import Arrangement

if TYPE_CHECKING:
    from hinomi.baseline.strength import State
    from support.account.fake import FakeAccount

PLANS = {
    "guardduty_s3_protected": "S3_DATA_EVENTS",
    "guardduty_eks_audited": "EKS_AUDIT_LOGS",
    "guardduty_ebs_scanned": "EBS_MALWARE_PROTECTION",
    "guardduty_rds_protected": "RDS_LOGIN_EVENTS",
    "guardduty_lambda_protected": "LAMBDA_NETWORK_LOGS",
}
TAGGED = "the request that makes it carries its tags"
RECORDER_UNSEEN = {
    "config:TagResource": TAGGED,
    "iam:PassRole": "PutConfigurationRecorder hands the role to AWS Config",
}
FLOW_LOGS_UNSEEN = {
    "ec2:CreateTags": TAGGED,
    "logs:CreateLogDelivery": "EC2 asks for the delivery with its caller's rights",
    "logs:DeleteLogDelivery": "likewise, when it cannot be had",
}
ROLE = {"iam:CreateServiceLinkedRole": "GuardDuty makes its service-linked role with its caller's rights"}


RECORDER = {
    "name": "audit",
    "arn": f"arn:aws:config:{HOME}:{ACCOUNT}:configuration-recorder/audit/c3d4",
    "roleARN": f"arn:aws:iam::{ACCOUNT}:role/audit",
    "recordingGroup": {
        "allSupported": False,
        "exclusionByResourceTypes": {"resourceTypes": ["AWS::EC2::Instance"]},
        "recordingStrategy": {"useOnly": "EXCLUSION_BY_RESOURCE_TYPES"},
    },
    "recordingMode": {"recordingFrequency": "DAILY"},
}
"""A recorder as somebody may have chosen it."""
CHANNEL = {"name": "audit", "s3BucketName": "audit-of-somebody"}


def recorder(fake: FakeAccount, region: str, state: State) -> None:
    fake.state(ServiceRoles)["linked"] = ["config.amazonaws.com"]
    config = fake.state(ConfigService, region)
    if state["recorder"] != "absent":
        config["recorders"] = [RECORDER]
        config["channels"] = [CHANNEL] if state["recorder"] == "recording" else []
        config["running"] = ["audit"] if state["recorder"] == "recording" else []


def delivery(fake: FakeAccount, region: str, state: State) -> None:
    config = fake.state(ConfigService, region)
    config["recorders"] = [RECORDER]
    config["channels"] = [CHANNEL] if state["delivered"] else []


def retention(fake: FakeAccount, region: str, state: State) -> None:
    kept = {"Name": "default", "RetentionPeriodInDays": state["days"]}
    fake.state(ConfigService, region)["retention"] = [kept]


VPC = "vpc-default"
"""The one VPC of a fresh Region."""


def flow_logs(fake: FakeAccount, region: str, state: State) -> None:
    if state["traffic"] != "none":
        own = flow_log(VPC, str(state["traffic"]), "arn:aws:s3:::audit-of-somebody/")
        fake.state(FlowLogs, region)["flow_logs"] = [own]


def detector_enabled(fake: FakeAccount, region: str, state: State) -> None:
    if state["detector"] != "absent":
        status = "ENABLED" if state["detector"] == "enabled" else "DISABLED"
        fake.state(GuardDuty, region)["detectors"][DETECTOR] = detector(status=status)


def plan(feature: str, fake: FakeAccount, region: str, state: State) -> None:
    own = detector()
    next(one for one in own["Features"] if one["Name"] == feature)["Status"] = _status(on=bool(state["protected"]))
    fake.state(GuardDuty, region)["detectors"][DETECTOR] = own


def runtime(fake: FakeAccount, region: str, state: State) -> None:
    own, agents = detector(), state["agents"]
    assert isinstance(agents, tuple)
    feature = next(one for one in own["Features"] if one["Name"] == "RUNTIME_MONITORING")
    feature["Status"] = _status(on=bool(state["monitored"]))
    for part in feature["AdditionalConfiguration"]:
        part["Status"] = _status(on=part["Name"] in agents)
    fake.state(GuardDuty, region)["detectors"][DETECTOR] = own


def findings_frequent(fake: FakeAccount, region: str, state: State) -> None:
    own = {**detector(), "FindingPublishingFrequency": state["frequency"]}
    fake.state(GuardDuty, region)["detectors"][DETECTOR] = own


def _status(*, on: bool) -> str:
    return "ENABLED" if on else "DISABLED"


ARRANGE = {
    "config_recorder_recording": Arrangement(recorder, unseen=RECORDER_UNSEEN),
    "config_recorder_everywhere": Arrangement(recorder, region="eu-west-1", unseen=RECORDER_UNSEEN),
    "config_delivery_present": Arrangement(delivery),
    "config_retention_kept": Arrangement(retention, states=st.fixed_dictionaries({"days": st.integers(30, 2557)})),
    "ec2_flow_logs_enabled": Arrangement(flow_logs, unseen=FLOW_LOGS_UNSEEN),
    "guardduty_detector_enabled": Arrangement(detector_enabled, unseen={**ROLE, "guardduty:TagResource": TAGGED}),
    **{
        control: Arrangement(partial(plan, feature), unseen=ROLE if feature == "EBS_MALWARE_PROTECTION" else {})
        for control, feature in PLANS.items()
    },
    "guardduty_runtime_monitored": Arrangement(runtime),
    "guardduty_findings_frequent": Arrangement(findings_frequent),
}
