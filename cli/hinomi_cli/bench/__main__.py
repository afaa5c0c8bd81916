"""`make bench`: measure everything, print one table. Exits with 0 when all could be measured, met or not."""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console

from hinomi_cli.bench.calls import measure_calls
from hinomi_cli.bench.interpreter import ROOT
from hinomi_cli.bench.layer import measure_sdk, measure_sizes, prepare
from hinomi_cli.bench.memory import measure_memory
from hinomi_cli.bench.rounds import measure_rounds
from hinomi_cli.bench.speed import explain_speed, measure_speed, measure_stages
from hinomi_cli.bench.starts import explain_starts, measure_starts
from hinomi_cli.bench.table import NotMeasuredError, Row, lay_out, unmeasured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hinomi_cli.bench.layer import Layer

_SCRATCH: Final = ROOT / ".bench"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench; returns the exit code."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure speed, size and AWS calls")
    parser.add_argument("--explain", action="store_true", help="say where the time goes, too")
    options = parser.parse_args(arguments)
    console, started = Console(), time.monotonic()
    _SCRATCH.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="run-", dir=_SCRATCH) as folder:
        layer = prepare(Path(folder))
        rows = list(_measure(layer, Path(folder)))
        console.print(lay_out(rows))
        console.print(f"Python {platform.python_version()} on {platform.machine()}; {layer.about}", markup=False)
        for line in _explain(layer) if options.explain else ():
            console.print(line, markup=False, soft_wrap=True)
    console.print(f"{time.monotonic() - started:.0f} s")
    return 0 if all(row.measured for row in rows) else 1


def _measure(layer: Layer, folder: Path) -> Iterator[Row]:
    """Measure one thing after the other; what cannot be measured says why."""
    measurements: tuple[tuple[str, Callable[[], Iterator[Row]]], ...] = (
        ("start of the functions", partial(measure_starts, layer)),
        ("events per second", measure_speed),
        ("time per event, by stage", measure_stages),
        ("AWS calls", measure_calls),
        ("the round", measure_rounds),
        ("size of layer and functions", partial(measure_sizes, layer, folder)),
        ("size of the round's two layers", partial(measure_sdk, layer, folder)),
        ("memory", partial(measure_memory, layer)),
    )
    for what, measure in measurements:
        try:
            yield from measure()
        except NotMeasuredError as error:
            yield unmeasured(what, str(error))


def _explain(layer: Layer) -> Iterator[str]:
    yield from explain_starts(layer)
    yield from explain_speed()


if __name__ == "__main__":
    sys.exit(main())
