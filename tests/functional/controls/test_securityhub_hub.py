from __future__ import annotations

import pytest

from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls.securityhub_findings_consolidated import CONTROL as CONSOLIDATED
from hinomi.controls.securityhub_hub_enabled import CONTROL as ENABLED
from hinomi.controls.securityhub_v2_reported import CONTROL as REPORTED
from support.account.fake import Crash, FakeAccount, Fault
from support.account.securityhub import FSBP, SecurityHub, standard_arn, subscription
from support.account.securityhub_findings import SecurityHubV2
from support.arrangements.securityhub import turned_on
from support.rounds import settle, take_back


def test_security_hub_is_turned_on_without_a_standard_of_anybodys_default(fake: FakeAccount) -> None:
    (result,) = settle(fake, ENABLED)
    state = fake.state(SecurityHub)
    assert result.outcome is Outcome.CHANGED
    assert state["standards"] == {}
    assert state["hub"]["ControlFindingGenerator"] == "SECURITY_CONTROL"
    assert state["hub"]["Tags"] == {"hinomi:managed-by": "baseline"}


def test_a_hub_that_is_on_is_left_as_it_is(fake: FakeAccount) -> None:
    turned_on(fake)
    before = fake.snapshot()
    (result,) = settle(fake, ENABLED)
    assert result.outcome is Outcome.COMPLIANT
    assert fake.snapshot() == before


def test_somebody_who_turns_the_hub_on_at_the_same_moment_is_no_failure(fake: FakeAccount) -> None:
    turned_on(fake)
    before = fake.snapshot()
    fake.faults.append(Fault("securityhub", "describe_hub", code="InvalidAccessException", times=2))
    (result,) = settle(fake, ENABLED)
    assert result.outcome is Outcome.CHANGED
    assert fake.snapshot() == before


def test_a_crash_after_turning_on_is_told_as_a_change_and_can_be_taken_back(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    fake.faults.append(Fault("securityhub", "enable_security_hub", crash="after"))
    with pytest.raises(Crash):
        settle(fake, ENABLED, journal=journal)
    (result,) = settle(fake, ENABLED, journal=journal)
    assert result.outcome is Outcome.CHANGED
    assert [one.undoing for one in take_back(fake, ENABLED, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == {}


def test_undo_keeps_a_hub_in_which_a_person_has_enabled_a_standard(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    settle(fake, ENABLED, journal=journal)
    fake.state(SecurityHub)["standards"][standard_arn("ap-northeast-1", FSBP)] = subscription()
    before = fake.snapshot()
    (undone,) = take_back(fake, ENABLED, journal)
    assert undone.undoing is Undoing.FAILED
    assert "disable them first" in undone.error
    assert fake.snapshot() == before


def test_a_standard_that_is_on_its_way_out_does_not_keep_undo_from_turning_the_hub_off(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    settle(fake, ENABLED, journal=journal)
    fake.state(SecurityHub)["standards"][standard_arn("ap-northeast-1", FSBP)] = subscription("DELETING")
    assert [one.undoing for one in take_back(fake, ENABLED, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == {}


def test_undo_keeps_a_hub_that_somebody_else_turned_on_at_the_same_moment(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    turned_on(fake)
    fake.faults.append(Fault("securityhub", "describe_hub", code="InvalidAccessException", times=2))
    settle(fake, ENABLED, journal=journal)
    before = fake.snapshot()
    (undone,) = take_back(fake, ENABLED, journal)
    assert undone.undoing is Undoing.FAILED
    assert fake.snapshot() == before


def test_without_the_right_to_turn_it_on_the_outcome_says_so(fake: FakeAccount) -> None:
    fake.allowed = set(ENABLED.reads)
    (result,) = settle(fake, ENABLED)
    assert result.outcome is Outcome.ACCESS_DENIED


def test_without_the_right_to_look_security_hub_is_not_taken_to_be_off(fake: FakeAccount) -> None:
    turned_on(fake)
    fake.allowed = set()
    (result,) = settle(fake, ENABLED)
    assert result.outcome is Outcome.ACCESS_DENIED
    assert fake.written() == []


@pytest.mark.parametrize("automatic", [True, False])
def test_consolidation_keeps_whether_new_controls_are_enabled_automatically(
    fake: FakeAccount, *, automatic: bool
) -> None:
    turned_on(fake)
    fake.state(SecurityHub)["hub"].update(ControlFindingGenerator="STANDARD_CONTROL", AutoEnableControls=automatic)
    before, journal = fake.snapshot(), MemoryJournal()
    (result,) = settle(fake, CONSOLIDATED, journal=journal)
    assert result.outcome is Outcome.CHANGED
    assert fake.state(SecurityHub)["hub"]["AutoEnableControls"] is automatic
    take_back(fake, CONSOLIDATED, journal)
    assert fake.snapshot() == before


def test_a_member_has_the_findings_that_its_administrator_chose(fake: FakeAccount) -> None:
    turned_on(fake)
    fake.state(SecurityHub)["hub"]["ControlFindingGenerator"] = "STANDARD_CONTROL"
    fake.state(SecurityHub)["administrator"] = "123456789012"
    (result,) = settle(fake, CONSOLIDATED)
    assert result.outcome is Outcome.MANAGED_BY_ORG
    assert fake.written() == []


def test_where_security_hub_is_off_there_is_nothing_to_consolidate(fake: FakeAccount) -> None:
    assert settle(fake, CONSOLIDATED) == ()


def test_the_new_security_hub_is_nobodys_duty_and_is_told_when_it_is_on(fake: FakeAccount) -> None:
    (off,) = settle(fake, REPORTED)
    fake.state(SecurityHubV2)["features"] = {"EXPOSURE": "DISABLED", "OTHER": "ENABLED"}
    (on,) = settle(fake, REPORTED)
    assert (off.outcome, off.before) == (Outcome.COMPLIANT, {"enabled": False})
    assert (on.outcome, on.before) == (Outcome.COMPLIANT, {"enabled": True})
    assert [(note.key, note.values) for note in on.notes] == [("undecided", {"features": "EXPOSURE"})]
    assert fake.written() == []


def test_an_operator_who_wants_the_new_security_hub_is_told_to_turn_it_on(fake: FakeAccount) -> None:
    (result,) = settle(fake, REPORTED, desired={"enabled": True})
    assert result.outcome is Outcome.MANUAL
    assert fake.written() == []
