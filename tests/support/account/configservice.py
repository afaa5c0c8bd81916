"""AWS Config: in each Region one recorder of the account's own, one delivery channel, one retention period."""

from __future__ import annotations

import json
from typing import Any

from support.account.fake import Answer, Here, Refused, Service, page
from support.account.iam_service_roles import ServiceRoles, role_arn
from support.account.s3 import S3

PRINCIPAL = "config.amazonaws.com"


class ConfigService(Service):
    """Asked for no recorder by name, AWS Config tells of the account's own and not of those of AWS's services."""

    NAME = "config"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        kept: dict[str, Any] = {"recorders": [], "running": [], "tags": {}, "channels": [], "retention": []}
        return {**kept, "status": {}, "failures": {}}

    def describe_configuration_recorders(self, here: Here, _: Answer) -> Answer:
        return {"ConfigurationRecorders": _own(here)}

    def describe_configuration_recorder_status(self, here: Here, _: Answer) -> Answer:
        running = here.state["running"]
        return {
            "ConfigurationRecordersStatus": [
                {"name": one["name"], "recording": one["name"] in running, **here.state["status"]} for one in _own(here)
            ]
        }

    def put_configuration_recorder(self, here: Here, parameters: Answer) -> Answer:
        asked = parameters["ConfigurationRecorder"]
        if any(one["name"] != asked["name"] for one in _own(here)):
            raise Refused("MaxNumberOfConfigurationRecordersExceededException")
        linked = PRINCIPAL in here.account.state(ServiceRoles)["linked"]
        if not asked.get("roleARN") or (asked["roleARN"] == role_arn(here, PRINCIPAL) and not linked):
            raise Refused("InvalidRoleException")
        made = {"arn": here.arn("config", f"configuration-recorder/{asked['name']}/a1b2"), **_defaults(asked)}
        here.state["recorders"] = [one for one in here.state["recorders"] if one not in _own(here)] + [made]
        if parameters.get("Tags"):
            here.state["tags"].setdefault(made["arn"], parameters["Tags"])
        return {}

    def start_configuration_recorder(self, here: Here, parameters: Answer) -> Answer:
        name = _known(here, parameters["ConfigurationRecorderName"])
        if not here.state["channels"]:
            raise Refused("NoAvailableDeliveryChannelException")
        here.state["running"] = sorted({*here.state["running"], name})
        return {}

    def stop_configuration_recorder(self, here: Here, parameters: Answer) -> Answer:
        name = _known(here, parameters["ConfigurationRecorderName"])
        here.state["running"] = [one for one in here.state["running"] if one != name]
        return {}

    def delete_configuration_recorder(self, here: Here, parameters: Answer) -> Answer:
        self.stop_configuration_recorder(here, parameters)
        gone = next(one for one in _own(here) if one["name"] == parameters["ConfigurationRecorderName"])
        here.state["recorders"].remove(gone)
        here.state["tags"].pop(gone["arn"], None)
        return {}

    def list_tags_for_resource(self, here: Here, parameters: Answer) -> Answer:
        return page(here.state["tags"].get(parameters["ResourceArn"], []), parameters, "Tags")

    def describe_delivery_channels(self, here: Here, _: Answer) -> Answer:
        return {"DeliveryChannels": here.state["channels"]}

    def describe_delivery_channel_status(self, here: Here, _: Answer) -> Answer:
        failures = here.state["failures"]
        return {"DeliveryChannelsStatus": [{"name": one["name"], **failures} for one in here.state["channels"]]}

    def put_delivery_channel(self, here: Here, parameters: Answer) -> Answer:
        channel = parameters["DeliveryChannel"]
        if not _own(here):
            raise Refused("NoAvailableConfigurationRecorderException")
        if any(one["name"] != channel["name"] for one in here.state["channels"]):
            raise Refused("MaxNumberOfDeliveryChannelsExceededException")
        bucket = here.account.state(S3)["buckets"].get(channel["s3BucketName"])
        if bucket is None:
            raise Refused("NoSuchBucketException")
        if not _lets_config_write(bucket["policy"]):
            raise Refused("InsufficientDeliveryPolicyException")
        here.state["channels"] = [channel]
        return {}

    def delete_delivery_channel(self, here: Here, parameters: Answer) -> Answer:
        left = [one for one in here.state["channels"] if one["name"] != parameters["DeliveryChannelName"]]
        if len(left) == len(here.state["channels"]):
            raise Refused("NoSuchDeliveryChannelException")
        if here.state["running"]:
            raise Refused("LastDeliveryChannelDeleteFailedException")
        here.state["channels"] = left
        return {}

    def describe_retention_configurations(self, here: Here, parameters: Answer) -> Answer:
        return page(here.state["retention"], parameters, "RetentionConfigurations")

    def put_retention_configuration(self, here: Here, parameters: Answer) -> Answer:
        kept = {"Name": "default", "RetentionPeriodInDays": parameters["RetentionPeriodInDays"]}
        here.state["retention"] = [kept]
        return {"RetentionConfiguration": kept}


def _own(here: Here) -> list[dict[str, Any]]:
    return [one for one in here.state["recorders"] if "servicePrincipal" not in one]


def _known(here: Here, name: str) -> str:
    if name not in {one["name"] for one in here.state["recorders"]}:
        raise Refused("NoSuchConfigurationRecorderException")
    if name not in {one["name"] for one in _own(here)}:
        raise Refused("UnmodifiableEntityException")
    return name


def _defaults(asked: dict[str, Any]) -> dict[str, Any]:
    """Fill in what was left out, whatever was there before: a put replaces the whole recorder."""
    group = asked.get("recordingGroup", {"allSupported": True, "includeGlobalResourceTypes": False})
    strategy = "ALL_SUPPORTED_RESOURCE_TYPES" if group.get("allSupported") else "INCLUSION_BY_RESOURCE_TYPES"
    none: dict[str, Any] = {"resourceTypes": [], "exclusionByResourceTypes": {"resourceTypes": []}}
    filled = {**none, "recordingStrategy": {"useOnly": strategy}, **group}
    return {"recordingMode": {"recordingFrequency": "CONTINUOUS"}, **asked, "recordingGroup": filled}


def _lets_config_write(policy: str) -> bool:
    statements = json.loads(policy)["Statement"] if policy else []
    writers = [one["Principal"] for one in statements if one["Effect"] == "Allow" and one["Action"] == "s3:PutObject"]
    return {"Service": PRINCIPAL} in writers
