"""Unused access: one analyzer is enough, wherever it is, and its age is a person's choice."""

from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.control import Mode, Note
from hinomi.baseline.outcome import Outcome
from hinomi.controls import accessanalyzer_unused_enabled as unused
from support.account.accessanalyzer import AccessAnalyzer
from support.account.fake import HOME, REGIONS, FakeAccount, Fault
from support.arrangements.services import plant_analyzer
from support.rounds import settle

ELSEWHERE = REGIONS[1]


def analyzers(fake: FakeAccount, region: str = HOME) -> dict[str, Any]:
    found: dict[str, Any] = fake.state(AccessAnalyzer, region)["analyzers"]
    return found


def test_unused_access_is_only_reported_until_the_operator_asks_for_it(fake: FakeAccount) -> None:
    assert unused.CONTROL.mode is Mode.REPORT

    (result,) = settle(fake, unused.CONTROL, mode=Mode.REPORT)

    assert result.outcome is Outcome.WOULD_CHANGE
    assert fake.snapshot() == {}


def test_an_unused_access_analyzer_of_another_region_is_not_paid_for_twice(fake: FakeAccount) -> None:
    plant_analyzer(fake, ELSEWHERE, "theirs", "ORGANIZATION_UNUSED_ACCESS")

    assert settle(fake, unused.CONTROL)[0].outcome is Outcome.COMPLIANT
    assert fake.written() == []


def test_a_new_unused_access_analyzer_looks_at_ninety_days(fake: FakeAccount) -> None:
    assert settle(fake, unused.CONTROL)[0].outcome is Outcome.CHANGED
    assert analyzers(fake)[unused.NAME]["configuration"] == {"unusedAccess": {"unusedAccessAge": 90}}
    assert not analyzers(fake, ELSEWHERE)


@pytest.mark.parametrize("age", [30, 365])
def test_the_age_that_a_person_chose_is_neither_shortened_nor_lengthened(fake: FakeAccount, age: int) -> None:
    plant_analyzer(fake, HOME, "theirs", "ACCOUNT_UNUSED_ACCESS")
    analyzers(fake)["theirs"]["configuration"] = {"unusedAccess": {"unusedAccessAge": age}}
    before = fake.snapshot()

    assert settle(fake, unused.CONTROL)[0].outcome is Outcome.COMPLIANT
    assert fake.snapshot() == before


def test_a_region_that_cannot_be_read_could_have_one_so_that_none_is_made(fake: FakeAccount) -> None:
    fake.faults.append(
        Fault("accessanalyzer", "list_analyzers", code="AccessDeniedException", region=ELSEWHERE, times=9)
    )

    (result,) = settle(fake, unused.CONTROL)

    assert result.outcome is Outcome.DRIFT
    assert result.notes == (Note("unread", {"regions": ELSEWHERE}),)
    assert fake.written() == []


def test_an_analyzer_that_is_found_counts_whatever_cannot_be_read(fake: FakeAccount) -> None:
    plant_analyzer(fake, HOME, "theirs", "ACCOUNT_UNUSED_ACCESS")
    fake.faults.append(
        Fault("accessanalyzer", "list_analyzers", code="AccessDeniedException", region=ELSEWHERE, times=9)
    )

    assert settle(fake, unused.CONTROL)[0].outcome is Outcome.COMPLIANT


def test_a_region_without_the_service_stands_in_nobodys_way(fake: FakeAccount) -> None:
    fault = Fault("accessanalyzer", "list_analyzers", code="UnknownOperationException", region=ELSEWHERE, times=9)
    fake.faults.append(fault)

    assert settle(fake, unused.CONTROL)[0].outcome is Outcome.CHANGED


def test_another_error_in_another_region_is_not_swallowed(fake: FakeAccount) -> None:
    fault = Fault("accessanalyzer", "list_analyzers", code="InternalServerException", region=ELSEWHERE, times=99)
    fake.faults.append(fault)

    (result,) = settle(fake, unused.CONTROL)

    assert result.outcome is Outcome.FAILED
    assert result.error == "accessanalyzer:list_analyzers: InternalServerException"
