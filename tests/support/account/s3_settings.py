"""S3's settings of one bucket: who gets in, and what happens to what is in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from support.account.fake import ACCOUNT, Answer, Here, Refused

if TYPE_CHECKING:
    from hinomi.services.bucket_policy import Statement

SWITCHES = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


def public(statement: Statement) -> bool:
    """Tell whether a statement lets everybody in."""
    everybody = statement.get("Principal") in ("*", {"AWS": "*"})
    return statement["Effect"] == "Allow" and everybody and not statement.get("Condition")


class BucketSettings:
    """The operations on the settings of one bucket; `S3` has those on buckets."""

    def get_bucket_policy(self, here: Here, asked: Answer) -> Answer:
        policy = self._bucket(here, asked)["policy"]
        return {"Policy": policy or self._none("NoSuchBucketPolicy")}

    def put_bucket_policy(self, here: Here, asked: Answer) -> Answer:
        there = self._bucket(here, asked)
        statements = json.loads(asked["Policy"])["Statement"]
        if not statements:
            raise Refused("MalformedPolicy")
        if there["public_access"].get("BlockPublicPolicy") and any(map(public, statements)):
            raise Refused("AccessDenied", status=403)
        there["policy"] = asked["Policy"]
        return {}

    def delete_bucket_policy(self, here: Here, asked: Answer) -> Answer:
        self._bucket(here, asked)["policy"] = ""
        return {}

    def get_bucket_policy_status(self, here: Here, asked: Answer) -> Answer:
        policy = self._bucket(here, asked)["policy"] or self._none("NoSuchBucketPolicy")
        return {"PolicyStatus": {"IsPublic": any(map(public, json.loads(policy)["Statement"]))}}

    def get_public_access_block(self, here: Here, asked: Answer) -> Answer:
        there = self._bucket(here, asked)["public_access"]
        return {"PublicAccessBlockConfiguration": there or self._none("NoSuchPublicAccessBlockConfiguration")}

    def put_public_access_block(self, here: Here, asked: Answer) -> Answer:
        wanted = asked["PublicAccessBlockConfiguration"]
        self._bucket(here, asked)["public_access"] = {name: wanted.get(name, False) for name in SWITCHES}
        return {}

    def delete_public_access_block(self, here: Here, asked: Answer) -> Answer:
        self._bucket(here, asked)["public_access"] = {}
        return {}

    def get_bucket_acl(self, here: Here, asked: Answer) -> Answer:
        there = self._bucket(here, asked)
        owner = {"Grantee": {"Type": "CanonicalUser", "ID": "a" * 64}, "Permission": "FULL_CONTROL"}
        return {"Owner": {"ID": "a" * 64}, "Grants": [owner, *there.get("grants", ())]}

    def get_bucket_versioning(self, here: Here, asked: Answer) -> Answer:
        status = self._bucket(here, asked)["versioning"]
        return {"Status": status} if status else {}

    def put_bucket_versioning(self, here: Here, asked: Answer) -> Answer:
        self._bucket(here, asked)["versioning"] = asked["VersioningConfiguration"]["Status"]
        return {}

    def get_bucket_lifecycle_configuration(self, here: Here, asked: Answer) -> Answer:
        rules: Answer = self._bucket(here, asked)["lifecycle"]
        return rules or self._none("NoSuchLifecycleConfiguration")

    def put_bucket_lifecycle_configuration(self, here: Here, asked: Answer) -> Answer:
        size = asked.get("TransitionDefaultMinimumObjectSize", "all_storage_classes_128K")
        rules = asked["LifecycleConfiguration"]["Rules"]
        self._bucket(here, asked)["lifecycle"] = {"Rules": rules, "TransitionDefaultMinimumObjectSize": size}
        return {"TransitionDefaultMinimumObjectSize": size}

    def delete_bucket_lifecycle(self, here: Here, asked: Answer) -> Answer:
        self._bucket(here, asked)["lifecycle"] = {}
        return {}

    def get_bucket_logging(self, here: Here, asked: Answer) -> Answer:
        there = self._bucket(here, asked)["logging"]
        return {"LoggingEnabled": there} if there else {}

    def put_bucket_logging(self, here: Here, asked: Answer) -> Answer:
        self._bucket(here, asked)["logging"] = asked["BucketLoggingStatus"].get("LoggingEnabled", {})
        return {}

    def get_bucket_ownership_controls(self, here: Here, asked: Answer) -> Answer:
        ownership = self._bucket(here, asked)["ownership"] or self._none("OwnershipControlsNotFoundError")
        return {"OwnershipControls": {"Rules": [{"ObjectOwnership": ownership}]}}

    def put_bucket_ownership_controls(self, here: Here, asked: Answer) -> Answer:
        (rule,) = asked["OwnershipControls"]["Rules"]
        self._bucket(here, asked)["ownership"] = rule["ObjectOwnership"]
        return {}

    def get_bucket_encryption(self, here: Here, asked: Answer) -> Answer:
        return {"ServerSideEncryptionConfiguration": {"Rules": self._bucket(here, asked)["encryption"]}}

    def put_bucket_encryption(self, here: Here, asked: Answer) -> Answer:
        self._bucket(here, asked)["encryption"] = asked["ServerSideEncryptionConfiguration"]["Rules"]
        return {}

    def get_bucket_tagging(self, here: Here, asked: Answer) -> Answer:
        return {"TagSet": self._bucket(here, asked)["tags"] or self._none("NoSuchTagSet")}

    def put_bucket_tagging(self, here: Here, asked: Answer) -> Answer:
        self._bucket(here, asked)["tags"] = asked["Tagging"]["TagSet"]
        return {}

    def _bucket(self, here: Here, asked: Answer) -> dict[str, Any]:
        """Find a bucket that the caller may touch."""
        there: dict[str, Any] | None = here.state["buckets"].get(asked["Bucket"])
        if there is None:
            raise Refused("NoSuchBucket", status=404)
        let_in = there["owner"] == ACCOUNT or there.get("open", False)
        if not let_in or asked.get("ExpectedBucketOwner", there["owner"]) != there["owner"]:
            raise Refused("AccessDenied", status=403)
        return there

    def _none(self, code: str) -> Any:
        raise Refused(code, status=404)
