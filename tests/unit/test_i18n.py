from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi import i18n
from hinomi.locales import CATALOGUES
from hinomi.model import Domain, Money, Percent, Term, Value

TOKYO, NEW_YORK = ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")
NOVEMBER = datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "ja", "en"),
    [
        (NOVEMBER, TOKYO, "2026年11月20日(金) 12:04 JST (UTC+09:00)", "Fri, Nov 20, 2026, 12:04 JST (UTC+09:00)"),
        (NOVEMBER, UTC, "2026年11月20日(金) 03:04 UTC", "Fri, Nov 20, 2026, 03:04 UTC"),
        (NOVEMBER, NEW_YORK, "2026年11月19日(木) 22:04 EST (UTC-05:00)", "Thu, Nov 19, 2026, 22:04 EST (UTC-05:00)"),
        (
            datetime(2026, 7, 20, 3, 4, tzinfo=UTC),
            NEW_YORK,
            "2026年7月19日(日) 23:04 EDT (UTC-04:00)",
            "Sun, Jul 19, 2026, 23:04 EDT (UTC-04:00)",
        ),
        (
            NOVEMBER,
            ZoneInfo("America/Sao_Paulo"),
            "2026年11月20日(金) 00:04 UTC-03:00",
            "Fri, Nov 20, 2026, 00:04 UTC-03:00",
        ),
        (
            NOVEMBER,
            ZoneInfo("Asia/Kolkata"),
            "2026年11月20日(金) 08:34 IST (UTC+05:30)",
            "Fri, Nov 20, 2026, 08:34 IST (UTC+05:30)",
        ),
        (
            NOVEMBER,
            ZoneInfo("America/St_Johns"),
            "2026年11月19日(木) 23:34 NST (UTC-03:30)",
            "Thu, Nov 19, 2026, 23:34 NST (UTC-03:30)",
        ),
        (
            NOVEMBER,
            timezone(timedelta(hours=9)),
            "2026年11月20日(金) 12:04 UTC+09:00",
            "Fri, Nov 20, 2026, 12:04 UTC+09:00",
        ),
    ],
)
def test_a_moment_is_said_on_the_readers_clock_with_its_offset(
    moment: datetime, zone: tzinfo, ja: str, en: str
) -> None:
    assert i18n.format_moment(moment, "ja", zone) == ja
    assert i18n.format_moment(moment, "en", zone) == en


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "Sun, Nov 1, 2026, 01:30 EDT (UTC-04:00)"),
        (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), "Sun, Nov 1, 2026, 01:30 EST (UTC-05:00)"),
    ],
)
def test_the_hour_that_comes_twice_is_told_apart(moment: datetime, said: str) -> None:
    assert i18n.format_moment(moment, "en", NEW_YORK) == said


def test_a_moment_without_a_zone_is_taken_as_utc() -> None:
    assert i18n.format_moment(NOVEMBER.replace(tzinfo=None), "ja", TOKYO) == i18n.format_moment(NOVEMBER, "ja", TOKYO)


@given(moment=st.datetimes(timezones=st.sampled_from([UTC, TOKYO])), zone=st.sampled_from([TOKYO, UTC, NEW_YORK]))
def test_no_moment_is_too_far_to_be_said(moment: datetime, zone: tzinfo) -> None:
    assert "UTC" in i18n.format_moment(moment, "ja", zone)


def test_the_very_last_moment_is_said_where_it_was_given() -> None:
    assert i18n.format_moment(datetime.max.replace(tzinfo=UTC), "ja", TOKYO) == "9999年12月31日(金) 23:59 UTC"


@pytest.mark.parametrize(
    ("amount", "unit", "ja", "en"),
    [
        ("812.34", "USD", "$812.34", "$812.34"),
        ("1812.3", "USD", "$1,812.30", "$1,812.30"),
        ("-3.1", "USD", "-$3.10", "-$3.10"),
        ("81234", "JPY", "￥81,234", "¥81,234"),
        ("812.5", "EUR", "€812.50", "€812.50"),
        ("1234.5678", "GB", "1,234.568 GB", "1,234.568 GB"),
        ("80", "Hours", "80 Hours", "80 Hours"),
        ("12.50", "", "12.5", "12.5"),
        ("NaN", "USD", "NaN USD", "NaN USD"),
        ("1E+999999", "USD", "1E+999999 USD", "1E+999999 USD"),
    ],
)
def test_money_is_said_in_its_currency_or_before_its_unit(amount: str, unit: str, ja: str, en: str) -> None:
    assert i18n.format_money(Money(Decimal(amount), unit), "ja") == ja
    assert i18n.format_money(Money(Decimal(amount), unit), "en") == en


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("80", "80%"),
        ("82.50", "82.5%"),
        ("33.33333", "33.33%"),
        ("0", "0%"),
        ("1234", "1,234%"),
        ("Infinity", "Infinity%"),
    ],
)
def test_a_percentage_keeps_two_decimals_at_most(value: str, said: str) -> None:
    assert [i18n.format_percent(Percent(Decimal(value)), locale) for locale in CATALOGUES] == [said, said]


