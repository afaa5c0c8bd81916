"""External access: whose analyzer counts, what stands in the way of a new one, and whose is deleted."""

from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.control import Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls import accessanalyzer_external_enabled as external
from support.account.accessanalyzer import AccessAnalyzer
from support.account.fake import HOME, Crash, FakeAccount, Fault
from support.arrangements.services import plant_analyzer
from support.rounds import scene_of, settle, take_back


def analyzers(fake: FakeAccount) -> dict[str, Any]:
    found: dict[str, Any] = fake.state(AccessAnalyzer)["analyzers"]
    return found


def test_an_analyzer_of_the_organization_satisfies(fake: FakeAccount) -> None:
    plant_analyzer(fake, HOME, "org", "ORGANIZATION")

    (result,) = settle(fake, external.CONTROL)

    assert result.outcome is Outcome.COMPLIANT
    assert fake.written() == []


def test_analyzers_of_other_kinds_do_not_count_as_one_for_external_access(fake: FakeAccount) -> None:
    plant_analyzer(fake, HOME, "unused", "ACCOUNT_UNUSED_ACCESS")
    plant_analyzer(fake, HOME, "internal", "ACCOUNT_INTERNAL_ACCESS")

    (result,) = settle(fake, external.CONTROL)

    assert result.outcome is Outcome.CHANGED
    assert analyzers(fake)[external.NAME]["type"] == "ACCOUNT"
    assert analyzers(fake)[external.NAME]["tags"] == {"hinomi:managed-by": "baseline"}


def test_an_analyzer_on_a_later_page_is_found(fake: FakeAccount) -> None:
    for number in range(4):
        plant_analyzer(fake, HOME, f"a{number}", "ORGANIZATION_UNUSED_ACCESS")
    plant_analyzer(fake, HOME, "z", "ACCOUNT")

    assert settle(fake, external.CONTROL)[0].outcome is Outcome.COMPLIANT


def test_an_analyzer_that_is_being_created_is_waited_for(fake: FakeAccount) -> None:
    plant_analyzer(fake, HOME, "org", "ORGANIZATION", status="CREATING")

    assert settle(fake, external.CONTROL)[0].outcome is Outcome.COMPLIANT


@pytest.mark.parametrize("status", ["FAILED", "DISABLED"])
def test_a_broken_analyzer_of_the_account_is_named_and_neither_deleted_nor_doubled(
    fake: FakeAccount, status: str
) -> None:
    plant_analyzer(fake, HOME, "theirs", "ACCOUNT", status=status)
    before = fake.snapshot()

    (result,) = settle(fake, external.CONTROL)

    assert result.outcome is Outcome.DRIFT
    assert result.notes == (Note("broken", {"analyzers": f"theirs ({status})"}),)
    assert fake.snapshot() == before


def test_beside_a_disabled_analyzer_of_the_organization_one_for_the_account_is_made(fake: FakeAccount) -> None:
    plant_analyzer(fake, HOME, "org", "ORGANIZATION", status="DISABLED")

    assert settle(fake, external.CONTROL)[0].outcome is Outcome.CHANGED
    assert analyzers(fake).keys() == {"org", external.NAME}


def test_a_name_that_is_taken_by_another_analyzer_is_a_failure_and_changes_nothing(fake: FakeAccount) -> None:
    plant_analyzer(fake, HOME, external.NAME, "ACCOUNT_UNUSED_ACCESS")
    before = fake.snapshot()

    (result,) = settle(fake, external.CONTROL)

    assert result.outcome is Outcome.FAILED
    assert result.error == "accessanalyzer:create_analyzer: ConflictException"
    assert fake.snapshot() == before


def test_a_crash_after_the_analyzer_was_made_is_told_by_the_next_worker_and_can_be_undone(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    fake.faults.append(Fault("accessanalyzer", "create_analyzer", crash="after"))
    with pytest.raises(Crash):
        settle(fake, external.CONTROL, journal=journal)

    (result,) = settle(fake, external.CONTROL, journal=journal)
    (undone,) = take_back(fake, external.CONTROL, journal)

    assert result.outcome is Outcome.CHANGED
    assert undone.undoing is Undoing.UNDONE
    assert fake.snapshot() == {}


def test_undo_leaves_an_analyzer_of_a_person_that_has_our_name(fake: FakeAccount) -> None:
    plant_analyzer(fake, HOME, external.NAME, "ACCOUNT")
    (actual,) = external.read(scene_of(fake))

    external.undo(scene_of(fake), actual, {"analyzed": False})

    assert analyzers(fake).keys() == {external.NAME}


def test_without_the_right_to_look_nothing_is_claimed(fake: FakeAccount) -> None:
    fake.allowed = set()

    (result,) = settle(fake, external.CONTROL)

    assert result.outcome is Outcome.ACCESS_DENIED
    assert result.before is None
