from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from hinomi.channels import teams
from hinomi.model import Reason, Severity
from support.briefings import BARE, JA, URL, saying, strings


def card(briefing: Any) -> dict[str, Any]:
    """Render the card of a briefing."""
    return dict(json.loads(teams.render(briefing).body)["attachments"][0]["content"])


def elements(value: Any, kind: str) -> list[dict[str, Any]]:
    """List every element of one kind, however deep."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [value] if isinstance(value, dict) and value.get("type") == kind else []
    return found + [element for part in parts for element in elements(part, kind)]


def test_markdown_is_only_in_our_own_labels() -> None:
    texts = {block["text"] for block in elements(card(saying("[x](y) **b**")), "TextBlock")}
    assert texts == {JA.labels["quote"], JA.labels["why"], JA.labels["steps"]}


def test_no_mention_is_possible() -> None:
    assert "entities" not in json.dumps(card(saying("<at>everyone</at>")))


@pytest.mark.parametrize(
    ("severity", "style"), [(Severity.CRITICAL, "attention"), (Severity.MEDIUM, "warning"), (Severity.INFO, "emphasis")]
)
def test_the_title_is_colored_by_severity(severity: Severity, style: str) -> None:
    assert card(msgspec.structs.replace(JA, severity=severity))["body"][0]["style"] == style


def test_what_is_solved_is_green() -> None:
    assert card(msgspec.structs.replace(JA, reason=Reason.RESOLVED))["body"][0]["style"] == "good"


def test_the_card_takes_the_whole_width() -> None:
    assert card(JA)["msteams"] == {"width": "Full"}


def test_the_link_is_an_action() -> None:
    expected = {"type": "Action.OpenUrl", "title": "GuardDuty の検出結果を開く", "url": URL}
    assert card(JA)["actions"] == [expected]


def test_a_card_without_a_link_has_no_actions() -> None:
    assert "actions" not in card(BARE)


def test_steps_are_numbered() -> None:
    assert [text for text in strings(card(JA)) if text.startswith(("1. ", "2. ", "3. "))] == [
        f"{number}. {step}" for number, step in enumerate(JA.steps, start=1)
    ]
