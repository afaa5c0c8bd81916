from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls.securityhub_regions_aggregated import CONTROL
from support.account.fake import HOME, Crash, FakeAccount, Fault
from support.account.securityhub import SecurityHub
from support.account.securityhub_findings import SecurityHubAggregator, aggregator
from support.arrangements.securityhub import turned_on
from support.rounds import settle, take_back

AWAY = "us-east-1"


@pytest.fixture(autouse=True)
def _hub(fake: FakeAccount) -> None:
    turned_on(fake)
    turned_on(fake, AWAY)


def kept(fake: FakeAccount) -> dict[str, Any]:
    found: dict[str, Any] = fake.state(SecurityHubAggregator)["aggregator"]
    return found


def test_findings_come_together_at_home_where_they_came_together_nowhere(fake: FakeAccount) -> None:
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.CHANGED
    assert kept(fake)["FindingAggregationRegion"] == HOME
    assert kept(fake)["RegionLinkingMode"] == "ALL_REGIONS"


def test_another_region_that_a_person_chose_stays_the_one_and_is_widened(fake: FakeAccount) -> None:
    fake.state(SecurityHubAggregator)["aggregator"] = aggregator(AWAY, "SPECIFIED_REGIONS", ("eu-west-1",))
    before, journal = fake.snapshot(), MemoryJournal()
    (result,) = settle(fake, CONTROL, journal=journal)
    assert result.outcome is Outcome.CHANGED
    assert [note.values for note in result.notes if note.key == "elsewhere"] == [{"region": AWAY}]
    assert kept(fake)["FindingAggregationRegion"] == AWAY
    assert kept(fake)["RegionLinkingMode"] == "ALL_REGIONS"
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == before


def test_named_regions_are_linked_to_the_region_that_a_person_chose_and_that_one_is_not_named(
    fake: FakeAccount,
) -> None:
    fake.state(SecurityHubAggregator)["aggregator"] = aggregator(AWAY, "NO_REGIONS")
    (result,) = settle(fake, CONTROL, desired={"linked": "SPECIFIED_REGIONS"})
    assert result.outcome is Outcome.CHANGED
    assert kept(fake)["Regions"] == [HOME, "eu-west-1"]


def test_after_a_crash_undo_leaves_an_aggregation_alone_that_a_person_has_widened_since(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    fake.faults.append(Fault("securityhub", "create_finding_aggregator", crash="before"))
    with pytest.raises(Crash):
        settle(fake, CONTROL, desired={"linked": "NO_REGIONS"}, journal=journal)
    fake.state(SecurityHubAggregator)["aggregator"] = aggregator(HOME, "SPECIFIED_REGIONS", (AWAY,))
    before = fake.snapshot()
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.CHANGED_SINCE]
    assert fake.snapshot() == before


def test_regions_that_a_person_has_excluded_by_name_stay_excluded(fake: FakeAccount) -> None:
    fake.state(SecurityHubAggregator)["aggregator"] = aggregator(HOME, "ALL_REGIONS_EXCEPT_SPECIFIED", ("eu-west-1",))
    before = fake.snapshot()
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.DRIFT
    assert [(note.key, note.values) for note in result.notes] == [("excluded", {"regions": "eu-west-1"})]
    assert fake.snapshot() == before


def test_all_regions_are_never_narrowed_to_some(fake: FakeAccount) -> None:
    fake.state(SecurityHubAggregator)["aggregator"] = aggregator(HOME)
    before = fake.snapshot()
    (result,) = settle(fake, CONTROL, desired={"linked": "SPECIFIED_REGIONS"})
    assert result.outcome is Outcome.COMPLIANT
    assert fake.snapshot() == before


def test_a_mode_that_nobody_knows_is_left_alone(fake: FakeAccount) -> None:
    fake.state(SecurityHubAggregator)["aggregator"] = aggregator(HOME, "NEAREST_REGIONS")
    before = fake.snapshot()
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.DRIFT
    assert fake.snapshot() == before


def test_a_member_has_its_administrators_aggregation_and_makes_none(fake: FakeAccount) -> None:
    fake.state(SecurityHub)["administrator"] = "123456789012"
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.MANAGED_BY_ORG
    assert [note.values for note in result.notes] == [{"manager": "administrator"}]
    assert fake.written() == []


def test_linking_more_regions_would_carry_central_policies_there_so_it_is_left_to_the_administrator(
    fake: FakeAccount,
) -> None:
    fake.state(SecurityHubAggregator)["aggregator"] = aggregator(HOME, "SPECIFIED_REGIONS", ("eu-west-1",))
    fake.state(SecurityHub)["organization"] = {"ConfigurationType": "CENTRAL", "Status": "ENABLED"}
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.MANAGED_BY_ORG
    assert fake.written() == []


def test_without_security_hub_at_home_no_region_is_linked(fake: FakeAccount) -> None:
    fake.state(SecurityHub)["hub"] = None
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.DRIFT
    assert [note.key for note in result.notes] == ["hub_off"]
    assert fake.written() == []


def test_without_the_right_to_link_regions_the_outcome_says_so(fake: FakeAccount) -> None:
    fake.allowed = set(CONTROL.reads)
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.ACCESS_DENIED
