from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from itertools import permutations
from typing import Any

import pytest

from hinomi.model import Alert, ConsoleLink, Event, Lifecycle, Resource, Severity, Term
from hinomi.sources import health
from support.samples import decisions, facts, load_event, only_alert

load = partial(load_event, "health")
read = partial(only_alert, health)


def changed(name: str = "public_issue", **detail: Any) -> Alert:
    """Read a sample whose details are changed; those that are None are left out."""
    body = load(name)
    held = {**body["detail"], **detail}
    return read({**body, "detail": {key: value for key, value in held.items() if value is not None}})


def decide(*events: str | dict[str, Any]) -> list[str]:
    return decisions(*(load(event) if isinstance(event, str) else event for event in events))


def test_an_exposed_key_wakes_somebody_who_can_recognize_it_but_nobody_can_read_it() -> None:
    alert = read(load("credentials_exposed"))
    assert (alert.severity, alert.type) == (Severity.CRITICAL, "AWS_RISK_CREDENTIALS_EXPOSED")
    assert alert.resources == (Resource(type="AWS::IAM::AccessKey", id="AKIA****MPLE"),)
    assert "AKIAIOSFODNN7EXAMPLE" not in str(alert)
    assert "AKIA****MPLE" in alert.description


def test_a_key_is_masked_in_a_list_as_well() -> None:
    entities = [{"entityValue": key} for key in ("AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE")]
    alert = changed("abuse_port_scanning", affectedEntities=entities, eventDescription=[])
    assert facts(alert)["affected"] == "AKIA****MPLE, AKIA****MPLE"
    assert "EXAMPLE" not in str(alert)


@pytest.mark.parametrize(
    ("code", "severity", "guide"),
    [
        ("AWS_RISK_CREDENTIALS_EXPOSURE_SUSPECTED", Severity.HIGH, "health/exposed_credentials"),
        ("AWS_RISK_CREDENTIALS_COMPROMISED", Severity.CRITICAL, "health/compromised"),
        ("AWS_RISK_CREDENTIALS_COMPROMISE_SUSPECTED", Severity.HIGH, "health/compromised"),
        ("AWS_RISK_ACCOUNT_CONSOLE_COMPROMISE", Severity.CRITICAL, "health/compromised"),
        ("AWS_RISK_IAM_QUARANTINE", Severity.CRITICAL, "health/quarantine"),
        ("AWS_RISK_OF_TOMORROW", Severity.HIGH, "health/risk"),
        ("AWS_ABUSE_BOTNET_REPORT", Severity.CRITICAL, "health/abuse_attack"),
        ("AWS_ABUSE_EC2_INTRUSION_ATTEMPT_REPORT", Severity.CRITICAL, "health/abuse_attack"),
        ("AWS_ABUSE_EC2_PORT_SCANNING_REPORT", Severity.HIGH, "health/abuse_attack"),
        ("AWS_ABUSE_PHISHING_CONTENT_REPORTED", Severity.HIGH, "health/abuse_hosting"),
        ("AWS_ABUSE_COPYRIGHT_NON_DMCA_REPORT", Severity.HIGH, "health/abuse_content"),
        ("AWS_ABUSE_OF_TOMORROW", Severity.HIGH, "health/abuse"),
        ("AWS_BILLING_SUSPENSION_NOTICE", Severity.HIGH, "health/suspension"),
        ("AWS_S3_OPEN_ACCESS_BUCKET_NOTIFICATION", Severity.HIGH, "health/public_bucket"),
    ],
)
def test_a_code_says_how_bad_it_is_and_what_to_do(code: str, severity: Severity, guide: str) -> None:
    alert = changed(eventTypeCode=code, service="IAM")
    assert (alert.severity, alert.guide[0], alert.guide[-1]) == (severity, guide, "health")


def test_what_eventbridge_calls_abuse_is_abuse_whatever_its_code() -> None:
    body = load("abuse_port_scanning")
    body["detail"] |= {"service": "EC2", "eventTypeCode": "SOMETHING_NEW"}
    assert (read(body).severity, read(body).guide) == (Severity.HIGH, ("health/abuse", "health"))


