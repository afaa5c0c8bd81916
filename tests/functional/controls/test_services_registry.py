"""ECR: scan on push for every repository, beside all that a person has set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hinomi.baseline.control import Mode, Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.controls import ecr_scan_on_push_enabled as ecr
from support.account.ecr import ECR
from support.account.fake import Fault
from support.account.inspector2 import Inspector
from support.rounds import settle, take_back

if TYPE_CHECKING:
    from support.account.fake import FakeAccount


def rule(frequency: str, *filters: str) -> dict[str, Any]:
    return {
        "scanFrequency": frequency,
        "repositoryFilters": [{"filter": name, "filterType": "WILDCARD"} for name in filters],
    }


def test_a_registry_without_rules_gets_one_for_every_repository(fake: FakeAccount) -> None:
    assert ecr.CONTROL.mode is Mode.ENFORCE

    assert settle(fake, ecr.CONTROL)[0].outcome is Outcome.CHANGED
    assert fake.state(ECR) == {"scanType": "BASIC", "rules": [rule("SCAN_ON_PUSH", "*")]}


def test_the_filters_that_a_person_set_stay_where_they_were(fake: FakeAccount) -> None:
    fake.state(ECR)["rules"] = [rule("SCAN_ON_PUSH", "prod-*", "api"), rule("MANUAL", "lab-*")]

    settle(fake, ecr.CONTROL)

    assert fake.state(ECR)["rules"] == [rule("SCAN_ON_PUSH", "prod-*", "api", "*"), rule("MANUAL", "lab-*")]


def test_a_rule_that_scans_by_hand_covers_nothing(fake: FakeAccount) -> None:
    fake.state(ECR)["rules"] = [rule("MANUAL", "*")]

    assert settle(fake, ecr.CONTROL)[0].outcome is Outcome.CHANGED
    assert fake.state(ECR)["rules"] == [rule("MANUAL", "*"), rule("SCAN_ON_PUSH", "*")]


@pytest.mark.parametrize("frequency", ["SCAN_ON_PUSH", "CONTINUOUS_SCAN"])
def test_enhanced_scanning_never_becomes_basic(fake: FakeAccount, frequency: str) -> None:
    fake.state(ECR).update(scanType="ENHANCED", rules=[rule(frequency, "prod-*", "*")])
    before = fake.snapshot()

    assert settle(fake, ecr.CONTROL)[0].outcome is Outcome.COMPLIANT
    assert fake.snapshot() == before


def test_enhanced_scanning_of_some_repositories_is_not_widened_at_somebodys_cost(fake: FakeAccount) -> None:
    fake.state(ECR).update(scanType="ENHANCED", rules=[rule("CONTINUOUS_SCAN", "prod-*")])
    before = fake.snapshot()

    (result,) = settle(fake, ecr.CONTROL)

    assert result.outcome is Outcome.DRIFT
    assert result.notes == (Note("enhanced"),)
    assert fake.snapshot() == before


def test_a_registry_that_inspector_is_making_enhanced_is_not_made_basic_again(fake: FakeAccount) -> None:
    fake.state(Inspector)["scans"] = {"ECR": "ENABLING"}
    before = fake.snapshot()

    (result,) = settle(fake, ecr.CONTROL)

    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("switching"),))
    assert fake.snapshot() == before


def test_where_there_is_no_inspector_images_are_scanned_all_the_same(fake: FakeAccount) -> None:
    fake.faults.append(Fault("inspector2", "batch_get_account_status", code="UnknownOperationException"))

    assert settle(fake, ecr.CONTROL)[0].outcome is Outcome.CHANGED


def test_who_wants_enhanced_scanning_gets_it_with_the_rules_that_are_there(fake: FakeAccount) -> None:
    fake.state(ECR)["rules"] = [rule("SCAN_ON_PUSH", "prod-*")]
    before, journal = fake.snapshot(), MemoryJournal()

    settle(fake, ecr.CONTROL, desired={"scan_type": "ENHANCED"}, journal=journal)
    assert fake.state(ECR) == {"scanType": "ENHANCED", "rules": [rule("SCAN_ON_PUSH", "prod-*", "*")]}

    take_back(fake, ecr.CONTROL, journal)
    assert fake.snapshot() == before


def test_undo_leaves_no_empty_rule_where_there_was_none(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    settle(fake, ecr.CONTROL, journal=journal)

    take_back(fake, ecr.CONTROL, journal)

    assert fake.snapshot() == {}


def test_undo_keeps_what_a_person_has_added_since(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    settle(fake, ecr.CONTROL, journal=journal)
    fake.state(ECR)["rules"] = [rule("SCAN_ON_PUSH", "*", "new-*"), rule("MANUAL", "lab-*")]

    take_back(fake, ecr.CONTROL, journal)

    assert fake.state(ECR)["rules"] == [rule("SCAN_ON_PUSH", "new-*"), rule("MANUAL", "lab-*")]
