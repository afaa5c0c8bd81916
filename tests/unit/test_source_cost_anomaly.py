from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from hinomi import links
from hinomi.envelope import open_envelope
from hinomi.model import Event, Lifecycle, Money, Percent, Reason, Severity, Term
from hinomi.normalize import normalize
from hinomi.sources import cost_anomaly
from support.fakes import Clock, make_watch
from support.samples import facts, load_event, only_alert

load = partial(load_event, "cost_anomaly")
read = partial(only_alert, cost_anomaly)
TOPIC = "arn:aws:sns:ap-northeast-1:111122223333:hinomi-BudgetTopic"


def anomaly(total: object, share: object = 200, **impact: object) -> dict[str, Any]:
    body = load("compute")
    body["detail"]["impact"] = {"totalImpact": total, "totalImpactPercentage": share, **impact}
    return body


def told(*names: str) -> list[str]:
    """Let one watch take events by file name; return the reason of each decision."""
    clock = Clock()
    watch, reasons = make_watch(clock=clock), []
    for name in names:
        clock.turn(60)
        reasons += [
            outcome.decision.reason.value for event in open_envelope(load(name)) for outcome in watch.take(event)
        ]
    return reasons


def test_an_anomaly_says_how_much_of_what_and_where() -> None:
    alert = read(load("compute"))
    ec2 = "Amazon Elastic Compute Cloud - Compute"
    assert facts(alert) == {
        "extra_cost": Money(Decimal(1001), "USD"),
        "extra_share": Percent(Decimal("333.7")),
        "actual_spend": Money(Decimal(1301), "USD"),
        "expected_spend": Money(Decimal(300), "USD"),
        "service": ec2,
        "usage_type": "APN1-BoxUsage:p4d.24xlarge",
        "linked_account": "workload-dev (123456789012)",
        "cause_share": Percent(Decimal("60.0")),
        "other_causes": f"{ec2} / USE2-BoxUsage:p4d.24xlarge / workload-dev (123456789012) / us-east-2",
        "anomaly_days": "2026-11-18 – 2026-11-19",
        "monitor": "Default-Services-Monitor",
    }
    assert (alert.account, alert.account_name, alert.region) == ("111122223333", "payer", "ap-northeast-1")
    assert alert.guide == ("cost_anomaly/compute", "cost_anomaly/service", "cost_anomaly")


def test_the_dearest_cause_is_told_first_whatever_the_order() -> None:
    body = load("compute")
    body["detail"]["rootCauses"].reverse()
    assert facts(read(body)) == facts(read(load("compute")))


def test_by_sns_it_is_the_same_alert() -> None:
    (event,) = open_envelope(load("compute_by_sns"))
    (by_sns,) = normalize(event)
    by_bus = read(load("compute"))
    assert by_sns.fingerprint == by_bus.fingerprint == "cost_anomaly|111122223333|12345678-abcd-ef12-3456-987654321a12"
    assert (by_sns.copy, by_sns.severity, by_sns.guide, by_sns.link) == (
        by_bus.copy,
        by_bus.severity,
        by_bus.guide,
        by_bus.link,
    )
    assert facts(by_sns) == {label: value for label, value in facts(by_bus).items() if label != "monitor"}


@pytest.mark.parametrize(
    "names",
    [("compute", "compute_by_sns"), ("compute_by_sns", "compute")],
)
def test_what_comes_both_ways_is_told_once(names: tuple[str, str]) -> None:
    first, second = told(*names)
    assert first == Reason.FIRST_SEEN
    assert second in {Reason.DUPLICATE, Reason.OUT_OF_ORDER}


def test_an_update_is_no_news_until_it_has_grown_into_the_next_band() -> None:
    assert told("compute", "compute_update", "compute_grown") == ["first_seen", "duplicate", "escalated"]


def test_an_assessment_closes_what_was_told_and_is_silent_otherwise() -> None:
    assert told("compute", "compute_assessed") == ["first_seen", "resolved"]
    assert told("compute_assessed") == ["not_actionable"]
    assert told("lookalike_assessed_no_issue") == ["not_actionable"]


@pytest.mark.parametrize(
    ("feedback", "lifecycle"),
    [
        ("PLANNED_ACTIVITY", Lifecycle.CLOSED),
        ("no", Lifecycle.CLOSED),
        ("YES", Lifecycle.OPEN),
        ("", Lifecycle.OPEN),
        ("string", Lifecycle.OPEN),
        (None, Lifecycle.OPEN),
        (["NO"], Lifecycle.OPEN),
    ],
)
def test_only_an_assessment_that_all_is_well_closes(feedback: object, lifecycle: Lifecycle) -> None:
    body = load("compute")
    body["detail"]["feedback"] = feedback
    assert read(body).lifecycle is lifecycle


