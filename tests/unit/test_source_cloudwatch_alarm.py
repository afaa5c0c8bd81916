from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from hinomi import links
from hinomi.envelope import open_envelope
from hinomi.model import Event, Lifecycle, Severity
from hinomi.sources import cloudwatch_alarm
from support.fakes import make_watch
from support.samples import facts, load_event, only_alert

if TYPE_CHECKING:
    from hinomi.pipeline import Watch

load = partial(load_event, "cloudwatch_alarm")
read = partial(only_alert, cloudwatch_alarm)


def take(watch: Watch, *events: str | dict[str, Any]) -> list[str]:
    raw = (load(event) if isinstance(event, str) else event for event in events)
    return [outcome.decision.reason for body in raw for event in open_envelope(body) for outcome in watch.take(event)]


def named(name: str) -> dict[str, Any]:
    body = load("metric")
    body["detail"]["alarmName"] = name
    return body


def test_an_alarm_is_told_with_what_it_watches_and_what_it_saw() -> None:
    alert = read(load("metric"))
    assert (alert.source, alert.severity, alert.lifecycle) == ("cloudwatch", Severity.MEDIUM, Lifecycle.OPEN)
    assert (alert.actionable, alert.resources[0].id) == (True, "orders-dlq-depth")
    assert facts(alert) == {
        "alarm_description": "Orders that could not be processed wait in the dead-letter queue",
        "metric": "AWS/SQS ApproximateNumberOfMessagesVisible (Maximum)",
        "dimensions": "QueueName=orders-dlq",
        "datapoints": "12",
        "threshold": "0",
    }


def test_a_metric_math_alarm_shows_what_is_compared() -> None:
    alert = read(load("metric_math"))
    assert facts(alert)["expression"] == "100 * errors / requests"
    assert facts(alert)["datapoints"] == "8.33333, 7.5, 6.25"
    assert alert.resources[0].tags == {"Environment": "production", "Team": "web"}


def test_an_expression_that_only_feeds_another_is_not_the_one_that_is_compared() -> None:
    body = load("metric_math")
    metrics = body["detail"]["configuration"]["metrics"]
    metrics.insert(0, {"id": "e0", "expression": "FILL(errors, 0)", "returnData": False})
    assert facts(read(body))["expression"] == "100 * errors / requests"


def test_a_band_has_two_thresholds() -> None:
    assert facts(read(load("anomaly_band")))["threshold"] == "3.0206 – 41.3007"


@pytest.mark.parametrize(
    ("value", "said"), [("12.0", "12"), ("5000000000.0", "5,000,000,000"), ("1234567.8", "1,234,568"), ("0.25", "0.25")]
)
def test_a_number_is_said_as_people_write_it(value: str, said: str) -> None:
    body = load("metric")
    body["detail"]["state"]["reasonData"] = f'{{"recentDatapoints": [{value}], "threshold": {value}}}'
    told = facts(read(body))
    assert (told["datapoints"], told["threshold"]) == (said, said)


def test_a_composite_alarm_names_what_triggered_it() -> None:
    alert = read(load("composite"))
    assert (facts(alert)["triggered_by"], alert.guide[0]) == ("web/error-rate", "cloudwatch_alarm/composite")
    assert alert.resources[0].type == "AWS::CloudWatch::CompositeAlarm"


def test_each_time_series_of_an_alarm_is_an_alert_of_its_own() -> None:
    one, other, whole = load("contributor"), load("contributor"), load("contributor")
    other["detail"]["alarmContributor"]["id"] = "another"
    del whole["detail"]["alarmContributor"]
    assert len({read(body).fingerprint for body in (one, other, whole)}) == 3
    assert facts(read(one))["contributor"] == "TableName=orders"


def test_a_billing_alarm_is_explained_as_one() -> None:
    assert read(load("billing")).guide == ("cloudwatch_alarm/billing", "cloudwatch_alarm")


def test_the_link_leads_to_the_alarm_however_it_is_named() -> None:
    alert = read(named("a/b?c #d&e"))
    assert alert.link
    assert links.build(alert.link, alert.partition) == (
        "https://ap-northeast-1.console.aws.amazon.com/cloudwatch/home?region=ap-northeast-1"
        "#alarmsV2:alarm/a%2Fb%3Fc%20%23d%26e"
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("TargetTracking-service/shop/web-AlarmHigh-1", False),
        ("awseb-e-abc-stack-AWSEBCloudwatchAlarmLow-1", False),
        ("hinomi-root-usage", False),
        ("my-TargetTracking-alarm", True),
        ("awseb-e-abc-stack-TooManyErrors-1", True),
        ("hinomisan", True),
    ],
)
def test_what_scales_and_what_the_round_made_is_for_nobody(name: str, told: bool) -> None:  # noqa: FBT001 - a row
    assert read(named(name)).actionable is told


