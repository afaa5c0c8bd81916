"""Shorten an alert that has more in it than its carrier holds: who is told less is still told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi.model import Wording

if TYPE_CHECKING:
    from hinomi.model import Alert

LONGEST = 1000
"""So many characters remain of a text."""


def shortened(alert: Alert) -> Alert:
    """Return the alert without its resources, facts and long texts; what it is about and how bad stays as it was."""
    texts = {
        field: text[:LONGEST]
        for field, text in msgspec.structs.asdict(alert).items()
        if isinstance(text, str) and field not in _NAMES and len(text) > LONGEST
    }
    bare = msgspec.structs.replace(alert, **texts)
    return msgspec.structs.replace(
        bare,
        guide=tuple(key[:LONGEST] for key in alert.guide),
        resources=(),
        facts=(),
        description="",
        quote="",
        actor=None,
        origin=None,
        link=None,
        texts={locale: Wording(headline=words.headline[:LONGEST]) for locale, words in alert.texts.items()},
        report=None,
    )


_NAMES = frozenset({"fingerprint", "copy", "lifecycle"})
"""What tells alerts apart is never cut."""
