from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from hinomi import i18n
from hinomi.baseline.control import Cost, Manager, Mode, Note
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.report import states, wording
from hinomi.baseline.settings import Exemption
from hinomi.baseline.strength import FillIn, Flag
from hinomi.baseline.summary import Trace
from hinomi.config import LOCALES, Config
from hinomi.controls import BY_ID
from support.summaries import (
    CONTROLS,
    HOME,
    LAMP,
    REGIONS,
    TOWER,
    items,
    make_control,
    make_result,
    make_run,
    make_summary,
    sections,
    worded,
)

if TYPE_CHECKING:
    from hinomi.baseline.strength import State

PLACE = (LAMP.id, HOME, "")
WHEN = datetime(2026, 11, 25, 5, 12, tzinfo=UTC)
LOCAL = "Wed, Nov 25, 2026, 14:12 JST (UTC+09:00)"
in_each_language = pytest.mark.parametrize("locale", LOCALES)


def test_the_same_change_in_several_regions_is_one_item() -> None:
    two = [make_result(region=region) for region in REGIONS[:2]]
    assert items(*two) == ["The lamp is lit (Tokyo, N. Virginia): lit off → on"]
    assert items(*two, locale="ja") == ["灯りをともす（東京、バージニア北部）: 点灯 無効 → 有効"]


def test_what_changed_everywhere_names_no_region() -> None:
    assert items(*(make_result(region=region) for region in REGIONS)) == [
        "The lamp is lit (all 4 Regions): lit off → on"
    ]


def test_a_region_that_nobody_knows_is_named_by_its_code() -> None:
    assert items(make_result(region="xx-moon-1")) == ["The lamp is lit (xx-moon-1): lit off → on"]


def test_a_resource_is_named_with_its_region_and_an_account_has_none() -> None:
    lamps = [make_result(region=region, resource=f"lamp-{region}") for region in REGIONS[:2]]
    assert items(*lamps) == ["The lamp is lit (Tokyo lamp-ap-northeast-1, N. Virginia lamp-us-east-1): lit off → on"]
    tower = make_result(control=TOWER.id, before={"oil": 8}, after={"oil": 24}, resource="north")
    assert items(tower) == ["The lamp is lit (north): oil 8 → 24"]


def test_values_are_told_in_words() -> None:
    before = {"oil": None, "wick": None, "guards": (), "stage": "absent"}
    after = {"oil": 24, "wick": "on", "guards": ("a", "b"), "stage": "suspended"}
    tower = make_result(control=TOWER.id, before=before, after=after)
    assert items(tower) == [
        "The lamp is lit: oil not set → 24, wick not set → on, guards none → a, b, stage none → suspended"
    ]
    assert items(tower, locale="ja") == [
        "灯りをともす: 油 未設定 → 24、芯 未設定 → on、番人 なし → a、b、段階 なし → 一時停止中"
    ]


def test_fields_that_change_alike_are_told_together() -> None:
    fields = {"lit": Flag(), "oil": Flag(), "wick": FillIn()}
    control = make_control(order=msgspec.structs.replace(LAMP.order, fields=fields))
    before: State = {"lit": False, "oil": False, "wick": None}
    after: State = {"lit": True, "oil": True, "wick": "cotton"}
    assert list(states.changes(control, before, after, "ja")) == ["点灯・油 無効 → 有効", "芯 未設定 → cotton"]


def test_a_list_out_of_the_archive_is_a_set_of_names() -> None:
    before = {"guards": ["b", "a"], "oil": 24, "wick": "x", "stage": "on"}
    tower = make_result(control=TOWER.id, before=before, after={**before, "guards": ("a", "b"), "oil": 30})
    assert items(tower) == ["The lamp is lit: oil 24 → 30"]


def test_a_change_that_aws_shows_later_says_so() -> None:
    assert items(make_result(Outcome.PENDING)) == [
        "The lamp is lit (Tokyo): lit off → on (AWS does not show it yet; the next round looks again.)"
    ]


def test_what_would_change_names_the_id_the_cost_and_missing_rights() -> None:
    notes = (Note("rights_missing"),)
    (said,) = items(make_result(Outcome.WOULD_CHANGE, notes=notes))
    assert said.startswith("The lamp is lit (Tokyo): lit off → on (The rights that this change needs are missing")
    assert said.endswith(" [lamp_lit]")
    tower = make_result(Outcome.WOULD_CHANGE, control=TOWER.id, before={"oil": 8}, desired={"oil": 24})
    assert TOWER.cost is Cost.HIGH
    assert items(tower) == ["The lamp is lit: oil 8 → 24 (It can become expensive, depending on usage.) [tower_manned]"]


