from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi.envelope import open_envelope
from hinomi.model import Event

BRIDGE: dict[str, Any] = {
    "version": "0",
    "id": "bridge-1",
    "detail-type": "GuardDuty Finding",
    "source": "aws.guardduty",
    "time": "2026-11-20T03:04:05Z",
    "detail": {"type": "Recon:EC2/Portscan"},
}
RECORD: dict[str, Any] = {"eventVersion": "1.11", "eventSource": "iam.amazonaws.com", "eventName": "CreateUser"}
SENT = datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC)
TOPIC = "arn:aws:sns:us-east-1:111122223333:budgets"

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["Records", "Sns", "Message", "TopicArn", "Type", "body", "messageId", "detail-type", "id"])
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


def sns(message: str, **more: str) -> dict[str, str]:
    return {
        "Type": "Notification",
        "MessageId": "sns-1",
        "TopicArn": TOPIC,
        "Subject": "a subject",
        "Message": message,
        "Timestamp": "2026-11-20T03:04:05.000Z",
        **more,
    }


def sqs(body: str, **more: str) -> dict[str, Any]:
    return {
        "messageId": "sqs-1",
        "receiptHandle": "handle",
        "body": body,
        "attributes": {"SentTimestamp": "1795143845000"},
        "eventSource": "aws:sqs",
        **more,
    }


def only(raw: object) -> Event:
    (event,) = open_envelope(raw)
    return event


def test_an_eventbridge_event_is_its_own_envelope() -> None:
    assert only(BRIDGE) == Event(body=BRIDGE, delivery_id="bridge-1", received_at=SENT)


@pytest.mark.parametrize(
    "raw",
    [
        sqs(json.dumps(BRIDGE)),
        {"Records": [sqs(json.dumps(BRIDGE))]},
        json.dumps({"Records": [sqs(json.dumps(BRIDGE))]}),
        json.dumps(BRIDGE),
        "\ufeff" + json.dumps(BRIDGE),
        json.dumps(BRIDGE).encode(),
        [BRIDGE],
    ],
)
def test_an_eventbridge_event_comes_out_the_same_whatever_is_around_it(raw: object) -> None:
    assert only(raw) == only(BRIDGE)


@pytest.mark.parametrize("content", [BRIDGE, sns("hello")])
def test_what_waited_in_a_queue_is_as_old_as_it_says_itself(content: dict[str, Any]) -> None:
    waited = sqs(json.dumps(content)) | {"attributes": {"SentTimestamp": "1795230245000"}}
    assert only(waited).received_at == SENT


def test_an_eventbridge_event_in_sns_in_sqs_keeps_its_own_id_and_the_topic() -> None:
    event = only({"Records": [sqs(json.dumps(sns(json.dumps(BRIDGE))))]})
    assert event.body == BRIDGE
    assert event.delivery_id == "bridge-1"
    assert event.topic_arn == TOPIC
    assert event.subject == "a subject"


@pytest.mark.parametrize(
    "within",
    [
        {"Type": "Notification", "MessageId": "x", "Timestamp": "9999-12-31T00:00:00Z", "Subject": "AWS Budgets"},
        {"messageId": "x", "attributes": {"SentTimestamp": "253402300799000"}},
    ],
)
def test_what_is_published_to_a_topic_does_not_say_when_it_came_nor_under_which_name(within: dict[str, Any]) -> None:
    content = {**within, "Message" if "Type" in within else "body": "hello"}
    assert only(sns(json.dumps(content))) == only(sns("hello"))


def test_plain_text_by_sns_to_lambda_keeps_subject_and_topic() -> None:
    raw = {"Records": [{"EventSource": "aws:sns", "EventVersion": "1.0", "Sns": sns("AWS Budget Notification")}]}
    assert only(raw) == Event(
        text="AWS Budget Notification",
        delivery_id="sns-1",
        received_at=SENT,
        topic_arn=TOPIC,
        subject="a subject",
    )


def test_plain_text_in_sqs_is_named_by_its_sqs_message() -> None:
    assert only(sqs("hello")) == Event(text="hello", delivery_id="sqs-1", received_at=SENT)


def test_a_sns_message_without_a_subject_has_none() -> None:
    message: dict[str, Any] = {**sns("hello"), "Subject": None}
    assert only(json.dumps(message)).subject == ""


def test_every_record_of_a_batch_is_an_event() -> None:
    events = open_envelope({"Records": [sqs("one", messageId="a"), sqs("two", messageId="b")]})
    assert [(event.text, event.delivery_id) for event in events] == [("one", "a"), ("two", "b")]


def test_records_of_a_cloudtrail_log_file_are_told_apart_within_their_delivery() -> None:
    log = json.dumps({"Records": [RECORD, {**RECORD, "eventName": "DeleteUser"}]})
    events = open_envelope(sqs(log))
    assert [event.body["eventName"] for event in events] == ["CreateUser", "DeleteUser"]
    assert [event.delivery_id for event in events] == ["sqs-1#0", "sqs-1#1"]


def test_a_record_alone_in_its_delivery_bears_its_name() -> None:
    (event,) = open_envelope({"Records": [RECORD]}, delivery_id="caller")
    assert event == Event(body=RECORD, delivery_id="caller")


def test_a_bare_record_is_an_event_named_by_what_the_caller_knows() -> None:
    assert open_envelope(RECORD, delivery_id="caller", received_at=SENT) == (
        Event(body=RECORD, delivery_id="caller", received_at=SENT),
    )


def test_findings_in_a_list_are_one_event_each() -> None:
    findings = [{"Id": "a"}, {"Id": "b"}]
    assert [event.body for event in open_envelope(json.dumps(findings))] == findings


def test_raw_control_characters_within_json_do_not_make_it_text() -> None:
    assert only('{"description": "two\nlines"}').body == {"description": "two\nlines"}


@pytest.mark.parametrize("raw", ["", "null", "17", "{broken", '"quoted"', "{} trailing", "[" * 100_000])
def test_text_that_holds_no_event_stays_text(raw: str) -> None:
    assert only(raw) == Event(text=raw)


@pytest.mark.parametrize(("raw", "text"), [(None, "null"), (3, "3"), ([], "[]"), (True, "true")])
def test_a_value_that_is_no_event_is_written_as_text(raw: object, text: str) -> None:
    assert only(raw).text == text


@pytest.mark.parametrize("raw", [{"Records": []}, {"Records": "two"}, {"Records": {"a": 1}}, {"body": "{}"}])
def test_what_only_looks_like_an_envelope_is_the_event(raw: dict[str, object]) -> None:
    assert only(raw).body == raw


def test_an_id_of_another_type_or_size_is_not_taken_for_the_delivery() -> None:
    for name in ({"a": 1}, None, "x" * 300):
        assert open_envelope({**BRIDGE, "id": name}, delivery_id="outer")[0].delivery_id == "outer"


def test_envelopes_within_envelopes_are_opened_only_so_deep() -> None:
    raw: object = "the core"
    for _ in range(50):
        raw = {"messageId": "m", "body": raw}
    event = only(raw)
    assert event.body
    assert event.text == ""


@given(JSON)
def test_anything_at_all_becomes_at_least_one_event(raw: object) -> None:
    for shape in (raw, json.dumps(raw)):
        events = open_envelope(shape)
        assert events
        assert all(isinstance(event.body, dict) and isinstance(event.text, str) for event in events)
        for event in events:
            event.text.encode()
            event.delivery_id.encode()
