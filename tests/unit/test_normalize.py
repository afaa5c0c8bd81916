from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.envelope import open_envelope
from hinomi.normalize import normalize

if TYPE_CHECKING:
    from pathlib import Path

    from hinomi.model import Alert


def alert_of(event: dict[str, Any]) -> Alert:
    (opened,) = open_envelope(event)
    (alert,) = normalize(opened)
    return alert


@pytest.mark.parametrize("name", ["guardduty/ec2_ssh_brute_force", "root_signin/failure", "securityhub/control_failed"])
def test_a_drill_is_marked_and_keeps_its_state_apart(root: Path, name: str) -> None:
    event = json.loads((root / "events" / f"{name}.json").read_text())
    real, drill = alert_of(event), alert_of({**event, "source": "hinomi.drill"})
    assert (real.drill, drill.drill) == (False, True)
    assert (drill.source, drill.type, drill.severity) == (real.source, real.type, real.severity)
    assert drill.fingerprint != real.fingerprint


def test_what_nobody_knows_is_still_an_alert() -> None:
    alert = alert_of({"what": "ever"})
    assert (alert.source, alert.actionable) == ("unrecognized", True)
