"""The names of resource types in Security Hub's findings, turned into CloudFormation's.

https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resources.html lists `AwsEc2Instance` and the like.
"""

from __future__ import annotations

import re

from hinomi.model import Resource
from hinomi.sources.arns import short_name
from hinomi.sources.reading import mask_keys

_SERVICES = {
    "AmazonMq": "AmazonMQ",
    "ApiGateway": "ApiGateway",
    "ApiGatewayV2": "ApiGatewayV2",
    "AppSync": "AppSync",
    "Athena": "Athena",
    "AutoScaling": "AutoScaling",
    "Backup": "Backup",
    "CertificateManager": "CertificateManager",
    "CloudFormation": "CloudFormation",
    "CloudFront": "CloudFront",
    "CloudTrail": "CloudTrail",
    "CloudWatch": "CloudWatch",
    "CodeBuild": "CodeBuild",
    "Dms": "DMS",
    "DynamoDb": "DynamoDB",
    "Ec2": "EC2",
    "Ecr": "ECR",
    "Ecs": "ECS",
    "Efs": "EFS",
    "Eks": "EKS",
    "ElasticBeanstalk": "ElasticBeanstalk",
    "Elasticsearch": "Elasticsearch",
    "Elb": "ElasticLoadBalancing",
    "Elbv2": "ElasticLoadBalancingV2",
    "EventSchemas": "EventSchemas",
    "Events": "Events",
    "GuardDuty": "GuardDuty",
    "Iam": "IAM",
    "Kinesis": "Kinesis",
    "Kms": "KMS",
    "Lambda": "Lambda",
    "Msk": "MSK",
    "NetworkFirewall": "NetworkFirewall",
    "OpenSearchService": "OpenSearchService",
    "Rds": "RDS",
    "Redshift": "Redshift",
    "Route53": "Route53",
    "S3": "S3",
    "SageMaker": "SageMaker",
    "SecretsManager": "SecretsManager",
    "Sns": "SNS",
    "Sqs": "SQS",
    "Ssm": "SSM",
    "StepFunction": "StepFunctions",
    "Waf": "WAF",
    "WafRegional": "WAFRegional",
    "Wafv2": "WAFv2",
    "Xray": "XRay",
}
_SERVICE = re.compile(rf"Aws({'|'.join(sorted(_SERVICES, key=len, reverse=True))})([A-Z]\w+)")
_WORDS = re.compile(r"Db(?=[A-Z])|Vpc|Eip\b|Vpn(?=[A-Z])")
_WHOLE = {"AwsAccount": "AWS::::Account", "AwsEcrContainerImage": "AWS::ECR::Image"}


def cloudformation(kind: str) -> str:
    """Return CloudFormation's name of a resource type; a name that is new to us stays as it is."""
    match = _SERVICE.fullmatch(kind)
    if kind in _WHOLE or match is None:
        return _WHOLE.get(kind, kind)
    return f"AWS::{_SERVICES[match[1]]}::{_WORDS.sub(lambda word: word[0].upper(), match[2])}"


def resource(kind: str, identifier: str, labels: dict[str, str]) -> Resource:
    """Return a resource of a finding under the name that people call it by; `null` is what GuardDuty calls no key."""
    name = mask_keys(short_name(identifier))
    name = "" if name == "null" else name
    return Resource(type=cloudformation(kind), id=name, name=labels.get("Name", ""), tags=labels)
