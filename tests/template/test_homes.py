"""Where AWS speaks of what a source hears of, a rule can stand: the stack's own, or a forwarder's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hinomi.envelope import open_envelope
from hinomi.homes import FORWARD, FORWARD_SIGNINS, HOMES
from hinomi.regions import REGIONS
from hinomi.sources import BY_TOPIC, SOURCES
from support.event_pattern import matches
from support.once import once
from support.stack_policies import RULE
from support.template import EVERYTHING, Stack, read_template

pytestmark = once

ROOT = Path(__file__).parents[2]
TEMPLATE = read_template(ROOT / "template.yaml")
FORWARDER = read_template(ROOT / "forwarder.yaml")
OWN = {"baseline_round", "budgets", "remediation", "unrecognized"}
"""What comes by SNS, or from the stack itself."""
SAMPLES = {
    f"{path.parent.name}/{path.stem}": sample
    for path in sorted((ROOT / "events").glob("*/*.json"))
    if "detail-type" in (sample := json.loads(path.read_text("utf-8"))) and "lookalike" not in path.stem
}
each_operations = pytest.mark.parametrize("page", ["docs/operations.md", "docs/operations.ja.md"])


def source_of(name: str) -> str:
    (event,) = open_envelope(SAMPLES[name])
    return next(source for source in SOURCES if source.recognizes(event)).__name__.rpartition(".")[2]


def test_every_source_has_a_home() -> None:
    assert sorted(source.__name__.rpartition(".")[2] for source in SOURCES) == list(HOMES), "in alphabetical order"
    assert {name for name, home in HOMES.items() if not home.always and not home.regional} == OWN
    assert {source.__name__.rpartition(".")[2] for source in BY_TOPIC} - {"cost_anomaly"} <= OWN


def test_a_home_is_a_region_that_needs_no_opting_in() -> None:
    for name, home in HOMES.items():
        assert not [region for region in home.always if region not in REGIONS or REGIONS[region].opt_in], name


def test_the_regions_that_are_recommended_are_the_homes() -> None:
    assert {region for name, home in HOMES.items() if name != "iam_signin" for region in home.always} == set(FORWARD)
    assert set(HOMES["iam_signin"].always) - set(FORWARD) == set(FORWARD_SIGNINS)
    assert ",".join(FORWARD) in TEMPLATE["Parameters"]["ForwardRegions"]["Description"]
    assert EVERYTHING["ForwardRegions"] == ",".join(FORWARD)


@each_operations
def test_the_regions_that_are_recommended_stand_in_the_operations_pages(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert f"ForwardRegions={','.join(FORWARD)}" in text
    assert f"for region in {' '.join(FORWARD)}; do" in text
    assert all(f"`{region}`" in text for region in FORWARD_SIGNINS)


@pytest.mark.parametrize("name", [name for name in SAMPLES if source_of(name) not in OWN])
def test_a_sample_comes_from_its_home_and_is_forwarded_from_there(name: str) -> None:
    home = HOMES[source_of(name)]
    assert home.holds(SAMPLES[name]["region"]), f"{SAMPLES[name]['region']} is no home of {source_of(name)}"
    role = "arn:aws:iam::111122223333:role/hinomi-ForwardRole"
    told = {name: answer for name, answer in EVERYTHING.items() if name in FORWARDER["Parameters"]}
    at_home = Stack(TEMPLATE, **told)
    taken = {rule for rule in at_home.of_type(RULE) if matches(at_home.pattern(rule), SAMPLES[name])}
    for region in home.always:
        there = Stack(FORWARDER, region=region, HomeRegion="ap-northeast-1", ForwardRoleArn=role, **told)
        event = SAMPLES[name] | {"region": region}
        assert {rule for rule in there.of_type(RULE) if matches(there.pattern(rule), event)} == taken
