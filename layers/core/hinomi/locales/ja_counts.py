"""What a digest counts, in Japanese, by the source of all its alerts; one and many are said alike."""

from __future__ import annotations

_WORDS: dict[str, str] = {
    "access_analyzer": "IAM Access Analyzer の検出結果 {count} 件",
    "account_changes": "アカウントの設定変更 {count} 件",
    "backup": "AWS Backup の通知 {count} 件",
    "budgets": "予算アラート {count} 件",
    "cloudtrail": "警戒すべき操作 {count} 件",
    "cloudwatch": "CloudWatch アラーム {count} 件",
    "config": "AWS Config ルールの評価結果 {count} 件",
    "cost_anomaly": "コストの異常 {count} 件",
    "guardduty": "GuardDuty の検出結果 {count} 件",
    "guardduty_coverage": "GuardDuty の対象範囲の通知 {count} 件",
    "health": "AWS Health のイベント {count} 件",
    "iam_signin": "IAM ユーザーのサインイン {count} 件",
    "inspector": "Inspector の検出結果 {count} 件",
    "macie": "Macie の検出結果 {count} 件",
    "remediation": "自動修復の通知 {count} 件",
    "securityhub": "Security Hub の検出結果 {count} 件",
    "securityhub_request": "Security Hub から送られた項目 {count} 件",
    "signin": "ルートユーザーのサインイン {count} 件",
    "trusted_advisor": "Trusted Advisor のチェック結果 {count} 件",
    "alerts": "アラート {count} 件",
}

COUNTS: dict[str, str] = {f"{number}.{source}": word for source, word in _WORDS.items() for number in ("one", "many")}
