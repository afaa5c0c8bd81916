"""What a CloudWatch alarm watches, by which threshold, and what it saw.

`state.reasonData` is JSON within a text; its `version` is 1.0:
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
"""

from __future__ import annotations

import json
from typing import Any

from hinomi.model import Fact
from hinomi.sources import arns
from hinomi.sources.facts import known
from hinomi.sources.reading import integer, items, mapping, mappings, mask_keys, number, some_of, tags, text

_BILLING = "AWS/Billing"
_LARGE, _HUGE = 1e6, 1e21


def facts_of(detail: dict[str, Any]) -> tuple[Fact, ...]:
    """List what a reader asks first: what the owner wrote about it, what is measured, how far it is off."""
    metrics = _metrics(detail)
    measured = mapping(metrics[0], "metricStat", "metric") if metrics else {}
    reasons = _reasons(detail)
    return known(
        Fact("alarm_description", mask_keys(text(detail, "configuration", "description"))),
        Fact("triggered_by", mask_keys(_triggered_by(reasons))),
        Fact("alarm_rule", mask_keys(text(detail, "configuration", "alarmRule"))),
        Fact("metric", mask_keys(some_of(tuple(dict.fromkeys(filter(None, map(_metric, metrics))))))),
        Fact("dimensions", _pairs(tags(measured, "dimensions"))),
        Fact("contributor", _pairs(tags(detail, "alarmContributor", "attributes"))),
        Fact("expression", mask_keys(_expression(detail))),
        Fact("datapoints", some_of(_numbers(reasons, "recentDatapoints"))),
        Fact("threshold", _threshold(reasons)),
    )


def is_billing(detail: dict[str, Any]) -> bool:
    """Tell whether the alarm watches the estimated charges of the account."""
    return any(text(one, "metricStat", "metric", "namespace") == _BILLING for one in _metrics(detail))


def _metrics(detail: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """List what is measured; what else there is are expressions over it."""
    return tuple(one for one in mappings(detail, "configuration", "metrics") if mapping(one, "metricStat", "metric"))


def _metric(one: dict[str, Any]) -> str:
    """Name a metric with its namespace and its statistic: `AWS/SQS NumberOfMessagesSent (Sum)`."""
    measured, statistic = mapping(one, "metricStat", "metric"), text(one, "metricStat", "stat")
    named = " ".join(filter(None, (text(measured, "namespace"), text(measured, "name"))))
    return f"{named} ({statistic})" if named and statistic else named


def _expression(detail: dict[str, Any]) -> str:
    """Return the expression that the alarm compares; others may feed it."""
    every = [one for one in mappings(detail, "configuration", "metrics") if text(one, "expression")]
    compared = [one for one in every if one.get("returnData") is not False]
    return text((compared or every)[0], "expression") if every else ""


def _reasons(detail: dict[str, Any]) -> dict[str, Any]:
    """Open the text that holds what was seen; empty where it is no JSON object."""
    try:
        return mapping(json.loads(text(detail, "state", "reasonData") or "{}"))
    except (ValueError, RecursionError):
        return {}


def _triggered_by(reasons: dict[str, Any]) -> str:
    """Name the alarms that made a composite alarm change, each by its name."""
    named = (arns.short_name(text(one, "arn")) for one in mappings(reasons, "triggeringAlarms"))
    return some_of(tuple(dict.fromkeys(filter(None, named))))


def _threshold(reasons: dict[str, Any]) -> str:
    """Say the threshold, or the band of an anomaly detection alarm."""
    low, high = _numbers(reasons, "recentLowerThresholds"), _numbers(reasons, "recentUpperThresholds")
    if low and high:
        return f"{low[0]} – {high[0]}"
    return _number(reasons, "threshold")


def _numbers(value: object, *path: str) -> tuple[str, ...]:
    return tuple(filter(None, (_number(one) for one in items(value, *path))))


def _number(value: object, *path: str) -> str:
    """Say a number in at most six digits that matter, a large one whole."""
    found, whole = number(value, *path), integer(value, *path)
    if whole is not None:
        return f"{whole:,}"
    if found is None:
        return ""
    return f"{found:,.0f}" if _LARGE <= abs(found) < _HUGE else f"{found:.6g}"


def _pairs(named: dict[str, str]) -> str:
    return mask_keys(some_of(tuple(f"{name}={value}" for name, value in named.items()), 4))
