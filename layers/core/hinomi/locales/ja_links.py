"""What the links to pages of the console are called, in Japanese."""

from __future__ import annotations

LINKS: dict[str, str] = {
    "access_analyzer_finding": "IAM Access Analyzer で検出結果を見る",
    "access_analyzer_home": "IAM Access Analyzer コンソールを開く",
    "access_analyzer_unused": "IAM Access Analyzer で未使用のアクセスを見る",
    "budgets_list": "AWS Budgets コンソールで予算を見る",
    "cloudtrail_event": "CloudTrail のイベント履歴で見る",
    "cloudtrail_home": "CloudTrail のイベント履歴を開く",
    "cloudwatch_alarm": "CloudWatch コンソールでアラームを見る",
    "cloudwatch_home": "CloudWatch コンソールを開く",
    "config_home": "AWS Config コンソールを開く",
    "config_resource": "AWS Config コンソールでリソースの変更履歴を見る",
    "config_rule": "AWS Config コンソールでルールを見る",
    "cost_anomalies": "AWS コスト異常検出を開く",
    "cost_anomaly": "AWS コスト異常検出で異常を見る",
    "guardduty_finding": "GuardDuty コンソールで検出結果を見る",
    "guardduty_home": "GuardDuty コンソールを開く",
    "health_event": "AWS Health ダッシュボードでイベントを見る",
    "health_home": "AWS Health ダッシュボードを開く",
    "inspector_findings": "Inspector コンソールで検出結果の一覧を見る",
    "macie_home": "Macie コンソールで検出結果の一覧を見る",
    "s3_bucket": "S3 コンソールでバケットを見る",
    "s3_object": "S3 コンソールでオブジェクトを見る",
    "securityhub_cspm_finding": "Security Hub CSPM コンソールで検出結果を見る",
    "securityhub_home": "Security Hub コンソールを開く",
    "securityhub_insight": "Security Hub コンソールでインサイトを見る",
    "securityhub_v2_finding": "Security Hub コンソールで検出結果を見る",
    "securityhub_v2_home": "Security Hub コンソールを開く",
    "trusted_advisor_category": "Trusted Advisor コンソールでチェックを見る",
    "trusted_advisor_home": "Trusted Advisor コンソールを開く",
}
