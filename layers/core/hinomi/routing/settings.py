"""What the operator says of routing in `hinomi.yaml`: receivers, routes, mute windows, inhibition, silences."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

LocaleCode = Literal["ja", "en"]
SeverityName = Literal["INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL"]
ChannelName = Literal["email", "slack", "teams", "chime", "q"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[str, ...] = get_args(Weekday)

NEVER = "never"
_UNIT_MS = {"s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}


def _says(text: str) -> dict[str, str]:
    """Let editors and `hinomi config check` say what a pattern asks for (`patternErrorMessage` is VS Code's word)."""
    return {"patternErrorMessage": text}


AccountId = Annotated[
    str, Meta(pattern="^[0-9]{12}$", extra_json_schema=_says("is no account id: write its 12 digits, in quotes"))
]
Name = Annotated[
    str,
    Meta(
        pattern="^[A-Za-z0-9][A-Za-z0-9_-]{0,49}$",
        extra_json_schema=_says("is no name: write up to 50 letters, digits, - and _"),
    ),
]
Text = Annotated[str, Meta(min_length=1, max_length=200)]
Duration = Annotated[
    str,
    Meta(
        pattern="^[0-9]{1,4}[smhd]$",
        extra_json_schema=_says("is no duration: write a number and s, m, h or d, such as 30s or 4h"),
    ),
]
Repeat = Annotated[
    str,
    Meta(
        pattern="^(never|[0-9]{1,4}[smhd])$",
        extra_json_schema=_says("is no interval: write never, or a number and m, h or d, such as 12h"),
    ),
]
Pattern = Annotated[str, Meta(max_length=500)]
Match = Annotated[
    dict[str, Pattern | list[Pattern]],
    Meta(
        description="Label by label, what must be so: text with * for any text and ? for one character; of a list, one "
        "must fit. With ! before it, it must not be so; a severity may have >= or <= before it; all of these must hold."
    ),
]


def milliseconds(duration: str) -> int:
    """Read a duration as milliseconds; `never` is 0."""
    return 0 if duration == NEVER else int(duration[:-1]) * _UNIT_MS[duration[-1]]


class Channel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One place where a receiver reads."""

    channel: ChannelName
    locale: LocaleCode = "ja"
    time_zone: Annotated[str | None, Meta(description="IANA time zone of its times; absent for the file's own.")] = None
    severity_floor: Annotated[SeverityName, Meta(description="Open alerts below this are not told here.")] = "INFO"
    send_resolved: Annotated[bool, Meta(description="Whether to tell that something is resolved.")] = True
    topic: Annotated[str | None, Meta(description="ARN of an SNS topic, for email and q; absent for the stack's.")] = (
        None
    )
    secret: Annotated[
        str | None, Meta(description="Where a webhook's address is kept (ssm:/... or secretsmanager:...).")
    ] = None


class Receiver(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named set of channels."""

    channels: Annotated[list[Channel], Meta(min_length=1)]


class Route(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A branch of the tree. What is absent is the parent's; the first child that matches takes the alert."""

    name: Annotated[Name | None, Meta(description="How messages call the route; absent for its number.")] = None
    match: Match = {}
    receiver: Annotated[Name | None, Meta(description="One of receivers.")] = None
    go_on: Annotated[bool, Meta(description="Whether routes after this one are tried too.")] = msgspec.field(
        name="continue", default=False
    )
    group_by: Annotated[
        list[str] | None, Meta(description='Labels whose alerts share messages; ["..."] keeps every alert apart.')
    ] = None
    group_wait: Annotated[Duration | None, Meta(description="How long the first alert waits for others.")] = None
    group_interval: Annotated[Duration | None, Meta(description="How long later alerts wait.")] = None
    repeat_interval: Annotated[Repeat | None, Meta(description="When to tell again of what is open.")] = None
    mute: Annotated[list[Name] | None, Meta(description="Names of windows in which little but CRITICAL is told.")] = (
        None
    )
    routes: list[Route] = []


class Window(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A span of time that comes again: on these days, from and until these times of the zone."""

    time_zone: Annotated[str | None, Meta(description="IANA time zone; absent for the file's own.")] = None
    weekdays: Annotated[list[Weekday], Meta(description="Days on which it begins; empty for every day.")] = []
    dates: Annotated[
        list[str], Meta(description="Days (2026-12-31) or spans (2026-12-29/2027-01-03); empty for any.")
    ] = []
    times: Annotated[
        list[str], Meta(description="Spans such as 22:00-07:00, which may pass midnight; empty for the whole day.")
    ] = []


class Inhibition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """While something is open that matches `source`, or in a window, what matches `target` is not told."""

    name: Name
    source: Match | None = None
    during: Annotated[list[Name] | None, Meta(description="Names of windows, instead of a source.")] = None
    target: Match
    equal: Annotated[list[str], Meta(description="Labels that must be the same in both.")] = []


class StandingSilence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A silence that the file keeps, until a day or a time."""

    match: Match
    owner: Annotated[Text, Meta(description="Who answers for it.")]
    reason: Text
    until: Annotated[str, Meta(description="Last day (2027-03-31) or end (2027-03-31T18:00, in the file's time zone).")]
    allow_critical: Annotated[
        bool, Meta(description="Whether it may hold back root, tampering and attack sequence alerts.")
    ] = False
