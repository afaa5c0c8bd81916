"""What a digest counts, in English, by the source of all its alerts: one of it, and many."""

from __future__ import annotations

_WORDS: dict[str, tuple[str, str]] = {
    "access_analyzer": ("{count} IAM Access Analyzer finding", "{count} IAM Access Analyzer findings"),
    "account_changes": ("{count} change of the account", "{count} changes of the account"),
    "backup": ("{count} AWS Backup notice", "{count} AWS Backup notices"),
    "budgets": ("{count} budget alert", "{count} budget alerts"),
    "cloudtrail": ("{count} sensitive action", "{count} sensitive actions"),
    "cloudwatch": ("{count} CloudWatch alarm", "{count} CloudWatch alarms"),
    "config": ("{count} AWS Config rule result", "{count} AWS Config rule results"),
    "cost_anomaly": ("{count} cost anomaly", "{count} cost anomalies"),
    "guardduty": ("{count} GuardDuty finding", "{count} GuardDuty findings"),
    "guardduty_coverage": ("{count} GuardDuty coverage notice", "{count} GuardDuty coverage notices"),
    "health": ("{count} AWS Health event", "{count} AWS Health events"),
    "iam_signin": ("{count} IAM user sign-in", "{count} IAM user sign-ins"),
    "inspector": ("{count} Inspector finding", "{count} Inspector findings"),
    "macie": ("{count} Macie finding", "{count} Macie findings"),
    "remediation": ("{count} remediation notice", "{count} remediation notices"),
    "securityhub": ("{count} Security Hub finding", "{count} Security Hub findings"),
    "securityhub_request": ("{count} item sent from Security Hub", "{count} items sent from Security Hub"),
    "signin": ("{count} root user sign-in", "{count} root user sign-ins"),
    "trusted_advisor": ("{count} Trusted Advisor check result", "{count} Trusted Advisor check results"),
    "alerts": ("{count} alert", "{count} alerts"),
}

COUNTS: dict[str, str] = {
    key: word
    for source, (one, many) in _WORDS.items()
    for key, word in ((f"one.{source}", one), (f"many.{source}", many))
}
