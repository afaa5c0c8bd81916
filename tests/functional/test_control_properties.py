"""What holds of every control with an order, from any state: never weaker, settled once, taken back exactly."""

from __future__ import annotations

from importlib import import_module
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls import BY_ID, CONTROLS
from support import arrangements
from support.account.fake import Crash
from support.account.services import fake_account
from support.rounds import scene_of, settle, take_back
from support.strengths import states, wishes

if TYPE_CHECKING:
    from hinomi.baseline.outcome import Result
    from support.arrangement import Arrangement

FAKE = fake_account()
MANY = settings.get_profile(settings.get_current_profile_name()).max_examples
FILES = sorted(path.stem for folder in arrangements.__path__ for path in Path(folder).glob("*.py"))
ARRANGE: dict[str, Arrangement] = {
    control: arrangement
    for name in FILES
    for control, arrangement in import_module(f"support.arrangements.{name}").ARRANGE.items()
}

every_control = pytest.mark.parametrize("control_id", sorted(ARRANGE))


def there_of(control_id: str) -> st.SearchStrategy[dict[str, Any]]:
    """States that AWS can have."""
    states_of = ARRANGE[control_id].states
    return states(BY_ID[control_id].order) if states_of is None else states_of


def wanted_of(control_id: str) -> st.SearchStrategy[dict[str, Any]]:
    """States that an operator can ask for."""
    wanted = ARRANGE[control_id].wanted
    return wishes(BY_ID[control_id].order) if wanted is None else wanted


def plant(control_id: str, there: dict[str, Any]) -> None:
    """Begin anew, with this state there."""
    FAKE.reset()
    ARRANGE[control_id].plant(FAKE, ARRANGE[control_id].region, there)


def state_of(control_id: str) -> dict[str, Any]:
    """Read the one resource of a control that has been arranged."""
    (actual,) = BY_ID[control_id].read(scene_of(FAKE, ARRANGE[control_id].region))
    return dict(actual.state)


def run(control_id: str, wanted: dict[str, Any], journal: MemoryJournal) -> Result:
    """Settle the control once, in a fresh process."""
    region = ARRANGE[control_id].region
    (result,) = settle(FAKE, BY_ID[control_id], region=region, desired=wanted, journal=journal)
    return result


def test_every_control_that_writes_can_be_arranged() -> None:
    assert ARRANGE.keys() == {control.id for control in CONTROLS if control.write is not None}


@every_control
@settings(max_examples=MANY // 4)
@given(data=st.data())
def test_from_any_state_to_any_target_nothing_is_weaker_settled_twice_or_lost(
    control_id: str, data: st.DataObject
) -> None:
    control, journal = BY_ID[control_id], MemoryJournal()
    plant(control_id, data.draw(there_of(control_id), "there"))
    wanted = data.draw(wanted_of(control_id), "wanted")
    before, planted = state_of(control_id), FAKE.snapshot()

    first = run(control_id, wanted, journal)
    after = state_of(control_id)
    assert control.order.reaches(after, before)
    assert first.outcome in {Outcome.COMPLIANT, Outcome.CHANGED, Outcome.PENDING, Outcome.DRIFT}
    assert first.before == before
    if first.outcome is Outcome.CHANGED:
        assert control.order.reaches(after, control.order.join(before, wanted))
    if first.outcome in {Outcome.COMPLIANT, Outcome.DRIFT}:
        assert FAKE.snapshot() == planted

    FAKE.calls.clear()
    second = run(control_id, wanted, MemoryJournal())
    assert FAKE.written() == []
    assert second.outcome is not Outcome.CHANGED

    for undone in take_back(FAKE, control, journal):
        assert undone.undoing is Undoing.UNDONE
    assert state_of(control_id) == before
    assert FAKE.snapshot() == planted


@every_control
@settings(max_examples=MANY // 15)
@given(data=st.data())
def test_a_crash_at_any_write_is_made_good_by_the_next_walk_and_can_be_taken_back(
    control_id: str, data: st.DataObject
) -> None:
    there, wanted = data.draw(there_of(control_id), "there"), data.draw(wanted_of(control_id), "wanted")
    plant(control_id, there)
    already = len(FAKE.written())
    run(control_id, wanted, MemoryJournal())
    finished, writes = state_of(control_id), range(already, len(FAKE.written()))
    for number, when in product(writes, ("before", "after")):
        plant(control_id, there)
        before, planted, journal = state_of(control_id), FAKE.snapshot(), MemoryJournal()
        FAKE.crash_at = (number, when)
        with pytest.raises(Crash):
            run(control_id, wanted, journal)
        result = run(control_id, wanted, journal)
        assert result.outcome in {Outcome.CHANGED, Outcome.PENDING}, (number, when)
        assert (result.before, state_of(control_id)) == (before, finished), (number, when)
        assert {one.undoing for one in take_back(FAKE, BY_ID[control_id], journal)} == {Undoing.UNDONE}
        assert FAKE.snapshot() == planted, (number, when)


@every_control
def test_a_control_declares_the_actions_that_it_calls_and_no_other(control_id: str) -> None:
    control = BY_ID[control_id]
    declared = {*control.reads, *control.writes}
    called: set[str] = set()

    @settings(max_examples=30, database=None)
    @given(there=there_of(control_id), wanted=wanted_of(control_id))
    def observe(there: dict[str, Any], wanted: dict[str, Any]) -> None:
        plant(control_id, there)
        FAKE.calls.clear()
        run(control_id, wanted, MemoryJournal())
        called.update(call.action for call in FAKE.calls)

    observe()
    assert declared - ARRANGE[control_id].unseen.keys() == called
