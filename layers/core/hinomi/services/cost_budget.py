"""The budgets that watch what an account costs in a month, and whom they tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hinomi.baseline.aws import AwsError
from hinomi.baseline.strength import FillIn, Relation, Value

if TYPE_CHECKING:
    from hinomi.baseline.scene import Scene

READS = ("budgets:ViewBudget",)


class Begun(FillIn, frozen=True):
    """What a new budget begins with: of two values neither is weaker. `pattern` is what we take, `what` says it."""

    what: str
    pattern: str

    def compare(self, actual: Value, other: Value) -> Relation:
        """Say how `actual` stands to `other`."""
        return Relation.EQUAL if actual and other else FillIn.compare(self, actual, other)

    def flaw(self, value: Value) -> str:
        """Say what is wrong with a wanted value."""
        return "" if re.fullmatch(self.pattern, str(value)) else f"write {self.what}"


def names(scene: Scene) -> set[str]:
    """Name every budget of the account, of any kind."""
    return {one["BudgetName"] for one in _budgets(scene)}


def find(scene: Scene) -> tuple[dict[str, Any], str | None] | None:
    """Return the first budget of the whole cost of a month that tells somebody, and whom; else the first of them."""
    monthly = [one for one in _budgets(scene) if _watches_all(one)]
    asked = ((one, _told(scene, one["BudgetName"])) for one in monthly)
    told = next(((one, address) for one, address in asked if address), None)
    return told or ((monthly[0], None) if monthly else None)


def alert(kind: str, percent: int, address: str) -> dict[str, Any]:
    """Write a notification of a budget: `kind` is `ACTUAL` or `FORECASTED`, `address` an e-mail address or a topic."""
    return {
        "Notification": {
            "NotificationType": kind,
            "ComparisonOperator": "GREATER_THAN",
            "Threshold": percent,
            "ThresholdType": "PERCENTAGE",
        },
        "Subscribers": [
            {"SubscriptionType": "SNS" if address.startswith("arn:") else "EMAIL", "Address": address},
        ],
    }


def _budgets(scene: Scene) -> list[dict[str, Any]]:
    return scene.every("budgets", "describe_budgets", "Budgets", AccountId=scene.account, ShowFilterExpression=True)


def _watches_all(budget: dict[str, Any]) -> bool:
    """Tell whether it is about what all costs in a month: one of a service or a tag says nothing of the rest.

    AWS names the filters in the one or the other field, and in the second only when asked to
    (https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeBudgets.html).
    """
    kind = (budget["BudgetType"], budget["TimeUnit"])
    return kind == ("COST", "MONTHLY") and not (budget.get("CostFilters") or budget.get("FilterExpression"))


def _told(scene: Scene, budget: str) -> str | None:
    of = {"AccountId": scene.account, "BudgetName": budget}
    for notification in _listed(scene, "describe_notifications_for_budget", "Notifications", **of):
        # A notification is named by what it is, not by whether it has rung.
        key = {name: value for name, value in notification.items() if name != "NotificationState"}
        subscribers = _listed(scene, "describe_subscribers_for_notification", "Subscribers", Notification=key, **of)
        if subscribers:
            return str(subscribers[0]["Address"])
    return None


def _listed(scene: Scene, operation: str, key: str, **of: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - as each takes it
    """List what belongs to a budget; AWS documents an error of its own for what is not there."""
    try:
        return scene.every("budgets", operation, key, **of)
    except AwsError as error:
        if error.code == "NotFoundException":
            return []
        raise
