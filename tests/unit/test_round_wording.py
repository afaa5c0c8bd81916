from __future__ import annotations

from typing import Any

import pytest

from hinomi import i18n
from hinomi.baseline.control import Mode
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.report import wording
from hinomi.baseline.settings import Baseline, Settings
from hinomi.config import LOCALES, Config
from support.summaries import (
    CONTROLS,
    HOME,
    LAMP,
    REGIONS,
    lines,
    make_control,
    make_result,
    make_run,
    make_summary,
    sections,
    worded,
)

FIRST = make_run(first=True)
in_each_language = pytest.mark.parametrize("locale", LOCALES)


def test_the_detail_names_run_account_times_and_counts() -> None:
    summary = make_summary(make_result(), make_result(Outcome.FAILED), unfinished={"eu-west-1": "time"})
    told = wording.detail(summary, CONTROLS, Config())
    assert told | {"texts": None} == {
        "version": 1,
        "run": "2026-11-28",
        "account": "111122223333",
        "region": HOME,
        "started": "2026-11-27T18:00:00+00:00",
        "ended": "2026-11-27T18:07:00+00:00",
        "first": False,
        "outcomes": {"changed": 1, "failed": 1},
        "unfinished": 1,
        "texts": None,
    }
    assert told["texts"].keys() == set(LOCALES)


@in_each_language
def test_a_quiet_week_is_a_headline_a_few_lines_and_one_sentence(locale: str) -> None:
    told = worded(make_summary(make_result(Outcome.COMPLIANT)), locale)
    assert told["headline"] == i18n.text(locale, "round.headline.quiet")
    assert told["sections"] == []
    assert told["lines"][-1] == {"label": "", "value": i18n.text(locale, "round.said.quiet")}


def test_the_headline_counts_settings_not_places_the_most_urgent_first() -> None:
    others = {outcome: make_result(outcome, control=outcome.value) for outcome in Outcome}
    summary = make_summary(
        *others.values(), *(make_result(region=region) for region in REGIONS), unfinished={"eu-west-1": "time"}
    )
    expected = "2 failed, 1 unfinished, 3 changed, 1 would change, 1 to do, 1 left alone"
    assert worded(summary)["headline"] == expected


def test_a_region_that_is_not_finished_is_no_quiet_week() -> None:
    summary = make_summary(unfinished={"eu-west-1": "no answer", "us-east-1": "config:x: Throttling"})
    assert worded(summary)["headline"] == "2 unfinished"
    assert list(sections(summary).values()) == [
        [
            "Ireland: No result came back; the next round looks again.",
            "N. Virginia: The round did not get through it (config:x: Throttling).",
        ]
    ]


def test_the_first_report_says_that_nothing_was_changed_and_how_to_switch_it_on() -> None:
    summary = make_summary(make_result(Outcome.WOULD_CHANGE), run=FIRST)
    told = worded(summary, most=Mode.REPORT)
    assert told["headline"] == "First round: nothing changed, 1 would change (switch on: RoundMode=enforce)"
    assert "RoundMode" in lines(summary, most=Mode.REPORT)["What would change"]


def test_a_first_round_that_may_go_on_to_change_says_what_comes_next() -> None:
    asked = make_control("asked", mode=Mode.REPORT)
    found = (make_result(Outcome.WOULD_CHANGE), make_result(Outcome.WOULD_CHANGE, control="asked"))
    told = wording.detail(make_summary(*found, run=FIRST), {**CONTROLS, "asked": asked}, Config())["texts"]["en"]
    assert told["headline"] == "First round: nothing changed, 1 to change next time, 1 would change"
    headings = [section["heading"] for section in told["sections"]]
    assert headings == ["To be changed by the next round", "Would change if you ask for it"]


@pytest.mark.parametrize(
    ("mode", "most", "own", "said"),
    [
        ("enforce", Mode.ENFORCE, None, "round.mode.enforce"),
        ("enforce", Mode.REPORT, None, "round.mode.report"),
        ("report", Mode.ENFORCE, None, "round.mode.report"),
        ("report", Mode.ENFORCE, "enforce", "round.mode.some"),
        ("report", Mode.REPORT, "enforce", "round.mode.report"),
    ],
)
def test_the_mode_is_what_settings_and_deployment_both_allow(mode: Any, most: Mode, own: Any, said: str) -> None:
    controls = {LAMP.id: Settings(mode=own)} if own else {}
    config = Config(baseline=Baseline(mode=mode, controls=controls))
    assert lines(make_summary(), config=config, most=most)["Mode"] == i18n.text("en", said)


def test_the_lines_say_who_where_when_and_how_it_stands() -> None:
    summary = make_summary(
        make_result(),
        make_result(Outcome.COMPLIANT, region="us-east-1"),
        make_result(Outcome.UNSUPPORTED_REGION, region="eu-west-1"),
        run=make_run(score=82),
        score_before=79,
        open_alerts={"MEDIUM": 3, "CRITICAL": 1, "LOW": 0},
    )
    assert lines(summary, "ja", config=Config(account_names={"111122223333": "本番"})) == {
        "アカウント": "本番（111122223333）",
        "ホームリージョン": "アジアパシフィック (東京) ap-northeast-1",
        "点検日時": "2026年11月28日(土) 03:00 JST (UTC+09:00)、7 分間",
        "動作": "基準より弱い設定を強化",
        "実行 ID": "2026-11-28（元に戻すには hinomi baseline undo 2026-11-28）",
        "点検した設定": "1 種類、2 か所（うち基準どおり 1 か所）",
        "Security Hub のスコア": "82%（前回 79% から 3 ポイント上昇）",
        "未解決のお知らせ": "重大 1 件、中 3 件",
    }


@pytest.mark.parametrize(
    ("score", "before", "said"),
    [(82, 85, "82% (down 3 from 85%)"), (82, 82, "82% (as last time)"), (82, -1, "82%"), (-1, 82, None)],
)
def test_the_score_is_compared_with_the_last_one_as_far_as_both_are_known(
    score: int, before: int, said: str | None
) -> None:
    assert lines(make_summary(run=make_run(score=score), score_before=before)).get("Security Hub score") == said


@pytest.mark.parametrize(("counts", "said"), [(None, None), ({}, "none"), ({"HIGH": 0}, "none"), ({"LOW": 2}, "Low 2")])
def test_open_alerts_that_were_not_counted_have_no_line(counts: dict[str, int] | None, said: str | None) -> None:
    assert lines(make_summary(open_alerts=counts)).get("Open alerts") == said
