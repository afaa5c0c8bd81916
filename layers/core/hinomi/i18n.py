"""Words, numbers and moments in the reader's language.

Words come from the catalogues in `locales/`; numbers, currencies, countries and the names of days and months from
Unicode's CLDR through Babel. Babel is imported when the first of them is said: it takes tens of milliseconds, which a
duplicate that nobody is told of should not cost a cold start.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hinomi.locales import CATALOGUES, COUNTRY_ALIASES, DEFAULT
from hinomi.model import Domain, Money, Percent, Term

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from babel.core import Locale

    from hinomi.model import Value

# A number with more digits is shown as it was given: nobody reads it, and writing it out could fill the memory.
_MOST_DIGITS = 24
_LARGEST: int = 10**_MOST_DIGITS

# Japan has kept this offset, without daylight saving time, since 1952.
_JAPAN = timezone(timedelta(hours=9), "JST")


def find(locale: str, key: str) -> str | None:
    """Find the text of exactly this key in exactly this language."""
    return CATALOGUES.get(locale, {}).get(key)


def text(locale: str, key: str, **values: object) -> str:
    """Say the text of `key`, its placeholders filled with `values`.

    No message is lost for a missing text: another language says it, or else the last part of the key stands for it.
    """
    pattern = find(locale, key)
    if pattern is None:
        pattern = next((texts[key] for texts in CATALOGUES.values() if key in texts), key.rpartition(".")[2])
    return fill(pattern, values) if values else pattern


def fill(pattern: str, values: Mapping[str, object]) -> str:
    """Fill the placeholders of a text of our own; one whose value is missing stays visible."""
    return pattern.format_map(_Visible(values))


class _Visible(dict[str, object]):
    """Values of placeholders; one that is missing stays visible in the text."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def time_zone(name: str) -> tzinfo:
    """Give the time zone of that IANA name; UTC, which the reader then sees, where the machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return _JAPAN if name == "Asia/Tokyo" else UTC


@lru_cache(maxsize=4096)
def format_moment(moment: datetime, locale: str, zone: tzinfo) -> str:
    """Say a moment to the minute on the clocks of `zone`, offset included; a moment without a zone is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        local = aware.astimezone(zone)
    except OverflowError:  # the first or last day that a datetime can hold, as some programs write for "never"
        local = aware
    weekdays, months = _calendar(locale)
    return text(locale, "moment.format").format(
        year=local.year,
        month=months[local.month - 1],
        day=local.day,
        weekday=weekdays[local.weekday()],
        clock=f"{local.hour:02}:{local.minute:02}",
        zone=_zone_label(local.tzname() or "", local.utcoffset() or timedelta()),
    )


def format_value(value: Value, locale: str, zone: tzinfo) -> str:
    """Say the value of a fact. Text and host names are passed through: cleaning them is the caller's."""
    if isinstance(value, datetime):
        return format_moment(value, locale, zone)
    if isinstance(value, Term):
        return text(locale, f"term.{value.key}")
    if isinstance(value, Money):
        return format_money(value, locale)
    if isinstance(value, Percent):
        return format_percent(value, locale)
    if isinstance(value, int):
        return format_number(value, locale)
    return value.name if isinstance(value, Domain) else value


@lru_cache(maxsize=4096)
def format_number(number: int | Decimal, locale: str) -> str:
    """Say a number, grouped as the language does, with at most three decimals."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - late, see above

    return format_decimal(number, locale=_cldr(locale)) if _readable(number) else str(number)


@lru_cache(maxsize=4096)
def format_money(money: Money, locale: str) -> str:
    """Say an amount: with the currency's own sign and decimals, or before the unit if that is no currency."""
    from babel.numbers import format_currency  # noqa: PLC0415 - late, see above

    if _readable(money.amount) and money.unit in _cldr(locale).currencies:
        return format_currency(money.amount, money.unit, locale=_cldr(locale))
    return f"{format_number(money.amount, locale)} {money.unit}".strip()


@lru_cache(maxsize=4096)
def format_percent(percent: Percent, locale: str) -> str:
    """Say a percentage with at most two decimals."""
    if not _readable(percent.value):
        return f"{percent.value}%"
    share = round(percent.value, 2) / 100
    return str(_cldr(locale).percent_formats[None].apply(share, _cldr(locale), decimal_quantization=False))


@lru_cache(maxsize=512)
def country(english_name: str, locale: str) -> str:
    """Say a country that AWS names in English; a name that CLDR does not know stays as it is."""
    code = COUNTRY_ALIASES.get(english_name) or _territories().get(_folded(english_name), "")
    return find(locale, f"country.{code}") or _cldr(locale).territories.get(code, english_name)


@cache
def _cldr(locale: str) -> Locale:
    from babel.core import Locale  # noqa: PLC0415 - late, see above

    return Locale(locale if locale in CATALOGUES else DEFAULT)


@cache
def _calendar(locale: str) -> tuple[list[str], list[str]]:
    """Give the short names of the days from Monday and of the months from January."""
    days, months = _cldr(locale).days["format"]["abbreviated"], _cldr(locale).months["format"]["abbreviated"]
    return [days[day] for day in range(7)], [months[month] for month in range(1, 13)]


@cache
def _territories() -> dict[str, str]:
    """Map the folded English names of the countries to their ISO 3166 codes."""
    return {_folded(name): code for code, name in _cldr("en").territories.items() if code.isalpha()}


def _folded(name: str) -> str:
    return name.casefold().replace("’", "'").replace(" & ", " and ").removeprefix("the ")


@lru_cache(maxsize=256)
def _zone_label(name: str, offset: timedelta) -> str:
    """Name a zone with its offset: `JST (UTC+09:00)`, or `UTC-03:00` for one whose name is but a number."""
    if name == "UTC":
        return name
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    shown = f"UTC{'-' if offset < timedelta() else '+'}{hours:02}:{minutes:02}"
    return f"{name} ({shown})" if name.isalpha() else shown


def _readable(number: int | Decimal) -> bool:
    if isinstance(number, int):
        return abs(number) < _LARGEST
    return number.is_finite() and abs(number.adjusted()) < _MOST_DIGITS