def test_a_decision_that_nobody_takes_is_not_asked_for_again() -> None:
    asked = make_control("asked", mode=Mode.REPORT)
    found = [make_result(Outcome.WOULD_CHANGE, control="asked", region=region) for region in REGIONS[:2]]
    waiting = frozenset({("asked", REGIONS[0], "")})
    known = {**CONTROLS, "asked": asked}
    new = wording.detail(make_summary(*found, waiting=waiting), known, Config())["texts"]["en"]
    assert new["headline"] == "1 would change"
    assert new["sections"][0]["items"] == [
        "The lamp is lit (N. Virginia): lit off → on [asked]",
        "As in the last report (1): asked",
    ]
    told = wording.detail(make_summary(found[0], waiting=waiting), known, Config())["texts"]["en"]
    assert told["headline"] == "Nothing changed, nothing to do"
    assert told["sections"][0]["items"] == ["As in the last report (1): asked"]


def test_what_was_left_alone_last_time_too_is_only_named() -> None:
    drift = make_result(Outcome.DRIFT, notes=(Note("kept"),))
    new = wording.detail(make_summary(drift), CONTROLS, Config())["texts"]["en"]
    told = wording.detail(make_summary(drift, waiting=frozenset({PLACE})), CONTROLS, Config())["texts"]["en"]
    assert new["headline"] == "1 left alone"
    assert told["headline"] == "Nothing changed, nothing to do"
    assert told["sections"][0]["items"] == ["As in the last report (1): lamp_lit"]


def test_what_an_enforcing_round_would_change_is_told_every_week() -> None:
    summary = make_summary(make_result(Outcome.WOULD_CHANGE), waiting=frozenset({PLACE}))
    assert worded(summary, most=Mode.REPORT)["headline"] == "1 would change"


def test_many_resources_of_a_region_are_counted() -> None:
    lamps = [make_result(resource=f"lamp-{number}") for number in range(5)]
    assert items(*lamps) == ["The lamp is lit (Tokyo lamp-0 / lamp-1 / lamp-2 and 2 more): lit off → on"]


def test_that_the_rights_suffice_is_as_it_should_be_and_not_told() -> None:
    assert items(make_result(Outcome.WOULD_CHANGE, notes=(Note("rights_suffice"),))) == [
        "The lamp is lit (Tokyo): lit off → on [lamp_lit]"
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"before": None, "error": "ec2:get: Boom"}, "It could not be looked at (ec2:get: Boom)."),
        ({"error": "ec2:set: Boom"}, "It could not be changed (ec2:set: Boom)."),
        ({"error": "not as written"}, "It was changed, but AWS does not show the change."),
        (
            {"outcome": Outcome.ACCESS_DENIED, "error": "ec2:set: UnauthorizedOperation"},
            f"It could not be changed (ec2:set: UnauthorizedOperation). {i18n.text('en', 'round.said.denied')}",
        ),
    ],
)
def test_a_failure_names_operation_and_code_and_what_to_do(changes: dict[str, Any], said: str) -> None:
    assert items(make_result(**{"outcome": Outcome.FAILED, **changes})) == [f"The lamp is lit (Tokyo): {said}"]


@pytest.mark.parametrize(
    ("trace", "outcome", "said"),
    [
        (
            Trace(actor="arn:aws:sts::111122223333:assumed-role/Admin/alice", event="SnuffLamp", at=WHEN),
            Outcome.CHANGED,
            f"assumed-role/Admin/alice called SnuffLamp on {LOCAL}. This round has brought it back.",
        ),
        (
            Trace(actor="Root", event="SnuffLamp", at=WHEN),
            Outcome.COMPLIANT,
            f"Root called SnuffLamp on {LOCAL}.",
        ),
        (None, Outcome.COMPLIANT, "CloudTrail does not tell who did it."),
    ],
)
def test_drift_names_who_did_it_by_which_call_and_when(trace: Trace | None, outcome: Outcome, said: str) -> None:
    found = sections(make_summary(make_result(outcome), drifted={PLACE: trace}))
    assert found["Weakened since the last round"] == [f"The lamp is lit (Tokyo): {said}"]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (Note("kept"), "Not changed, because a person chose this value."),
        (Note("held"), "Not changed, because a person took back an earlier change."),
        (Note("unapproved"), i18n.text("en", "note.unapproved")),
        (Note("in_use", {"users": "ships"}), "ships use it."),
    ],
)
def test_what_is_left_alone_says_what_is_there_and_why(note: Note, said: str) -> None:
    assert items(make_result(Outcome.DRIFT, notes=(note,))) == [f"The lamp is lit (Tokyo): lit off ({said})"]


