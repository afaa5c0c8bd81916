"""`hinomi baseline plan`: nothing is changed, and all is said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from hinomi.baseline.control import Note, Risk
from hinomi.baseline.outcome import Outcome, Result
from hinomi.controls import BY_ID, CONTROLS
from hinomi_cli.baseline import sweep
from hinomi_cli.baseline.survey import status
from support.account.ec2_guards import EC2Guards
from support.account.fake import HOME, REGIONS, FakeAccount, Fault
from support.command_line import run
from support.operator import ASKING, EBS, changed, lines, make_control, only, switch, write_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hinomi.baseline.control import Actual
    from hinomi.baseline.scene import Scene

pytestmark = pytest.mark.usefixtures("account")


def settle_all(account: FakeAccount) -> None:
    for region in REGIONS:
        account.state(EC2Guards, region)["ebs_encryption"] = True


def exemption(control: str, **more: object) -> dict[str, object]:
    until = (date.today() + timedelta(days=9)).isoformat()  # noqa: DTZ011 - days away from any time zone's midnight
    return {"control": control, "owner": "Sato", "reason": "a migration", "until": until, **more}


def test_a_plan_of_everything_changes_nothing_and_needs_read_rights_only(account: FakeAccount, here: Path) -> None:
    before = account.snapshot()
    account.allowed = ASKING | {action for control in CONTROLS for action in control.reads}
    told = lines(run("baseline", "plan", "--json"), 2)
    assert {line["outcome"] for line in told} & {"access_denied", "failed", "changed", "pending"} == set()
    assert {line["control"] for line in told} <= BY_ID.keys()
    assert changed(account) == []
    assert account.snapshot() == before
    assert [path.name for path in here.iterdir()] == ["hinomi.yaml"]


def test_a_change_is_told_field_by_field_for_each_region(account: FakeAccount) -> None:
    account.state(EC2Guards, "us-east-1")["ebs_encryption"] = True
    told = lines(run("baseline", "plan", "--json", "--control", EBS), 2)
    assert [(line["region"], line["outcome"]) for line in told] == [
        ("ap-northeast-1", "would_change"),
        ("eu-west-1", "would_change"),
        ("us-east-1", "compliant"),
    ]
    assert told[0]["before"] == {"encrypted": False}
    assert told[0]["desired"] == {"encrypted": True}
    assert told[0]["after"] is None
    assert told[0]["detail"] == "The rights that this change needs are there."


def test_where_ec2_can_be_asked_a_missing_right_is_told(account: FakeAccount) -> None:
    account.allowed = ASKING | set(BY_ID[EBS].reads)
    told = lines(run("baseline", "plan", "--json", "--control", EBS, "--lang", "ja"), 2)
    assert {line["detail"] for line in told} == {
        "この変更に必要な権限が足りません。IAM ポリシー、SCP、アクセス許可の境界を確認してください。"
    }


def test_nothing_to_do_ends_with_0(account: FakeAccount) -> None:
    settle_all(account)
    result = run("baseline", "plan", "--control", EBS)
    assert result.exit_code == 0
    assert result.stdout.split("\n")[0].strip() == "As strong as wanted: 3"


def test_what_cannot_be_looked_at_ends_with_1_and_stops_nothing_else(account: FakeAccount) -> None:
    account.faults.append(
        Fault("ec2", "get_ebs_encryption_by_default", code="UnauthorizedOperation", region="us-east-1")
    )
    account.faults.append(Fault("ec2", "get_ebs_encryption_by_default", code="InternalError", region="eu-west-1"))
    told = lines(run("baseline", "plan", "--json", "--control", EBS), 1)
    assert {line["region"]: line["outcome"] for line in told} == {
        "ap-northeast-1": "would_change",
        "eu-west-1": "failed",
        "us-east-1": "access_denied",
    }
    assert "ec2:get_ebs_encryption_by_default: InternalError" in told[1]["detail"]


def test_a_region_that_stays_throttled_is_told_as_failed(account: FakeAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "PAUSES", [0.0, 0.0])
    account.faults.append(
        Fault("ec2", "get_ebs_encryption_by_default", code="RequestLimitExceeded", region="us-east-1", times=9)
    )
    told = lines(run("baseline", "plan", "--json", "--control", EBS), 1)
    assert [line["outcome"] for line in told] == ["would_change", "would_change", "failed"]
    assert "RequestLimitExceeded" in told[2]["detail"]


def test_a_region_that_is_throttled_for_a_while_is_waited_for(
    account: FakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "PAUSES", [0.0, 0.0])
    account.faults.append(Fault("ec2", "get_ebs_encryption_by_default", code="RequestLimitExceeded", times=2))
    assert len(lines(run("baseline", "plan", "--json", "--control", EBS), 2)) == 3


def test_an_exception_is_not_lifted_by_naming_the_control(here: Path) -> None:
    write_settings(here, {"exceptions": [exemption(EBS, region="us-*")]})
    told = lines(run("baseline", "plan", "--json", "--control", EBS), 2)
    assert [line["outcome"] for line in told] == ["would_change", "would_change", "exempt"]
    assert "Sato" in told[2]["detail"]


def test_what_stands_in_the_way_of_a_change_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
        del scene, actual
        yield Note("seen", {"what": "a public bucket"})

    only(monkeypatch, make_control(switch(""), write=lambda *_: None, preflight=preflight))
    told = lines(run("baseline", "plan", "--json", "--region", HOME), 2)
    assert [(line["outcome"], line["detail"]) for line in told] == [("drift", "Seen: a public bucket.")]


def test_a_mode_or_an_approval_that_keeps_apply_from_changing_is_told(
    monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    control = make_control(switch(""), write=lambda *_: None, risk=Risk.DESTRUCTIVE)
    only(monkeypatch, control)
    assert "mode: enforce" in run("baseline", "plan").stdout
    assert "it takes an approval" in run("baseline", "plan").stdout
    write_settings(here, {"mode": "report"})
    assert "apply changes it only if --control names it" in run("baseline", "plan").stdout
    assert "mode: enforce" in run("baseline", "plan", "--control", control.id).stdout


@pytest.mark.parametrize(
    ("outcome", "notes", "expected"),
    [
        ("compliant", (), 0),
        ("exempt", ("exempt",), 0),
        ("managed_by_org", ("managed_by",), 0),
        ("unsupported_region", (), 0),
        ("drift", ("kept",), 0),
        ("drift", ("held",), 0),
        ("drift", ("public",), 2),
        ("manual", (), 2),
        ("would_change", (), 2),
        ("access_denied", (), 1),
        ("failed", (), 1),
    ],
)
def test_the_status_says_whether_there_is_something_to_do(outcome: str, notes: tuple[str, ...], expected: int) -> None:
    noted = tuple(map(Note, notes))
    found = Result(control=EBS, region=HOME, outcome=Outcome(outcome), notes=noted)
    assert status([found]) == expected
    assert status([found, Result(control=EBS, region=HOME, outcome=Outcome.COMPLIANT)]) == expected
