"""Who is asking, and which Regions the account has enabled."""

from __future__ import annotations

from support.account.fake import ACCOUNT, Answer, Here, Service


class STS(Service):
    NAME = "sts"
    GLOBAL = True

    def get_caller_identity(self, here: Here, _: Answer) -> Answer:
        return {"Account": ACCOUNT, "Arn": here.arn("iam", "user/operator", region=""), "UserId": "AIDAEXAMPLE"}


class EC2Regions(Service):
    NAME = "ec2"
    GLOBAL = True

    def describe_regions(self, here: Here, _: Answer) -> Answer:
        names = here.account.regions
        return {"Regions": [{"RegionName": name, "OptInStatus": "opt-in-not-required"} for name in names]}
