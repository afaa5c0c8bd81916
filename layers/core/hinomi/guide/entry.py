"""One entry of the guide."""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What one kind of alert means.

    `headline` says what happened in one line; it may name facts of the alert by label (`{budget}`) and `{resource}`.
    `why` says why it matters, in one to three sentences. `steps` are the first things to do, in order, each one
    sentence that a person without a security team can act on.
    """

    headline: str
    why: str
    steps: tuple[str, ...]
