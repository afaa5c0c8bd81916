"""Whether the new Security Hub (v2), a paid service of its own beside Security Hub CSPM, is on: told, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"enabled": False}


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether Security Hub (v2) is on in the Region, and which of its opt-in features nobody has turned on."""
    found = scene.find("securityhub", "describe_security_hub_v2", missing="ResourceNotFoundException")
    features = (found or {}).get("Features") or {}
    waiting = sorted(name for name, feature in features.items() if feature.get("FeatureStatus") != "ENABLED")
    notes = (Note("undecided", {"features": ", ".join(waiting)}),) if waiting else ()
    yield Actual(state={"enabled": found is not None}, notes=notes)


CONTROL = Control(
    id="securityhub_v2_reported",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.USAGE,
    risk=Risk.LOW,
    order=Record({"enabled": Flag()}),
    desired=DESIRED,
    reads=("securityhub:DescribeSecurityHubV2",),
    texts={
        "ja": Text(
            title="Security Hub (v2) の利用状況を把握する",
            why="Security Hub (v2) は Security Hub CSPM とは別に料金がかかるサービスで、有効にすると AWS Config のサービスにリンクされたレコーダーなども作られます。知らないうちに有効になっていると、その分の料金がかかります。",
            change="利用する場合は、Security Hub コンソールを開いて「有効化」を選び、対象のリージョンと機能を選びます。利用しない場合は、何もする必要はありません。",
            fields={"enabled": "Security Hub (v2)"},
            notes={"undecided": "有効になっていない Security Hub (v2) の機能があります: {features}"},
        ),
        "en": Text(
            title="It is known whether Security Hub (v2) is in use",
            why="Security Hub (v2) is charged apart from Security Hub CSPM, and enabling it also makes a service-linked recorder of AWS Config. Where it is on without your knowledge, you pay for that.",
            change="To use it, open the Security Hub console, choose Enable, and select Regions and features. If you do not want it, there is nothing to do.",
            fields={"enabled": "Security Hub (v2)"},
            notes={"undecided": "Security Hub (v2) has features that are not turned on: {features}"},
        ),
    },
    read=read,
)
