"""Times as an operator writes and reads them: in the time zone of hinomi.yaml."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from hinomi import i18n
from hinomi.routing.silences import moment
from hinomi_cli.silence.refusal import refusal

if TYPE_CHECKING:
    from hinomi.config import Config

_SPAN: Final = re.compile(r"(?P<count>[0-9]{1,4})(?P<unit>[mhdw])")
_UNITS_MS: Final = {"m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}


def now() -> int:
    """Return the time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def end_of(starts: int, span: str | None, until: str | None, config: Config, locale: str) -> int:
    """Read when something ends (ms) that begins at `starts`; exactly one of `span` and `until` must be named."""
    if (span is None) == (until is None):
        raise refusal(locale, "for_or_until")
    if until is not None:
        return _moment(until, config, locale, last=True)
    found = _SPAN.fullmatch(span or "")
    if found is None:
        raise refusal(locale, "span", text=span)
    return starts + int(found["count"]) * _UNITS_MS[found["unit"]]


def start_of(text: str, config: Config, locale: str) -> int:
    """Read when something begins (ms)."""
    return _moment(text, config, locale, last=False)


def local(at: int, config: Config) -> str:
    """Write a time in the zone of the settings."""
    return f"{datetime.fromtimestamp(at / 1000, UTC).astimezone(i18n.time_zone(config.time_zone)):%Y-%m-%d %H:%M}"


def iso(at: int) -> str:
    """Write a time for programs."""
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds")


def _moment(text: str, config: Config, locale: str, *, last: bool) -> int:
    try:
        return moment(text, config.time_zone, last=last)
    except (ValueError, OverflowError) as error:
        raise refusal(locale, "time", text=text) from error
