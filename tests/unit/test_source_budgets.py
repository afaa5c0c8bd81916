from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi.envelope import open_envelope
from hinomi.model import Alert, ConsoleLink, Event, Fact, Money, Percent, Severity, Term, Value
from hinomi.sources import budgets

if TYPE_CHECKING:
    from pathlib import Path

RECEIVED = datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC)


def notice(**changes: str) -> str:
    said = {
        "name": "monthly-total",
        "kind": "ACTUAL",
        "date": "November 20, 2026",
        "account": "AWS Account 111122223333",
        "when": "for the current month.",
        "type": "Cost",
        "budgeted": "$1,000.00",
        "threshold": "> $800.00",
        "amount": "$812.34",
    } | changes
    return (
        "AWS Budget Notification {date}\n{account}\n\nDear AWS Customer,\n\n"
        "You requested that we alert you when the {kind} Cost associated with your {name} budget is greater than "
        "$800.00 {when} The {kind} Cost associated with this budget is {amount}. You can find additional details "
        "below.\n\nBudget Name: {name}\nBudget Type: {type}\nBudgeted Amount: {budgeted}\nAlert Type: {kind}\n"
        "Alert Threshold: {threshold}\n{kind} Amount: {amount}\n\n"
        "[1] https://console.aws.amazon.com/costmanagement/home#/budgets\n"
    ).format_map(said)


def normalize(text: str, *, topic_arn: str = "", received_at: datetime | None = RECEIVED) -> Alert:
    event = Event(text=text, delivery_id="sns-1", received_at=received_at, topic_arn=topic_arn)
    assert budgets.recognizes(event)
    (alert,) = budgets.normalize(event)
    return alert


def fact(alert: Alert, label: str) -> Value | None:
    return next((fact.value for fact in alert.facts if fact.label == label), None)


def sample(root: Path, name: str) -> Alert:
    (event,) = open_envelope((root / "events/budgets" / name).read_text(encoding="utf-8"))
    assert budgets.recognizes(event)
    (alert,) = budgets.normalize(event)
    return alert


def test_a_notification_tells_the_budget_first_then_the_amounts(root: Path) -> None:
    alert = sample(root, "actual_over_threshold.json")
    assert alert.facts == (
        Fact("budget", "monthly-total"),
        Fact("amount", Money(Decimal("812.34"), "USD")),
        Fact("threshold", Money(Decimal("800.00"), "USD")),
        Fact("budgeted", Money(Decimal("1000.00"), "USD")),
        Fact("period", Term("monthly")),
        Fact("budget_type", Term("cost")),
        Fact("budget_alert", Term("actual")),
    )
    assert (alert.source, alert.type, alert.account) == ("budgets", "budgets.actual", "111122223333")
    assert alert.guide == ("budgets/actual", "budgets")
    assert alert.link == ConsoleLink(page="budgets_list")
    assert alert.first_seen == RECEIVED
    assert alert.quote == ""


def test_awss_own_sentence_is_the_description() -> None:
    description = normalize(notice()).description
    assert description.startswith("You requested that we alert you when the ACTUAL Cost")
    assert description.endswith("associated with this budget is $812.34.")


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("forecasted.json", Severity.LOW),
        ("ri_utilization.json", Severity.LOW),
        ("savings_plans_coverage.json", Severity.LOW),
        ("actual_over_threshold.json", Severity.MEDIUM),
        ("usage.json", Severity.MEDIUM),
        ("unknown_wording.json", Severity.MEDIUM),
        ("actual_over_budget.json", Severity.HIGH),
        ("daily.json", Severity.HIGH),
    ],
)
def test_the_more_is_spent_the_more_severe(root: Path, name: str, severity: Severity) -> None:
    assert sample(root, name).severity is severity


def test_amounts_of_different_units_are_not_compared() -> None:
    assert normalize(notice(amount="¥1,200")).severity is Severity.MEDIUM


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("$1,234,567.89", Money(Decimal("1234567.89"), "USD")),
        ("-$12.34", Money(Decimal("-12.34"), "USD")),
        ("$-12.34", Money(Decimal("-12.34"), "USD")),
        ("¥12,000", Money(Decimal(12000), "JPY")),
        ("€0.5", Money(Decimal("0.5"), "EUR")),
        ("£80.00", Money(Decimal("80.00"), "GBP")),
        ("₹1,00,000", Money(Decimal(100000), "INR")),
        ("JPY 12,000", Money(Decimal(12000), "JPY")),
        ("12,000 JPY", Money(Decimal(12000), "JPY")),
        ("$12.00 USD", Money(Decimal("12.00"), "USD")),
        ("81.5 GB", Money(Decimal("81.5"), "GB")),
        ("744 Hrs", Money(Decimal(744), "Hrs")),
        ("1,000 Lambda-GB-Second", Money(Decimal(1000), "Lambda-GB-Second")),
        ("64.25%", Percent(Decimal("64.25"))),
        ("80 %", Percent(Decimal(80))),
        ("12", "12"),
        ("1.234,56 €", "1.234,56 €"),
        ("12 \u202eGB", "12 \u202eGB"),
        ("12 evil.example", "12 evil.example"),
        ("n/a", "n/a"),
    ],
)
def test_an_amount_is_read_with_its_unit_or_left_as_written(written: str, value: Value) -> None:
    assert fact(normalize(notice(amount=written)), "amount") == value


