"""Every value that a field can have, out of the order of its strength."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from hinomi.baseline.strength import AtLeast, AtMost, FillIn, Flag, Ladder, Record, Superset

if TYPE_CHECKING:
    from collections.abc import Callable

    from hinomi.baseline.strength import Order

NAMES = ("alpha", "beta", "gamma", "delta")


def values(order: Order) -> st.SearchStrategy[Any]:
    """Values of one field, as AWS or an operator may give them."""
    match order:
        case Flag():
            return st.booleans()
        case AtLeast() | AtMost():
            return st.none() | st.integers(order.lowest, order.highest)
        case Ladder():
            return st.sampled_from(order.rungs)
        case Superset():
            return st.sets(st.sampled_from(order.known or NAMES)).map(lambda names: tuple(sorted(names)))
        case FillIn():
            return st.none() | st.sampled_from(NAMES)
        case _:
            raise NotImplementedError(order)


def states(record: Record) -> st.SearchStrategy[dict[str, Any]]:
    """States of a whole record."""
    return st.fixed_dictionaries({name: values(order) for name, order in record.fields.items()})


def wishes(record: Record) -> st.SearchStrategy[dict[str, Any]]:
    """States that an operator can ask for: no field is wrong."""
    fields = {name: values(order).filter(_allows(order)) for name, order in record.fields.items()}
    return st.fixed_dictionaries(fields)


def _allows(order: Order) -> Callable[[Any], bool]:
    return lambda value: not order.flaw(value)
