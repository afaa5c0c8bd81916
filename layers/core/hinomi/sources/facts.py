"""Facts as an alert lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hinomi.model import Fact


def known(*facts: Fact) -> tuple[Fact, ...]:
    """Keep the facts whose value is known, in order; of several with one label the first."""
    found: dict[str, Fact] = {}
    for fact in facts:
        if fact.value != "":
            found.setdefault(fact.label, fact)
    return tuple(found.values())
