"""How long a function takes to start, against a bare handler with the same AWS clients."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

from hinomi_cli.bench.interpreter import run
from hinomi_cli.bench.layer import FUNCTIONS
from hinomi_cli.bench.table import Aim, Row, aimed

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hinomi_cli.bench.layer import Layer

PAIRS: Final = 9
_RATIO: Final = Aim(1.25)
_COST: Final = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
_DOMINANT: Final = 5


@dataclass(frozen=True)
class Start:
    """One way to start: a bare handler, or the function with the layer in one of its forms."""

    about: str
    path: tuple[Path, ...] = ()
    options: tuple[str, ...] = ()

    def run(self, function: str, *options: str) -> subprocess.CompletedProcess[str]:
        """Start that function in a fresh interpreter."""
        kind = "handler" if self.path else "bare"
        return run("start_probe", kind, function, path=self.path, options=(*self.options, *options))


def measure_starts(layer: Layer) -> Iterator[Row]:
    """Start each function and its bare handler in turns, after a round that does not count."""
    for function in FUNCTIONS:
        starts = _starts(function, layer)
        rounds = [[_seconds(start, function) for start in starts] for _ in range(PAIRS + 1)][1:]
        bare, *others = zip(*rounds, strict=True)
        for start, times in zip(starts[1:], others, strict=True):
            ratio = median_ratio(times, bare)
            yield aimed(
                f"start of {function}, {start.about}",
                ratio,
                _RATIO,
                measured=f"{ratio:.2f}",
                how=f"of a bare handler: {median(times) * 1000:.0f} to {median(bare) * 1000:.0f} ms, {PAIRS} pairs",
            )


def median_ratio(times: Sequence[float], against: Sequence[float]) -> float:
    """Return the median of the ratios, pair by pair: what slows the machine for a while slows both of a pair."""
    return median(time / other for time, other in zip(times, against, strict=True))


def explain_starts(layer: Layer) -> Iterator[str]:
    """Name the packages and modules that cost most, of those that a bare handler does not import."""
    for function in FUNCTIONS:
        bare, *others = _starts(function, layer)
        known = _costs(bare, function)
        for start in others:
            added = own_costs(known, _costs(start, function))
            yield f"start of {function}, {start.about}: {len(added)} modules more than a bare handler, in ms:"
            yield f"  {_say(by_package(added))}"
            yield f"  {_say(added)}"


def own_costs(bare: dict[str, int], handler: dict[str, int]) -> dict[str, int]:
    """Return what only the handler imports, the dearest first."""
    added = {module: cost for module, cost in handler.items() if module not in bare}
    return dict(sorted(added.items(), key=lambda item: item[1], reverse=True))


def by_package(costs: dict[str, int]) -> dict[str, int]:
    """Add the costs up by package, the dearest first."""
    sums: Counter[str] = Counter()
    for module, cost in costs.items():
        sums[module.partition(".")[0]] += cost
    return dict(sums.most_common())


def read_costs(report: str) -> dict[str, int]:
    """Read the microseconds that each module took by itself from what `-X importtime` writes."""
    return {found[2]: int(found[1]) for found in _COST.finditer(report)}


def _say(costs: dict[str, int]) -> str:
    return ", ".join(f"{name} {cost / 1000:.1f}" for name, cost in list(costs.items())[:_DOMINANT])


def _costs(start: Start, function: str) -> dict[str, int]:
    return read_costs(start.run(function, "-X", "importtime").stderr)


def _seconds(start: Start, function: str) -> float:
    return float(start.run(function).stdout.splitlines()[-1])


def _starts(function: str, layer: Layer) -> tuple[Start, ...]:
    """List the ways to start, the bare one first. Lambda cannot write bytecode beside a layer: nor can the last."""
    app = FUNCTIONS[function]
    return (
        Start("bare"),
        Start("layer with bytecode", (layer.compiled, app)),
        Start("layer without bytecode", (layer.plain, app), ("-B",)),
    )
