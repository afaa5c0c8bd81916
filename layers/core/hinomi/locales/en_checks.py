"""What the security checks of Trusted Advisor are called, in English, as AWS does.

https://docs.aws.amazon.com/awssupport/latest/user/security-checks.html
"""

from __future__ import annotations

CHECKS: dict[str, str] = {
    "check_alb_sg": "Application Load Balancer security group",
    "check_alb_targets": "Application Load Balancer Target Groups Encrypted Protocol",
    "check_aurora_encryption": "Amazon RDS Aurora storage encryption is turned off",
    "check_backup_vault": "AWS Backup Vault Without Resource-based Policy to Prevent Deletion of Recovery Points",
    "check_clb_sg": "Classic Load Balancer Security Groups",
    "check_cloudfront_iam": "CloudFront Custom SSL Certificates in the IAM Certificate Store",
    "check_cloudfront_origin": "CloudFront SSL Certificate on the Origin Server",
    "check_cloudtrail": "AWS CloudTrail Management Event Logging",
    "check_cloudtrail_old": "AWS CloudTrail Logging",
    "check_ebs_public": "Amazon EBS Public Snapshots",
    "check_efs_transit": "Amazon EFS clients not using data-in-transit encryption",
    "check_elb_listener": "ELB Listener Security",
    "check_exposed_keys": "Exposed Access Keys",
    "check_external_access": "IAM Access Analyzer External Access",
    "check_iam_use": "IAM Use",
    "check_key_rotation": "IAM Access Key Rotation",
    "check_lambda_runtimes": "AWS Lambda Functions Using Deprecated Runtimes",
    "check_log_retention": "Amazon CloudWatch Log Group Retention Period",
    "check_password_policy": "IAM Password Policy",
    "check_rds_encryption": "Amazon RDS storage encryption is turned off",
    "check_rds_minor": "Amazon RDS engine minor version upgrade is required",
    "check_rds_public": "Amazon RDS Public Snapshots",
    "check_rds_sg": "Amazon RDS Security Group Access Risk",
    "check_root_key": "Root User Access Key",
    "check_root_mfa": "MFA on root account",
    "check_route53_cname": "Amazon Route 53 mismatching CNAME records pointing directly to S3 buckets",
    "check_route53_spf": "Amazon Route 53 MX Resource Record Sets and Sender Policy Framework",
    "check_s3_permissions": "Amazon S3 Bucket Permissions",
    "check_saml": "IAM SAML 2.0 Identity Provider",
    "check_sg_access": "Security Groups – Unrestricted Access",
    "check_sg_ports": "Security Groups – Specific Ports Unrestricted",
    "check_sql_server": "Amazon EC2 instances with Microsoft SQL Server end of support",
    "check_ubuntu": "Amazon EC2 instances with Ubuntu LTS end of standard support",
    "check_vpc_peering": "Amazon VPC Peering Connections with DNS Resolution Disabled",
    "check_well_architected": "AWS Well-Architected high risk issues for security",
    "check_windows_server": "Amazon EC2 instances with Microsoft Windows Server end of support",
}
