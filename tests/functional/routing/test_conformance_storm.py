"""A storm of ten thousand alerts: few messages to each outlet, and every alert in them, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hinomi.model import Severity
from support.once import once
from support.samples import load_event
from support.tower import CHAT, MAIL, Tower, in_memory, let_alerts_pass

if TYPE_CHECKING:
    from support.tower import Told

pytestmark = once

MANY = 10_000
MOST = 30
AT_ONCE_SECONDS = 3
OF_AN_IMAGE = 2_000
FEW = 10


@pytest.mark.parametrize("group_by", [None, ["..."]], ids=["by source and account", "every alert apart"])
def test_ten_thousand_alerts_are_few_messages_and_all_are_counted(
    monkeypatch: pytest.MonkeyPatch, group_by: list[str] | None
) -> None:
    """TestGroupsWithLimits: under a flood the channel lives, and nothing is dropped without a word."""
    let_alerts_pass(monkeypatch)
    routes: dict[str, Any] = {"group_by": group_by} if group_by else {}
    tower = Tower({"routes": routes}, (MAIL, CHAT), in_memory())
    for number in range(MANY):
        tower.fire(str(number), severity=Severity(1 + number % 3))
    tower.turn(minutes=10)
    for outlet in ("mail", "chat"):
        told = tower.told(outlet)
        assert 1 <= len(told) <= MOST
        assert counted(told) == MANY
    assert tower.post.parked == []
    assert tower.rehearsal.agenda.ordered == []


def test_what_is_critical_passes_a_storm(monkeypatch: pytest.MonkeyPatch) -> None:
    """TestGroupsWithLimits: the last tokens are kept for what cannot wait."""
    let_alerts_pass(monkeypatch)
    tower = Tower({"routes": {"group_by": ["..."]}}, (MAIL, CHAT), in_memory())
    tower.fire(*(str(number) for number in range(500)))
    tower.turn(30)
    tower.fire("fire", severity=Severity.CRITICAL)
    tower.turn(minutes=10)
    for outlet in ("mail", "chat"):
        (at,) = (told.at for told in tower.told(outlet) if "fire" in told.news)
        assert at - 30 < AT_ONCE_SECONDS


def test_two_thousand_findings_of_one_image_are_few_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    """TestGroupsWithLimits: what Inspector finds in an image that was just pushed, much of it critical to Inspector."""
    let_alerts_pass(monkeypatch)
    tower = Tower({}, (MAIL, CHAT), in_memory())
    for number in range(OF_AN_IMAGE):
        event = load_event("inspector", "image_vulnerability_exploited")
        detail = event["detail"]
        detail["severity"] = ("CRITICAL", "HIGH", "MEDIUM", "LOW")[number % 4]
        detail["findingArn"] = f"{detail['findingArn'].rpartition('/')[0]}/{number:032x}"
        detail["packageVulnerabilityDetails"]["vulnerabilityId"] = f"CVE-2026-{number:04}"
        tower.take(event)
        tower.turn(0.05)
    tower.turn(minutes=30)
    for outlet in ("mail", "chat"):
        told = tower.told(outlet)
        assert 1 <= len(told) <= FEW
        assert counted(told) == OF_AN_IMAGE
    assert tower.post.parked == []


def counted(told: list[Told]) -> int:
    """Count the alerts in messages; none may be in two of them."""
    names = [name for message in told for name in message.news]
    assert len(names) == len(set(names))
    return len(names)
