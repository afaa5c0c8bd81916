"""Somebody may open cases with AWS Support: the managed policy for it is attached to a role, a group or a user."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.errors import HinomiError
from hinomi.services.ownership import TAG, ours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"attached": True}
ROLE = "hinomi-support"
_KEPT = "the role is not the one that was made: not as before"


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether anybody has the policy."""
    found = (
        scene.every("iam", "list_entities_for_policy", kind, PolicyArn=_policy(scene))
        for kind in ("PolicyRoles", "PolicyGroups", "PolicyUsers")
    )
    yield Actual(state={"attached": any(found)})


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Leave a person's role alone that has the name of ours."""
    del actual
    tags = _tags(scene)
    if tags is not None and not ours(tags):
        yield Note("name_taken", {"role": ROLE})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Make the role, unless an earlier run made it and came no further, and attach the policy."""
    del actual, target
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Principal": {"AWS": scene.arn("iam", "root", region="")},
            }
        ],
    }
    scene.find(
        "iam",
        "create_role",
        missing="EntityAlreadyExists",
        RoleName=ROLE,
        AssumeRolePolicyDocument=json.dumps(trust),
        Description="Opens cases with AWS Support",
        Tags=[TAG],
    )
    scene.call("iam", "attach_role_policy", RoleName=ROLE, PolicyArn=_policy(scene))


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Delete the role if it is ours."""
    del actual, before
    if not ours(_tags(scene)):
        raise HinomiError(_KEPT)
    _delete(scene)


def tidy(scene: Scene) -> None:
    """Delete the role if it is ours, which a write that broke off may have left without its policy."""
    if ours(_tags(scene)):
        _delete(scene)


def _delete(scene: Scene) -> None:
    scene.find("iam", "detach_role_policy", missing="NoSuchEntity", RoleName=ROLE, PolicyArn=_policy(scene))
    scene.call("iam", "delete_role", RoleName=ROLE)


def _policy(scene: Scene) -> str:
    return f"arn:{scene.partition}:iam::aws:policy/AWSSupportAccess"


def _tags(scene: Scene) -> list[dict[str, str]] | None:
    """List the tags of the role that has our name; None where there is no such role."""
    answer = scene.find("iam", "list_role_tags", missing="NoSuchEntity", RoleName=ROLE)
    return answer["Tags"] if answer else None


CONTROL = Control(
    id="iam_support_role_attached",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.NONE,
    standards=("CIS5 1.16", "CIS7 2.15"),
    order=Record({"attached": Flag()}),
    desired=DESIRED,
    reads=("iam:ListEntitiesForPolicy", "iam:ListRoleTags"),
    writes=("iam:AttachRolePolicy", "iam:CreateRole", "iam:TagRole"),
    undoes=("iam:DeleteRole", "iam:DetachRolePolicy", "iam:ListRoleTags"),
    texts={
        "ja": Text(
            title="AWS サポートに問い合わせるためのロールを用意する",
            why="管理者がいないときにインシデントが起きると、誰も AWS サポートに問い合わせられません。",
            change="IAM ロール hinomi-support を作り、AWS 管理ポリシー AWSSupportAccess をアタッチします。このロールを引き受けられるのは、このアカウントで sts:AssumeRole を許可されたユーザーとロールだけです。このポリシーがすでにユーザー、グループ、ロールのいずれかにアタッチされていれば、何も作りません。料金はかかりません。",
            undo="IAM コンソールの「ロール」で hinomi-support を選び、「削除」します。",
            fields={"attached": "AWSSupportAccess"},
            notes={
                "name_taken": "同じ名前のロール「{role}」がすでにあるため、作成していません。IAM コンソールで、問い合わせを担当する人のロールに AWSSupportAccess をアタッチしてください。"
            },
        ),
        "en": Text(
            title="A role may open cases with AWS Support",
            why="When an incident happens while no administrator is there, nobody can ask AWS Support for help.",
            change="The IAM role hinomi-support is made and AWSSupportAccess attached to it. Only those in this account who are allowed sts:AssumeRole on it can use it. Where a user, group or role has the policy already, nothing is made. It is free of charge.",
            undo="In the IAM console under Roles, choose hinomi-support and Delete.",
            fields={"attached": "AWSSupportAccess"},
            notes={
                "name_taken": "A role {role} is there already, so none was made. Attach AWSSupportAccess to the role of those who ask for help."
            },
        ),
    },
    read=read,
    write=write,
    undo=undo,
    tidy=tidy,
    preflight=preflight,
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
    slow=True,
    # No traces: most events of these names are about other roles and policies, and would blame whoever came last.
)
