"""Silences: what is not to be told for a while, who says so and why.

Looked at when a group is flushed, not when an alert arrives: what is held waits, and is told when the silence ends.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol

import msgspec

from hinomi import i18n
from hinomi.errors import ConfigError
from hinomi.model import Alert, Reason
from hinomi.routing.matchers import MatchError, Matchers, compile_match

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hinomi.config import Config
    from hinomi.routing.labels import Labels

PROTECTED_SOURCES: Final = frozenset({"signin", "cloudtrail"})
"""Sources of which people hear only what the root user does, and tampering with the trails."""

PROTECTED_TYPES: Final = ("AttackSequence:", "Stealth:", "Policy:IAMUser/RootCredentialUsage", "AWS_RISK_")
"""How types for attack sequences, tampering, the root user and exposed credentials begin, in Security Hub's copies too.

https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-active.html, AWS Health's event type codes
"""


class State(StrEnum):
    """Where a silence is in its life."""

    PENDING = "pending"
    ACTIVE = "active"
    ENDED = "ended"


class Silence(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What fits `match` is not told from `starts` on, before `ends` (ms since 1970).

    `owner` answers for it; `by` is who wrote it, when it was `created`. Protected alerts are held only with
    `allow_critical`.
    """

    id: str
    match: dict[str, str | list[str]]
    owner: str
    reason: str
    starts: int
    ends: int
    allow_critical: bool = False
    created: int = 0
    by: str = ""

    @cached_property
    def matchers(self) -> Matchers | None:
        """Compile the match, once for the thousands of alerts of a flush; None where there is nothing to go by.

        A match that another version wrote may not be understood, and one that fits everything is a mistake: both hold
        nothing, for an alert too many can be borne.
        """
        try:
            matchers = compile_match(self.match)
        except MatchError:
            return None
        return None if matchers.fits_everything else matchers

    def fits(self, labels: Labels) -> bool:
        """Tell whether it is meant for an alert with these labels."""
        return self.matchers is not None and self.matchers.fits(labels)

    def state(self, now: int) -> State:
        """Say where it is in its life at a time."""
        if self.ends <= now:
            return State.ENDED
        return State.ACTIVE if self.starts <= now else State.PENDING

    def ended(self, now: int) -> Silence:
        """Return it as it is when somebody ends it at a time; one that had not begun never held anything."""
        return msgspec.structs.replace(self, starts=min(self.starts, now), ends=min(self.ends, now))


class Hold(msgspec.Struct, frozen=True):
    """Why an alert is not told now: `by` names the silence, rule or window, `until` when it ends (ms; 0: unknown)."""

    reason: Reason
    by: str
    until: int = 0


class Silences(Protocol):
    """A place that keeps silences. Every method raises `RetryError` when the place cannot be reached."""

    def all(self, now: int) -> tuple[Silence, ...]:
        """Return those that are pending or active, by their end."""

    def everything(self) -> tuple[Silence, ...]:
        """Return all that are kept, ended ones too, by their end."""

    def get(self, name: str) -> Silence | None:
        """Return the silence of an id, if it is kept."""

    def put(self, silence: Silence, before: Silence | None = None) -> bool:
        """Keep a silence in place of `before`; return False when what is kept under its id is something else."""

    def end(self, name: str, now: int) -> bool:
        """End a silence that has not ended; return whether there was one."""


def by_end(silences: Iterable[Silence]) -> tuple[Silence, ...]:
    """Order silences by their end."""
    return tuple(sorted(silences, key=lambda one: (one.ends, one.id)))


def standing(config: Config) -> tuple[Silence, ...]:
    """Return the silences that hinomi.yaml keeps, from ever until their day is over; raise `ConfigError`."""
    return tuple(
        Silence(
            id=f"file-{number}",
            match=one.match,
            owner=one.owner,
            reason=one.reason,
            starts=0,
            ends=_end(one.until, config.time_zone, f"$.silences[{number - 1}].until"),
            allow_critical=one.allow_critical,
            by="hinomi.yaml",
        )
        for number, one in enumerate(config.silences, 1)
    )


def moment(text: str, time_zone: str, *, last: bool = False) -> int:
    """Read a day or a time of a zone, in ms since 1970: a day's beginning or, as the `last`, its end.

    Raises `ValueError` for anything but `2026-12-31` and `2026-12-31T18:00`.
    """
    for form in ("%Y-%m-%d", "%Y-%m-%dT%H:%M"):
        try:
            local = datetime.strptime(text, form)  # noqa: DTZ007 - the zone follows
        except ValueError:
            continue
        if last and "T" not in form:
            local += timedelta(days=1)
        return int(local.replace(tzinfo=i18n.time_zone(time_zone)).timestamp() * 1000)
    raise ValueError(f"{text!r} is neither a day (2026-12-31) nor a time (2026-12-31T18:00)")


def holding(silences: Iterable[Silence], labels: Labels, alert: Alert, now: int) -> Hold | None:
    """Say what holds an alert at a time: of the silences that fit the one that ends last, if there is any."""
    protected = is_protected(alert)
    found = (
        one
        for one in silences
        if one.starts <= now < one.ends and (one.allow_critical or not protected) and one.fits(labels)
    )
    last = max(found, key=lambda one: one.ends, default=None)
    return None if last is None else Hold(Reason.SILENCED, last.id, last.ends)


def is_protected(alert: Alert) -> bool:
    """Tell whether no quiet must hide an alert: of root, tampering, an attack sequence, exposed credentials."""
    return alert.source in PROTECTED_SOURCES or alert.type.startswith(PROTECTED_TYPES)


def _end(until: str, time_zone: str, path: str) -> int:
    try:
        return moment(until, time_zone, last=True)
    except ValueError as error:
        raise ConfigError(((path, str(error)),)) from error
