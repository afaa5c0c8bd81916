"""Security Hub CSPM: findings, and where those of all Regions come together; and Security Hub (v2)."""

from __future__ import annotations

from typing import Any

from support.account.fake import ACCOUNT, Answer, Here, Refused, Service, page
from support.account.securityhub import SecurityHub, subscribed


class SecurityHubAggregator(Service):
    """The one aggregator of an account, which every Region lists and only its home may change."""

    NAME = "securityhub"
    GLOBAL = True

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"aggregator": None}

    def list_finding_aggregators(self, here: Here, asked: Answer) -> Answer:
        subscribed(here)
        found = here.state["aggregator"]
        arns = [{"FindingAggregatorArn": found["FindingAggregatorArn"]}] if found else []
        return page(arns, asked, "FindingAggregators")

    def get_finding_aggregator(self, here: Here, asked: Answer) -> Answer:
        return self._mine(here, asked)

    def create_finding_aggregator(self, here: Here, asked: Answer) -> Answer:
        subscribed(here)
        if here.account.state(SecurityHub, here.region)["administrator"]:
            raise Refused("InvalidInputException", "A finding aggregator cannot be created by a member account.", 401)
        if here.state["aggregator"]:
            raise Refused("InvalidInputException", "There is a finding aggregator already")
        here.state["aggregator"] = aggregator(here.region, **_linked(here, asked))
        return dict(here.state["aggregator"])

    def update_finding_aggregator(self, here: Here, asked: Answer) -> Answer:
        self._mine(here, asked)
        here.state["aggregator"] = aggregator(here.region, **_linked(here, asked))
        return dict(here.state["aggregator"])

    def delete_finding_aggregator(self, here: Here, asked: Answer) -> Answer:
        self._mine(here, asked)
        here.state["aggregator"] = None
        return {}

    def _mine(self, here: Here, asked: Answer) -> Answer:
        found: Answer | None = here.state["aggregator"]
        if not found or found["FindingAggregatorArn"] != asked["FindingAggregatorArn"]:
            raise Refused("ResourceNotFoundException", status=404)
        if found["FindingAggregationRegion"] != here.region:
            raise Refused("InvalidAccessException", "Not the aggregation Region", 401)
        return dict(found)


class SecurityHubFindings(Service):
    """Findings, as AWS would answer with them."""

    NAME = "securityhub"
    PATHS = (
        ("AwsAccountId", ("AwsAccountId",)),
        ("ComplianceStatus", ("Compliance", "Status")),
        ("ProductName", ("ProductName",)),
        ("RecordState", ("RecordState",)),
        ("WorkflowStatus", ("Workflow", "Status")),
    )

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"findings": []}

    def get_findings(self, here: Here, asked: Answer) -> Answer:
        subscribed(here)
        filters = asked["Filters"]
        assert set(filters) <= {name for name, _ in self.PATHS}
        found = [one for one in here.state["findings"] if self._meets(one, filters)]
        return page(found, asked, "Findings", size=min(2, asked["MaxResults"]))

    def _meets(self, finding: Answer, filters: Answer) -> bool:
        def value(path: tuple[str, ...]) -> str:
            at: Any = finding
            for step in path:
                at = at.get(step, {})
            return at or ""

        def fits(text: str, one: Answer) -> bool:
            whole: bool = text == one["Value"]
            return whole if one["Comparison"] == "EQUALS" else text.startswith(one["Value"])

        return all(any(fits(value(path), one) for one in filters[name]) for name, path in self.PATHS if name in filters)


class SecurityHubV2(Service):
    NAME = "securityhub"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"features": None}

    def describe_security_hub_v2(self, here: Here, _: Answer) -> Answer:
        if here.state["features"] is None:
            raise Refused("ResourceNotFoundException", status=404)
        features = {name: {"FeatureStatus": status} for name, status in here.state["features"].items()}
        return {"HubV2Arn": here.arn("securityhub", "hubv2/one"), "Features": features}


def aggregator(region: str, mode: str = "ALL_REGIONS", regions: tuple[str, ...] = ()) -> dict[str, Any]:
    """Make an aggregator as AWS describes it."""
    arn = f"arn:aws:securityhub:{region}:{ACCOUNT}:finding-aggregator/one"
    return {
        "FindingAggregatorArn": arn,
        "FindingAggregationRegion": region,
        "RegionLinkingMode": mode,
        "Regions": sorted(regions),
    }


def _linked(here: Here, asked: Answer) -> dict[str, Any]:
    mode, regions = asked["RegionLinkingMode"], asked.get("Regions", [])
    listing = mode in {"SPECIFIED_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED"}
    if bool(regions) != listing:
        raise Refused("InvalidInputException", "Regions go with a mode that lists them, and with no other")
    if here.region in regions:
        raise Refused("InvalidInputException", "The home Region is not linked to itself")
    return {"mode": mode, "regions": tuple(regions)}
