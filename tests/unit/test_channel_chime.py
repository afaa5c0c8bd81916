from __future__ import annotations

import json

import msgspec
from markdown_it import MarkdownIt

from hinomi.briefing import Link
from hinomi.channels import chime
from support.briefings import JA, URL, saying


def content(briefing: object) -> str:
    """Render the content of a briefing."""
    return str(json.loads(chime.render(briefing).body)["Content"])  # type: ignore[arg-type]


def test_the_content_is_markdown() -> None:
    assert content(JA).startswith(f"/md **[高] {JA.headline}**\nアカウント: 本番（111122223333）\n")


def test_nobody_is_called() -> None:
    assert "@" not in content(saying("@all @present"))


def test_the_link_ends_where_it_should() -> None:
    tricky = msgspec.structs.replace(JA, link=Link("開く", f"{URL}(a)<b> c"))
    tokens = [token for block in MarkdownIt().parse(content(tricky)) for token in block.children or ()]
    assert [token.attrGet("href") for token in tokens if token.type == "link_open"] == [f"{URL}%28a%29%3Cb%3E%20c"]


def test_every_line_of_a_quote_is_marked() -> None:
    assert "\n> one\n> two\n" in content(msgspec.structs.replace(JA, quote="one\ntwo"))
