"""The operator's settings, read from `hinomi.yaml`; every one has a default, so no file is needed."""

from __future__ import annotations

from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from hinomi.baseline.settings import Baseline
from hinomi.errors import ConfigError
from hinomi.model import Severity

LocaleCode = Literal["ja", "en"]
SeverityName = Literal["INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL"]
LOCALES: tuple[str, ...] = get_args(LocaleCode)


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How Hinomi speaks and what it passes over."""

    time_zone: Annotated[str, Meta(description="IANA time zone of the times in messages, such as Asia/Tokyo.")] = (
        "Asia/Tokyo"
    )
    severity_floor: Annotated[
        SeverityName, Meta(description="Open alerts below this severity are not sent. Resolved ones always are.")
    ] = "LOW"
    repeat_after_hours: Annotated[
        int, Meta(ge=0, le=8760, description="Tell again of what is still open after so many hours; 0 never does.")
    ] = 0
    ascii_subject: Annotated[
        bool, Meta(description="Write mail subjects in ASCII, for mail programs that break other letters.")
    ] = False
    account_names: Annotated[
        dict[Annotated[str, Meta(pattern="^[0-9]{12}$")], Annotated[str, Meta(min_length=1, max_length=50)]],
        Meta(description="Names of accounts as readers know them, by 12-digit account id."),
    ] = {}
    baseline: Annotated[Baseline, Meta(description="What the weekly round may do.")] = Baseline()

    @property
    def floor(self) -> Severity:
        """The severity floor as a value that can be compared."""
        return Severity[self.severity_floor]

    @property
    def repeat_after_ms(self) -> int:
        """The repeat interval in milliseconds; 0 for never."""
        return self.repeat_after_hours * 3_600_000


def parse(value: object) -> Config:
    """Turn a decoded `hinomi.yaml` into a `Config`; raise `ConfigError` with the path of what is wrong."""
    try:
        return msgspec.convert({} if value is None else value, Config)
    except msgspec.ValidationError as error:
        text, _, path = str(error).partition(" - at `")
        raise ConfigError(((path.rstrip("`") or "$", text),)) from error


def problems(config: Config) -> list[tuple[str, str]]:
    """List what the types alone cannot tell, as (path, what is wrong and what would be right)."""
    try:
        ZoneInfo(config.time_zone)
    except (KeyError, ValueError, OSError):
        return [("$.time_zone", f"{config.time_zone!r} is no IANA time zone; for Japan write Asia/Tokyo")]
    return []
