"""GuardDuty and Security Hub: whatever becomes of an event on its way, no source raises and every alert is whole."""

from __future__ import annotations

import copy
import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinomi.model import Alert, Domain, Event, Lifecycle, Severity, Term
from hinomi.sources import guardduty, guardduty_scan, securityhub_asff, securityhub_ocsf

if TYPE_CHECKING:
    from random import Random

EVENTS = Path(__file__).parents[2] / "events"
FILES = sorted([*EVENTS.glob("guardduty/*.json"), *EVENTS.glob("securityhub/*.json")])
SAMPLES = [json.loads(path.read_text(encoding="utf-8")) for path in FILES]
SOURCES = (guardduty, guardduty_scan, securityhub_asff, securityhub_ocsf)
DEEP: list[Any] = []
for _ in range(200):
    DEEP = [DEEP]
JUNK: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**70,
    10**400,
    1e308,
    float("nan"),
    "",
    " ",
    "x",
    "arn:",
    "arn:aws:guardduty:::",
    "\ud800\x00\u202e",
    "9" * 5000,
    "a|b%c",
    [],
    [None],
    ["x", 7],
    {},
    {"": None},
    {"Name": {}},
    [[]],
    [{}],
    DEEP,
    {"key": "k", "value": []},
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """List every (container, key) within a JSON value."""
    keys: Any = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in ((value, key), *places(value[key]))]


def mutate(sample: dict[str, Any], random: Random) -> dict[str, Any]:
    """Drop, replace and nest some values of a sample."""
    body = copy.deepcopy(sample)
    for _ in range(random.randint(1, 6)):
        container, key = random.choice(places(body) or [({"": 0}, "")])
        kind = random.randrange(4)
        if kind == 0 and isinstance(container, dict):
            del container[key]
        elif kind == 1:
            container[key] = [container[key]]
        elif kind == 2:
            container[key] = str(container[key])
        else:
            container[key] = copy.deepcopy(random.choice(JUNK))
    return body


def assert_whole(alert: Alert) -> None:
    msgspec.json.encode(alert)
    assert alert.fingerprint
    assert len(alert.fingerprint.encode()) <= 1024
    assert alert.title
    assert alert.copy
    assert alert.source in {"guardduty", "securityhub"}
    # A copy of what another service has found says the same as that service does.
    assert alert.guide[-1] in {"guardduty", "securityhub", "access_analyzer", "config_rules", "health", "macie"}
    assert isinstance(alert.severity, Severity)
    assert isinstance(alert.lifecycle, Lifecycle)
    assert 0 <= alert.count < 2**63
    assert all(when is None or when.tzinfo for when in (alert.first_seen, alert.last_seen))
    assert all(resource.type or resource.id for resource in alert.resources)
    labels = [fact.label for fact in alert.facts]
    assert len(labels) == len(set(labels))
    assert all(
        isinstance(fact.value, str | int | datetime | Term | Domain) and fact.value != "" for fact in alert.facts
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_exactly_one_source_recognizes_each_sample(path: Path) -> None:
    event = Event(body=json.loads(path.read_text(encoding="utf-8")))
    (source,) = [source for source in SOURCES if source.recognizes(event)]
    alerts = source.normalize(event)
    assert alerts
    for alert in alerts:
        assert_whole(alert)


@settings(max_examples=400)
@given(st.sampled_from(SAMPLES), st.randoms(use_true_random=False))
def test_a_malformed_event_gives_whole_alerts_or_is_left_to_others(sample: dict[str, Any], random: Random) -> None:
    event = Event(body=mutate(sample, random), delivery_id="d")
    for source in SOURCES:
        recognized, alerts = source.recognizes(event), source.normalize(event)
        assert alerts or not recognized
        if recognized:
            for alert in alerts:
                assert_whole(alert)


@pytest.mark.parametrize("body", [{}, {"detail-type": "GuardDuty Finding"}, {"detail-type": [], "detail": []}])
def test_an_event_without_content_is_left_to_others(body: dict[str, Any]) -> None:
    assert not any(source.recognizes(Event(body=body)) for source in SOURCES)
