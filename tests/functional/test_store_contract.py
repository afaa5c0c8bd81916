"""What every store keeps: run against the one in memory and the one in DynamoDB."""

from __future__ import annotations

import pytest

from hinomi.memory_store import MemoryStore
from hinomi.model import Lifecycle, Severity
from hinomi.state import Claim, Copy, Memory, Store, Told
from support.alerts import make_alert
from support.table import dynamodb_store

NOW = 1_795_000_000_000
FIRST, SECOND = Claim("first", NOW + 60_000), Claim("second", NOW + 90_000)
ALERT = make_alert()


@pytest.fixture(params=[MemoryStore, dynamodb_store], ids=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> Store:
    made: Store = request.param()
    return made


def told(claim: Claim) -> Told:
    return Told(
        severity=Severity.HIGH, lifecycle=Lifecycle.OPEN, compliance="", source="guardduty", at=NOW, claim=claim.id
    )


def test_a_first_observation_remembers_nothing_and_takes_the_claim(store: Store) -> None:
    before = store.observe(ALERT, FIRST, NOW).memory
    after = store.observe(ALERT, SECOND, NOW + 1).memory
    assert (before.claim, before.copies) == (None, {})
    assert after.claim == FIRST
    assert after.copies == {ALERT.copy: Copy(ALERT.version, open=True)}
    assert after.pending() == FIRST


def test_a_closed_alert_takes_no_claim(store: Store) -> None:
    store.observe(make_alert(lifecycle=Lifecycle.CLOSED), FIRST, NOW)
    assert store.observe(ALERT, SECOND, NOW).memory.claim is None


def test_a_confirmed_claim_is_no_longer_pending(store: Store) -> None:
    store.observe(ALERT, FIRST, NOW)
    assert store.confirm(ALERT.fingerprint, told(FIRST))
    memory = store.observe(ALERT, SECOND, NOW).memory
    assert memory.told == told(FIRST)
    assert memory.pending() is None


def test_a_claim_is_taken_over_by_the_last_who_observed(store: Store) -> None:
    store.observe(ALERT, FIRST, NOW)
    second = store.observe(ALERT, SECOND, NOW).memory
    third = store.observe(make_alert(copy="fsbp"), SECOND, NOW).memory
    assert not store.take(ALERT.fingerprint, SECOND, second)
    assert store.take(ALERT.fingerprint, SECOND, third)
    assert store.observe(ALERT, FIRST, NOW).memory.claim == SECOND


def test_taking_twice_is_taking_once(store: Store) -> None:
    store.observe(ALERT, FIRST, NOW)
    memory = store.observe(ALERT, SECOND, NOW).memory
    assert store.take(ALERT.fingerprint, SECOND, memory)
    assert store.take(ALERT.fingerprint, SECOND, memory)


def test_a_claim_says_what_is_being_told(store: Store) -> None:
    claim = Claim("first", NOW + 60_000, told(FIRST))
    store.observe(ALERT, claim, NOW)
    assert store.observe(ALERT, SECOND, NOW).memory.claim == claim


def test_a_claim_that_was_taken_over_cannot_be_confirmed_by_its_first_holder(store: Store) -> None:
    store.observe(ALERT, FIRST, NOW)
    store.take(ALERT.fingerprint, SECOND, Memory())
    assert not store.confirm(ALERT.fingerprint, told(FIRST))
    assert store.confirm(ALERT.fingerprint, told(SECOND))


def test_an_unclaimed_alert_is_taken_by_one(store: Store) -> None:
    closed = make_alert(lifecycle=Lifecycle.CLOSED)
    first = store.observe(closed, FIRST, NOW).memory
    second = store.observe(closed, SECOND, NOW).memory
    assert not store.take(closed.fingerprint, FIRST, first)
    assert store.take(closed.fingerprint, SECOND, second)


def test_an_older_version_of_the_same_copy_is_stale_and_changes_nothing(store: Store) -> None:
    store.observe(make_alert(version=2_000), FIRST, NOW)
    assert store.observe(make_alert(version=1_999, lifecycle=Lifecycle.CLOSED), SECOND, NOW).stale
    memory = store.observe(make_alert(version=2_000), SECOND, NOW).memory
    assert memory.copies[ALERT.copy] == Copy(2_000, open=True)


def test_of_one_version_what_was_sent_earlier_is_stale(store: Store) -> None:
    store.observe(make_alert(lifecycle=Lifecycle.CLOSED), FIRST, NOW, sent=2_000)
    assert store.observe(make_alert(), SECOND, NOW, sent=1_999).stale
    assert not store.observe(make_alert(), SECOND, NOW, sent=2_000).stale
    assert not store.observe(make_alert(version=ALERT.version + 1), SECOND, NOW, sent=1_000).stale


def test_an_older_version_of_another_copy_is_not_stale(store: Store) -> None:
    store.observe(make_alert(version=2_000, copy="fsbp"), FIRST, NOW)
    assert not store.observe(make_alert(version=1_000, copy="cis"), SECOND, NOW).stale


@pytest.mark.parametrize("fingerprint", ["x" * 3000, "日本語" * 900, "a|b|\U0001f525"])
def test_any_text_can_be_a_fingerprint(store: Store, fingerprint: str) -> None:
    alert = make_alert(fingerprint=fingerprint, copy=fingerprint)
    assert store.observe(alert, FIRST, NOW).memory.told is None
    assert store.confirm(fingerprint, told(FIRST))
    assert store.observe(alert, SECOND, NOW).memory.told == told(FIRST)
