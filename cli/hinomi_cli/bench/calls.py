"""How often AWS is called for an alert: what a quiet account and a busy one pay for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from hinomi.model import Reason
from hinomi_cli.bench.interpreter import run
from hinomi_cli.bench.table import Aim, NotMeasuredError, Row, aimed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DUPLICATE: Final = Aim(1)
_STATE: Final = Aim(2)
_PUBLISH: Final = Aim(1)


class Taking(NamedTuple):
    """What taking one alert came to: why it was told or not, in how many messages, and the calls to each service."""

    reason: str
    messages: int
    dynamodb: int
    sns: int


def measure_calls() -> Iterator[Row]:
    """Take every sample twice: once as news, once as a duplicate."""
    answer = run("call_probe").stdout
    return count_rows([Taking(*taking) for taking in json.loads(answer.splitlines()[-1])])


def count_rows(takings: Sequence[Taking]) -> Iterator[Row]:
    """Say the most that any alert cost: the average would hide one that costs more."""
    news = [taking for taking in takings if taking.reason == Reason.FIRST_SEEN]
    duplicates = [taking for taking in takings if taking.reason == Reason.DUPLICATE]
    if not news or not duplicates:
        raise NotMeasuredError("the sample events hold no new alert or no duplicate")
    counts = (
        ("AWS calls for a duplicate", _DUPLICATE, [taking.dynamodb + taking.sns for taking in duplicates]),
        ("DynamoDB calls for a new alert", _STATE, [taking.dynamodb for taking in news]),
        ("SNS calls for each message of a new alert", _PUBLISH, [taking.sns / taking.messages for taking in news]),
    )
    for what, aim, found in counts:
        yield aimed(what, max(found), aim, measured=f"{max(found):g}", how=f"the most among {len(found)} alerts")
