"""EMR: block public access, a switch with excepted ports that a write replaces as one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from support.account.fake import Answer, Here, Refused, Service, page

SINCE = datetime(2026, 1, 1, tzinfo=UTC)


class EMR(Service):
    NAME = "emr"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"blocked": True, "ranges": [{"MinRange": 22, "MaxRange": 22}], "clusters": []}

    def get_block_public_access_configuration(self, here: Here, _: Answer) -> Answer:
        return {
            "BlockPublicAccessConfiguration": {
                "BlockPublicSecurityGroupRules": here.state["blocked"],
                "PermittedPublicSecurityGroupRuleRanges": here.state["ranges"],
            },
            "BlockPublicAccessConfigurationMetadata": {
                "CreationDateTime": SINCE,
                "CreatedByArn": here.arn("iam", "root", region=""),
            },
        }

    def list_clusters(self, here: Here, asked: Answer) -> Answer:
        """`clusters` are the names of those that run, or ran within two months."""
        return page([{"Name": name} for name in here.state["clusters"]], asked, "Clusters", token="Marker")

    def put_block_public_access_configuration(self, here: Here, asked: Answer) -> Answer:
        wanted = asked["BlockPublicAccessConfiguration"]
        ranges = wanted.get("PermittedPublicSecurityGroupRuleRanges", [])
        if any(one["MinRange"] > one.get("MaxRange", one["MinRange"]) for one in ranges):
            raise Refused("InvalidRequestException")
        here.state.update(blocked=wanted["BlockPublicSecurityGroupRules"], ranges=ranges)
        return {}
