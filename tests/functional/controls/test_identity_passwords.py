"""The password policy: what a person has made strict stays, and what is not ours to decide is sent back as it is."""

from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.control import Control, Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing, undo
from hinomi.controls import iam_password_age_limited, iam_password_policy_strict, iam_sts_tokens_v2
from support.account.fake import Fault
from support.account.iam import IAM
from support.account.services import fake_account
from support.rounds import scene_of, settle, take_back

STRICT = iam_password_policy_strict.CONTROL
AGE = iam_password_age_limited.CONTROL
TOKENS = iam_sts_tokens_v2.CONTROL
GOOD: dict[str, Any] = {
    "MinimumPasswordLength": 20,
    "RequireUppercaseCharacters": True,
    "RequireLowercaseCharacters": True,
    "RequireNumbers": True,
    "RequireSymbols": False,
    "PasswordReusePrevention": 24,
    "MaxPasswordAge": 60,
    "AllowUsersToChangePassword": True,
    "HardExpiry": False,
}


def test_one_missing_kind_of_character_is_added_and_a_longer_length_and_a_shorter_age_stay() -> None:
    fake = fake_account()
    fake.state(IAM)["policy"] = dict(GOOD)
    (result,) = settle(fake, STRICT)
    assert result.outcome is Outcome.CHANGED
    assert fake.state(IAM)["policy"] == {**GOOD, "RequireSymbols": True}


@pytest.mark.parametrize("hard", [True, False])
def test_hard_expiry_is_neither_set_nor_cleared(hard: bool) -> None:  # noqa: FBT001 - a case
    fake = fake_account()
    fake.state(IAM)["policy"] = {**GOOD, "HardExpiry": hard}
    settle(fake, STRICT)
    assert fake.state(IAM)["policy"]["HardExpiry"] is hard


def test_a_number_that_is_shown_as_0_is_not_sent_back() -> None:
    fake = fake_account()
    fake.state(IAM)["policy"] = {**GOOD, "MaxPasswordAge": 0, "PasswordReusePrevention": 0}
    (result,) = settle(fake, STRICT)
    assert result.outcome is Outcome.CHANGED
    (call,) = fake.written()
    assert "MaxPasswordAge" not in call.parameters
    assert call.parameters["PasswordReusePrevention"] == 24


def test_a_stricter_policy_is_left_alone() -> None:
    fake = fake_account()
    fake.state(IAM)["policy"] = {**GOOD, "RequireSymbols": True}
    before = fake.snapshot()
    assert [result.outcome for result in settle(fake, STRICT)] == [Outcome.COMPLIANT]
    assert fake.snapshot() == before


def test_a_policy_made_from_nothing_is_not_weaker_than_the_one_of_aws() -> None:
    fake = fake_account()
    wanted = {"length": 10, "uppercase": False, "lowercase": False, "numbers": False, "symbols": False}
    (result,) = settle(fake, STRICT, desired=wanted)
    assert result.outcome is Outcome.CHANGED
    policy = fake.state(IAM)["policy"]
    assert policy["MinimumPasswordLength"] == 10
    assert all(policy[name] for name in policy if name.startswith("Require"))
    assert not policy["HardExpiry"]
    assert "MaxPasswordAge" not in policy


def test_where_there_is_no_policy_a_shorter_length_than_that_of_aws_is_not_written() -> None:
    fake = fake_account()
    settle(fake, STRICT, desired={"length": 6})
    assert fake.state(IAM)["policy"]["MinimumPasswordLength"] == 8


@pytest.mark.parametrize("control", [STRICT, AGE, TOKENS], ids=lambda control: control.id)
def test_a_change_that_iam_shows_only_later_is_pending_and_no_failure(
    control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = fake_account()
    fake.state(IAM)["policy"] = {**GOOD, "MaxPasswordAge": 365}
    for operation in ("update_account_password_policy", "set_security_token_service_preferences"):
        monkeypatch.setattr(IAM, operation, lambda *_: {})
    assert [result.outcome for result in settle(fake, control)] == [Outcome.PENDING]


def test_a_missing_policy_is_told_of() -> None:
    (result,) = settle(fake_account(), STRICT)
    assert Note("no_policy") in result.notes


def test_undo_deletes_the_policy_that_was_made_from_nothing() -> None:
    fake, journal = fake_account(), MemoryJournal()
    settle(fake, STRICT, journal=journal)
    assert [one.undoing for one in take_back(fake, STRICT, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == {}


def test_undo_does_not_delete_a_policy_to_which_somebody_has_added_an_age() -> None:
    fake, journal = fake_account(), MemoryJournal()
    settle(fake, STRICT, journal=journal)
    fake.state(IAM)["policy"]["MaxPasswordAge"] = 45
    since = fake.snapshot()
    assert [one.undoing for one in take_back(fake, STRICT, journal)] == [Undoing.FAILED]
    assert fake.snapshot() == since


def test_undo_brings_the_length_back_and_keeps_an_age_that_somebody_has_set_since() -> None:
    fake, journal = fake_account(), MemoryJournal()
    fake.state(IAM)["policy"] = {**GOOD, "MinimumPasswordLength": 8}
    settle(fake, STRICT, journal=journal)
    fake.state(IAM)["policy"]["MaxPasswordAge"] = 45
    assert [one.undoing for one in take_back(fake, STRICT, journal)] == [Undoing.UNDONE]
    assert fake.state(IAM)["policy"] == {**GOOD, "MinimumPasswordLength": 8, "MaxPasswordAge": 45}


def test_one_run_makes_the_policy_and_its_age_and_undo_takes_both_back() -> None:
    fake, journal = fake_account(), MemoryJournal()
    for control in (STRICT, AGE):
        assert [result.outcome for result in settle(fake, control, journal=journal)] == [Outcome.CHANGED]
    undone = list(undo(journal.entries("run-1"), [STRICT, AGE], lambda region: scene_of(fake, region), journal))
    assert [one.undoing for one in undone] == [Undoing.UNDONE, Undoing.UNDONE]
    assert fake.snapshot() == {}


def test_without_the_right_to_write_the_policy_stays_and_the_outcome_says_so() -> None:
    fake = fake_account()
    fake.allowed = {"iam:GetAccountPasswordPolicy"}
    (result,) = settle(fake, STRICT)
    assert result.outcome is Outcome.ACCESS_DENIED
    assert fake.snapshot() == {}


def test_a_policy_that_cannot_be_read_is_not_taken_for_a_missing_one() -> None:
    fake = fake_account()
    fake.faults.append(Fault("iam", "get_account_password_policy", code="ServiceFailure"))
    (result,) = settle(fake, STRICT)
    assert result.outcome is Outcome.FAILED
    assert fake.written() == []
