"""Settings that are wrong keep nobody from being told: the last right ones hold, and the operator hears of it once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from hinomi.config import Config
from hinomi.edge import clients, flush, keeping, settings
from hinomi.edge.ticks import Tick
from hinomi.errors import RetryError
from support.aws import Crash, SmallAWS, small_aws, sqs_batch, taken
from support.context import Context
from support.table import client, create_group_table, unique

if TYPE_CHECKING:
    from collections.abc import Iterator

RIGHT = b'{"severity_floor": "HIGH"}'
WRONG = {
    "no JSON": b"{",
    "no UTF-8": b'{"time_zone": "\xff"}',
    "no object": b"[]",
    "an unknown setting": b'{"severity_flor": "HIGH"}',
    "a value of another type": b'{"severity_floor": 3}',
    "a match that says nothing": b'{"routes": {"routes": [{"match": {"severity": ">=URGENT"}}]}}',
    "a zone that does not exist": b'{"time_zone": "Mars/Base"}',
    "a window that cannot be": b'{"mute": {"night": {"times": ["25:00-26:00"]}}}',
    "a silence whose end is none": (
        b'{"silences": [{"match": {"source": "budgets"}, "owner": "a", "reason": "b", "until": "soon"}]}'
    ),
}


class Deployment:
    """A function whose layer holds settings, and that is started anew."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.table = create_group_table()
        sns, sqs = client("sns"), client("sqs")
        topic = sns.create_topic(Name=unique("operators"))["TopicArn"]
        self.operators = sqs.create_queue(QueueName=unique("operators"))["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=self.operators, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
        monkeypatch.setenv("HINOMI_GROUP_TABLE", self.table)
        monkeypatch.setenv("HINOMI_OPERATOR_TOPIC", topic)
        monkeypatch.setattr(keeping, "client", client)
        self._patch = monkeypatch

    def deploy(self, body: bytes) -> None:
        self._patch.setattr(settings, "config_bytes", lambda: body)
        self.start()

    @staticmethod
    def start() -> None:
        keeping.config.cache_clear()
        keeping.remember.cache_clear()

    def told(self) -> list[str]:
        return [json.loads(body)["Message"] for body in taken(self.operators)]


@pytest.fixture
def layer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Deployment]:
    made = Deployment(monkeypatch)
    made.start()
    yield made
    made.start()


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_wrong_settings_are_passed_over_for_the_last_right_ones(layer: Deployment, wrong: bytes) -> None:
    layer.deploy(RIGHT)
    keeping.remember()
    layer.deploy(wrong)
    assert keeping.config() == Config(severity_floor="HIGH")


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_where_none_were_ever_right_the_defaults_hold(layer: Deployment, wrong: bytes) -> None:
    layer.deploy(wrong)
    keeping.remember()
    layer.start()
    assert keeping.config() == Config()


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_the_operator_is_told_once_whatever_starts(layer: Deployment, wrong: bytes) -> None:
    layer.deploy(wrong)
    for _ in range(3):
        keeping.remember()
        layer.start()
    (told,) = layer.told()
    assert "hinomi.yaml" in told


def test_the_operator_is_told_where_the_mistake_is_in_both_languages(layer: Deployment) -> None:
    layer.deploy(WRONG["a value of another type"])
    keeping.remember()
    (told,) = layer.told()
    assert "$.severity_floor: " in told
    assert "誤り" in told
    assert "is wrong" in told


def test_another_mistake_is_told_too(layer: Deployment) -> None:
    for wrong in (WRONG["no JSON"], WRONG["no object"], WRONG["no JSON"]):
        layer.deploy(wrong)
        keeping.remember()
    assert len(layer.told()) == 2


def test_right_settings_are_taken_as_they_are_and_told_to_nobody(layer: Deployment) -> None:
    layer.deploy(RIGHT)
    keeping.remember()
    assert keeping.config() == Config(severity_floor="HIGH")
    assert layer.told() == []


def test_the_settings_that_were_right_last_hold_not_the_first(layer: Deployment) -> None:
    for body in (RIGHT, b'{"severity_floor": "MEDIUM"}', WRONG["no JSON"]):
        layer.deploy(body)
        keeping.remember()
    assert keeping.config().severity_floor == "MEDIUM"


def test_wrong_settings_do_not_replace_the_last_right_ones(layer: Deployment) -> None:
    for body in (RIGHT, WRONG["no JSON"], WRONG["no object"]):
        layer.deploy(body)
        keeping.remember()
    assert keeping.config().severity_floor == "HIGH"


def test_what_an_older_version_kept_and_this_one_does_not_know_is_passed_over(layer: Deployment) -> None:
    kept = {"pk": {"S": "CONFIG"}, "sk": {"S": "LAST"}, "body": {"B": b'{"repeat_after_hours": 4}'}}
    client("dynamodb").put_item(TableName=layer.table, Item=kept)
    layer.deploy(WRONG["no JSON"])
    assert keeping.config() == Config()


def test_settings_that_cannot_be_looked_up_make_the_record_come_again(
    layer: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer.deploy(WRONG["no JSON"])
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "call", refuse)
        with pytest.raises(RetryError):
            keeping.config()
    assert keeping.config() == Config()


def refuse(what: str, *_: object, **__: object) -> Any:
    raise RetryError(f"{what}: Throttled")


def test_a_crash_before_the_mark_tells_the_operator_twice_and_never_not_at_all(
    layer: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(what: str, *given: Any, **named: Any) -> Any:
        if what == "dynamodb:PutItem":
            raise Crash
        return clients.call(what, *given, **named)

    layer.deploy(WRONG["no JSON"])
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "call", die)
        with pytest.raises(Crash):
            keeping.remember()
    keeping.remember()
    assert len(layer.told()) == 2


@pytest.mark.parametrize("body", [RIGHT, WRONG["no JSON"]], ids=["right", "wrong"])
def test_people_are_told_though_the_settings_cannot_be_kept_nor_the_operator_told(
    layer: Deployment, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    aws: SmallAWS = small_aws()
    monkeypatch.setattr(flush, "flush", lambda: aws.flush)
    monkeypatch.setenv("HINOMI_GROUP_TABLE", "no-such-table")
    layer.deploy(body)
    tick = msgspec.json.encode(Tick("root", aws.clock.now)).decode()
    assert flush.handler(sqs_batch(tick), Context()) == {"batchItemFailures": []}
