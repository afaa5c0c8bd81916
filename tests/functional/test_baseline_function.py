"""The baseline function, step by step as the state machine asks, up to the event that carries the report."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from botocore.exceptions import ClientError

from hinomi.edge import baseline
from hinomi.edge.dynamodb_store import DynamoDBStore
from hinomi.edge.group_items import write_standing
from hinomi.edge.round_table import RoundTable
from hinomi.edge.silence_table import SilenceTable
from hinomi.envelope import open_envelope
from hinomi.errors import RetryError
from hinomi.model import Branch, Lifecycle
from hinomi.normalize import normalize
from hinomi.routing.groups import Standing
from hinomi.routing.silences import Silence
from hinomi.state import Claim, Told
from support.account.fake import HOME, REGIONS, Fault
from support.account.services import fake_account
from support.alerts import make_alert
from support.once import once
from support.table import client, create_round_table, create_table

if TYPE_CHECKING:
    from support.account.fake import FakeAccount

pytestmark = once

EXECUTION: dict[str, Any] = {"run": "a-name", "started": "2026-11-28T18:00:00.000Z"}


@dataclass
class Context:
    """Lambda's context, with time enough."""

    left: int = 600_000

    def get_remaining_time_in_millis(self) -> int:
        return self.left


@dataclass
class Deployed:
    """The function where it is deployed, and what it put on the bus."""

    fake: FakeAccount
    table: RoundTable
    sent: list[dict[str, Any]]

    def step(self, do: str, left: int = 600_000, **parameters: Any) -> dict[str, Any]:
        return baseline.handler({"do": do, **parameters}, Context(left))

    def round(self, name: str) -> dict[str, Any]:
        """Take every step of one round."""
        planned = self.step("plan", run=name, started="2026-11-28T18:00:00.000Z")
        for region in planned["regions"]:
            assert self.step("walk", run=planned["run"], region=region, walks=0, remaining=None)["done"]
        self.step("report", run=planned["run"], regions=[{"region": region} for region in planned["regions"]])
        return planned


@pytest.fixture
def deployed(monkeypatch: pytest.MonkeyPatch) -> Deployed:
    """The function with a table of its own, an account in memory, and a bus that keeps what it is given."""
    name = create_round_table()
    sent: list[dict[str, Any]] = []
    for variable, value in {
        "HINOMI_TABLE": create_table(),
        "HINOMI_ROUND_TABLE": name,
        "HINOMI_ROUND_MODE": "enforce",
        "AWS_REGION": HOME,
    }.items():
        monkeypatch.setenv(variable, value)
    fake = fake_account()
    monkeypatch.setattr("hinomi.edge.baseline.boto3.Session", lambda: fake.session)
    monkeypatch.setattr(baseline, "client", lambda service: Bus(sent) if service == "events" else client(service))
    return Deployed(fake, RoundTable(client("dynamodb"), name), sent)


