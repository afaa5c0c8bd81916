from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinomi import i18n
from hinomi.baseline.control import Note
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.report import wording
from hinomi.baseline.strength import Ladder
from hinomi.config import LOCALES, Config
from hinomi.controls import CONTROLS as REGISTERED
from hinomi.model import Event
from hinomi.normalize import normalize
from hinomi.render import MACHINE, for_machines
from support.messages import flaws, json_flaws
from support.samples import decision_on, tell
from support.summaries import (
    CONTROLS,
    HOME,
    LAMP,
    make_result,
    make_summary,
    worded,
)

if TYPE_CHECKING:
    from hinomi.baseline.summary import Summary

in_each_language = pytest.mark.parametrize("locale", LOCALES)


def event_of(summary: Summary, controls: dict[str, Any] | None = None) -> Event:
    detail = wording.detail(summary, controls or CONTROLS, Config())
    body = {"source": "hinomi.baseline", "detail-type": "Baseline Round Reported", "account": "111122223333"}
    return Event(body=body | {"detail": json.loads(msgspec.json.encode(detail))})


HOSTILE = (
    "a" * 5000,
    "火" * 5000,
    "👨‍👩‍👧‍👦" * 900,
    '"\\' * 3000,
    "[x](https://evil.example) <!channel>",
    "\x00\u202e\r\n" * 900,
)


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_3000_results_with_hostile_names_fit_one_event_and_every_channel(name: str) -> None:
    outcomes = list(Outcome)
    found = [
        make_result(
            outcomes[number % len(outcomes)],
            resource=f"{number} {name}",
            error=f"ec2:x: {name}",
            notes=(Note("in_use", {"users": name}), Note("undecided", {"features": f"{number}{name}"})),
        )
        for number in range(3000)
    ]
    summary = make_summary(*found, drifted={(LAMP.id, HOME, f"{n} {name}"): None for n in range(500)})
    detail = wording.detail(summary, CONTROLS, Config())
    assert len(json.dumps(detail)) <= wording.LARGEST
    (failed, *_) = detail["texts"]["ja"]["sections"]
    assert failed["items"]
    (alert,) = normalize(event_of(summary))
    assert alert.source == "baseline"
    found_flaws = [flaw for message in tell(alert) for flaw in flaws(message)]
    assert found_flaws == []
    assert "shortened" not in json.loads(for_machines(alert, decision_on(alert)).body)


def test_what_is_left_out_is_counted() -> None:
    many = [make_result(Outcome.FAILED, error=f"x:y: {number}") for number in range(450)]
    (section,) = worded(make_summary(*many))["sections"]
    assert len(section["items"]) + section["more"] == 450
    assert section["more"] > 0


@in_each_language
@pytest.mark.parametrize("control", REGISTERED, ids=lambda control: control.id)
def test_every_step_of_a_setting_has_a_word(control: Any, locale: str) -> None:
    rungs = {rung for order in control.order.fields.values() if isinstance(order, Ladder) for rung in order.rungs}
    missing = {rung for rung in rungs if i18n.find(locale, f"state.{rung.lower()}") is None}
    assert missing == set(), f"state.* in locales/{locale}_round.py"


@pytest.mark.parametrize("control", REGISTERED, ids=lambda control: control.id)
def test_every_outcome_of_every_setting_is_told_whole(control: Any) -> None:
    before = dict.fromkeys(control.order.fields)
    kinds = [Note(key, {"features": "x", "manager": "organization"}) for key in ("kept", "held", "unapproved")]
    found = [
        make_result(outcome, control=control.id, before=before, desired=dict(control.desired), notes=tuple(kinds))
        for outcome in Outcome
    ]
    (alert,) = normalize(event_of(make_summary(*found), {control.id: control}))
    told = list(tell(alert))
    assert [flaw for message in told for flaw in (*flaws(message), *json_flaws(message))] == []
    assert MACHINE not in {message.channel for message in told}


@settings(max_examples=30)
@given(name=st.text(max_size=60), value=st.none() | st.text(max_size=30) | st.integers() | st.booleans())
def test_whatever_aws_names_is_told_in_both_languages(name: str, value: Any) -> None:
    state = {"lit": value}
    result = make_result(resource=name, before=state, after={"lit": name}, notes=(Note(name, {"x": name}),))
    detail = wording.detail(make_summary(result, unfinished={name: name}), CONTROLS, Config())
    for text in detail["texts"].values():
        assert not re.search(r"\bNone\b", json.dumps(text).replace(json.dumps(name)[1:-1], ""))
        assert all(text[part] for part in ("headline", "lines", "sections"))