def test_the_assessment_is_told() -> None:
    alert = read(load("compute_assessed"))
    assert facts(alert)["assessment"] == Term("planned_activity")
    assert alert.guide[0] == "cost_anomaly/answered"


@pytest.mark.parametrize(
    ("total", "share", "severity"),
    [
        (99.99, 900, Severity.LOW),
        (99.99, 10, Severity.LOW),
        (100, 40, Severity.MEDIUM),
        (100, 39.9, Severity.LOW),
        (999.99, 40, Severity.MEDIUM),
        (1000, 40, Severity.HIGH),
        (1000, 39.9, Severity.MEDIUM),
        (10_000, 40, Severity.CRITICAL),
        (10_000, 10, Severity.HIGH),
        ("1000", "50", Severity.HIGH),
        (-500, 40, Severity.LOW),
        (1000, None, Severity.HIGH),
        ("n/a", 40, Severity.MEDIUM),
        (None, None, Severity.MEDIUM),
        (True, 40, Severity.MEDIUM),
    ],
)
def test_the_dearer_the_worse_and_milder_where_it_is_small_beside_the_expected(
    total: object, share: object, severity: Severity
) -> None:
    assert read(anomaly(total, share)).severity is severity


def test_where_nothing_was_expected_no_share_makes_it_milder() -> None:
    alert = read(anomaly(500, 1, totalExpectedSpend=0))
    assert (alert.severity, "extra_share" in facts(alert)) == (Severity.MEDIUM, False)
    assert "cost_anomaly/new" in alert.guide


def test_an_impact_that_is_left_out_is_worked_out_where_it_can_be() -> None:
    assert facts(read(anomaly(None, None, totalActualSpend=150, totalExpectedSpend=40)))["extra_cost"] == Money(
        Decimal(110), "USD"
    )
    assert facts(read(anomaly(None, None, maxImpact=7.126)))["extra_cost"] == Money(Decimal("7.13"), "USD")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("compute", "cost_anomaly/compute"),
        ("data_transfer", "cost_anomaly/transfer"),
        ("new_service", "cost_anomaly/new"),
        ("small_without_cause", "cost_anomaly/service"),
    ],
)
def test_what_an_intruder_would_use_is_explained_apart(name: str, kind: str) -> None:
    assert read(load(name)).guide[0] == kind


def test_models_are_explained_apart() -> None:
    (event,) = open_envelope(load("model_by_sns"))
    assert cost_anomaly.normalize(event)[0].guide[0] == "cost_anomaly/model"


def test_an_anomaly_whose_amount_or_service_is_unknown_has_a_headline_without_them() -> None:
    assert read(anomaly(None, None)).guide == ("cost_anomaly",)
    body = load("compute")
    body["detail"] |= {"rootCauses": [], "dimensionValue": ""}
    assert read(body).guide == ("cost_anomaly",)


@pytest.mark.parametrize("spelled", ["dimensionValue", "dimensionalValue"])
def test_without_a_cause_the_service_is_what_is_watched_however_it_is_spelled(spelled: str) -> None:
    body = load("compute")
    body["detail"] |= {"rootCauses": [], "dimensionValue": "", spelled: "AWS Lambda"}
    assert facts(read(body))["service"] == "AWS Lambda"


@pytest.mark.parametrize("usage", ["APN1-DataTransfer-Out-Bytes", "APN1-USW2-AWS-In-Bytes", "APN1-NatGateway-Bytes"])
def test_data_that_leaves_is_explained_apart_by_whatever_way_it_leaves(usage: str) -> None:
    body = load("compute")
    body["detail"]["rootCauses"] = [{"service": "EC2 - Other", "usageType": usage}]
    assert read(body).guide[0] == "cost_anomaly/transfer"


@pytest.mark.parametrize("contribution", [-1, 0, 2000])
def test_a_part_that_makes_no_sense_beside_the_whole_is_not_told(contribution: int) -> None:
    body = load("compute")
    body["detail"]["rootCauses"] = [{"service": "EC2 - Other", "impact": {"contribution": contribution}}]
    assert "cause_share" not in facts(read(body))


def test_amounts_in_china_are_yuan() -> None:
    body = load("compute")
    body["detail"]["monitorArn"] = body["detail"]["monitorArn"].replace("arn:aws:", "arn:aws-cn:")
    assert facts(read(body))["extra_cost"] == Money(Decimal(1001), "CNY")
    assert read(body).partition == "aws-cn"


