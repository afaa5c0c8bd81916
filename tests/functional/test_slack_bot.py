"""Slack's bot against a workspace that answers over TLS on the loopback address, its memory in a table."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cache
from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING
from unittest.mock import patch

import msgspec
import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from hinomi.edge import chat, slack_bot
from hinomi.edge.slack_api import read_bot
from hinomi.edge.slack_bot import SlackBot
from hinomi.edge.threads import KEEP_DAYS, Thread, Threads
from hinomi.errors import RetryError
from hinomi.model import Message
from hinomi_cli.local_cloud.authority import Authority
from hinomi_cli.local_cloud.receiver import Answer, WebhookReceiver
from hinomi_cli.local_cloud.slack_api import HOST, SlackApi
from support.chat_queue import deliver, hand_over, keep_secret, make_queues, parked, reason, receive, waits
from support.once import once
from support.slack_bot import (
    BOT,
    CHANNEL,
    OUTLET,
    THREAD,
    TOKEN,
    DeadError,
    Line,
    body,
    die_after,
    head,
    listed,
    message,
    standing,
)
from support.table import client, create_round_table, unique

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = once

HOOKS = "hooks.slack.com"
FIRE, WORSE, OUT, AGAIN = "🟠 [高] 火事", "🟠 [高] 延焼", "✅ [高][解決] 鎮火", "🟠 [高] 再燃"


def refusal(code: str, **headers: str) -> Answer:
    return Answer(200, json.dumps({"ok": False, "error": code}), headers)


@cache
def one_table() -> str:
    """Make the table of all examples once."""
    return create_round_table()


@pytest.fixture
def api() -> SlackApi:
    return SlackApi(TOKEN, CHANNEL)


@pytest.fixture
def receiver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, api: SlackApi) -> Iterator[WebhookReceiver]:
    answers: dict[str, Answer | SlackApi] = {HOST: api, HOOKS: Answer(200, "ok"), "evil.example": Answer(200, "ok")}
    made = WebhookReceiver(answers, Authority(tmp_path), on_post=lambda _: None)
    for name, value in made.worker_environment.items():
        monkeypatch.setenv(name, value)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> Threads:
    made = Threads(client("dynamodb"), create_round_table())
    monkeypatch.setattr(chat, "threads", lambda: made)
    return made


@pytest.fixture
def queues(monkeypatch: pytest.MonkeyPatch, receiver: WebhookReceiver, threads: Threads) -> dict[str, str]:
    assert receiver
    assert threads
    return make_queues(monkeypatch, BOT)


def test_the_first_message_of_a_thread_is_posted_to_the_channel(
    receiver: WebhookReceiver, queues: dict[str, str], threads: Threads
) -> None:
    assert deliver(queues, message("火事")) == []
    [post] = receiver.posts
    assert (post.host, post.path, post.authorization) == (HOST, "/api/chat.postMessage", f"Bearer {TOKEN}")
    assert json.loads(post.body) == {**body("火事"), "channel": CHANNEL}
    kept = threads.read(OUTLET, THREAD)
    assert kept
    assert (kept.channel, json.loads(kept.body), kept.resolved) == (CHANNEL, body("火事"), False)


def test_a_later_message_stands_in_the_thread_and_is_shown_in_the_channel(
    queues: dict[str, str], api: SlackApi
) -> None:
    for text in ("火事", "延焼"):
        assert deliver(queues, message(text)) == []
    assert standing(api) == [(FIRE, ""), (WORSE, FIRE)]
    assert listed(api)[1]["reply_broadcast"] is True


def test_a_resolved_message_turns_the_head_of_the_first_and_stands_in_the_thread_alone(
    queues: dict[str, str], api: SlackApi
) -> None:
    deliver(queues, message("火事"))
    assert deliver(queues, message("鎮火", resolved=True)) == []
    assert standing(api) == [(OUT, ""), (OUT, OUT)]
    first, reply = listed(api)
    assert first["blocks"] == [body("鎮火", resolved=True)["blocks"][0], *body("火事")["blocks"][1:]]
    assert (first["text"], first["parse"]) == (body("鎮火", resolved=True)["text"], "none")
    assert reply["reply_broadcast"] is False


def test_what_comes_after_the_resolved_message_begins_a_new_thread(queues: dict[str, str], api: SlackApi) -> None:
    for text, resolved in (("火事", False), ("鎮火", True), ("再燃", False), ("鎮火", True)):
        assert deliver(queues, message(text, resolved=resolved)) == []
        if text == "再燃":
            assert standing(api) == [(OUT, ""), (OUT, OUT), (AGAIN, "")]
    assert standing(api) == [(OUT, ""), (OUT, OUT), (OUT, ""), (OUT, OUT)]
    assert [one["blocks"][1:] == body("再燃")["blocks"][1:] for one in listed(api)[2:3]] == [True]


def test_a_resolved_message_comes_twice_from_the_topic_and_opens_nothing(queues: dict[str, str], api: SlackApi) -> None:
    for resolved in (False, True, True):
        deliver(queues, message("火事", resolved=resolved))
    assert [thread != "" for _, thread in standing(api)] == [False, True, True]


def test_a_resolved_message_whose_thread_nobody_knows_is_posted_to_the_channel(
    queues: dict[str, str], api: SlackApi
) -> None:
    assert deliver(queues, message("鎮火", resolved=True)) == []
    assert standing(api) == [(OUT, "")]


def test_messages_without_a_thread_stand_alone(queues: dict[str, str], api: SlackApi) -> None:
    for text in ("火事", "延焼"):
        deliver(queues, message(text, thread=""))
    assert standing(api) == [(FIRE, ""), (WORSE, "")]


def test_threads_of_different_outlets_are_different(queues: dict[str, str], api: SlackApi) -> None:
    deliver(queues, message("火事"))
    deliver(queues, message("延焼").replace(OUTLET, "other/slack-ja"))
    assert standing(api) == [(FIRE, ""), (WORSE, "")]


@pytest.mark.parametrize("resolved", [False, True])
def test_a_deleted_first_message_is_replaced_by_a_new_one(
    queues: dict[str, str], api: SlackApi, *, resolved: bool
) -> None:
    deliver(queues, message("火事"))
    api.messages.clear()
    assert deliver(queues, message("延焼", resolved=resolved)) == []
    assert deliver(queues, message("再燃", resolved=resolved)) == []
    [(first, top), (_, below)] = standing(api)
    assert (top, below) == ("", first)


@pytest.mark.parametrize("code", ["cant_update_message", "edit_window_closed", "msg_blocks_too_long", "new_in_2027"])
def test_a_first_message_that_cannot_be_turned_is_followed_by_a_new_one(
    receiver: WebhookReceiver, queues: dict[str, str], api: SlackApi, code: str
) -> None:
    deliver(queues, message("火事"))
    receiver.answer_next(HOST, refusal(code))
    assert deliver(queues, message("鎮火", resolved=True)) == []
    assert standing(api) == [(FIRE, ""), (OUT, "")]


def test_a_new_channel_gets_new_threads(queues: dict[str, str], api: SlackApi, threads: Threads) -> None:
    deliver(queues, message("火事"))
    kept = threads.read(OUTLET, THREAD)
    assert kept
    threads.keep(OUTLET, THREAD, msgspec.structs.replace(kept, channel="C0OTHER"), before=kept)
    assert deliver(queues, message("鎮火", resolved=True)) == []
    assert standing(api) == [(FIRE, ""), (OUT, "")]


@pytest.mark.parametrize("before", [(), ("火事",)])
def test_what_a_message_said_is_kept_only_while_it_may_have_to_turn(
    queues: dict[str, str], threads: Threads, before: tuple[str, ...]
) -> None:
    for text in before:
        deliver(queues, message(text))
    deliver(queues, message("鎮火", resolved=True))
    kept = threads.read(OUTLET, THREAD)
    assert kept
    assert (kept.body, kept.resolved) == ("", True)


def test_what_a_message_without_a_thread_said_is_not_kept(queues: dict[str, str], threads: Threads) -> None:
    record = receive(queues, message("火事", thread=""))
    hand_over(record)
    kept = threads.read(OUTLET, record["messageId"])
    assert kept
    assert kept.body == ""


def test_a_thread_is_remembered_for_90_days_after_its_last_message(threads: Threads) -> None:
    now = 1_795_000_000.0
    table = Threads(client("dynamodb"), threads._table, clock=lambda: now)  # noqa: SLF001 - the same table, another clock
    thread = Thread(channel=CHANNEL, ts="1.1", posted=("one",))
    table.keep(OUTLET, THREAD, thread, before=None)
    now += KEEP_DAYS * 86_400 - 1
    assert table.read(OUTLET, THREAD) == thread
    now += 1
    assert table.read(OUTLET, THREAD) is None
    table.keep(OUTLET, THREAD, Thread(channel=CHANNEL, ts="2.2"), before=None)
    kept = table.read(OUTLET, THREAD)
    assert kept
    assert kept.ts == "2.2"


def test_of_two_who_begin_a_thread_at_once_the_first_stays(threads: Threads) -> None:
    for ts in ("1.1", "2.2"):
        threads.keep(OUTLET, THREAD, Thread(channel=CHANNEL, ts=ts), before=None)
    kept = threads.read(OUTLET, THREAD)
    assert kept
    assert kept.ts == "1.1"


def test_only_the_last_deliveries_are_remembered(threads: Threads) -> None:
    threads.keep(OUTLET, THREAD, Thread(channel=CHANNEL, ts="1.1", posted=tuple(map(str, range(99)))), before=None)
    kept = threads.read(OUTLET, THREAD)
    assert kept
    assert kept.posted == tuple(map(str, range(79, 99)))


# ------------------------------------------------------------------------------------------------------ Coming again


@pytest.mark.parametrize("thread", [THREAD, ""])
@pytest.mark.parametrize("before", [(), ("火事",), ("火事", "延焼")])
def test_a_delivery_that_comes_again_is_posted_once(
    queues: dict[str, str], api: SlackApi, before: tuple[str, ...], thread: str
) -> None:
    for text in before:
        deliver(queues, message(text))
    record = receive(queues, message("再燃", thread=thread))
    for _ in range(3):
        assert hand_over(record) == []
    assert [one for one, _ in standing(api)].count(AGAIN) == 1


@pytest.mark.parametrize(
    ("before", "resolved", "steps", "most"),
    [
        ((), False, 1, 1),
        ((), False, 2, 2),
        ((), False, 3, 1),
        (("火事",), False, 1, 1),
        (("火事",), False, 2, 2),
        (("火事",), False, 3, 1),
        (("火事",), True, 1, 1),
        (("火事",), True, 2, 1),
        (("火事",), True, 3, 2),
        (("火事",), True, 4, 1),
    ],
)
def test_a_crash_at_any_step_loses_nothing_and_repeats_at_most_one_post(  # noqa: PLR0913, PLR0917 - one row, one crash
    queues: dict[str, str],
    api: SlackApi,
    monkeypatch: pytest.MonkeyPatch,
    before: tuple[str, ...],
    resolved: bool,  # noqa: FBT001 - a column of the table
    steps: int,
    most: int,
) -> None:
    for text in before:
        deliver(queues, message(text))
    record = receive(queues, message("延焼", resolved=resolved))
    with monkeypatch.context() as dying:
        die_after(dying, steps)
        with pytest.raises(DeadError):
            hand_over(record)
    for _ in range(2):
        assert hand_over(record) == []
    told = head(body("延焼", resolved=resolved))
    assert len([one for one in listed(api) if head(one) == told and (not before or "thread_ts" in one)]) == most
    assert (head(listed(api)[0]) == told) is (resolved or not before)
    assert parked(queues) == []


@given(
    resolved=st.lists(st.booleans(), min_size=1, max_size=5),
    faults=st.lists(st.sampled_from(["", "unasked", "unheard", "dead"]), max_size=8),
    deleted=st.sets(st.integers(0, 4), max_size=1),
)
def test_whatever_goes_wrong_every_message_is_told_and_only_what_slack_alone_knew_of_twice(
    resolved: list[bool], faults: list[str], deleted: set[int]
) -> None:
    api = SlackApi(TOKEN, CHANNEL)
    line, threads, thread = Line(api, iter(faults)), Threads(client("dynamodb"), one_table()), unique("thread")
    for number, is_resolved in enumerate(resolved):
        if number in deleted:
            api.messages.clear()
        asked = msgspec.json.decode(message(f"その{number}", thread=thread, resolved=is_resolved), type=Message)
        for _ in range(len(faults) + 2):  # each fault makes it come again; once more for nothing
            with patch.object(slack_bot, "ask", line.ask), suppress(RetryError, DeadError):
                SlackBot(read_bot(BOT), threads, chat.logger).tell(asked, f"delivery-{number}")
    texts = [body(f"その{number}", resolved=is_resolved)["text"] for number, is_resolved in enumerate(resolved)]
    assert {text: line.said.count(text) - line.lost.count(text) for text in texts} == dict.fromkeys(texts, 1)
    if resolved[-1] and not line.lost and not deleted:
        assert {head(one)[0] for one in listed(api) if "thread_ts" not in one} == {"✅"}


def test_a_delivery_that_slack_puts_off_turns_and_posts_once_in_the_end(
    receiver: WebhookReceiver, queues: dict[str, str], api: SlackApi
) -> None:
    deliver(queues, message("火事"))
    record = receive(queues, message("鎮火", resolved=True))
    receiver.answer_next(HOST, refusal("ratelimited"))
    assert len(hand_over(record)) == 1
    assert standing(api) == [(FIRE, "")]
    assert hand_over(record) == []
    assert standing(api) == [(OUT, ""), (OUT, OUT)]


def test_what_is_posted_but_cannot_be_remembered_is_not_posted_again(
    queues: dict[str, str], api: SlackApi, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**_: object) -> None:
        raise ClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, "PutItem")

    monkeypatch.setattr(client("dynamodb"), "put_item", fail)
    assert deliver(queues, message("火事")) == []
    assert standing(api) == [(FIRE, "")]
    assert "posted but not remembered" in caplog.text


def test_nothing_is_posted_while_the_memory_cannot_be_read(
    receiver: WebhookReceiver, queues: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise ClientError({"Error": {"Code": "InternalServerError"}}, "GetItem")

    monkeypatch.setattr(client("dynamodb"), "get_item", fail)
    assert len(deliver(queues, message("火事"))) == 1
    assert receiver.posts == []


# -------------------------------------------------------------------------------------------------------- Refusals


@pytest.mark.parametrize(
    "code", ["ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "team_added_to_org"]
)
def test_what_passes_by_itself_comes_again(receiver: WebhookReceiver, queues: dict[str, str], code: str) -> None:
    receiver.answer_next(HOST, refusal(code))
    assert len(deliver(queues, message("火事"))) == 1
    assert parked(queues) == []


@pytest.mark.parametrize(
    "code",
    [
        "invalid_auth",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "missing_scope",
        "no_permission",
        "not_in_channel",
        "channel_not_found",
        "is_archived",
        "msg_too_long",
        "invalid_blocks",
        "new_in_2027_no",
    ],
)
def test_what_is_refused_for_good_is_parked_with_slack_s_code(
    receiver: WebhookReceiver, queues: dict[str, str], caplog: pytest.LogCaptureFixture, code: str
) -> None:
    receiver.answer_next(HOST, refusal(code))
    assert deliver(queues, message("火事")) == []
    [letter] = parked(queues)
    known = "unknown_error" if "2027" in code else code
    assert reason(letter) == f"slack: chat.postMessage: {known}"
    assert TOKEN not in json.dumps(letter) + str([vars(record) for record in caplog.records])


@pytest.mark.parametrize("code", ["<!channel>", "a" * 200, TOKEN, ""])
def test_a_code_that_is_none_is_not_quoted(receiver: WebhookReceiver, queues: dict[str, str], code: str) -> None:
    receiver.answer_next(HOST, refusal(code))
    deliver(queues, message("火事"))
    assert [reason(letter) for letter in parked(queues)] == ["slack: chat.postMessage: unknown_error"]


def test_a_429_comes_again_when_slack_said_so(
    receiver: WebhookReceiver, queues: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = waits(monkeypatch)
    receiver.answer_next(HOST, Answer(429, "", {"Retry-After": "37"}))
    assert len(deliver(queues, message("火事"))) == 1
    assert asked == [37]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_error_of_the_api_comes_again(receiver: WebhookReceiver, queues: dict[str, str], status: int) -> None:
    receiver.answer_next(HOST, Answer(status))
    assert len(deliver(queues, message("火事"))) == 1


@pytest.mark.parametrize("status", [302, 307, 400, 403, 404])
def test_an_http_refusal_of_the_api_is_parked_and_no_redirect_followed(
    receiver: WebhookReceiver, queues: dict[str, str], status: int
) -> None:
    receiver.answer_next(HOST, Answer(status, "", {"Location": "https://evil.example/"}))
    assert deliver(queues, message("火事")) == []
    assert [reason(letter) for letter in parked(queues)] == [f"slack: HTTP {status}"]
    assert {post.host for post in receiver.posts} == {HOST}


@pytest.mark.parametrize("answer", ["", "ok", "[]", "null", '{"ok": "yes"}', '{"ok":fal', "\xff", "<html>"])
def test_an_answer_that_is_none_comes_again(receiver: WebhookReceiver, queues: dict[str, str], answer: str) -> None:
    receiver.answer_next(HOST, Answer(200, answer))
    assert len(deliver(queues, message("火事"))) == 1
    assert parked(queues) == []


def test_a_yes_that_breaks_off_is_a_yes_and_the_next_message_begins_a_thread(
    receiver: WebhookReceiver, queues: dict[str, str], api: SlackApi
) -> None:
    receiver.answer_next(HOST, Answer(200, '{"ok":true,"channel":"C01234'))
    assert deliver(queues, message("火事")) == []
    assert deliver(queues, message("延焼")) == []
    assert standing(api) == [(WORSE, "")]


@pytest.mark.parametrize("where", [(HTTPConnection, "getresponse"), (HTTPResponse, "read1")])
def test_an_api_that_takes_too_long_is_asked_again_and_the_token_stays_unsaid(
    queues: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    where: tuple[type, str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise TimeoutError(TOKEN)

    monkeypatch.setattr(*where, fail)
    assert len(deliver(queues, message("火事"))) == 1
    assert TOKEN not in str([vars(record) for record in caplog.records])


# --------------------------------------------------------------------------------------------------------- Secrets


@pytest.mark.parametrize(
    "secret",
    [
        TOKEN,
        f"{TOKEN}#{CHANNEL}",
        "{",
        "{}",
        json.dumps({"token": TOKEN}),
        json.dumps({"token": "xoxp" + "-invented", "channel": CHANNEL}),
        json.dumps({"token": TOKEN + "\r\nHost: evil.example", "channel": CHANNEL}),
        json.dumps({"token": TOKEN + "\n", "channel": CHANNEL}),
        json.dumps({"token": TOKEN, "channel": "#alerts"}),
        json.dumps({"token": TOKEN, "channel": CHANNEL + "\n"}),
        json.dumps({"token": TOKEN, "channel": CHANNEL, "host": "evil.example"}),
        json.dumps({"token": [TOKEN], "channel": CHANNEL}),
    ],
)
def test_a_bot_s_secret_that_is_not_as_it_should_be_is_parked_unquoted(
    receiver: WebhookReceiver, queues: dict[str, str], caplog: pytest.LogCaptureFixture, secret: str
) -> None:
    keep_secret(secret)
    assert deliver(queues, message("火事")) == []
    [letter] = parked(queues)
    assert reason(letter) == 'slack: a bot\'s secret is {"token": "xoxb-...", "channel": "C..."}'
    assert "invented" not in str([vars(record) for record in caplog.records])
    assert receiver.posts == []


def test_a_bot_does_not_show_its_token() -> None:
    assert TOKEN not in repr(read_bot(BOT))
    assert CHANNEL in repr(read_bot(BOT))


def test_a_renewed_token_is_found_when_the_old_one_is_refused(queues: dict[str, str], api: SlackApi) -> None:
    keep_secret(BOT.replace(TOKEN, TOKEN + "-old"))
    chat.secrets().fetch("ssm:/hinomi/slack")
    keep_secret(BOT)
    assert deliver(queues, message("火事")) == []
    assert standing(api) == [(FIRE, "")]
    assert parked(queues) == []


def test_an_outlet_s_own_bot_takes_the_place_of_the_deployment_s_webhook(
    queues: dict[str, str], api: SlackApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HINOMI_SLACK_SECRET")
    keep_secret(BOT, "/hinomi/receivers/bot")
    asked = {**json.loads(message("火事")), "secret": "ssm:/hinomi/receivers/bot"}
    assert deliver(queues, json.dumps(asked)) == []
    assert standing(api) == [(FIRE, "")]


def test_a_webhook_needs_no_table(
    receiver: WebhookReceiver, queues: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> Threads:
        raise AssertionError

    monkeypatch.setattr(chat, "threads", refuse)
    keep_secret(f"https://{HOOKS}/services/x")
    assert deliver(queues, message("火事")) == []
    assert [post.host for post in receiver.posts] == [HOOKS]


def test_a_body_that_is_no_json_object_is_parked(receiver: WebhookReceiver, queues: dict[str, str]) -> None:
    asked = {**json.loads(message("火事")), "body": "[]"}
    assert deliver(queues, json.dumps(asked)) == []
    assert [reason(letter) for letter in parked(queues)] == ["slack: the message's body is no JSON object"]
    assert receiver.posts == []
