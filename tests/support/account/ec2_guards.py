"""EC2's account settings: what a Region lets be public, and how it makes volumes and instances by default."""

from __future__ import annotations

from typing import Any

from support.account.fake import Answer, Here, Refused, Service, page

_METADATA = ("HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "InstanceMetadataTags", "HttpTokensEnforced")


class EC2Guards(Service):
    """`policy` names the settings that a declarative policy decides; `slow_images` waits as AWS may."""

    NAME = "ec2"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {
            "ebs_encryption": False,
            "ebs_key": "alias/aws/ebs",
            "snapshots": "unblocked",
            "public_snapshots": [],
            "images": "unblocked",
            "public_images": [],
            "slow_images": False,
            "metadata": {},
            "serial_console": False,
            "vpc_mode": "off",
            "policy": [],
        }

    def get_ebs_encryption_by_default(self, here: Here, _: Answer) -> Answer:
        return {"EbsEncryptionByDefault": here.state["ebs_encryption"]}

    def get_ebs_default_kms_key_id(self, here: Here, _: Answer) -> Answer:
        return {"KmsKeyId": here.state["ebs_key"]}

    def enable_ebs_encryption_by_default(self, here: Here, _: Answer) -> Answer:
        here.state["ebs_encryption"] = True
        return {"EbsEncryptionByDefault": True}

    def disable_ebs_encryption_by_default(self, here: Here, _: Answer) -> Answer:
        here.state["ebs_encryption"] = False
        return {"EbsEncryptionByDefault": False}

    def get_snapshot_block_public_access_state(self, here: Here, _: Answer) -> Answer:
        return {"State": here.state["snapshots"], **_managed(here, "snapshots")}

    def enable_snapshot_block_public_access(self, here: Here, asked: Answer) -> Answer:
        if asked["State"] not in {"block-all-sharing", "block-new-sharing"}:
            raise Refused("InvalidParameterValue")
        _set(here, "snapshots", to=asked["State"])
        return {"State": asked["State"]}

    def disable_snapshot_block_public_access(self, here: Here, _: Answer) -> Answer:
        _set(here, "snapshots", to="unblocked")
        return {"State": "unblocked"}

    def describe_snapshots(self, here: Here, asked: Answer) -> Answer:
        assert asked["OwnerIds"] == ["self"], "all public snapshots of the world are many"
        assert asked["RestorableByUserIds"] == ["all"]
        assert 5 <= asked.get("MaxResults", 0) <= 1000, "without pages it times out where snapshots are many"
        return page([{"SnapshotId": one} for one in here.state["public_snapshots"]], asked, "Snapshots")

    def get_image_block_public_access_state(self, here: Here, _: Answer) -> Answer:
        return {"ImageBlockPublicAccessState": here.state["images"], **_managed(here, "images")}

    def enable_image_block_public_access(self, here: Here, asked: Answer) -> Answer:
        _set(here, "images", to=here.state["images"] if here.state["slow_images"] else "block-new-sharing")
        return {"ImageBlockPublicAccessState": asked["ImageBlockPublicAccessState"]}

    def disable_image_block_public_access(self, here: Here, _: Answer) -> Answer:
        _set(here, "images", to="unblocked")
        return {"ImageBlockPublicAccessState": "unblocked"}

    def describe_images(self, here: Here, asked: Answer) -> Answer:
        assert asked["Owners"] == ["self"], "all public images of the world are many"
        assert asked["ExecutableUsers"] == ["all"]
        assert 5 <= asked.get("MaxResults", 0) <= 1000, "without pages it times out where images are many"
        return page([{"ImageId": one} for one in here.state["public_images"]], asked, "Images")

    def get_instance_metadata_defaults(self, here: Here, _: Answer) -> Answer:
        return {"AccountLevel": {**here.state["metadata"], **_managed(here, "metadata")}}

    def modify_instance_metadata_defaults(self, here: Here, asked: Answer) -> Answer:
        chosen = {**here.state["metadata"], **{name: asked[name] for name in _METADATA if name in asked}}
        _set(here, "metadata", to={name: one for name, one in chosen.items() if one not in {"no-preference", -1}})
        return {"Return": True}

    def get_serial_console_access_status(self, here: Here, _: Answer) -> Answer:
        return {"SerialConsoleAccessEnabled": here.state["serial_console"], **_managed(here, "serial_console")}

    def enable_serial_console_access(self, here: Here, _: Answer) -> Answer:
        _set(here, "serial_console", to=True)
        return {"SerialConsoleAccessEnabled": True}

    def disable_serial_console_access(self, here: Here, _: Answer) -> Answer:
        _set(here, "serial_console", to=False)
        return {"SerialConsoleAccessEnabled": False}

    def describe_vpc_block_public_access_options(self, here: Here, _: Answer) -> Answer:
        mode = {"InternetGatewayBlockMode": here.state["vpc_mode"]} if here.state["vpc_mode"] else {}
        options = {"State": "update-complete" if mode else "default-state", "AwsRegion": here.region}
        return {"VpcBlockPublicAccessOptions": {**options, **mode, **_managed(here, "vpc_mode")}}


def _managed(here: Here, setting: str) -> Answer:
    return {"ManagedBy": "declarative-policy" if setting in here.state["policy"] else "account"}


def _set(here: Here, setting: str, *, to: object) -> None:
    """Set what no policy decides on."""
    if setting in here.state["policy"]:
        raise Refused("DeclarativePolicyViolation", status=403)
    here.state[setting] = to
