"""How to bring EC2's account settings of the fake account into a given state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.account.ec2_guards import EC2Guards
from support.account.fake import ACCOUNT
from support.account.kms import MANAGED
from support.arrangement import Arrangement

if TYPE_CHECKING:
    from hinomi.baseline.strength import State
    from support.account.fake import FakeAccount


def ebs_encryption(fake: FakeAccount, region: str, state: State) -> None:
    key = f"arn:aws:kms:{region}:{ACCOUNT}:key/{MANAGED}"
    fake.state(EC2Guards, region).update(ebs_encryption=state["encrypted"], ebs_key=key)


def snapshots(fake: FakeAccount, region: str, state: State) -> None:
    fake.state(EC2Guards, region)["snapshots"] = state["sharing"]


def images(fake: FakeAccount, region: str, state: State) -> None:
    fake.state(EC2Guards, region)["images"] = state["sharing"]


def metadata(fake: FakeAccount, region: str, state: State) -> None:
    tokens = {"HttpTokens": state["tokens"]} if state["tokens"] != "no-preference" else {}
    fake.state(EC2Guards, region)["metadata"] = {"HttpPutResponseHopLimit": 2, **tokens}


def serial_console(fake: FakeAccount, region: str, state: State) -> None:
    fake.state(EC2Guards, region)["serial_console"] = not state["disabled"]


ARRANGE = {
    "ec2_ebs_encryption_default": Arrangement(ebs_encryption),
    "ec2_snapshots_public_blocked": Arrangement(snapshots),
    "ec2_images_public_blocked": Arrangement(images),
    "ec2_imds_v2_default": Arrangement(metadata),
    "ec2_serial_console_disabled": Arrangement(serial_console),
}
