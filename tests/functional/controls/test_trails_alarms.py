from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls import BY_ID
from hinomi.services import cis_alarms
from support.account.cloudtrail import CloudTrail
from support.account.cloudwatch import CloudWatch
from support.account.fake import ACCOUNT, HOME, Crash, FakeAccount, Fault
from support.account.logs import Logs
from support.account.logs import group as log_group
from support.arrangements.trails import plant
from support.rounds import keys, only, settle, take_back

CONTROL = BY_ID["cloudwatch_cis_alarms_present"]
PATTERNS = cis_alarms.PATTERNS


def watched(fake: FakeAccount, region: str = HOME) -> dict[str, Any]:
    arn = f"arn:aws:logs:{region}:{ACCOUNT}:log-group:trail:*"
    plant(fake, "audit", region=region, log_group=arn)
    group = log_group(arn)
    fake.state(Logs, region)["groups"]["trail"] = group
    return group


def with_filter(group: dict[str, Any], name: str, pattern: str) -> None:
    transformation = {"metricName": f"{name}-count", "metricNamespace": "Theirs", "metricValue": "1"}
    listed = {"filterName": name, "filterPattern": pattern, "metricTransformations": [transformation]}
    group["filters"][name] = listed


def alarms(fake: FakeAccount, region: str = HOME) -> dict[str, Any]:
    listed: dict[str, Any] = fake.state(CloudWatch, region)["alarms"]
    return listed


def test_every_alarm_of_the_benchmark_is_made_on_the_log_group_of_the_trail(fake: FakeAccount) -> None:
    group = watched(fake)
    assert only(settle(fake, CONTROL)).outcome is Outcome.CHANGED
    assert {one["filterPattern"] for one in group["filters"].values()} == set(PATTERNS.values())
    metrics = {(one["Namespace"], one["MetricName"]) for one in alarms(fake).values()}
    assert len(metrics) == len(PATTERNS) == 15


def test_a_filter_of_the_same_pattern_under_another_name_gets_the_alarm(fake: FakeAccount) -> None:
    group = watched(fake)
    with_filter(group, "Their root filter", PATTERNS["root-use"].replace('"', "").replace("&&", " && "))
    settle(fake, CONTROL)
    assert "hinomi-root-use" not in group["filters"]
    assert alarms(fake)["hinomi-root-use"]["MetricName"] == "Their root filter-count"


def test_an_alarm_keeps_its_threshold_and_the_action_that_somebody_removed_stays_removed(fake: FakeAccount) -> None:
    group = watched(fake)
    with_filter(group, "theirs", PATTERNS["iam-changes"])
    theirs = {"AlarmName": "quiet", "Namespace": "Theirs", "MetricName": "theirs-count", "Threshold": 50.0}
    alarms(fake)["quiet"] = {**theirs, "AlarmActions": [], "ActionsEnabled": False}
    before = {**alarms(fake)["quiet"]}
    settle(fake, CONTROL)
    assert alarms(fake)["quiet"] == before
    assert "hinomi-iam-changes" not in alarms(fake)


def test_our_own_alarm_that_somebody_tuned_is_not_set_back(fake: FakeAccount) -> None:
    watched(fake)
    settle(fake, CONTROL)
    alarms(fake)["hinomi-root-use"] |= {"Threshold": 9.0, "AlarmActions": ["theirs"]}
    planted = fake.snapshot()
    assert only(settle(fake, CONTROL, run="run-2")).outcome is Outcome.COMPLIANT
    assert fake.snapshot() == planted


def test_our_own_filter_that_somebody_narrowed_is_kept_and_told_of(fake: FakeAccount) -> None:
    group = watched(fake)
    settle(fake, CONTROL)
    group["filters"]["hinomi-unauthorized-calls"]["filterPattern"] = '{$.errorCode="AccessDenied"}'
    planted = fake.snapshot()
    result = only(settle(fake, CONTROL, run="run-2"))
    assert (result.outcome, keys(result)) == (Outcome.COMPLIANT, ["altered"])
    assert fake.snapshot() == planted


def test_an_alarm_that_is_not_wanted_can_be_left_out(fake: FakeAccount) -> None:
    watched(fake)
    settle(fake, CONTROL, desired={"alarms": ["root-use", "trail-changes"]})
    assert sorted(alarms(fake)) == ["hinomi-root-use", "hinomi-trail-changes"]


