"""Somebody has decided about every feature that GuardDuty offers: AWS adds new ones, and adds them off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services.guardduty import READS, detector
from hinomi.services.guardduty_features import AGENTS, EKS_RUNTIME, FOUNDATION, PLANS, RUNTIME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene
    from hinomi.services.guardduty import Detector

DESIRED: State = {"decided": True}
_FEATURES = FOUNDATION | PLANS | {RUNTIME, EKS_RUNTIME}


def read(scene: Scene) -> Iterator[Actual]:
    """Read which features of the Region's detector are off and kept by no control."""
    found = detector(scene)
    if found is not None:
        open_ones = sorted(_undecided(found))
        yield Actual(
            state={"decided": not open_ones},
            managed_by=found.manager,
            notes=(Note("undecided", {"features": ", ".join(open_ones)}),) if open_ones else (),
        )


def _undecided(found: Detector) -> Iterator[str]:
    for name, feature in found.features.items():
        if feature.by_policy:
            continue
        if name not in _FEATURES and not feature.on:
            yield name
        yield from (f"{name}/{part}" for part, on in feature.parts.items() if part not in AGENTS and not on)


CONTROL = Control(
    id="guardduty_features_known",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.USAGE,
    risk=Risk.NONE,
    order=Record({"decided": Flag()}),
    desired=DESIRED,
    reads=READS,
    texts={
        "ja": Text(
            title="GuardDuty の新機能を使うかどうかを決める",
            why="GuardDuty には新しい保護プランが次々に加わりますが、既存のディテクターでは無効のままです。気づかなければ、守れるはずのものを守れません。",
            change="GuardDuty コンソールで各機能の説明と料金を確認し、使うなら有効にします。使わないなら、hinomi.yaml の baseline.exceptions に control: guardduty_features_known と、担当者 (owner)、理由 (reason)、期限 (until) を書きます。",
            fields={"decided": "新機能を使うかどうか"},
            notes={"undecided": "まだ決めていない機能: {features}"},
        ),
        "en": Text(
            title="New GuardDuty features are decided on",
            why="GuardDuty keeps adding protection plans, and existing detectors get them switched off. Whoever does not notice goes without protection that is there to be had.",
            change="Read in the GuardDuty console what each feature does and costs, and enable it if you want it. If you decide against it, write control: guardduty_features_known with an owner, a reason and a date (until) under baseline.exceptions in hinomi.yaml.",
            fields={"decided": "decision on new features"},
            notes={"undecided": "not decided yet: {features}"},
        ),
    },
    read=read,
)
