"""Security Hub CSPM is on in every Region.

It is turned on without any standard: which ones are enabled is another control's, and nobody's default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import AwsError
from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.errors import ParkError
from hinomi.services.ownership import TAGS, ours
from hinomi.services.security_hub import hub
from hinomi.services.security_standards import subscriptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"enabled": True}


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether Security Hub is on in the Region."""
    yield Actual(state={"enabled": hub(scene) is not None})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Turn Security Hub on, unless somebody was faster."""
    del actual, target
    try:
        scene.call(
            "securityhub",
            "enable_security_hub",
            EnableDefaultStandards=False,
            ControlFindingGenerator="SECURITY_CONTROL",
            Tags=TAGS,
        )
    except AwsError as error:
        if error.code != "ResourceConflictException":
            raise


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Turn off a Security Hub that the round turned on; raise `ParkError` where a person has made it theirs.

    Turned off, Security Hub loses its standards at once and its findings after 90 days
    (https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_DisableSecurityHub.html).
    """
    del actual, before
    found = hub(scene)
    if found is None:
        return
    tags = scene.call("securityhub", "list_tags_for_resource", ResourceArn=found["HubArn"])["Tags"]
    if not ours(tags):
        raise ParkError("Security Hub was not turned on by the round")
    # AWS goes on listing a standard for some minutes after it was disabled.
    if any(one.status != "DELETING" for one in subscriptions(scene)):
        raise ParkError("Security Hub has standards that the round did not enable: disable them first")
    scene.call("securityhub", "disable_security_hub")


CONTROL = Control(
    id="securityhub_hub_enabled",
    scope=Scope.REGION,
    mode=Mode.ENFORCE,
    cost=Cost.USAGE,
    risk=Risk.NONE,
    standards=("CIS5 4.16",),
    order=Record({"enabled": Flag()}),
    desired=DESIRED,
    reads=("securityhub:DescribeHub",),
    writes=("iam:CreateServiceLinkedRole", "securityhub:EnableSecurityHub", "securityhub:TagResource"),
    undoes=("securityhub:DisableSecurityHub", "securityhub:GetEnabledStandards", "securityhub:ListTagsForResource"),
    texts={
        "ja": Text(
            title="Security Hub CSPM をすべてのリージョンで有効にする",
            why="Security Hub CSPM が無効なリージョンでは、設定の不備がチェックされず、GuardDuty や Inspector などの検出結果も 1 か所に集まりません。",
            change="Security Hub CSPM を有効にします。セキュリティ標準は、securityhub_standards_enabled で別に有効にします。セキュリティチェックと取り込む検出結果の件数に応じて料金がかかります。動作中のリソースに影響はありません。",
            undo="Security Hub CSPM コンソールの「設定」にある「一般」で「AWS Security Hub CSPM を無効にする」を選びます。有効にしていた標準とコントロールの設定は失われます。",
            fields={"enabled": "Security Hub CSPM"},
        ),
        "en": Text(
            title="Security Hub CSPM is on in every Region",
            why="Where it is off, nothing checks the settings of the Region, and what GuardDuty, Inspector and others find does not come together in one place.",
            change="Turns on Security Hub CSPM. Security standards are enabled apart, by securityhub_standards_enabled. AWS charges by security checks and ingested findings. Nothing that runs is affected.",
            undo="In the Security Hub CSPM console under Settings, General, choose Disable AWS Security Hub CSPM. The standards that were enabled and the settings of their controls are lost.",
            fields={"enabled": "Security Hub CSPM"},
        ),
    },
    read=read,
    write=write,
    undo=undo,
    traces=("DisableSecurityHub",),
)
