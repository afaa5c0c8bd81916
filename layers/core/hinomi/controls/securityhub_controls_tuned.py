"""What an account has once is checked once: in Security Hub's home Region, and in no other.

https://docs.aws.amazon.com/securityhub/latest/userguide/controls-to-disable.html. A control is only turned off where
the home Region checks the same. What a person has turned off, or on again, stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Record, State, Superset
from hinomi.services.config_recorder import STATUS_READS, records_iam
from hinomi.services.security_controls import READS, WRITES, Association, associations, touched, turn_off, turn_on
from hinomi.services.security_hub import (
    administrator,
    aggregator,
    configured_centrally,
    hub,
    membership,
    region_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

GLOBAL = (
    "Account.1",
    "Account.2",
    *(f"IAM.{number}" for number in range(1, 28) if number not in {20, 23}),
    "KMS.1",
    "KMS.2",
)
DESIRED: State = {"settled": tuple(sorted(GLOBAL))}


def read(scene: Scene) -> Iterator[Actual]:
    """Read which of the controls need no decision here: off, in no standard, a person's choice, or needed here.

    The home Region, and a Region without Security Hub, have nothing to settle.
    """
    if hub(scene) is None:
        return
    home = _home(scene)
    if home == scene.region:
        return
    found, checked = associations(scene, GLOBAL), _checked(scene.at(home))
    kept = touched(found)
    open_ = [one for one in found if one.enabled and one.pair not in kept and one.control in checked]
    settled = set(GLOBAL) - {one.control for one in open_}
    yield Actual(
        state={"settled": tuple(sorted(settled))},
        managed_by=configured_centrally(scene),
        notes=tuple(_notes(found, {name for name, _ in kept}, checked, home)),
        context={
            "home": home,
            "open": [list(one.pair) for one in open_],
            "ours": [list(one.pair) for one in found if one.ours and not one.enabled],
        },
    )


def _home(scene: Scene) -> str:
    """Name the Region in which Security Hub's findings come together."""
    arn = "" if administrator(scene) else aggregator(scene)
    return region_of(arn) if arn else scene.home


def _checked(home: Scene) -> set[str]:
    """Return the controls that the home Region checks."""
    if hub(home) is None:
        return set()
    return {one.control for one in associations(home, GLOBAL) if one.enabled}


def _notes(found: tuple[Association, ...], kept: set[str], checked: set[str], home: str) -> Iterator[Note]:
    if kept:
        yield Note("kept_on", {"controls": ", ".join(sorted(kept))})
    needed = {one.control for one in found if one.enabled} - checked - kept
    if needed:
        yield Note("needed", {"controls": ", ".join(sorted(needed)), "region": home})
    nowhere = {one.control for one in found if one.ours and not one.enabled} - checked
    if nowhere:
        yield Note("nowhere", {"controls": ", ".join(sorted(nowhere)), "region": home})


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Leave alone what an administrator may set, and what the home Region could not check: it sees what it records."""
    yield from membership(scene)
    home = actual.context["home"]
    if not records_iam(scene.at(home)):
        yield Note("unrecorded", {"region": home})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Turn off what is to be settled."""
    wanted = set(target["settled"] or ())  # type: ignore[arg-type]  # a tuple
    pairs = [(name, arn) for name, arn in actual.context["open"] if name in wanted]
    turn_off(scene, pairs, f"global resource, checked in {actual.context['home']}")


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Turn on again what the write turned off, unless a person has given it a reason since."""
    del before
    ours = {(name, arn) for name, arn in actual.context["ours"]}
    turn_on(scene, ours & {(name, arn) for name, arn in actual.context["before"]["open"]})


CONTROL = Control(
    id="securityhub_controls_tuned",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.LOW,
    order=Record({"settled": Superset(tuple(sorted(GLOBAL)))}),
    desired=DESIRED,
    reads=(
        "securityhub:DescribeHub",
        "securityhub:DescribeOrganizationConfiguration",
        "securityhub:GetAdministratorAccount",
        "securityhub:ListFindingAggregators",
        *STATUS_READS,
        *READS,
    ),
    writes=WRITES,
    undoes=WRITES,
    texts={
        "ja": Text(
            title="グローバルリソースのコントロールをホームリージョン以外で無効にする",
            why="IAM のようにアカウントに 1 つしかない設定をすべてのリージョンでチェックすると、同じ検出結果がリージョンの数だけ届き、チェックの料金もリージョンの数だけかかります。",
            change="IAM やアカウント全体のコントロールを、Security Hub CSPM のホームリージョンでチェックしている場合に限り、このリージョンで無効にします。無効にした理由は「hinomi:」で始まります。人が無効にしたもの、再び有効にしたものは変更しません。ホームリージョンの AWS Config が IAM を記録していなければ、何も変更しません。",
            undo="Security Hub CSPM コンソールの「コントロール」で「無効」タブを開き、理由が「hinomi:」で始まるコントロールを選んで「コントロールを有効にする」を選びます。",
            fields={"settled": "重複したチェックのないコントロール"},
            notes={
                "kept_on": "人が有効にしているコントロールは、そのまま残します: {controls}",
                "needed": "ホームリージョン {region} でチェックしていないため、このリージョンで有効のままにします: {controls}",
                "nowhere": "ホームリージョン {region} でもチェックしなくなったため、どこでもチェックしていません: {controls}。必要であれば、どちらかのリージョンで有効にしてください。",
                "member": "このアカウントは管理者アカウント {administrator} のメンバーです。コントロールが組織で一元設定されている可能性があるため、変更しません。管理者に確認してください。",
                "unrecorded": "ホームリージョン {region} の AWS Config が IAM を記録していないため、そこではチェックできません。このリージョンでは有効のままにします。",
            },
        ),
        "en": Text(
            title="Controls of global resources are disabled outside the home Region",
            why="Otherwise, what an account has once, such as IAM, is checked in every Region, with the same finding and the same charge in each.",
            change="Turns off controls of IAM and of the account as a whole in this Region, as far as Security Hub's home Region checks them. The reason that is given begins with hinomi:. What a person has turned off or on again stays. Nothing changes unless AWS Config records IAM in the home Region.",
            undo="In the Security Hub CSPM console under Controls, open the tab Disabled, select the controls whose reason begins with hinomi:, and choose Enable control.",
            fields={"settled": "controls without a second check"},
            notes={
                "kept_on": "A person keeps these controls on, so they stay: {controls}",
                "needed": "The home Region {region} does not check these controls, so they stay on here: {controls}",
                "nowhere": "The home Region {region} does not check these controls any more, so nothing does: {controls}. Turn them on in one of the Regions if you need them.",
                "member": "This account is a member of the administrator account {administrator}. The organization may set its controls, so nothing is changed: ask the administrator.",
                "unrecorded": "AWS Config does not record IAM in the home Region {region}, which therefore cannot check it: the controls stay on here.",
            },
        ),
    },
    read=read,
    write=write,
    undo=undo,
    preflight=preflight,
    traces=("BatchUpdateStandardsControlAssociations", "UpdateStandardsControl"),
)
