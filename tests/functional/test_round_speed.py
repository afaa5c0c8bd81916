"""How many calls a round makes, and so how long it takes: counted, nothing is timed."""

from __future__ import annotations

import pytest

from support.once import once
from support.round_speed import REGIONS, Speed, measure

pytestmark = once


@pytest.fixture(scope="module")
def measured() -> dict[str, Speed]:
    return measure()


@pytest.mark.parametrize("name", ["reports", "changes", "finds all well"])
def test_a_round_over_seventeen_regions_takes_less_than_three_minutes(measured: dict[str, Speed], name: str) -> None:
    assert measured[name].calls.keys() == set(REGIONS)
    assert measured[name].whole < 180
    assert measured[name].slowest < 300, "each walk stays far below the ten minutes of the function"


def test_a_round_that_finds_all_well_calls_no_more_than_one_that_reports(measured: dict[str, Speed]) -> None:
    well, reports = (sum(measured[name].calls.values()) for name in ("finds all well", "reports"))
    assert well <= reports * 1.2


def test_what_was_read_once_is_not_read_again_for_the_next_control(measured: dict[str, Speed]) -> None:
    """Nine controls look at one detector."""
    assert min(measured["reports"].calls.values()) < 100
