"""AWS Budgets."""

from __future__ import annotations

from typing import Any

from support.account.fake import Answer, Here, Refused, Service, page


class Budgets(Service):
    """`budgets` are by name: the budget, its notifications with their subscribers, its tags."""

    NAME = "budgets"
    GLOBAL = True

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"budgets": {}}

    def describe_budgets(self, here: Here, parameters: Answer) -> Answer:
        hidden = set() if parameters.get("ShowFilterExpression") else {"FilterExpression"}
        budgets = [
            {name: value for name, value in one["budget"].items() if name not in hidden}
            for one in here.state["budgets"].values()
        ]
        return page(budgets, parameters, "Budgets")

    def create_budget(self, here: Here, parameters: Answer) -> Answer:
        budget = parameters["Budget"]
        name = budget["BudgetName"]
        if name in here.state["budgets"]:
            raise Refused("DuplicateRecordException")
        # AWS writes the amount with a decimal point, whatever it was sent.
        budget["BudgetLimit"]["Amount"] = str(float(budget["BudgetLimit"]["Amount"]))
        here.state["budgets"][name] = {
            "budget": budget,
            "notifications": parameters.get("NotificationsWithSubscribers", []),
            "tags": parameters.get("ResourceTags", []),
        }
        return {}

    def delete_budget(self, here: Here, parameters: Answer) -> Answer:
        if here.state["budgets"].pop(parameters["BudgetName"], None) is None:
            raise Refused("NotFoundException")
        return {}

    def describe_notifications_for_budget(self, here: Here, parameters: Answer) -> Answer:
        notifications = [
            {**one["Notification"], "NotificationState": "OK"} for one in self._notifications(here, parameters)
        ]
        return page(notifications, parameters, "Notifications")

    def describe_subscribers_for_notification(self, here: Here, parameters: Answer) -> Answer:
        for one in self._notifications(here, parameters):
            if one["Notification"] == parameters["Notification"]:
                return page(one["Subscribers"], parameters, "Subscribers")
        raise Refused("NotFoundException")

    def _notifications(self, here: Here, parameters: Answer) -> list[dict[str, Any]]:
        if parameters["BudgetName"] not in here.state["budgets"]:
            raise Refused("NotFoundException")
        notifications: list[dict[str, Any]] = here.state["budgets"][parameters["BudgetName"]]["notifications"]
        return notifications
