from __future__ import annotations

import pytest

from hinomi.sources import securityhub_controls
from hinomi.sources.securityhub_categories import category, spelling
from hinomi.sources.securityhub_types import cloudformation


@pytest.mark.parametrize(
    ("control", "expected"),
    [
        ("S3.8", "public_access"),
        ("s3.8", "public_access"),
        ("IAM.9", "access_management"),
        ("IAM.20", "root_access"),
        ("EC2.54", "network"),
        ("EC2.7", "encryption_at_rest"),
        ("CloudTrail.4", "data_protection"),
        ("GuardDuty.1", "detection"),
        ("Example.1", "other"),
        ("", "other"),
    ],
)
def test_a_control_has_one_category(control: str, expected: str) -> None:
    assert category(control) == expected


def test_a_control_is_spelled_one_way() -> None:
    assert spelling("OPENSEARCH.1") == "Opensearch.1"
    assert spelling("Example.1") == "Example.1"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("AwsEc2Instance", "AWS::EC2::Instance"),
        ("AwsEc2Vpc", "AWS::EC2::VPC"),
        ("AwsEc2Eip", "AWS::EC2::EIP"),
        ("AwsRdsDbInstance", "AWS::RDS::DBInstance"),
        ("AwsElbv2LoadBalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer"),
        ("AwsElasticsearchDomain", "AWS::Elasticsearch::Domain"),
        ("AwsEventsEventbus", "AWS::Events::Eventbus"),
        ("AwsAccount", "AWS::::Account"),
        ("AwsEcrContainerImage", "AWS::ECR::Image"),
        ("AWS::S3::Bucket", "AWS::S3::Bucket"),
        ("Other", "Other"),
        ("", ""),
    ],
)
def test_resource_types_have_cloudformations_names(kind: str, expected: str) -> None:
    assert cloudformation(kind) == expected


def test_standards_have_short_names() -> None:
    named = ("standards/pci-dss/v/4.0.1", "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0", "x")
    assert securityhub_controls.standards(named) == "PCI DSS 4.0.1, CIS AWS Foundations 1.2.0"


def test_only_security_hub_has_controls() -> None:
    ours = "arn:aws:securityhub:ap-northeast-1::product/aws/securityhub"
    theirs = "arn:aws:securityhub:ap-northeast-1:123456789012:product/123456789012/default"
    assert securityhub_controls.control(ours, ("S3.8",), "", "") == "S3.8"
    assert securityhub_controls.control(theirs, ("S3.8",), "", "") == ""
