"""S3's settings of the whole account, and those that an organisation's policy puts in their place."""

from __future__ import annotations

from typing import Any

from support.account.fake import ACCOUNT, Answer, Here, Refused, Service, page
from support.account.organizations import Organizations
from support.account.s3 import S3
from support.account.s3_settings import SWITCHES

_BY_POLICY = {"all": dict.fromkeys(SWITCHES, True), "none": dict.fromkeys(SWITCHES, False)}


def access_point(bucket: str, *, public: bool | None, restricted: bool, origin: str = "Internet") -> dict[str, Any]:
    """Make an access point with a policy that lets the public in or not, or with none (None)."""
    blocked = {**dict.fromkeys(SWITCHES, False), "RestrictPublicBuckets": restricted}
    of_bucket = {"Name": f"{bucket}-point", "Bucket": bucket, "NetworkOrigin": origin}
    return {**of_bucket, "PublicAccessBlockConfiguration": blocked, "IsPublic": public}


class S3Control(Service):
    NAME = "s3control"
    GLOBAL = True

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"public_access": {}, "access_points": {}}

    def get_public_access_block(self, here: Here, asked: Answer) -> Answer:
        assert asked["AccountId"] == ACCOUNT
        there = _BY_POLICY.get(self._policy(here), here.state["public_access"])
        if not there:
            raise Refused("NoSuchPublicAccessBlockConfiguration", status=404)
        return {"PublicAccessBlockConfiguration": there}

    def put_public_access_block(self, here: Here, asked: Answer) -> Answer:
        wanted = asked["PublicAccessBlockConfiguration"]
        self._set(here, {name: wanted.get(name, False) for name in SWITCHES})
        return {}

    def delete_public_access_block(self, here: Here, asked: Answer) -> Answer:
        assert asked["AccountId"] == ACCOUNT
        self._set(here, {})
        return {}

    def list_access_points(self, here: Here, asked: Answer) -> Answer:
        # They are listed where they are: in the Region of their bucket.
        at_bucket = here.account.state(S3)["buckets"][asked["Bucket"]]["region"] == here.region
        there = here.state["access_points"].values() if at_bucket else ()
        of_bucket = [one for one in there if one["Bucket"] == asked["Bucket"]]
        listed = [{name: one[name] for name in ("Name", "Bucket", "NetworkOrigin")} for one in of_bucket]
        return page(listed, asked, "AccessPointList")

    def get_access_point(self, here: Here, asked: Answer) -> Answer:
        there = here.state["access_points"][asked["Name"]]
        return {name: one for name, one in there.items() if name != "IsPublic"}

    def get_access_point_policy_status(self, here: Here, asked: Answer) -> Answer:
        there = here.state["access_points"][asked["Name"]]
        if there["IsPublic"] is None:
            raise Refused("NoSuchAccessPointPolicy", status=404)
        return {"PolicyStatus": {"IsPublic": there["IsPublic"]}}

    def _set(self, here: Here, switches: dict[str, bool]) -> None:
        if self._policy(here):
            raise Refused("AccessDenied", status=403)
        here.state["public_access"] = switches

    def _policy(self, here: Here) -> str:
        found: str = here.account.state(Organizations)["s3_policy"]
        return found
