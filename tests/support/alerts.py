"""Alerts for tests, by what matters to the test."""

from __future__ import annotations

from typing import Any

from hinomi.model import Alert, Severity


def make_alert(**changes: Any) -> Alert:
    """Make an alert of a GuardDuty finding, changed where the test says so."""
    defaults: dict[str, Any] = {
        "source": "guardduty",
        "type": "UnauthorizedAccess:EC2/SSHBruteForce",
        "severity": Severity.HIGH,
        "fingerprint": "arn:aws:guardduty:ap-northeast-1:111122223333:detector/d/finding/f",
        "copy": "arn:aws:guardduty:ap-northeast-1:111122223333:detector/d/finding/f",
        "title": "198.51.100.23 is performing SSH brute force attacks against i-0abc1234def567890.",
        "version": 1_000,
        "guide": ("guardduty/UnauthorizedAccess", "guardduty"),
        "account": "111122223333",
        "region": "ap-northeast-1",
    }
    return Alert(**{**defaults, **changes})
