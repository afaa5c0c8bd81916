"""States in words: field by field, under the names that the control gives its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi import i18n
from hinomi.baseline.strength import Ladder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.control import Control
    from hinomi.baseline.strength import Order, State, Value


def changes(control: Control, before: State, after: State, locale: str) -> Iterator[str]:
    """Say for all fields that differ what they were and what they are: `length 8 → 14`, several of a kind at once."""
    groups: dict[tuple[str, str], list[str]] = {}
    for name, field, order in _fields(control, locale):
        was, now = before.get(name), after.get(name)
        if not _equal(was, now):
            said = (value(was, order, locale, name), value(now, order, locale, name))
            if name in control.private:
                said = (_presence(was, locale), _presence(now, locale))
            groups.setdefault(said, []).append(field)
    for (was_said, now_said), fields in groups.items():
        named = i18n.text(locale, "round.fields").join(fields)
        yield i18n.text(locale, "round.change", field=named, before=was_said, after=now_said)


def differences(control: Control, state: State, wanted: State, locale: str) -> Iterator[str]:
    """Say for every field that is not as wanted what it is: `length 8`."""
    for name, field, order in _fields(control, locale):
        if not _equal(state.get(name), wanted.get(name)):
            found = state.get(name)
            said = _presence(found, locale) if name in control.private else value(found, order, locale, name)
            yield i18n.text(locale, "round.as_is", field=field, value=said)


def value(found: Value, order: Order, locale: str, name: str = "") -> str:
    """Say the value of a field: switches, absence and the steps of a ladder in words, all else as it is.

    Where on and off would say the wrong thing of a flag, the catalogue has words of its own for its name.
    """
    if isinstance(found, bool):
        switch = "on" if found else "off"
        return i18n.find(locale, f"flag.{name}.{switch}") or i18n.text(locale, f"round.{switch}")
    if found is None or found == "":
        return i18n.text(locale, "round.unset")
    if isinstance(found, tuple | list):  # an archive of JSON makes lists of tuples
        return i18n.text(locale, "round.comma").join(map(str, found)) or i18n.text(locale, "round.none")
    step = i18n.find(locale, f"state.{str(found).lower()}") if isinstance(order, Ladder) else None
    return step or str(found)


def _presence(found: Value, locale: str) -> str:
    """Say of a value that is for nobody else to read only whether there is one."""
    return i18n.text(locale, "round.set" if found else "round.unset")


def _fields(control: Control, locale: str) -> Iterator[tuple[str, str, Order]]:
    fields = control.texts[locale].fields
    for name, order in control.order.fields.items():
        yield name, fields.get(name, name), order


def _equal(one: Value, other: Value) -> bool:
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return set(one) == set(other)
    return one == other
