"""What is DynamoDB's own about groups: how many calls it takes, what a fault leaves behind, what an item can hold."""

from __future__ import annotations

import json
import random
import zlib
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from hinomi.edge.group_items import decode_news, decode_standing, write_news, write_standing
from hinomi.edge.group_table import GroupTable
from hinomi.envelope import open_envelope
from hinomi.errors import RetryError
from hinomi.model import Domain, Fact, Lifecycle, Money, Percent, Reason, Severity, Term
from hinomi.normalize import normalize
from hinomi.routing.groups import Bucket, Lease
from support.aws import Client, Crash, Line
from support.group_stores import GROUP, NOW, group_table, make_news, make_standing
from support.table import client, create_group_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hinomi.model import Value

LEASE = Lease("first", NOW + 90_000)
FAULTS = ["throttle", "5xx", "timeout", "answer lost", "crash after success"]


class Grudging:
    """A client that leaves some of each batch undone, for so many calls."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(client("dynamodb"), name)

    def batch_write_item(self, RequestItems: dict[str, list[Any]]) -> dict[str, Any]:  # noqa: N803 - AWS's name
        self.calls += 1
        ((table, requests),) = RequestItems.items()
        done = requests if self.calls > self.times else requests[:-2]
        if done:
            client("dynamodb").batch_write_item(RequestItems={table: done})
        return {"UnprocessedItems": {table: requests[len(done) :]} if done != requests else {}}


class Counting:
    """A client that counts calls, and takes every write without keeping it."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def batch_write_item(self, RequestItems: dict[str, list[Any]]) -> dict[str, Any]:  # noqa: N803 - AWS's name
        self.sizes += [len(requests) for requests in RequestItems.values()]
        return {"UnprocessedItems": {}}


OPERATIONS: dict[str, tuple[Callable[[GroupTable], object], int]] = {
    "join one": (lambda groups: groups.join(GROUP, [make_news(1)]), 1),
    "join some": (lambda groups: groups.join(GROUP, [make_news(1), make_news(2)]), 1),
    "lease": (lambda groups: groups.lease(GROUP, LEASE, NOW)[0], 1),
    "order": (lambda groups: groups.order(GROUP, NOW, NOW + 5), 1),
    "read": (lambda groups: groups.read(GROUP), 1),
    "log": (lambda groups: groups.log(GROUP, "slack", frozenset({make_news(1).id})), 1),
    "settle": (lambda groups: groups.settle(GROUP, told=[make_news(1).id, make_news(2).id]), 1),
    "stand": (lambda groups: groups.stand([make_standing(1), make_standing(2)]), 1),
    "fall": (lambda groups: groups.fall([(GROUP, "finding-1"), (GROUP, "finding-2")]), 1),
    "bucket": (lambda groups: groups.bucket("slack||"), 1),
}
"""What can be repeated as a whole, with the same answer, and how many calls it takes."""


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def groups(line: Line) -> GroupTable:
    return group_table(Client("dynamodb", line))


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_thing_is_one_call(groups: GroupTable, line: Line, name: str) -> None:
    operation, calls = OPERATIONS[name]
    operation(groups)
    assert len(line.calls) == calls


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", [name for name in OPERATIONS if name != "order"])
def test_a_fault_says_which_call_failed_quotes_nothing_and_is_healed_by_repeating(
    groups: GroupTable, line: Line, name: str, fault: str
) -> None:
    operation, _ = OPERATIONS[name]
    line.break_at, line.fault = 0, fault
    with pytest.raises((RetryError, Crash)) as caught:
        operation(groups)
    assert all(secret not in str(caught.value) for secret in ("111122223333", "finding", "brute force"))
    untouched = group_table()
    assert operation(groups) == operation(untouched)
    assert groups.read(GROUP) == untouched.read(GROUP)


@pytest.mark.parametrize(
    "operation",
    [
        lambda groups: groups.lease(GROUP, LEASE, NOW)[0],
        lambda groups: groups.order(GROUP, NOW, NOW + 5),
        lambda groups: groups.lease(GROUP, LEASE, NOW) and groups.release(GROUP, LEASE, quiet_until=1, next=2),
    ],
    ids=["lease", "order", "release"],
)
@pytest.mark.parametrize("call", [0, 1])
def test_a_call_that_the_sdk_repeats_by_itself_is_no_other_s(
    groups: GroupTable, line: Line, operation: Callable[[GroupTable], bool], call: int
) -> None:
    line.break_at, line.fault = call, "repeated"
    assert operation(groups)


