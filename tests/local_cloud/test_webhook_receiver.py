from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from hinomi_cli.local_cloud.authority import Authority
from hinomi_cli.local_cloud.process import running
from hinomi_cli.local_cloud.receiver import Answer, Post, WebhookReceiver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = "hooks.slack.com"


@pytest.fixture
def taken() -> list[Post]:
    return []


@pytest.fixture
def receiver(tmp_path: Path, taken: list[Post]) -> Iterator[WebhookReceiver]:
    with running(WebhookReceiver({HOST: Answer(200, "ok")}, Authority(tmp_path), taken.append)) as started:
        yield started


def post(receiver: WebhookReceiver, url: str, body: bytes = b"{}") -> tuple[int, str, str | None]:
    environment = receiver.worker_environment
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({"https": environment["HTTPS_PROXY"]}),
        urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=environment["SSL_CERT_FILE"])),
    )
    try:
        with opener.open(url, data=body, timeout=5) as answer:
            return answer.status, answer.read().decode(), None
    except urllib.error.HTTPError as error:
        with error:
            return error.code, "", error.headers.get("Retry-After")


def test_a_post_is_answered_as_the_real_service_would(receiver: WebhookReceiver, taken: list[Post]) -> None:
    assert post(receiver, f"https://{HOST}/services/x", b'{"text": "hi"}') == (200, "ok", None)
    assert [(one.host, one.path, one.body) for one in taken] == [(HOST, "/services/x", '{"text": "hi"}')]


def test_scripted_answers_come_first_and_count_as_not_delivered(receiver: WebhookReceiver, taken: list[Post]) -> None:
    receiver.answer_next(HOST, Answer(429, headers={"Retry-After": "7"}), Answer(404))
    url = f"https://{HOST}/services/x"
    assert [post(receiver, url)[0::2] for _ in range(3)] == [(429, "7"), (404, None), (200, None)]
    assert len(taken) == 1
    assert len(receiver.posts) == 3


def test_it_leads_nowhere_else(receiver: WebhookReceiver) -> None:
    with pytest.raises(urllib.error.URLError, match="403"):
        post(receiver, "https://example.com/")


def test_nobody_else_is_taken_for_the_service(receiver: WebhookReceiver, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    stranger = Authority(tmp_path / "other")
    with running(WebhookReceiver({HOST: Answer()}, stranger, lambda _: None)) as other:
        proxy = urllib.request.ProxyHandler({"https": other.worker_environment["HTTPS_PROXY"]})
        trust = ssl.create_default_context(cafile=receiver.worker_environment["SSL_CERT_FILE"])
        opener = urllib.request.build_opener(proxy, urllib.request.HTTPSHandler(context=trust))
        with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
            opener.open(f"https://{HOST}/", data=b"{}", timeout=5)
