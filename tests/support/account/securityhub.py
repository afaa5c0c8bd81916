"""Security Hub CSPM: the hub of a Region, the standards in it, and the organization around it."""

from __future__ import annotations

from typing import Any

from support.account.fake import ACCOUNT, Answer, Here, Refused, Service, page

FSBP = "aws-foundational-security-best-practices/v/1.0.0"
CIS = "cis-aws-foundations-benchmark/v/"
OFFERED = (FSBP, f"{CIS}1.2.0", f"{CIS}1.4.0", f"{CIS}3.0.0", f"{CIS}5.0.0", "nist-800-53/v/5.0.0", "pci-dss/v/4.0.1")


def standard_arn(region: str, standard: str) -> str:
    """Write the ARN of a standard, as AWS does in a Region."""
    if standard == f"{CIS}1.2.0":
        return f"arn:aws:securityhub:::ruleset/{standard}"
    return f"arn:aws:securityhub:{region}::standards/{standard}"


class SecurityHub(Service):
    """`standards` are the subscriptions by ARN, `arriving` those that will be ready when they are looked at again.

    `administrator` is an account of which this one is a member.
    """

    NAME = "securityhub"

    def fresh(self, region: str) -> dict[str, Any]:
        offered = [{"StandardsArn": standard_arn(region, one), "Name": one} for one in OFFERED]
        around: dict[str, Any] = {"administrator": "", "organization": None}
        return {"hub": None, "standards": {}, "arriving": [], "offered": offered, **around}

    def describe_hub(self, here: Here, _: Answer) -> Answer:
        hub = subscribed(here)
        settings = {name: hub[name] for name in ("AutoEnableControls", "ControlFindingGenerator")}
        return {"HubArn": here.arn("securityhub", "hub/default"), "SubscribedAt": "2026-11-22T00:00:00Z", **settings}

    def enable_security_hub(self, here: Here, asked: Answer) -> Answer:
        if here.state["hub"] is not None:
            raise Refused("ResourceConflictException", "Account is already subscribed to Security Hub")
        generator = asked.get("ControlFindingGenerator", "SECURITY_CONTROL")
        here.state["hub"] = {
            "AutoEnableControls": True,
            "ControlFindingGenerator": generator,
            "Tags": asked.get("Tags", {}),
        }
        if asked.get("EnableDefaultStandards", True):
            for standard in (FSBP, f"{CIS}1.2.0"):
                here.state["standards"][standard_arn(here.region, standard)] = subscription()
        return {}

    def disable_security_hub(self, here: Here, _: Answer) -> Answer:
        subscribed(here)
        if here.state["administrator"]:
            raise Refused("InvalidAccessException", "Account is a member of an administrator account")
        here.state.update(hub=None, standards={})
        return {}

    def update_security_hub_configuration(self, here: Here, asked: Answer) -> Answer:
        hub = subscribed(here)
        if here.state["administrator"] and "ControlFindingGenerator" in asked:
            raise Refused("InvalidInputException", "Only the administrator account can change it")
        hub["AutoEnableControls"] = asked.get("AutoEnableControls", True)
        hub["ControlFindingGenerator"] = asked.get("ControlFindingGenerator", hub["ControlFindingGenerator"])
        return {}

    def list_tags_for_resource(self, here: Here, _: Answer) -> Answer:
        return {"Tags": subscribed(here)["Tags"]}

    def get_administrator_account(self, here: Here, _: Answer) -> Answer:
        subscribed(here)
        named = here.state["administrator"]
        return {"Administrator": {"AccountId": named, "MemberStatus": "Enabled"}} if named else {}

    def describe_organization_configuration(self, here: Here, _: Answer) -> Answer:
        subscribed(here)
        if here.state["organization"] is None:
            raise Refused("InvalidAccessException", f"Account {ACCOUNT} is not an administrator for this organization")
        return {"AutoEnable": False, "OrganizationConfiguration": here.state["organization"]}

    def describe_standards(self, here: Here, asked: Answer) -> Answer:
        return page(here.state["offered"], asked, "Standards")

    def get_enabled_standards(self, here: Here, asked: Answer) -> Answer:
        subscribed(here)
        answer = page(
            [described(arn, one) for arn, one in sorted(here.state["standards"].items())],
            asked,
            "StandardsSubscriptions",
        )
        if "NextToken" not in answer:
            here.state["standards"].update({arn: subscription() for arn in here.state["arriving"]})
            here.state["arriving"] = []
        return answer

    def batch_enable_standards(self, here: Here, asked: Answer) -> Answer:
        subscribed(here)
        wanted = [one["StandardsArn"] for one in asked["StandardsSubscriptionRequests"]]
        if set(wanted) - {one["StandardsArn"] for one in here.state["offered"]}:
            raise Refused("InvalidInputException", "Invalid standards arn")
        for arn in wanted:
            if arn not in here.state["standards"]:
                here.state["standards"][arn] = subscription("PENDING", "NOT_READY_FOR_UPDATES")
                here.state["arriving"].append(arn)
        return {"StandardsSubscriptions": [described(arn, here.state["standards"][arn]) for arn in wanted]}

    def batch_disable_standards(self, here: Here, asked: Answer) -> Answer:
        subscribed(here)
        gone = {
            arn: one
            for arn, one in here.state["standards"].items()
            if subscription_arn(arn) in asked["StandardsSubscriptionArns"]
        }
        if any(one["StandardsStatus"] == "PENDING" for one in gone.values()):
            raise Refused("InvalidInputException", "StandardsSubscription(s) in state PENDING, please try later")
        for arn in gone:
            del here.state["standards"][arn]
        return {
            "StandardsSubscriptions": [
                described(arn, {**one, "StandardsStatus": "DELETING"}) for arn, one in gone.items()
            ]
        }


def subscribed(here: Here) -> dict[str, Any]:
    """Return the Region's hub; refuse where Security Hub is off."""
    hub: dict[str, Any] | None = here.account.state(SecurityHub, here.region)["hub"]
    if hub is None:
        raise Refused("InvalidAccessException", f"Account {ACCOUNT} is not subscribed to AWS Security Hub", 401)
    return hub


def subscription(status: str = "READY", updatable: str = "READY_FOR_UPDATES", reason: str = "") -> dict[str, Any]:
    """Make what is kept of an enabled standard."""
    why = {"StandardsStatusReason": {"StatusReasonCode": reason}} if reason else {}
    return {"StandardsStatus": status, "StandardsControlsUpdatable": updatable, **why}


def subscription_arn(arn: str) -> str:
    """Write the ARN of a standard's subscription."""
    return f"arn:aws:securityhub:home:{ACCOUNT}:subscription/{arn.split('/', 1)[1]}"


def described(arn: str, kept: dict[str, Any]) -> dict[str, Any]:
    """Describe a subscription as AWS does."""
    return {"StandardsArn": arn, "StandardsSubscriptionArn": subscription_arn(arn), "StandardsInput": {}, **kept}
