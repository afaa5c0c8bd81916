"""What we make carries a tag, so that nobody takes it for a person's, and we never a person's for ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TAG = {"Key": "hinomi:managed-by", "Value": "baseline"}
"""The tag, as most services write one."""
TAGS = {TAG["Key"]: TAG["Value"]}
"""The same, as services write it whose tags are a map."""


def ours(tags: Iterable[Mapping[str, str]] | Mapping[str, str] | None) -> bool:
    """Tell whether the tags are those of something that we made."""
    if isinstance(tags, Mapping):
        return tags.items() >= TAGS.items()
    return TAG in (tags or ())
