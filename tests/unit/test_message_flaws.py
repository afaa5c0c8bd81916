"""The predicates on messages see what they are made to see."""

from __future__ import annotations

import json

import pytest

from hinomi.channels import chime, slack, teams
from hinomi.model import Message
from support.briefings import EN, JA
from support.messages import activity_flaws, character_flaws, flaws, is_console, json_flaws, rows, word_flaws


def mail(body: str, subject: str = "[High] x") -> Message:
    return Message(channel="email", locale="en", subject=subject, body=body)


def chat(content: str) -> Message:
    return Message(channel="chime", locale="en", subject="", body=json.dumps({"Content": content}))


@pytest.mark.parametrize("briefing", [JA, EN], ids=["ja", "en"])
@pytest.mark.parametrize("channel", [chime, slack, teams], ids=lambda module: module.NAME)
def test_a_sound_message_has_no_flaw(channel: object, briefing: object) -> None:
    assert flaws(channel.render(briefing)) == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "body",
    [
        "see https://evil.example/x",
        "see https://ap-northeast-1.console.aws.amazon.com.evil.example/x",
        "https://console.aws.amazon.com/a https://console.aws.amazon.com/b",
        "see www.evil.example",
        "evil.example",
        "a@evil.example",
        "javascript:alert(1)",
        "ftp://evil.example",
    ],
)
def test_a_live_link_is_a_flaw_everywhere(body: str) -> None:
    assert activity_flaws(mail(body))
    assert activity_flaws(chat(body))


@pytest.mark.parametrize(
    "body", ["<!here>", "<@U0>", "@everyone", "[x](https://evil.example)", "[x](y)", "`code`", "<b>x</b>", "    code"]
)
def test_markdown_and_mentions_are_flaws_where_they_are_obeyed(body: str) -> None:
    assert activity_flaws(chat(body))


def test_one_link_to_the_console_is_none() -> None:
    assert activity_flaws(chat("[Open](https://us-east-1.console.aws.amazon.com/x?y=%5B)")) == []
    assert activity_flaws(chat("a[at]evil[.]example hxxps://evil[.]example ＠everyone")) == []


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://console.aws.amazon.com/x", True),
        ("https://us-east-1.console.aws.amazon.com/x", True),
        ("https://console.amazonaws.cn/x", True),
        ("https://health.aws.amazon.com/health/home", True),
        ("https://health.aws.amazon.com.evil.example/health/home", False),
        ("http://console.aws.amazon.com/x", False),
        ("https://console.aws.amazon.com.evil.example/", False),
        ("https://evil.example/console.aws.amazon.com/", False),
        ("https://user@console.aws.amazon.com/", False),
    ],
)
def test_only_aws_s_console_is_a_console(address: str, leads: bool) -> None:  # noqa: FBT001 - what is expected
    assert is_console(address) is leads


@pytest.mark.parametrize(
    "body", ["Account: None", "From: undefined", "x: null", "Region: N/A", "Name: {name}", "field.account: 1"]
)
def test_words_for_nothing_are_flaws(body: str) -> None:
    assert word_flaws(mail(body))


@pytest.mark.parametrize("body", ["Nonesuch", "CVSS:3.1/C:N/A:N", "nullify", "arn:aws:x:None/y"])
def test_words_that_only_look_so_are_none(body: str) -> None:
    assert word_flaws(mail(body)) == []


def test_a_label_without_a_value_is_a_flaw_and_a_wrapped_one_is_none() -> None:
    assert word_flaws(mail("Account:\nRegion: x"))
    assert word_flaws(mail("Account:\n  111122223333")) == []


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\r"])
def test_what_nobody_sees_is_a_flaw(character: str) -> None:
    assert character_flaws(mail(f"a{character}b"))


def test_lines_wide_spaces_and_joined_pictures_are_none() -> None:
    assert character_flaws(mail("a\nb\u3000c 👩\u200d💻")) == []


@pytest.mark.parametrize("body", ['{"a": 1}', 'x {"a":"b"}', '> "a": {', "}", '"a": "b",'])
def test_raw_json_is_a_flaw(body: str) -> None:
    assert json_flaws(mail(body))


def test_sizes_and_shapes_are_judged() -> None:
    assert flaws(mail("x", subject="x" * 100))
    assert flaws(mail("x" * 2**18 + "x"))
    assert flaws(chat("x" * 4097))
    assert flaws(Message(channel="slack", locale="en", subject="", body='{"text": "x", "blocks": []}'))


def test_rows_are_what_a_reader_sees() -> None:
    told = rows(slack.render(JA))
    assert "回数: 12 回" in told
    assert not any("console.aws.amazon.com" in row for row in told)