@pytest.mark.parametrize(
    "held",
    [
        {"muteDetail": {"mutedByArn": "arn:aws:cloudwatch:ap-northeast-1:111122223333:alarm-mute-rule:x"}},
        {"state": {"value": "ALARM", "actionsSuppressedBy": "Alarm"}},
        {"state": {"value": "ALARM", "actionsSuppressedBy": "ExtensionPeriod"}},
        {"configuration": {"actionsEnabled": False}},
    ],
)
def test_an_alarm_that_its_owner_holds_back_is_silent_but_its_end_is_not(held: dict[str, Any]) -> None:
    body = load("metric")
    body["detail"] |= held
    assert not read(body).actionable
    body["detail"]["state"]["value"] = "OK"
    assert (read(body).actionable, read(body).lifecycle) == (True, Lifecycle.CLOSED)


@pytest.mark.parametrize("nothing", [None, {}, []])
def test_a_mute_rule_that_is_not_there_mutes_nothing(nothing: object) -> None:
    body = load("metric")
    body["detail"]["muteDetail"] = nothing
    assert read(body).actionable


def test_an_alarm_opens_closes_and_opens_again() -> None:
    assert take(make_watch(), "metric", "metric", "metric_ok", "metric_again") == [
        "first_seen",
        "duplicate",
        "resolved",
        "reopened",
    ]


def test_the_end_of_what_nobody_heard_of_is_silent() -> None:
    assert take(make_watch(), "metric_ok", "lookalike_muted", "metric_ok_while_muted") == ["not_actionable"] * 3


def test_what_ends_while_it_is_muted_is_told_to_end_and_may_open_again() -> None:
    reasons = take(make_watch(), "metric", "lookalike_muted", "metric_ok_while_muted", "metric_again")
    assert reasons == ["first_seen", "not_actionable", "resolved", "reopened"]


def test_missing_data_neither_opens_nor_closes() -> None:
    watch = make_watch()
    assert take(watch, "lookalike_insufficient_data", "metric", "lookalike_insufficient_data", "metric_ok") == [
        "not_actionable",
        "first_seen",
        "not_actionable",
        "resolved",
    ]


def test_a_composite_alarm_is_told_once_it_has_waited_for_its_suppressor() -> None:
    assert take(make_watch(), "lookalike_suppressed", "composite") == ["not_actionable", "first_seen"]


def test_what_comes_late_does_not_open_what_has_ended() -> None:
    assert take(make_watch(), "metric", "metric_ok", "metric") == ["first_seen", "resolved", "out_of_order"]


@pytest.mark.parametrize(
    "data", ["", "no json", "[]", "[" * 100_000, '{"threshold": NaN}', '{"recentDatapoints": {"a": 1}}', 7, None]
)
def test_reasons_that_are_not_as_documented_say_nothing(data: object) -> None:
    body = load("metric")
    body["detail"]["state"]["reasonData"] = data
    assert {"datapoints", "threshold"} & facts(read(body)).keys() == set()


@pytest.mark.parametrize("detail", [{"state": "ALARM"}, {"configuration": [1], "alarmContributor": "x"}, {"x": {}}])
def test_a_malformed_event_still_makes_an_alert(detail: dict[str, Any]) -> None:
    body = load("metric") | {"resources": "x", "detail": detail}
    assert read(body).source == "cloudwatch"


def test_a_key_in_a_description_is_masked() -> None:
    body = load("metric")
    body["detail"]["configuration"]["description"] = "uses AKIAIOSFODNN7EXAMPLE"
    assert facts(read(body))["alarm_description"] == "uses AKIA****MPLE"


def test_keys_in_what_was_seen_and_in_dimensions_are_masked() -> None:
    body = load("metric")
    body["detail"]["state"]["reason"] = "seen for AKIAIOSFODNN7EXAMPLE"
    body["detail"]["configuration"]["metrics"][0]["metricStat"]["metric"]["dimensions"] = {
        "Key": "AKIAIOSFODNN7EXAMPLE"
    }
    alert = read(body)
    assert (alert.description, facts(alert)["dimensions"]) == ("seen for AKIA****MPLE", "Key=AKIA****MPLE")


def test_a_state_of_tomorrow_is_no_end() -> None:
    body = load("metric")
    body["detail"]["state"]["value"] = "BROKEN"
    assert (read(body).lifecycle, read(body).actionable) == (Lifecycle.OPEN, True)


def test_the_time_is_when_the_state_changed_not_when_it_was_told() -> None:
    body = load("metric") | {"time": "2026-12-24T00:00:00Z"}
    assert read(body).version == read(load("metric")).version


@pytest.mark.parametrize("place", ["account", "region"])
def test_without_an_arn_an_alarm_of_one_name_elsewhere_is_another(place: str) -> None:
    body = load("metric") | {"resources": []}
    assert read(body).fingerprint != read(body | {place: "other"}).fingerprint


def test_a_changed_alarm_is_no_alarm() -> None:
    body = load("metric") | {"detail-type": "CloudWatch Alarm Configuration Change"}
    assert not cloudwatch_alarm.recognizes(Event(body=body))
    assert not cloudwatch_alarm.recognizes(Event(body=load("metric") | {"source": "example.forger"}))
