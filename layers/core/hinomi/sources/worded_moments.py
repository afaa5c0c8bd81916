"""Moments that AWS writes in words, each service in its own form, all of them in UTC.

AWS Health: `Fri, 27 Jan 2023 06:02:51 GMT` (RFC 1123, days also without a zero), see
https://docs.aws.amazon.com/health/latest/ug/aws-health-events-eventbridge-schema.html. Inspector:
`Wed Sep 04 16:59:44.356 UTC 2024`, see https://docs.aws.amazon.com/inspector/latest/user/eventbridge-integration.html.
"""

from __future__ import annotations

import re

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RFC_1123 = re.compile(r"[A-Z][a-z]{2}, ([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9:.]{8,15}) GMT")
_UNIX_DATE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([0-9]{2}) ([0-9:.]{8,15}) UTC ([0-9]{4})")


def in_iso(said: str) -> str:
    """Say such a moment in ISO 8601; any other text stays as it is."""
    if match := _RFC_1123.fullmatch(said):
        day, month, year, clock = match.groups()
    elif match := _UNIX_DATE.fullmatch(said):
        month, day, clock, year = match.groups()
    else:
        return said
    return f"{year}-{_MONTHS.index(month) + 1:02}-{day:0>2}T{clock}Z" if month in _MONTHS else said
