"""How often AWS is called for an alert: what a quiet account and a busy one pay for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from hinomi.model import Reason
from hinomi_cli.bench.interpreter import run
from hinomi_cli.bench.table import Aim, NotMeasuredError, Row, aimed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZES: Final = (1, 10, 1000)
"""Alerts in the groups that are flushed."""

_DUPLICATE: Final = Aim(1)
_STATE: Final = Aim(4)
"""Observe, join, confirm; and what inhibits others is noted."""


class Taking(NamedTuple):
    """What taking one alert came to: why it was told or not, and the calls to each service."""

    reason: str
    dynamodb: int
    sqs: int
    sns: int

    @property
    def all(self) -> int:
        """All calls together."""
        return self.dynamodb + self.sqs + self.sns


class Flushing(NamedTuple):
    """So many alerts joined one group and were told in one message to each of four outlets; the calls for both."""

    alerts: int
    joining_dynamodb: int
    joining_sqs: int
    dynamodb: int
    sqs: int
    sns: int


def measure_calls() -> Iterator[Row]:
    """Take every sample twice, once as news, once as a duplicate; flush groups of several sizes."""
    answer = json.loads(run("call_probe").stdout.splitlines()[-1])
    yield from count_rows([Taking(*taking) for taking in answer["takings"]])
    for flushing in answer["flushes"]:
        yield count_flush(Flushing(*flushing))


def count_rows(takings: Sequence[Taking]) -> Iterator[Row]:
    """Say the most that any alert cost: the average would hide one that costs more."""
    news = [taking for taking in takings if taking.reason == Reason.FIRST_SEEN]
    duplicates = [taking for taking in takings if taking.reason == Reason.DUPLICATE]
    if not news or not duplicates:
        raise NotMeasuredError("the sample events hold no new alert or no duplicate")
    counts = (
        ("AWS calls for a duplicate", _DUPLICATE, [taking.all for taking in duplicates]),
        ("DynamoDB calls to hand over a new alert", _STATE, [taking.dynamodb for taking in news]),
    )
    for what, aim, found in counts:
        yield aimed(what, max(found), aim, measured=f"{max(found):g}", how=f"the most among {len(found)} alerts")


def count_flush(flushing: Flushing) -> Row:
    """Say what the alerts of a group cost, from their arrival until all outlets were told."""
    every = sum(flushing[1:])
    how = (
        f"{every / flushing.alerts:.1f} an alert: handed over by {flushing.joining_dynamodb} DynamoDB and "
        f"{flushing.joining_sqs} SQS, told by {flushing.dynamodb} DynamoDB, {flushing.sqs} SQS and {flushing.sns} SNS"
    )
    what = f"AWS calls for a group of {flushing.alerts:,} told to 4 outlets"
    return Row(what, f"{every:,}", how)