@pytest.mark.parametrize(
    ("category", "asks", "personas", "severity"),
    [
        ("issue", None, None, Severity.MEDIUM),
        ("issue", "ACTION_REQUIRED", ["OPERATIONS"], Severity.HIGH),
        ("investigation", None, None, Severity.MEDIUM),
        ("scheduledChange", "ACTION_REQUIRED", ["OPERATIONAL"], Severity.MEDIUM),
        ("scheduledChange", "ACTION_MAY_BE_REQUIRED", ["OPERATIONS"], Severity.LOW),
        ("scheduledChange", "INFORMATIONAL", ["OPERATIONS"], Severity.INFO),
        ("accountNotification", "ACTION_REQUIRED", ["BILLING"], Severity.MEDIUM),
        ("accountNotification", "ACTION_REQUIRED", ["OPERATIONS", "SECURITY"], Severity.HIGH),
        ("accountNotification", "INFORMATIONAL", ["SECURITY"], Severity.LOW),
        ("a category of tomorrow", None, None, Severity.MEDIUM),
    ],
)
def test_what_aws_asks_for_raises_and_lowers(
    category: str, asks: str | None, personas: list[str] | None, severity: Severity
) -> None:
    told = changed(
        "instance_retirement",
        eventTypeCode="AWS_EC2_SOMETHING",
        eventTypeCategory=category,
        actionability=asks,
        personas=personas,
    )
    assert told.severity is severity


def test_a_public_issue_that_names_nothing_of_ours_is_told_quietly() -> None:
    alert = read(load("public_issue"))
    assert (alert.severity, alert.guide[0]) == (Severity.LOW, "health/public_issue")
    assert facts(alert)["scope"] == Term("public_event")
    assert changed(affectedEntities=[{"entityValue": "i-0abc1234def567890"}]).severity is Severity.MEDIUM
    assert changed(eventScopeCode="ACCOUNT_SPECIFIC").severity is Severity.MEDIUM


def test_a_notice_that_asks_for_nothing_is_for_nobody_unless_it_concerns_security() -> None:
    notice = partial(changed, "lookalike_informational")
    assert not notice().actionable
    assert notice(personas=["SECURITY"]).actionable
    assert notice(actionability="ACTION_MAY_BE_REQUIRED").actionable
    assert notice(actionability=None).actionable
    assert notice(eventTypeCategory="scheduledChange").actionable
    assert notice(statusCode="closed").actionable


@pytest.mark.parametrize(
    "detail",
    [
        {"service": "ABUSE"},
        {"service": "RISK"},
        {"eventTypeCode": "AWS_ABUSE_OF_TOMORROW"},
        {"eventTypeCode": "AWS_RISK_OF_TOMORROW"},
        {"eventTypeCode": "AWS_ACCESS_KEY_EXPOSED", "service": "IAM"},
    ],
)
def test_risk_and_abuse_are_told_whatever_they_ask_for(detail: dict[str, Any]) -> None:
    assert changed("lookalike_informational", **detail).actionable
    assert changed("lookalike_informational", **detail).severity >= Severity.HIGH


def test_what_eventbridge_calls_abuse_is_told_whatever_it_asks_for() -> None:
    notice = load("lookalike_informational")
    assert not read(notice).actionable
    assert read({**notice, "detail-type": "AWS Health Abuse Event"}).actionable


def test_account_and_region_are_those_that_are_affected_not_those_that_it_came_to() -> None:
    body = load("instance_retirement_in_backup_region")
    body["account"] = "123456789012"
    alert = read(body)
    assert (alert.account, alert.region) == ("111122223333", "ap-northeast-1")


def test_one_event_of_two_accounts_is_two_alerts() -> None:
    ours, other = (changed(affectedAccount=account) for account in ("111122223333", "123456789012"))
    assert ours.fingerprint != other.fingerprint


def test_dates_and_a_link_are_there() -> None:
    alert = read(load("instance_retirement"))
    assert facts(alert)["starts"] == datetime(2026, 12, 4, 3, tzinfo=UTC)
    assert "ends" not in facts(alert)
    assert alert.version == 1795143720000
    assert alert.link == ConsoleLink(page="health_event", parameters={"event_arn": alert.reference})


def test_a_service_is_named_as_people_name_it() -> None:
    assert facts(read(load("planned_lifecycle_page_1")))["service"] == "Lambda"
    assert facts(read(load("instance_retirement")))["service"] == "EC2"
    assert read(load("security_notification")).resources == (Resource(type="AWS::IAM::Role", id="partner"),)


ONE, TWO, THREE = "AKIAIOSFODNN7EXAMPL1", "AKIAIOSFODNN7EXAMPL2", "AKIAIOSFODNN7EXAMPL3"


def exposed(*keys: str, minute: int = 2, **detail: Any) -> dict[str, Any]:
    body = load("credentials_exposed")
    told = {"affectedEntities": [{"entityValue": key, "status": "PENDING"} for key in keys]}
    body["detail"] |= told | {"lastUpdatedTime": f"Fri, 20 Nov 2026 03:{minute:02}:00 GMT"} | detail
    return {**body, "id": f"{keys}{minute}", "resources": list(keys), "time": f"2026-11-20T03:{minute + 2:02}:05Z"}


