from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from hinomi.envelope import open_envelope
from hinomi.model import Event, Resource, Severity, Term
from hinomi.routing.gathering import lasts
from hinomi.sources import iam_signin
from support.fakes import make_watch
from support.samples import facts, load_event, only_alert

load = partial(load_event, "iam_signin")
read = partial(only_alert, iam_signin)


def take(*events: dict[str, Any]) -> list[str]:
    watch = make_watch()
    return [
        outcome.decision.reason for body in events for event in open_envelope(body) for outcome in watch.take(event)
    ]


def tried(number: int, name: str = "failure", **detail: str) -> dict[str, Any]:
    """Give another attempt, with a record of its own."""
    body = load(name)
    body["id"] = f"00000000-0000-4000-8000-{number:012}"
    body["detail"] |= {"eventID": f"e0000000-0000-4000-8000-{number:012}", **detail}
    return body


def test_a_signin_without_mfa_is_told() -> None:
    alert = read(load("success_without_mfa"))
    assert (alert.source, alert.type, alert.severity) == ("iam_signin", "iam_signin.without_mfa", Severity.MEDIUM)
    assert (alert.actor, alert.resources) == (None, (Resource(type="AWS::IAM::User", id="hanako"),))
    assert facts(alert) == {"outcome": Term("success"), "mfa": Term("not_used")}
    assert not lasts(alert)


def test_a_failure_is_minor_unless_the_password_was_right() -> None:
    alert = read(load("failure"))
    assert (alert.severity, facts(alert)) == (Severity.LOW, {"outcome": Term("failure")})
    known = read(load("failure_at_mfa"))
    assert (known.severity, known.type, facts(known)) == (
        Severity.MEDIUM,
        "iam_signin.failure_at_mfa",
        {"outcome": Term("failure")},
    )


def test_what_was_typed_as_a_name_is_not_shown_where_aws_hides_it() -> None:
    alert = read(load("failure_of_a_name_that_is_hidden"))
    assert (alert.actor, alert.resources) == (None, ())
    assert (facts(alert)["user_name"], alert.guide[0]) == (Term("hidden_user"), "iam_signin/no_such_user")


@pytest.mark.parametrize("name", ["lookalike_with_mfa", "lookalike_mfa_prompt", "lookalike_switch_role"])
def test_what_users_do_every_day_is_silent(name: str) -> None:
    assert not read(load(name)).actionable


@pytest.mark.parametrize("mfa", [None, "", "Perhaps", 1, {"No": "No"}])
def test_where_the_record_does_not_say_nothing_is_claimed(mfa: object) -> None:
    body = load("success_without_mfa")
    body["detail"]["additionalEventData"]["MFAUsed"] = mfa
    assert not read(body).actionable


@pytest.mark.parametrize("kind", ["AssumedRole", "FederatedUser", "IdentityCenterUser", "SAMLUser", "Root", None])
def test_others_than_iam_users_are_not_asked_for_mfa_here(kind: str | None) -> None:
    body = load("success_without_mfa")
    body["detail"]["userIdentity"]["type"] = kind
    assert not iam_signin.recognizes(Event(body=body))
    assert take(body) != ["first_seen"] or kind == "Root"


def test_a_hundred_failures_are_one_message() -> None:
    assert take(*map(tried, range(100))) == ["first_seen", *["duplicate"] * 99]


@pytest.mark.parametrize(
    "other",
    [
        tried(2, sourceIPAddress="203.0.113.7"),
        tried(2, eventTime="2026-11-21T03:03:50Z"),
        tried(2, recipientAccountId="123456789012"),
        tried(2, "failure_at_mfa"),
        tried(2, "success_without_mfa"),
        tried(2, "failure_of_a_name_that_is_hidden"),
    ],
)
def test_another_place_day_account_user_or_outcome_is_another_alert(other: dict[str, Any]) -> None:
    assert take(tried(1), other) == ["first_seen", "first_seen"]


def test_addresses_of_one_network_of_ipv6_are_one_place() -> None:
    near = [tried(number, sourceIPAddress=f"2001:db8:0:1::{number}") for number in (1, 2)]
    assert take(*near, tried(3, sourceIPAddress="2001:db8:0:2::1")) == ["first_seen", "duplicate", "first_seen"]


def test_a_key_in_the_name_of_a_device_is_masked() -> None:
    body = load("failure_at_mfa")
    body["detail"]["additionalEventData"]["MFAIdentifier"] = "arn:aws:iam::111122223333:mfa/AKIAIOSFODNN7EXAMPLE"
    assert str(facts(read(body))["mfa_device"]).endswith("mfa/AKIA****MPLE")


def test_an_unusual_signin_is_looked_into_three_deep() -> None:
    detail = {"who": {"session": {"name": "hanako", "deeper": {"name": "taro"}}}}
    assert facts(read(load("anomaly") | {"detail": detail})) == {"detail": "who session name: hanako"}


def test_an_unusual_signin_is_told_with_what_is_in_it() -> None:
    alert = read(load("anomaly"))
    assert (alert.severity, alert.guide[0], alert.actionable) == (Severity.MEDIUM, "iam_signin/anomaly", True)
    assert "userName: hanako" in str(facts(alert)["detail"])
    assert not lasts(alert)


@pytest.mark.parametrize("detail", [None, [], "text", {}, {"a": {"b": {"c": {"d": 1}}}}, {"k": "AKIAIOSFODNN7EXAMPLE"}])
def test_an_unusual_signin_is_told_whatever_is_in_it(detail: object) -> None:
    alert = read(load("anomaly") | {"detail": detail})
    assert alert.actionable
    assert facts(alert) == {}


def test_of_an_unusual_signin_only_what_is_named_as_usual_is_shown_and_keys_are_masked() -> None:
    detail = {"user": {"name": "AKIAIOSFODNN7EXAMPLE"}, "password": "p", "sessionToken": "s", "sourceIp": "192.0.2.1"}
    alert = read(load("anomaly") | {"detail": detail})
    assert facts(alert) == {"detail": "user name: AKIA****MPLE, sourceIp: 192.0.2.1"}


def test_each_unusual_signin_is_told_and_each_once() -> None:
    one, other = load("anomaly"), load("anomaly") | {"id": "another"}
    assert take(one, one, other) == ["first_seen", "duplicate", "first_seen"]


@pytest.mark.parametrize("change", [{"eventTime": 7, "sourceIPAddress": ["x"]}, {"additionalEventData": "No"}])
def test_a_malformed_record_still_makes_an_alert(change: dict[str, Any]) -> None:
    body = load("failure")
    body["detail"] |= change
    assert read(body).actionable


def test_a_signin_that_anybody_could_have_put_on_the_bus_is_none() -> None:
    for name in ("failure", "anomaly"):
        assert not iam_signin.recognizes(Event(body=load(name) | {"source": "example.forger"}))
