"""A charge: what the round has been told to do about one control, out of the operator's settings and the day."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import msgspec

from hinomi.baseline.control import Control, Mode, Risk
from hinomi.baseline.settings import Baseline, Exemption, Settings
from hinomi.baseline.strength import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

_RANK = {Mode.OFF: 0, Mode.REPORT: 1, Mode.ENFORCE: 2}


class Charge(msgspec.Struct, frozen=True, kw_only=True):
    """One control with the mode, the desired state, the exceptions and the approved Regions that hold today."""

    control: Control
    mode: Mode
    desired: dict[str, Value]
    exemptions: tuple[Exemption, ...] = ()
    approved: frozenset[str] = frozenset()

    def exemption(self, region: str, resource: str) -> Exemption | None:
        """Return the exception that holds for a place, if any."""
        return next((one for one in self.exemptions if one.covers(self.control.id, region, resource)), None)

    def may_change(self, region: str) -> bool:
        """Tell whether the control may change the Region: a destructive one needs an approval that names it."""
        return self.control.risk is not Risk.DESTRUCTIVE or region in self.approved


def charges(
    controls: Iterable[Control], baseline: Baseline, today: date, *, most: Mode = Mode.ENFORCE
) -> Iterator[Charge]:
    """Charge the round with every control that is not off. `most` caps every mode (a first run only reports)."""
    for control in controls:
        settings = baseline.controls.get(control.id, Settings())
        mode = mode_of(control, baseline, most=most)
        if mode is Mode.OFF:
            continue
        yield Charge(
            control=control,
            mode=mode,
            desired={**control.desired, **{name: _frozen(value) for name, value in settings.desired.items()}},
            exemptions=tuple(one for one in baseline.exceptions if one.control == control.id and one.until >= today),
            approved=frozenset(
                region
                for approval in baseline.approvals
                if approval.control == control.id and approval.until >= today
                for region in approval.regions
            ),
        )


def mode_of(control: Control, baseline: Baseline, *, most: Mode = Mode.ENFORCE) -> Mode:
    """Say what the round does about a control: the least of what the control, the account and the caller allow.

    A mode that the operator gives the control itself replaces the control's own, and the account's `report`.
    """
    own = baseline.controls.get(control.id, Settings()).mode
    account = Mode(baseline.mode)
    if account is Mode.OFF:
        return Mode.OFF
    chosen = Mode(own) if own is not None else _least(control.mode, account)
    return _least(chosen, most)


def _least(one: Mode, two: Mode) -> Mode:
    return one if _RANK[one] <= _RANK[two] else two


def _frozen(value: object) -> Value:
    return tuple(value) if isinstance(value, list) else value  # type: ignore[return-value]  # the type of `Wanted`


def flaws(controls: Iterable[Control], baseline: Baseline) -> Iterator[tuple[str, str]]:
    """List what the types alone cannot tell of the settings, as (path, what is wrong and what would be right)."""
    known = {control.id: control for control in controls}
    for name, settings in baseline.controls.items():
        if name not in known:
            yield f"$.baseline.controls.{name}", _unknown(name, known)
            continue
        for field, flaw in known[name].order.flaws({k: _frozen(v) for k, v in settings.desired.items()}).items():
            yield f"$.baseline.controls.{name}.desired.{field}", flaw
    named = {
        "exceptions": [one.control for one in baseline.exceptions],
        "approvals": [one.control for one in baseline.approvals],
    }
    for kind, controls_named in named.items():
        for number, name in enumerate(controls_named):
            if name not in known:
                yield f"$.baseline.{kind}[{number}].control", f"{name!r} is {_unknown(name, known)}"


def _unknown(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"no such control; {f'did you mean {near[0]}?' if near else '`hinomi baseline list` names them'}"
