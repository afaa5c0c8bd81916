"""What an AWS Health event affects: a service, and ids, ARNs or the account itself, without a type beside them."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from hinomi.model import Resource
from hinomi.sources import arns
from hinomi.sources.reading import fingerprint, mappings, mask_keys, text, texts

SERVICES = {
    "APIGATEWAY": "API Gateway",
    "BACKUP": "AWS Backup",
    "BEDROCK": "Amazon Bedrock",
    "BILLING": "AWS Billing",
    "CLOUDFORMATION": "CloudFormation",
    "CLOUDFRONT": "CloudFront",
    "CLOUDTRAIL": "CloudTrail",
    "CLOUDWATCH": "CloudWatch",
    "CODEBUILD": "CodeBuild",
    "COGNITO": "Cognito",
    "CONFIG": "AWS Config",
    "DIRECTCONNECT": "Direct Connect",
    "DYNAMODB": "DynamoDB",
    "ELASTICACHE": "ElastiCache",
    "ELASTICBEANSTALK": "Elastic Beanstalk",
    "ELASTICFILESYSTEM": "EFS",
    "ELASTICLOADBALANCING": "Elastic Load Balancing",
    "ELASTICMAPREDUCE": "EMR",
    "EVENTS": "EventBridge",
    "FARGATE": "Fargate",
    "GLUE": "Glue",
    "GUARDDUTY": "GuardDuty",
    "KINESIS": "Kinesis",
    "LAMBDA": "Lambda",
    "NATGATEWAY": "NAT Gateway",
    "OPENSEARCH": "OpenSearch Service",
    "REDSHIFT": "Redshift",
    "ROUTE53": "Route 53",
    "SAGEMAKER": "SageMaker AI",
    "SECRETSMANAGER": "Secrets Manager",
    "STATES": "Step Functions",
    "TRANSITGATEWAY": "Transit Gateway",
    "WORKSPACES": "WorkSpaces",
}
"""What AWS Health writes in capitals and people do not; any other service is named as AWS Health names it."""

# https://docs.aws.amazon.com/health/latest/ug/aws-health-events-eventbridge-schema.html
_OVER = frozenset({"RESOLVED", "UNIMPAIRED"})
_NO_RESOURCE = frozenset({"", "AWS_ACCOUNT", "UNKNOWN"})
_MOST_RESOURCES = 10
_BY_START = (
    ("AKIA", "AWS::IAM::AccessKey"),
    ("ASIA", "AWS::IAM::AccessKey"),
    ("i-", "AWS::EC2::Instance"),
    ("vol-", "AWS::EC2::Volume"),
    ("vpn-", "AWS::EC2::VPNConnection"),
)
_BY_ARN = {
    ("acm", "certificate"): "AWS::ACM::Certificate",
    ("ec2", "instance"): "AWS::EC2::Instance",
    ("ec2", "volume"): "AWS::EC2::Volume",
    ("ecs", "cluster"): "AWS::ECS::Cluster",
    ("ecs", "service"): "AWS::ECS::Service",
    ("eks", "cluster"): "AWS::EKS::Cluster",
    ("elasticache", "cluster"): "AWS::ElastiCache::CacheCluster",
    ("es", "domain"): "AWS::OpenSearchService::Domain",
    ("iam", "role"): "AWS::IAM::Role",
    ("iam", "user"): "AWS::IAM::User",
    ("lambda", "function"): "AWS::Lambda::Function",
    ("rds", "cluster"): "AWS::RDS::DBCluster",
    ("rds", "db"): "AWS::RDS::DBInstance",
    ("redshift", "cluster"): "AWS::Redshift::Cluster",
}


def affected(body: dict[str, Any], detail: dict[str, Any], *, every: bool = False) -> tuple[str, ...]:
    """List what is affected, each once: what is still affected where AWS says of some that they are not any more.

    With `every`, those too.
    """
    entities = mappings(detail, "affectedEntities")
    pending = [one for one in entities if every or text(one, "status").upper() not in _OVER]
    named = [text(one, "entityValue") for one in pending or entities] or texts(body, "resources")
    account = text(detail, "affectedAccount") or text(body, "account")
    return tuple(dict.fromkeys(name for name in named if names_thing(name, account)))


def names_thing(name: str, account: str) -> bool:
    """Tell whether it names something in the account, and not the account itself."""
    return arns.short_name(name) not in {*_NO_RESOURCE, account}


def about(account: str, *event: str, thing: str = "") -> str:
    """Say what an alert is about: an event in an account, or one thing that it names, which may be an access key.

    Accounts share the ARN of an event that affects them all. Nobody can read the key out of its hash.
    """
    named = (sha256(arns.short_name(thing).encode()).hexdigest(),) if thing else ()
    return fingerprint("health", account, *event, *named)


def type_of(name: str) -> str:
    """Return CloudFormation's name of the resource type that a name tells, if it tells any."""
    arn = arns.parse(name)
    if arn.service == "s3":
        return "AWS::S3::Bucket"
    if arn.service:
        return _BY_ARN.get((arn.service, arn.resource.replace(":", "/").partition("/")[0]), "")
    return next((kind for start, kind in _BY_START if name.startswith(start)), "")


def resources(names: tuple[str, ...]) -> tuple[Resource, ...]:
    """Make resources of them, with access keys masked; the first stands for more than ten, which a fact lists."""
    shown = names if len(names) <= _MOST_RESOURCES else names[:1]
    return tuple(Resource(type=type_of(name), id=mask_keys(arns.short_name(name))) for name in shown)
