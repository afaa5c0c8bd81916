"""The items of groups: how news and standing alerts become items of the table and come back.

Items: `pk` = `GROUP#<group>` with `sk` = `NEWS#<id>`, `OPEN#<short id of the fingerprint>` or `SENT#<outlet>`, which
has `outlet` and `ids` (8 bytes each). `body` is JSON, compressed when that saves writing: DynamoDB counts every KB of
an item. `expires` is the TTL (seconds) of whatever does not wait to be told.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from hinomi.edge.keys import key
from hinomi.routing import wire
from hinomi.routing.groups import News, Standing, short_id
from hinomi.routing.salvage import salvage_news, salvage_standing
from hinomi.shortening import LONGEST, shortened
from hinomi.state import KEEP_DAYS

if TYPE_CHECKING:
    from collections.abc import Callable

Item = dict[str, Any]

NEWS, OPEN, SENT, META = "NEWS", "OPEN", "SENT", "META"

_PLAIN_BYTES = 1000
_MOST_BYTES = 380 * 1024
"""An item holds 400 KB with its keys.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
"""
_ID_BYTES = 8
_KeptT = TypeVar("_KeptT", News, Standing)


def place(group: str, kind: str, name: str = "") -> Item:
    """Return the key of a row of a group."""
    return {"pk": {"S": key("GROUP", group)}, "sk": {"S": key(kind, name) if name else kind}}


def write_news(group: str, news: News) -> Item:
    """Make the item of news; it has no expiry, for nothing that waits may vanish."""
    return {**place(group, NEWS, news.id), "body": _body(news)}


def write_standing(standing: Standing) -> Item:
    """Make the item of what stands, in the group of its branch."""
    where = place(standing.branch.group, OPEN, short_id(standing.alert.fingerprint))
    return {**where, "body": _body(standing), "expires": expiry(standing.told)}


def write_log(group: str, outlet: str, ids: frozenset[str], now: int) -> Item:
    """Make the item that says which news an outlet has had."""
    packed = b"".join(bytes.fromhex(one) for one in sorted(ids))
    return {**place(group, SENT, outlet), "outlet": {"S": outlet}, "ids": {"B": packed}, "expires": expiry(now)}


def decode_news(item: Item) -> News:
    """Read an item of news; of one that another version wrote, what can be read of it (see `salvage`)."""
    return _decoded(item, wire.decode_news, salvage_news)


def decode_standing(item: Item) -> Standing:
    """Read an item of what stands; of one that another version wrote, what can be read of it (see `salvage`)."""
    return _decoded(item, wire.decode_standing, salvage_standing)


def decode_log(item: Item) -> tuple[str, frozenset[str]]:
    """Read which news (ids) an outlet (name) has had."""
    packed = item["ids"]["B"]
    starts = range(0, len(packed), _ID_BYTES)
    return item["outlet"]["S"], frozenset(packed[start : start + _ID_BYTES].hex() for start in starts)


def expiry(now: int) -> Item:
    """Return the TTL of what was last touched at `now` (ms)."""
    return {"N": str(now // 1000 + KEEP_DAYS * 86400)}


def _body(kept: News | Standing) -> Item:
    """Encode; an alert with more in it than an item may hold goes without what is long, never missing."""
    body = _packed(wire.encode(kept))
    if len(next(iter(body.values()))) <= _MOST_BYTES:
        return body
    labels = {label: value[:LONGEST] for label, value in kept.branch.labels.items()}
    branch = msgspec.structs.replace(kept.branch, labels=labels)
    return _packed(wire.encode(msgspec.structs.replace(kept, alert=shortened(kept.alert), branch=branch)))


def _packed(body: bytes) -> Item:
    return {"S": body.decode()} if len(body) <= _PLAIN_BYTES else {"B": zlib.compress(body)}


def _decoded(item: Item, decode: Callable[[bytes], _KeptT], salvage: Callable[[bytes, str, str], _KeptT]) -> _KeptT:
    body = _unpacked(item)
    try:
        return decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return salvage(body, *(item[part]["S"].partition("#")[2] for part in ("pk", "sk")))


def _unpacked(item: Item) -> bytes:
    body = item.get("body", {})
    try:
        return zlib.decompress(body["B"]) if "B" in body else body.get("S", "").encode()
    except zlib.error:
        return b""
