"""Sample events, spoilt: what a bug may send, or whoever writes a part of an event may put there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

HUGE = 20_000
_DEEP = 150
_STRANGE = (
    *("", " ", "\x00", "\ud800", "\udfff\ud800", "\ufeff\u202e\u2066", "é" * 40, "\r\nBcc: x", "-", "null", "None"),
    *("NaN", "1e999", "0x10", "true", "FALSE", "arn:aws:", "arn:aws:s3:::", "2026-02-30T25:61:61Z", "0001-01-01"),
    *("9999-12-31T23:59:59.999999999Z", "Fri, 99 Foo 20x6 00:00:00 GMT", "{{x}}", "{resource}", "%s", "🔥" * 99),
)
_NUMBERS = (0, -1, 2**31, 2**63, 2**70, 10**400, 0.1, -0.0, 1e308, float("nan"), float("inf"))
_FILLINGS = ("x", "火", "\x00", " ", "<", "|", "&", "\n")

Place = tuple[Any, Any]


def spoil(event: Any, others: Sequence[Any], random: Random) -> Any:
    """Change an event in one to five places, in place; `others` are events of which a part may come in."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 5))):
        places = _places(event)
        if not places:
            break
        holder, key = random.choice(places)
        random.choice(_WAYS)(holder, key, others, random)
    return event


def written(event: Any) -> str:
    """Write an event as JSON text as a service would: lone surrogates as escapes, numbers as they are."""
    return json.dumps(event)


def _places(value: Any) -> list[Place]:
    """List every place of a JSON value, as what holds it and its key there."""
    found: list[Place] = []
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        members = holder.items() if isinstance(holder, dict) else enumerate(holder) if isinstance(holder, list) else ()
        for key, one in members:
            found.append((holder, key))
            if isinstance(one, dict | list):
                waiting.append(one)
    return found


def _swap_type(holder: Any, key: Any, _others: Sequence[Any], random: Random) -> None:
    """Put a value of another type there."""
    strange: Sequence[Any] = (None, True, False, [], {}, [[]], [None], {"": None}, "text", *_NUMBERS)
    holder[key] = random.choice(strange)


def _drop(holder: Any, key: Any, _others: Sequence[Any], _random: Random) -> None:
    del holder[key]


def _nest(holder: Any, key: Any, _others: Sequence[Any], random: Random) -> None:
    """Wrap the value, once or more deeply than anybody would."""
    value = holder[key]
    name = str(key)
    for _ in range(random.choice((1, 1, 2, 7, _DEEP))):
        value = [value] if random.random() < 0.5 else {name: value}
    holder[key] = value


def _blow_up(holder: Any, key: Any, _others: Sequence[Any], random: Random) -> None:
    """Make the value huge: a text, a list or an object."""
    value = holder[key]
    size = random.choice((300, 2_000, HUGE))
    if isinstance(value, list):
        holder[key] = (value or ["x"]) * max(1, size // len(written(value)))
    elif isinstance(value, dict):
        holder[key] = value | {f"{number}": number for number in range(size // 20)}
    else:
        holder[key] = (f"{value}"[:size] + random.choice(_FILLINGS) * size)[:size]


def _make_strange(holder: Any, key: Any, _others: Sequence[Any], random: Random) -> None:
    """Put a strange text there, alone or behind what there is."""
    strange = random.choice(_STRANGE)
    holder[key] = f"{holder[key]}{strange}" if random.random() < 0.5 else strange


def _write_as_text(holder: Any, key: Any, _others: Sequence[Any], _random: Random) -> None:
    holder[key] = json.dumps(holder[key]) if isinstance(holder[key], dict | list) else str(holder[key])


def _bring_in(holder: Any, key: Any, others: Sequence[Any], random: Random) -> None:
    """Put a part of another event there, from a place of the same name if there is one."""
    places = _places(random.choice(others))
    same = [place for place in places if place[1] == key]
    other, name = random.choice(same or places)
    holder[key] = json.loads(json.dumps(other[name]))


def _rename(holder: Any, key: Any, _others: Sequence[Any], random: Random) -> None:
    """Call a member of an object otherwise."""
    if isinstance(holder, dict):
        holder[random.choice((str(key).lower(), str(key).upper(), f"{key}s", "", "\ud800"))] = holder.pop(key)


_WAYS: Sequence[Callable[[Any, Any, Sequence[Any], Random], None]] = (
    _swap_type,
    _swap_type,
    _drop,
    _drop,
    _nest,
    _blow_up,
    _make_strange,
    _make_strange,
    _write_as_text,
    _bring_in,
    _bring_in,
    _rename,
)
