"""Every control over one account in use: twenty weaknesses in three Regions, and all that a person chose otherwise."""

from __future__ import annotations

from collections import Counter

import pytest

from hinomi.baseline.outcome import BAD, Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls import BY_ID
from support.account.services import fake_account
from support.rounds import Account
from support.table import round_table
from support.weaknesses import WEAKNESSES, plant


@pytest.fixture(scope="module")
def account() -> Account:
    """The account after a round that reports."""
    used = Account(fake_account(), BY_ID, round_table())
    plant(used.fake)
    return used


def test_there_are_twenty_weaknesses_in_three_regions() -> None:
    assert len({one.what for one in WEAKNESSES}) == 20
    assert len({one.region for one in WEAKNESSES}) == 3


def test_reported_then_mended_where_it_may_be_then_left_then_taken_back(account: Account) -> None:
    planted = account.fake.snapshot()

    first = account.round("run-1")
    assert account.fake.snapshot() == planted
    seen = {(one.control, one.region): one.outcome.value for one in first.results if not one.resource}
    for weakness in WEAKNESSES:
        told = {"changed": "would_change"}.get(weakness.outcome, weakness.outcome)
        assert seen[weakness.control, weakness.region] == told, weakness.what

    second = account.round("run-2")
    seen = {(one.control, one.region): one.outcome.value for one in second.results if not one.resource}
    assert {one.what: seen[one.control, one.region] for one in WEAKNESSES} == {
        one.what: one.outcome for one in WEAKNESSES
    }
    assert {one.outcome for one in second.results}.isdisjoint(BAD)

    account.fake.calls.clear()
    third = account.round("run-3")
    assert account.fake.written() == []
    assert Outcome.CHANGED not in {one.outcome for one in third.results}

    assert set(Counter(one.undoing for one in account.undo("run-2"))) == {Undoing.UNDONE}
    assert account.fake.snapshot() == planted
