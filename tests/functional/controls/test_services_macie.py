"""Macie: off is told from forbidden, a pause is ended with nothing lost, and an administrator is not fought."""

from __future__ import annotations

import pytest

from hinomi.baseline.control import Control, Mode, Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.controls import macie_discovery_enabled as discovery
from hinomi.controls import macie_session_enabled as session
from support.account.fake import FakeAccount, Fault
from support.account.macie2 import ADMINISTRATOR, Macie
from support.rounds import settle, take_back


@pytest.mark.parametrize("control", [session.CONTROL, discovery.CONTROL], ids=lambda control: control.id)
def test_macie_is_only_reported_until_the_operator_asks_for_it(fake: FakeAccount, control: Control) -> None:
    assert control.mode is Mode.REPORT

    settle(fake, control, mode=Mode.REPORT)

    assert fake.written() == []


def test_macie_that_is_off_is_absent_and_not_forbidden(fake: FakeAccount) -> None:
    (result,) = settle(fake, session.CONTROL)

    assert result.before == {"status": "ABSENT"}
    assert result.outcome is Outcome.CHANGED
    assert fake.state(Macie)["status"] == "ENABLED"


@pytest.mark.parametrize("control", [session.CONTROL, discovery.CONTROL], ids=lambda control: control.id)
def test_a_real_denial_is_not_taken_for_macie_being_off(fake: FakeAccount, control: Control) -> None:
    fake.state(Macie)["status"] = "ENABLED"
    fake.allowed = {"macie2:EnableMacie", "macie2:UpdateAutomatedDiscoveryConfiguration"}

    (result,) = settle(fake, control)

    assert result.outcome is Outcome.ACCESS_DENIED
    assert result.before is None
    assert fake.written() == []


def test_another_error_is_not_taken_for_macie_being_off(fake: FakeAccount) -> None:
    fake.faults.append(Fault("macie2", "get_macie_session", code="InternalServerException", times=99))

    assert settle(fake, session.CONTROL)[0].outcome is Outcome.FAILED


def test_a_paused_session_is_resumed_with_all_that_it_had(fake: FakeAccount) -> None:
    fake.state(Macie).update(status="PAUSED", frequency="SIX_HOURS", discovery="ENABLED")

    assert settle(fake, session.CONTROL)[0].outcome is Outcome.CHANGED
    assert fake.state(Macie) == {
        "status": "ENABLED",
        "frequency": "SIX_HOURS",
        "discovery": "ENABLED",
        "administrator": None,
        "members": {},
    }


def test_undo_pauses_again_what_was_paused(fake: FakeAccount) -> None:
    fake.state(Macie).update(status="PAUSED", frequency="ONE_HOUR")
    before, journal = fake.snapshot(), MemoryJournal()
    settle(fake, session.CONTROL, journal=journal)

    take_back(fake, session.CONTROL, journal)

    assert fake.snapshot() == before


@pytest.mark.parametrize("control", [session.CONTROL, discovery.CONTROL], ids=lambda control: control.id)
@pytest.mark.parametrize("status", ["PAUSED", "ENABLED"])
def test_a_member_leaves_the_choice_to_its_administrator(fake: FakeAccount, control: Control, status: str) -> None:
    fake.state(Macie).update(status=status, administrator=ADMINISTRATOR)

    assert settle(fake, control)[0].outcome is Outcome.MANAGED_BY_ORG
    assert fake.written() == []


def test_a_member_is_told_what_its_administrator_chose_about_discovery(fake: FakeAccount) -> None:
    fake.state(Macie).update(status="ENABLED", administrator=ADMINISTRATOR, discovery="ENABLED")

    assert settle(fake, discovery.CONTROL)[0].before == {"status": "ENABLED"}


@pytest.mark.parametrize("status", ["ABSENT", "PAUSED"])
def test_discovery_waits_for_macie(fake: FakeAccount, status: str) -> None:
    fake.state(Macie)["status"] = status

    (result,) = settle(fake, discovery.CONTROL)

    assert result.outcome is Outcome.DRIFT
    assert result.notes == (Note("session_off", {"status": status}),)
    assert fake.written() == []


def test_an_administrators_members_are_not_given_discovery_at_their_cost(fake: FakeAccount) -> None:
    fake.state(Macie).update(status="ENABLED", members={ADMINISTRATOR: "DISABLED"})
    before = fake.snapshot()

    (result,) = settle(fake, discovery.CONTROL)

    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("members"),))
    assert fake.snapshot() == before


def test_discovery_follows_in_the_round_that_enables_macie_and_both_can_be_undone(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    for control in (session.CONTROL, discovery.CONTROL):
        assert settle(fake, control, journal=journal, run=control.id)[0].outcome is Outcome.CHANGED

    for control in (discovery.CONTROL, session.CONTROL):
        take_back(fake, control, journal, run=control.id)

    assert fake.snapshot() == {}
