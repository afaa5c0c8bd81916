"""What a call acted upon, by the parameter that names it, as CloudFormation calls its kind.

The names are those of the API references, which CloudTrail keeps but for the case of their first letter:
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html.
"""

from __future__ import annotations

from typing import Final

from hinomi.model import Resource
from hinomi.sources import arns
from hinomi.sources.cloudtrail_requests import said
from hinomi.sources.reading import mask_keys

_TARGETS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "access-analyzer": (("analyzerName", "AWS::AccessAnalyzer::Analyzer"),),
    "bedrock": (("guardrailIdentifier", "AWS::Bedrock::Guardrail"),),
    "budgets": (("budgetName", "AWS::Budgets::Budget"),),
    "cloudformation": (("stackName", "AWS::CloudFormation::Stack"),),
    "cloudtrail": (
        ("name", "AWS::CloudTrail::Trail"),
        ("trailName", "AWS::CloudTrail::Trail"),
        ("eventDataStore", "AWS::CloudTrail::EventDataStore"),
    ),
    "config": (
        ("configurationRecorderName", "AWS::Config::ConfigurationRecorder"),
        ("configRuleName", "AWS::Config::ConfigRule"),
    ),
    "dynamodb": (("tableName", "AWS::DynamoDB::Table"),),
    "ec2": (
        ("flowLogId", "AWS::EC2::FlowLog"),
        ("groupId", "AWS::EC2::SecurityGroup"),
        ("networkAclId", "AWS::EC2::NetworkAcl"),
        ("routeTableId", "AWS::EC2::RouteTable"),
        ("internetGatewayId", "AWS::EC2::InternetGateway"),
        ("customerGatewayId", "AWS::EC2::CustomerGateway"),
        ("vpcPeeringConnectionId", "AWS::EC2::VPCPeeringConnection"),
        ("vpcId", "AWS::EC2::VPC"),
    ),
    "events": (("name", "AWS::Events::Rule"), ("rule", "AWS::Events::Rule")),
    "guardduty": (("detectorId", "AWS::GuardDuty::Detector"),),
    "iam": (
        ("roleName", "AWS::IAM::Role"),
        ("userName", "AWS::IAM::User"),
        ("groupName", "AWS::IAM::Group"),
        ("policyArn", "AWS::IAM::Policy"),
        ("policyName", "AWS::IAM::Policy"),
    ),
    "kms": (("keyId", "AWS::KMS::Key"),),
    "lambda": (("functionName", "AWS::Lambda::Function"),),
    "logs": (("logGroupName", "AWS::Logs::LogGroup"),),
    "monitoring": (("alarmNames", "AWS::CloudWatch::Alarm"), ("alarmName", "AWS::CloudWatch::Alarm")),
    "network-firewall": (
        ("firewallName", "AWS::NetworkFirewall::Firewall"),
        ("firewallArn", "AWS::NetworkFirewall::Firewall"),
    ),
    "organizations": (("accountId", "AWS::::Account"),),
    "s3": (("bucketName", "AWS::S3::Bucket"),),
    "scheduler": (("name", "AWS::Scheduler::Schedule"),),
    "sns": tuple((name, "AWS::SNS::Topic") for name in ("topicArn", "subscriptionArn", "resourceArn")),
    "sqs": (("queueUrl", "AWS::SQS::Queue"),),
    "states": (("stateMachineArn", "AWS::StepFunctions::StateMachine"),),
    "wafv2": (("name", "AWS::WAFv2::WebACL"), ("webACLArn", "AWS::WAFv2::WebACL")),
}
# Where a call names more than one thing, an envelope of this name holds the id: `{"content": "fl-1", "tag": 1}`.
_ENVELOPE = "content"


def targets(service: str, request: object) -> tuple[Resource, ...]:
    """Name what was acted upon, as far as the request tells."""
    for parameter, kind in _TARGETS.get(service, ()):
        names = said(request, parameter)
        if not names and parameter == "flowLogId":
            names = said(request, _ENVELOPE)
        if names:
            return tuple(Resource(type=kind, id=_short(service, name)) for name in names)
    return ()


def _short(service: str, name: str) -> str:
    """Return what people call it: the end of a queue's address or of an ARN, the topic of a subscription."""
    if service == "sqs":
        return mask_keys(name.rpartition("/")[2])
    return mask_keys(arns.parse(name).resource.partition(":")[0] or name if service == "sns" else arns.short_name(name))
