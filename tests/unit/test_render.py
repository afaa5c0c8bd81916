from __future__ import annotations

import json
from typing import Any

import pytest

from hinomi.config import Config
from hinomi.model import Decision, Fact, Reason, Resource
from hinomi.render import MACHINE_BYTES, Renderer, for_machines
from support.alerts import make_alert

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


def test_machines_get_the_lines_of_a_text() -> None:
    assert read(description="one\ntwo")["alert"]["description"] == "one\ntwo"


@pytest.mark.parametrize(("channel", "ascii_subject"), [("email", True), ("email", False), ("slack", True)])
def test_a_subject_is_in_ascii_where_a_mail_is_wanted_so(channel: str, *, ascii_subject: bool) -> None:
    message = Renderer(make_alert(), NEWS, Config(ascii_subject=ascii_subject)).render(channel, "ja")
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
