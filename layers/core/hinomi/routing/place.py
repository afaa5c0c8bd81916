"""Places in hinomi.yaml, named as a JSON path names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

Flaws = Iterator[tuple[str, str]]
"""Problems as (path, what is wrong and what would be right)."""

_SIMPLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def at(path: str, *steps: str | int) -> str:
    """Go from a place down by keys and by numbers in lists: `$.routes.routes[0].match['tag.Team']`."""
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += f".{step}" if _SIMPLE.fullmatch(step) else f"[{step!r}]"
    return path
