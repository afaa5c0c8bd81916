"""The watch over a month's costs: any budget that does is enough, and a person's is never touched."""

from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.charge import flaws
from hinomi.baseline.control import Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.settings import Baseline, Settings
from hinomi.baseline.undo import Undoing
from hinomi.controls import budgets_monthly_cost_present
from support.account.budgets import Budgets
from support.account.fake import Fault
from support.account.services import fake_account
from support.arrangements.identity_costs import TOPIC, plant_budget
from support.rounds import settle, take_back

BUDGET = budgets_monthly_cost_present.CONTROL
GIVEN: dict[str, Any] = {"amount": 300, "told": "costs@example.com"}
TOLD = [{"SubscriptionType": "EMAIL", "Address": "somebody@example.com"}]


def test_a_budget_that_nobody_has_put_a_number_to_is_something_to_do() -> None:
    fake = fake_account()
    (result,) = settle(fake, BUDGET)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("not_given", {"fields": "amount, told"}),))
    assert fake.written() == []


@pytest.mark.parametrize(("told", "kind"), [("costs@example.com", "EMAIL"), (TOPIC, "SNS")])
def test_a_budget_is_made_that_tells_of_eighty_percent_and_of_the_forecast(told: str, kind: str) -> None:
    fake, journal = fake_account(), MemoryJournal()
    (result,) = settle(fake, BUDGET, desired={"amount": 300, "told": told}, journal=journal)
    assert result.outcome is Outcome.CHANGED
    made = fake.state(Budgets)["budgets"]["hinomi-monthly-cost"]
    assert made["budget"]["BudgetLimit"] == {"Amount": "300.0", "Unit": "USD"}
    assert made["tags"] == [{"Key": "hinomi:managed-by", "Value": "baseline"}]
    thresholds = [
        (one["Notification"]["NotificationType"], one["Notification"]["Threshold"]) for one in made["notifications"]
    ]
    assert thresholds == [("ACTUAL", 80), ("FORECASTED", 100)]
    subscribers = [one["Subscribers"] for one in made["notifications"]]
    assert subscribers == [[{"SubscriptionType": kind, "Address": told}]] * 2
    assert [one.undoing for one in take_back(fake, BUDGET, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == {}


def test_a_persons_budget_on_a_later_page_is_enough_whatever_its_amount() -> None:
    fake = fake_account()
    for kind in ("USAGE", "RI_COVERAGE"):
        plant_budget(fake, f"of-{kind}", told=TOLD, amount="1", BudgetType=kind)
    plant_budget(fake, "silent", told=[], amount="1")
    plant_budget(fake, "of-a-person", told=TOLD, amount="90000.5")
    before = fake.snapshot()
    (result,) = settle(fake, BUDGET, desired=GIVEN)
    assert (result.outcome, result.notes) == (Outcome.COMPLIANT, ())
    assert result.before == {"present": True, "notifies": True, "amount": "90000.5", "told": "somebody@example.com"}
    assert fake.snapshot() == before


def test_a_planned_budget_which_has_another_limit_each_month_is_enough() -> None:
    fake = fake_account()
    plant_budget(fake, "planned", told=TOLD, amount="1")
    del fake.state(Budgets)["budgets"]["planned"]["budget"]["BudgetLimit"]
    assert [result.outcome for result in settle(fake, BUDGET, desired=GIVEN)] == [Outcome.COMPLIANT]


@pytest.mark.parametrize("desired", [{}, GIVEN])
def test_a_budget_that_tells_nobody_is_reported_and_left_alone(desired: dict[str, Any]) -> None:
    fake = fake_account()
    plant_budget(fake, "silent", told=[], amount="1")
    before = fake.snapshot()
    (result,) = settle(fake, BUDGET, desired=desired)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("nobody_told", {"budget": "silent"}),))
    assert fake.snapshot() == before


OF_EC2 = ["Amazon Elastic Compute Cloud - Compute"]


@pytest.mark.parametrize(
    "differs",
    [
        {"TimeUnit": "DAILY"},
        {"BudgetType": "USAGE"},
        {"CostFilters": {"Service": OF_EC2}},
        {"FilterExpression": {"Dimensions": {"Key": "SERVICE", "Values": OF_EC2}}},
    ],
)
def test_budgets_of_other_things_do_not_count_and_their_names_are_not_taken_over(differs: dict[str, Any]) -> None:
    fake = fake_account()
    plant_budget(fake, "hinomi-monthly-cost", told=TOLD, amount="1", **differs)
    before = fake.snapshot()
    (result,) = settle(fake, BUDGET, desired=GIVEN)
    assert (result.outcome, result.notes) == (
        Outcome.DRIFT,
        (Note("name_taken", {"budget": "hinomi-monthly-cost"}),),
    )
    assert fake.snapshot() == before


@pytest.mark.parametrize("operation", ["describe_notifications_for_budget", "describe_subscribers_for_notification"])
def test_a_budget_whose_alerts_aws_does_not_find_tells_nobody(operation: str) -> None:
    fake = fake_account()
    plant_budget(fake, "silent", told=TOLD, amount="1")
    fake.faults.append(Fault("budgets", operation, code="NotFoundException", times=9))
    (result,) = settle(fake, BUDGET, desired=GIVEN)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("nobody_told", {"budget": "silent"}),))


def test_whom_a_budget_tells_is_private() -> None:
    assert BUDGET.private == ("told",)


@pytest.mark.parametrize(
    ("field", "value"), [("amount", 0), ("amount", "much"), ("told", "me"), ("told", "arn:aws:sqs:x")]
)
def test_a_budget_that_cannot_be_made_is_found_in_the_settings(field: str, value: str | int) -> None:
    baseline = Baseline(controls={BUDGET.id: Settings(desired={**GIVEN, field: value})})
    assert [path for path, _ in flaws([BUDGET], baseline)] == [f"$.baseline.controls.{BUDGET.id}.desired.{field}"]


def test_without_the_right_to_see_budgets_the_outcome_says_so() -> None:
    fake = fake_account()
    fake.allowed = {"budgets:ModifyBudget"}
    (result,) = settle(fake, BUDGET, desired=GIVEN)
    assert result.outcome is Outcome.ACCESS_DENIED
    assert fake.written() == []
