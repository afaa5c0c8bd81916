"""The age of passwords: limited where that locks nobody out, never made longer, never written as 0."""

from __future__ import annotations

from typing import Any

from hinomi.baseline.control import Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.settings import Baseline
from hinomi.controls import iam_password_age_limited
from support.account.iam import DEFAULTS, IAM
from support.account.services import fake_account
from support.rounds import settle, take_back

AGE = iam_password_age_limited.CONTROL
GOOD: dict[str, Any] = {
    **DEFAULTS,
    "MinimumPasswordLength": 20,
    "MaxPasswordAge": 60,
    "AllowUsersToChangePassword": True,
}


def test_an_age_is_not_written_into_a_policy_that_is_not_there() -> None:
    fake = fake_account()
    (result,) = settle(fake, AGE)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("no_policy"),))
    assert fake.snapshot() == {}


def test_an_age_is_not_written_where_it_would_lock_users_out() -> None:
    fake = fake_account()
    fake.state(IAM)["policy"] = {**GOOD, "MaxPasswordAge": 365, "HardExpiry": True}
    before = fake.snapshot()
    (result,) = settle(fake, AGE)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("hard_expiry"),))
    assert fake.snapshot() == before


def test_an_age_of_0_is_none_and_becomes_ninety_days_with_all_the_rest_as_it_was() -> None:
    fake, journal = fake_account(), MemoryJournal()
    fake.state(IAM)["policy"] = {**GOOD, "MaxPasswordAge": 0}
    (result,) = settle(fake, AGE, journal=journal)
    assert (result.outcome, result.before) == (Outcome.CHANGED, {"days": None})
    assert fake.state(IAM)["policy"] == {**GOOD, "MaxPasswordAge": 90}
    take_back(fake, AGE, journal)
    assert fake.state(IAM)["policy"] == {name: value for name, value in GOOD.items() if name != "MaxPasswordAge"}


def test_a_shorter_age_is_not_made_longer() -> None:
    fake = fake_account()
    fake.state(IAM)["policy"] = dict(GOOD)
    before = fake.snapshot()
    assert [result.outcome for result in settle(fake, AGE, desired={"days": 180})] == [Outcome.COMPLIANT]
    assert fake.snapshot() == before


def test_an_age_is_only_reported_until_the_operator_asks_for_it() -> None:
    fake = fake_account()
    fake.state(IAM)["policy"] = {**GOOD, "MaxPasswordAge": 365}
    before = fake.snapshot()
    (result,) = settle(fake, AGE, baseline=Baseline(mode="enforce"))
    assert result.outcome is Outcome.WOULD_CHANGE
    assert fake.snapshot() == before
