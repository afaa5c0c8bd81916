"""How long a function takes to start, against a bare handler with the same AWS clients."""

from __future__ import annotations

import re
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING, Final

from hinomi_cli.bench.interpreter import run
from hinomi_cli.bench.layer import FUNCTIONS
from hinomi_cli.bench.table import Aim, Row, aimed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hinomi_cli.bench.layer import Layer

PAIRS: Final = 9
_RATIO: Final = Aim(1.25)
_COST = re.compile(r"import time:\s*(\d+) \|\s*\d+ \|\s*(\S+)")
_MODULES: Final = 5


def measure_starts(layer: Layer) -> Iterator[Row]:
    """Start each function and its bare handler in turns, after one start of each that does not count."""
    for function in FUNCTIONS:
        rounds = [_round(function, layer) for _ in range(PAIRS + 1)][1:]
        bare, compiled, shipped = zip(*rounds, strict=True)
        for times, kind in ((compiled, "bytecode ready"), (shipped, "as it ships, without bytecode")):
            ratio = median_ratio(times, bare)
            yield aimed(
                f"import of {function}, against a bare handler; layer {kind}",
                ratio,
                _RATIO,
                measured=f"{ratio:.2f}",
                how=f"{median(times) * 1000:.0f} ms against {median(bare) * 1000:.0f} ms; {PAIRS} pairs",
            )


def median_ratio(times: Sequence[float], against: Sequence[float]) -> float:
    """Return the median of the ratios, pair by pair: what slows the machine for a while slows both of a pair."""
    return median(time / other for time, other in zip(times, against, strict=True))


def explain_starts(layer: Layer) -> Iterator[str]:
    """Name the modules that cost a function most by themselves, of those that a bare handler does not import."""
    for function in FUNCTIONS:
        bare = _costs(_start("bare", function, options=("-X", "importtime")))
    yield ""


def _round(function: str, layer: Layer) -> tuple[float, float, float]:
    """Start bare, with bytecode and without, in this order; returns the CPU seconds of each."""
