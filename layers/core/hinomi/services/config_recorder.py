"""AWS Config's recorder: what a Region's recorder is, how it is made, started and taken back.

A recorder that somebody made is only ever started: its types, frequency and role are theirs, and cost money. Recorders
that belong to an AWS service or to another cloud's connector are not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import AwsError
from hinomi.baseline.control import Actual, Control, Cost, Manager, Mode, Note, Read, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.errors import ParkError, RetryError
from hinomi.services import config_delivery, log_bucket
from hinomi.services.config_types import gaps, records_global_types, service_role
from hinomi.services.ownership import TAG, ours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.aws import Answer
    from hinomi.baseline.scene import Scene

STATUS_READS = ("config:DescribeConfigurationRecorderStatus", "config:DescribeConfigurationRecorders")


def recorder(scene: Scene) -> Answer | None:
    """Read the Region's recorder, of which an account has at most one of its own."""
    found = scene.call("config", "describe_configuration_recorders")["ConfigurationRecorders"]
    return next((one for one in found if not {"servicePrincipal", "connectorArn"} & one.keys()), None)


def manager(found: Answer) -> Manager | None:
    """Say who decides on a recorder in place of this account."""
    return Manager.CONTROL_TOWER if found["name"].startswith("aws-controltower-") else None


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether the Region has a recorder and whether it records; note what it leaves out."""
    found, channel = recorder(scene), config_delivery.channel(scene)
    context = {"name": found["name"] if found else "", "channel": channel is not None}
    if found is None:
        yield Actual(state={"recorder": "absent"}, context=context)
        return
    status = _status(scene, found)
    failure = (Note("failing", {"error": status.get("lastErrorCode", "?")}),) if failed(status) else ()
    yield Actual(
        state={"recorder": "recording" if status.get("recording") else "stopped"},
        managed_by=manager(found),
        notes=(*gaps(scene, found), *failure),
        context=context,
    )


def records_iam(scene: Scene) -> bool:
    """Tell whether the Region's own recorder records IAM's types at this moment."""
    found = recorder(scene)
    return found is not None and records_global_types(found) and bool(_status(scene, found).get("recording"))


def failed(status: Answer) -> bool:
    """Tell whether a status of AWS Config says that the last try failed; AWS writes it in more than one case."""
    return str(status.get("lastStatus", "")).upper() == "FAILURE"


def _status(scene: Scene, found: Answer) -> Answer:
    listed = scene.call("config", "describe_configuration_recorder_status")["ConfigurationRecordersStatus"]
    return next((one for one in listed if one["name"] == found["name"]), {})


def _write(scene: Scene, actual: Actual, target: State) -> None:
    """Make a recorder of everything where there is none, and start it; IAM's types are left to the home Region."""
    name = actual.context["name"] or "default"
    if actual.state["recorder"] == "absent":
        _make(scene, name)
    if target["recorder"] == "recording":
        config_delivery.ensure(scene)
        scene.call("config", "start_configuration_recorder", ConfigurationRecorderName=name)


def _make(scene: Scene, name: str) -> None:
    """Make a recorder; raise `RetryError` while AWS Config does not see the role that was made a moment ago."""
    # The role is one for all Regions: "InvalidInput" says that the account has it.
    role = scene.find("iam", "create_service_linked_role", "InvalidInput", AWSServiceName="config.amazonaws.com")
    everything = {"allSupported": True, "includeGlobalResourceTypes": scene.region == scene.home}
    wanted = {"name": name, "roleARN": service_role(scene), "recordingGroup": everything}
    try:
        scene.call("config", "put_configuration_recorder", ConfigurationRecorder=wanted, Tags=[TAG])
    except AwsError as error:
        if role is None or error.code != "InvalidRoleException":
            raise
        raise RetryError(str(error)) from error


def _undo(scene: Scene, actual: Actual, before: State) -> None:
    """Stop the recorder, and delete what we made for it; AWS's role stays, as other Regions may use it.

    Raises `ParkError` where there was no recorder and somebody else has made one since.
    """
    name, made = actual.context["name"], before["recorder"] == "absent"
    if made and not _is_ours(scene):
        raise ParkError("the recorder was not made by the round")
    scene.call("config", "stop_configuration_recorder", ConfigurationRecorderName=name)
    if not actual.context["before"]["channel"]:
        config_delivery.remove(scene)
    if made:
        scene.call("config", "delete_configuration_recorder", ConfigurationRecorderName=name)


def _is_ours(scene: Scene) -> bool:
    found = recorder(scene)
    return found is not None and ours(scene.every("config", "list_tags_for_resource", "Tags", ResourceArn=found["arn"]))


def recording(control: str, scope: Scope, mode: Mode, *, read: Read, texts: dict[str, Text]) -> Control:
    """Make a control of recorders that `read` reads as the function of that name here does."""
    return Control(
        id=control,
        scope=scope,
        mode=mode,
        cost=Cost.HIGH,
        risk=Risk.NONE,
        standards=("FSBP Config.1", "CIS5 3.3"),
        order=Record({"recorder": Ladder(("absent", "stopped", "recording"))}),
        desired={"recorder": "recording"},
        reads=(*STATUS_READS, *config_delivery.READS),
        writes=(
            "config:PutConfigurationRecorder",
            "config:StartConfigurationRecorder",
            "config:TagResource",
            "iam:CreateServiceLinkedRole",
            "iam:PassRole",
            *config_delivery.WRITES,
        ),
        undoes=(
            "config:DeleteConfigurationRecorder",
            "config:ListTagsForResource",
            "config:StopConfigurationRecorder",
            *config_delivery.UNDOES,
        ),
        texts=texts,
        read=read,
        write=_write,
        undo=_undo,
        tidy=log_bucket.remove_if_empty,
        traces=("StopConfigurationRecorder", "DeleteConfigurationRecorder"),
    )
