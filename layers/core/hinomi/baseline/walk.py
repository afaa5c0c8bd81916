"""A walk: one Region, control after control, as far as time and AWS allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi.baseline.control import Scope
from hinomi.baseline.outcome import Result
from hinomi.errors import RetryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hinomi.baseline.charge import Charge
    from hinomi.baseline.engine import Round


class Leg(msgspec.Struct, frozen=True, kw_only=True):
    """What one walk came to: the results, and the controls that another walk has to go on with, and why it stopped."""

    results: tuple[Result, ...]
    remaining: tuple[str, ...] = ()
    why: str = ""


def due(charges: Iterable[Charge], region: str, home: str) -> tuple[Charge, ...]:
    """Return the charges for a Region: what an account has once is settled in its home Region."""
    return tuple(one for one in charges if one.control.scope is Scope.REGION or region == home)


def walk(
    one: Round,
    charges: Iterable[Charge],
    *,
    may_go_on: Callable[[], bool] = lambda: True,
    tell: Callable[[tuple[Result, ...]], None] = lambda _: None,
) -> Leg:
    """Settle the charges in their order. Stops before the next one when time is up; passes by what AWS throttles.

    `tell` hears the results of each control as soon as they are there.
    """
    waiting = list(charges)
    results: list[Result] = []
    throttled: list[Charge] = []
    why = ""
    while waiting:
        if not may_go_on():
            why = "time"
            break
        charge = waiting.pop(0)
        try:
            settled = one.settle(charge)
        except RetryError as error:
            throttled.append(charge)
            why = str(error)
            continue
        tell(settled)
        results.extend(settled)
    remaining = tuple(charge.control.id for charge in (*throttled, *waiting))
    return Leg(results=tuple(results), remaining=remaining, why=why)
