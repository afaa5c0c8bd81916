"""Detective: at most one behavior graph of the account's own in a Region, and invitations to those of others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from support.account.fake import Answer, Here, Refused, Service, page

SINCE = datetime(2026, 1, 1, tzinfo=UTC)


class Detective(Service):
    NAME = "detective"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"graphs": {}, "invitations": []}

    def list_graphs(self, here: Here, asked: Answer) -> Answer:
        return page([{"Arn": arn, "CreatedTime": SINCE} for arn in here.state["graphs"]], asked, "GraphList")

    def create_graph(self, here: Here, asked: Answer) -> Answer:
        graphs = here.state["graphs"]
        if not graphs:
            graphs[here.arn("detective", f"graph:{'0' * 32}")] = dict(asked.get("Tags", {}))
        return {"GraphArn": next(iter(graphs))}

    def delete_graph(self, here: Here, asked: Answer) -> Answer:
        if here.state["graphs"].pop(asked["GraphArn"], None) is None:
            raise Refused("ResourceNotFoundException", status=404)
        return {}

    def list_tags_for_resource(self, here: Here, asked: Answer) -> Answer:
        if asked["ResourceArn"] not in here.state["graphs"]:
            raise Refused("ResourceNotFoundException", status=404)
        return {"Tags": here.state["graphs"][asked["ResourceArn"]]}

    def list_invitations(self, here: Here, asked: Answer) -> Answer:
        if not here.state["invitations"]:
            raise Refused("AccessDeniedException", "The account was not invited to any behavior graph", status=403)
        return page([{"Status": status} for status in here.state["invitations"]], asked, "Invitations")
