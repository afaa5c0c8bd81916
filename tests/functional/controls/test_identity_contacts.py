"""Whom AWS writes to: a missing contact is filled in with what the operator gives, a different one is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hinomi.baseline.charge import flaws
from hinomi.baseline.control import Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.settings import Baseline, Settings
from hinomi.baseline.undo import Undoing
from hinomi.controls import (
    account_billing_contact_present,
    account_operations_contact_present,
    account_primary_contact_present,
    account_security_contact_present,
)
from support.account.account import AccountManagement
from support.account.services import fake_account
from support.rounds import settle, take_back

if TYPE_CHECKING:
    from hinomi.baseline.control import Control

SECURITY = account_security_contact_present.CONTROL
PRIMARY = account_primary_contact_present.CONTROL
GIVEN: dict[str, Any] = {
    "name": "Example Team",
    "title": "Security",
    "email": "security@example.com",
    "phone": "+81 3-0000-0000",
}
THERE = {
    "Name": "Somebody",
    "Title": "CTO",
    "EmailAddress": "somebody@example.com",
    "PhoneNumber": "03-0000-0000",
}
each_kind = pytest.mark.parametrize(
    ("control", "kind"),
    [
        (SECURITY, "SECURITY"),
        (account_operations_contact_present.CONTROL, "OPERATIONS"),
        (account_billing_contact_present.CONTROL, "BILLING"),
    ],
)


@each_kind
def test_who_a_contact_is_and_how_to_reach_them_is_private(control: Control, kind: str) -> None:
    assert set(control.private) == {"name", "email", "phone"}, kind
    assert set(control.private) <= control.order.fields.keys()


@each_kind
def test_a_missing_contact_is_filled_in_and_taken_back(control: Control, kind: str) -> None:
    fake, journal = fake_account(), MemoryJournal()
    (result,) = settle(fake, control, desired=GIVEN, journal=journal)
    assert result.outcome is Outcome.CHANGED
    assert fake.state(AccountManagement)["alternate"] == {
        kind: {
            "Name": GIVEN["name"],
            "Title": GIVEN["title"],
            "EmailAddress": GIVEN["email"],
            "PhoneNumber": GIVEN["phone"],
        }
    }
    assert [one.undoing for one in take_back(fake, control, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == {}


@each_kind
def test_a_missing_contact_that_nobody_has_given_is_something_to_do(control: Control, kind: str) -> None:
    fake = fake_account()
    (result,) = settle(fake, control)
    assert kind.lower() in control.id
    assert result.outcome is Outcome.DRIFT
    assert result.notes == (Note("contact_not_given", {"fields": "name, title, email, phone"}),)
    assert fake.written() == []


def test_a_contact_given_in_part_names_what_is_missing() -> None:
    fake = fake_account()
    (result,) = settle(fake, SECURITY, desired={"name": "Example Team", "email": "security@example.com"})
    assert result.notes == (Note("contact_not_given", {"fields": "title, phone"}),)
    assert fake.written() == []


@each_kind
def test_a_different_contact_is_drift_and_left_alone(control: Control, kind: str) -> None:
    fake = fake_account()
    fake.state(AccountManagement)["alternate"][kind] = dict(THERE)
    before = fake.snapshot()
    (result,) = settle(fake, control, desired=GIVEN)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("kept"),))
    assert fake.snapshot() == before


def test_any_contact_will_do_where_nobody_is_asked_for() -> None:
    fake = fake_account()
    fake.state(AccountManagement)["alternate"]["SECURITY"] = dict(THERE)
    assert [result.outcome for result in settle(fake, SECURITY)] == [Outcome.COMPLIANT]


def test_without_the_right_to_read_a_contact_it_is_not_taken_for_missing() -> None:
    fake = fake_account()
    fake.allowed = {"account:PutAlternateContact"}
    (result,) = settle(fake, SECURITY, desired=GIVEN)
    assert result.outcome is Outcome.ACCESS_DENIED
    assert fake.written() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 65),
        ("title", ""),
        ("email", "security at example"),
        ("phone", 312345678),
        ("phone", "call me"),
        ("role", "CISO"),
    ],
)
def test_a_contact_that_aws_would_refuse_is_found_in_the_settings(field: str, value: str | int) -> None:
    baseline = Baseline(controls={SECURITY.id: Settings(desired={**GIVEN, field: value})})
    assert [path for path, _ in flaws([SECURITY], baseline)] == [f"$.baseline.controls.{SECURITY.id}.desired.{field}"]


def test_a_contact_that_aws_takes_has_no_flaw() -> None:
    baseline = Baseline(controls={SECURITY.id: Settings(desired=GIVEN)})
    assert list(flaws([SECURITY], baseline)) == []


def test_a_complete_primary_contact_is_compliant() -> None:
    assert [result.outcome for result in settle(fake_account(), PRIMARY)] == [Outcome.COMPLIANT]


@pytest.mark.parametrize("primary", [{}, {"FullName": " "}])
def test_an_incomplete_primary_contact_is_for_a_person_to_mend(primary: dict[str, str]) -> None:
    fake = fake_account()
    planted = fake.state(AccountManagement)
    planted["primary"] = {**planted["primary"], **primary} if primary else {}
    assert [result.outcome for result in settle(fake, PRIMARY)] == [Outcome.MANUAL]
    assert fake.written() == []
