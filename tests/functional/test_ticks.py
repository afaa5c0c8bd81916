"""Ticks by SQS, as moto has it: when they come, and what a refusal says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from hinomi.edge.ticks import SqsTicks
from hinomi.errors import ParkError, RetryError
from hinomi.routing.ticking import FARTHEST, Sparing
from support.aws import Client, Line
from support.table import client, unique

NOW = 1_795_000_000_000


class Recorder:
    """A client that keeps what it was asked to send."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    def send_message(self, **parameters: Any) -> dict[str, Any]:
        self.sent.append(parameters)
        return {}


@pytest.mark.parametrize(
    ("wait", "delay"),
    [(-5_000, 0), (0, 0), (1, 1), (1_000, 1), (1_001, 2), (30_000, 30), (FARTHEST, 900), (FARTHEST * 50, 900)],
)
def test_a_tick_is_held_back_until_its_time_and_fifteen_minutes_at_most(wait: int, delay: int) -> None:
    recorder = Recorder()
    SqsTicks(recorder, "https://queue.example").wake("group", NOW + wait, NOW)  # type: ignore[arg-type]
    (sent,) = recorder.sent
    assert sent["DelaySeconds"] == delay
    assert json.loads(sent["MessageBody"]) == {"type": "tick", "group": "group", "at": NOW + wait}


def test_a_tick_arrives_with_its_group_whatever_its_name() -> None:
    sqs = client("sqs")
    url = sqs.create_queue(QueueName=unique("ticks"))["QueueUrl"]
    name = 'root|tag.所有者="山田"|\U0001f525' + "x" * 900
    SqsTicks(sqs, url).wake(name, NOW, NOW)
    (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
    assert json.loads(message["Body"]) == {"type": "tick", "group": name, "at": NOW}


@pytest.mark.parametrize("fault", ["throttle", "5xx", "timeout", "answer lost"])
def test_a_tick_that_sqs_may_not_have_taken_is_ordered_again(fault: str) -> None:
    url = client("sqs").create_queue(QueueName=unique("ticks"))["QueueUrl"]
    line = Line(break_at=0, fault=fault)
    ticks = Sparing(SqsTicks(Client("sqs", line), url), lambda: NOW)  # type: ignore[arg-type]
    with pytest.raises(RetryError) as caught:
        ticks.wake("SECRETTOKEN", NOW + 30_000, NOW)
    assert "sqs:SendMessage" in str(caught.value)
    assert "SECRETTOKEN" not in str(caught.value)
    ticks.wake("SECRETTOKEN", NOW + 30_000, NOW)
    ticks.wake("SECRETTOKEN", NOW + 30_000, NOW)
    assert len(line.calls) == 2


def test_a_tick_that_may_not_be_sent_is_a_person_s_business() -> None:
    class Forbidden:
        def send_message(self, **_: Any) -> None:
            raise ClientError({"Error": {"Code": "AccessDeniedException"}}, "SendMessage")

    ticks = SqsTicks(Forbidden(), "https://queue.example")  # type: ignore[arg-type]
    with pytest.raises(ParkError, match="AccessDenied"):
        ticks.wake("group", NOW, NOW)
