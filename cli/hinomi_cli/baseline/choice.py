"""What a command was asked to look at: which controls, in which Regions, and what the operator's word changes."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import msgspec

from hinomi.baseline.charge import mode_of
from hinomi.baseline.control import Mode, Scope
from hinomi.baseline.settings import Settings
from hinomi.baseline.walk import due
from hinomi.controls import BY_ID, CONTROLS
from hinomi_cli.baseline.refusal import RefusedError
from hinomi_cli.baseline.words import word

if TYPE_CHECKING:
    from hinomi.baseline.charge import Charge
    from hinomi.baseline.control import Control
    from hinomi.baseline.settings import Baseline

Tasks = dict[str, tuple["Charge", ...]]
"""What is to be settled, by Region."""


def chosen(names: list[str], locale: str) -> tuple[Control, ...]:
    """Return the named controls, or all; raise `RefusedError` with those that are spelt alike."""
    for name in names:
        if name not in BY_ID:
            near = get_close_matches(name, BY_ID, n=3)
            hint = word(locale, "refuse.meant", names=", ".join(near)) if near else word(locale, "refuse.list")
            raise RefusedError("refuse.control", name=name, hint=hint)
    return tuple(control for control in CONTROLS if not names or control.id in names)


def ordered(baseline: Baseline, names: list[str]) -> Baseline:
    """Take a name on the command line as the operator's word: where the settings say report, they say enforce."""
    said = {}
    for name in names:
        if mode_of(BY_ID[name], baseline) is Mode.OFF:
            raise RefusedError("refuse.off", name=name)
        own = baseline.controls.get(name, Settings())
        said[name] = msgspec.structs.replace(own, mode=Mode.ENFORCE.value)
    return msgspec.structs.replace(baseline, controls={**baseline.controls, **said})


def tasks(charges: tuple[Charge, ...], regions: tuple[str, ...], home: str, names: list[str]) -> Tasks:
    """Say what is due where. Without the home Region, of what the account has once only the named controls are."""
    found = {region: due(charges, region, home) for region in regions}
    if home not in found:
        found[home] = tuple(one for one in charges if one.control.scope is Scope.ACCOUNT and one.control.id in names)
    return {region: due_there for region, due_there in found.items() if due_there}


def may_change(charge: Charge, region: str) -> bool:
    """Tell whether what would be changed may be."""
    return charge.mode is Mode.ENFORCE and charge.may_change(region)
