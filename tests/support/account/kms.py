"""KMS: who manages a key. A key of AWS's own is known without being planted."""

from __future__ import annotations

from typing import Any

from support.account.fake import Answer, Here, Refused, Service

MANAGED = "11111111-aaaa-4bbb-8ccc-222222222222"
"""The id of AWS's own key for EBS."""


class Kms(Service):
    """`own` holds the keys of the account's people: by ARN, whether the caller may look at them."""

    NAME = "kms"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"own": {}}

    def describe_key(self, here: Here, asked: Answer) -> Answer:
        name = asked["KeyId"]
        if name == here.arn("kms", f"key/{MANAGED}"):
            return {"KeyMetadata": {"KeyId": MANAGED, "Arn": name, "KeyManager": "AWS", "KeyState": "Enabled"}}
        if name not in here.state["own"]:
            raise Refused("NotFoundException")
        if not here.state["own"][name]:
            raise Refused("AccessDeniedException")
        return {"KeyMetadata": {"KeyId": name.split("/")[-1], "Arn": name, "KeyManager": "CUSTOMER"}}
