"""AWS's own standard and the newest CIS benchmark are enabled in Security Hub CSPM. No standard is ever disabled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import AwsError
from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Record, State, Superset
from hinomi.errors import RetryError
from hinomi.services.security_hub import configured_centrally, hub, membership
from hinomi.services.security_standards import CIS, KNOWN, READS, offered, subscriptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene
    from hinomi.services.security_standards import Subscription

NEWEST = f"{CIS}5.0.0"
WANTED = ("aws-foundational-security-best-practices/v/1.0.0", NEWEST)
DESIRED: State = {"standards": WANTED}


def read(scene: Scene) -> Iterator[Actual]:
    """Read the standards that are enabled in the Region.

    What the baseline wants and AWS does not offer here counts as enabled, with a note: the Region has all it can have.
    """
    if hub(scene) is None:
        yield Actual(state={"standards": ()})
        return
    catalogue, found = offered(scene), subscriptions(scene)
    enabled = {one.id for one in found if one.status != "DELETING"}
    missing = set(WANTED) - catalogue.keys() - enabled
    yield Actual(
        state={"standards": tuple(sorted(enabled | missing))},
        managed_by=configured_centrally(scene),
        notes=tuple(_notes(found, enabled, missing, catalogue.keys() - set(KNOWN))),
        context={
            "subscriptions": {one.id: one.subscription for one in found if one.status != "DELETING"},
            "pending": [one.id for one in found if one.status == "PENDING"],
        },
    )


def _notes(found: tuple[Subscription, ...], enabled: set[str], missing: set[str], unknown: set[str]) -> Iterator[Note]:
    older = sorted(name for name in enabled & set(KNOWN) if name.startswith(CIS) and name != NEWEST)
    if older:
        yield Note("superseded", {"standards": ", ".join(older), "newest": NEWEST})
    if missing:
        yield Note("not_offered", {"standards": ", ".join(sorted(missing))})
    for one in found:
        if one.status in {"INCOMPLETE", "FAILED"}:
            yield Note("incomplete", {"standard": one.id, "status": one.status, "reason": one.reason or "-"})
    if unknown:
        yield Note("undecided", {"features": ", ".join(sorted(unknown))})


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Leave alone what an administrator may set, and what somebody is disabling at this moment."""
    del actual
    if hub(scene) is None:
        yield Note("hub_off")
        return
    yield from membership(scene)
    leaving = [one.id for one in subscriptions(scene) if one.status == "DELETING"]
    if leaving:
        yield Note("leaving", {"standards": ", ".join(leaving)})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Enable what is not; raise `AwsError` over what is not offered here, after all that is."""
    wanted = set(target["standards"] or ()) - set(actual.state["standards"] or ())  # type: ignore[arg-type]  # a tuple
    catalogue = offered(scene)
    arns = [catalogue[name] for name in sorted(wanted & catalogue.keys())]
    if arns:
        requests = [{"StandardsArn": arn} for arn in arns]
        scene.call("securityhub", "batch_enable_standards", StandardsSubscriptionRequests=requests)
    if absent := sorted(wanted - catalogue.keys()):
        raise AwsError("securityhub", "batch_enable_standards", f"not offered here: {', '.join(absent)}")


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Disable the standards that were not enabled before; raise `RetryError` while AWS is still enabling one."""
    added = set(actual.state["standards"] or ()) - set(before["standards"] or ())  # type: ignore[arg-type]  # a tuple
    known = actual.context["subscriptions"]
    arns = [known[name] for name in sorted(added & known.keys())]
    # AWS refuses a request that names one of these, and says to try later.
    if pending := sorted(added & set(actual.context["pending"])):
        raise RetryError(f"AWS is still enabling {', '.join(pending)}: try again in a few minutes")
    if arns:
        scene.call("securityhub", "batch_disable_standards", StandardsSubscriptionArns=arns)


CONTROL = Control(
    id="securityhub_standards_enabled",
    scope=Scope.REGION,
    mode=Mode.ENFORCE,
    cost=Cost.USAGE,
    risk=Risk.NONE,
    order=Record({"standards": Superset(KNOWN)}),
    desired=DESIRED,
    reads=(
        "securityhub:DescribeHub",
        "securityhub:DescribeOrganizationConfiguration",
        "securityhub:GetAdministratorAccount",
        *READS,
    ),
    writes=("securityhub:BatchEnableStandards",),
    undoes=("securityhub:BatchDisableStandards",),
    texts={
        "ja": Text(
            title="Security Hub CSPM のセキュリティ標準 (FSBP と CIS) を有効にする",
            why="標準を有効にしていない Security Hub CSPM は何もチェックせず、設定の不備があっても検出結果が出ません。",
            change="「AWS 基礎セキュリティのベストプラクティス (FSBP)」と「CIS AWS Foundations Benchmark v5.0.0」を有効にし、AWS の設定を自動でチェックします。セキュリティチェックの件数に応じて料金がかかり、最初は検出結果が多く出ます。すでに有効な標準はそのまま残します。チェックには AWS Config の記録が必要です。",
            undo="Security Hub CSPM コンソールの「セキュリティ標準」で対象の標準を開き、「標準を無効にする」を選びます。",
            fields={"standards": "有効なセキュリティ標準"},
            notes={
                "superseded": "古いバージョンの標準も有効です ({standards})。最新は {newest} です。内容が重複するため、不要であれば無効にしてください。",
                "not_offered": "このリージョンでは提供されていない標準があります: {standards}",
                "incomplete": "標準 {standard} が正しく動作していません (状態: {status}、理由: {reason})。AWS Config の記録が有効か確認してください。",
                "undecided": "ベースラインがまだ扱っていない標準があります: {features}",
                "hub_off": "Security Hub CSPM がこのリージョンで無効のため、標準を有効にできません。先に securityhub_hub_enabled の項目に対応してください。",
                "member": "このアカウントは管理者アカウント {administrator} のメンバーです。標準が組織で一元設定されている可能性があるため、変更しません。管理者に確認してください。",
                "leaving": "標準を無効にする処理が進行中のため、今回は変更しません: {standards}",
            },
        ),
        "en": Text(
            title="The FSBP and CIS standards are enabled in Security Hub CSPM",
            why="Without a standard Security Hub CSPM checks nothing: flawed settings make no finding.",
            change="Enables AWS Foundational Security Best Practices (FSBP) and the CIS AWS Foundations Benchmark v5.0.0, which check the settings of the account. AWS charges by security checks, and there are many findings at first. Standards that are enabled stay. The checks need AWS Config to record.",
            undo="In the Security Hub CSPM console under Security standards, open the standard and choose Disable standard.",
            fields={"standards": "enabled security standards"},
            notes={
                "superseded": "Older versions of a standard are enabled too ({standards}); the newest is {newest}. They overlap: disable what you do not need.",
                "not_offered": "AWS does not offer these standards in this Region: {standards}",
                "incomplete": "The standard {standard} does not work as it should (status {status}, reason {reason}). Check that AWS Config records.",
                "undecided": "AWS offers standards that the baseline does not know yet: {features}",
                "hub_off": "Security Hub CSPM is off in this Region, so that no standard can be enabled. See to securityhub_hub_enabled first.",
                "member": "This account is a member of the administrator account {administrator}. The organization may set its standards, so nothing is changed: ask the administrator.",
                "leaving": "Somebody is disabling standards at this moment, so nothing is changed this time: {standards}",
            },
        ),
    },
    read=read,
    write=write,
    undo=undo,
    preflight=preflight,
    traces=("BatchDisableStandards",),
)
