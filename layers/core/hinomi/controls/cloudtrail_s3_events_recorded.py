"""Reads and writes of S3 objects are recorded, in every bucket, by one trail.

Selectors are only added, in the form that the trail has; one trail is enough, since each copy of an event is billed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Record, State, Superset
from hinomi.services import trail_selectors, trail_status, trails

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene
    from hinomi.services.trails import Trail

DESIRED: State = {"events": ("read", "write")}


def read(scene: Scene) -> Iterator[Actual]:
    """Read which events of objects the trails of this account record between them, and where more could be added."""
    recording = [
        (trail, trails.selectors(scene, trail))
        for trail in trails.every(scene)
        if trail.multi_region and not trail.foreign and trail_status.status(scene, trail).step == trail_status.LOGGING
    ]
    events = {event for _, one in recording for event in trail_selectors.s3_events(one, scene.partition)}
    trail, selected = min(recording, key=lambda one: _rank(scene, *one), default=(None, {}))
    yield Actual(
        state={"events": tuple(sorted(events))},
        managed_by=trail.managed_by if trail else None,
        context={"arn": trail.arn if trail else "", "selectors": selected},
    )


def _rank(scene: Scene, trail: Trail, selected: trail_selectors.Selectors) -> tuple[bool, bool, str]:
    """Prefer a trail that nobody else manages, then one that records such events already."""
    return trail.managed_by is not None, not trail_selectors.s3_events(selected, scene.partition), trail.arn


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Say so where no trail could record them."""
    del scene
    if not actual.context["arn"]:
        yield Note("no_trail")


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Add a selector for what is not recorded."""
    missing = set(_names(target)) - set(_names(actual.state))
    more = trail_selectors.with_s3_events(actual.context["selectors"], missing, scene.partition)
    trails.record(scene, actual.context["arn"], more)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Write back the selectors that were there."""
    del before
    was = actual.context["before"]
    trails.record(scene, was["arn"], was["selectors"])


def _names(state: State) -> tuple[str, ...]:
    events = state["events"]
    return events if isinstance(events, tuple) else ()


CONTROL = Control(
    id="cloudtrail_s3_events_recorded",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.HIGH,
    risk=Risk.NONE,
    standards=("CIS5 3.8", "CIS5 3.9"),
    order=Record({"events": Superset(("read", "write"))}),
    desired=DESIRED,
    reads=(*trails.READS, *trail_status.READS, *trails.SELECTOR_READS),
    writes=("cloudtrail:PutEventSelectors",),
    undoes=("cloudtrail:PutEventSelectors",),
    texts={
        "ja": Text(
            title="S3 オブジェクトの読み取りと書き込みを証跡に記録する",
            why="データイベントがないと、どのオブジェクトが誰に読まれたのか、消されたのかが分からず、漏えいの範囲を特定できません。",
            change="マルチリージョンの証跡 1 つに、すべてのバケットのデータイベントの記録を加えます。今あるイベントセレクターはすべて残ります。S3 へのリクエスト数に応じた料金がかかり、アクセスの多いバケットがあると高額になることがあります。",
            undo="CloudTrail コンソールの「証跡」で証跡を開き、「データイベント」の「編集」で「Hinomi S3 object events」またはすべての S3 バケットの指定を削除します。",
            fields={"events": "記録する S3 のデータイベント"},
            notes={
                "no_trail": "記録中のマルチリージョンの証跡がこのアカウントにありません。先に cloudtrail_trail_logging の項目に対応してください。",
            },
        ),
        "en": Text(
            title="Reads and writes of S3 objects are recorded by a trail",
            why="Without data events nobody can tell which objects somebody read or deleted, nor how much has leaked.",
            change="One multi-Region trail records the data events of all buckets too. All its event selectors stay. CloudTrail bills by the number of requests to S3: busy buckets can make this expensive.",
            undo="In the CloudTrail console under Trails, open the trail, choose Edit beside Data events, and remove Hinomi S3 object events or the entry for all S3 buckets.",
            fields={"events": "S3 data events"},
            notes={
                "no_trail": "No multi-Region trail of this account is logging. See to cloudtrail_trail_logging first.",
            },
        ),
    },
    read=read,
    write=write,
    undo=undo,
    preflight=preflight,
    traces=("PutEventSelectors",),
)
