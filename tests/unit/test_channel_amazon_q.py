from __future__ import annotations

import json
from typing import Any

import msgspec

from hinomi.channels import amazon_q
from support.briefings import BARE, JA, URL, saying


def notification(briefing: Any) -> dict[str, Any]:
    """Render the custom notification of a briefing."""
    return dict(json.loads(amazon_q.render(briefing).body))


def test_what_concerns_the_same_thing_shares_a_thread() -> None:
    assert notification(JA)["metadata"]["threadId"] == JA.thread


def test_the_summary_is_the_title() -> None:
    made = notification(JA)
    assert made["metadata"]["summary"] == made["content"]["title"] == f"[高] {JA.headline}"


def test_steps_stand_in_their_own_list() -> None:
    assert notification(JA)["content"]["nextSteps"] == list(JA.steps)
    assert "nextSteps" not in notification(BARE)["content"]


def test_the_link_is_a_bare_address_on_a_line_of_its_own() -> None:
    assert f"\n{URL}\n" in notification(JA)["content"]["description"]


def test_a_description_is_never_empty() -> None:
    assert notification(BARE)["content"]["description"] == BARE.headline


def test_what_an_event_says_is_neither_mention_nor_format() -> None:
    content = notification(saying("<!channel> <@U1> *b* `c`"))["content"]
    expected = "‹!channel› ‹＠U1› ∗b∗ ˋcˋ"
    assert content["nextSteps"] == content["keywords"] == [expected]
    assert f"*対象*: {expected}" in content["description"]


def test_long_steps_and_keywords_are_cut() -> None:
    content = notification(msgspec.structs.replace(JA, steps=("あ" * 400,), keywords=("x" * 90,)))["content"]
    assert (len(content["nextSteps"][0]), len(content["keywords"][0])) == (350, 75)
