"""The chat function against a webhook that answers over TLS on the loopback address."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.client import BadStatusLine, HTTPConnection, HTTPResponse, IncompleteRead, LineTooLong, RemoteDisconnected
from typing import TYPE_CHECKING

import pytest

from hinomi.edge import secrets
from hinomi.errors import ParkError
from hinomi_cli.local_cloud.authority import Authority
from hinomi_cli.local_cloud.receiver import Answer, WebhookReceiver
from support.chat_queue import deliver, keep_secret, make_queues, parked, reason, waits
from support.table import client

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = "hooks.slack.com"
SECRET_PATH = "/services/T0/B0/" + "invented"
ADDRESS = f"https://{HOST}{SECRET_PATH}"


@pytest.fixture
def receiver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WebhookReceiver]:
    answers = {HOST: Answer(200, "ok"), "evil.example": Answer(200, "ok")}
    made = WebhookReceiver(answers, Authority(tmp_path), on_post=lambda _: None)
    for name, value in made.worker_environment.items():
        monkeypatch.setenv(name, value)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def queues(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    return make_queues(monkeypatch, ADDRESS)


def message(channel: str = "slack", **more: str) -> str:
    return json.dumps({"channel": channel, "locale": "ja", "subject": "s", "body": '{"text":"火事"}', **more})


def test_a_message_is_posted_as_it_is(receiver: WebhookReceiver, queues: dict[str, str]) -> None:
    assert deliver(queues, message()) == []
    assert [(post.host, post.path, post.body) for post in receiver.posts] == [(HOST, SECRET_PATH, '{"text":"火事"}')]


def test_a_429_comes_again_when_slack_said(
    receiver: WebhookReceiver, queues: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = waits(monkeypatch)
    receiver.answer_next(HOST, Answer(429, "", {"Retry-After": "37"}))
    assert len(deliver(queues, message())) == 1
    assert asked == [37]
    assert parked(queues) == []


def test_a_429_may_name_a_date(
    receiver: WebhookReceiver, queues: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = waits(monkeypatch)
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=300), usegmt=True)
    receiver.answer_next(HOST, Answer(429, "", {"Retry-After": when}))
    assert len(deliver(queues, message())) == 1
    assert asked[0] in range(280, 302)


@pytest.mark.parametrize(
    ("asked_for", "wait"),
    [("0", 120), ("-5", 120), ("soon", 120), ("9" * 5000, 39_600), ("Thu, 01 Jan 1970 00:00:00 GMT", 120)],
)
def test_what_a_429_asks_for_is_kept_within_reason(
    receiver: WebhookReceiver, queues: dict[str, str], monkeypatch: pytest.MonkeyPatch, asked_for: str, wait: int
) -> None:
    asked = waits(monkeypatch)
    receiver.answer_next(HOST, Answer(429, "", {"Retry-After": asked_for}))
    assert len(deliver(queues, message(), tries=4)) == 1
    assert asked == [wait]


@pytest.mark.parametrize(
    "fault", [BadStatusLine(SECRET_PATH), LineTooLong("header"), RemoteDisconnected("gone"), TimeoutError()]
)
@pytest.mark.usefixtures("receiver")
def test_an_answer_that_is_no_http_comes_again_and_is_not_quoted(
    queues: dict[str, str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fault: Exception
) -> None:
    asked = waits(monkeypatch)

    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(HTTPConnection, "getresponse", fail)
    assert len(deliver(queues, message())) == 1
    assert asked == [15]
    logged = str([vars(record) for record in caplog.records])
    assert f"slack: {type(fault).__name__}" in logged
    assert "invented" not in logged


@pytest.mark.parametrize(("code", "comes_again"), [(429, True), (403, False)])
def test_an_error_within_a_200_is_an_error(
    receiver: WebhookReceiver, queues: dict[str, str], code: int, *, comes_again: bool
) -> None:
    receiver.answer_next(HOST, Answer(200, f"Microsoft Teams endpoint returned HTTP error {code}"))
    assert bool(deliver(queues, message())) is comes_again
    assert bool(parked(queues)) is not comes_again


@pytest.mark.parametrize("fault", [IncompleteRead(b"o"), TimeoutError(), ConnectionResetError()])
def test_a_message_that_was_taken_is_not_posted_again_when_the_answer_breaks_off(
    receiver: WebhookReceiver, queues: dict[str, str], monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(HTTPResponse, "read1", fail)
    assert deliver(queues, message()) == []
    assert len(receiver.posts) == 1


@pytest.mark.parametrize(("tries", "wait"), [(1, 15), (2, 30), (4, 120), (9, 900)])
def test_a_server_error_comes_again_later_each_time(
    receiver: WebhookReceiver, queues: dict[str, str], monkeypatch: pytest.MonkeyPatch, tries: int, wait: int
) -> None:
    asked = waits(monkeypatch)
    receiver.answer_next(HOST, Answer(503))
    assert len(deliver(queues, message(), tries=tries)) == 1
    assert asked == [wait]


@pytest.mark.parametrize("status", [400, 403, 404, 410, 302])
def test_a_refusal_parks_the_message_with_the_reason_and_no_secret(
    receiver: WebhookReceiver, queues: dict[str, str], caplog: pytest.LogCaptureFixture, status: int
) -> None:
    receiver.answer_next(HOST, Answer(status, "invalid_payload", {"Location": "https://evil.example/"}))
    assert deliver(queues, message()) == []
    [letter] = parked(queues)
    assert letter["Body"] == message()
    assert reason(letter) == f"slack: HTTP {status}"
    logged = str([vars(record) for record in caplog.records])
    assert f"slack: HTTP {status}" in logged
    assert "invented" not in json.dumps(letter) + logged
    assert {post.host for post in receiver.posts} == {HOST}


def test_a_renewed_secret_is_found_when_the_old_one_is_refused(
    receiver: WebhookReceiver, queues: dict[str, str]
) -> None:
    deliver(queues, message())
    renewed = ADDRESS + "-renewed"
    keep_secret(renewed)
    receiver.answer_next(HOST, Answer(404, "no_service"))
    assert deliver(queues, message()) == []
    assert receiver.posts[-1].path == SECRET_PATH + "-renewed"
    assert parked(queues) == []


def test_a_secret_in_secrets_manager_works_too(
    receiver: WebhookReceiver, queues: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client("secretsmanager").create_secret(Name="slack-webhook", SecretString=ADDRESS)
    monkeypatch.setenv("HINOMI_SLACK_SECRET", "secretsmanager:slack-webhook")
    assert deliver(queues, message()) == []
    assert len(receiver.posts) == 1


def test_an_outlet_s_own_webhook_takes_the_place_of_the_deployment_s(
    receiver: WebhookReceiver, queues: dict[str, str]
) -> None:
    keep_secret(ADDRESS + "-own", "/hinomi/receivers/night")
    assert deliver(queues, message(outlet="night/slack-ja", secret="ssm:/hinomi/receivers/night")) == []
    assert [post.path for post in receiver.posts] == [SECRET_PATH + "-own"]


def test_an_outlet_s_own_webhook_needs_none_of_the_deployment_s(
    receiver: WebhookReceiver, queues: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HINOMI_SLACK_SECRET")
    client("secretsmanager").create_secret(Name="hinomi/night", SecretString=ADDRESS)
    assert deliver(queues, message(secret="secretsmanager:hinomi/night")) == []
    assert len(receiver.posts) == 1


@pytest.mark.parametrize(
    "reference",
    [
        "ssm:/other/slack",
        "ssm:/hinomi/",
        "ssm:/hinomi-other/slack",
        "ssm:/hinomi/slack\n",
        "ssm:/hinomi/slack:3",
        "secretsmanager:other",
        "secretsmanager:hinomi-other/slack",
        "secretsmanager:arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:hinomi/slack-AbCdEf",
        "hinomi/slack",
    ],
)
def test_an_outlet_s_own_secret_lies_below_hinomi_or_is_not_read(
    receiver: WebhookReceiver, queues: dict[str, str], reference: str
) -> None:
    assert deliver(queues, message(secret=reference)) == []
    assert receiver.posts == []
    [letter] = parked(queues)
    assert reason(letter) == "a receiver's own secret is ssm:/hinomi/... or secretsmanager:hinomi/..."


@pytest.mark.parametrize(
    "address",
    [
        "http://hooks.slack.com/services/x",
        "https://evil.example/services/x",
        "https://hooks.slack.com.evil.example/",
        "https://hooks.slack.com@evil.example/",
        "https://hooks.slack.com:8443/services/x",
        "https://192.0.2.1/services/x",
        "https://hooks.slack.com/services/x\r\nHost: evil.example",
        "not an address",
    ],
)
def test_an_address_that_is_not_slacks_is_parked_unposted(
    receiver: WebhookReceiver, queues: dict[str, str], address: str
) -> None:
    keep_secret(address)
    assert deliver(queues, message()) == []
    assert receiver.posts == []
    [letter] = parked(queues)
    assert address not in reason(letter)


@pytest.mark.usefixtures("receiver")
@pytest.mark.parametrize("body", ["not json", "{}", '{"channel": 1}'])
def test_what_is_no_message_is_parked(queues: dict[str, str], body: str) -> None:
    assert deliver(queues, body) == []
    assert len(parked(queues)) == 1


@pytest.mark.usefixtures("receiver")
def test_a_channel_without_a_secret_is_parked(queues: dict[str, str]) -> None:
    assert deliver(queues, message("teams")) == []
    [letter] = parked(queues)
    assert "no webhook secret" in reason(letter)


@pytest.mark.usefixtures("receiver")
def test_a_missing_secret_is_parked(queues: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HINOMI_SLACK_SECRET", "ssm:/hinomi/none")
    assert deliver(queues, message()) == []
    [letter] = parked(queues)
    assert reason(letter) == "ssm: read secret: ParameterNotFound"


def test_an_unreachable_webhook_comes_again(
    receiver: WebhookReceiver, queues: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = waits(monkeypatch)
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    assert len(deliver(queues, message())) == 1
    assert (asked, receiver.posts) == ([15], [])


def test_a_message_that_cannot_be_parked_comes_again(
    receiver: WebhookReceiver, queues: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HINOMI_CHAT_DLQ_URL", queues["parked"] + "-none")
    receiver.answer_next(HOST, Answer(404))
    assert len(deliver(queues, message())) == 1


def test_a_reference_of_unknown_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "client", client)
    with pytest.raises(ParkError, match="secret reference"):
        secrets.Secrets().fetch("plain:secret")
