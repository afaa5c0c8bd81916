"""The guide: what each kind of alert means and what to do first, in every language.

A guide is a dict from key to `Entry`, one module per language and source. An alert names its keys from the most
specific to the most general; the first entry whose headline can be filled from the alert is used.
"""

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
