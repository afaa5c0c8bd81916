"""Orders of strength: the laws that make "never weaker" true, for every order and every value."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi.baseline.strength import AtLeast, AtMost, FillIn, Flag, Ladder, Record, Relation, Superset
from hinomi.controls import CONTROLS
from support.strengths import states, values

RECORD = Record(
    {
        "flag": Flag(),
        "least": AtLeast(1, 100),
        "most": AtMost(1, 100),
        "step": Ladder(("off", "half", "on")),
        "names": Superset(),
        "text": FillIn(),
    }
)
STRONG = {Relation.EQUAL, Relation.STRONGER}


@given(st.data())
def test_a_join_is_never_weaker_than_what_is_there(data: st.DataObject) -> None:
    actual, wanted = data.draw(states(RECORD)), data.draw(states(RECORD))
    assert RECORD.reaches(RECORD.join(actual, wanted), actual)


@given(st.data())
def test_a_join_with_what_can_be_compared_reaches_it(data: st.DataObject) -> None:
    actual, wanted = data.draw(states(RECORD)), data.draw(states(RECORD))
    joined = RECORD.join(actual, wanted)
    for name, order in RECORD.fields.items():
        if name != "text":
            assert order.compare(joined[name], wanted[name]) in STRONG


@given(st.data())
def test_joining_twice_changes_nothing_more(data: st.DataObject) -> None:
    actual, wanted = data.draw(states(RECORD)), data.draw(states(RECORD))
    joined = RECORD.join(actual, wanted)
    assert RECORD.join(joined, wanted) == joined
    assert RECORD.join(actual, actual) == {**actual, "names": tuple(sorted(actual["names"]))}


@pytest.mark.parametrize("order", RECORD.fields.values(), ids=RECORD.fields)
@given(data=st.data())
def test_weaker_one_way_is_stronger_the_other(order: Any, data: st.DataObject) -> None:
    one, two = data.draw(values(order)), data.draw(values(order))
    mirrored = {Relation.WEAKER: Relation.STRONGER, Relation.STRONGER: Relation.WEAKER}
    relation = order.compare(one, two)
    assert order.compare(two, one) is mirrored.get(relation, relation)


@pytest.mark.parametrize(
    ("order", "actual", "other", "relation"),
    [
        (Flag(), False, True, Relation.WEAKER),
        (AtLeast(1, 9), 8, 9, Relation.WEAKER),
        (AtLeast(1, 9), None, 1, Relation.WEAKER),
        (AtMost(1, 90), None, 90, Relation.WEAKER),
        (AtMost(1, 90), 60, 90, Relation.STRONGER),
        (Ladder(("off", "on")), "on", "off", Relation.STRONGER),
        (Ladder(("off", "on")), "unheard of", "on", Relation.INCOMPARABLE),
        (Superset(), ("a", "b"), ("a",), Relation.STRONGER),
        (Superset(), ("a", "b"), ("a", "c"), Relation.INCOMPARABLE),
        (FillIn(), None, "something", Relation.WEAKER),
        (FillIn(), "their own", "ours", Relation.INCOMPARABLE),
        (FillIn(), "", None, Relation.EQUAL),
    ],
)
def test_how_two_values_compare(order: Any, actual: Any, other: Any, relation: Relation) -> None:
    assert order.compare(actual, other) is relation


def test_a_step_that_nobody_knows_stays() -> None:
    assert Ladder(("off", "on")).join("brand new", "on") == "brand new"


def test_of_two_different_choices_the_one_that_is_there_stays() -> None:
    assert FillIn().join("their own", "ours") == "their own"


def test_a_record_that_is_better_here_and_worse_there_cannot_be_compared_and_is_joined() -> None:
    record = Record({"length": AtLeast(6, 128), "symbols": Flag()})
    there, wanted = {"length": 20, "symbols": False}, {"length": 14, "symbols": True}
    assert record.compare(there, wanted) is Relation.INCOMPARABLE
    assert record.join(there, wanted) == {"length": 20, "symbols": True}


@pytest.mark.parametrize(
    ("field", "wanted", "flaw"),
    [
        ("flag", "yes", "write true or false"),
        ("least", 101, "write a whole number from 1 to 100"),
        ("least", True, "write a whole number from 1 to 100"),
        ("most", None, "write a whole number from 1 to 100"),
        ("step", "full", "write one of off, half, on"),
        ("names", "a", "write a list of names"),
        ("length", 1, "no such field: write some of flag, least, most, step, names, text"),
    ],
)
def test_what_cannot_be_wanted_is_named_with_what_can(field: str, wanted: Any, flaw: str) -> None:
    assert RECORD.flaws({field: wanted}) == {field: flaw}


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.id)
@given(data=st.data())
def test_no_control_s_join_is_weaker_than_what_is_there(control: Any, data: st.DataObject) -> None:
    actual, wanted = data.draw(states(control.order)), data.draw(states(control.order))
    joined = control.order.join(actual, wanted)
    assert control.order.reaches(joined, actual)
    assert control.order.join(joined, wanted) == joined
