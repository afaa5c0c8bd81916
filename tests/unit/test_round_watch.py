from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from hinomi import i18n
from hinomi.baseline.report import wording
from hinomi.baseline.watch import EndingSilence, QuietAlert, Watch
from hinomi.config import LOCALES, Config
from hinomi.model import Event, Severity
from hinomi.normalize import normalize
from hinomi.routing.quiet import Sense
from support.messages import flaws
from support.samples import tell
from support.summaries import CONTROLS, lines, make_result, make_summary, sections, worded

if TYPE_CHECKING:
    from hinomi.baseline.summary import Summary

WHEN = datetime(2026, 11, 18, 5, 12, tzinfo=UTC)
in_each_language = pytest.mark.parametrize("locale", LOCALES)


def quiet(sense: Sense = Sense.ACTIVITY, **changes: Any) -> QuietAlert:
    defaults: dict[str, Any] = {
        "headline": {"ja": "SSH への総当たり攻撃", "en": "SSH brute force"},
        "severity": Severity.HIGH,
        "account": "111122223333",
        "region": "ap-northeast-1",
        "last": WHEN,
        "sense": sense.value,
    }
    return QuietAlert(**{**defaults, **changes})


def silence(**changes: Any) -> EndingSilence:
    defaults: dict[str, Any] = {
        "id": "s-1",
        "match": "source=guardduty",
        "owner": "kei",
        "reason": "scan",
        "ends": WHEN,
    }
    return EndingSilence(**{**defaults, **changes})


def only(summary: Summary, locale: str = "en", **how: Any) -> list[str]:
    (items,) = sections(summary, locale, **how).values()
    return items


def test_what_went_quiet_is_told_with_its_place_severity_and_last_sighting() -> None:
    named = Config(account_names={"111122223333": "production"})
    _, ja = only(make_summary(watch=Watch(quiet=(quiet(),))), "ja", config=named)
    assert ja == (
        "SSH への総当たり攻撃（production（111122223333）、東京）: "
        "重要度は「高」、最後の検出は 2026年11月18日(水) 14:12 JST (UTC+09:00) です。"
    )
    _, en = only(make_summary(watch=Watch(quiet=(quiet(account="", region=""),))))
    assert en == "SSH brute force: High; last seen on Wed, Nov 18, 2026, 14:12 JST (UTC+09:00)."


def test_what_went_quiet_is_not_said_to_be_resolved() -> None:
    meaning, *_ = only(make_summary(watch=Watch(quiet=(quiet(),))), "ja")
    assert meaning.startswith("解決したとは限りません。しばらく新しい動きがないという意味です。")


@in_each_language
@pytest.mark.parametrize(("sense", "other"), [(Sense.CHECKS, Sense.PERIOD), (Sense.PERIOD, Sense.CHECKS)])
def test_a_silence_that_means_more_says_so_once(sense: Sense, other: Sense, locale: str) -> None:
    meaning, *told = only(make_summary(watch=Watch(quiet=(quiet(), quiet(sense), quiet(sense)))), locale)
    assert meaning.count(i18n.text(locale, f"round.said.{sense.value}")) == 1
    assert i18n.text(locale, f"round.said.{other.value}") not in meaning
    assert len(told) == 3


def test_a_silence_that_ends_soon_is_told_with_owner_reason_and_how_to_go_on() -> None:
    after, told = only(make_summary(watch=Watch(silences=(silence(),))))
    assert "hinomi silence add --replace" in after
    assert told == (
        "source=guardduty (s-1): Ends on Wed, Nov 18, 2026, 14:12 JST (UTC+09:00) (owner: kei; reason: scan)."
    )
    _, ja = only(make_summary(watch=Watch(silences=(silence(),))), "ja")
    assert ja.endswith("に終わります（担当: kei、理由: scan）。")


def test_a_silence_whose_match_nobody_can_read_is_told_by_its_id() -> None:
    _, told = only(make_summary(watch=Watch(silences=(silence(match=""),))))
    assert told.startswith("s-1: Ends on")


def test_what_is_not_named_is_counted() -> None:
    watch = Watch(quiet=(quiet(),) * 10, more_quiet=7, silences=(silence(),) * 10, more_silences=3)
    silences, went_quiet = worded(make_summary(watch=watch))["sections"]
    assert (len(silences["items"]), silences["more"]) == (11, 3)
    assert (len(went_quiet["items"]), went_quiet["more"]) == (11, 7)


def test_the_count_holds_when_the_report_has_to_be_shortened() -> None:
    many = [make_result(resource=f"{number} {'火' * 900}") for number in range(3000)]
    watch = Watch(quiet=(quiet(headline=dict.fromkeys(LOCALES, "火" * 5000)),) * 10, more_quiet=7)
    found = worded(make_summary(*many, watch=watch))["sections"][-1]
    assert found["heading"] == "Went quiet this week"
    assert len(found["items"]) + found["more"] == 18


def test_a_watch_with_nothing_to_say_has_no_section() -> None:
    assert sections(make_summary(watch=Watch())) == {}


@pytest.mark.parametrize(("count", "said"), [(0, "0"), (1200, "1,200"), (None, None)])
def test_the_alerts_of_the_week_are_counted(count: int | None, said: str | None) -> None:
    assert lines(make_summary(told_alerts=count)).get("Alerts of the last 7 days") == said


HOSTILE = ("a" * 5000, "火" * 5000, "[x](https://evil.example) <!channel> @all", "\x00\u202e\r\nBcc: y", "# *b* `c`")


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_reach_every_channel_as_plain_text(name: str) -> None:
    watch = Watch(
        quiet=(quiet(headline=dict.fromkeys(LOCALES, name), account=name, region=name),) * 10,
        silences=(silence(match=name, owner=name, reason=name, id=name),) * 10,
    )
    detail = wording.detail(make_summary(watch=watch), CONTROLS, Config())
    assert len(json.dumps(detail)) <= wording.LARGEST
    body = {"source": "hinomi.baseline", "detail-type": "Baseline Round Reported", "account": "111122223333"}
    (alert,) = normalize(Event(body=body | {"detail": detail}))
    assert [flaw for message in tell(alert) for flaw in flaws(message)] == []
