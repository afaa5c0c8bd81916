"""News and standing alerts as JSON, and back: the value of a fact goes with the name of its kind.

`Alert` itself cannot be read from JSON: nothing in `"2026-11-20"` says whether a fact is a text or a time.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.model import Alert, Domain, Fact, Money, Percent, Term
from hinomi.routing.groups import News, Standing

if TYPE_CHECKING:
    from hinomi.model import Value

_KINDS: dict[str, Any] = {kind.__name__: kind for kind in (str, int, datetime, Money, Percent, Term, Domain)}
_WrittenFact = tuple[str, str, Any]


def _written(kind: type[msgspec.Struct], **types: object) -> type[msgspec.Struct]:
    """Make the type of what is written of a struct: the same, but for the fields that are named."""
    fields = [
        (field.name, types.get(field.name, field.type), msgspec.field(default=field.default))
        if field.default_factory is msgspec.NODEFAULT
        else (field.name, types.get(field.name, field.type), msgspec.field(default_factory=field.default_factory))
        for field in msgspec.structs.fields(kind)
    ]
    return msgspec.defstruct(kind.__name__, fields, frozen=True, kw_only=True)


WRITTEN_ALERT = _written(Alert, facts=tuple[_WrittenFact, ...])
_DECODERS = {kind: msgspec.json.Decoder(_written(kind, alert=WRITTEN_ALERT)) for kind in (News, Standing)}


def encode(kept: News | Standing) -> bytes:
    """Write news or a standing alert."""
    facts = [(fact.label, type(fact.value).__name__, fact.value) for fact in kept.alert.facts]
    alert = {**msgspec.structs.asdict(kept.alert), "facts": facts}
    return msgspec.json.encode({**msgspec.structs.asdict(kept), "alert": alert})


def decode_news(body: bytes) -> News:
    """Read news; raise `msgspec.DecodeError` where the body is none."""
    return News(**_decoded(body, News))


def decode_standing(body: bytes) -> Standing:
    """Read a standing alert; raise `msgspec.DecodeError` where the body is none."""
    return Standing(**_decoded(body, Standing))


def read_fact(label: str, kind: str, value: Any) -> Fact:  # noqa: ANN401 - any JSON value
    """Read a fact; raise `msgspec.ValidationError` where its value is not of the kind that it says, or of no kind."""
    if kind not in _KINDS:
        raise msgspec.ValidationError(f"a fact of an unknown kind: {label}")
    read: Value = msgspec.convert(value, _KINDS[kind])
    return Fact(label, read)


def _decoded(body: bytes, kind: type[News | Standing]) -> dict[str, Any]:
    written = msgspec.structs.asdict(_DECODERS[kind].decode(body))
    fields = msgspec.structs.asdict(written["alert"])
    facts = tuple(read_fact(*fact) for fact in fields["facts"])
    return {**written, "alert": Alert(**{**fields, "facts": facts})}