def test_the_yen_sign_is_the_yuans_in_china(root: Path) -> None:
    alert = sample(root, "yuan.json")
    assert fact(alert, "amount") == Money(Decimal("812.34"), "CNY")
    assert alert.partition == "aws-cn"
    assert fact(sample(root, "yen.json"), "amount") == Money(Decimal(81234), "JPY")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Cost", "cost"),
        ("USAGE", "usage"),
        ("RI Utilization", "ri_utilization"),
        ("RI_COVERAGE", "ri_coverage"),
        ("Reservation coverage", "ri_coverage"),
        ("Savings Plans Utilization", "savings_plans_utilization"),
        ("SAVINGS_PLANS_COVERAGE", "savings_plans_coverage"),
    ],
)
def test_a_type_of_budget_is_known_in_each_spelling(written: str, key: str) -> None:
    assert fact(normalize(notice(type=written)), "budget_type") == Term(key)


def test_a_new_type_of_budget_is_named_as_aws_writes_it() -> None:
    assert fact(normalize(notice(type="Carbon")), "budget_type") == "Carbon"


@pytest.mark.parametrize(
    ("when", "term", "instance"),
    [
        ("for the current month.", "monthly", "2026-11"),
        ("per day. Yesterday,", "daily", "2026-11-20"),
        ("for the current quarter.", "quarterly", "2026-Q4"),
        ("for the\ncurrent year.", "annually", "2026"),
    ],
)
def test_the_period_is_told_and_names_its_instance(when: str, term: str, instance: str) -> None:
    alert = normalize(notice(when=when))
    assert fact(alert, "period") == Term(term)
    assert alert.fingerprint == f"budgets|111122223333|monthly-total|actual|> $800.00|{instance}"


def test_an_unknown_period_is_told_again_the_next_day_rather_than_never() -> None:
    alert = normalize(notice(when="for now."))
    assert fact(alert, "period") is None
    assert alert.fingerprint.endswith("|2026-11-20")


def test_the_period_is_not_read_out_of_the_budgets_name() -> None:
    assert fact(normalize(notice(name="limit per day")), "period") == Term("monthly")
    assert fact(normalize(notice(name="limit per day", when="for now.")), "period") is None


def test_the_same_threshold_in_the_same_period_is_one_alert_and_in_the_next_another() -> None:
    first = normalize(notice()).fingerprint
    assert normalize(notice(date="November 28, 2026", amount="$900.00")).fingerprint == first
    assert normalize(notice(date="December 2, 2026")).fingerprint != first
    assert normalize(notice(threshold="> $900.00")).fingerprint != first
    assert normalize(notice(kind="FORECASTED")).fingerprint != first
    assert normalize(notice(name="other")).fingerprint != first
    assert normalize(notice(account="AWS Account 123456789012")).fingerprint != first


def test_without_a_date_the_delivery_tells_the_period() -> None:
    assert normalize(notice(date="")).fingerprint.endswith("|2026-11")
    assert normalize(notice(date="Smarch 40, 2026")).fingerprint.endswith("|2026-11")
    assert normalize(notice(date=""), received_at=None).fingerprint == "budgets|111122223333|sns-1"


def test_the_account_of_the_topic_stands_in_for_one_that_is_not_told() -> None:
    topic = "arn:aws:sns:us-east-1:123456789012:budgets"
    assert normalize(notice(account=""), topic_arn=topic).account == "123456789012"
    assert normalize(notice(), topic_arn=topic).account == "111122223333"
    assert normalize(notice(account=""), topic_arn="no arn").account == ""


def test_a_budget_whose_name_looks_like_the_notification_changes_nothing(root: Path) -> None:
    alert = sample(root, "hostile_name.json")
    assert fact(alert, "budget_alert") == Term("actual")
    assert fact(alert, "threshold") == Money(Decimal("800.00"), "USD")
    assert fact(alert, "amount") == Money(Decimal("812.34"), "USD")
    assert str(fact(alert, "budget")).startswith("team: web Alert Type: FORECASTED")


def test_a_budget_whose_name_pretends_to_be_another_notification_changes_no_amount() -> None:
    alert = normalize(notice(name="x\nBudget Name: y\nBudget Type: Usage\nACTUAL Amount: $0.01"))
    assert fact(alert, "amount") == Money(Decimal("812.34"), "USD")
    assert fact(alert, "budget_type") == Term("cost")
    assert fact(alert, "budget") == "y Budget Type: Usage ACTUAL Amount: $0.01"


