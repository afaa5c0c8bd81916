"""An operator at the command line of the round: signed in to the account in memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record
from hinomi.controls import BY_ID
from hinomi_cli import settings_file
from hinomi_cli.baseline import choice, login
from support.account.ec2_guards import EC2Guards
from support.account.fake import HOME, REGIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest
    from typer.testing import Result

    from hinomi.baseline.control import Read
    from hinomi.baseline.scene import Scene
    from hinomi.edge.aws import Session
    from support.account.fake import FakeAccount

KEYS = ["control", "region", "resource", "outcome", "before", "desired", "after", "detail"]
EBS = "ec2_ebs_encryption_default"
PASSWORDS = "iam_password_policy_strict"
ASKING = {"sts:GetCallerIdentity", "ec2:DescribeRegions"}
"""What every command asks first."""


def sign_in(monkeypatch: pytest.MonkeyPatch, session: Session, home: str = HOME) -> None:
    """Give the command line the credentials of an account in memory."""
    entered = login.Login(session=login.OneAtATime(session), home=home)
    monkeypatch.setattr(login, "log_in", lambda _: entered)


def lines(result: Result, status: int) -> list[dict[str, Any]]:
    """Read the lines of JSON of a command that ended with a status."""
    assert result.exit_code == status, result.output
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert all(list(line) == KEYS for line in told)
    return told


def write_settings(here: Path, baseline: dict[str, Any]) -> None:
    """Write what an operator says of the round."""
    (here / "hinomi.yaml").write_text(json.dumps({"baseline": baseline}), "utf-8")


def last_run(here: Path) -> str:
    """Name the run that was begun last in a folder."""
    kept = [json.loads(line) for line in (here / ".hinomi/rounds.jsonl").read_text("utf-8").splitlines()]
    run: str = next(line["run"]["id"] for line in reversed(kept) if line["type"] == "run")
    return run


def changed(account: FakeAccount) -> list[str]:
    """List the operations that were called and may have changed something; a rehearsal changes nothing."""
    return [call.operation for call in account.written() if not call.parameters.get("DryRun")]


def encrypted(account: FakeAccount) -> list[str]:
    """List the Regions where EBS volumes are encrypted by default."""
    return [region for region in REGIONS if account.state(EC2Guards, region)["ebs_encryption"]]


def make_control(read: Read, **more: Any) -> Control:
    """Make a control with one switch; by default nobody can write it."""
    text = Text(title="Title", why="Why.", change="Do it.", fields={"on": "switch"}, notes={"seen": "Seen: {what}."})
    facts: dict[str, Any] = {
        "id": "test_switch_on",
        "scope": Scope.REGION,
        "mode": Mode.ENFORCE,
        "cost": Cost.NONE,
        "risk": Risk.LOW,
        "order": Record({"on": Flag()}),
        "desired": {"on": True},
        "reads": (),
        "texts": {"ja": text, "en": text},
        **more,
    }
    return Control(read=read, **facts)


def only(monkeypatch: pytest.MonkeyPatch, control: Control) -> None:
    """Let the round keep one setting only."""
    monkeypatch.setitem(BY_ID, control.id, control)
    for module in (choice, settings_file):
        monkeypatch.setattr(module, "CONTROLS", (control,))


def switch(resource: str, *, what: str = "") -> Callable[[Scene], Iterator[Actual]]:
    """Make what reads one resource that is switched off."""

    def read(scene: Scene) -> Iterator[Actual]:
        del scene
        notes = (Note("seen", {"what": what}),) if what else ()
        yield Actual(state={"on": False}, resource=resource, notes=notes)

    return read
