"""The findings of all Regions come together in one, today's Regions and tomorrow's.

Where they come together is never changed: AWS could only do that by losing what is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Manager, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.services.security_hub import administrator, aggregator, configured_centrally, hub, region_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hinomi.baseline.scene import Scene

# https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_UpdateFindingAggregator.html
LINKED = ("NONE", "NO_REGIONS", "SPECIFIED_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED", "ALL_REGIONS")
EXCEPT = "ALL_REGIONS_EXCEPT_SPECIFIED"
LISTING = {"SPECIFIED_REGIONS", EXCEPT}
DESIRED: State = {"linked": "ALL_REGIONS"}


def read(scene: Scene) -> Iterator[Actual]:
    """Read which Regions send their findings to which; `NONE` where each keeps its own.

    A member account has its administrator's aggregation, and cannot have one of its own.
    """
    if hub(scene) is None:
        yield Actual(state={"linked": "NONE"})
        return
    if administrator(scene):
        yield Actual(state={"linked": "NONE"}, managed_by=Manager.ADMINISTRATOR)
        return
    manager, arn = configured_centrally(scene), aggregator(scene)
    if not arn:
        yield Actual(state={"linked": "NONE"}, managed_by=manager)
        return
    home = region_of(arn)
    found = scene.at(home).call("securityhub", "get_finding_aggregator", FindingAggregatorArn=arn)
    yield Actual(
        state={"linked": found["RegionLinkingMode"]},
        managed_by=manager,
        notes=(Note("elsewhere", {"region": home}),) if home != scene.region else (),
        context={"arn": arn, "regions": sorted(found.get("Regions", ()))},
    )


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Leave alone the Regions that a person has excluded by name."""
    if hub(scene) is None:
        yield Note("hub_off")
    if actual.state["linked"] == EXCEPT:
        yield Note("excluded", {"regions": ", ".join(actual.context["regions"])})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Link Regions, from where they are linked already, or from here."""
    mode = str(target["linked"])
    arn = actual.context.get("arn", "")
    listed = _listed(scene.at(region_of(arn)) if arn else scene, mode, actual.context.get("regions", ()))
    if mode == EXCEPT and not listed:
        mode = "ALL_REGIONS"
    _send(scene, arn, mode, listed)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Link the Regions that were linked before; take away the aggregation where there was none."""
    arn, mode = actual.context["arn"], str(before["linked"])
    if mode == "NONE":
        scene.at(region_of(arn)).call("securityhub", "delete_finding_aggregator", FindingAggregatorArn=arn)
    else:
        _send(scene, arn, mode, actual.context["before"]["regions"])


def _listed(scene: Scene, mode: str, linked: Iterable[str]) -> list[str]:
    """Name the Regions that a mode wants named: what the round covers or is linked already, or all but that.

    The Region of the scene, to which they are linked, is never one of them.
    """
    covered = {*scene.regions, scene.region, *linked}
    return sorted({*scene.enabled} - covered if mode == EXCEPT else covered - {scene.region})


def _send(scene: Scene, arn: str, mode: str, regions: list[str]) -> None:
    listed = {"Regions": regions} if mode in LISTING else {}
    if arn:
        place = scene.at(region_of(arn))
        place.call(
            "securityhub", "update_finding_aggregator", FindingAggregatorArn=arn, RegionLinkingMode=mode, **listed
        )
    else:
        scene.call("securityhub", "create_finding_aggregator", RegionLinkingMode=mode, **listed)


CONTROL = Control(
    id="securityhub_regions_aggregated",
    scope=Scope.ACCOUNT,
    mode=Mode.ENFORCE,
    cost=Cost.NONE,
    risk=Risk.NONE,
    order=Record({"linked": Ladder(LINKED)}),
    desired=DESIRED,
    reads=(
        "securityhub:DescribeHub",
        "securityhub:DescribeOrganizationConfiguration",
        "securityhub:GetAdministratorAccount",
        "securityhub:GetFindingAggregator",
        "securityhub:ListFindingAggregators",
    ),
    writes=("securityhub:CreateFindingAggregator", "securityhub:UpdateFindingAggregator"),
    undoes=("securityhub:DeleteFindingAggregator", "securityhub:UpdateFindingAggregator"),
    texts={
        "ja": Text(
            title="Security Hub CSPM の検出結果をすべてのリージョンから集約する",
            why="集約していないと、普段見ていないリージョンの検出結果に誰も気づきません。",
            change="すべてのリージョンの検出結果が、集約リージョン (未設定の場合はホームリージョン) に複製されます。今後有効にするリージョンも自動で対象になります。設定済みの集約リージョンは変更しません。追加料金はかかりません。検出結果が別のリージョンにも保存されるため、保存場所に決まりがある場合は確認してください。",
            undo="集約リージョンの Security Hub CSPM コンソールで「設定」の「リージョン」を開き、「編集」でリンクされたリージョンを変更するか、集約を停止します。",
            fields={"linked": "集約するリージョン"},
            notes={
                "elsewhere": "集約リージョンは {region} に設定されています。そのまま使います。",
                "excluded": "集約から意図して除外されているリージョンがあるため、変更しません: {regions}",
                "hub_off": "Security Hub CSPM がホームリージョンで無効のため、集約を設定できません。先に securityhub_hub_enabled の項目に対応してください。",
            },
        ),
        "en": Text(
            title="Security Hub CSPM brings the findings of all Regions together",
            why="Without it, nobody notices findings in a Region that nobody looks at.",
            change="The findings of all Regions are copied to the aggregation Region, or to the home Region if none is set; Regions that are enabled later are linked too. An aggregation Region that is set stays. It costs nothing. Check first if rules say where such data may be kept.",
            undo="In the Security Hub CSPM console of the aggregation Region under Settings, Regions, choose Edit, and change the linked Regions or stop the aggregation.",
            fields={"linked": "linked Regions"},
            notes={
                "elsewhere": "The findings come together in {region}; that stays.",
                "excluded": "Somebody has excluded Regions by name, so nothing is changed: {regions}",
                "hub_off": "Security Hub CSPM is off in the home Region, so that no Region can be linked to it. See to securityhub_hub_enabled first.",
            },
        ),
    },
    read=read,
    write=write,
    undo=undo,
    preflight=preflight,
    traces=("DeleteFindingAggregator", "UpdateFindingAggregator"),
)
