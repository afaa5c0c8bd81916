from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from hinomi.locales import CATALOGUES
from hinomi.model import ConsoleLink, Event, Lifecycle, Resource, Severity, Term
from hinomi.sources import trusted_advisor
from hinomi.sources.trusted_advisor_checks import Category, find
from support.fakes import make_watch
from support.samples import facts, load_event, only_alert

load = partial(load_event, "trusted_advisor")
read = partial(only_alert, trusted_advisor)


def item(name: str = "open_port", *, row: dict[str, Any] | None = None, **detail: Any) -> dict[str, Any]:
    body = load(name)
    body["detail"] |= detail
    body["detail"]["check-item-detail"] |= row or {}
    return body


def reasons(*bodies: dict[str, Any]) -> list[str]:
    """Let a watch take events in order, an hour apart; return the reason of each decision."""
    watch, told = make_watch(), []
    for hour, body in enumerate(bodies):
        event = Event(body=body | {"time": f"2026-11-20T{hour:02}:00:00Z"})
        told += [outcome.decision.reason.value for outcome in watch.take(event)]
    return told


def test_a_red_item_is_an_alert_about_its_resource_in_the_region_of_the_resource() -> None:
    alert = read(load("open_port"))
    assert (alert.severity, alert.lifecycle) == (Severity.HIGH, Lifecycle.OPEN)
    assert (alert.account, alert.region) == ("123456789012", "ap-northeast-1")
    assert alert.resources == (Resource(type="AWS::EC2::SecurityGroup", id="sg-0abc1234def567890"),)
    assert facts(alert) == {
        "check": Term("check_sg_ports"),
        "check_status": Term("action_recommended"),
        "port": "3389",
        "protocol": "TCP",
        "detail": "Security Group Name: web; IP Range: 0.0.0.0/0",
    }
    assert alert.link == ConsoleLink(page="trusted_advisor_category", parameters={"category": "security"})


def test_how_much_of_a_limit_is_used_and_what_can_be_saved_is_told_apart() -> None:
    limit, cost = facts(read(load("service_limit"))), facts(read(load("low_utilization_instance")))
    assert (limit["quota_use"], cost["savings"]) == ("4 / 5", "$56.94")
    assert "Current Usage" not in str(limit["detail"])
    assert "quota_use" not in facts(read(item("service_limit", row={"Limit Amount": ""})))


def test_what_is_green_again_is_over() -> None:
    assert reasons(load("open_port"), load("open_port"), load("open_port_closed")) == [
        *("first_seen", "duplicate", "resolved"),
    ]
    assert reasons(load("open_port_closed")) == ["not_actionable"]


def test_yellow_after_red_is_the_same_alert_and_no_news() -> None:
    assert reasons(load("open_port"), item(status="WARN")) == ["first_seen", "duplicate"]
    assert reasons(item(status="WARN"), load("open_port")) == ["first_seen", "escalated"]


def test_another_port_that_is_well_does_not_close_the_one_that_is_not() -> None:
    web = item("open_port_closed", row={"Port": "80"})
    assert reasons(load("open_port"), web, load("open_port_closed")) == ["first_seen", "duplicate", "resolved"]


def test_a_check_a_resource_and_an_account_are_each_an_alert_of_their_own() -> None:
    other = load("open_port")
    other["detail"]["check-name"] = "Other"
    others = (other, item(resource_id="sg-1"), load("open_port") | {"account": "111122223333"})
    assert len({read(body).fingerprint for body in (load("open_port"), *others)}) == 4


def test_without_a_resource_id_the_columns_that_name_things_tell_items_apart() -> None:
    name = "exposed_access_key"
    same = item(name, uuid="another", row={"Usage (USD per Day)": "100", "Time Updated": "9", "Case ID": "other"})
    other = item(name, row={"User Name (IAM or Root)": "someone-else"})
    assert read(same).fingerprint == read(load(name)).fingerprint
    assert read(other).fingerprint != read(load(name)).fingerprint
    limit = item("service_limit", row={"Region": "us-east-1"})
    assert read(limit).fingerprint != read(load("service_limit")).fingerprint


def test_an_exposed_key_wakes_somebody_up_and_is_masked() -> None:
    alert = read(load("exposed_access_key"))
    assert alert.severity is Severity.CRITICAL
    assert alert.resources == (Resource(type="AWS::IAM::AccessKey", id="AKIA****MPLE", name="ci-deploy"),)
    assert facts(alert)["deadline"] == datetime(2026, 11, 21, 3, tzinfo=UTC)
    assert "IOSFODNN" not in repr(alert)
    assert read(item("exposed_access_key", status="OK")).lifecycle is Lifecycle.CLOSED


