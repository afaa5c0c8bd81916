"""Salvage what another version wrote of news or of what stands: what can be read of it is told.

A row that nobody can read would hold up its group for ever, or vanish unseen. So every field that reads well is kept,
and the others are as if they were absent; what is left of a body that is no JSON at all is that there was one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.model import Alert, Branch, Decision, Reason, Severity
from hinomi.routing.groups import News, Standing
from hinomi.routing.wire import WRITTEN_ALERT, read_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.model import Fact


def salvage_news(body: bytes, group: str, row: str) -> News:
    """Make news of what can be read of a body in a group; `row` is its id."""
    raw = _mapping(body)
    known = {"decision": Decision(notify=True, reason=Reason.FIRST_SEEN), "at": 0, **_readable(News, raw)}
    return News(**{"branch": _nowhere(group), **known, "alert": _alert(raw, row), "id": row})


def salvage_standing(body: bytes, group: str, row: str) -> Standing:
    """Make a standing alert of what can be read of a body in a group; `row` names it."""
    raw = _mapping(body)
    known = {"told": 0, **_readable(Standing, raw)}
    return Standing(**{"branch": _nowhere(group), **known, "alert": _alert(raw, row)})


def _alert(raw: dict[str, Any], row: str) -> Alert:
    """Make the alert; it is MEDIUM where nobody can tell, as an event of an unknown kind is."""
    of_alert = raw.get("alert")
    known = _readable(WRITTEN_ALERT, of_alert if isinstance(of_alert, dict) else {})
    unknown = {"source": "unrecognized", "type": "", "severity": Severity.MEDIUM, "version": 0}
    told = {"fingerprint": row, "title": row, "guide": ("unrecognized",)}
    return Alert(**{**unknown, **told, **known, "facts": tuple(_facts(known.get("facts", ())))})


def _facts(written: tuple[tuple[str, str, Any], ...]) -> Iterator[Fact]:
    for fact in written:
        try:
            yield read_fact(*fact)
        except msgspec.ValidationError:
            continue


def _nowhere(group: str) -> Branch:
    """Return the branch of what has lost its own: the root's receiver is told."""
    return Branch(route="root", receiver="", group=group)


def _readable(kind: type[msgspec.Struct], raw: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that read well, but for the alert within, which is read by itself."""
    found = {}
    for field in msgspec.structs.fields(kind):
        if field.name in raw and field.name != "alert":
            try:
                found[field.name] = msgspec.convert(raw[field.name], field.type)
            except msgspec.ValidationError:
                continue
    return found


def _mapping(body: bytes) -> dict[str, Any]:
    try:
        return msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