def test_an_alarm_of_our_name_that_watches_something_else_is_not_overwritten(fake: FakeAccount) -> None:
    watched(fake)
    theirs = {"AlarmName": "hinomi-root-use", "Namespace": "AWS/Lambda", "MetricName": "Errors"}
    alarms(fake)["hinomi-root-use"] = {**theirs}
    assert only(settle(fake, CONTROL)).outcome is Outcome.FAILED
    assert alarms(fake)["hinomi-root-use"] == theirs


def test_alarms_are_made_in_the_region_of_the_log_group(fake: FakeAccount) -> None:
    watched(fake, "eu-west-1")
    assert only(settle(fake, CONTROL)).outcome is Outcome.CHANGED
    assert alarms(fake) == {}
    assert len(alarms(fake, "eu-west-1")) == len(PATTERNS)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"log_group": f"arn:aws:logs:{HOME}:123456789012:log-group:central:*"},
        {"log_group": f"arn:aws:logs:{HOME}:{ACCOUNT}:log-group:trail:*", "logging": False},
        {"log_group": f"arn:aws:logs:{HOME}:{ACCOUNT}:log-group:trail:*", "multi_region": False},
    ],
)
def test_without_a_log_group_to_watch_nothing_is_made(fake: FakeAccount, facts: dict[str, Any]) -> None:
    plant(fake, "audit", **facts)
    result = only(settle(fake, CONTROL))
    assert (result.outcome, keys(result)) == (Outcome.DRIFT, ["no_log_group"])
    assert fake.written() == []


def test_a_log_group_that_somebody_deleted_is_none_to_watch(fake: FakeAccount) -> None:
    watched(fake)
    fake.state(Logs)["groups"].clear()
    assert keys(only(settle(fake, CONTROL))) == ["no_log_group"]


@pytest.mark.parametrize(("service", "operation"), [("logs", "put_metric_filter"), ("cloudwatch", "put_metric_alarm")])
@pytest.mark.parametrize("crash", ["before", "after"])
def test_a_crash_between_filters_and_alarms_is_finished_and_taken_back(
    fake: FakeAccount, service: str, operation: str, crash: str
) -> None:
    with_filter(watched(fake), "theirs", PATTERNS["config-changes"])
    planted, journal = fake.snapshot(), MemoryJournal()
    fake.faults.append(Fault(service, operation, crash=crash))
    with pytest.raises(Crash):
        settle(fake, CONTROL, journal=journal)
    assert only(settle(fake, CONTROL, journal=journal)).outcome is Outcome.CHANGED
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == planted


def test_of_two_log_groups_the_one_that_somebody_has_filters_on_is_watched(fake: FakeAccount) -> None:
    watched(fake)
    second = log_group(f"arn:aws:logs:{HOME}:{ACCOUNT}:log-group:second:*")
    plant(fake, "second", log_group=second["arn"])
    fake.state(Logs)["groups"]["second"] = second
    with_filter(second, "theirs", PATTERNS["root-use"])
    alarms(fake)["theirs"] = {"AlarmName": "theirs", "Namespace": "Theirs", "MetricName": "theirs-count"}
    assert only(settle(fake, CONTROL)).outcome is Outcome.CHANGED
    assert fake.state(Logs)["groups"]["trail"]["filters"] == {}
    assert "hinomi-root-use" not in alarms(fake)


def test_a_log_group_that_takes_no_further_filter_is_a_failure_and_not_tried_for_ever(fake: FakeAccount) -> None:
    watched(fake)
    fake.faults.append(Fault("logs", "put_metric_filter", "LimitExceededException"))
    result = only(settle(fake, CONTROL))
    assert (result.outcome, result.error) == (Outcome.FAILED, "logs:put_metric_filter: LimitExceededException")


def test_alarms_on_a_log_group_that_the_trail_no_longer_reaches_watch_nothing(fake: FakeAccount) -> None:
    watched(fake)
    settle(fake, CONTROL)
    fake.state(CloudTrail)["trails"][0]["group_error"] = "AccessDenied"
    result = only(settle(fake, CONTROL, run="run-2"))
    assert (result.outcome, keys(result)) == (Outcome.DRIFT, ["no_log_group"])
