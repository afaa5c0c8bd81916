"""The engine: read → compare → plan → pre-flight → write → read again, for one control in one Region.

One failure stops nothing: whatever goes wrong becomes the outcome of the place where it went wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec

from hinomi.baseline.aws import AwsError
from hinomi.baseline.control import Mode, Note
from hinomi.baseline.failure import failed
from hinomi.baseline.journal import Entry, Journal, Place, Step
from hinomi.baseline.outcome import NOT_AS_WRITTEN, Outcome, Result
from hinomi.baseline.scene import Scene
from hinomi.baseline.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.charge import Charge
    from hinomi.baseline.control import Actual, Control, Write
    from hinomi.baseline.strength import State, Value


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One run over one Region. `clock` gives milliseconds since 1970; `held` are places to leave alone.

    `rehearses` says whether EC2 is asked if the rights for a change suffice: not where they are known to be missing.
    `begun` are the writes of this very run that an earlier worker began, by place: a crash may have left them untold.
    """

    run: str
    scene: Scene
    journal: Journal
    clock: Callable[[], int]
    rehearses: bool = True
    held: frozenset[Place] = frozenset()
    begun: Mapping[Place, Entry] = {}

    def settle(self, charge: Charge) -> tuple[Result, ...]:
        """Bring one control in this Region to what is wanted, as far as the charge allows, and say what became of it.

        Raises `RetryError` when AWS throttles even after the SDK's own tries: the control may be settled again.
        """
        control = charge.control
        try:
            actuals = self._read(charge)
        except Exception as error:  # noqa: BLE001 - the loop that isolates controls: it becomes an outcome
            return (failed(Result(control=control.id, region=self.scene.region, outcome=Outcome.FAILED), error),)
        return tuple(self._isolated(charge, actual) for actual in actuals)

    def _read(self, charge: Charge) -> tuple[Actual, ...]:
        """Read the setting, anew if it may be written: it may have been strengthened since it was read for another."""
        actuals = tuple(charge.control.read(self.scene))
        region = self.scene.region
        weaker = any(verdict(charge, one, region, held=False)[0] is Outcome.WOULD_CHANGE for one in actuals)
        if not weaker or charge.mode is not Mode.ENFORCE:
            return actuals
        self.scene.aws.forget()
        return tuple(charge.control.read(self.scene))

    def _isolated(self, charge: Charge, actual: Actual) -> Result:
        result = Result(
            control=charge.control.id,
            region=self.scene.region,
            resource=actual.resource,
            outcome=Outcome.FAILED,
            before=dict(actual.state),
            desired=charge.control.order.join(actual.state, charge.desired),
            notes=actual.notes,
        )
        try:
            return self._settle(charge, actual, result)
        except Exception as error:  # noqa: BLE001 - likewise
            return failed(result, error)

    def _settle(self, charge: Charge, actual: Actual, result: Result) -> Result:
        place = result.place
        outcome, notes = verdict(charge, actual, result.region, held=place in self.held)
        if outcome is Outcome.COMPLIANT and place in self.begun:
            return self._changed_before(self.begun[place], result)
        if outcome is not Outcome.WOULD_CHANGE:
            return _with(result, outcome, *notes)
        control = charge.control
        if obstacles := self._obstacles(control, actual, result.desired or {}):
            return _with(result, Outcome.DRIFT, *obstacles)
        if charge.mode is not Mode.ENFORCE:
            return _with(result, Outcome.WOULD_CHANGE, *self._rights(control, actual, result.desired or {}))
        if forbidden := self._forbidden(charge, place):
            return _with(result, Outcome.DRIFT, forbidden)
        return self._change(control, actual, result)

    def _forbidden(self, charge: Charge, place: Place) -> Note | None:
        """Say why nobody may write here now; a person may have taken it back while this walk was under way."""
        if not charge.may_change(self.scene.region):
            return Note("unapproved")
        return Note("held") if place in self.journal.holds() else None

    def _obstacles(self, control: Control, actual: Actual, target: State) -> tuple[Note, ...]:
        """Name what a write would break, else what it lacks."""
        broken = tuple(control.preflight(self.scene, actual)) if control.preflight else ()
        return broken or (tuple(control.lacks(target)) if control.lacks else ())

    def _change(self, control: Control, actual: Actual, result: Result) -> Result:
        """Write, and believe only what AWS shows afterwards."""
        target = result.desired or {}
        entry = self.journal.begin(
            Entry(
                run=self.run,
                control=control.id,
                region=result.region,
                resource=actual.resource,
                before=dict(actual.state),
                target=target,
                context=actual.context,
                at=self.clock(),
            )
        )
        result = msgspec.structs.replace(result, before=entry.before)
        try:
            _writer(control)(self.scene, actual, target)
        except Exception as error:  # noqa: BLE001 - likewise
            return self._broken_off(control, failed(result, error))
        after = self._again(control, actual.resource)
        self.journal.advance(msgspec.structs.replace(entry, step=Step.DONE, after=after))
        result = msgspec.structs.replace(result, after=after)
        if after is not None and control.order.reaches(after, target):
            return _with(result, Outcome.CHANGED)
        if control.slow:
            return _with(result, Outcome.PENDING)
        return msgspec.structs.replace(result, error=NOT_AS_WRITTEN)

    def _broken_off(self, control: Control, result: Result) -> Result:
        """Tell of a write that failed what it has changed all the same; its entry stays as after a crash."""
        try:
            after = self._again(control, result.resource)
        except AwsError:
            return result
        return msgspec.structs.replace(result, after=after) if after != result.before else result

    def _changed_before(self, begun: Entry, result: Result) -> Result:
        """Tell of a change of this very run that a crash left untold."""
        after = result.before
        if begun.step is Step.BEGUN:
            self.journal.advance(msgspec.structs.replace(begun, step=Step.DONE, after=after))
        return _with(msgspec.structs.replace(result, before=begun.before, after=after), Outcome.CHANGED)

    def _again(self, control: Control, resource: str) -> dict[str, Value] | None:
        found = next((one for one in control.read(self.scene) if one.resource == resource), None)
        return dict(found.state) if found is not None else None

    def _rights(self, control: Control, actual: Actual, target: State) -> Iterator[Note]:
        """Where EC2 can be asked, say whether the rights for the change suffice."""
        if not control.rehearsable or not self.rehearses:
            return
        try:
            _writer(control)(msgspec.structs.replace(self.scene, rehearsal=True), actual, target)
        except AwsError as error:
            known = {"DryRunOperation": "rights_suffice", "UnauthorizedOperation": "rights_missing"}
            if error.code in known:
                yield Note(known[error.code])


def _writer(control: Control) -> Write:
    assert control.write is not None, control.id  # noqa: S101 - the verdict on a control without it is MANUAL
    return control.write


def _with(result: Result, outcome: Outcome, *notes: Note) -> Result:
    return msgspec.structs.replace(result, outcome=outcome, notes=(*result.notes, *notes))
