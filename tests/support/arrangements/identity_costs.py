"""How to bring the watch over the account's costs into a given state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from support.account.budgets import Budgets
from support.account.ce import CostExplorer
from support.arrangement import Arrangement

if TYPE_CHECKING:
    from hinomi.baseline.strength import State
    from support.account.fake import FakeAccount

TOPIC = "arn:aws:sns:ap-northeast-1:111122223333:costs"


def budget(fake: FakeAccount, region: str, state: State) -> None:
    del region
    if state["present"]:
        told = [{"SubscriptionType": "SNS", "Address": str(state["told"])}] if state["told"] else []
        plant_budget(fake, "ours-by-hand", told=told, amount=str(state["amount"]))


def plant_budget(fake: FakeAccount, name: str, *, told: list[dict[str, str]], amount: str, **otherwise: Any) -> None:
    """Make a monthly cost budget, or what differs from one."""
    above = {"NotificationType": "ACTUAL", "ComparisonOperator": "GREATER_THAN", "Threshold": 90.0}
    fake.state(Budgets)["budgets"][name] = {
        "budget": {
            "BudgetName": name,
            "BudgetType": "COST",
            "TimeUnit": "MONTHLY",
            "BudgetLimit": {"Amount": amount, "Unit": "USD"},
            **otherwise,
        },
        "notifications": [{"Notification": above, "Subscribers": told}] if told else [],
        "tags": [],
    }


def monitor(fake: FakeAccount, region: str, state: State) -> None:
    del region
    if state["present"]:
        fake.state(CostExplorer)["monitors"].append(
            {
                "MonitorArn": "arn:aws:ce::111122223333:anomalymonitor/a1b2c3",
                "MonitorName": "Default-Services-Monitor",
                "MonitorType": "DIMENSIONAL",
                "MonitorDimension": "SERVICE",
            }
        )


_budgets: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {"present": False, "notifies": False, "amount": None, "told": None},
        {"present": True, "notifies": False, "amount": "12.5", "told": None},
        {"present": True, "notifies": True, "amount": "500.0", "told": TOPIC},
    ]
)
_wanted_budgets: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "present": st.booleans(),
        "notifies": st.booleans(),
        "amount": st.sampled_from([None, 100]),
        "told": st.sampled_from([None, TOPIC, "costs@example.com"]),
    }
)

ARRANGE = {
    "budgets_monthly_cost_present": Arrangement(
        budget, _budgets, _wanted_budgets, unseen={"budgets:TagResource": "CreateBudget carries the tags"}
    ),
    "ce_anomaly_monitor_present": Arrangement(
        monitor, unseen={"ce:TagResource": "CreateAnomalyMonitor carries the tags"}
    ),
}
