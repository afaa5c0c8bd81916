"""How long a function takes to start, against a bare handler with the same AWS clients."""

from __future__ import annotations

import re
from collections import Counter
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


def measure_starts(layer: Layer) -> Iterator[Row]:
    """Start each function and its bare handler in turns, after a round that does not count."""
    for function in FUNCTIONS:
        rounds = [_round(function, layer) for _ in range(PAIRS + 1)][1:]
        bare, compiled, shipped = zip(*rounds, strict=True)
        for times, kind in ((compiled, "with bytecode"), (shipped, "as it ships")):
            ratio = median_ratio(times, bare)
            yield aimed(
                f"start of {function}, layer {kind}",
                ratio,
                _RATIO,
                measured=f"{ratio:.2f}",
                how=f"of a bare handler: {median(times) * 1000:.0f} to {median(bare) * 1000:.0f} ms, {PAIRS} pairs",
            )


def median_ratio(times: Sequence[float], against: Sequence[float]) -> float:
    """Return the median of the ratios, pair by pair: what slows the machine for a while slows both of a pair."""
    return median(time / other for time, other in zip(times, against, strict=True))


def explain_starts(layer: Layer) -> Iterator[str]:
    """Name the modules that cost most by themselves, of those that a bare handler does not import."""
    for function, app in FUNCTIONS.items():
        bare = _costs("bare", function)
        for folder, kind in ((layer.compiled, "with bytecode"), (layer.shipped, "as it ships")):
            added = own_costs(bare, _costs("handler", function, folder, app))
            yield f"{function}, layer {kind}: {len(added)} modules more than a bare handler, in ms:"
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


def _costs(kind: str, function: str, *path: Path) -> dict[str, int]:
    return read_costs(_start(kind, function, *path, options=("-X", "importtime")).stderr)


def _round(function: str, layer: Layer) -> tuple[float, float, float]:
    """Start bare, with bytecode and without; returns the CPU seconds of each."""
    app = FUNCTIONS[function]
    starts = (
        _start("bare", function),
        _start("handler", function, layer.compiled, app),
        _start("handler", function, layer.shipped, app, options=("-B",)),
    )
    bare, compiled, shipped = (float(start.stdout.splitlines()[-1]) for start in starts)
    return bare, compiled, shipped


def _start(kind: str, function: str, *path: Path, options: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    return run("start_probe", kind, function, path=path, options=options)
