"""What a CloudTrail record says was asked for.

Each service writes its parameters as it likes: `groupId`, `GroupId`, within a `...Request`, within `items`. So they are
looked for by name, at any depth, and the case of names is of no account.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from hinomi.sources.reading import SECRETIVE, find, flag, mask_keys, some_of, text

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_NODES = 1000
"""No request of AWS is larger; a hostile one must not cost more."""
_LONGEST_VALUE = 100
_FORMAL = frozenset({"host", "xmlns", "tag", "content", "pendingwindowindays", "accountid"})
_LONG = ("environment", "document", "policy", "definition")
"""Parts of the names of whole documents, and of what may hold secrets in fields of any name."""


def fields(request: object, *, but: tuple[str, ...] = ()) -> Iterator[tuple[str, object]]:
    """List the named values of a request, outer ones first; a list's members go by the name of the list.

    What has one of the parts of names in `but` is left out, with all that it holds.
    """
    waiting: deque[tuple[str, object]] = deque([("", request)])
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        name, value = waiting.popleft()
        if but and any(part in name.lower() for part in but):
            continue
        if isinstance(value, dict):
            waiting.extend((text(key), inner) for key, inner in value.items())
        elif isinstance(value, list):
            waiting.extend((name, inner) for inner in value[:_MOST_NODES])
        if name:
            yield name, value


def said(request: object, *names: str) -> tuple[str, ...]:
    """Return the texts and numbers that stand under any of these names, in order, each once."""
    wanted = {name.lower() for name in names}
    found = (text(value) for name, value in fields(request) if name.lower() in wanted)
    return tuple(dict.fromkeys(word for word in found if word))


def first(request: object, *names: str) -> str:
    """Return the first of what is said under these names, or an empty text."""
    return next(iter(said(request, *names)), "")


def is_off(request: object, *names: str) -> bool:
    """Tell whether any of these is set to false."""
    wanted = {name.lower() for name in names}
    return any(flag(value) is False for name, value in fields(request) if name.lower() in wanted)


def is_on(request: object, *names: str) -> bool:
    """Tell whether any of these is set to true."""
    wanted = {name.lower() for name in names}
    return any(flag(value) is True for name, value in fields(request) if name.lower() in wanted)


def listed(request: object, *path: str) -> tuple[dict[str, Any], ...]:
    """Return the objects at a path where XML became JSON: a list of them, or a single one as it is."""
    found = find(request, *path)
    return tuple(one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict))


def summary(request: object, told: tuple[str, ...] = ()) -> str:
    """Say in one line what was asked for: the first few plain values with their names, without what may be secret.

    What names a thing that has been `told` is left out, and what every request of a kind holds.
    """
    said = []
    for name, value in fields(request, but=_LONG):
        word = str(value).lower() if isinstance(value, bool) else mask_keys(text(value))
        silent = name.lower() in _FORMAL or SECRETIVE.search(name)
        if word and not silent and not any(one and one in word for one in told):
            said.append(f"{name}: {word[:_LONGEST_VALUE]}")
    return some_of(tuple(dict.fromkeys(said)), most=4)