def test_a_key_that_is_the_name_of_the_resource_is_masked() -> None:
    assert (
        read(item(resource_id="AKIAIOSFODNN7EXAMPLE", row={"Security Group ID": None})).resources[0].id
        == "AKIA****MPLE"
    )


@pytest.mark.parametrize(
    ("name", "status", "severity"),
    [
        ("open_port", "ERROR", Severity.HIGH),
        ("open_port", "WARN", Severity.MEDIUM),
        ("exposed_access_key", "WARN", Severity.MEDIUM),
        ("unknown_check", "ERROR", Severity.HIGH),
        ("unknown_check", "WARN", Severity.MEDIUM),
        ("service_limit", "ERROR", Severity.MEDIUM),
        ("service_limit", "WARN", Severity.LOW),
        ("low_utilization_instance", "ERROR", Severity.LOW),
        ("low_utilization_instance", "WARN", Severity.LOW),
    ],
)
def test_how_bad_it_is_follows_from_color_and_check(name: str, status: str, severity: Severity) -> None:
    assert read(item(name, status=status)).severity is severity


@pytest.mark.parametrize("status", ["INFO", "NOT_AVAILABLE", "", None, 7, []])
def test_what_is_neither_red_nor_yellow_nor_green_needs_nobody(status: object) -> None:
    assert not read(item(status=status)).actionable


@pytest.mark.parametrize(
    ("name", "columns", "category"),
    [
        ("Security Groups \N{EN DASH} Unrestricted Access", (), Category.SECURITY),
        ("security groups  - unrestricted access", (), Category.SECURITY),
        ("Idle Load Balancers", (), Category.COST),
        ("Amazon Something New", ("Estimated Monthly Savings",), Category.COST),
        ("Auto Scaling Groups", ("Limit Amount", "Current Usage"), Category.LIMITS),
        ("Amazon EBS Snapshots", ("Volume ID",), Category.OTHER),
        ("Amazon Something Else", ("Limit Amount",), Category.OTHER),
        ("", (), Category.OTHER),
    ],
)
def test_what_a_check_is_about_is_known_by_its_name_or_its_columns(
    name: str, columns: tuple[str, ...], category: Category
) -> None:
    assert find(name, columns).category is category


def test_a_check_of_security_has_a_name_in_every_language_and_another_its_own() -> None:
    name = find("Exposed Access Keys", ()).said()
    assert isinstance(name, Term)
    assert CATALOGUES["ja"][f"term.{name.key}"] == "露出したアクセスキー"
    assert CATALOGUES["en"][f"term.{name.key}"] == "Exposed Access Keys"
    assert find("Idle Load Balancers", ()).said() == "Idle Load Balancers"


@pytest.mark.parametrize(
    ("row", "identifier", "region"),
    [
        ({"Region": "eu-west-1"}, "sg-1", "eu-west-1"),
        ({"Region": None, "Region/AZ": "eu-west-1a"}, "sg-1", "eu-west-1"),
        ({"Region": None, "Region API Parameter": "eu-west-1"}, "sg-1", "eu-west-1"),
        ({"Region": "-"}, "sg-1", ""),
        ({"Region": None}, "arn:aws:iam::123456789012:user/x", ""),
        ({"Region": "<b>"}, "arn:aws:rds:us-west-2:123456789012:db:x", "us-west-2"),
    ],
)
def test_the_region_is_never_that_of_the_event(row: dict[str, Any], identifier: str, region: str) -> None:
    assert read(item(row=row, resource_id=identifier)).region == region


def test_only_refreshes_of_items_are_known() -> None:
    assert not trusted_advisor.recognizes(
        Event(body=load("open_port") | {"detail-type": "AWS API Call via CloudTrail"})
    )
    assert not trusted_advisor.recognizes(Event(body=load("open_port") | {"source": "limit-monitor-solution"}))


@pytest.mark.parametrize(
    "value", [None, [], {}, "x", 10**400, {"Port": {}}, {"": "x", "y": [1]}, {"Deadline": "1e999"}]
)
def test_whatever_a_field_holds_an_alert_comes_out(value: object) -> None:
    for key in load("open_port")["detail"]:
        assert len(trusted_advisor.normalize(Event(body=load("open_port") | {"detail": {key: value}}))) == 1
        body = load("open_port")
        body["detail"][key] = value
        assert len(trusted_advisor.normalize(Event(body=body))) == 1