def test_the_link_is_built_and_never_taken_from_the_event() -> None:
    body = load("compute")
    ours = body["detail"]["anomalyDetailsLink"]
    body["detail"]["anomalyDetailsLink"] = "https://evil.example/"
    alert = read(body)
    assert alert.link is not None
    assert links.build(alert.link, alert.partition) == ours
    body["detail"] |= {"anomalyId": "../../?x=<y>", "monitorArn": 7}
    hostile = read(body)
    assert hostile.link is not None
    assert (
        links.build(hostile.link, "aws")
        == "https://console.aws.amazon.com/cost-management/home#/anomaly-detection/monitors"
    )


def test_a_day_is_a_day_of_utc_and_told_once() -> None:
    body = load("compute")
    body["detail"]["anomalyEndDate"] = body["detail"]["anomalyStartDate"]
    assert facts(read(body))["anomaly_days"] == "2026-11-18"


@pytest.mark.parametrize(
    ("body", "topic", "known"),
    [
        (load("compute"), "", True),
        (load("compute"), TOPIC, False),
        (load("compute")["detail"], TOPIC, True),
        (load("compute")["detail"], "", False),
        ({"detail": {}, **load("compute")["detail"]}, TOPIC, False),
        (load("compute") | {"source": "example.forger"}, "", False),
        (load("compute") | {"source": "hinomi.drill"}, "", True),
        (load("compute") | {"detail-type": "AWS API Call via CloudTrail"}, "", False),
        (load("compute") | {"detail": "anomaly"}, "", False),
        ({"anomalyId": "a"}, TOPIC, False),
        ({"anomalyId": "", "impact": {"totalImpact": 1}}, TOPIC, False),
        ({"anomalyId": "a", "monitorArn": "m"}, TOPIC, True),
    ],
)
def test_on_the_bus_an_envelope_counts_and_by_sns_the_bare_shape(
    body: dict[str, Any], topic: str, *, known: bool
) -> None:
    assert cost_anomaly.recognizes(Event(body=body, topic_arn=topic)) is known


def test_an_event_in_an_envelope_that_comes_by_sns_is_quoted_and_not_believed() -> None:
    message = {"Type": "Notification", "TopicArn": TOPIC, "Message": json.dumps(load("compute"))}
    assert [alert.source for event in open_envelope(message) for alert in normalize(event)] == ["unrecognized"]


def test_the_version_is_when_it_was_sent() -> None:
    when = datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC)
    assert read(load("compute")).version == int(when.timestamp() * 1000)
    (event,) = open_envelope(load("compute_by_sns"))
    assert cost_anomaly.normalize(event)[0].version == int(when.timestamp() * 1000) + 3123


def test_anomalies_are_told_apart_by_account_and_id() -> None:
    body, other = load("compute"), load("compute")
    other["detail"]["accountId"] = "123456789012"
    assert len({read(body).fingerprint, read(other).fingerprint, read(load("new_service")).fingerprint}) == 3


def test_without_an_id_it_is_the_monitor_and_the_day_that_count() -> None:
    body, later = load("compute"), load("compute")
    del body["detail"]["anomalyId"]
    later["detail"] |= {"anomalyId": None, "anomalyStartDate": "2026-11-19T00:00:00Z"}
    assert read(body).fingerprint != read(later).fingerprint
    later["detail"]["anomalyStartDate"] = body["detail"]["anomalyStartDate"]
    assert read(body).fingerprint == read(later).fingerprint


def test_what_has_neither_an_id_nor_a_day_stands_for_itself() -> None:
    body = load("compute")
    body["detail"] |= {"anomalyId": None, "anomalyStartDate": None}
    events = [Event(body=body, delivery_id=name) for name in ("one", "one", "two")]
    one, again, two = (cost_anomaly.normalize(event)[0].fingerprint for event in events)
    assert (one == again, one == two) == (True, False)


@pytest.mark.parametrize(
    "junk", [None, 0, True, "x", [], [[]], {}, {"impact": []}, [None, 7, {"impact": {"contribution": {}}}]]
)
@pytest.mark.parametrize(
    "field", ["impact", "rootCauses", "monitorArn", "accountId", "anomalyStartDate", "dimensionValue"]
)
def test_any_value_in_any_field_still_makes_an_alert(field: str, junk: object) -> None:
    body = load("compute")
    body["detail"][field] = junk
    alert = read(body)
    assert alert.fingerprint.startswith("cost_anomaly|")
    assert alert.guide[-1] == "cost_anomaly"


def test_an_amount_beyond_all_measure_does_no_harm() -> None:
    assert read(anomaly(1e300, 1e300)).severity is Severity.CRITICAL
    assert read(anomaly("nan", "inf")).severity is Severity.MEDIUM
