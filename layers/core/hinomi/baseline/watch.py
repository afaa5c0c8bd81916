"""What the report of a round says of the watch: plain values, handed in by whoever knows both."""

from __future__ import annotations

from datetime import datetime

import msgspec

from hinomi.model import Severity


class QuietAlert(msgspec.Struct, frozen=True, kw_only=True):
    """An alert of which nothing more is heard since `last`.

    `headline` says by locale what it is. `sense` is what that means: `activity` (nothing goes on), `checks`
    (nobody looks any longer) or `period` (the time is over).
    """

    headline: dict[str, str]
    severity: Severity
    account: str
    region: str
    last: datetime
    sense: str


class EndingSilence(msgspec.Struct, frozen=True, kw_only=True):
    """A silence that ends soon: `match` says in one line what it holds back, `owner` who answers for it."""

    id: str
    match: str
    owner: str
    reason: str
    ends: datetime


class Watch(msgspec.Struct, frozen=True, kw_only=True):
    """What went quiet and which silences end soon: the first to tell of, and how many more of each there are."""

    quiet: tuple[QuietAlert, ...] = ()
    more_quiet: int = 0
    silences: tuple[EndingSilence, ...] = ()
    more_silences: int = 0