def test_each_exposed_key_is_an_alert_that_names_it_and_no_other() -> None:
    alerts = health.normalize(Event(body=exposed(ONE, TWO)))
    assert [[one.id for one in alert.resources] for alert in alerts] == [["AKIA****MPL1"], ["AKIA****MPL2"]]
    assert len({alert.fingerprint for alert in alerts}) == len({alert.copy for alert in alerts}) == 2
    assert "AKIAIOSF" not in str(alerts)
    assert not any({"affected", "page"} & facts(alert).keys() for alert in alerts)


@pytest.mark.parametrize("keys", [(TWO,), (ONE, TWO), (TWO, ONE)])
def test_an_update_that_names_another_key_tells_of_that_one(keys: tuple[str, ...]) -> None:
    told = dict(zip(keys, decide(exposed(ONE), exposed(*keys, minute=9))[1:], strict=True))
    assert told == {key: "first_seen" if key == TWO else "duplicate" for key in keys}


@pytest.mark.parametrize(
    "code", ["AWS_RISK_CREDENTIALS_COMPROMISED", "AWS_RISK_IAM_QUARANTINE", "AWS_RISK_OF_TOMORROW"]
)
def test_an_update_of_any_risk_that_names_another_is_told(code: str) -> None:
    events = [exposed(key, minute=minute, eventTypeCode=code) for minute, key in enumerate((ONE, TWO))]
    assert decide(*events) == ["first_seen", "first_seen"]


@pytest.mark.parametrize("order", [*permutations(range(4))])
def test_each_key_is_told_once_whichever_twin_and_page_comes_first(order: tuple[int, ...]) -> None:
    pages = [exposed(ONE, TWO, page="1", totalPages="2"), exposed(THREE, page="2", totalPages="2")]
    twins = [{**page, "region": "us-west-2", "detail": {**page["detail"], "backupEvent": "true"}} for page in pages]
    reasons = decide(*((*pages, *twins)[number] for number in order))
    assert sorted(reasons) == ["duplicate"] * 3 + ["first_seen"] * 3


def test_the_end_of_an_event_is_the_end_of_each_key_also_of_those_that_were_over_before() -> None:
    entities = [{"entityValue": ONE, "status": "RESOLVED"}, {"entityValue": TWO, "status": "PENDING"}]
    end = exposed(minute=30, statusCode="closed", affectedEntities=entities)
    assert decide(exposed(ONE, TWO), end).count("resolved") == 2
    assert decide(exposed(ONE, TWO), end, exposed(ONE, TWO, minute=9))[-2:] == ["out_of_order"] * 2
    assert {alert.lifecycle for alert in health.normalize(Event(body=end))} == {Lifecycle.CLOSED}


def test_without_a_key_the_event_is_one_alert_which_ends_with_it() -> None:
    assert len(health.normalize(Event(body=exposed()))) == 1
    assert decide(exposed(), exposed(minute=3)) == ["first_seen", "duplicate"]
    events = [exposed(), exposed(ONE, minute=3), exposed(ONE, minute=9, statusCode="closed")]
    assert decide(*events) == ["first_seen", "first_seen", "resolved", "resolved"]
    assert decide(*events[1:]) == ["first_seen", "resolved", "not_actionable"]


def test_more_keys_than_can_be_told_apart_are_told_all_the_same() -> None:
    alerts = health.normalize(Event(body=exposed(*(f"AKIAIOSFODNN7EXAM{n:03}" for n in range(60)))))
    assert len(alerts) == 51
    assert facts(alerts[-1])["affected"].startswith("AKIA****M050, ")  # type: ignore[attr-defined]
    assert all(alert.severity is Severity.CRITICAL for alert in alerts)


def test_a_page_says_which_it_is_and_lists_what_it_has() -> None:
    first, second = read(load("planned_lifecycle_page_1")), read(load("planned_lifecycle_page_2"))
    assert (facts(first)["page"], facts(second)["page"]) == ("1 / 2", "2 / 2")
    assert facts(second)["affected"] == f"{', '.join(f'orders-{n}' for n in range(12, 22))} (+2)"
    assert second.resources == (Resource(type="AWS::Lambda::Function", id="orders-12"),)
    assert "page" not in facts(read(load("instance_retirement")))


@pytest.mark.parametrize("order", [*permutations(("planned_lifecycle_page_1", "planned_lifecycle_page_2"))])
def test_whichever_page_comes_first_is_told_and_no_other(order: tuple[str, str]) -> None:
    first, second = decide(*order)
    assert first == "first_seen"
    assert second in {"duplicate", "out_of_order"}


