"""A sweep: the walks of one run through several Regions at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

import msgspec

from hinomi.baseline.journal import begun
from hinomi.baseline.outcome import Outcome, Result
from hinomi.baseline.walk import walk
from hinomi_cli.baseline.progress import progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hinomi.baseline.charge import Charge
    from hinomi.baseline.engine import Round
    from hinomi_cli.baseline.choice import Tasks

    Tell = Callable[[tuple[Result, ...]], None]

AT_ONCE: Final = 5
"""So many Regions at a time: more would wait for AWS's rate limits, which some services share between Regions."""
PAUSES: Final = [2.0, 10.0, 30.0]
"""Seconds to wait where AWS throttles even after the SDK's own tries."""


def sweep(tasks: Tasks, round_in: Callable[[str], Round], tell: Tell) -> None:
    """Settle the tasks. `tell` hears the results of each control, one control at a time.

    Whatever ends it early (a person's Ctrl-C, too) lets the controls at hand finish, begins no other, and comes out.
    """
    stop, turn = Event(), Lock()

    def told(results: tuple[Result, ...]) -> None:
        with turn:
            advance(results[0].region if results else "")
            tell(results)

    with progress(sum(map(len, tasks.values()))) as advance, ThreadPoolExecutor(AT_ONCE) as pool:
        walks = [pool.submit(_walk, round_in(region), charges, told, stop) for region, charges in tasks.items()]
        try:
            for one in walks:
                one.result()
        except BaseException:
            stop.set()
            pool.shutdown(cancel_futures=True)
            raise


def _walk(one: Round, charges: tuple[Charge, ...], tell: Tell, stop: Event) -> None:
    """Walk a Region; where AWS throttles, wait and go on, and in the end say so."""
    why = ""
    for pause in (*PAUSES, 0.0):
        leg = walk(one, charges, may_go_on=lambda: not stop.is_set(), tell=tell)
        charges, why = tuple(charge for charge in charges if charge.control.id in leg.remaining), leg.why
        if not charges or stop.wait(pause):
            return
        one = msgspec.structs.replace(one, begun=begun(one.journal, one.run))
    for result in _throttled(one, charges, why):
        tell((result,))


def _throttled(one: Round, charges: tuple[Charge, ...], why: str) -> Iterator[Result]:
    for charge in charges:
        yield Result(control=charge.control.id, region=one.scene.region, outcome=Outcome.FAILED, error=why)
