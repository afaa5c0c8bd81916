"""The text of an AWS Budgets notification, read line by line.

AWS documents no format. What is read here is the text of public captures from 2019 to 2026, which all share one
template: a sentence, then lines `Key: value` from `Budget Name:` on. A budget's name may hold anything, so nothing
before those lines is trusted, and of two equal keys the last is AWS's.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal

import msgspec

from hinomi.model import Money, Percent, Value


def _line(key: str) -> re.Pattern[str]:
    """Match a line `Key: value`; mail programs put a tab for the colon and `>` before a quoted line."""
    return re.compile(rf"^[ \t>]*{key}[ \t]*[:\t](.*)$", re.IGNORECASE | re.MULTILINE)


_NAME = _line("Budget Name")
_TYPE = _line("Budget Type")
_BUDGETED = _line("Budgeted Amount")
_ALERT_TYPE = _line("Alert Type")
_THRESHOLD = _line("Alert Threshold")
_AMOUNT = _line(r"(?:ACTUAL|FORECASTED)[ A-Z]{0,40}")

_HEADING = re.compile(r"AWS Budgets? Notification", re.IGNORECASE)
_DATE = re.compile(_HEADING.pattern + r"\s+([A-Z][a-z]{2})[a-z]*\.?\s+([0-9]{1,2}),\s+([0-9]{4})", re.IGNORECASE)
_ACCOUNT = re.compile(r"AWS Account:?\s+([0-9]{12})\b")
_SENTENCE = re.compile(r"(You requested that .*?)(?: You can find additional details|$)")
_PERIOD = re.compile(r"\b(?:current|previous|this|per) (day|month|quarter|year)\b", re.IGNORECASE)
_OPERATOR = re.compile(r"^([<>=]{1,2}|[A-Z]+_(?:THAN|TO))?")
# Only letters, digits and a few signs can become a unit: it goes into messages as it is.
_MEASURE = re.compile(
    r"(-?)\s*(US\$|CN¥|[$¥￥€£₹]|[A-Z]{3})?\s*(-?)"
    r"((?:[0-9]{1,3}(?:,[0-9]{2,3}){1,8}|[0-9]{1,20})(?:\.[0-9]{1,20})?)\s*(%|[A-Za-z][A-Za-z0-9 ()/-]{0,39})?"
)

_LONGEST_SENTENCE = 1000
_COMMITMENTS = ("ri_utilization", "ri_coverage", "savings_plans_utilization", "savings_plans_coverage")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PERIODS = {"day": "daily", "month": "monthly", "quarter": "quarterly", "year": "annually"}
_COMPARISONS = {"<": "less_than", "<=": "less_than", "LESS_THAN": "less_than", "=": "equal_to", "EQUAL_TO": "equal_to"}
_BUDGET_TYPES = {
    "cost": "cost",
    "usage": "usage",
    "ri utilization": "ri_utilization",
    "ri coverage": "ri_coverage",
    "reservation utilization": "ri_utilization",
    "reservation coverage": "ri_coverage",
    "savings plans utilization": "savings_plans_utilization",
    "savings plans coverage": "savings_plans_coverage",
}
# AWS Budgets counts in US dollars (https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create.html),
# so a bare `$` is no other dollar. The yen sign is the yuan's where AWS bills in yuan, in the China partition.
_CURRENCIES = {"$": "USD", "US$": "USD", "¥": "JPY", "￥": "JPY", "€": "EUR", "£": "GBP", "₹": "INR", "CN¥": "CNY"}
_YUAN = {**_CURRENCIES, "¥": "CNY", "￥": "CNY"}


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What a notification says, as far as it could be read.

    `dated` is the day in the heading (its time zone is not told), `sentence` AWS's own words for what happened.
    `crossed` is the threshold line as AWS wrote it. A measure that is no amount stays text.
    """

    account: str = ""
    dated: datetime | None = None
    sentence: str = ""
    name: str = ""
    budget_type: str = ""
    alert_type: str = ""
    crossed: str = ""
    comparison: str = ""
    threshold: Value = ""
    budgeted: Value = ""
    amount: Value = ""
    period: str = ""

    @property
    def readable(self) -> bool:
        """Whether a reader can be told what happened without the text."""
        return all((self.name, self.alert_type, self.threshold, self.amount))

    @property
    def type_known(self) -> bool:
        """Whether the catalogue has a word for the type of budget."""
        return self.budget_type in _BUDGET_TYPES.values()

    @property
    def commitment(self) -> bool:
        """Whether it is about Reserved Instances or Savings Plans, where too little is what matters."""
        return self.budget_type in _COMMITMENTS

    @property
    def usual(self) -> bool:
        """Whether the threshold was crossed in the direction that this type of budget is made for."""
        return self.comparison == ("less_than" if self.commitment else "greater_than")


