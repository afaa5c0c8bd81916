"""AWS Budgets alerts, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "budgets": Entry(
        headline='Alert for budget "{budget}" ({amount}, threshold {threshold})',
        why="The condition of an alert that was set for the budget has been met.",
        steps=(
            "Open the budget in the AWS Budgets console and compare its condition with the current value.",
            "See in Cost Explorer, by service, what has changed.",
        ),
    ),
    "budgets/actual": Entry(
        headline='Budget "{budget}" has passed {threshold} ({amount})',
        why="The actual amount has passed the threshold of the budget. This alert alone does not stop the usage or the charges.",
        steps=(
            "See in Cost Explorer, by day and service, what has grown and since when.",
            "If you see charges for Regions or resources that you do not recognize, suspect misuse and check your credentials.",
            "Stop what is not needed, or review the budgeted amount if this was expected.",
        ),
    ),
    "budgets/forecasted": Entry(
        headline='Budget "{budget}" is forecast to pass {threshold} ({amount})',
        why="If usage goes on like this, the threshold will be passed before the period ends. Stopping what is not needed early may avoid it.",
        steps=(
            "See in Cost Explorer, by day and service, what is growing.",
            "Judge whether it is temporary or will last, and stop what is not needed.",
            "If this was expected, review the budgeted amount.",
        ),
    ),
    "budgets/ri_utilization": Entry(
        headline='RI utilization of "{budget}" is below {threshold} ({amount})',
        why="The utilization of your Reserved Instances has fallen below the threshold. You also pay for what is not used.",
        steps=(
            "See in the utilization report of Billing and Cost Management which Reserved Instances are not used.",
            "Consider whether workloads can move to the instance types or Regions that they cover.",
        ),
    ),
    "budgets/ri_coverage": Entry(
        headline='RI coverage of "{budget}" is below {threshold} ({amount})',
        why="The share of usage covered by Reserved Instances has fallen below the threshold. The rest is charged at On-Demand prices.",
        steps=(
            "See in the coverage report of Billing and Cost Management what runs at On-Demand prices.",
            "If it will last, consider buying Reserved Instances or Savings Plans.",
        ),
    ),
    "budgets/savings_plans_utilization": Entry(
        headline='Savings Plans utilization of "{budget}" is below {threshold} ({amount})',
        why="The utilization of your Savings Plans has fallen below the threshold. You also pay for what is not used.",
        steps=(
            "See in the utilization report of Billing and Cost Management which Savings Plans are not used.",
            "Consider whether usage can move under them, or whether to commit to less next time.",
        ),
    ),
    "budgets/savings_plans_coverage": Entry(
        headline='Savings Plans coverage of "{budget}" is below {threshold} ({amount})',
        why="The share of usage covered by Savings Plans has fallen below the threshold. The rest is charged at On-Demand prices.",
        steps=(
            "See in the coverage report of Billing and Cost Management what runs at On-Demand prices.",
            "If it will last, consider buying more Savings Plans.",
        ),
    ),
    "budgets/unreadable": Entry(
        headline="Alert from AWS Budgets",
        why="This came from AWS Budgets in a wording that could not be read, so the original text is passed on as it is.",
        steps=(
            "Read the original text and find the budget in the AWS Budgets console.",
            "If you do not recognize the budget or the text, do not open links in the text; look in the console instead.",
        ),
    ),
}
