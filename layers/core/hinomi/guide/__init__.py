"""The guide: what each kind of alert means and what to do first, in every language.

A guide is a dict from key to `Entry`, one module per language and source. An alert names its keys from the most
specific to the most general; the first entry whose headline can be filled from the alert is used.
"""

from __future__ import annotations

from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

from hinomi.guide import (
    en_budgets,
    en_guardduty,
    en_guardduty_compute,
    en_guardduty_data,
    en_guardduty_identity,
    en_guardduty_kubernetes,
    en_guardduty_sequences,
    en_root,
    en_securityhub,
    en_securityhub_controls,
    en_unrecognized,
    ja_budgets,
    ja_guardduty,
    ja_guardduty_compute,
    ja_guardduty_data,
    ja_guardduty_identity,
    ja_guardduty_kubernetes,
    ja_guardduty_sequences,
    ja_root,
    ja_securityhub,
    ja_securityhub_controls,
    ja_unrecognized,
)
from hinomi.guide.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

__all__ = ["DEFAULT", "GUIDES", "LAST_RESORT", "Entry", "find"]

DEFAULT = "ja"
LAST_RESORT = "unrecognized"

GUIDES: dict[str, dict[str, Entry]] = {
    "ja": {
        **ja_guardduty.ENTRIES,
        **ja_guardduty_sequences.ENTRIES,
        **ja_guardduty_compute.ENTRIES,
        **ja_guardduty_kubernetes.ENTRIES,
        **ja_guardduty_identity.ENTRIES,
        **ja_guardduty_data.ENTRIES,
        **ja_securityhub.ENTRIES,
        **ja_securityhub_controls.ENTRIES,
        **ja_budgets.ENTRIES,
        **ja_root.ENTRIES,
        **ja_unrecognized.ENTRIES,
    },
    "en": {
        **en_guardduty.ENTRIES,
        **en_guardduty_sequences.ENTRIES,
        **en_guardduty_compute.ENTRIES,
        **en_guardduty_kubernetes.ENTRIES,
        **en_guardduty_identity.ENTRIES,
        **en_guardduty_data.ENTRIES,
        **en_securityhub.ENTRIES,
        **en_securityhub_controls.ENTRIES,
        **en_budgets.ENTRIES,
        **en_root.ENTRIES,
        **en_unrecognized.ENTRIES,
    },
}


def find(locale: str, keys: Iterable[str], available: Container[str]) -> Entry:
    """Find the first entry among `keys` whose headline names nothing but facts that are `available`.

    There is always one: where no key fits, the entry for events of an unknown kind.
    """
    guide = GUIDES.get(locale, GUIDES[DEFAULT])
    for key in keys:
        entry = guide.get(key)
        if entry is not None and all(label in available for label in _named(entry.headline)):
            return entry
    return guide[LAST_RESORT]


@cache
def _named(headline: str) -> tuple[str, ...]:
    """List the facts that a headline names; the guide's own headlines only, so the cache stays small."""
    return tuple(name for _, name, _, _ in Formatter().parse(headline) if name)
