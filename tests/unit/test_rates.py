"""How fast messages may go out: the promises of the token bucket, and of who spares ticks."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi.errors import RetryError
from hinomi.routing.groups import Bucket
from hinomi.routing.rates import PATIENCE, RATES, Grant, Rate, emptied, spilled, take
from hinomi.routing.ticking import FARTHEST, Sparing

NOW = 1_795_000_000_000
MAIL = RATES["email"]
STEADY = Rate(every=1_000, burst=4, spacing=100, reserve=1)

rates = st.builds(
    Rate,
    every=st.integers(1, 20_000),
    burst=st.integers(2, 30),
    spacing=st.integers(0, 2_000),
    reserve=st.integers(0, 1),
)
asked = st.lists(st.tuples(st.integers(0, 5_000), st.booleans()), max_size=120)


def slots(rate: Rate, requests: list[tuple[int, bool]], bucket: Bucket | None = None) -> list[int]:
    """Ask again and again, some ms after the last time; return when the messages go."""
    bucket, now, times = bucket or Bucket(), NOW, []
    for pause, at_once in requests:
        now += pause
        grant = take(bucket, rate, now, at_once=at_once)
        bucket = grant.bucket
        if grant.granted:
            times.append(now + grant.wait)
    return times


@given(rates, asked)
def test_a_window_holds_no_more_than_the_burst_and_what_time_refills(
    rate: Rate, requests: list[tuple[int, bool]]
) -> None:
    times = slots(rate, requests)
    for first, start in enumerate(times):
        for last in range(first, len(times)):
            assert last - first + 1 <= rate.burst + (times[last] - start) / rate.every


@given(rates, asked)
def test_two_messages_are_never_closer_than_the_spacing(rate: Rate, requests: list[tuple[int, bool]]) -> None:
    times = slots(rate, requests)
    assert all(later - earlier >= rate.spacing for earlier, later in pairwise(times))


@given(rates, asked)
def test_nobody_is_given_a_slot_that_is_far_away(rate: Rate, requests: list[tuple[int, bool]]) -> None:
    bucket, now = Bucket(), NOW
    for pause, at_once in requests:
        now += pause
        grant = take(bucket, rate, now, at_once=at_once)
        assert not grant.granted or 0 <= grant.wait <= PATIENCE
        bucket = grant.bucket


@given(rates, asked, st.booleans())
def test_who_is_refused_is_granted_after_the_wait_and_not_before(
    rate: Rate,
    requests: list[tuple[int, bool]],
    at_once: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    bucket, now = Bucket(), NOW
    for pause, urgent in requests:
        now += pause
        grant = take(bucket, rate, now, at_once=urgent)
        bucket = grant.bucket
    grant = take(bucket, rate, now, at_once=at_once)
    if not grant.granted:
        assert take(bucket, rate, now + grant.wait, at_once=at_once).granted
        assert not take(bucket, rate, now + grant.wait - 1, at_once=at_once).granted


@given(rates, asked, st.integers(0, 100_000))
def test_waiting_longer_never_makes_it_worse(rate: Rate, requests: list[tuple[int, bool]], longer: int) -> None:
    bucket, now = Bucket(), NOW
    for pause, at_once in requests:
        now += pause
        bucket = take(bucket, rate, now, at_once=at_once).bucket
    soon, late = take(bucket, rate, now), take(bucket, rate, now + longer)
    assert late.granted or not soon.granted
    assert late.wait <= soon.wait or (late.granted and not soon.granted)


@given(rates, st.lists(st.integers(-100_000_000, 100_000_000), max_size=40))
def test_a_clock_that_goes_back_silences_nobody_for_long(rate: Rate, jumps: list[int]) -> None:
    bucket, now = Bucket(), NOW
    for jump in jumps:
        now = max(now + jump, 0)
        grant = take(bucket, rate, now)
        assert 0 <= grant.wait <= max((rate.reserve + 1) * rate.every + PATIENCE + rate.spacing, PATIENCE)
        bucket = grant.bucket


def test_the_reserve_is_for_what_goes_at_once() -> None:
    bucket = Bucket()
    for _ in range(STEADY.burst - STEADY.reserve):
        grant = take(bucket, STEADY, NOW)
        assert grant.granted
        bucket = grant.bucket
    refused = take(bucket, STEADY, NOW)
    assert refused == Grant(bucket, refused.wait, granted=False)
    assert refused.wait > 0
    assert take(refused.bucket, STEADY, NOW, at_once=True).granted
    emptier = take(refused.bucket, STEADY, NOW, at_once=True).bucket
    assert not take(emptier, STEADY, NOW, at_once=True).granted


def test_what_has_no_room_leaves_the_tokens_alone() -> None:
    bucket = Bucket(full_at=NOW + STEADY.burst * STEADY.every, next=NOW)
    assert take(bucket, STEADY, NOW).bucket == bucket


def test_each_spill_makes_another_bucket_until_the_overflow_is_empty() -> None:
    once = spilled(Bucket(), "default/email-ja")
    twice = spilled(spilled(once, "default/email-ja"), "default/slack-ja")
    assert once != spilled(once, "default/email-ja")
    assert emptied(twice, "default/email-ja").spills == {"default/slack-ja": 1}
    assert emptied(emptied(twice, "default/slack-ja"), "default/email-ja") == Bucket()


def test_what_spilled_is_remembered_when_a_token_is_taken() -> None:
    assert take(spilled(Bucket(), "default/email-ja"), STEADY, NOW).bucket.spills == {"default/email-ja": 1}


def test_a_message_that_only_has_to_keep_its_distance_is_given_its_slot() -> None:
    first = take(Bucket(), STEADY, NOW)
    second = take(first.bucket, STEADY, NOW + 30)
    assert (first.wait, first.granted) == (0, True)
    assert (second.wait, second.granted) == (70, True)


def test_a_bucket_is_full_again_after_a_while() -> None:
    times = slots(STEADY, [(0, True)] * 10 + [(60_000, True)] + [(0, True)] * 10)
    assert len(times) == 2 * STEADY.burst


@pytest.mark.parametrize("channel", sorted(RATES))
def test_a_channel_keeps_its_service_s_limit_and_passes_ordinary_messages(channel: str) -> None:
    limit = {"email": 10, "q": 10}.get(channel, 2)  # a second: both ends of the window may hold a message
    times = slots(RATES[channel], [(5, True)] * 4_000)
    most = max(bisect_right(times, start + 1_000) - index for index, start in enumerate(times))
    assert most <= limit
    assert take(Bucket(), RATES[channel], NOW).granted


def test_mail_goes_out_in_dozens_not_in_hundreds() -> None:
    assert len(slots(MAIL, [(100, True)] * 36_000)) <= MAIL.burst + 3_600_000 / MAIL.every


class Counting:
    """Ticks that are counted, and refused where a test says so."""

    def __init__(self) -> None:
        self.ordered: list[tuple[str, int]] = []
        self.broken = False

    def wake(self, group: str, at: int, now: int) -> None:  # noqa: ARG002 - the protocol's
        if self.broken:
            raise RetryError("sqs:SendMessage: timeout")
        self.ordered.append((group, at))


def sparing() -> tuple[Sparing, Counting, list[int]]:
    ticks, time = Counting(), [NOW]
    return Sparing(ticks, lambda: time[0]), ticks, time


def test_ten_thousand_alerts_that_join_a_group_order_few_ticks() -> None:
    spare, ticks, time = sparing()
    for number in range(10_000):
        time[0] = NOW + 12 * number  # two minutes
        spare.wake("group", time[0] + 30_000, time[0])
    assert len(ticks.ordered) <= 5


def test_a_tick_that_comes_too_late_or_may_have_come_does_not_serve() -> None:
    spare, ticks, time = sparing()
    spare.wake("group", NOW + 30_000, NOW)
    spare.wake("group", NOW + 10_000, NOW)
    spare.wake("other", NOW + 10_000, NOW)
    spare.wake("group", NOW + 20_000, NOW)
    assert [at - NOW for _, at in ticks.ordered] == [30_000, 10_000, 10_000]
    time[0] = NOW + 9_000  # within the margin: the tick may be on its way
    spare.wake("group", NOW + 40_000, NOW)  # read before a slow join
    assert ticks.ordered[-1] == ("group", NOW + 40_000)


def test_a_far_tick_comes_after_fifteen_minutes_at_most() -> None:
    spare, ticks, time = sparing()
    spare.wake("group", NOW + 10 * FARTHEST, NOW)
    time[0] += FARTHEST - 500
    spare.wake("group", NOW + 10 * FARTHEST, time[0])
    assert len(ticks.ordered) == 2


def test_a_tick_that_was_not_taken_is_ordered_again() -> None:
    spare, ticks, _ = sparing()
    ticks.broken = True
    with pytest.raises(RetryError):
        spare.wake("group", NOW + 30_000, NOW)
    ticks.broken = False
    spare.wake("group", NOW + 30_000, NOW)
    assert len(ticks.ordered) == 1


def test_the_memory_of_ticks_is_bounded() -> None:
    spare, ticks, _ = sparing()
    for number in range(3_000):
        spare.wake(f"group-{number}", NOW + 30_000, NOW)
    spare.wake("group-2999", NOW + 30_000, NOW)
    assert len(ticks.ordered) == 3_000
    spare.wake("group-0", NOW + 30_000, NOW)
    assert len(ticks.ordered) == 3_001
    assert len(spare._ordered) == 1_000  # noqa: SLF001 - what is bounded
