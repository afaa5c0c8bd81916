"""GuardDuty watches what runs on instances, in Fargate tasks and in Kubernetes pods, through agents that it deploys.

The former monitoring of EKS alone cannot be on at the same time: where somebody uses it, it is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State, Superset
from hinomi.services.guardduty import READS, left_suspended
from hinomi.services.guardduty_features import AGENTS, EKS_RUNTIME, NOTES, RUNTIME, detector_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"monitored": True, "agents": AGENTS}


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether runtime monitoring is on, and where GuardDuty deploys its agent by itself."""
    found = detector_with(scene, RUNTIME)
    if found is not None:
        runtime, former = found.features[RUNTIME], found.features.get(EKS_RUNTIME)
        yield Actual(
            state={
                "monitored": runtime.on,
                "agents": tuple(sorted(name for name, on in runtime.parts.items() if on)),
            },
            managed_by=found.manager_of((RUNTIME,)),
            context={
                "detector": found.id,
                "enabled": found.enabled,
                "offered": sorted(runtime.parts),
                "former": former is not None and former.on,
            },
        )


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Leave a suspended detector alone, and one that monitors EKS in the former way."""
    yield from left_suspended(scene, actual)
    if actual.context["former"]:
        yield Note("former_monitoring")


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Turn on what the target asks for, and no monitoring that nobody has asked to pay for."""
    _send(scene, actual, on=bool(target["monitored"]), agents=dict.fromkeys(_names(target), True))


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Bring back the monitoring and each agent as it was."""
    were_on = _names(before)
    agents = {name: name in were_on for name in actual.context["offered"]}
    _send(scene, actual, on=bool(before["monitored"]), agents=agents)


def _names(state: State) -> tuple[str, ...]:
    agents = state["agents"]
    return tuple(agents) if isinstance(agents, tuple | list) else ()


def _send(scene: Scene, actual: Actual, *, on: bool, agents: dict[str, bool]) -> None:
    feature: dict[str, Any] = {
        "Name": RUNTIME,
        "Status": _STATUS[on],
        "AdditionalConfiguration": [{"Name": name, "Status": _STATUS[wanted]} for name, wanted in agents.items()],
    }
    scene.call("guardduty", "update_detector", DetectorId=actual.context["detector"], Features=[feature])


_STATUS = {True: "ENABLED", False: "DISABLED"}

CONTROL = Control(
    id="guardduty_runtime_monitored",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.HIGH,
    risk=Risk.MEDIUM,
    standards=("FSBP GuardDuty.7", "FSBP GuardDuty.11", "FSBP GuardDuty.12", "FSBP GuardDuty.13"),
    order=Record({"monitored": Flag(), "agents": Superset(known=AGENTS)}),
    desired=DESIRED,
    reads=READS,
    writes=("guardduty:UpdateDetector",),
    undoes=("guardduty:UpdateDetector",),
    texts={
        "ja": Text(
            title="GuardDuty の Runtime Monitoring を有効にする",
            why="インスタンスやコンテナの中で不審なプログラムが動いても、通信や API 呼び出しに表れないかぎり、ほかの機能では検出できません。",
            change="EC2 インスタンス、Fargate のタスク、EKS クラスターに GuardDuty のエージェントが自動で導入され、各 VPC に GuardDuty のエンドポイントが作られます。動作中のワークロードに影響することがあるため、検証環境で試してから有効にしてください。監視する vCPU 数に応じた料金がかかります。",
            undo="GuardDuty コンソールの「Runtime Monitoring」で、自動エージェント設定と Runtime Monitoring を無効にします。導入済みのエージェントは個別に削除します。",
            fields={"monitored": "Runtime Monitoring", "agents": "自動エージェント設定"},
            notes={
                **NOTES["ja"],
                "former_monitoring": "以前の EKS Runtime Monitoring を使用中で、同時には有効にできないため、変更していません。GuardDuty コンソールで Runtime Monitoring へ移行してください。",
            },
        ),
        "en": Text(
            title="GuardDuty Runtime Monitoring is enabled",
            why="No other plan notices a suspicious program on an instance or in a container until it shows on the network or in API calls.",
            change="GuardDuty deploys its agent to EC2 instances, Fargate tasks and EKS clusters, and makes an endpoint in each VPC. This can affect what runs: try it in a test environment first. AWS charges by the vCPUs that are monitored.",
            undo="In the GuardDuty console under Runtime Monitoring, disable automated agent configuration and Runtime Monitoring. Remove the agents that are already installed one by one.",
            fields={"monitored": "Runtime Monitoring", "agents": "automated agent configuration"},
            notes={
                **NOTES["en"],
                "former_monitoring": "Left alone, because the former EKS Runtime Monitoring is in use, and AWS refuses both at once. Migrate to Runtime Monitoring in the GuardDuty console.",
            },
        ),
    },
    read=read,
    write=write,
    undo=undo,
    preflight=preflight,
    traces=("DeleteDetector", "UpdateDetector"),
)
