"""The watch over unusual costs: any monitor of all services is enough, and AWS allows one."""

from __future__ import annotations

from hinomi.baseline.control import Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.settings import Baseline
from hinomi.baseline.undo import Undoing
from hinomi.controls import ce_anomaly_monitor_present
from support.account.ce import CostExplorer
from support.account.services import fake_account
from support.arrangements.identity_costs import monitor
from support.rounds import settle, take_back

MONITOR = ce_anomaly_monitor_present.CONTROL
SUBSCRIBED = {
    "SubscriptionName": "all",
    "MonitorArnList": ["arn:aws:ce::111122223333:anomalymonitor/a1b2c3"],
    "Subscribers": [],
    "Frequency": "DAILY",
}


def test_a_monitor_is_made_and_taken_back() -> None:
    fake, journal = fake_account(), MemoryJournal()
    (result,) = settle(fake, MONITOR, journal=journal)
    assert result.outcome is Outcome.CHANGED
    (made,) = fake.state(CostExplorer)["monitors"]
    assert (made["MonitorType"], made["MonitorDimension"]) == ("DIMENSIONAL", "SERVICE")
    assert [one.undoing for one in take_back(fake, MONITOR, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == {}


def test_the_monitor_that_aws_itself_has_made_is_enough() -> None:
    fake = fake_account()
    monitor(fake, "", {"present": True})
    fake.state(CostExplorer)["subscriptions"].append(SUBSCRIBED)
    (result,) = settle(fake, MONITOR)
    assert (result.outcome, result.notes) == (Outcome.COMPLIANT, ())
    assert fake.written() == []


def test_a_monitor_without_a_subscription_is_told_of() -> None:
    fake = fake_account()
    monitor(fake, "", {"present": True})
    (result,) = settle(fake, MONITOR)
    assert (result.outcome, result.notes) == (Outcome.COMPLIANT, (Note("nobody_told"),))


def test_monitors_of_single_services_do_not_count() -> None:
    fake = fake_account()
    custom = {"MonitorArn": "arn:aws:ce::111122223333:anomalymonitor/c1", "MonitorName": "one", "MonitorType": "CUSTOM"}
    fake.state(CostExplorer)["monitors"] += [custom, {**custom, "MonitorDimension": "LINKED_ACCOUNT"}]
    (result,) = settle(fake, MONITOR, baseline=Baseline(mode="enforce"))
    assert result.outcome is Outcome.WOULD_CHANGE
    assert fake.written() == []


def test_undo_deletes_no_monitor_but_ours() -> None:
    fake, journal = fake_account(), MemoryJournal()
    settle(fake, MONITOR, journal=journal)
    fake.state(CostExplorer)["monitors"][0]["MonitorName"] = "renamed by a person"
    since = fake.snapshot()
    assert [one.undoing for one in take_back(fake, MONITOR, journal)] == [Undoing.FAILED]
    assert fake.snapshot() == since


def test_where_cost_explorer_was_never_opened_it_says_so_rather_than_that_we_were_denied() -> None:
    fake = fake_account()
    fake.state(CostExplorer)["enabled"] = False
    (result,) = settle(fake, MONITOR)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("explorer_off"),))
    assert fake.written() == []


def test_without_the_right_to_see_monitors_the_outcome_says_so() -> None:
    fake = fake_account()
    fake.allowed = {"ce:CreateAnomalyMonitor"}
    (result,) = settle(fake, MONITOR)
    assert result.outcome is Outcome.ACCESS_DENIED
    assert fake.written() == []
