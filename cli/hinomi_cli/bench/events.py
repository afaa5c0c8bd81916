"""Events to measure with: the project's samples, and any number of variants of them that are all news."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from hinomi.envelope import open_envelope
from hinomi_cli.bench.interpreter import ROOT
from hinomi_cli.event_files import find_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinomi.model import Event

_ACCOUNT: Final = re.compile(r"(?<!\d)(?:111122223333|123456789012)(?!\d)")
_ID: Final = re.compile(r"\b[0-9a-f]{8}(?=-[0-9a-f]{4}-)|\b[0-9a-f]{32}\b")
_MOMENT: Final = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


def read_samples() -> list[str]:
    """Read the project's sample events, as they are delivered."""
    return [file.read_text("utf-8") for file in find_files([ROOT / "events"])]


def make_variants(samples: Sequence[str], start: int, repetitions: int) -> list[tuple[Event, ...]]:
    """Make so many variants of every sample; those with numbers from `start` on were not made before.

    Each file's events stand together, as one delivery holds them.
    """
    numbered = enumerate(list(samples) * repetitions, start=start)
    return [open_envelope(vary(sample, number)) for number, sample in numbered]


def vary(sample: str, number: int) -> str:
    """Write an event as it would be of another account, with other ids, so many minutes later.

    What differs is what fingerprints are made of, and what caches of formatted text would otherwise find again.
    """
    text = _ACCOUNT.sub(lambda account: f"{(int(account[0]) + number) % 10**12:012}", sample)
    text = _ID.sub(lambda found: f"{(int(found[0], 16) + number) % 16 ** len(found[0]):0{len(found[0])}x}", text)
    return _MOMENT.sub(lambda found: _later(found[0], number), text)


def _later(moment: str, minutes: int) -> str:
    try:
        return (datetime.fromisoformat(moment) + timedelta(minutes=minutes)).isoformat()
    except (ValueError, OverflowError):
        return moment  # no time at all, or the end of time: as the sample has it
