"""What every store of groups keeps: run against the one in memory and the one in DynamoDB."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

import pytest

from hinomi.edge.group_table import GroupTable
from hinomi.model import Severity
from hinomi.routing.groups import Bucket, Contents, Groups, Lease, News, Standing, Times
from hinomi.routing.memory_groups import MemoryGroups
from support.group_stores import GROUP, NOW, group_table, make_news, make_standing

if TYPE_CHECKING:
    from collections.abc import Iterable

Store = MemoryGroups | GroupTable
FIRST, SECOND = Lease("first", NOW + 90_000), Lease("second", NOW + 100_000)
NAMES = ["x" * 3000, "日本語" * 1000, "a|b=c|\U0001f525 #"]


def test_both_stores_keep_the_protocol() -> None:
    stores: list[Groups] = [MemoryGroups(), group_table()]
    assert all(store.read(GROUP) == Contents() for store in stores)


@pytest.fixture(params=[MemoryGroups, group_table], ids=["memory", "dynamodb"])
def groups(request: pytest.FixtureRequest) -> Store:
    made: Store = request.param()
    return made


def by_id(*news: News) -> tuple[News, ...]:
    return tuple(sorted(news, key=lambda one: one.id))


def by_alert(*standing: Standing) -> list[Standing]:
    return sorted(standing, key=lambda one: one.alert.fingerprint)


def ids(news: Iterable[News]) -> list[str]:
    return sorted(one.id for one in news)


def test_a_group_that_nobody_has_joined_is_empty(groups: Store) -> None:
    assert groups.read(GROUP) == Contents()


def test_news_waits_as_it_came(groups: Store) -> None:
    one, other = make_news(1), make_news(2, title="日本語 \U0001f525", quote="x" * 5_000)
    groups.join(GROUP, [one])
    groups.join(GROUP, [])
    groups.join(GROUP, [other, make_news(3)])
    assert groups.read(GROUP).news == by_id(one, other, make_news(3))
    assert groups.read("another") == Contents()


def test_the_same_news_waits_once_as_it_came_last(groups: Store) -> None:
    later = make_news(1, severity=Severity.CRITICAL)
    groups.join(GROUP, [make_news(1), make_news(1)])
    groups.join(GROUP, [later, make_news(2)])
    assert groups.read(GROUP).news == by_id(later, make_news(2))


def test_what_is_settled_waits_no_longer_and_settling_twice_is_settling_once(groups: Store) -> None:
    groups.join(GROUP, [make_news(number) for number in range(3)])
    for _ in range(2):
        groups.settle(GROUP, told=[make_news(0).id, make_news(2).id, make_news(0).id])
    groups.settle(GROUP, told=[])
    assert groups.read(GROUP).news == (make_news(1),)


def test_what_was_told_stands_in_its_group_until_it_falls(groups: Store) -> None:
    groups.stand([make_standing(1, told=NOW), make_standing(2), make_standing(3, group="another")])
    groups.stand([make_standing(1, told=NOW + 5)])
    assert by_alert(*groups.read(GROUP).standing) == [make_standing(1, told=NOW + 5), make_standing(2)]
    assert groups.read("another").standing == (make_standing(3, group="another"),)
    for _ in range(2):
        groups.fall([(GROUP, "finding-1"), ("another", "finding-3"), ("nowhere", "finding-9")])
    assert groups.read(GROUP).standing == (make_standing(2),)
    assert groups.read("another") == Contents()


def test_an_outlet_s_log_is_the_whole_set_written_last(groups: Store) -> None:
    some, all_ = frozenset(ids([make_news(1)])), frozenset(ids(make_news(number) for number in range(5)))
    groups.log(GROUP, "team-a/slack-ja", some)
    groups.log(GROUP, "team-a/email-ja", some)
    groups.log(GROUP, "team-a/slack-ja", all_)
    assert groups.read(GROUP).logged == {"team-a/slack-ja": all_, "team-a/email-ja": some}
    groups.log(GROUP, "team-a/slack-ja", frozenset())
    assert groups.read(GROUP).logged == {"team-a/email-ja": some}


@pytest.mark.parametrize("name", NAMES)
def test_any_text_can_name_a_group_an_outlet_a_rate(groups: Store, name: str) -> None:
    news = make_news(1, group=name)
    groups.join(name, [news])
    groups.stand([make_standing(2, group=name)])
    groups.log(name, name, frozenset([news.id]))
    assert groups.lease(name, FIRST, NOW)[0]
    assert groups.order(name, NOW, NOW + 5)
    assert groups.swap(name, Bucket(), Bucket(next=5))
    assert groups.read(name) == Contents(
        news=(news,), standing=(make_standing(2, group=name),), logged={name: frozenset([news.id])}
    )
    assert groups.bucket(name) == Bucket(next=5)
    assert groups.release(name, FIRST, quiet_until=0, next=0)


def test_names_that_differ_only_at_their_end_are_different(groups: Store) -> None:
    groups.join("x" * 3000 + "a", [make_news(1)])
    assert groups.read("x" * 3000 + "b") == Contents()


def test_one_worker_holds_the_lease(groups: Store) -> None:
    assert groups.lease(GROUP, FIRST, NOW) == (True, Times())
    assert groups.lease(GROUP, SECOND, NOW) == (False, Times(lease=FIRST))
    assert groups.lease("another", SECOND, NOW) == (True, Times())


def test_taking_a_lease_twice_is_taking_it_once(groups: Store) -> None:
    assert groups.lease(GROUP, FIRST, NOW)[0]
    assert groups.lease(GROUP, FIRST, NOW)[0]


def test_a_lease_that_has_run_out_is_taken_over_and_is_lost_to_its_first_holder(groups: Store) -> None:
    groups.lease(GROUP, FIRST, NOW)
    assert not groups.lease(GROUP, SECOND, FIRST.until - 1)[0]
    assert groups.lease(GROUP, SECOND, FIRST.until) == (True, Times(lease=FIRST))
    assert not groups.release(GROUP, FIRST, quiet_until=1, next=1)
    assert groups.lease(GROUP, FIRST, FIRST.until) == (False, Times(lease=SECOND))
    assert groups.release(GROUP, SECOND, quiet_until=0, next=0)


def test_a_lease_that_nobody_holds_cannot_be_given_back(groups: Store) -> None:
    assert not groups.release(GROUP, FIRST, quiet_until=1, next=1)
    assert groups.lease(GROUP, FIRST, NOW) == (True, Times())


def test_a_group_is_not_flushed_before_it_may_speak_again(groups: Store) -> None:
    groups.lease(GROUP, FIRST, NOW)
    assert groups.release(GROUP, FIRST, quiet_until=NOW + 1_000, next=NOW + 2_000)
    times = Times(quiet_until=NOW + 1_000, next=NOW + 2_000)
    assert groups.lease(GROUP, SECOND, NOW + 999) == (False, times)
    assert groups.lease(GROUP, SECOND, NOW + 1_000) == (True, times)


def test_a_tick_is_ordered_unless_one_comes_in_time(groups: Store) -> None:
    assert groups.order(GROUP, NOW, NOW + 100)
    assert not groups.order(GROUP, NOW, NOW + 100)
    assert not groups.order(GROUP, NOW + 99, NOW + 500)
    assert groups.order(GROUP, NOW, NOW + 50)  # earlier than the one that is ordered
    assert groups.order(GROUP, NOW + 50, NOW + 500)  # that one may have come
    assert groups.lease(GROUP, FIRST, NOW)[1] == Times(next=NOW + 500)


def test_ordering_a_tick_leaves_the_lease_alone(groups: Store) -> None:
    groups.lease(GROUP, FIRST, NOW)
    groups.order(GROUP, NOW, NOW + 100)
    assert groups.lease(GROUP, SECOND, NOW) == (False, Times(next=NOW + 100, lease=FIRST))


def test_what_is_in_a_group_is_none_of_the_lease_s_business(groups: Store) -> None:
    groups.lease(GROUP, FIRST, NOW)
    groups.join(GROUP, [make_news(1)])
    groups.log(GROUP, "slack", frozenset(ids([make_news(1)])))
    groups.release(GROUP, FIRST, quiet_until=0, next=0)
    assert groups.read(GROUP) == Contents(news=(make_news(1),), logged={"slack": frozenset(ids([make_news(1)]))})


def test_a_bucket_is_swapped_by_who_saw_it_last(groups: Store) -> None:
    one, other = Bucket(full_at=NOW, next=NOW, spills={"default/email-ja": 2}), Bucket(full_at=NOW + 1)
    assert groups.bucket("slack||") == Bucket()
    assert not groups.swap("slack||", other, one)
    assert groups.swap("slack||", Bucket(), one)
    assert not groups.swap("slack||", Bucket(), other)
    assert groups.bucket("slack||") == one
    assert groups.swap("slack||", one, Bucket())
    assert groups.swap("slack||", Bucket(), other)
    assert groups.bucket("slack||") == other
    assert groups.bucket("email||") == Bucket()


def test_a_storm_is_read_whole_and_settled_whole(groups: Store) -> None:
    news = [make_news(number) for number in range(1_200)]
    groups.join(GROUP, news)
    groups.stand(make_standing(number) for number in range(30))
    contents = groups.read(GROUP)
    assert ids(contents.news) == ids(news)
    assert len(contents.standing) == 30
    assert not contents.more
    groups.settle(GROUP, told=ids(news))
    assert groups.read(GROUP).news == ()


def test_what_is_too_much_for_one_flush_is_read_on_and_hides_nothing_else(
    groups: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("routing.memory_groups", "edge.group_table"):
        monkeypatch.setattr(f"hinomi.{module}.NEWS_AT_ONCE", 4)
        monkeypatch.setattr(f"hinomi.{module}.STANDING_AT_ONCE", 3)
    groups.join(GROUP, [make_news(number) for number in range(7)])
    groups.stand(make_standing(number) for number in range(5))
    groups.log(GROUP, "slack", frozenset(ids([make_news(1)])))
    first = groups.read(GROUP)
    assert (len(first.news), len(first.standing), list(first.logged), first.more) == (4, 3, ["slack"], True)
    rest = groups.read(GROUP, after=first.news[-1].id)
    assert (len(rest.news), len(rest.standing), list(rest.logged), rest.more) == (3, 3, ["slack"], False)
    assert ids((*first.news, *rest.news)) == ids(make_news(number) for number in range(7))


def test_threads_share_a_store_and_one_of_them_gets_the_lease() -> None:
    groups, taken = MemoryGroups(), []

    def work(number: int) -> None:
        for one in range(50):
            groups.join(GROUP, [make_news(number * 50 + one)])
        taken.append(groups.lease(GROUP, Lease(str(number), NOW + 1), NOW)[0])

    threads = [Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(groups.read(GROUP).news) == 400
    assert sorted(taken) == [False] * 7 + [True]
