"""Layout: what every channel does alike: the line that comes first, and what gives way when a message is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi.briefing import Line, Section
from hinomi.text import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hinomi.briefing import Briefing


class Room(msgspec.Struct, frozen=True):
    """How much of a briefing is told, in code points: of the quote, of each value, of each other text; and how many.

    `items` are those of each section of a report; `item` is how long each may be.
    """

    quote: int
    value: int = 1000
    lines: int = 40
    prose: int = 2000
    steps: int = 20
    items: int = 200
    item: int = 1000


# The first is what a person reads at all. Then AWS's own sentence gives way, then the details, long ones before short
# ones; the headline, the reason, the steps and the link stay. Of a report the items give way, those of the first
# section last, and the headings stay. The last fits every channel, whatever is in it.
ROOMS = (
    Room(2000),
    Room(600, items=60),
    Room(0, items=30, item=600),
    Room(0, value=200, items=15, item=400),
    Room(0, value=200, lines=12, items=8, item=300),
    Room(0, value=100, lines=8, items=4, item=300),
    Room(0, value=100, lines=4, items=2, item=200),
    Room(0, value=200, lines=0, prose=400, steps=8, items=1, item=150),
    Room(0, value=200, lines=0, prose=120, steps=5, items=0, item=150),
    Room(0, value=100, lines=0, prose=40, steps=3, items=0, item=100),
)
LONGEST_COMMAND = 300
"""A longer command is left out: half a command is worse than none."""

_FIRST_ITEMS = 3
"""So many items of the first section, the most urgent one, are told in any room."""


def title(briefing: Briefing) -> str:
    """Say severity, status and headline on one line: `[重大][解決] ...`."""
    status = f"[{briefing.status}]" if briefing.status else ""
    return f"[{briefing.severity_label}]{status} {briefing.headline}"


def footer(briefing: Briefing) -> Iterator[str]:
    """Say on a line each why the reader is told, what to refer to, how it came and how to stop it, as far as known."""
    if briefing.because:
        yield briefing.because
    if briefing.reference:
        yield f"{briefing.labels['reference']}: {briefing.reference}"
    if briefing.route:
        yield briefing.route
    if briefing.command:
        yield f"{briefing.silence}: {briefing.command}"


def items(section: Section, briefing: Briefing) -> Iterator[str]:
    """List the items of a section, at the end how many more there are."""
    yield from section.items
    if section.more:
        hint = briefing.labels["more_items" if section.items else "left_out"]
        yield hint.replace("{count}", str(section.more))


def fit(briefing: Briefing, lay_out: Callable[[Briefing], str], fits: Callable[[str], bool]) -> str:
    """Lay the briefing out, shortened as little as makes it fit."""
    body = ""
    for room in ROOMS:
        body = lay_out(shorten(briefing, room))
        if fits(body):
            break
    return body


def shorten(briefing: Briefing, room: Room) -> Briefing:
    """Return the briefing with no more in it than there is room for, and a hint at what is missing."""
    if _is_roomy(briefing, room):
        return briefing
    return msgspec.structs.replace(
        briefing,
        severity_label=cut(briefing.severity_label, room.prose),
        status=cut(briefing.status, room.prose),
        headline=cut(briefing.headline, room.prose),
        lines=_shorten_lines(briefing, room),
        labels={key: cut(text, room.prose) for key, text in briefing.labels.items()},
        quote=_shorten_quote(briefing, room),
        why=cut(briefing.why, room.prose),
        steps=tuple(cut(step, room.prose) for step in briefing.steps[: room.steps]),
        reference=cut(briefing.reference, room.value),
        because=cut(briefing.because, room.prose),
        route=cut(briefing.route, room.value),
        silence=cut(briefing.silence, room.prose),
        command=briefing.command if len(briefing.command) <= LONGEST_COMMAND else "",
        sections=tuple(_shorten_sections(briefing, room)),
    )


def _is_roomy(briefing: Briefing, room: Room) -> bool:
    """Tell whether nothing needs to be shortened."""
    title = (briefing.severity_label, briefing.status, briefing.headline)
    prose = (*title, briefing.why, briefing.because, briefing.silence)
    return (
        len(briefing.quote) <= room.quote
        and len(briefing.lines) <= room.lines
        and len(briefing.steps) <= room.steps
        and max(len(briefing.reference), len(briefing.route)) <= room.value
        and len(briefing.command) <= LONGEST_COMMAND
        and max(map(len, prose)) <= room.prose
        and all(len(line.value) <= room.value for line in briefing.lines)
        and all(len(step) <= room.prose for step in briefing.steps)
        and all(_is_room_for(section, room) for section in briefing.sections)
    )


def _is_room_for(section: Section, room: Room) -> bool:
    few, longest = len(section.items) <= room.items, max(map(len, section.items), default=0)
    return few and longest <= room.item and len(section.heading) <= room.prose


def _shorten_lines(briefing: Briefing, room: Room) -> tuple[Line, ...]:
    """Keep the first lines, cut their values, and say how many lines are left out."""
    kept = tuple(
        Line(cut(line.label, room.value), cut(line.value, room.value)) for line in briefing.lines[: room.lines]
    )
    left_out = len(briefing.lines) - len(kept)
    if not left_out:
        return kept
    return (*kept, Line("", briefing.labels["more_lines"].replace("{count}", str(left_out))))


def _shorten_quote(briefing: Briefing, room: Room) -> str:
    """Keep the start of the quote, if any, and say that there is more."""
    if len(briefing.quote) <= room.quote or not room.quote:
        return briefing.quote[: room.quote]
    return cut(briefing.quote, room.quote) + briefing.labels["truncated"]


def _shorten_sections(briefing: Briefing, room: Room) -> Iterator[Section]:
    """Keep every heading and the first items of each section, and count how many items are left out."""
    for number, section in enumerate(briefing.sections):
        most = room.items if number else max(room.items, _FIRST_ITEMS)
        kept = tuple(cut(item, room.item) for item in section.items[:most])
        left_out = len(section.items) - len(kept)
        yield Section(cut(section.heading, room.prose), kept, section.more + left_out)