def test_what_is_over_for_some_resources_is_about_the_others() -> None:
    entities = [{"entityValue": "i-1", "status": "RESOLVED"}, {"entityValue": "i-2", "status": "PENDING"}]
    alert = changed("instance_retirement", affectedEntities=entities)
    assert [one.id for one in alert.resources] == ["i-2"]
    over = changed("instance_retirement", affectedEntities=entities[:1])
    assert [one.id for one in over.resources] == ["i-1"]


@pytest.mark.parametrize("entity", ["111122223333", "AWS_ACCOUNT", "UNKNOWN", ""])
def test_the_account_is_no_resource_of_itself(entity: str) -> None:
    assert changed(affectedEntities=[{"entityValue": entity}]).resources == ()


def test_resources_that_no_entity_names_are_those_of_the_envelope() -> None:
    body = load("instance_retirement")
    del body["detail"]["affectedEntities"]
    assert [one.id for one in read(body).resources] == ["i-0abc1234def567890"]


def test_an_update_is_no_news_and_the_end_is() -> None:
    events = ["instance_retirement", "instance_retirement_updated", "instance_retirement_closed"]
    assert decide(*events, "instance_retirement_closed") == ["first_seen", "duplicate", "resolved", "duplicate"]
    assert read(load("instance_retirement_closed")).lifecycle is Lifecycle.CLOSED


def test_an_update_that_asks_for_more_is_told() -> None:
    asks_little, asks_much = load("instance_retirement"), load("instance_retirement_updated")
    asks_little["detail"]["actionability"] = "ACTION_MAY_BE_REQUIRED"
    assert decide(asks_little, asks_much) == ["first_seen", "escalated"]


@pytest.mark.parametrize("order", [*permutations(("instance_retirement", "instance_retirement_in_backup_region"))])
def test_the_copy_of_the_backup_region_is_the_same_event(order: tuple[str, str]) -> None:
    assert decide(*order) == ["first_seen", "duplicate"]


def test_the_end_of_what_nobody_was_told_is_silent_and_what_comes_late_too() -> None:
    assert decide("public_issue_closed", "public_issue") == ["not_actionable", "out_of_order"]


def test_a_description_is_english_where_there_is_one_and_else_what_there_is() -> None:
    german = {"language": "de_DE", "latestDescription": "Guten Tag."}
    english = {"language": "en_US", "latestDescription": "Good day."}
    assert changed(eventDescription=[german, english]).description == "Good day."
    assert changed(eventDescription=[german]).description == "Guten Tag."
    assert changed(eventDescription=[{"latestDescription": "No language."}]).description == "No language."


def test_a_long_description_ends_with_a_whole_sentence() -> None:
    alert = changed(eventDescription=[{"language": "en_US", "latestDescription": "One sentence.\\n\n" * 1000}])
    assert alert.description.endswith("One sentence. …")
    assert len(alert.description) <= 602
    endless = changed(eventDescription=[{"language": "en_US", "latestDescription": "x" * 10**6}])
    assert endless.description == "x" * 600 + " …"


def test_no_part_of_a_key_shows_where_a_description_is_cut() -> None:
    words = "x" * 590 + " AKIAIOSFODNN7EXAMPLE"
    assert "AKIAI" not in changed(eventDescription=[{"language": "en_US", "latestDescription": words}]).description


def test_without_an_arn_the_pages_and_twins_are_still_one() -> None:
    pages = [changed("instance_retirement", eventArn=None, communicationId=f"abc-{page}") for page in (1, 2)]
    other = changed("instance_retirement", eventArn=None, communicationId="abd-1")
    assert pages[0].fingerprint == pages[1].fingerprint != other.fingerprint


@pytest.mark.parametrize("detail", [{"x": None}, {key: [{}] for key in load("credentials_exposed")["detail"]}])
def test_what_is_malformed_is_told_all_the_same(detail: dict[str, Any]) -> None:
    alert = read({**load("credentials_exposed"), "detail": detail})
    assert (alert.severity, alert.guide, alert.actionable) == (Severity.MEDIUM, ("health",), True)


def test_only_aws_health_is_recognized() -> None:
    assert not health.recognizes(Event(body={**load("public_issue"), "source": "aws.ec2"}))
    assert not health.recognizes(Event(body={**load("public_issue"), "detail-type": "AWS API Call via CloudTrail"}))
    assert not health.recognizes(Event(body={**load("public_issue"), "detail": []}))
