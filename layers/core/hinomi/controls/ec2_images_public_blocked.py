"""Nobody can make an AMI of this account public. AMIs that are public already stay so; this only tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.services.declarative_policy import manager
from hinomi.services.listing import PAGE, few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"sharing": "block-new-sharing"}


def read(scene: Scene) -> Iterator[Actual]:
    """Read the mode of the Region."""
    answer = scene.call("ec2", "get_image_block_public_access_state")
    yield Actual(state={"sharing": answer["ImageBlockPublicAccessState"]}, managed_by=manager(answer))


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Name AMIs that the public uses now: whoever publishes AMIs could not publish the next one."""
    del actual
    of_everybody = {"Owners": ["self"], "ExecutableUsers": ["all"], "MaxResults": PAGE}
    shared = scene.every("ec2", "describe_images", "Images", **of_everybody)
    if shared:
        yield Note("public_images", {"images": few(one["ImageId"] for one in shared)})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Set the mode; `unblocked` has an operation of its own, which only `undo` comes to."""
    del actual
    if target["sharing"] == "unblocked":
        scene.call("ec2", "disable_image_block_public_access")
    else:
        scene.call("ec2", "enable_image_block_public_access", ImageBlockPublicAccessState=target["sharing"])


CONTROL = Control(
    id="ec2_images_public_blocked",
    scope=Scope.REGION,
    mode=Mode.ENFORCE,
    cost=Cost.NONE,
    risk=Risk.LOW,
    order=Record({"sharing": Ladder(("unblocked", "block-new-sharing"))}),
    desired=DESIRED,
    reads=("ec2:DescribeImages", "ec2:GetImageBlockPublicAccessState"),
    writes=("ec2:EnableImageBlockPublicAccess",),
    undoes=("ec2:DisableImageBlockPublicAccess",),
    texts={
        "ja": Text(
            title="AMI のパブリック共有をブロックする",
            why="AMI を誤って公開すると、中に残った認証情報やソースコードごと、誰でもコピーして起動できます。",
            change="このリージョンの AMI を新たに公開できなくなります。特定のアカウントとの共有は変わりません。公開中の AMI が 1 つでもあれば、何も変更しません。反映に最大 10 分かかります。料金はかかりません。",
            undo="EC2 コンソールのダッシュボードで「データ保護とセキュリティ」の「AMI のブロックパブリックアクセス」から「管理」を開き、「新しいパブリック共有をブロック」をオフにします。",
            fields={"sharing": "パブリック共有"},
            notes={
                "public_images": "公開中の AMI があるため、変更していません: {images}。公開が不要であれば「AMI 許可を編集」でプライベートに戻してください。次回の点検でブロックします。"
            },
        ),
        "en": Text(
            title="AMIs cannot be made public",
            why="Everybody can copy and launch an AMI that is public by mistake, with the credentials and source code left in it.",
            change="AMIs in this Region can no longer be made public. Shares with single accounts stay as they are. If a single AMI is public, nothing is changed. It takes up to 10 minutes to show. It is free of charge.",
            undo="In the EC2 console on the Dashboard under Data protection and security, choose Manage beside Block public access for AMIs and turn off Block new public sharing.",
            fields={"sharing": "public sharing"},
            notes={
                "public_images": "Nothing was changed, because AMIs are public now: {images}. Where nobody needs that, make them private under Edit AMI permissions; the next round then blocks."
            },
        ),
    },
    read=read,
    preflight=preflight,
    write=write,
    # It takes up to ten minutes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableImageBlockPublicAccess.html
    slow=True,
    rehearsable=True,
    traces=("DisableImageBlockPublicAccess",),
)