def speaks_of_budgets(text: str) -> bool:
    """Tell by the wording whether AWS Budgets wrote the text."""
    return _HEADING.search(text) is not None or (_NAME.search(text) is not None and _THRESHOLD.search(text) is not None)


def parse(text: str, *, yuan: bool = False) -> Notice:
    """Read the notification; whatever is not found stays empty. `yuan` tells whose the yen sign is."""
    start = max((match.start() for match in _NAME.finditer(text)), default=len(text))
    block = text[start:]
    name = _name(block)
    prose = " ".join(text[:start].split()).replace(f"your {name} budget", "your budget")
    crossed = " ".join(_last(_THRESHOLD, block).split())
    operator = _first(_OPERATOR, crossed)
    currencies = _YUAN if yuan else _CURRENCIES
    return Notice(
        account=_first(_ACCOUNT, text),
        dated=_date(text),
        sentence=_first(_SENTENCE, " ".join(text.split()))[:_LONGEST_SENTENCE],
        name=name,
        budget_type=_budget_type(_last(_TYPE, block)),
        alert_type={"A": "actual", "F": "forecasted"}.get(_last(_ALERT_TYPE, block)[:1].upper(), ""),
        crossed=crossed,
        comparison=_COMPARISONS.get(operator, "greater_than"),
        threshold=_measure(crossed.removeprefix(operator).strip(), currencies),
        budgeted=_measure(_last(_BUDGETED, block), currencies),
        amount=_measure(_last(_AMOUNT, block), currencies),
        period=_PERIODS.get("".join(_PERIOD.findall(prose)[-1:]).lower(), ""),
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return (match[1] or "") if match else ""


def _last(line: re.Pattern[str], block: str) -> str:
    """Return the value of the last such line: an earlier one is part of the budget's name."""
    return "".join(line.findall(block)[-1:]).strip()


def _name(block: str) -> str:
    """Return the budget's name, which a mail program may have wrapped and which may look like lines of its own."""
    start = _NAME.match(block)
    if start is None:
        return ""
    end = max((match.start() for match in _TYPE.finditer(block)), default=start.end())
    return " ".join(block[start.start(1) : end].split())


def _budget_type(written: str) -> str:
    """Return the catalogue's word for the type of budget, or AWS's own for a new type."""
    return _BUDGET_TYPES.get(re.sub(r"[\s_]+", " ", written.lower()), written)


def _measure(written: str, currencies: dict[str, str]) -> Value:
    """Read an amount with its unit or a percentage; anything else stays text."""
    match = _MEASURE.fullmatch(written)
    if match is None:
        return written
    sign, before, inner_sign, digits, after = (group or "" for group in match.groups())
    value = Decimal(digits.replace(",", "")) * (-1 if sign or inner_sign else 1)
    unit = after.strip() or before
    if unit == "%":
        return Percent(value)
    return Money(value, currencies.get(unit, unit)) if unit else written


def _date(text: str) -> datetime | None:
    """Return the day that the heading names (its time zone is not told)."""
    match = _DATE.search(text)
    if match is None or match[1].lower() not in _MONTHS:
        return None
    try:
        return datetime(int(match[3]), _MONTHS.index(match[1].lower()) + 1, int(match[2]), tzinfo=UTC)
    except ValueError:
        return None
