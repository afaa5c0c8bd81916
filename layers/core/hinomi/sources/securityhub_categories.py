"""Which category a Security Hub control belongs to: what a guide can say of a control that it does not know by name.

The categories are AWS's (https://docs.aws.amazon.com/securityhub/latest/userguide/control-categories.html), their
spellings made one; what lies open to the public is `public_access` wherever AWS files it, and a control without a
documented category has the one that its title tells. Retired controls are listed too: their findings stay for a while.
State of October 2026.
"""

from __future__ import annotations

# Category → controls: `EC2.53-54,61` is EC2.53, EC2.54 and EC2.61.
_CONTROLS = {
    "access_management": """
        Account.2 APIGateway.8 BedrockAgentCore.2 CloudFormation.4 CloudFront.2,16-17 CodeBuild.5 Cognito.1,3-5
        EC2.55-58,60 ECS.1,5,20-21 EFS.3-4 ElastiCache.6 IAM.1-19,21-22,27 KMS.1-2 Opensearch.7 S3.6-7,12
        SecretsManager.3-4 ServiceCatalog.1
    """,
    "root_access": """
        ECS.4 IAM.20 SageMaker.3
    """,
    "passwordless_authentication": """
        AppSync.5 Cognito.2 DMS.10-11 MSK.6 Neptune.7 RDS.10,12
    """,
    "network": """
        AutoScaling.3-4 BedrockAgentCore.5,7 CloudFront.8 EC2.2,8,10,12-14,16-19,21,23,29,53-54,61-170,180 ECS.17
        ElastiCache.7 ELB.4,16 Lambda.3 NetworkFirewall.3-6,10 PCA.1 RDS.1,18,23 Redshift.7,15 RedshiftServerless.1
        SageMaker.1-2,11-12,14,16,19-20,25 WAF.2-4,6-8,10
    """,
    "public_access": """
        Autoscaling.5 BedrockAgentCore.1 CloudFront.1 CloudTrail.6 DMS.1 DocumentDB.3 EC2.1,9,15,25,172,182 ECS.2,16
        EFS.6 EKS.1 EMR.1-2 ES.2 KMS.5 Lambda.1 MSK.4 Neptune.3 Opensearch.2 RDS.2,46 Redshift.1 RedshiftServerless.3
        S3.1-3,8,19,24 SageMaker.5 SNS.4 SQS.3 SSM.4,7
    """,
    "encryption_at_rest": """
        APIGateway.5 AppSync.1 Athena.1 Backup.1 Bedrock.1 BedrockAgentCore.3-4 CloudTrail.2,10 CodeBuild.3,7
        DataFirehose.1 DocumentDB.1 DynamoDB.3 EC2.3,7,173,181 ECR.5 EFS.1,8 EKS.3 ElastiCache.4 EMR.3 ES.1 Glue.3
        Kinesis.1 KMS.4 Neptune.1,6 Opensearch.1 RDS.3-4,27 Redshift.10 RedshiftServerless.4 S3.4,17
        SageMaker.17-18,21,23-24 SNS.1 SQS.1 WorkSpaces.1-2
    """,
    "encryption_in_transit": """
        ACM.1 APIGateway.10-11 AppSync.6 CloudFront.3,7,9-10,15 DMS.9,12 DocumentDB.6 DynamoDB.7 EC2.183 ECS.18
        ElastiCache.5 ELB.1-3,8,17-18,21-22 EMR.4 ES.3,8 IAM.26 MSK.1,3 Opensearch.3,8 RDS.38-39,41,43-44 Redshift.2
        RedshiftServerless.2 S3.5 SageMaker.9-10,13,15,22 SES.3 Transfer.2
    """,
    "data_protection": """
        APIGateway.2 CloudTrail.4 ELB.12,14 S3.13,25
    """,
    "data_deletion_protection": """
        CloudFormation.3 Cognito.6 DocumentDB.5 DynamoDB.6 ECS.19 KMS.3 Neptune.4 RDS.7-8 S3.14-15,20
    """,
    "logging": """
        APIGateway.1,9 AppSync.2 Athena.4 BedrockAgentCore.6 CloudFront.5 CloudTrail.1,3,5,7 CloudWatch.16 CodeBuild.4
        Connect.2 DataSync.1 DMS.7-8 DocumentDB.4 EC2.6,51,171 ECS.9,12 EKS.8 ElasticBeanstalk.3 ELB.5 ES.4-5 Glue.2
        Lambda.7 MQ.2 MSK.5 Neptune.2 NetworkFirewall.2 Opensearch.4-5 RDS.9,34,36-37,40,42,45 Redshift.4
        RedshiftServerless.6 Route53.2 S3.9-11,22-23 SNS.2 SSM.6 StepFunctions.1 Transfer.3 WAF.1,11-12
    """,
    "detection": """
        APIGateway.3 CloudFormation.1 CloudWatch.1-15,17 ElasticBeanstalk.1 GuardDuty.1,5-13 IAM.28 Inspector.1-4
        Macie.1-2 MSK.2 RDS.6,19-22 SSM.2-3
    """,
    "inventory": """
        ACM.2 AutoScaling.1 Config.1 EC2.4,22 RDS.16-17 SSM.1
    """,
    "tagging": """
        ACM.3 Amplify.1-2 AppConfig.1-4 AppFlow.1 AppRunner.1-2 AppSync.4 Athena.2-3 AutoScaling.10 Backup.2-5
        Batch.1-4 CloudFormation.2 CloudFront.14 CloudTrail.9 CodeArtifact.1 CodeGuruProfiler.1 CodeGuruReviewer.1
        Connect.1 DataSync.2 Detective.1 DMS.2-5 DynamoDB.5 EC2.33-50,52,174-179 ECR.2,4 ECS.13-15 EFS.5 EKS.6-7
        ElasticBeanstalk.4 ES.9 EventBridge.2 FraudDetector.1-4 FSx.1-2 GlobalAccelerator.1 Glue.1 GuardDuty.2-4
        IAM.23-25 IoT.1-6 IoTEvents.1-3 IoTSiteWise.1-5 IoTTwinMaker.1-4 IoTWireless.1-3 IVS.1-3 Keyspaces.1 Kinesis.2
        Lambda.6 MQ.4 Neptune.8 NetworkFirewall.7-8 Opensearch.9 PCA.2 RDS.28-33,47-48 Redshift.11-14,17 Route53.1
        SageMaker.6-7 SecretsManager.5 SES.1-2 SNS.3 SQS.2 SSM.5 StepFunctions.2 Transfer.1,4-7
    """,
    "resource_configuration": """
        Account.1 AutoScaling.9 CloudFront.12 ECR.3 ECS.3 RDS.24-25 Redshift.8-9 RedshiftServerless.5,7
    """,
    "resilience": """
        AutoScaling.2,6 CloudFront.4 DMS.13 DynamoDB.1 EC2.20 ElastiCache.3 ELB.6-7,9-10,13 ES.6-7 EventBridge.4
        FSx.3-5 Lambda.5 MQ.5-6 Neptune.9 NetworkFirewall.1,9 Opensearch.6,11 RDS.5,15 Redshift.16,18 SageMaker.4
    """,
    "backup": """
        DocumentDB.2 DynamoDB.2,4 EC2.28 EFS.2,7 ElastiCache.1 Kinesis.3 Neptune.5 RDS.11,14,26,50 Redshift.3
    """,
    "secure_development": """
        CodeBuild.1-2 ECS.8 Lambda.2 SecretsManager.1-2
    """,
    "vulnerability": """
        DMS.6 EC2.24 ECR.1 ECS.10 EKS.2,9 ElastiCache.2 ElasticBeanstalk.2 Glue.4 MQ.3 Opensearch.10 RDS.13,35,51
        Redshift.6 SageMaker.8
    """,
    "protective_services": """
        APIGateway.4 CloudFront.6
    """,
    "resource_policy": """
        CloudFront.13 EventBridge.3
    """,
}
OTHER = "other"


def _expand(written: str) -> list[str]:
    service, _, numbers = written.rpartition(".")
    bounds = [run.split("-") for run in numbers.split(",")]
    return [f"{service}.{number}" for run in bounds for number in range(int(run[0]), int(run[-1]) + 1)]


# AWS spells one control `AutoScaling.5` and `Autoscaling.5`: the key is in lower case, the value keeps one spelling.
_KNOWN = {
    control.lower(): (control, category)
    for category, written in _CONTROLS.items()
    for word in written.split()
    for control in _expand(word)
}


def spelling(control: str) -> str:
    """Return a control id in its usual spelling; an unknown one stays as it is."""
    return _KNOWN.get(control.lower(), (control, OTHER))[0]


def category(control: str) -> str:
    """Return the slug of the control's category, `other` where it is not known."""
    return _KNOWN.get(control.lower(), (control, OTHER))[1]
