from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from hinomi.decide import decide
from hinomi.edge import quiet_alerts
from hinomi.edge.dynamodb_store import DynamoDBStore
from hinomi.edge.group_items import write_news, write_standing
from hinomi.edge.quiet_alerts import QuietAlerts
from hinomi.errors import ParkError, RetryError
from hinomi.model import Alert, Branch, Decision, Lifecycle, Reason, Severity
from hinomi.routing.groups import News, Standing
from hinomi.state import Claim, Told
from support.alerts import make_alert
from support.table import client, create_round_table, create_table

DAY = 86_400_000
NOW = 30_000 * DAY
ROOT = Branch(route="root", receiver="default", group="root|")
OTHER = Branch(route="root/team", receiver="team", group="team|")


@dataclass
class Tables:
    """The watch's two tables, and the client between them and what is tested."""

    groups: str = field(default_factory=create_round_table)
    alerts: str = field(default_factory=create_table)
    waits: list[float] = field(default_factory=list)

    def stands(self, alert: Alert, *, seen: int | None, told: int = NOW - 60 * DAY, group: Branch = ROOT) -> Standing:
        standing = Standing(alert=alert, branch=group, told=told)
        client("dynamodb").put_item(TableName=self.groups, Item=write_standing(standing))
        if seen is not None:
            DynamoDBStore(client("dynamodb"), self.alerts).observe(alert, Claim("c", seen + 1), seen)
        return standing

    def quiet(self, through: Any = None) -> QuietAlerts:
        through = through or client("dynamodb")
        return QuietAlerts(through, groups=self.groups, alerts=self.alerts, sleep=self.waits.append)

    def rows(self) -> list[str]:
        return sorted(item["sk"]["S"] for item in client("dynamodb").scan(TableName=self.groups)["Items"])


class Through:
    """A client of which one operation answers otherwise."""

    def __init__(self, operation: str, answer: Any) -> None:
        self._operation, self._answer = operation, answer

    def __getattr__(self, name: str) -> Any:
        method = getattr(client("dynamodb"), name)
        return (lambda **asked: self._answer(method, asked)) if name == self._operation else method


@pytest.fixture
def tables() -> Tables:
    return Tables()


def alert(name: str, **changes: Any) -> Alert:
    return make_alert(fingerprint=f"arn:aws:guardduty:ap-northeast-1:111122223333:detector/d/finding/{name}", **changes)


def names(found: tuple[quiet_alerts.Row, ...]) -> list[str]:
    return sorted(row.quiet.standing.alert.fingerprint.rpartition("/")[2] for row in found)


def test_what_was_not_seen_for_a_week_is_found_with_its_last_sighting(tables: Tables) -> None:
    tables.stands(alert("old"), seen=NOW - 8 * DAY)
    tables.stands(alert("fresh"), seen=NOW - 6 * DAY)
    tables.stands(alert("forgotten"), seen=None)
    found = tables.quiet().find(NOW)
    assert names(found) == ["forgotten", "old"]
    assert {row.quiet.last for row in found} == {NOW - 8 * DAY, NOW - 60 * DAY}


def test_news_that_waits_is_never_quiet(tables: Tables) -> None:
    decision = Decision(notify=True, reason=Reason.FIRST_SEEN)
    news = News(id="0" * 16, alert=alert("waiting"), decision=decision, branch=ROOT, at=NOW - 90 * DAY)
    client("dynamodb").put_item(TableName=tables.groups, Item=write_news(ROOT.group, news))
    assert tables.quiet().find(NOW) == ()


def test_an_alert_falls_in_each_of_its_groups(tables: Tables) -> None:
    for group in (ROOT, OTHER):
        tables.stands(alert("old"), seen=NOW - 8 * DAY, group=group)
    tables.stands(alert("fresh"), seen=NOW)
    found = tables.quiet().find(NOW)
    assert names(found) == ["old", "old"]
    tables.quiet().let_fall(found)
    assert len(tables.rows()) == 1
    assert tables.quiet().find(NOW) == ()


def test_what_fell_is_news_when_it_is_seen_again(tables: Tables) -> None:
    store = DynamoDBStore(client("dynamodb"), tables.alerts)
    tables.stands(alert("old"), seen=NOW - 8 * DAY)
    told = Told(
        severity=Severity.HIGH,
        lifecycle=Lifecycle.OPEN,
        compliance="",
        source="securityhub",
        at=NOW - 8 * DAY,
        claim="c",
    )
    assert store.confirm(alert("old").fingerprint, told)
    again = Claim("again", NOW + 1)
    assert decide(alert("old"), store.observe(alert("old"), again, NOW - 8 * DAY)).reason is Reason.DUPLICATE
    tables.quiet().let_fall(tables.quiet().find(NOW))
    assert decide(alert("old"), store.observe(alert("old"), again, NOW)).reason is Reason.REOPENED


