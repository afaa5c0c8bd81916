"""Keys of items: any name makes one, however long."""

from __future__ import annotations

from hashlib import blake2b

_MOST_BYTES = 1024
"""A sort key holds at most so many bytes, a partition key twice as many.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
"""


def key(kind: str, name: str) -> str:
    """Return `<kind>#<name>`; a name that is too long for a key is told apart by its digest."""
    whole = f"{kind}#{name}"
    return (
        whole if len(whole.encode()) <= _MOST_BYTES else f"{kind}#{blake2b(name.encode(), digest_size=32).hexdigest()}"
    )
