"""Which described event an event is. A drill, whose source is `hinomi.drill`, is told by its other fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.custom import fields
from hinomi.routing.patterns import Patterns
from hinomi.sources.reading import is_drill

if TYPE_CHECKING:
    from hinomi.custom.settings import CustomEvent, EventMatch

SOURCE = "source"
_ABSENT = ("",)


class Conditions:
    """A compiled match."""

    def __init__(self, match: EventMatch) -> None:
        self._patterns = {path: Patterns(path, listed(patterns)) for path, patterns in match.items()}

    def fit(self, body: dict[str, Any]) -> bool:
        """Tell whether every field that is asked for has a value that fits, as EventBridge judges it."""
        asked = self._patterns
        if is_drill(body):
            asked = {path: one for path, one in asked.items() if path != SOURCE}
        return bool(asked) and all(_fits(one, fields.values(body, path)) for path, one in asked.items())


def listed(patterns: str | list[str]) -> list[str]:
    """List the patterns of a field."""
    return [patterns] if isinstance(patterns, str) else patterns


def end_of(described: CustomEvent) -> EventMatch | None:
    """Say what an event that tells of the end must be like: as `match`, but for what `resolved` says."""
    return {**described.match, **described.resolved} if described.resolved else None


def _fits(patterns: Patterns, found: tuple[str, ...]) -> bool:
    return any(patterns.fit((value,)) for value in found or _ABSENT)
