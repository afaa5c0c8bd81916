"""What somebody who wishes harm, a storm or bad luck may do to routing: people hear all that matters, and in order."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import pairwise
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from hinomi.edge import batch, flush, group_table
from hinomi.edge.ticks import Tick
from hinomi.errors import RetryError
from hinomi.model import Fact, Message, Outlet, Reason, Report, Resource, Severity, Wording
from hinomi.routing import memory_groups, rates, windows
from hinomi.routing.groups import Lease, overflow_group
from support.aws import sqs_batch
from support.once import once
from support.tower import MAIL, START, Kept, in_dynamodb, in_memory

if TYPE_CHECKING:
    from pathlib import Path

    from support.tower import Build, Told, Tower

APART = {"group_by": ["..."]}
CRITICAL, HIGH, MEDIUM, LOW = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW
SEQUENCE = {"type": "AttackSequence:IAM/CompromisedCredentials", "severity": CRITICAL}
ROOT = {"source": "signin", "type": "root_signin.success", "guide": ("root/signin_success",)}
TAMPERING = {"type": "Stealth:IAMUser/CloudTrailLoggingDisabled", "severity": LOW}
SATURDAY = int(datetime(2026, 11, 21, 1, tzinfo=UTC).timestamp() * 1000)
WEEKEND: dict[str, Any] = {"mute": {"weekend": {"weekdays": ["sat", "sun"]}}}
TOPIC = "arn:aws:sns:ap-northeast-1:111122223333:pager"
RECEIVERS = {"pager": {"channels": [{"channel": "email", "locale": "ja", "topic": TOPIC}]}}
PAGER = "pager/email-ja"
BASE = Outlet(name="default/email-ja", channel="email", locale="ja", address="topic-base")
BY_SEVERITY = {"routes": [{"name": "pager", "match": {"severity": ">=HIGH"}, "receiver": "pager"}]}


@pytest.fixture
def kept(request: pytest.FixtureRequest) -> Kept:
    """Keep everything in memory, but where the store matters."""
    made: Kept = getattr(request, "param", in_memory)()
    return made


def names(count: int, what: str = "x") -> list[str]:
    return [f"{what}{number}" for number in range(count)]


def first_heard(tower: Tower, name: str, outlet: str = "") -> float | None:
    return next((told.at for told in tower.told(outlet) if name in told.news), None)


def reasons(tower: Tower, name: str, outlet: str = "") -> list[str]:
    return [told.news[name] for told in tower.told(outlet) if name in told.news]


def most_within(seconds: float, told: list[Told]) -> int:
    return max(sum(one.at <= other.at < one.at + seconds for other in told) for one in told)


# Who may speak as whom


def by_topic(body: dict[str, Any]) -> dict[str, Any]:
    """Let a body come by the topic of the budgets."""
    arn = "arn:aws:sns:ap-northeast-1:111122223333:budgets"
    return {"Type": "Notification", "MessageId": "m", "TopicArn": arn, "Subject": "s", "Message": json.dumps(body)}


def test_a_finding_that_comes_by_the_topic_of_the_budgets_is_none(build: Build, root: Path) -> None:
    real = json.loads((root / "events/guardduty/ec2_ssh_brute_force.json").read_text())
    forged = json.loads(json.dumps(real))
    forged["detail"]["service"]["archived"] = True
    forged["detail"]["updatedAt"] = "2099-01-01T00:00:00.000Z"
    tower = build()
    assert tower.take(real) == ["first_seen"]
    tower.turn(31)
    tower.take(by_topic(forged))
    tower.turn(hours=1)
    said = [item for _, _, bundle in tower.spoken() for item in bundle.items]
    assert [item.alert.source for item in said] == ["guardduty", "unrecognized"]
    assert Reason.RESOLVED not in {item.decision.reason for item in said}
    real["detail"] |= {"severity": 9.5, "updatedAt": "2026-11-30T00:00:00.000Z"}
    assert tower.take(real) == ["escalated"]


@pytest.mark.parametrize("kind", ["drill", "sample"])
def test_a_drill_or_a_sample_inhibits_nothing_real(build: Build, kind: str) -> None:
    rule = {"name": "r", "source": {"type": "Stolen:*"}, "target": {"type": "Then:*"}, "equal": ["account"]}
    tower = build(APART, inhibit=[rule])
    tower.fire("source", type="Stolen:A", **{kind: True})
    tower.fire("rehearsed", type="Then:B", **{kind: True})
    tower.fire("real", type="Then:B")
    tower.turn(hours=1)
    assert first_heard(tower, "real") == 30
    assert first_heard(tower, "rehearsed") is None


# Overflows


def flood(tower: Tower, count: int = 40, what: str = "low", **changes: Any) -> None:
    """Let more come at one moment than there is room for."""
    tower.fire(*names(count, what), **{"severity": LOW, **changes})


def test_nothing_is_held_back_in_an_overflow(build: Build) -> None:
    tower = build(APART)
    flood(tower, type="Recon:EC2/Portscan")
    tower.turn(30)
    tower.silence("s", {"type": "Recon:*"}, minutes=7 * 1440)
    tower.turn(minutes=10)
    heard = {name for told in tower.told() for name in told.news}
    assert heard == set(names(40, "low"))
    assert not tower.kept.groups.bucket(MAIL.rate_key).spills
    tower.fire("high")
    tower.turn(31)
    assert "high" in tower.told()[-1].news


@pytest.mark.parametrize("interval", ["0s", "24h"])
def test_an_overflow_is_told_every_five_minutes_whatever_the_root_says(build: Build, interval: str) -> None:
    tower = build({**APART, "group_wait": "0s", "group_interval": interval})
    for number in range(400):
        tower.fire(f"x{number}", severity=LOW)
        tower.turn(3)
    tower.turn(minutes=10)
    digests = [at / 1000 for at, _, bundle in tower.spoken() if bundle.overflow]
    assert len(digests) > 2
    assert all(300 <= after - before < 330 for before, after in pairwise(digests))
    assert len({name for told in tower.told() for name in told.news}) == 400


def use_up(tower: Tower, tokens: int) -> None:
    """Leave mail without so many of its 20 tokens; one comes back every 10 s, and 5 are the reserve."""
    before = tower.kept.groups.bucket(MAIL.rate_key)
    used = msgspec.structs.replace(before, full_at=tower.now + tokens * 10_000)
    assert tower.kept.groups.swap(MAIL.rate_key, before, used)


def test_what_has_overflowed_of_what_goes_at_once_waits_for_a_token_as_any_other(build: Build) -> None:
    tower = build()
    use_up(tower, 20)
    tower.fire("a", severity=CRITICAL)
    tower.turn(minutes=10)
    assert [told.at for told in tower.told()] == [60]


def test_nothing_passes_its_own_overflow(build: Build) -> None:
    tower = build()
    use_up(tower, 20)
    tower.fire("a", severity=CRITICAL)
    tower.turn(15).fire("b", severity=CRITICAL)
    tower.turn(minutes=10)
    assert [(told.at, set(told.news)) for told in tower.told()] == [(60, {"a", "b"})]


def test_what_has_overflowed_of_one_outlet_holds_up_no_other_of_the_same_address(build: Build) -> None:
    other = msgspec.structs.replace(MAIL, name="other")
    tower = build(outlets=(MAIL, other))
    before = tower.kept.groups.bucket(MAIL.rate_key)
    tower.kept.groups.swap(MAIL.rate_key, before, rates.spilled(before, overflow_group("mail")))
    tower.fire("a")
    tower.turn(minutes=10)
    assert first_heard(tower, "a", "other") == 30
    assert first_heard(tower, "a", "mail") == 40
    assert not tower.kept.groups.bucket(MAIL.rate_key).spills


def test_a_storm_of_what_is_critical_keeps_to_the_pace_and_loses_nothing(build: Build) -> None:
    tower = build()
    for number in range(600):
        tower.fire(f"x{number}", severity=CRITICAL)
        tower.turn(0.5)
    tower.turn(minutes=10)
    assert most_within(100, tower.told()) <= 20 + 10 + 1
    assert {name for told in tower.told() for name in told.news} == set(names(600))


@pytest.mark.parametrize("kind", [{}, {"drill": True}, {"sample": True}], ids=["real", "drill", "sample"])
def test_critical_alerts_without_end_keep_nothing_else_from_being_told(build: Build, kind: dict[str, bool]) -> None:
    tower = build()
    for number in range(200):
        tower.fire(f"x{number}", severity=CRITICAL, account="123456789012", **kind)
        tower.turn(5)
    fired = (tower.now - START) / 1000
    tower.fire("high")
    for number in range(200, 400):
        tower.fire(f"x{number}", severity=CRITICAL, account="123456789012", **kind)
        tower.turn(5)
    heard = first_heard(tower, "high")
    assert heard is not None
    assert heard - fired < 400


@pytest.mark.parametrize(
    ("kind", "at"), [({}, 0), ({"drill": True}, 10), ({"sample": True}, 10)], ids=["real", "drill", "sample"]
)
def test_the_reserve_is_for_what_is_real(build: Build, kind: dict[str, bool], at: float) -> None:
    tower = build()
    use_up(tower, 15)
    tower.fire("a", severity=CRITICAL, **kind)
    tower.turn(minutes=1)
    assert [told.at for told in tower.told()] == [at]


def test_what_has_nothing_to_tell_leaves_an_overflow_that_has_no_room(build: Build) -> None:
    tower = build(APART)
    flood(tower)
    tower.turn(30.1)
    waiting = tower.kept.groups.read(overflow_group("mail")).news
    assert waiting
    marks = (msgspec.structs.replace(one, id=f"{one.id[:8]}ffffffff", told=True) for one in waiting[:3])
    tower.kept.groups.join(overflow_group("mail"), marks)
    use_up(tower, 20)
    tower.rehearsal.flush.tick(overflow_group("mail"), tower.now)
    left = {news.alert.fingerprint for news in tower.kept.groups.read(overflow_group("mail")).news}
    assert left == {news.alert.fingerprint for news in waiting[3:]}


def test_the_report_of_a_round_takes_a_token_and_waits_for_one_by_itself(build: Build) -> None:
    tower = build()
    for number in range(60):
        report = Report(run=f"r{number}", texts={"ja": Wording(headline="h")})
        tower.fire(f"r{number}", source="baseline", type="round", report=report, severity=Severity.INFO)
    tower.turn(1)
    assert len(tower.told()) <= 20
    tower.turn(minutes=20)
    assert sorted(name for told in tower.told() for name in told.news) == sorted(names(60, "r"))
    assert all(len(told.news) == 1 for told in tower.told())
    assert not tower.kept.groups.bucket(MAIL.rate_key).spills


def test_what_a_person_asked_for_is_held_by_nothing(build: Build) -> None:
    """A silence of the finding, a window and a rule hold the finding's own alert, not the answer to who asked."""
    outlet = msgspec.structs.replace(MAIL, floor=HIGH)
    rule = {"name": "r", "during": ["weekend"], "target": {"source": "securityhub_request"}}
    tower = build({"mute": ["weekend"]}, outlets=(outlet,), start=SATURDAY, **WEEKEND, inhibit=[rule])
    tower.silence("s", {"source": "securityhub_request"}, minutes=600)
    asked = {"source": "securityhub_request", "requested": True, "moment": True, "severity": Severity.INFO}
    tower.fire("asked", **asked)
    tower.fire("not asked", **asked | {"requested": False, "severity": HIGH})
    tower.turn(minutes=2)
    assert [list(told.news) for told in tower.told()] == [["asked"]]