def test_what_was_seen_again_meanwhile_stands_still(tables: Tables) -> None:
    standing = tables.stands(alert("old"), seen=NOW - 8 * DAY)
    found = tables.quiet().find(NOW)
    DynamoDBStore(client("dynamodb"), tables.alerts).observe(standing.alert, Claim("again", NOW + 1), NOW)
    tables.quiet().let_fall(found)
    assert len(tables.rows()) == 1


def test_what_is_only_found_stands_still(tables: Tables) -> None:
    tables.stands(alert("old"), seen=NOW - 8 * DAY)
    assert names(tables.quiet().find(NOW)) == names(tables.quiet().find(NOW)) == ["old"]


def test_what_was_told_of_anew_meanwhile_stands_still(tables: Tables) -> None:
    for name in ("again", "old"):
        tables.stands(alert(name), seen=NOW - 8 * DAY)
    found = tables.quiet().find(NOW)
    tables.stands(alert("again"), seen=NOW, told=NOW)
    tables.quiet().let_fall(found)
    tables.quiet().let_fall(found)
    assert len(tables.rows()) == 1
    assert tables.quiet().find(NOW) == ()


def test_a_long_body_and_a_long_fingerprint_make_no_difference(tables: Tables) -> None:
    for name, seen in (("x" * 3000, NOW - 8 * DAY), ("y" * 3000, NOW)):
        tables.stands(alert(name, description="火" * 9000), seen=seen)
    found = tables.quiet().find(NOW)
    assert names(found) == ["x" * 3000]
    tables.quiet().let_fall(found)
    assert len(tables.rows()) == 1


def test_hundreds_of_alerts_are_read_in_pages_and_batches(tables: Tables) -> None:
    for number in range(230):
        # 5 KB of letters that do not compress: more than the megabyte that one page holds.
        text = "".join(chr(0x4E00 + (number * 7919 + at * 104_729) % 20_000) for at in range(4000))
        tables.stands(alert(str(number), description=text), seen=None, told=NOW - (number % 2) * 20 * DAY)
    pages: list[int] = []

    def scan(method: Any, asked: dict[str, Any]) -> Any:
        answer = method(**asked)
        pages.append(len(answer["Items"]))
        return answer

    assert len(tables.quiet(Through("scan", scan)).find(NOW)) == 115
    assert len(pages) > 1


def test_no_more_falls_at_once_than_a_report_can_bear(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quiet_alerts, "MOST", 3)
    for number in range(5):
        tables.stands(alert(str(number)), seen=None)
    first = tables.quiet().find(NOW)
    tables.quiet().let_fall(first)
    second = tables.quiet().find(NOW)
    assert (len(first), len(second)) == (3, 2)
    assert set(names(first)).isdisjoint(names(second))


def test_keys_that_were_not_processed_are_asked_for_again(tables: Tables) -> None:
    for name in ("fresh", "too"):
        tables.stands(alert(name), seen=NOW)

    def one_at_a_time(method: Any, asked: dict[str, Any]) -> Any:
        ((table, request),) = asked["RequestItems"].items()
        first, *rest = request["Keys"]
        answer = method(RequestItems={table: {**request, "Keys": [first]}})
        return {**answer, "UnprocessedKeys": {table: {**request, "Keys": rest}} if rest else {}}

    assert tables.quiet(Through("batch_get_item", one_at_a_time)).find(NOW) == ()
    assert len(tables.waits) == 1


def test_keys_that_stay_unprocessed_are_an_error_and_nothing_is_called_quiet(tables: Tables) -> None:
    tables.stands(alert("fresh"), seen=NOW)

    def never(_: Any, asked: dict[str, Any]) -> Any:
        return {"Responses": {}, "UnprocessedKeys": asked["RequestItems"]}

    with pytest.raises(RetryError, match="BatchGetItem"):
        tables.quiet(Through("batch_get_item", never)).find(NOW)
    assert sum(tables.waits) < 10


def test_a_table_that_is_not_there_is_an_error(tables: Tables) -> None:
    tables.groups = "nothing"
    with pytest.raises(ParkError, match="dynamodb:Scan"):
        tables.quiet().find(NOW)


def test_a_row_that_nobody_can_read_is_left_alone(tables: Tables) -> None:
    key = {"pk": {"S": "GROUP#root|"}, "sk": {"S": "OPEN#0123456789abcdef"}}
    client("dynamodb").put_item(TableName=tables.groups, Item={**key, "body": {"S": "{"}})
    tables.stands(alert("old"), seen=NOW - 8 * DAY)
    assert names(tables.quiet().find(NOW)) == ["old"]
