"""Nobody can share EBS snapshots of this account with the public, and none stays shared.

AWS keeps the old shares and only hides them: going back down makes them public again
(https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.services.declarative_policy import manager
from hinomi.services.listing import PAGE, few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"sharing": "block-all-sharing"}


def read(scene: Scene) -> Iterator[Actual]:
    """Read the mode of the Region."""
    answer = scene.call("ec2", "get_snapshot_block_public_access_state")
    yield Actual(state={"sharing": answer["State"]}, managed_by=manager(answer))


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Name snapshots that the public uses now."""
    del actual
    of_everybody = {"OwnerIds": ["self"], "RestorableByUserIds": ["all"], "MaxResults": PAGE}
    shared = scene.every("ec2", "describe_snapshots", "Snapshots", **of_everybody)
    if shared:
        yield Note("public_snapshots", {"snapshots": few(one["SnapshotId"] for one in shared)})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Set the mode; `unblocked` has an operation of its own, which only `undo` comes to."""
    del actual
    if target["sharing"] == "unblocked":
        scene.call("ec2", "disable_snapshot_block_public_access")
    else:
        scene.call("ec2", "enable_snapshot_block_public_access", State=target["sharing"])


CONTROL = Control(
    id="ec2_snapshots_public_blocked",
    scope=Scope.REGION,
    mode=Mode.ENFORCE,
    cost=Cost.NONE,
    risk=Risk.MEDIUM,
    standards=("FSBP EC2.182",),
    order=Record({"sharing": Ladder(("unblocked", "block-new-sharing", "block-all-sharing"))}),
    desired=DESIRED,
    reads=("ec2:DescribeSnapshots", "ec2:GetSnapshotBlockPublicAccessState"),
    writes=("ec2:EnableSnapshotBlockPublicAccess",),
    undoes=("ec2:DisableSnapshotBlockPublicAccess", "ec2:EnableSnapshotBlockPublicAccess"),
    texts={
        "ja": Text(
            title="EBS スナップショットのパブリック共有をブロックする",
            why="公開されたスナップショットは、世界中の AWS 利用者が自分のアカウントにボリュームとして復元し、ディスクの中身を丸ごと読めます。",
            change="このリージョンのスナップショットは、誰とでも共有する (公開する) ことができなくなります。特定のアカウントとの共有は変わりません。公開中のスナップショットが 1 つでもあれば、使っている人が困らないように、何も変更しません。料金はかかりません。",
            undo="EC2 コンソールのダッシュボードで「データ保護とセキュリティ」の「EBS スナップショットのブロックパブリックアクセス」から「管理」を開き、元のモードに戻します。弱めると、以前に公開したスナップショットが再び公開されます。",
            fields={"sharing": "パブリック共有"},
            notes={
                "public_snapshots": "公開中のスナップショットがあるため、変更していません: {snapshots}。公開が不要であれば、スナップショットの「アクセス許可を変更」でプライベートに戻してください。次回の点検でブロックします。"
            },
        ),
        "en": Text(
            title="EBS snapshots cannot be made public",
            why="Anybody with an AWS account can restore a public snapshot as a volume of their own and read the whole disk.",
            change="Snapshots in this Region can no longer be made public. Shares with single accounts stay as they are. If a single snapshot is public, nothing is changed, so that nobody who uses it is cut off. It is free of charge.",
            undo="In the EC2 console on the Dashboard under Data protection and security, choose Manage beside Block public access for EBS snapshots and set the earlier mode. Going back makes snapshots public again that were public before.",
            fields={"sharing": "public sharing"},
            notes={
                "public_snapshots": "Nothing was changed, because snapshots are public now: {snapshots}. Where nobody needs that, make them private under Modify permissions; the next round then blocks."
            },
        ),
    },
    read=read,
    preflight=preflight,
    write=write,
    rehearsable=True,
    traces=("DisableSnapshotBlockPublicAccess", "EnableSnapshotBlockPublicAccess"),
)
