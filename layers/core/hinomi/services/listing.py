"""Lists: those that AWS gives, and those of names, short enough for one line of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE = 1000
"""What one page of EC2 holds at most; a list that may be long and is asked for without it is throttled or times out.

https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-pagination.html
"""
_MOST = 5


def few(names: Iterable[str]) -> str:
    """Name the first five, in order, and say how many there are in all where that is more."""
    listed = sorted(set(names))
    rest = f", … ({len(listed)})" if len(listed) > _MOST else ""
    return ", ".join(listed[:_MOST]) + rest
