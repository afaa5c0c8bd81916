"""Which events a description takes: those that EventBridge lets in for it, but for what EventBridge cannot ban."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi.config import Config, parse, problems
from hinomi.custom.descriptions import Descriptions
from hinomi.custom.event_pattern import written
from hinomi.model import Event
from hinomi.normalize import normalize
from support.event_pattern import matches
from support.fakes import make_watch

WORDS = ["a", "b", "ab", "", "3", "30", "0", "true", "false", "3.5", "x y", " a"]
PATTERNS = st.sampled_from(
    [*WORDS, "a*", "*b", "3*", "*a*", "!", "!a", "!3", "!true", "!a*", "!0", "!3*", "3.50", "-0", "0.00001"]
)
PATHS = st.sampled_from(["detail.s", "detail.l.k", "detail.l.v", "detail.o.p", "detail.o.p.q", "account"])
LEAVES = st.sampled_from([*WORDS, 0, 3, 3.0, 30, 3.5, 1e-05, True, False, None, "a "])
SOME = LEAVES | st.lists(LEAVES, max_size=3)
PAIRS = st.dictionaries(st.sampled_from(["k", "v"]), SOME, max_size=2)
INNER = st.fixed_dictionaries({}, optional={"p": SOME | st.fixed_dictionaries({}, optional={"q": SOME})})
DETAILS = st.fixed_dictionaries(
    {},
    optional={
        "s": SOME | st.lists(SOME, max_size=2),
        "l": PAIRS | st.lists(PAIRS, max_size=3) | LEAVES,
        "o": INNER | LEAVES,
    },
)
MATCHES = st.dictionaries(PATHS, PATTERNS | st.lists(PATTERNS, min_size=1, max_size=2), max_size=3)


def described(match: dict[str, Any]) -> Config:
    return parse({"events": [{"name": "a", "match": {"source": "com.example", **match}, "title": "t"}]})


def event(detail: Any) -> dict[str, Any]:
    envelope = {"id": "e-1", "source": "com.example", "detail-type": "x", "account": "3", "region": "r"}
    return {**envelope, "time": "2026-11-20T03:04:05Z", "detail": detail}


def taken(match: dict[str, Any], detail: Any) -> tuple[bool, bool]:
    """Tell whether EventBridge lets an event in, and whether it is told as described."""
    config = described(match)
    assert problems(config) == []
    told = Descriptions(config.events).alert(Event(body=event(detail))) is not None
    return matches(json.loads(written(config.events)), event(detail)), told


@given(MATCHES, DETAILS)
def test_what_is_described_is_let_in_and_what_is_let_in_is_known(match: dict[str, Any], detail: Any) -> None:
    config = described(match)
    if problems(config):
        return
    custom, body = Descriptions(config.events), event(detail)
    let_in = matches(json.loads(written(config.events)), body)
    assert custom.leave_out(Event(body=body)) is let_in
    assert let_in or custom.alert(Event(body=body)) is None


@pytest.mark.parametrize(
    ("match", "detail"),
    [
        ({"detail.a": "3*"}, {"a": 30}),
        ({"detail.a": "3.50"}, {"a": 3.5}),
        ({"detail.a": "0.00001"}, {"a": 0.00001}),
        ({"detail.a": "-0"}, {"a": 0}),
        ({"detail.a": "FAILED"}, {"a": " FAILED"}),
        ({"detail.a": ["", "x"]}, {"a": ["y", ""]}),
        ({"detail.a": ""}, {"a": ["y", None]}),
        ({"detail.tags.name": "Env", "detail.tags.value": "prod"}, {"tags": [{"name": "Env", "value": "prod"}]}),
        (
            {"detail.tags.name": "Env", "detail.tags.value": "prod"},
            {"tags": [{"name": "Env", "value": "test"}, {"name": "Team", "value": "prod"}]},
        ),
        ({"detail.l.a": "x", "detail.l.b": ""}, {"l": [{"a": "x"}, {"b": "y"}]}),
    ],
)
def test_eventbridge_and_hinomi_agree(match: dict[str, Any], detail: Any) -> None:
    let_in, told = taken(match, detail)
    assert let_in is told


@pytest.mark.parametrize(
    ("match", "detail"),
    [
        ({"detail.exitCode": "!0"}, {"exitCode": 0}),
        ({"detail.final": "!true"}, {"final": True}),
        ({"detail.count": "!3*"}, {"count": 30}),
        ({"detail.error": "!"}, {"error": None}),
        ({"detail.error": "!"}, {"error": ""}),
    ],
)
def test_what_is_banned_and_eventbridge_cannot_ban_is_not_told_as_an_unknown_event(
    match: dict[str, Any], detail: Any
) -> None:
    assert taken(match, detail) == (True, False)
    config = described(match)
    (outcome,) = make_watch(config=config).take(Event(body=event(detail), delivery_id="e-1"))
    assert (outcome.alert.source, outcome.decision.notify) == ("unrecognized", False)
    (other,) = normalize(Event(body={**event(detail), "source": "com.other"}), Descriptions(config.events))
    assert other.actionable


def test_what_a_text_bans_eventbridge_leaves_out() -> None:
    """So whatever else let the event in, it is told as an event that nobody knows."""
    assert taken({"detail.state": "!OK"}, {"state": "OK"}) == (False, False)
    (alert,) = normalize(Event(body=event({"state": "OK"})), Descriptions(described({"detail.state": "!OK"}).events))
    assert alert.actionable


def test_lists_deep_within_lists_break_nothing() -> None:
    deep: Any = {"name": "x"}
    for _ in range(20_000):
        deep = [deep]
    assert taken({"detail.a": "x"}, {"a": ["x"], "b": 1}) == (True, True)
    custom = Descriptions(described({"detail.tags.name": "x", "detail.a": "x"}).events)
    assert custom.alert(Event(body=event({"tags": deep, "a": "x"}))) is None