@pytest.mark.parametrize(
    "piece", ["ACTUAL ", "\nBudget Name:", "\nAlert Threshold: > 9", ",111", " ", "\n", "You requested that "]
)
def test_a_text_made_to_be_slow_is_read_in_no_time(piece: str) -> None:
    started = process_time()
    normalize("AWS Budget Notification\nBudget Name: x\nACTUAL" + piece * (250_000 // len(piece)))
    assert process_time() - started < 5


def test_lines_wrapped_by_a_mail_program_are_read_all_the_same(root: Path) -> None:
    alert = sample(root, "wrapped_lines.json")
    assert fact(alert, "budget") == "Development in Tokyo: every account"
    assert fact(alert, "period") == Term("monthly")
    assert alert.type == "budgets.actual"


@pytest.mark.parametrize(
    "reshape",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "> " + text.replace("\n", "\n> "),
        lambda text: text.replace("ACTUAL", "Actual"),
        lambda text: text.replace("Name: ", "Name\t").replace("Type: ", "Type\t").replace("Amount: ", "Amount\t"),
        lambda text: text.replace("AWS Budget Notification November 20, 2026\n", "\n"),
    ],
)
def test_the_shapes_that_mail_programs_and_years_give_the_text_are_read(reshape: object) -> None:
    assert callable(reshape)
    alert = normalize(reshape(notice()))
    assert alert.fingerprint == normalize(notice()).fingerprint
    assert fact(alert, "amount") == Money(Decimal("812.34"), "USD")


def test_a_commitment_used_too_little_has_its_own_guide(root: Path) -> None:
    assert sample(root, "ri_utilization.json").guide == ("budgets/ri_utilization", "budgets")
    assert fact(sample(root, "ri_utilization.json"), "comparison") is None


@pytest.mark.parametrize("operator", ["<", "<=", "LESS_THAN"])
def test_a_cost_that_is_too_low_is_not_said_to_exceed_anything(operator: str) -> None:
    alert = normalize(notice(threshold=f"{operator} $800.00", amount="$3.20"))
    assert alert.guide == ("budgets",)
    assert fact(alert, "comparison") == Term("less_than")
    assert fact(alert, "threshold") == Money(Decimal("800.00"), "USD")


def test_a_cost_equal_to_its_threshold_says_so() -> None:
    assert fact(normalize(notice(threshold="= $800.00")), "comparison") == Term("equal_to")
    assert fact(normalize(notice(threshold="EQUAL_TO $800.00")), "comparison") == Term("equal_to")


def test_unknown_wording_is_quoted_and_named_by_its_delivery(root: Path) -> None:
    alert = sample(root, "unknown_wording.json")
    assert alert.type == "budgets.unreadable"
    assert alert.guide == ("budgets/unreadable", "budgets")
    assert "has passed 80 % of its limit" in alert.quote
    assert alert.account == "111122223333"
    assert alert.fingerprint.startswith("budgets|111122223333|0a000000-")


@pytest.mark.parametrize("line", ["Budget Name:", "Alert Type:", "Alert Threshold:", "ACTUAL Amount:"])
def test_a_notification_that_lacks_what_happened_is_quoted(line: str) -> None:
    text = "\n".join(one for one in notice().split("\n") if not one.startswith(line))
    alert = normalize(text)
    assert alert.type == "budgets.unreadable"
    assert "111122223333" in alert.quote


def test_two_different_unreadable_texts_without_a_delivery_are_two_alerts() -> None:
    prints = {budgets.normalize(Event(text=f"AWS Budget Notification {n}"))[0].fingerprint for n in range(2)}
    assert len(prints) == 2


@pytest.mark.parametrize(
    "event",
    [
        Event(text="The monthly budget review is moved to Friday."),
        Event(text="Budget Name: of the rose"),
        Event(body={"detail-type": "AWS Budget Notification"}, subject="AWS Budgets: x"),
        Event(),
    ],
)
def test_a_text_that_only_speaks_of_a_budget_is_not_awss(event: Event) -> None:
    assert not budgets.recognizes(event)


def test_the_same_notification_through_a_queue_is_the_same_alert(root: Path) -> None:
    direct, queued = sample(root, "actual_over_threshold.json"), sample(root, "delivered_by_sqs.json")
    assert (queued.fingerprint, queued.version) == (direct.fingerprint, direct.version)


KEYS = ("Budget Name", "Budget Type", "Budgeted Amount", "Alert Type", "Alert Threshold", "ACTUAL Amount")


@given(
    lines=st.lists(st.tuples(st.sampled_from(KEYS) | st.text(), st.text()).map(": ".join)),
    heading=st.just("AWS Budget Notification November 20, 2026\n") | st.text(),
    topic=st.text(),
    subject=st.text(),
)
def test_no_text_at_all_breaks_the_source(lines: list[str], heading: str, topic: str, subject: str) -> None:
    event = Event(text=heading + "\n".join(lines), topic_arn=topic, subject=subject)
    budgets.recognizes(event)
    (alert,) = budgets.normalize(event)
    assert alert.quote or alert.type != "budgets.unreadable" or not event.text.strip()


@given(name=st.text(alphabet=st.characters(codec="utf-8")).filter(str.strip))
def test_whatever_a_budget_is_named_its_amounts_are_awss(name: str) -> None:
    alert = normalize(notice(name=name))
    assert fact(alert, "amount") == Money(Decimal("812.34"), "USD")
    assert fact(alert, "threshold") == Money(Decimal("800.00"), "USD")
    assert alert.severity is Severity.MEDIUM
