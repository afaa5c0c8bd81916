"""Each AWS call of a flush × each fault: nothing is lost, and no outlet hears anything more than twice."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from hinomi.edge import batch, flush, keeping
from hinomi.edge.parking import Parked
from hinomi.edge.sns_publisher import SNSPublisher
from hinomi.envelope import open_envelope
from hinomi.errors import ParkError, RetryError
from hinomi.model import Message
from support.aws import CHANNELS, FAULTS, Crash, SmallAWS, small_aws, sqs_batch, taken
from support.context import Context
from support.once import once
from support.table import client

if TYPE_CHECKING:
    from pathlib import Path

    from hinomi.edge.ticks import Tick
    from hinomi.model import Outlet

pytestmark = once

TO_ONE = ["get_item", "put_item", "publish", "put_item"]  # the bucket, a token of it, the message, the log
FLUSH_CALLS = [
    *("update_item", "query", "query"),  # the lease, the group, the silences
    *TO_ONE,
    *TO_ONE,
    *TO_ONE,
    *("put_item", "delete_item", "update_item"),  # what stands, the news, the lease again
]
PUBLISH = [number for number, call in enumerate(FLUSH_CALLS) if call == "publish"]
LEASE_SECONDS = 91


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> SmallAWS:
    made = small_aws()
    monkeypatch.setattr(flush, "flush", lambda: made.flush)
    monkeypatch.setattr(keeping, "remember", lambda: None)
    monkeypatch.setenv("HINOMI_FLUSH_QUEUE_URL", made.flush_queue)
    return made


@pytest.fixture
def tick(aws: SmallAWS, root: Path) -> Tick:
    """Let a finding wait; return its tick, which is due."""
    return wait_for(aws, root, "guardduty/ec2_ssh_brute_force")


@pytest.fixture
def put_off(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """List for how many seconds records are put off."""
    waits: list[int] = []
    monkeypatch.setattr(batch, "call", lambda *_, **asked: waits.append(asked["VisibilityTimeout"]))
    return waits


def wait_for(aws: SmallAWS, root: Path, name: str) -> Tick:
    raw = json.loads((root / f"events/{name}.json").read_text())
    for event in open_envelope(raw):
        aws.watch.take(event)
    aws.arrived()
    (ordered,) = aws.ticks()
    aws.clock.now = ordered.at
    aws.line.calls.clear()
    return ordered


def deliver(batch: dict[str, Any]) -> list[str]:
    """Invoke the function; a crash fails every record, as Lambda has it."""
    try:
        return [item["itemIdentifier"] for item in flush.handler(batch, Context())["batchItemFailures"]]
    except Crash:
        return [record["messageId"] for record in batch["Records"]]


def asked(tick: Tick, *, tries: int = 1) -> dict[str, Any]:
    return sqs_batch(msgspec.json.encode(tick).decode(), tries=tries)


def come_again(aws: SmallAWS, tick: Tick) -> Counter[str]:
    """Let a tick come until it succeeds, and all that it orders; count what arrived at each outlet."""
    for tries in range(2, 8):
        aws.clock.turn(LEASE_SECONDS)
        if not deliver(asked(tick, tries=tries)):
            break
    else:
        pytest.fail("the tick fails for ever")
    for following in aws.ticks():
        aws.clock.now = max(aws.clock.now, following.at)
        assert deliver(asked(following)) == []
    return counted(aws)


def counted(aws: SmallAWS) -> Counter[str]:
    return Counter({name: len(messages) for name, messages in aws.arrived().items()})


def test_these_are_the_calls_of_a_flush(aws: SmallAWS, tick: Tick) -> None:
    assert deliver(asked(tick)) == []
    assert aws.line.calls == FLUSH_CALLS
    assert counted(aws) == dict.fromkeys(CHANNELS, 1) | {"alerts": 0}


def test_each_outlet_gets_what_it_can_read(aws: SmallAWS, tick: Tick) -> None:
    deliver(asked(tick))
    told = {name: messages[0] for name, messages in aws.arrived().items() if messages}
    assert {name for name, message in told.items() if "Subject" in message} == {"email-ja", "email-en"}
    assert told["email-ja"]["Subject"].startswith("[低] ")
    message = json.loads(told["slack"]["Message"])
    assert (message["channel"], message["locale"], message["outlet"]) == ("slack", "ja", "slack")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", range(len(FLUSH_CALLS)))
def test_a_fault_in_a_flush_loses_nothing(aws: SmallAWS, tick: Tick, put_off: list[int], call: int, fault: str) -> None:
    aws.line.break_at, aws.line.fault = call, fault
    assert deliver(asked(tick)) == ["message-0"]
    assert put_off == ([] if fault.startswith("crash") else [15])
    told = come_again(aws, tick)
    assert all(1 <= told[name] <= 2 for name in CHANNELS)
    assert told.total() <= len(CHANNELS) + 1
    assert deliver(asked(tick)) == []
    assert counted(aws).total() == 0


@pytest.mark.parametrize("call", PUBLISH)
def test_an_outlet_that_fails_keeps_nothing_from_the_others(
    aws: SmallAWS, tick: Tick, put_off: list[int], call: int
) -> None:
    aws.line.break_at, aws.line.fault = call, "5xx"
    deliver(asked(tick))
    assert counted(aws).total() == len(CHANNELS) - 1
    assert put_off == [15]
    assert come_again(aws, tick).total() == 1


def test_a_tick_that_comes_twice_is_put_off_while_the_group_is_flushed(
    aws: SmallAWS, tick: Tick, put_off: list[int]
) -> None:
    aws.line.break_at, aws.line.fault = PUBLISH[0], "crash after success"
    deliver(asked(tick))
    assert deliver(asked(tick)) == ["message-0"]
    assert put_off == [15]


@pytest.mark.parametrize(("tries", "wait"), [(1, 15), (2, 30), (5, 240), (7, 900), (40, 900)])
def test_what_must_come_again_is_put_off_twice_as_long_each_time(
    aws: SmallAWS, tick: Tick, tries: int, wait: int
) -> None:
    queue = aws.flush_queue
    client("sqs").send_message(QueueUrl=queue, MessageBody=msgspec.json.encode(tick).decode())
    (message,) = client("sqs").receive_message(QueueUrl=queue, VisibilityTimeout=0)["Messages"]
    batch = asked(tick, tries=tries)
    batch["Records"][0]["receiptHandle"] = message["ReceiptHandle"]
    waits: list[int] = []
    sqs = client("sqs")
    aws.line.break_at, aws.line.fault = 0, "throttle"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqs, "change_message_visibility", lambda **given: waits.append(given["VisibilityTimeout"]))
        patch.setattr("hinomi.edge.batch.client", client)
        assert deliver(batch) == ["message-0"]
    assert waits == [wait]


def test_what_an_outlet_refuses_for_good_is_parked_and_the_others_are_told(
    aws: SmallAWS, tick: Tick, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = SNSPublisher.publish

    def refuse(self: SNSPublisher, outlet: Outlet, message: Message) -> None:
        if outlet.name == "slack":
            raise ParkError("sns:Publish: NotFound")
        publish(self, outlet, message)

    with monkeypatch.context() as patch:
        patch.setattr(SNSPublisher, "publish", refuse)
        assert deliver(asked(tick)) == []
    assert counted(aws) == {"email-ja": 1, "email-en": 1, "slack": 0, "alerts": 0}
    (parked,) = taken(aws.parked)
    assert msgspec.json.decode(parked, type=Parked).outlet.name == "slack"
    assert deliver(sqs_batch(parked)) == []  # the dead-letter queue is redriven
    (sent,) = aws.arrived()["slack"]
    assert json.loads(sent["Message"])["outlet"] == "slack"


def test_a_parked_message_that_fails_again_is_put_off(aws: SmallAWS, put_off: list[int]) -> None:
    outlet = aws.flush.outlets[0]
    parked = Parked(outlet, Message(channel=outlet.channel, locale=outlet.locale, subject="s", body="b"))
    aws.line.break_at, aws.line.fault = 0, "throttle"
    assert deliver(sqs_batch(msgspec.json.encode(parked).decode())) == ["message-0"]
    assert put_off == [15]


@pytest.mark.parametrize(
    "garbage", ["", "SECRETTOKEN", "[]", '{"SECRETTOKEN": 1}', '{"group": ["SECRETTOKEN"], "at": 1}']
)
def test_garbage_comes_again_is_not_put_off_and_is_not_quoted(
    aws: SmallAWS, put_off: list[int], caplog: pytest.LogCaptureFixture, garbage: str
) -> None:
    assert deliver(sqs_batch(garbage)) == ["message-0"]
    assert (put_off, aws.line.calls) == ([], [])
    assert "SECRETTOKEN" not in str([vars(record) for record in caplog.records])


def test_a_bug_in_the_way_fails_the_record_and_quotes_nothing(
    aws: SmallAWS, tick: Tick, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def __init__(self, *_: object) -> None: ...

        @staticmethod
        def render(outlet: Any) -> None:
            if outlet.channel == "email":
                raise KeyError("198.51.100.23")

            raise RetryError("later")

    with monkeypatch.context() as patch:
        patch.setattr("hinomi.telling.Renderer", Broken)
        assert deliver(asked(tick)) == ["message-0"]
    logged = str([vars(record) for record in caplog.records])
    assert "'KeyError'" in logged
    assert "198.51.100" not in logged
    assert come_again(aws, tick).total() == len(CHANNELS)
