from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hinomi.envelope import open_envelope
from hinomi.model import Alert, Branch, Fact, Lifecycle, Report, Severity, Term, Wording
from hinomi.normalize import normalize
from hinomi.routing.gathering import lasts
from hinomi.routing.groups import Standing
from hinomi.routing.quiet import Sense, gone_quiet, patience, to_tell
from support.alerts import make_alert

DAY = 86_400_000
NOW = 1_000 * DAY
GROUP = Branch(route="root", receiver="default", group="root|")
EVENTS = sorted((Path(__file__).parents[2] / "events").rglob("*.json"))


def stands(alert: Alert | None = None, *, told: int = NOW, group: Branch = GROUP) -> Standing:
    return Standing(alert=alert or make_alert(), branch=group, told=told)


def budget(period: str) -> Alert:
    return make_alert(source="budgets", fingerprint="budgets|b", facts=(Fact("period", Term(period)),))


def control(**changes: Any) -> Alert:
    return make_alert(source="securityhub", type="IAM.7", fingerprint="securityhub|iam.7", **changes)


def is_quiet(alert: Alert, days: float) -> bool:
    return bool(gone_quiet([stands(alert)], {alert.fingerprint: NOW - int(days * DAY)}, NOW))


def test_a_finding_is_quiet_after_a_week_and_not_before() -> None:
    assert not is_quiet(make_alert(), 7)
    assert is_quiet(make_alert(), 7.01)


def test_what_was_told_again_but_not_seen_again_is_quiet() -> None:
    (found,) = gone_quiet([stands(told=NOW - 1)], {make_alert().fingerprint: NOW - 8 * DAY}, NOW)
    assert found.last == NOW - 8 * DAY


def test_what_the_watch_has_no_memory_of_was_seen_when_it_was_told() -> None:
    assert gone_quiet([stands(told=NOW - DAY)], {}, NOW) == []
    (found,) = gone_quiet([stands(told=NOW - 9 * DAY)], {}, NOW)
    assert found.last == NOW - 9 * DAY


def test_what_was_told_nobody_knows_when_is_not_called_quiet() -> None:
    assert gone_quiet([stands(told=0)], {}, NOW) == []


@pytest.mark.parametrize(
    ("alert", "days", "sense"),
    [
        (make_alert(), 7, Sense.ACTIVITY),
        (make_alert(source="securityhub"), 7, Sense.ACTIVITY),
        (control(compliance="FAILED"), 7, Sense.CHECKS),
        (control(compliance=""), 90, Sense.ACTIVITY),
        (make_alert(source="cost_anomaly", fingerprint="cost_anomaly|a"), 31, Sense.ACTIVITY),
        (budget("daily"), 7, Sense.PERIOD),
        (budget("monthly"), 31, Sense.PERIOD),
        (budget("quarterly"), 92, Sense.PERIOD),
        (budget("annually"), 366, Sense.PERIOD),
        (budget("custom_period"), 366, Sense.PERIOD),
        (make_alert(source="budgets", fingerprint="budgets|x", facts=(Fact("period", "monthly"),)), 366, Sense.PERIOD),
        (make_alert(source="cloudwatch", fingerprint="cloudwatch|arn:aws:cloudwatch:x"), 90, Sense.ACTIVITY),
        (make_alert(source="guardduty_coverage", fingerprint="x|arn:aws:guardduty:x"), 90, Sense.ACTIVITY),
        (make_alert(source="health", fingerprint="health|x", guide=("health/scheduled_change",)), 366, Sense.PERIOD),
        (make_alert(source="health", fingerprint="health|x", guide=("health/issue",)), 90, Sense.ACTIVITY),
        (make_alert(source="backup", fingerprint="backup|x"), 35, Sense.CHECKS),
        (make_alert(source="access_analyzer", fingerprint="access-analyzer|a|arn:aws:s3:::b"), 366, Sense.CHECKS),
        (make_alert(source="securityhub", fingerprint="access-analyzer|a|arn:aws:s3:::b"), 366, Sense.CHECKS),
        (make_alert(source="config", fingerprint="config|r|x"), 366, Sense.CHECKS),
        (make_alert(source="securityhub", fingerprint="config|r|x", compliance="FAILED"), 366, Sense.CHECKS),
        (make_alert(source="inspector", fingerprint="arn:aws:inspector2:x"), 366, Sense.CHECKS),
        (make_alert(source="securityhub", fingerprint="arn:aws:inspector2:x"), 366, Sense.CHECKS),
        (make_alert(source="trusted_advisor", fingerprint="trusted_advisor|x"), 90, Sense.ACTIVITY),
        (make_alert(source="macie", fingerprint="macie|x"), 90, Sense.ACTIVITY),
        (make_alert(source="tomorrow", fingerprint="tomorrow|x"), 90, Sense.ACTIVITY),
    ],
)
def test_each_source_may_be_silent_for_its_own_time(alert: Alert, days: int, sense: Sense) -> None:
    assert (patience(alert).days, patience(alert).sense) == (days, sense)


def test_a_copy_of_a_finding_in_security_hub_is_as_quiet_as_the_finding() -> None:
    assert is_quiet(make_alert(source="securityhub", compliance=""), 8)


def test_of_every_sample_that_may_stand_it_is_known_how_long_it_may_be_silent() -> None:
    known = {
        "access_analyzer",
        "backup",
        "budgets",
        "cloudwatch",
        "config",
        "cost_anomaly",
        "guardduty",
        "guardduty_coverage",
        "health",
        "inspector",
        "macie",
        "remediation",
        "securityhub",
        "trusted_advisor",
    }
    taken = [
        alert
        for path in EVENTS
        for one in open_envelope(json.loads(path.read_text("utf-8")))
        for alert in normalize(one)
    ]
    standing = {alert.source for alert in taken if lasts(alert) and alert.lifecycle is Lifecycle.OPEN}
    assert standing == known, "patience in routing/quiet.py: how long may an alert of a new source be silent, and why?"


def test_an_alert_of_several_groups_is_told_once_the_most_severe_first() -> None:
    low = make_alert(fingerprint="low", severity=Severity.LOW)
    old = make_alert(fingerprint="old", severity=Severity.HIGH)
    new = make_alert(fingerprint="new", severity=Severity.HIGH)
    groups = (GROUP, Branch(route="root/other", receiver="other", group="other|"))
    seen = {"low": NOW - 100 * DAY, "old": NOW - 200 * DAY, "new": NOW - 100 * DAY}
    found = gone_quiet([stands(one, group=group) for one in (low, old, new) for group in groups], seen, NOW)
    assert len(found) == 6
    assert [one.standing.alert.fingerprint for one in to_tell(found)] == ["new", "old", "low"]


@pytest.mark.parametrize(
    "alert",
    [
        make_alert(drill=True),
        make_alert(sample=True),
        make_alert(report=Report(run="r", texts={"ja": Wording(headline="x")})),
    ],
)
def test_drills_samples_and_reports_fall_without_a_word(alert: Alert) -> None:
    found = gone_quiet([stands(alert)], {alert.fingerprint: 1}, NOW)
    assert len(found) == 1
    assert to_tell(found) == []
