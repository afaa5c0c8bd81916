"""A budget watches what the account costs in a month and tells somebody. Any budget that does is enough.

How much is too much, and whom to tell, only the operator knows: without both, no budget is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services import cost_budget
from hinomi.services.ownership import TAG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"present": True, "notifies": True, "amount": None, "told": None}
NAME = "hinomi-monthly-cost"


def read(scene: Scene) -> Iterator[Actual]:
    """Read the monthly cost budget that tells somebody, or else any."""
    found = cost_budget.find(scene)
    if found is None:
        yield Actual(state={"present": False, "notifies": False, "amount": None, "told": None})
        return
    budget, told = found
    # A planned budget has another limit each month, and none in this place.
    amount = budget.get("BudgetLimit", {}).get("Amount", "planned")
    yield Actual(
        state={"present": True, "notifies": bool(told), "amount": amount, "told": told},
        context={"budget": budget["BudgetName"]},
    )


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Leave a person's budget alone: one that tells nobody, or one of something else that has the name of ours."""
    if actual.state["present"]:
        yield Note("nobody_told", {"budget": actual.context["budget"]})
    elif NAME in cost_budget.names(scene):
        yield Note("name_taken", {"budget": NAME})


def lacks(target: State) -> Iterator[Note]:
    """Name what nobody has given."""
    if missing := [name for name in ("amount", "told") if not target[name]]:
        yield Note("not_given", {"fields": ", ".join(missing)})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Make the budget: it tells of 80 % spent and of 100 % forecast."""
    del actual
    told = str(target["told"])
    budget = {
        "BudgetName": NAME,
        "BudgetType": "COST",
        "TimeUnit": "MONTHLY",
        "BudgetLimit": {"Amount": str(target["amount"]), "Unit": "USD"},
    }
    scene.call(
        "budgets",
        "create_budget",
        AccountId=scene.account,
        Budget=budget,
        NotificationsWithSubscribers=[
            cost_budget.alert("ACTUAL", 80, told),
            cost_budget.alert("FORECASTED", 100, told),
        ],
        ResourceTags=[TAG],
    )


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Delete the budget that bears our name."""
    del actual, before
    scene.call("budgets", "delete_budget", AccountId=scene.account, BudgetName=NAME)


CONTROL = Control(
    id="budgets_monthly_cost_present",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.NONE,
    standards=("SSB ACCT.10",),
    order=Record(
        {
            "present": Flag(),
            "notifies": Flag(),
            "amount": cost_budget.Begun("a whole number of US dollars", r"[1-9][0-9]{0,9}"),
            "told": cost_budget.Begun(
                "an e-mail address or the ARN of an SNS topic", r"arn:aws[a-z-]*:sns:[^\s]+|[^\s@]+@[^\s@]+\.[^\s@]+"
            ),
        }
    ),
    desired=DESIRED,
    reads=cost_budget.READS,
    writes=("budgets:ModifyBudget", "budgets:TagResource"),
    undoes=("budgets:ModifyBudget",),
    texts={
        "ja": Text(
            title="毎月のコストの予算を設定する",
            why="請求額が急に増えても、月が変わって請求書が届くまで気づけません。",
            change="毎月のコスト予算 hinomi-monthly-cost を作り、実績が予算額の 80%、予測が 100% を超えたら知らせます。料金はかかりません。SNS トピックに送る場合は、トピックのアクセスポリシーで budgets.amazonaws.com からの発行を許可してください。アカウント全体を対象とする毎月のコスト予算がすでにあれば、それを使い、何も変えません。",
            undo="「請求とコスト管理」の「予算」で hinomi-monthly-cost を選び、「削除」します。",
            fields={"present": "毎月のコスト予算", "notifies": "通知", "amount": "予算額 (USD)", "told": "通知先"},
            notes={
                "not_given": "予算額と通知先が hinomi.yaml に書かれていないため、作成していません (足りない項目: {fields})。baseline.controls の下に次のように書いてください (amount は米ドルの整数、told はメールアドレスか SNS トピックの ARN)。 budgets_monthly_cost_present: {{mode: enforce, desired: {{amount: 100, told: aws@example.com}}}}",
                "nobody_told": "予算「{budget}」は誰にも通知しません。「請求とコスト管理」の「予算」でアラートのしきい値と通知先を追加してください。",
                "name_taken": "予算「{budget}」がすでにありますが、アカウント全体を対象とする毎月のコスト予算ではないため、作成していません。「請求とコスト管理」の「予算」で、毎月のコスト予算を別の名前で作成してください。",
            },
        ),
        "en": Text(
            title="There is a monthly cost budget",
            why="Nobody learns of a sudden rise in costs before the month is over and the invoice comes.",
            change="The monthly cost budget hinomi-monthly-cost is made, which tells when 80% are spent and when more than 100% are forecast. It is free of charge. To use an SNS topic, allow budgets.amazonaws.com to publish in its access policy. Where a monthly cost budget of the whole account is there already, it serves and stays as it is.",
            undo="Under Budgets in Billing and Cost Management, choose hinomi-monthly-cost and Delete.",
            fields={
                "present": "monthly cost budget",
                "notifies": "notification",
                "amount": "amount (USD)",
                "told": "who is told",
            },
            notes={
                "not_given": "No budget was made, because hinomi.yaml does not say how much or whom to tell (missing: {fields}). Write it under baseline.controls as follows (amount is a whole number of US dollars, told an e-mail address or the ARN of an SNS topic). budgets_monthly_cost_present: {{mode: enforce, desired: {{amount: 100, told: aws@example.com}}}}",
                "nobody_told": "The budget {budget} tells nobody. Add an alert threshold and somebody to tell under Budgets in Billing and Cost Management.",
                "name_taken": "The budget {budget} is there already and watches something else than what the whole account costs in a month, so none was made. Make a monthly cost budget of another name under Budgets in Billing and Cost Management.",
            },
        ),
    },
    read=read,
    write=write,
    undo=undo,
    preflight=preflight,
    lacks=lacks,
    traces=("DeleteBudget", "DeleteNotification", "DeleteSubscriber", "UpdateBudget"),
    private=("told",),
)
