"""S3: buckets with names that are unique among all accounts, each in its Region."""

from __future__ import annotations

from typing import Any

from support.account.fake import ACCOUNT, Answer, Here, Refused, Service, page
from support.account.s3_settings import SWITCHES, BucketSettings

SSE_S3 = [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": False}]


def bucket(region: str, *, owner: str = ACCOUNT, **guards: Any) -> dict[str, Any]:
    """Make a bucket as S3 makes it today: the public kept out, access lists off, encrypted."""
    return {
        "region": region,
        "owner": owner,
        "public_access": dict.fromkeys(SWITCHES, True),
        "ownership": "BucketOwnerEnforced",
        "encryption": SSE_S3,
        "versioning": "",
        "policy": "",
        "lifecycle": {},
        "logging": {},
        "tags": [],
        "objects": [],
        **guards,
    }


class S3(BucketSettings, Service):
    NAME = "s3"
    GLOBAL = True

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"buckets": {}}

    def create_bucket(self, here: Here, asked: Answer) -> Answer:
        place = asked.get("CreateBucketConfiguration", {}).get("LocationConstraint", "us-east-1")
        if place != here.region or (place == "us-east-1" and "CreateBucketConfiguration" in asked):
            raise Refused("IllegalLocationConstraintException")
        there = here.state["buckets"].get(asked["Bucket"])
        if there is not None and there["owner"] != ACCOUNT:
            raise Refused("BucketAlreadyExists", status=409)
        if there is not None and here.region != "us-east-1":
            raise Refused("BucketAlreadyOwnedByYou", status=409)
        here.state["buckets"].setdefault(asked["Bucket"], bucket(here.region))
        return {"Location": f"/{asked['Bucket']}"}

    def delete_bucket(self, here: Here, asked: Answer) -> Answer:
        if self._bucket(here, asked)["objects"]:
            raise Refused("BucketNotEmpty", status=409)
        del here.state["buckets"][asked["Bucket"]]
        return {}

    def head_bucket(self, here: Here, asked: Answer) -> Answer:
        try:
            return {"BucketRegion": self._bucket(here, asked)["region"]}
        except Refused as refused:  # an answer to HEAD has no body, so no code either
            raise Refused("403" if refused.code == "AccessDenied" else "404") from refused

    def list_buckets(self, here: Here, asked: Answer) -> Answer:
        mine = {name: one for name, one in sorted(here.state["buckets"].items()) if one["owner"] == ACCOUNT}
        # A bucket's Region is shown only where something is asked for beside the list itself.
        listed = [{"Name": name, **({"BucketRegion": one["region"]} if asked else {})} for name, one in mine.items()]
        size = asked.get("MaxBuckets", len(listed))
        return {"Owner": {"ID": "a" * 64}, **page(listed, asked, "Buckets", token="ContinuationToken", size=size)}

    def get_bucket_location(self, here: Here, asked: Answer) -> Answer:
        region = self._bucket(here, asked)["region"]
        return {} if region == "us-east-1" else {"LocationConstraint": region}

    def list_objects_v2(self, here: Here, asked: Answer) -> Answer:
        contents = [{"Key": key} for key in self._bucket(here, asked)["objects"]]
        return {"Contents": contents, "KeyCount": len(contents), "IsTruncated": False}

    def list_object_versions(self, here: Here, asked: Answer) -> Answer:
        keys = self._bucket(here, asked)["objects"][: asked.get("MaxKeys", 1000)]
        versions = [{"Key": key, "VersionId": "null"} for key in keys]
        return {**({"Versions": versions} if versions else {}), "IsTruncated": False}
