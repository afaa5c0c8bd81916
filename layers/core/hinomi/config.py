"""The operator's settings, read from `hinomi.yaml`; every one has a default, so no file is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import msgspec
from msgspec import Meta

from hinomi.baseline.settings import Baseline
from hinomi.custom import flaws as custom_flaws
from hinomi.custom.settings import CustomEvent
from hinomi.errors import ConfigError
from hinomi.model import Severity
from hinomi.routing.flaws import flaws
from hinomi.routing.settings import (
    AccountId,
    Inhibition,
    LocaleCode,
    Name,
    Receiver,
    Route,
    SeverityName,
    StandingSilence,
    Text,
    Window,
)

if TYPE_CHECKING:
    from collections.abc import Collection

REMOVED = {
    "repeat_after_hours": "no setting any more: remove it, and write routes: {repeat_interval: 24h} if it was not 0"
}
"""What to write instead of settings that were."""

LOCALES: tuple[str, ...] = get_args(LocaleCode)


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How Hinomi speaks and what it passes over."""

    time_zone: Annotated[str, Meta(description="IANA time zone of the times in messages, such as Asia/Tokyo.")] = (
        "Asia/Tokyo"
    )
    severity_floor: Annotated[
        SeverityName, Meta(description="Open alerts below this severity are not sent. Resolved ones always are.")
    ] = "LOW"
    ascii_subject: Annotated[
        bool, Meta(description="Write mail subjects in ASCII, for mail programs that break other letters.")
    ] = False
    account_names: Annotated[
        dict[AccountId, Annotated[str, Meta(min_length=1, max_length=50)]],
        Meta(description="Names of accounts as readers know them, by 12-digit account id."),
    ] = {}
    organizational_units: Annotated[
        dict[AccountId, Text],
        Meta(description="Units of an organization for the label unit, such as Workloads/Production, by account id."),
    ] = {}
    receivers: Annotated[
        dict[Name, Receiver],
        Meta(description="Sets of channels, by name. The receiver default is all that is deployed, unless it is here."),
    ] = {}
    routes: Annotated[Route, Meta(description="The root of the routes: it takes what none of its children takes.")] = (
        Route()
    )
    mute: Annotated[dict[Name, Window], Meta(description="Windows of time, by name, for routes and inhibition.")] = {}
    inhibit: Annotated[list[Inhibition], Meta(description="What is not told while something else holds.")] = []
    silences: Annotated[
        list[StandingSilence], Meta(description="What is not told until a day; the command line adds others.")
    ] = []
    events: Annotated[
        list[CustomEvent], Meta(description="Events of EventBridge to be told in words of your own; the first fits.")
    ] = []
    baseline: Annotated[Baseline, Meta(description="What the weekly round may do.")] = Baseline()

    @property
    def floor(self) -> Severity:
        """The severity floor as a value that can be compared."""
        return Severity[self.severity_floor]


def parse(value: object) -> Config:
    """Turn a decoded `hinomi.yaml` into a `Config`; raise `ConfigError` with the path of what is wrong."""
    try:
        return msgspec.convert({} if value is None else value, Config)
    except msgspec.ValidationError as error:
        text, _, path = str(error).partition(" - at `")
        raise ConfigError(((path.rstrip("`") or "$", _with_remedy(text)),)) from error


def problems(config: Config, *, unsound: Collection[str] = (), now: int | None = None) -> list[tuple[str, str]]:
    """List what the types alone cannot tell, as (path, what is wrong and what would be right).

    Of settings that are `unsound` nothing is known: they hold their defaults. Whether a silence has ended is told only
    where the time is given (ms since 1970): a file that was sound when it was deployed remains so.
    """
    return [*flaws(config, unsound=unsound, now=now), *custom_flaws.flaws(config.events)]


def _with_remedy(text: str) -> str:
    return next((f"{text}; {remedy}" for name, remedy in REMOVED.items() if f"`{name}`" in text), text)
