from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from hinomi import render
from hinomi.brief import brief
from hinomi.config import Config
from hinomi.i18n import text
from hinomi.model import Bundle, Decision, Fact, Reason, Resource
from hinomi.render import MACHINE, MACHINE_BYTES, Renderer, for_machines, preview
from support.alerts import make_alert
from support.digests import branch_of, item, items, outlet

if TYPE_CHECKING:
    from hinomi.briefing import Briefing
    from hinomi.model import Notification

NEWS = Decision(notify=True, reason=Reason.FIRST_SEEN)


def read(**changes: Any) -> dict[str, Any]:
    message = for_machines(make_alert(**changes), NEWS)
    assert len(message.body.encode()) <= MACHINE_BYTES
    told: dict[str, Any] = json.loads(message.body)
    return told


def test_machines_read_severity_by_name_and_the_reason() -> None:
    told = read()
    assert (told["alert"]["severity"], told["decision"]) == ("HIGH", {"notify": True, "reason": "first_seen"})
    assert "shortened" not in told


def test_machines_get_no_control_or_bidi_characters() -> None:
    assert read(title="a\u202eb\x1b[31mc")["alert"]["title"] == "abc"


def test_machines_get_no_access_key_in_full_wherever_a_source_left_it() -> None:
    key = "AKIAIOSFODNN7EXAMPLE"
    alert = make_alert(
        title=key,
        reference=f"arn:{key}",
        facts=(Fact("detail", f"key {key}"),),
        resources=(Resource(type="AWS::IAM::AccessKey", id=key, tags={key: key}),),
    )
    body = for_machines(alert, Decision(notify=True, reason=Reason.FIRST_SEEN)).body
    assert key not in body
    assert "AKIA****MPLE" in body


def test_machines_get_the_lines_of_a_text() -> None:
    assert read(description="one\ntwo")["alert"]["description"] == "one\ntwo"


@pytest.mark.parametrize(("channel", "ascii_subject"), [("email", True), ("email", False), ("slack", True)])
def test_a_subject_is_in_ascii_where_a_mail_is_wanted_so(channel: str, *, ascii_subject: bool) -> None:
    message = preview(item(make_alert()), Config(ascii_subject=ascii_subject), channel=channel, locale="ja")
    assert message.subject.isascii() is (channel == "email" and ascii_subject)


@pytest.mark.parametrize(
    "changes",
    [
        {"description": "火" * 200_000},
        {"resources": tuple(Resource(type="AWS::S3::Bucket", id=f"{n:05}" * 20) for n in range(3000))},
        {"facts": (Fact("detail", '\\"' * 100_000),)},
        {"title": "\x01" * 10 + '"' * 300_000},
    ],
)
def test_what_no_message_could_hold_is_shortened_and_says_so(changes: dict[str, Any]) -> None:
    told = read(**changes)
    assert told["shortened"] is True
    assert told["alert"]["fingerprint"] == make_alert().fingerprint


def test_machines_read_where_an_alert_goes() -> None:
    message = for_machines(make_alert(), NEWS, [branch_of("guardduty")])
    assert json.loads(message.body)["routes"] == [{"route": "root", "receiver": "default"}]
    assert read()["routes"] == []


def test_the_outlet_for_machines_takes_one_alert_in_no_language() -> None:
    bundle = Bundle(items=(item(make_alert()),))
    assert Renderer(bundle, Config()).render(outlet(MACHINE, "")) == for_machines(make_alert(), NEWS)


def test_each_language_and_time_zone_is_briefed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    briefed = []

    def count(notification: Notification, config: Config) -> Briefing:
        briefed.append((notification.locale, config.time_zone))
        return brief(notification, config)

    monkeypatch.setattr(render, "brief", count)
    renderer = Renderer(Bundle(items=(item(make_alert()),)), Config())
    zoned = msgspec.structs.replace(outlet("slack", "ja"), time_zone="UTC")
    for one in (outlet("email", "ja"), outlet("slack", "ja"), outlet("email", "en"), zoned, zoned):
        renderer.render(one)
    assert briefed == [("ja", "Asia/Tokyo"), ("en", "Asia/Tokyo"), ("ja", "UTC")]


def test_times_are_those_of_the_outlet() -> None:
    seen = make_alert(first_seen=datetime(2026, 11, 20, 2, 45, tzinfo=UTC))
    renderer = Renderer(Bundle(items=(item(seen),)), Config())
    zoned = msgspec.structs.replace(outlet("email", "ja"), time_zone="America/New_York")
    assert "11:45 JST" in renderer.render(outlet("email", "ja")).body
    assert "11月19日(木) 21:45 EST" in renderer.render(zoned).body


def test_one_item_is_told_in_full_and_more_in_a_digest() -> None:
    one, two = (Renderer(Bundle(items=items(count)), Config()).render(outlet("email", "en")) for count in (1, 2))
    assert text("en", "digest.by_severity") not in one.body
    assert text("en", "digest.by_severity") in two.body