def test_what_is_over_when_it_is_told_is_not_repeated_and_does_not_stand(build: Build) -> None:
    tower = build({**APART, "repeat_interval": "1h", "group_wait": "0s"})
    tower.fire("once", moment=True)
    tower.fire("stands")
    tower.turn(hours=3)
    assert (reasons(tower, "once"), reasons(tower, "stands")[:2]) == (["first_seen"], ["first_seen", "repeat_due"])
    assert (tower.group("once").standing, len(tower.group("stands").standing)) == ((), 1)
    offered = {
        name: "silence add" in sent.body
        for told, (_, _, sent) in zip(tower.told(), tower.post.sent, strict=True)
        for name in told.news
    }
    assert offered == {"once": False, "stands": True}


def receiver(*channels: str) -> dict[str, Any]:
    """Make settings whose one receiver reads in these channels."""
    return {"receivers": {"ops": {"channels": [{"channel": one, "locale": "ja"} for one in channels]}}}


def test_an_outlet_that_is_taken_away_leaves_its_overflow_to_nobody(build: Build) -> None:
    q, slack = (Outlet(name=f"ops/{one}-ja", channel=one, locale="ja", address=one) for one in ("q", "slack"))
    routes = {**APART, "receiver": "ops"}
    tower = build(routes, outlets=(q, slack), **receiver("q", "slack"))
    tower.fire(*names(12))
    tower.turn(30)
    before = len(tower.told("ops/q-ja"))
    assert tower.kept.groups.read(overflow_group("ops/slack-ja")).news
    tower.outlets = (q,)
    tower.restart({"routes": routes, **receiver("q")})
    tower.turn(hours=1)
    assert len(tower.told("ops/q-ja")) == before
    assert tower.kept.groups.read(overflow_group("ops/slack-ja")).news == ()
    assert tower.rehearsal.agenda.ordered == []


