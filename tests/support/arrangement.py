"""An arrangement: how a test brings the account in memory into any state of one control."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from support.account.fake import HOME

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from hinomi.baseline.strength import State
    from support.account.fake import FakeAccount


@dataclass(frozen=True)
class Arrangement:
    """How to plant a state in a Region of a fresh account, so that the control reads exactly that one resource.

    `states` are the states that AWS can have and `wanted` those that an operator can ask for, where those are fewer
    than the control's order allows. `unseen` are declared IAM actions that no request shows, each with its reason.
    `region` is where the control looks.
    """

    plant: Callable[[FakeAccount, str, State], None]
    states: SearchStrategy[dict[str, Any]] | None = None
    wanted: SearchStrategy[dict[str, Any]] | None = None
    unseen: dict[str, str] = field(default_factory=dict)
    region: str = HOME
