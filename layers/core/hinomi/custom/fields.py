"""Fields of an event by their dotted path, as EventBridge finds them: through lists, of which any member counts.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hinomi.sources.reading import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENVELOPE: Final = ("source", "detail-type", "detail", "account", "region", "resources", "time", "id", "version")
"""What an event has: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html."""

_MOST = 1000
"""So many values of one path are looked at."""


def values(body: dict[str, Any], path: str) -> tuple[str, ...]:
    """Return the texts, numbers and truth values at the path as texts, each once, without the empty ones."""
    return tuple(dict.fromkeys(said for said in map(word, leaves(body, path)) if said))


def leaves(body: dict[str, Any], path: str) -> list[object]:
    """Return what stands at the path as it is written, `null` too; an object or an empty list holds nothing there."""
    places: list[object] = [body]
    for step in path.split("."):
        places = [place[step] for place in opened(places) if isinstance(place, dict) and step in place]
    return [place for place in opened(places) if not isinstance(place, dict)]


def opened(places: Iterable[object]) -> Iterator[object]:
    """Open lists, and lists in lists, up to a number of members."""
    waiting = list(places)[::-1]
    seen = 0
    while waiting and seen < _MOST:
        seen += 1
        place = waiting.pop()
        if isinstance(place, list):
            waiting.extend(place[:_MOST][::-1])
        else:
            yield place


def word(value: object) -> str:
    """Return a text, a number or a truth value as text, anything else as an empty one."""
    return str(value).lower() if isinstance(value, bool) else text(value)