def test_a_choice_that_cannot_be_compared_is_told_against_the_baseline() -> None:
    mine = {"oil": 24, "wick": "wool", "guards": ("a", "b"), "stage": "on"}
    tower = make_result(Outcome.DRIFT, control=TOWER.id, before=mine, desired=mine, notes=(Note("kept"),))
    assert items(tower) == ["The lamp is lit: wick wool (Not changed, because a person chose this value.)"]


def test_what_a_person_has_to_do_is_said_in_the_words_of_the_control() -> None:
    assert items(make_result(Outcome.MANUAL)) == ["The lamp is lit (Tokyo): Add oil."]


@pytest.mark.parametrize("manager", Manager)
@in_each_language
def test_what_others_manage_names_them(locale: str, manager: Manager) -> None:
    notes = (Note("managed_by", {"manager": manager.value}),)
    (said,) = items(make_result(Outcome.MANAGED_BY_ORG, notes=notes), locale=locale)
    assert i18n.text(locale, f"manager.{manager.value}") in said


def test_what_others_manage_as_it_is_wanted_concerns_nobody() -> None:
    strong = make_result(Outcome.MANAGED_BY_ORG, before={"lit": True})
    assert sections(make_summary(strong)) == {}


def test_exceptions_name_owner_reason_and_day_the_first_to_end_first() -> None:
    made = [
        Exemption(control=LAMP.id, owner="kei", reason="moving", until=date(2026, 12, 15), region="us-east-1"),
        Exemption(control=LAMP.id, owner="yu", reason="test", until=date(2026, 11, 26), resource="lamp-*"),
    ]
    assert items(exemptions=tuple(made)) == [
        "The lamp is lit (lamp-*): The exception ended on 2026-11-26 (owner: yu; reason: test).",
        "The lamp is lit (N. Virginia): The exception ends on 2026-12-15 (owner: kei; reason: moving).",
    ]


def test_new_features_are_told_once_with_what_to_do() -> None:
    new = (Note("undecided", {"features": "LASER"}),)
    assert items(make_result(Outcome.MANUAL, notes=new)) == ["The lamp is lit (Tokyo): new lamps: LASER (Add oil.)"]
    assert items(make_result(Outcome.COMPLIANT, notes=new)) == ["The lamp is lit (Tokyo): new lamps: LASER"]


def test_regions_that_the_settings_exclude_are_named() -> None:
    assert items(run=make_run(uncovered=("me-south-1", "af-south-1"))) == [
        "Bahrain, Cape Town: Excluded by exclude_regions in hinomi.yaml."
    ]


def test_sections_come_in_the_order_in_which_they_matter() -> None:
    new = make_result(Outcome.COMPLIANT, notes=(Note("undecided", {"features": "LASER"}),))
    managed = make_result(Outcome.MANAGED_BY_ORG, notes=(Note("managed_by", {"manager": "organization"}),))
    outcomes = (Outcome.MANUAL, Outcome.DRIFT, Outcome.WOULD_CHANGE, Outcome.CHANGED, Outcome.FAILED)
    summary = make_summary(
        new,
        managed,
        *map(make_result, outcomes),
        drifted={PLACE: None},
        exemptions=(Exemption(control=LAMP.id, owner="kei", reason="x", until=date(2026, 12, 1)),),
        unfinished={"eu-west-1": "time"},
    )
    order = "failed changed next drifted drift manual managed exemptions undecided regions"
    assert list(sections(summary, "ja")) == [i18n.text("ja", f"round.section.{name}") for name in order.split()]


def test_a_setting_that_is_no_more_is_told_by_its_id() -> None:
    gone = make_result(control="gone", error="x:y: Z", outcome=Outcome.FAILED)
    assert items(gone) == ["gone (Tokyo): It could not be changed (x:y: Z)."]


def test_of_a_private_value_only_is_told_whether_there_is_one() -> None:
    contact = BY_ID["account_security_contact_present"]
    empty = dict.fromkeys(contact.order.fields, None)
    given = {**empty, "email": "alice@example.com", "phone": "+81-3-0000-0000"}
    changed = make_result(control=contact.id, before=empty, desired=given, after=given)
    text = wording.detail(make_summary(changed), BY_ID, Config())["texts"]["en"]
    (said,) = text["sections"][0]["items"]
    assert "→ set" in said
    assert "alice" not in str(text)
    assert "0000" not in str(text)
