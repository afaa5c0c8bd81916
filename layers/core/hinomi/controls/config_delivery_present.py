"""What AWS Config records is delivered somewhere. Where it goes is left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services import config_delivery, log_bucket
from hinomi.services.config_recorder import failed, manager, recorder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"delivered": True}
_DELIVERIES = ("configHistoryDeliveryInfo", "configSnapshotDeliveryInfo")


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether the Region's recorder has a delivery channel, and whether its deliveries fail."""
    found = recorder(scene)
    if found is None:
        return
    channel = config_delivery.channel(scene)
    yield Actual(
        state={"delivered": channel is not None},
        managed_by=manager(found),
        notes=tuple(_failures(scene)) if channel else (),
    )


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Make a channel into the log bucket."""
    del actual, target
    config_delivery.ensure(scene)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Delete the channel that was made."""
    del actual, before
    config_delivery.remove(scene)


def _failures(scene: Scene) -> Iterator[Note]:
    for status in scene.call("config", "describe_delivery_channel_status")["DeliveryChannelsStatus"]:
        last = [status.get(kind, {}) for kind in _DELIVERIES]
        errors = sorted({one.get("lastErrorCode", "?") for one in last if failed(one)})
        if errors:
            yield Note("failing", {"errors": ", ".join(errors)})


CONTROL = Control(
    id="config_delivery_present",
    scope=Scope.REGION,
    mode=Mode.ENFORCE,
    cost=Cost.LOW,
    risk=Risk.NONE,
    standards=("FSBP Config.1",),
    order=Record({"delivered": Flag()}),
    desired=DESIRED,
    reads=(
        "config:DescribeConfigurationRecorders",
        "config:DescribeDeliveryChannelStatus",
        *config_delivery.READS,
    ),
    writes=config_delivery.WRITES,
    undoes=config_delivery.UNDOES,
    texts={
        "ja": Text(
            title="AWS Config の配信チャネルを設定する",
            why="配信チャネルがないレコーダーは開始できず、設定の履歴も残りません。",
            change="配信チャネルがないリージョンに、ログ用の S3 バケットへ配信するチャネルを作ります。すでにあるチャネルのバケット、SNS トピック、頻度は変えません。S3 の料金がわずかにかかります。",
            undo="AWS Config コンソールの「設定」で記録を停止してから、AWS CLI でチャネルを削除します (aws configservice delete-delivery-channel --delivery-channel-name default)。",
            fields={"delivered": "配信チャネル"},
            notes={"failing": "配信に失敗しています ({errors})。バケットポリシーと KMS キーの権限を確認してください。"},
        ),
        "en": Text(
            title="AWS Config has a delivery channel",
            why="A recorder without a delivery channel cannot be started, and no history is kept.",
            change="A channel into the log bucket is made where a recorder has none. The bucket, topic and frequency of a channel that exists stay. S3 costs a little.",
            undo="Stop recording under Settings in the AWS Config console, then delete the channel with the AWS CLI (aws configservice delete-delivery-channel --delivery-channel-name default).",
            fields={"delivered": "delivery channel"},
            notes={"failing": "Deliveries fail ({errors}): check the bucket policy and the rights on the KMS key."},
        ),
    },
    read=read,
    write=write,
    undo=undo,
    tidy=log_bucket.remove_if_empty,
    traces=("DeleteDeliveryChannel",),
)
