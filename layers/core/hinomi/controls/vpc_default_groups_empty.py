"""The default security group of a VPC has no rules, so that nothing gets a way in or out by being put nowhere else.

Only AWS's own rules are revoked, and only where nothing uses the group. A rule that a person has added is theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services import group_rules
from hinomi.services.listing import few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.aws import Answer
    from hinomi.baseline.scene import Scene

DESIRED: State = {"inbound_empty": True, "outbound_empty": True}
_DIRECTIONS = {"inbound_empty": ("ingress", False), "outbound_empty": ("egress", True)}


def read(scene: Scene) -> Iterator[Actual]:
    """Read the rules of each VPC's default group; in a shared VPC that group is its owner's."""
    ours = [_filter("group-name", "default"), _filter("owner-id", scene.account)]
    for group in scene.every("ec2", "describe_security_groups", "SecurityGroups", Filters=ours):
        of_group = [_filter("group-id", group["GroupId"])]
        rules = scene.every("ec2", "describe_security_group_rules", "SecurityGroupRules", Filters=of_group)
        state = {field: not _of(rules, field) for field in _DIRECTIONS}
        yield Actual(state=state, resource=group["GroupId"], context={"rules": rules})


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Name what a person has added, and what uses the group: interfaces, rules of other groups, peered VPCs."""
    group = actual.resource
    if own := [rule for rule in actual.context["rules"] if not group_rules.is_default(rule)]:
        yield Note("own_rules", {"rules": few(rule["SecurityGroupRuleId"] for rule in own)})
    in_group = [_filter("group-id", group)]
    if used := scene.every("ec2", "describe_network_interfaces", "NetworkInterfaces", Filters=in_group):
        yield Note("in_use", {"interfaces": few(one["NetworkInterfaceId"] for one in used)})
    if referring := [*_groups(scene, group), *_peers(scene, group)]:
        yield Note("referenced", {"referring": few(referring)})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Revoke the very rules that were read: one that comes in between stays."""
    for field, (direction, _) in _DIRECTIONS.items():
        rules = [rule["SecurityGroupRuleId"] for rule in _of(actual.context["rules"], field)]
        if target[field] and rules:
            revoke = f"revoke_security_group_{direction}"
            scene.call("ec2", revoke, GroupId=actual.resource, SecurityGroupRuleIds=rules)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Authorize again what was there before and is missing now, each with its description and tags."""
    del before  # the rules themselves say more
    there = actual.context["rules"]
    for rule in actual.context["before"]["rules"]:
        if any(group_rules.is_same(rule, one) for one in there):
            continue
        direction = "egress" if rule["IsEgress"] else "ingress"
        tags = [{"ResourceType": "security-group-rule", "Tags": rule["Tags"]}] if rule.get("Tags") else []
        again: dict[str, Any] = {"IpPermissions": [group_rules.permission(rule)]}
        authorize = f"authorize_security_group_{direction}"
        scene.call("ec2", authorize, GroupId=actual.resource, **again, **({"TagSpecifications": tags} if tags else {}))


def _of(rules: list[Answer], field: str) -> list[Answer]:
    return [rule for rule in rules if rule["IsEgress"] is _DIRECTIONS[field][1]]


def _groups(scene: Scene, group: str) -> Iterator[str]:
    """Yield other groups that have a rule about this one."""
    for name in ("ip-permission.group-id", "egress.ip-permission.group-id"):
        for one in scene.every("ec2", "describe_security_groups", "SecurityGroups", Filters=[_filter(name, group)]):
            if one["GroupId"] != group:
                yield one["GroupId"]


def _peers(scene: Scene, group: str) -> Iterator[str]:
    """Yield VPCs behind a peering or a transit gateway that have a rule about this group."""
    answer = scene.call("ec2", "describe_security_group_references", GroupId=[group])
    for one in answer.get("SecurityGroupReferenceSet", ()):
        yield one["ReferencingVpcId"]


def _filter(name: str, value: str) -> dict[str, Any]:
    return {"Name": name, "Values": [value]}


CONTROL = Control(
    id="vpc_default_groups_empty",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.DESTRUCTIVE,
    standards=("FSBP EC2.2", "CIS5 5.5", "CIS7 6.5"),
    order=Record({"inbound_empty": Flag(), "outbound_empty": Flag()}),
    desired=DESIRED,
    reads=(
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroupReferences",
        "ec2:DescribeSecurityGroupRules",
        "ec2:DescribeSecurityGroups",
    ),
    writes=("ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"),
    undoes=(
        "ec2:AuthorizeSecurityGroupEgress",
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:CreateTags",
    ),
    texts={
        "ja": Text(
            title="デフォルトセキュリティグループのルールを空にする",
            why="セキュリティグループを指定せずに作ったリソースはデフォルトのグループに入ります。初期ルールのままでは、それらが互いに無制限に通信でき、インターネットにも自由に接続できます。",
            change="どこからも使われていないデフォルトセキュリティグループから、AWS の初期ルールだけを削除します。人が追加したルールがあるグループ、使用中または参照されているグループは変更しません。削除した後は、グループを指定せずに作ったリソースは通信できません。今は動いていないもの (スケジュール実行の Fargate タスク、台数 0 の Auto Scaling グループなど) がこのグループを使うかどうかは分からないため、承認の前に確認してください。料金はかかりません。",
            undo="VPC コンソールの「セキュリティグループ」で対象の default を選び、インバウンドに「すべてのトラフィック／ソース: このグループ自身」、アウトバウンドに「すべてのトラフィック／0.0.0.0/0」を追加します。",
            fields={"inbound_empty": "インバウンドルール", "outbound_empty": "アウトバウンドルール"},
            notes={
                "own_rules": "初期ルール以外のルールがあるため、変更していません: {rules}。不要であれば VPC コンソールで削除してください。",
                "in_use": "ネットワークインターフェイスで使われているため、変更していません: {interfaces}。専用のセキュリティグループに付け替えてください。",
                "referenced": "ほかのセキュリティグループや VPC のルールから参照されているため、変更していません: {referring}。参照しているルールを削除してください。",
            },
        ),
        "en": Text(
            title="Default security groups have no rules",
            why="What is made without naming a security group lands in the default one. With its first rules, all that is in there can talk to each other and to the whole internet.",
            change="AWS's own rules are removed from default groups that nothing uses. Groups with rules that somebody added, that are in use, or that other rules refer to stay as they are. From then on, what is made without naming a group cannot communicate. Whether what does not run now uses the group (a scheduled Fargate task, an Auto Scaling group of size zero) cannot be seen: check that before you approve. It is free of charge.",
            undo="In the VPC console under Security groups, choose the group named default, add an inbound rule for All traffic from the group itself and an outbound rule for All traffic to 0.0.0.0/0.",
            fields={"inbound_empty": "inbound rules", "outbound_empty": "outbound rules"},
            notes={
                "own_rules": "Left alone, because it has rules that are not AWS's own: {rules}. Remove them in the VPC console if nobody needs them.",
                "in_use": "Left alone, because network interfaces use it: {interfaces}. Give them a security group of their own.",
                "referenced": "Left alone, because rules of other security groups or VPCs refer to it: {referring}. Remove those rules.",
            },
        ),
    },
    read=read,
    preflight=preflight,
    write=write,
    undo=undo,
)
