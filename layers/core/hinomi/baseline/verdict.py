"""The verdict on one setting, from what AWS says and what the operator has decided; no call is made for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Note
from hinomi.baseline.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.charge import Charge
    from hinomi.baseline.control import Actual

Verdict = tuple[Outcome, tuple[Note, ...]]


def verdict(charge: Charge, actual: Actual, region: str, *, held: bool) -> Verdict:
    """Say what is to become of a setting. `WOULD_CHANGE` is what the round may go on to change; the rest is final."""
    return next(_verdicts(charge, actual, region, held=held))


def _verdicts(charge: Charge, actual: Actual, region: str, *, held: bool) -> Iterator[Verdict]:
    """Yield what applies, the weightiest first."""
    control = charge.control
    if actual.managed_by is not None:
        yield Outcome.MANAGED_BY_ORG, (Note("managed_by", {"manager": actual.managed_by.value}),)
    if control.order.reaches(actual.state, charge.desired):
        yield Outcome.COMPLIANT, ()
    if exemption := charge.exemption(region, actual.resource):
        said = {"owner": exemption.owner, "reason": exemption.reason, "until": exemption.until.isoformat()}
        yield Outcome.EXEMPT, (Note("exempt", said),)
    if control.order.reaches(actual.state, control.order.join(actual.state, charge.desired)):
        yield Outcome.DRIFT, (Note("kept"),)
    if control.write is None:
        yield Outcome.MANUAL, ()
    if held:
        yield Outcome.DRIFT, (Note("held"),)
    yield Outcome.WOULD_CHANGE, ()
