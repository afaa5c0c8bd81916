"""Detective: a graph of the account's own, or somebody else's that it is a member of."""

from __future__ import annotations

import pytest

from hinomi.baseline.control import Mode
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls import detective_graph_enabled as detective
from support.account.detective import Detective
from support.account.fake import Crash, FakeAccount, Fault
from support.rounds import settle, take_back


def test_detective_is_only_reported_until_the_operator_asks_for_it(fake: FakeAccount) -> None:
    assert detective.CONTROL.mode is Mode.REPORT

    assert settle(fake, detective.CONTROL, mode=Mode.REPORT)[0].outcome is Outcome.WOULD_CHANGE
    assert fake.snapshot() == {}


@pytest.mark.parametrize("status", ["ENABLED", "ACCEPTED_BUT_DISABLED"])
def test_a_member_of_an_administrators_graph_is_given_none_of_its_own(fake: FakeAccount, status: str) -> None:
    fake.state(Detective)["invitations"] = ["INVITED", "VERIFICATION_FAILED", status]

    (result,) = settle(fake, detective.CONTROL)

    assert result.outcome is Outcome.MANAGED_BY_ORG
    assert result.before == {"enabled": status == "ENABLED"}
    assert fake.written() == []


def test_an_invitation_that_nobody_accepted_manages_nothing(fake: FakeAccount) -> None:
    fake.state(Detective)["invitations"] = ["INVITED"]

    assert settle(fake, detective.CONTROL)[0].outcome is Outcome.CHANGED


def test_a_missing_right_is_told_from_an_account_that_was_never_invited(fake: FakeAccount) -> None:
    fake.allowed = {"detective:ListGraphs", "detective:CreateGraph"}

    assert settle(fake, detective.CONTROL)[0].outcome is Outcome.ACCESS_DENIED
    assert fake.written() == []


def test_a_crash_while_the_graph_is_made_leaves_one_graph_that_can_be_undone(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    fake.faults.append(Fault("detective", "create_graph", crash="after"))
    with pytest.raises(Crash):
        settle(fake, detective.CONTROL, journal=journal)

    (result,) = settle(fake, detective.CONTROL, journal=journal)
    (undone,) = take_back(fake, detective.CONTROL, journal)

    assert result.outcome is Outcome.CHANGED
    assert undone.undoing is Undoing.UNDONE
    assert fake.snapshot() == {}


def test_undo_does_not_delete_a_graph_that_somebody_else_made_since(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    settle(fake, detective.CONTROL, journal=journal)
    arn = next(iter(fake.state(Detective)["graphs"]))
    fake.state(Detective)["graphs"] = {arn: {"team": "theirs"}}

    (undone,) = take_back(fake, detective.CONTROL, journal)

    assert undone.undoing is Undoing.FAILED
    assert fake.state(Detective)["graphs"] == {arn: {"team": "theirs"}}