def test_a_swap_that_the_sdk_repeats_may_waste_a_token_and_never_gives_one_twice(
    groups: GroupTable, line: Line
) -> None:
    line.break_at, line.fault = 0, "repeated"
    assert not groups.swap("slack||", Bucket(), Bucket(next=5))
    assert groups.bucket("slack||") == Bucket(next=5)


def test_a_lease_that_is_refused_says_the_group_s_times_in_the_same_call(groups: GroupTable, line: Line) -> None:
    groups.lease(GROUP, LEASE, NOW)
    line.calls.clear()
    assert groups.lease(GROUP, Lease("second", NOW + 1), NOW)[1].lease == LEASE
    assert line.calls == ["update_item"]


def test_what_a_batch_leaves_undone_is_tried_again_after_ever_longer_waits() -> None:
    waits: list[float] = []
    groups = group_table(Grudging(times=3), sleep=waits.append)
    groups.join(GROUP, [make_news(number) for number in range(20)])
    assert len(groups.read(GROUP).news) == 20
    assert len(waits) == 3
    assert waits == sorted(set(waits))


def test_what_stays_undone_comes_again_later() -> None:
    waits: list[float] = []
    groups = group_table(Grudging(times=99), sleep=waits.append)
    with pytest.raises(RetryError, match="unprocessed"):
        groups.join(GROUP, [make_news(number) for number in range(25)])
    assert sum(waits) < 5


def test_ten_thousand_rows_are_settled_in_four_hundred_calls() -> None:
    counting = Counting()
    GroupTable(counting, "table").settle(GROUP, told=[make_news().id[:8] + f"{n:08x}" for n in range(10_000)])  # type: ignore[arg-type]
    assert counting.sizes == [25] * 400