class Bus:
    """EventBridge, as far as it takes events."""

    refuses = ""

    def __init__(self, sent: list[dict[str, Any]]) -> None:
        self._sent = sent

    def put_events(self, Entries: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803 - AWS's own name
        if self.refuses:
            return {"FailedEntryCount": 1, "Entries": [{"ErrorCode": self.refuses}]}
        self._sent += Entries
        return {"FailedEntryCount": 0, "Entries": [{"EventId": "an id"}]}


def test_a_round_ends_with_one_report_that_the_intake_understands(deployed: Deployed) -> None:
    planned = deployed.round("first")
    (entry,) = deployed.sent
    assert (entry["Source"], entry["DetailType"]) == ("hinomi.baseline", "Baseline Round Reported")
    event = {
        "id": "e-1",
        "source": entry["Source"],
        "detail-type": entry["DetailType"],
        "account": "111122223333",
        "region": HOME,
        "time": "2026-11-28T18:10:00Z",
        "resources": [],
        "detail": json.loads(entry["Detail"]),
    }
    (alert,) = (alert for one in open_envelope(event) for alert in normalize(one))
    assert alert.source == "baseline"
    assert planned["run"] in alert.fingerprint


def test_the_first_round_writes_nothing_and_the_second_does(deployed: Deployed) -> None:
    deployed.round("first")
    assert deployed.fake.written() == []
    deployed.round("second")
    assert len(deployed.fake.written()) > len(REGIONS)
    first, second = (msgspec.json.decode(entry["Detail"]) for entry in deployed.sent)
    assert (first["first"], second["first"]) == (True, False)
    assert "changed" not in first["outcomes"]
    assert second["outcomes"]["changed"] > len(REGIONS)


def test_a_run_has_a_name_that_a_person_can_type_and_the_same_execution_the_same(deployed: Deployed) -> None:
    one, again = (deployed.step("plan", **EXECUTION) for _ in range(2))
    other = deployed.step("plan", **{**EXECUTION, "run": "another-name"})
    assert one == again
    assert one["run"].startswith("2026-11-28-")
    assert other["run"] != one["run"]


def test_a_walk_that_runs_out_of_time_says_so_and_is_gone_on_with(deployed: Deployed) -> None:
    planned = deployed.step("plan", **EXECUTION)
    first = deployed.step("walk", left=baseline.RESERVE_MS, run=planned["run"], region=HOME, walks=0, remaining=None)
    assert (first["done"], first["why"], first["walks"]) == (False, "time", 1)
    assert first["remaining"]
    (rest,) = [deployed.step("walk", **{name: first[name] for name in ("run", "region", "remaining", "walks")})]
    assert (rest["done"], rest["walks"]) == (True, 2)


def test_a_region_that_failed_is_in_the_report_with_the_reason(deployed: Deployed) -> None:
    planned = deployed.step("plan", **EXECUTION)
    deployed.step("walk", run=planned["run"], region=HOME, walks=0, remaining=None)
    failed = [{"region": "us-east-1", "problem": "Lambda.Timeout"}, {"region": "eu-west-1", "problem": "time"}]
    deployed.step("report", run=planned["run"], regions=[{"region": HOME}, *failed])
    said = deployed.sent[0]["Detail"]
    assert "Lambda.Timeout" in said
    assert "N. Virginia" in said


def test_a_report_that_the_bus_refuses_is_asked_for_again_and_the_round_stays_open(
    deployed: Deployed, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = deployed.step("plan", **EXECUTION)
    monkeypatch.setattr(Bus, "refuses", "ThrottlingException")
    with pytest.raises(RetryError, match="ThrottlingException"):
        deployed.step("report", run=planned["run"], regions=[])
    assert deployed.table.runs(1)[0].ended == 0
    monkeypatch.setattr(Bus, "refuses", "")
    deployed.step("report", run=planned["run"], regions=[])
    assert deployed.table.runs(1)[0].ended > 0


def test_a_score_that_nobody_may_read_does_not_keep_the_report_back(deployed: Deployed) -> None:
    deployed.fake.faults.append(Fault("securityhub", "describe_hub", "AccessDeniedException", times=99))
    deployed.round("first")
    assert len(deployed.sent) == 1
    assert deployed.table.runs(1)[0].score == -1


def test_a_step_that_nobody_knows_is_refused(deployed: Deployed) -> None:
    with pytest.raises(KeyError):
        deployed.step("dance")
    with pytest.raises(msgspec.ValidationError):
        deployed.step("plan", dance="wild")


def test_the_heartbeat_counts_from_the_last_round_or_from_the_first_heartbeat(
    deployed: Deployed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    start = 1_795_143_845_000
    monkeypatch.setattr(baseline, "_now", lambda: start)
    assert deployed.step("heartbeat")["hours"] == 0
    monkeypatch.setattr(baseline, "_now", lambda: start + 9 * 86_400_000)
    capsys.readouterr()
    assert deployed.step("heartbeat")["hours"] == 216
    metric = json.loads(capsys.readouterr().out)
    assert metric["HoursSinceRound"] == [216.0]
    assert metric["service"] == "baseline"
    deployed.round("first")
    assert deployed.step("heartbeat")["hours"] == 0


def test_a_round_that_began_and_never_ended_is_no_heartbeat(
    deployed: Deployed, monkeypatch: pytest.MonkeyPatch
) -> None:
    deployed.step("heartbeat")
    deployed.step("plan", **EXECUTION)
    monkeypatch.setattr(baseline, "_now", lambda: time.time_ns() // 1_000_000 + 10 * 86_400_000)
    assert deployed.step("heartbeat")["hours"] >= 240


def test_a_table_that_is_gone_is_an_error_not_a_silence(deployed: Deployed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HINOMI_ROUND_TABLE", "nothing")
    with pytest.raises((ClientError, Exception), match="dynamodb"):
        deployed.step("plan", **EXECUTION)


def test_alerts_that_cannot_be_counted_do_not_keep_the_report_back(
    deployed: Deployed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HINOMI_TABLE", "nothing")
    deployed.round("first")
    assert len(deployed.sent) == 1
    assert deployed.table.runs(1)[0].ended > 0


DAY = 86_400_000
NOW = time.time_ns() // 1_000_000


@pytest.fixture
def groups(deployed: Deployed, monkeypatch: pytest.MonkeyPatch) -> str:
    """The table of groups, in which one alert stands that was told of ten days ago."""
    assert deployed.sent == []
    name = create_round_table()
    monkeypatch.setenv("HINOMI_GROUP_TABLE", name)
    branch = Branch(route="root", receiver="default", group="root|")
    old = Standing(alert=make_alert(), branch=branch, told=NOW - 10 * DAY)
    client("dynamodb").put_item(TableName=name, Item=write_standing(old))
    return name


def standing(groups: str) -> int:
    rows = client("dynamodb").scan(TableName=groups)["Items"]
    return sum(row["sk"]["S"].startswith("OPEN#") for row in rows)


def test_what_went_quiet_is_told_once_and_stands_no_longer(deployed: Deployed, groups: str) -> None:
    for name in ("first", "second"):
        planned = deployed.step("plan", run=name, started=EXECUTION["started"])
        deployed.step("report", run=planned["run"], regions=[])
        assert standing(groups) == 0
    first, second = (json.loads(entry["Detail"])["texts"]["en"]["sections"] for entry in deployed.sent)
    (told,) = (section for section in first if section["heading"] == "Went quiet this week")
    assert "not repeated" in told["items"][0]
    assert "(111122223333, Tokyo): High; last seen on" in told["items"][1]
    assert "Went quiet this week" not in [section["heading"] for section in second]


def test_what_went_quiet_stands_until_the_report_is_out(
    deployed: Deployed, groups: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = deployed.step("plan", **EXECUTION)
    monkeypatch.setattr(Bus, "refuses", "ThrottlingException")
    with pytest.raises(RetryError):
        deployed.step("report", run=planned["run"], regions=[])
    assert standing(groups) == 1
    monkeypatch.setattr(Bus, "refuses", "")
    deployed.step("report", run=planned["run"], regions=[])
    assert standing(groups) == 0
    assert "Went quiet this week" in deployed.sent[0]["Detail"]


def test_a_silence_that_ends_soon_is_in_the_report(deployed: Deployed, groups: str) -> None:
    soon = Silence(id="s-1", match={"source": "guardduty"}, owner="kei", reason="scan", starts=0, ends=NOW + 3 * DAY)
    SilenceTable(client("dynamodb"), groups).put(soon)
    planned = deployed.step("plan", **EXECUTION)
    deployed.step("report", run=planned["run"], regions=[])
    assert "source=guardduty (s-1): Ends on" in deployed.sent[0]["Detail"]


def test_groups_that_cannot_be_read_do_not_keep_the_report_back(
    deployed: Deployed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HINOMI_GROUP_TABLE", "nothing")
    planned = deployed.step("plan", **EXECUTION)
    deployed.step("report", run=planned["run"], regions=[])
    assert len(deployed.sent) == 1
    assert deployed.table.runs(1)[0].ended > 0


def test_rows_that_cannot_be_removed_do_not_ask_for_the_report_again(
    deployed: Deployed, groups: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stubborn:
        def __getattr__(self, name: str) -> Any:
            return getattr(client("dynamodb"), name)

        def delete_item(self, **_: Any) -> Any:
            raise ClientError({"Error": {"Code": "AccessDeniedException"}}, "DeleteItem")

    services = {"events": Bus(deployed.sent), "dynamodb": Stubborn()}
    monkeypatch.setattr(baseline, "client", services.__getitem__)
    planned = deployed.step("plan", **EXECUTION)
    assert deployed.step("report", run=planned["run"], regions=[]) == {"run": planned["run"]}
    assert (len(deployed.sent), standing(groups)) == (1, 1)


def test_the_alerts_of_the_week_are_counted_but_not_the_reports(deployed: Deployed) -> None:
    store = DynamoDBStore(client("dynamodb"), os.environ["HINOMI_TABLE"])
    for fingerprint, source, at in (
        ("new", "guardduty", NOW - DAY),
        ("old", "guardduty", NOW - 8 * DAY),
        ("report", "baseline", NOW - DAY),
    ):
        one = make_alert(fingerprint=fingerprint, source=source)
        store.observe(one, Claim("c", at), at)
        told = Told(severity=one.severity, lifecycle=Lifecycle.OPEN, compliance="", source=source, at=at, claim="c")
        assert store.confirm(fingerprint, told)
    planned = deployed.step("plan", **EXECUTION)
    deployed.step("report", run=planned["run"], regions=[])
    lines = json.loads(deployed.sent[0]["Detail"])["texts"]["en"]["lines"]
    said = {line["label"]: line["value"] for line in lines}
    assert (said["Alerts of the last 7 days"], said["Open alerts"]) == ("1", "High 2")
