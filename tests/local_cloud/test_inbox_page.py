from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from hinomi_cli.inbox import markdown, mrkdwn
from hinomi_cli.inbox.page import InboxPage
from hinomi_cli.inbox.store import Delivery, Inbox
from hinomi_cli.inbox.terminal import print_delivery
from hinomi_cli.local_cloud.process import running
from support.once import once

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = once

NOW = datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(1)> \"'>"


def delivery(channel: str, body: object) -> Delivery:
    text = body if isinstance(body, str) else json.dumps(body)
    return Delivery(channel, "ja", HOSTILE if channel == "email" else "", text, NOW)


HOSTILE_BODIES = {
    "email": HOSTILE,
    "slack": {
        "text": HOSTILE,
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": HOSTILE}},
            {"type": "section", "text": {"type": "mrkdwn", "text": HOSTILE}, "fields": [{"text": HOSTILE}]},
            {"type": HOSTILE},
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": HOSTILE}]}],
            },
            {"type": "context", "elements": [{"type": "mrkdwn", "text": HOSTILE}]},
        ],
    },
    "teams": {
        "attachments": [
            {
                "content": {
                    "body": [
                        {"type": "TextBlock", "text": HOSTILE},
                        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": HOSTILE}]},
                        {"type": HOSTILE},
                    ]
                }
            }
        ]
    },
    "q": {"content": {"title": HOSTILE, "description": HOSTILE, "nextSteps": [HOSTILE], "keywords": [HOSTILE]}},
    "chime": {"Content": f"/md {HOSTILE} ![x](https://example.com/x.png)"},
}


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def address(inbox: Inbox) -> Iterator[str]:
    with running(InboxPage(inbox)) as page:
        yield page.address


def read(address: str, *, host: str = "") -> tuple[int, str, dict[str, str]]:
    request = urllib.request.Request(address, headers={"Host": host} if host else {})  # noqa: S310 - our own page
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - our own page
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, "", {}


@pytest.mark.parametrize("channel", HOSTILE_BODIES)
def test_a_hostile_message_is_text_on_the_page(inbox: Inbox, address: str, channel: str) -> None:
    inbox.add(delivery(channel, HOSTILE_BODIES[channel]))
    _, page, _ = read(address + "messages")
    assert "alert(1)" in page
    assert "<script" not in page
    assert "<img" not in page


@pytest.mark.parametrize("channel", HOSTILE_BODIES)
@pytest.mark.parametrize("body", ["", "no JSON", "[]", "null", '{"content": null}', '{"attachments": [{}]}'])
def test_a_body_of_any_shape_is_shown(inbox: Inbox, address: str, channel: str, body: str) -> None:
    inbox.add(delivery(channel, body))
    assert read(address)[0] == 200


def test_nothing_on_the_page_comes_from_elsewhere(inbox: Inbox, address: str) -> None:
    inbox.add(delivery("email", "see https://example.com/"))
    _, page, headers = read(address)
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    loaded = [
        part.split('"')[0]
        for attribute in ('src="', '<link rel="stylesheet" href="')
        for part in page.split(attribute)[1:]
    ]
    assert loaded == ["/inbox.js", "/inbox.css"]
    assert all(read(address.removesuffix("/") + name)[0] == 200 for name in loaded)


def test_a_name_that_leads_to_this_machine_is_refused(address: str) -> None:
    assert read(address, host="attacker.example")[0] == 400


def test_the_page_asks_for_new_messages_only(inbox: Inbox, address: str) -> None:
    inbox.add(delivery("email", "first"))
    assert read(address + "messages?seen=1")[0] == 204
    inbox.add(delivery("email", "second"))
    _, page, _ = read(address + "messages?seen=1")
    assert page.index("second") < page.index("first")


def test_slack_markup_looks_as_in_slack() -> None:
    shown = mrkdwn.to_html("*bold* _it_ ~no~ `a&lt;b` <https://example.com/?a=1&amp;b=2|label> <!channel>\n&gt; said")
    assert shown == (
        "<strong>bold</strong> <em>it</em> <s>no</s> <code>a&lt;b</code> "
        '<a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noreferrer noopener">label</a> '
        '<mark class="mention">!channel</mark><blockquote>said</blockquote>'
    )


def test_slack_undoes_its_escapes_once() -> None:
    assert mrkdwn.to_html("&amp;lt;b&amp;gt;") == "&amp;lt;b&amp;gt;"


@pytest.mark.parametrize("text", ["snake_case_name", "2*3*4", "a ~ b ~ c", "*", "__", "<>", "< b >"])
def test_slack_leaves_alone_what_is_no_markup(text: str) -> None:
    assert "<" not in mrkdwn.to_html(text)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.com"])
def test_markdown_links_lead_to_the_web_only(url: str) -> None:
    assert "<a" not in markdown.to_html(f"[x]({url})")


def test_the_terminal_obeys_no_message() -> None:
    console = Console(record=True, width=100, force_terminal=True)
    print_delivery(console, delivery("email", "\x1b[2J\x1b]8;;https://example.com\x07 \u202egnp [red]not red[/red]"))
    shown = console.export_text()
    assert "[red]not red[/red]" in shown
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