# Parked messages


PARKED = Message(channel="email", locale="ja", subject="s", body="b")


def test_a_parked_message_that_is_sent_again_takes_a_token(build: Build) -> None:
    tower = build()
    for _ in range(40):
        send_again(tower, MAIL)
    tower.turn()
    assert tower.now - START >= (40 - 15) * 10_000
    assert len(tower.post.sent) == 40


def send_again(tower: Tower, outlet: Outlet) -> None:
    """Send a message again and again until it is taken, as a queue does."""
    while True:
        try:
            return tower.rehearsal.flush.send_again(outlet, PARKED)
        except RetryError as error:
            tower.turn(error.after or 0)


def test_a_parked_message_goes_to_the_address_that_its_outlet_has_by_now(build: Build) -> None:
    tower = build(outlets=(BASE,))
    gone = Outlet(name=BASE.name, channel=BASE.channel, locale=BASE.locale, address="topic-gone")
    tower.rehearsal.flush.send_again(gone, PARKED)
    assert [to.address for _, to, _ in tower.post.sent] == ["topic-base"]


# What holds alerts back


def test_windows_are_looked_up_once_in_a_flush(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    until = windows.Window.until

    def counting(self: windows.Window, now: int) -> int | None:
        asked.append(now)
        return until(self, now)

    monkeypatch.setattr(windows.Window, "until", counting)
    rule = {"name": "r", "during": ["weekend"], "target": {"severity": "LOW"}}
    tower = build({"mute": ["weekend"]}, start=SATURDAY, inhibit=[rule], **WEEKEND)
    tower.fire(*names(50, "low"), severity=LOW)
    tower.fire(*names(50, "high"))
    tower.post.clock.now += 30_000
    assert tower.rehearsal.flush.tick(tower.branch("low0").group, tower.now).held == 100
    assert len(asked) == 2


@pytest.mark.parametrize(
    "alert", [{"severity": CRITICAL}, ROOT, TAMPERING, SEQUENCE], ids=["critical", "root", "tampering", "sequence"]
)
def test_a_mute_window_holds_back_nothing_that_nobody_should_miss(build: Build, alert: dict[str, Any]) -> None:
    tower = build({"mute": ["weekend"]}, start=SATURDAY, **WEEKEND)
    tower.fire("a", **alert)
    tower.fire("held")
    tower.turn(31)
    assert [set(told.news) for told in tower.told()] == [{"a"}]


def test_a_mute_window_does_not_hold_back_the_end_of_what_is_critical(build: Build) -> None:
    tower = build({"mute": ["weekend"]}, start=SATURDAY, **WEEKEND)
    tower.fire("a", severity=CRITICAL)
    tower.turn(minutes=10).resolve("a", severity=Severity.INFO)
    tower.turn(minutes=10)
    assert reasons(tower, "a") == ["first_seen", "resolved"]


def test_what_a_sequence_has_held_for_a_week_is_over(build: Build) -> None:
    tower = build()
    tower.fire("sequence", **SEQUENCE)
    tower.fire("part", facts=(Fact("associated_sequence", "sequence"),))
    tower.turn(hours=8 * 24)
    assert tower.group("part").news == ()
    assert tower.rehearsal.agenda.ordered == []
    tower.turn(hours=32 * 24)
    assert [set(told.news) for told in tower.told()] == [{"sequence"}]


def test_what_a_sequence_has_held_for_a_day_is_told_when_it_ends(build: Build) -> None:
    tower = build()
    tower.fire("sequence", **SEQUENCE)
    tower.fire("part", facts=(Fact("associated_sequence", "sequence"),))
    tower.turn(hours=24).resolve("sequence")
    tower.turn(hours=1)
    assert reasons(tower, "part") == ["first_seen"]


# Order


def test_an_alert_that_takes_another_route_leaves_the_first_though_it_is_being_told_there(build: Build) -> None:
    tower = build({"repeat_interval": "1h", "routes": [{"name": "high", "match": {"severity": ">=HIGH"}}]})
    tower.fire("a", severity=MEDIUM)
    groups = [tower.branch("a").group]
    tower.post.meanwhile = lambda: tower.fire("a", severity=HIGH)
    tower.turn(minutes=10)
    assert reasons(tower, "a") == ["first_seen", "escalated"]
    groups.append(tower.branch("a").group)
    tower.resolve("a")
    tower.turn(hours=4)
    assert reasons(tower, "a") == ["first_seen", "escalated", "resolved"]
    assert groups[0] != groups[1]
    left = [tower.kept.groups.read(group) for group in groups]
    assert [(contents.news, contents.standing) for contents in left] == [((), ()), ((), ())]


@pytest.mark.parametrize("kept", [in_memory, pytest.param(in_dynamodb, marks=once)], indirect=True)
def test_what_came_and_went_among_more_than_one_flush_reads_is_not_told(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_groups, "NEWS_AT_ONCE", 9)
    monkeypatch.setattr(group_table, "NEWS_AT_ONCE", 9)
    tower = build()
    tower.fire(*names(30))
    tower.resolve(*names(30))
    tower.turn(hours=2)
    assert tower.told() == []
    assert tower.group("x0").news == ()


def test_repeats_come_though_a_group_has_news_at_each_flush(build: Build) -> None:
    tower = build({"repeat_interval": "1h"})
    tower.fire("high")
    tower.turn(60)
    for number in range(60):
        tower.fire(f"low{number}", severity=LOW)
        tower.turn(minutes=4)
    assert reasons(tower, "high").count("repeat_due") in {3, 4}


def test_what_ends_by_another_source_before_anybody_heard_of_it_is_not_told_at_all(build: Build) -> None:
    tower = build()
    tower.fire("other")
    tower.turn(31).fire("a")
    tower.turn(60).resolve("a", source="securityhub")
    tower.turn(hours=2)
    assert reasons(tower, "a") == []


def test_an_end_goes_where_people_heard_of_the_alert_and_nowhere_else(build: Build) -> None:
    routes = {"routes": [{"name": "hub", "match": {"source": "securityhub"}, "receiver": "pager"}]}
    tower = build(routes, outlets=(BASE,), receivers=RECEIVERS)
    tower.fire("a")
    group = tower.branch("a").group
    tower.turn(31).resolve("a", source="securityhub")
    tower.turn(hours=2)
    assert reasons(tower, "a", BASE.name) == ["first_seen", "resolved"]
    assert reasons(tower, "a", PAGER) == []
    assert tower.kept.groups.read(group).standing == ()


def test_an_end_goes_to_each_receiver_that_heard_of_the_alert(build: Build) -> None:
    tower = build(BY_SEVERITY, outlets=(BASE,), receivers=RECEIVERS)
    tower.fire("a", severity=MEDIUM)
    tower.turn(minutes=10).fire("a", severity=HIGH)
    tower.turn(minutes=10).resolve("a", severity=HIGH)
    tower.turn(hours=2)
    assert reasons(tower, "a", BASE.name) == ["first_seen", "escalated", "resolved"]
    assert reasons(tower, "a", PAGER) == ["escalated", "resolved"]


# What errors say, and how long they are borne


def test_no_error_names_a_group_or_what_an_alert_is_about(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    tower = build({"group_by": ["tag.Customer"]})
    bucket = Resource(type="AWS::S3::Bucket", id="b", tags={"Customer": "SECRET"})
    tower.fire("SECRET", resources=(bucket,))
    group = tower.branch("SECRET").group
    assert "SECRET" in group
    tower.kept.groups.lease(group, Lease("another", tower.now + 90_000), tower.now)
    with pytest.raises(RetryError) as flushed:
        tower.rehearsal.flush.tick(group, tower.now)
    monkeypatch.setattr(tower.kept.groups, "join", fail)
    with pytest.raises(RetryError):
        tower.fire("SECRET", resources=(bucket,), severity=CRITICAL)
    with pytest.raises(RetryError) as taken:
        tower.fire("SECRET", resources=(bucket,), severity=CRITICAL)
    assert "another worker" in str(flushed.value)
    assert "another worker" in str(taken.value)
    assert "SECRET" not in f"{flushed.value}{taken.value}"


def test_no_error_names_what_another_worker_has_taken(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    tower = build()
    tower.fire("SECRET")
    monkeypatch.setattr(tower.kept.store, "take", lambda *_: False)
    with pytest.raises(RetryError, match="taken by another worker") as taken:
        tower.resolve("SECRET")
    assert "SECRET" not in str(taken.value)


def fail(*_: object) -> None:
    raise RetryError("dynamodb:PutItem: InternalServerError")


def test_ten_tries_of_a_tick_are_about_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[int] = []

    def change(**given: Any) -> None:
        waits.append(given["VisibilityTimeout"])

    queue = SimpleNamespace(change_message_visibility=change)
    monkeypatch.setenv("HINOMI_FLUSH_QUEUE_URL", "https://example.com/queue")
    monkeypatch.setattr(flush, "flush", lambda: SimpleNamespace(tick=fail))
    monkeypatch.setattr(batch, "client", lambda _: queue)
    for tries in range(1, 10):
        (record,) = sqs_batch(msgspec.json.encode(Tick(group="g", at=0)).decode(), tries=tries)["Records"]
        with pytest.raises(RetryError):
            flush.take(record)
    assert 55 * 60 <= sum(waits) <= 65 * 60
