"""EMR: the switch is turned on, and the ports that a person has excepted survive a write that replaces them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hinomi.baseline.control import Mode, Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.controls import emr_public_access_blocked as emr
from support.account.emr import EMR
from support.rounds import settle, take_back

if TYPE_CHECKING:
    from support.account.fake import FakeAccount

RANGES = [{"MinRange": 22, "MaxRange": 22}, {"MinRange": 8080, "MaxRange": 8090}, {"MinRange": 443, "MaxRange": 443}]


def test_a_fresh_account_is_as_wanted(fake: FakeAccount) -> None:
    (result,) = settle(fake, emr.CONTROL)

    assert result.outcome is Outcome.COMPLIANT
    assert result.notes == ()


def test_blocking_is_turned_on_by_default_and_the_excepted_ports_stay(fake: FakeAccount) -> None:
    assert emr.CONTROL.mode is Mode.ENFORCE
    fake.state(EMR).update(blocked=False, ranges=RANGES)

    assert settle(fake, emr.CONTROL)[0].outcome is Outcome.CHANGED
    assert fake.state(EMR) == {"blocked": True, "ranges": RANGES, "clusters": []}


def test_clusters_that_are_started_every_night_are_not_kept_from_starting(fake: FakeAccount) -> None:
    fake.state(EMR).update(blocked=False, clusters=["nightly", "nightly", "report"])
    before = fake.snapshot()

    (result,) = settle(fake, emr.CONTROL)

    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("clusters", {"clusters": "nightly"}),))
    assert fake.snapshot() == before


@pytest.mark.parametrize("blocked", [True, False])
def test_excepted_ports_other_than_ssh_are_told(fake: FakeAccount, *, blocked: bool) -> None:
    fake.state(EMR).update(blocked=blocked, ranges=RANGES)

    (result,) = settle(fake, emr.CONTROL)

    assert result.notes == (Note("excepted", {"ports": "8080-8090, 443"}),)


def test_no_excepted_port_stays_no_excepted_port(fake: FakeAccount) -> None:
    fake.state(EMR).update(blocked=False, ranges=[])

    settle(fake, emr.CONTROL)

    assert fake.state(EMR) == {"blocked": True, "ranges": [], "clusters": []}


def test_undo_turns_the_switch_off_and_keeps_ports_excepted_since(fake: FakeAccount) -> None:
    fake.state(EMR).update(blocked=False, ranges=[])
    journal = MemoryJournal()
    settle(fake, emr.CONTROL, journal=journal)
    fake.state(EMR)["ranges"] = RANGES

    take_back(fake, emr.CONTROL, journal)

    assert fake.state(EMR) == {"blocked": False, "ranges": RANGES, "clusters": []}
