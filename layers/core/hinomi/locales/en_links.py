"""What the links to pages of the console are called, in English."""

from __future__ import annotations

LINKS: dict[str, str] = {
    "access_analyzer_finding": "View the finding in IAM Access Analyzer",
    "access_analyzer_home": "Open the IAM Access Analyzer console",
    "access_analyzer_unused": "View unused access in IAM Access Analyzer",
    "budgets_list": "View your budgets in AWS Budgets",
    "cloudtrail_event": "View the event in CloudTrail",
    "cloudtrail_home": "Open the CloudTrail event history",
    "cloudwatch_alarm": "View the alarm in CloudWatch",
    "cloudwatch_home": "Open the CloudWatch console",
    "config_home": "Open the AWS Config console",
    "config_resource": "View the history of the resource in AWS Config",
    "config_rule": "View the rule in AWS Config",
    "cost_anomalies": "Open AWS Cost Anomaly Detection",
    "cost_anomaly": "View the anomaly in AWS Cost Anomaly Detection",
    "guardduty_finding": "View the finding in GuardDuty",
    "guardduty_home": "Open the GuardDuty console",
    "health_event": "View the event in the AWS Health Dashboard",
    "health_home": "Open the AWS Health Dashboard",
    "inspector_findings": "View the findings in Inspector",
    "macie_home": "View the findings in Macie",
    "s3_bucket": "View the bucket in S3",
    "s3_object": "View the object in S3",
    "securityhub_cspm_finding": "View the finding in Security Hub CSPM",
    "securityhub_home": "Open the Security Hub console",
    "securityhub_insight": "View the insight in the Security Hub console",
    "securityhub_v2_finding": "View the finding in Security Hub",
    "securityhub_v2_home": "Open the Security Hub console",
    "trusted_advisor_category": "View the check in Trusted Advisor",
    "trusted_advisor_home": "Open the Trusted Advisor console",
}
