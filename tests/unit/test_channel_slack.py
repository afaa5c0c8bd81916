from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from hinomi.briefing import Link
from hinomi.channels import slack
from hinomi.model import Severity
from support.briefings import BARE, EN, JA, URL, strings


def blocks(briefing: Any) -> list[dict[str, Any]]:
    """Render the blocks of a briefing."""
    return list(json.loads(slack.render(briefing).body)["blocks"])


def test_blocks_follow_the_order_of_reading() -> None:
    assert [block["type"] for block in blocks(JA)] == ["header", *["rich_text"] * 5, "context"]


@pytest.mark.parametrize("severity", Severity)
def test_the_header_shows_the_severity_by_a_mark_of_its_own(severity: Severity) -> None:
    headers = {blocks(msgspec.structs.replace(JA, severity=other))[0]["text"]["text"] for other in Severity}
    assert len(headers) == len(Severity)
    assert blocks(msgspec.structs.replace(JA, severity=severity))[0]["text"]["text"] in headers


def test_the_fallback_is_escaped() -> None:
    body = json.loads(slack.render(msgspec.structs.replace(JA, headline="a < b & <!channel>")).body)
    assert body["text"] == "🟠 [高] a &lt; b &amp; &lt;!channel&gt;"


def test_blocks_show_angle_brackets_as_they_are() -> None:
    assert "🟠 [高] a < b & c" in strings(blocks(msgspec.structs.replace(JA, headline="a < b & c")))


def test_no_markup_object_is_ever_used() -> None:
    assert "mrkdwn" not in strings(json.loads(slack.render(JA).body))


def test_nothing_is_unfurled() -> None:
    body = json.loads(slack.render(JA).body)
    assert (body["unfurl_links"], body["unfurl_media"]) == (False, False)


def test_a_headline_too_long_for_the_header_is_told_in_full_below() -> None:
    long = msgspec.structs.replace(JA, headline="見出し" * 60)
    header, below, *_ = blocks(long)
    assert len(header["text"]["text"]) == slack.LIMITS.header
    assert strings(below)[-1] == long.headline


def test_a_headline_that_just_fits_the_header_is_not_told_twice() -> None:
    just = msgspec.structs.replace(JA, headline="x" * (slack.LIMITS.header - len("🟠 [高] ")))
    header, below, *_ = blocks(just)
    assert header["text"]["text"].endswith(just.headline)
    assert just.headline not in strings(below)


def test_steps_are_a_numbered_list() -> None:
    numbered = [element for block in blocks(EN) for element in block.get("elements", ()) if "style" in element]
    assert [(element["type"], element["style"]) for element in numbered] == [("rich_text_list", "ordered")]


def test_the_link_is_a_link_with_its_own_words() -> None:
    links = [text for text in strings(blocks(JA)) if text in {URL, "GuardDuty の検出結果を開く"}]
    assert sorted(links) == ["GuardDuty の検出結果を開く", URL]


def test_an_address_that_slack_would_refuse_is_left_out() -> None:
    long = msgspec.structs.replace(JA, link=Link("開く", f"{URL}{'x' * slack.LIMITS.url}"))
    assert "link" not in strings(blocks(long))


def test_a_headline_alone_is_a_header() -> None:
    assert [block["type"] for block in blocks(BARE)] == ["header"]
