"""AWS Organizations, as a member account sees it: what its policies come to."""

from __future__ import annotations

import json
from typing import Any

from support.account.fake import ACCOUNT, Answer, Here, Refused, Service


class Organizations(Service):
    """`member` says whether the account is in an organisation; `s3_policy` is `all`, `none` or empty."""

    NAME = "organizations"
    GLOBAL = True

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"member": False, "s3_policy": ""}

    def describe_effective_policy(self, here: Here, asked: Answer) -> Answer:
        if not here.state["member"]:
            raise Refused("AWSOrganizationsNotInUseException")
        assert asked["PolicyType"] == "S3_POLICY"
        if not here.state["s3_policy"]:
            raise Refused("EffectivePolicyNotFoundException")
        content = json.dumps({"s3_attributes": {"public_access_block_configuration": here.state["s3_policy"]}})
        return {"EffectivePolicy": {"PolicyContent": content, "TargetId": ACCOUNT, "PolicyType": "S3_POLICY"}}
