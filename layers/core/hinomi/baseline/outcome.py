"""Outcomes: what became of one control at one place. Nothing is called a success over a failure."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from hinomi.baseline.control import Note
from hinomi.baseline.strength import Value

if TYPE_CHECKING:
    from hinomi.baseline.journal import Place


class Outcome(StrEnum):
    """What became of a setting."""

    COMPLIANT = "compliant"
    """As strong as wanted, or stronger."""
    CHANGED = "changed"
    """Was weaker, was written, and read again as written."""
    PENDING = "pending"
    """Was written; AWS shows it later, the next round looks again."""
    WOULD_CHANGE = "would_change"
    """Is weaker, and would be written if the round were allowed to."""
    DRIFT = "drift"
    """Differs and is left alone: a person's own choice, or something stands in the way."""
    MANUAL = "manual"
    """Is weaker, and only a person can mend it."""
    EXEMPT = "exempt"
    """Differs, and an exception says that it may."""
    MANAGED_BY_ORG = "managed_by_org"
    """Somebody else decides: an organisation's policy, an administrator account, an AWS service."""
    UNSUPPORTED_REGION = "unsupported_region"
    """The service is not in this Region, or not for this account."""
    ACCESS_DENIED = "access_denied"
    """AWS did not let us look, or write."""
    FAILED = "failed"
    """Anything else: the error, or a write that AWS does not show."""


BAD = frozenset({Outcome.FAILED, Outcome.ACCESS_DENIED})
"""What makes a run unsuccessful."""

NOT_AS_WRITTEN = "not as written"
"""The error of a write that AWS does not show."""
NO_ANSWER = "no answer"
"""The error of what a worker began and never told of."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one control at one place.

    `before` is None where it could not be read, `after` where nothing was written or read again. `desired` is what was
    wanted here: the join of what is there with the baseline. `error` names operation and code, never parameters.
    """

    control: str
    region: str
    outcome: Outcome
    resource: str = ""
    before: dict[str, Value] | None = None
    desired: dict[str, Value] | None = None
    after: dict[str, Value] | None = None
    notes: tuple[Note, ...] = ()
    error: str = ""

    @property
    def place(self) -> Place:
        """Control, Region and resource."""
        return self.control, self.region, self.resource
