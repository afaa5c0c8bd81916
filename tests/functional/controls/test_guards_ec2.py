"""EC2's account settings: what a Region lets be public, and how it makes volumes and instances by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hinomi.baseline.control import Mode, Note
from hinomi.baseline.outcome import Outcome
from hinomi.controls import BY_ID
from support.account.ec2_guards import EC2Guards
from support.account.fake import ACCOUNT, HOME
from support.account.kms import MANAGED, Kms
from support.rounds import settle

if TYPE_CHECKING:
    from hinomi.baseline.control import Control
    from support.account.fake import FakeAccount

EBS = BY_ID["ec2_ebs_encryption_default"]
SNAPSHOTS = BY_ID["ec2_snapshots_public_blocked"]
IMAGES = BY_ID["ec2_images_public_blocked"]
IMDS = BY_ID["ec2_imds_v2_default"]
CONSOLE = BY_ID["ec2_serial_console_disabled"]
VPC = BY_ID["vpc_public_access_blocked"]
BY_POLICY = {
    "ec2_snapshots_public_blocked": "snapshots",
    "ec2_images_public_blocked": "images",
    "ec2_imds_v2_default": "metadata",
    "ec2_serial_console_disabled": "serial_console",
    "vpc_public_access_blocked": "vpc_mode",
}


def there(fake: FakeAccount) -> dict[str, object]:
    """The settings of the home Region."""
    return fake.state(EC2Guards)


@pytest.mark.parametrize(("control", "setting"), BY_POLICY.items())
@pytest.mark.parametrize("value", ["weak", "strong"])
def test_what_a_declarative_policy_decides_is_told_and_not_fought(
    fake: FakeAccount, control: str, setting: str, value: str
) -> None:
    strong = {
        "snapshots": "block-all-sharing",
        "images": "block-new-sharing",
        "metadata": {"HttpTokens": "required"},
        "serial_console": False,
        "vpc_mode": "block-bidirectional",
    }
    there(fake).update(policy=[setting], serial_console=True)
    if value == "strong":
        there(fake)[setting] = strong[setting]
    (result,) = settle(fake, BY_ID[control])
    assert result.outcome is Outcome.MANAGED_BY_ORG
    assert result.notes == (Note("managed_by", {"manager": "declarative_policy"}),)
    assert fake.written() == []


def test_a_default_encryption_key_that_somebody_chose_stays(fake: FakeAccount) -> None:
    key = f"arn:aws:kms:{HOME}:{ACCOUNT}:key/ours"
    there(fake).update(ebs_key=key, ebs_encryption=True)
    (result,) = settle(fake, EBS)
    assert (result.outcome, fake.written(), there(fake)["ebs_key"]) == (Outcome.COMPLIANT, [], key)


@pytest.mark.parametrize("shown", [True, False, None], ids=["readable", "hidden", "gone"])
def test_whoever_may_not_use_a_key_that_somebody_chose_can_still_launch_instances(
    fake: FakeAccount, *, shown: bool | None
) -> None:
    key = f"arn:aws:kms:{HOME}:{ACCOUNT}:key/ours"
    there(fake)["ebs_key"] = key
    fake.state(Kms)["own"] = {} if shown is None else {key: shown}
    (result,) = settle(fake, EBS)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("own_key", {"key": "ours"}),))
    assert fake.written() == []


@pytest.mark.parametrize("key", ["alias/aws/ebs", f"arn:aws:kms:{HOME}:{ACCOUNT}:key/{MANAGED}"])
def test_volumes_are_encrypted_with_the_key_of_aws_however_it_is_shown(fake: FakeAccount, key: str) -> None:
    there(fake)["ebs_key"] = key
    (result,) = settle(fake, EBS)
    assert (result.outcome, [call.operation for call in fake.written()]) == (
        Outcome.CHANGED,
        ["EnableEbsEncryptionByDefault"],
    )


def test_a_region_in_which_nobody_has_set_a_mode_for_vpcs_does_not_block_them(fake: FakeAccount) -> None:
    there(fake)["vpc_mode"] = ""
    (result,) = settle(fake, VPC)
    assert (result.outcome, result.before) == (Outcome.MANUAL, {"internet": "off"})


def test_snapshots_in_public_use_are_named_and_stay_public(fake: FakeAccount) -> None:
    there(fake)["public_snapshots"] = [f"snap-{number}" for number in range(7)]
    before = fake.snapshot()
    (result,) = settle(fake, SNAPSHOTS)
    assert result.outcome is Outcome.DRIFT
    assert result.notes == (Note("public_snapshots", {"snapshots": "snap-0, snap-1, snap-2, snap-3, snap-4, … (7)"}),)
    assert fake.snapshot() == before


def test_a_person_who_blocks_all_sharing_is_never_brought_down_to_new_sharing(fake: FakeAccount) -> None:
    there(fake)["snapshots"] = "block-all-sharing"
    before = fake.snapshot()
    (result,) = settle(fake, SNAPSHOTS, desired={"sharing": "block-new-sharing"})
    assert result.outcome is Outcome.COMPLIANT
    assert fake.snapshot() == before


def test_a_mode_that_nobody_knows_yet_is_left_alone(fake: FakeAccount) -> None:
    there(fake)["snapshots"] = "block-even-more"
    (result,) = settle(fake, SNAPSHOTS)
    assert result.outcome is Outcome.DRIFT
    assert fake.written() == []


def test_images_in_public_use_are_named_and_nothing_is_blocked(fake: FakeAccount) -> None:
    there(fake)["public_images"] = ["ami-1"]
    (result,) = settle(fake, IMAGES)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("public_images", {"images": "ami-1"}),))
    assert fake.written() == []


def test_a_block_of_images_that_aws_shows_later_is_pending_and_no_failure(fake: FakeAccount) -> None:
    there(fake)["slow_images"] = True
    (result,) = settle(fake, IMAGES)
    assert (result.outcome, result.error) == (Outcome.PENDING, "")


def test_vpc_public_access_is_only_reported(fake: FakeAccount) -> None:
    (result,) = settle(fake, VPC)
    assert (result.outcome, fake.written()) == (Outcome.MANUAL, [])
    there(fake)["vpc_mode"] = "block-bidirectional"
    (result,) = settle(fake, VPC)
    assert result.outcome is Outcome.COMPLIANT


@pytest.mark.parametrize("control", [EBS, SNAPSHOTS, IMAGES, IMDS, CONSOLE], ids=lambda one: one.id)
def test_a_report_says_whether_the_rights_for_the_change_suffice_and_changes_nothing(
    fake: FakeAccount, control: Control
) -> None:
    there(fake)["serial_console"] = True
    before = fake.snapshot()
    (may,) = settle(fake, control, mode=Mode.REPORT)
    fake.allowed = set(control.reads)
    (may_not,) = settle(fake, control, mode=Mode.REPORT)
    assert (may.notes, may_not.notes) == ((Note("rights_suffice"),), (Note("rights_missing"),))
    assert {may.outcome, may_not.outcome} == {Outcome.WOULD_CHANGE}
    assert fake.snapshot() == before


@pytest.mark.parametrize("control", [SNAPSHOTS, IMAGES, IMDS, CONSOLE, VPC], ids=lambda one: one.id)
def test_a_setting_that_may_not_be_read_is_no_success(fake: FakeAccount, control: Control) -> None:
    fake.allowed = set()
    (result,) = settle(fake, control)
    assert result.outcome is Outcome.ACCESS_DENIED
