from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from hinomi.envelope import open_envelope
from hinomi.model import Alert, Event, Fact, Resource, Severity
from hinomi.sources import unrecognized

if TYPE_CHECKING:
    from pathlib import Path

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def sample(root: Path, name: str) -> Alert:
    (event,) = open_envelope((root / "events/unrecognized" / name).read_text(encoding="utf-8"))
    return normalize(event)


def normalize(event: Event) -> Alert:
    assert unrecognized.recognizes(event)
    (alert,) = unrecognized.normalize(event)
    return alert


def test_an_unknown_event_keeps_what_its_envelope_tells(root: Path) -> None:
    alert = sample(root, "eventbridge_event.json")
    assert alert.source == "unrecognized"
    assert alert.type == alert.title == "Nightly Report Ready"
    assert (alert.account, alert.region, alert.partition) == ("111122223333", "ap-northeast-1", "aws")
    assert alert.first_seen == datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC)
    assert alert.facts == (Fact("event_source", "example.reports"), Fact("detail_type", "Nightly Report Ready"))
    assert alert.resources == (Resource(type="", id="amzn-s3-demo-bucket"),)
    assert alert.guide == ("unrecognized/event", "unrecognized")
    assert alert.link is None


def test_the_detail_of_an_unknown_event_is_quoted_as_people_read_it(root: Path) -> None:
    assert sample(root, "eventbridge_event.json").quote.split("\n")[1] == '  "report": "2026-11-19",'


def test_what_nobody_can_judge_outlasts_a_floor_of_medium(root: Path) -> None:
    alert = sample(root, "plain_text.json")
    assert alert.severity is Severity.MEDIUM
    assert alert.actionable


def test_a_text_is_quoted_under_its_subject_with_the_topics_account(root: Path) -> None:
    alert = sample(root, "plain_text.json")
    assert alert.type == "text"
    assert alert.title == "Budget review"
    assert alert.quote == "The monthly budget review is moved to Friday, 14:00."
    assert (alert.account, alert.region) == ("111122223333", "ap-northeast-1")


def test_a_hostile_text_is_quoted_as_it_is_for_the_channels_to_escape(root: Path) -> None:
    assert "<!channel>" in sample(root, "hostile_text.json").quote


def test_a_text_without_a_subject_is_titled_by_its_first_line() -> None:
    assert normalize(Event(text="one\ntwo")).title == "one"


def test_json_without_a_detail_type_is_quoted_whole() -> None:
    alert = normalize(Event(body={"hello": "世界"}))
    assert alert.type == "json"
    assert "世界" in alert.quote


def test_an_access_key_is_masked_in_the_quote() -> None:
    for event in (Event(text="AKIAEXAMPLEEXAMPLE12"), Event(body={"key": "AKIAEXAMPLEEXAMPLE12"})):
        assert "AKIA****LE12" in normalize(event).quote


def test_a_long_event_is_quoted_in_part() -> None:
    alert = normalize(Event(text="x" * 100_000, subject="y" * 1000))
    assert len(alert.quote) == 1500
    assert len(alert.title) == 200


def test_the_same_delivery_is_one_alert_and_another_delivery_another() -> None:
    first = normalize(Event(text="again", delivery_id="a")).fingerprint
    assert normalize(Event(text="again", delivery_id="a")).fingerprint == first
    assert normalize(Event(text="again", delivery_id="b")).fingerprint != first


def test_without_a_delivery_the_content_stands_for_it() -> None:
    first = normalize(Event(text="one")).fingerprint
    assert normalize(Event(text="one")).fingerprint == first
    assert normalize(Event(text="two")).fingerprint != first


def test_what_lies_too_deep_to_be_read_is_left_out_secrets_among_it() -> None:
    value: Any = {"note": "too deep", "password": "correct-horse"}
    for _ in range(20):
        value = {"a": value}
    quote = normalize(Event(body={"detail-type": "New", "detail": value})).quote
    assert "…" in quote
    assert "too deep" not in quote
    assert "correct-horse" not in quote


def test_a_body_too_deep_to_write_is_still_an_alert() -> None:
    deep: dict[str, Any] = {}
    for _ in range(100_000):
        deep = {"a": deep}
    assert normalize(Event(body=deep)).quote


@given(JSON, st.text(), st.text())
def test_nothing_at_all_is_lost(raw: object, subject: str, topic: str) -> None:
    for event in (
        *open_envelope(raw),
        *open_envelope({"detail-type": raw, "resources": raw, "time": raw, "detail": raw}),
    ):
        alert = normalize(Event(body=event.body, text=event.text, subject=subject, topic_arn=topic))
        assert alert.actionable
        assert alert.fingerprint
