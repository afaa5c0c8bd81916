"""One finding for each check of a control, however many standards ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Manager, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.services.security_hub import administrator, hub

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"generator": "SECURITY_CONTROL"}


def read(scene: Scene) -> Iterator[Actual]:
    """Read what makes the findings of the Region's controls. A member account has what its administrator has.

    https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_UpdateSecurityHubConfiguration.html
    """
    found = hub(scene)
    if found is None:
        return
    yield Actual(
        state={"generator": found["ControlFindingGenerator"]},
        managed_by=Manager.ADMINISTRATOR if administrator(scene) else None,
        context={"auto_enable_controls": found["AutoEnableControls"]},
    )


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Set what makes findings, and send what is there of the other setting, so that it cannot be reset."""
    scene.call(
        "securityhub",
        "update_security_hub_configuration",
        AutoEnableControls=actual.context["auto_enable_controls"],
        ControlFindingGenerator=target["generator"],
    )


CONTROL = Control(
    id="securityhub_findings_consolidated",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.MEDIUM,
    order=Record({"generator": Ladder(("STANDARD_CONTROL", "SECURITY_CONTROL"))}),
    desired=DESIRED,
    reads=("securityhub:DescribeHub", "securityhub:GetAdministratorAccount"),
    writes=("securityhub:UpdateSecurityHubConfiguration",),
    undoes=("securityhub:UpdateSecurityHubConfiguration",),
    texts={
        "ja": Text(
            title="Security Hub CSPM の「統合されたコントロールの検出結果」を有効にする",
            why="統合していないと、同じ不備の検出結果が、有効にした標準の数だけ作られ、通知も対応も重複します。",
            change="コントロールのチェックごとに検出結果が 1 件になります。検出結果の ID や GeneratorId が変わり、それまでの検出結果はアーカイブされるため、これらの値を使う自動化ルールや抑制の設定、外部連携があれば事前に見直してください。新しいコントロールを自動で有効にする設定は変わりません。料金は変わりません。",
            undo="Security Hub CSPM コンソールの「設定」にある「一般」で「統合されたコントロールの検出結果」をオフにします。",
            fields={"generator": "コントロールの検出結果"},
        ),
        "en": Text(
            title="Security Hub CSPM consolidates control findings",
            why="Without it, one flaw makes a finding for each enabled standard, and each of them is reported and handled again.",
            change="Each check of a control makes one finding. The ids and GeneratorIds of findings change and the former ones are archived: look first at automation rules, suppressions and integrations that use them. Whether new controls are enabled automatically stays as it is. It is free of charge.",
            undo="In the Security Hub CSPM console under Settings, General, turn off Consolidated control findings.",
            fields={"generator": "control findings"},
        ),
    },
    read=read,
    write=write,
    traces=("UpdateSecurityHubConfiguration",),
)
