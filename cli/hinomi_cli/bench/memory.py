"""How much memory a function holds at most, and what its first batch costs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from hinomi_cli.bench.events import read_samples
from hinomi_cli.bench.interpreter import run
from hinomi_cli.bench.layer import FUNCTIONS
from hinomi_cli.bench.table import Aim, Row, aimed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hinomi_cli.bench.layer import Layer

_BATCH: Final = 10
_MEBI: Final = 1 << 20
_MEMORY: Final = Aim(128, " MB")  # Lambda's MB are mebibytes


def measure_memory(layer: Layer) -> Iterator[Row]:
    """Let the intake handle a batch of the largest samples, all news, for every receiver; start the chat function."""
    batch = make_batch(sorted(read_samples(), key=len, reverse=True)[:_BATCH])
    intake, chat = _probe("intake", layer, json.dumps(batch)), _probe("chat", layer, "")
    yield _row("peak memory of intake", intake["bytes"], f"started, first batch: the {_BATCH} largest samples")
    yield _row("peak memory of chat", chat["bytes"], "started")
    how = "CPU time of the same batch, with all that is loaded at first use, without AWS's answers"
    yield Row("first batch of intake", f"{intake['seconds'] * 1000:.0f} ms", how)


def make_batch(bodies: Sequence[str]) -> dict[str, Any]:
    """Wrap events as SQS delivers them to Lambda."""
    return {
        "Records": [
            {"messageId": f"message-{number}", "eventSource": "aws:sqs", "body": body}
            for number, body in enumerate(bodies)
        ]
    }


def _probe(function: str, layer: Layer, batch: str) -> dict[str, float]:
    done = run("memory_probe", function, path=(layer.compiled, FUNCTIONS[function]), standard_input=batch)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _row(what: str, peak: float, how: str) -> Row:
    return aimed(what, peak / _MEBI, _MEMORY, measured=f"{peak / _MEBI:.0f} MB", how=how)
