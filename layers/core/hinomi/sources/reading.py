"""Reading untrusted JSON: total functions, which answer "absent" (`""`, `None`, `()`, `{}`) and never raise.

Each takes the value to look in and a path of keys (`str`) and positions in a list (`int`).
"""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any

from hinomi.sources.worded_moments import in_iso

# Text that DynamoDB can hold as a key of 2,048 bytes, with room for a prefix.
_LONGEST_FINGERPRINT = 1024
_INT64 = 2**63
# Numbers from here on are milliseconds since 1970 (as seconds they would lie after the year 5138).
_FIRST_MILLISECONDS = 100_000_000_000
_SHORTEST_MASKED_KEY = 12
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
_ACCESS_KEY = re.compile(r"(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA)[A-Z0-9]{8,}")
# `Password`, `SecretString`, `sessionToken`, `commandLineExample`, ...
SECRETIVE = re.compile(r"passw|secret|token|credential|private_?key|c(?:omman|m)d_?line", re.IGNORECASE)
"""Finds names of fields whose value must not be told."""
DRILL = "hinomi.drill"


def find(value: object, *path: str | int) -> Any:  # noqa: ANN401 - untrusted JSON is of any type until a reader below judges it
    """Return what lies at the path, or None."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def text(value: object, *path: str | int) -> str:
    """Return the text or the number at the path as text, without space around it; lone surrogates become `?`."""
    # One step into an object is what most calls are: they are not worth another call.
    found = value.get(path[0]) if len(path) == 1 and isinstance(value, dict) else find(value, *path)
    if isinstance(found, str):
        return (found if found.isascii() else found.encode("utf-8", "replace").decode()).strip()
    if isinstance(found, int | float) and not isinstance(found, bool):
        exact, finite = integer(found), number(found)
        return str(exact) if exact is not None else "" if finite is None else repr(finite)
    return ""


def texts(value: object, *path: str | int) -> tuple[str, ...]:
    """Return the texts of the list at the path, in order, each once, without the empty ones."""
    return tuple(dict.fromkeys(word for word in map(text, items(value, *path)) if word))


def number(value: object, *path: str | int) -> float | None:
    """Return the finite number at the path; a number written as text counts."""
    found = find(value, *path)
    if isinstance(found, bool) or not isinstance(found, int | float | str):
        return None
    try:
        result = float(found)
    except (ValueError, OverflowError):
        return None
    return result if math.isfinite(result) else None


def integer(value: object, *path: str | int) -> int | None:
    """Return the whole number at the path if it has no fraction and fits into 64 bits."""
    found = number(value, *path)
    if found is None or not found.is_integer() or abs(found) >= _INT64:
        return None
    exact = find(value, *path)
    return exact if isinstance(exact, int) else int(found)


def flag(value: object, *path: str | int) -> bool | None:
    """Return the truth value at the path; the words `true` and `false` count."""
    found = find(value, *path)
    if isinstance(found, str):
        return {"true": True, "false": False}.get(found.strip().lower())
    return found if isinstance(found, bool) else None


def mapping(value: object, *path: str | int) -> dict[str, Any]:
    """Return the JSON object at the path, or an empty one."""
    found = find(value, *path)
    return found if isinstance(found, dict) else {}


def items(value: object, *path: str | int) -> tuple[Any, ...]:
    """Return the members of the list at the path, or none."""
    found = find(value, *path)
    return tuple(found) if isinstance(found, list) else ()


def mappings(value: object, *path: str | int) -> tuple[dict[str, Any], ...]:
    """Return those members of the list at the path that are JSON objects."""
    return tuple(item for item in items(value, *path) if isinstance(item, dict))


def every(value: object, *path: str | int) -> tuple[str, ...]:
    """Return the texts at the path, each once; the step `*` stands for every member of a list."""
    *stars, last = _between_stars(path)
    places = [value]
    for steps in stars:
        places = [item for place in places for item in items(place, *steps)]
    return tuple(dict.fromkeys(word for place in places if (word := text(place, *last))))


@cache
def _between_stars(path: tuple[str | int, ...]) -> tuple[tuple[str | int, ...], ...]:
    """Cut a path at its stars; the paths are those that the sources write, so there are few."""
    if "*" not in path:
        return (path,)
    star = path.index("*")
    return (path[:star], *_between_stars(path[star + 1 :]))


def tags(value: object, *path: str | int) -> dict[str, str]:
    """Return the tags at the path: an object, or a list of `key` (or `name`) and `value`."""
    pairs = [(text(tag, "key") or text(tag, "name"), text(tag, "value")) for tag in mappings(value, *path)]
    pairs += [(text(key), text(tag)) for key, tag in mapping(value, *path).items()]
    return {key: tag for key, tag in pairs if key}


def moment(value: object, *path: str | int) -> datetime | None:
    """Return the time at the path in UTC, from ISO 8601 text, seconds or milliseconds since 1970, or AWS's words."""
    found = find(value, *path)
    epoch = None if isinstance(found, str) and _is_iso(found) else number(found)
    try:
        if epoch is not None:
            return datetime.fromtimestamp(epoch / 1000 if abs(epoch) >= _FIRST_MILLISECONDS else epoch, UTC)
        said = text(found)
        when = datetime.fromisoformat(said if said[:1].isdigit() else in_iso(said))
        if when.tzinfo is UTC:
            return when
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _is_iso(found: str) -> bool:
    """Tell ISO 8601 text (`2026-01-31...`, `20260131`) from a number that is written as text."""
    return found[4:5] == "-" or len(found.strip()) <= len("20260131")


def milliseconds(*moments: datetime | None) -> int:
    """Return the first of the moments that is known, in milliseconds since 1970, or 0."""
    return next((int(when.timestamp() * 1000) for when in moments if when), 0)


def is_from(body: dict[str, Any], service: str, *detail_types: str) -> bool:
    """Tell whether EventBridge brought this event of the service, or a drill of it; case is of no account.

    Only AWS can write `aws.*` into `source`. Copies without any source are in use as samples and count.
    """
    return text(body, "source").lower() in {service, DRILL, ""} and text(body, "detail-type").lower() in detail_types


def is_drill(body: dict[str, Any]) -> bool:
    """Tell whether the operator sent this event to try the path that alerts take."""
    return text(body, "source").lower() == DRILL


def mask_key(key: str) -> str:
    """Return an access key id of which only its kind and its end can be read: `AKIA****MPLE`."""
    if not key:
        return ""
    return f"{key[:4]}****{key[-4:]}" if len(key) >= _SHORTEST_MASKED_KEY else "****"


def mask_keys(sentence: str) -> str:
    """Mask every access key id within a text."""
    if "IA" not in sentence:  # in every kind of key id, in few texts, and far sooner told than the pattern
        return sentence
    return _ACCESS_KEY.sub(lambda match: mask_key(match[0]), sentence)


def fingerprint(*parts: str) -> str:
    """Join the parts so that different parts never give the same fingerprint, in at most 1,024 bytes."""
    joined = "|".join(part.replace("%", "%25").replace("|", "%7C") for part in parts)
    if len(joined.encode()) <= _LONGEST_FINGERPRINT:
        return joined
    return f"{joined[:64]}|{sha256(joined.encode()).hexdigest()}"


def some_of(values: tuple[str, ...], most: int = 3) -> str:
    """List the first few values in one line, with the number of those left out: `a, b, c (+4)`."""
    rest = len(values) - most
    return ", ".join(values[:most]) + (f" (+{rest})" if rest > 0 else "")