@pytest.mark.parametrize(
    ("value", "ja", "en"),
    [
        ("as it is {account}", "as it is {account}", "as it is {account}"),
        (12345, "12,345", "12,345"),
        (10**30, str(10**30), str(10**30)),
        (Term("forecasted"), "予測", "Forecasted"),
        (Domain("pool.example"), "pool.example", "pool.example"),
        (Money(Decimal(5), "USD"), "$5.00", "$5.00"),
        (Percent(Decimal(80)), "80%", "80%"),
        (NOVEMBER, "2026年11月20日(金) 12:04 JST (UTC+09:00)", "Fri, Nov 20, 2026, 12:04 JST (UTC+09:00)"),
    ],
)
def test_every_kind_of_value_is_said(value: Value, ja: str, en: str) -> None:
    assert i18n.format_value(value, "ja", TOKYO) == ja
    assert i18n.format_value(value, "en", TOKYO) == en


@pytest.mark.parametrize(
    ("name", "ja", "en"),
    [
        ("Netherlands", "オランダ", "Netherlands"),
        ("The Netherlands", "オランダ", "Netherlands"),
        ("Japan", "日本", "Japan"),
        ("Hong Kong", "香港", "Hong Kong"),
        ("Turkey", "トルコ", "Türkiye"),
        ("Bosnia and Herzegovina", "ボスニア・ヘルツェゴビナ", "Bosnia & Herzegovina"),
        ("Atlantis", "Atlantis", "Atlantis"),
        ("World", "World", "World"),
        ("", "", ""),
    ],
)
def test_a_country_is_named_in_the_readers_language(name: str, ja: str, en: str) -> None:
    assert i18n.country(name, "ja") == ja
    assert i18n.country(name, "en") == en


def test_a_text_is_filled_with_its_values() -> None:
    assert i18n.text("ja", "more.resources", count=3) == "、ほか 3 件"
    assert i18n.text("en", "account.format", name="web {x}", id="111122223333") == "web {x} (111122223333)"


def test_a_text_without_values_keeps_its_placeholders_for_the_caller() -> None:
    assert i18n.text("ja", "label.more_lines") == "ほか {count} 行"


def test_a_missing_value_stays_visible() -> None:
    assert i18n.text("en", "account.format", name="web") == "web ({id})"


def test_a_missing_text_is_said_in_another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(CATALOGUES["en"], "severity.HIGH")
    assert i18n.text("en", "severity.HIGH") == "高"
    assert i18n.find("en", "severity.HIGH") is None


def test_a_text_that_no_language_has_is_said_by_its_key() -> None:
    assert i18n.text("ja", "term.brand_new") == "brand_new"


def test_a_language_without_a_catalogue_is_said_in_another() -> None:
    assert i18n.text("fr", "severity.HIGH") == "高"
    assert i18n.format_number(1234, "fr") == "1,234"


def test_a_zone_is_known_by_its_name() -> None:
    assert i18n.time_zone("America/New_York") == NEW_YORK


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "/etc/localtime", "../secret"])
def test_an_unknown_zone_becomes_utc(name: str) -> None:
    assert i18n.time_zone(name) == UTC


def test_japan_keeps_its_clock_where_no_zones_are_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(key: str) -> ZoneInfo:
        raise ZoneInfoNotFoundError(key)

    monkeypatch.setattr(i18n, "ZoneInfo", missing)
    moment = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    assert i18n.format_moment(moment, "ja", i18n.time_zone("Asia/Tokyo")) == "2026年1月2日(金) 12:04 JST (UTC+09:00)"


def run(program: str, **environment: str) -> str:
    environment["PYTHONPATH"] = ":".join(sys.path)
    command = [sys.executable, "-c", f"import sys; from hinomi import i18n; {program}"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout  # noqa: S603 - the programs are those below


def test_babel_is_not_loaded_before_something_is_said() -> None:
    assert run("print('babel' in sys.modules)") == "False\n"


@pytest.mark.parametrize("machine", [":UTC", ":/etc/localtime", ":/nowhere/localtime"])
def test_the_machines_own_zone_does_not_matter(machine: str) -> None:
    assert run("print(i18n.format_number(1234, 'ja'))", TZ=machine) == "1,234\n"