def test_only_what_does_not_wait_expires() -> None:
    table = create_group_table()
    groups = GroupTable(client("dynamodb"), table, clock=lambda: NOW / 1000)
    groups.join(GROUP, [make_news(1)])
    groups.stand([make_standing(1)])
    groups.log(GROUP, "slack", frozenset({make_news(1).id}))
    groups.lease(GROUP, LEASE, NOW)
    groups.swap("slack||", Bucket(), Bucket(next=5))
    items = client("dynamodb").scan(TableName=table)["Items"]
    expires = {item["sk"]["S"].partition("#")[0]: item.get("expires") for item in items}
    later = {"N": str(NOW // 1000 + 400 * 86400)}
    assert expires == {"NEWS": None, "OPEN": later, "SENT": later, "META": later, "BUCKET": later}


def test_five_thousand_ids_are_logged_in_forty_thousand_bytes() -> None:
    groups = group_table()
    ids = frozenset(f"{number:016x}" for number in range(5_000))
    groups.log(GROUP, "slack", ids)
    assert groups.read(GROUP).logged == {"slack": ids}


def test_a_long_alert_is_written_short_and_read_whole() -> None:
    news = make_news(1, description="監査ログ " * 1_000)
    assert len(write_news(GROUP, news)["body"]["B"]) < 1_500
    assert decode_news(write_news(GROUP, news)) == news


@pytest.mark.parametrize("field", ["quote", "description", "title", "account_name"])
def test_an_alert_too_big_for_an_item_goes_without_what_is_long(field: str) -> None:
    noise = random.Random(1).randbytes(900_000).hex()  # noqa: S311 - what cannot be compressed
    news = make_news(1, **{field: noise}, facts=(Fact("port", 22),))
    groups = group_table()
    groups.join(GROUP, [news])
    groups.stand([msgspec.structs.replace(make_standing(1), alert=news.alert)])
    contents = groups.read(GROUP)
    for alert in (contents.news[0].alert, contents.standing[0].alert):
        assert (alert.fingerprint, alert.severity, alert.copy) == ("finding-1", Severity.HIGH, news.alert.copy)
        assert len(getattr(alert, field)) <= 1_000
        assert alert.facts == ()
    assert contents.news[0].id == news.id


def test_every_kind_of_value_comes_back_as_it_was() -> None:
    values: list[Value] = [
        "2026-11-20T09:00:00Z",
        "22",
        22,
        datetime(2026, 11, 20, 9, 0, 0, 123000, tzinfo=UTC),
        Money(Decimal("12345678901234567890.10"), "JPY"),
        Percent(Decimal(80)),
        Term("used"),
        Domain("evil.example"),
    ]
    facts = tuple(Fact("detail", value) for value in values)
    news = make_news(1, facts=facts, first_seen=datetime(2026, 11, 20, tzinfo=UTC), lifecycle=Lifecycle.CLOSED)
    assert decode_news(write_news(GROUP, news)) == news


def test_every_sample_event_comes_back_as_it_was(root: Path) -> None:
    files = sorted((root / "events").glob("*/*.json"))
    alerts = [
        alert
        for file in files
        for event in open_envelope(json.loads(file.read_text("utf-8")))
        for alert in normalize(event)
    ]
    assert len(alerts) > 50
    for alert in alerts:
        standing = msgspec.structs.replace(make_standing(), alert=alert)
        assert decode_standing(write_standing(standing)) == standing


def other_version(item: dict[str, Any], change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    kept = item["body"]
    body = json.loads(kept["S"] if "S" in kept else zlib.decompress(kept["B"]))
    change(body)
    return {**item, "body": {"S": json.dumps(body)}}


def test_of_news_that_another_version_wrote_what_can_be_read_is_told() -> None:
    def change(body: dict[str, Any]) -> None:
        body["alert"]["lifecycle"] = "dormant"
        body["alert"]["facts"] = [["port", "int", 22], ["port", "Angle", 90], ["port", "int", "x"]]
        body["decision"]["reason"] = "a_new_reason"
        body["new"] = 1

    news = make_news(1)
    read = decode_news(other_version(write_news(GROUP, news), change))
    assert read.alert == msgspec.structs.replace(news.alert, facts=(Fact("port", 22),))
    assert (read.id, read.branch, read.at) == (news.id, news.branch, news.at)
    assert (read.decision.notify, read.decision.reason) == (True, Reason.FIRST_SEEN)


@pytest.mark.parametrize(
    "body", [{"S": "no JSON"}, {"S": "[]"}, {"S": '{"alert": 1}'}, {"B": b"no zlib"}, {"NULL": True}]
)
def test_a_row_that_nobody_can_read_is_told_and_can_be_settled(body: dict[str, Any]) -> None:
    table = create_group_table()
    groups = GroupTable(client("dynamodb"), table)
    groups.join(GROUP, [make_news(1)])
    for item in (write_news(GROUP, make_news(2)), write_standing(make_standing(3))):
        client("dynamodb").put_item(TableName=table, Item={**item, "body": body})
    contents = groups.read(GROUP)
    assert len(contents.news) == 2
    (odd,) = (news for news in contents.news if news != make_news(1))
    assert odd.id == make_news(2).id
    assert (odd.alert.source, odd.alert.severity, odd.decision.notify) == ("unrecognized", Severity.MEDIUM, True)
    assert (odd.branch.route, odd.branch.group) == ("root", GROUP)
    assert contents.standing[0].alert.source == "unrecognized"
    groups.settle(GROUP, told=[odd.id])
    assert groups.read(GROUP).news == (make_news(1),)


def test_a_row_of_a_kind_that_only_another_version_knows_is_no_hindrance() -> None:
    table = create_group_table()
    groups = GroupTable(client("dynamodb"), table)
    groups.join(GROUP, [make_news(1)])
    pk = write_news(GROUP, make_news(1))["pk"]
    for kind in ("OTHER#1", "ZEBRA#1"):
        client("dynamodb").put_item(TableName=table, Item={"pk": pk, "sk": {"S": kind}})
    assert groups.read(GROUP).news == (make_news(1),)


def test_a_query_is_read_to_its_last_page() -> None:
    groups = group_table()
    noise = random.Random(2)  # noqa: S311 - what cannot be compressed
    news = [make_news(number, quote=noise.randbytes(150_000).hex()) for number in range(12)]
    groups.join(GROUP, news)
    groups.stand([make_standing(1)])
    contents = groups.read(GROUP)
    assert (len(contents.news), len(contents.standing)) == (12, 1)
