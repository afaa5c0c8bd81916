"""What the stores of silences and of what burns keep: run against those in memory and those in DynamoDB."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from hinomi.edge.inhibitor_table import InhibitorTable
from hinomi.edge.silence_table import KEEP_DAYS, UNREADABLE, SilenceTable
from hinomi.errors import HinomiError, ParkError, RetryError
from hinomi.routing.inhibition import Inhibitor, Inhibitors
from hinomi.routing.memory_inhibitors import MemoryInhibitors
from hinomi.routing.memory_silences import MemorySilences
from hinomi.routing.silences import Silence, Silences, State
from support.aws import Client, Line
from support.table import client, create_group_table

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = 1_795_000_000_000
HOUR = 3_600_000


def silence(name: str = "s1", **changes: Any) -> Silence:
    given: dict[str, Any] = {
        "match": {"tag.環境": ["検証*", "!検証2"]},
        "owner": "基盤チーム",
        "reason": "負荷試験 😀",
        "starts": NOW,
        "ends": NOW + HOUR,
    }
    return Silence(id=name, **{**given, **changes})


def table(line: Line | None = None) -> SilenceTable:
    return SilenceTable(Client("dynamodb", line) if line else client("dynamodb"), create_group_table())  # type: ignore[arg-type]


def inhibitor_table() -> InhibitorTable:
    return InhibitorTable(client("dynamodb"), create_group_table())


def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client("dynamodb").scan(TableName=name)["Items"]
    return found


@pytest.fixture(params=[MemorySilences, table], ids=["memory", "dynamodb"])
def silences(request: pytest.FixtureRequest) -> Silences:
    made: Silences = request.param()
    return made


@pytest.fixture(params=[MemoryInhibitors, inhibitor_table], ids=["memory", "dynamodb"])
def inhibitors(request: pytest.FixtureRequest) -> Inhibitors:
    made: Inhibitors = request.param()
    return made


def test_an_empty_store_keeps_nothing(silences: Silences) -> None:
    assert silences.all(NOW) == silences.everything() == ()
    assert silences.get("s1") is None
    assert not silences.end("s1", NOW)


def test_what_is_kept_comes_back_as_it_was(silences: Silences) -> None:
    """Re-expresses Alertmanager's TestSilenceSet."""
    full = silence(allow_critical=True, created=NOW - 1, by="arn:aws:iam::111122223333:user/花子")
    assert silences.put(full)
    assert silences.get("s1") == full
    assert silences.all(NOW) == (full,)


def test_pending_and_active_ones_are_found_and_ended_ones_stay_on_the_list(silences: Silences) -> None:
    """Re-expresses Alertmanager's TestQState and TestQMatches."""
    over, active = silence("over", starts=NOW - HOUR, ends=NOW), silence("active", ends=NOW + 1)
    pending = silence("pending", starts=NOW + 1, ends=NOW + 2)
    for one in (pending, over, active):
        assert silences.put(one)
    assert silences.all(NOW) == (active, pending)
    assert silences.everything() == (over, active, pending)
    assert silences.all(NOW + 2) == ()


def test_an_id_is_given_once(silences: Silences) -> None:
    assert silences.put(silence())
    assert not silences.put(silence(owner="somebody else"))
    assert silences.get("s1") == silence()


def test_putting_the_same_twice_is_putting_it_once(silences: Silences) -> None:
    assert silences.put(silence())
    assert silences.put(silence())
    assert len(silences.everything()) == 1


def test_a_silence_is_changed_by_who_has_seen_it_as_it_is(silences: Silences) -> None:
    """Re-expresses Alertmanager's TestSilenceCanUpdate: a failed change leaves what is there."""
    first, second, third = silence(), silence(reason="second"), silence(reason="third")
    silences.put(first)
    assert silences.put(second, first)
    assert not silences.put(third, first)
    assert silences.get("s1") == second
    assert silences.put(third, second)


def test_what_is_gone_is_not_changed(silences: Silences) -> None:
    assert not silences.put(silence(reason="second"), silence())
    assert silences.everything() == ()


def test_an_active_silence_ends_at_once_and_only_once(silences: Silences) -> None:
    """Re-expresses Alertmanager's TestSilenceExpire."""
    silences.put(silence(starts=NOW - HOUR))
    assert silences.end("s1", NOW)
    assert silences.all(NOW) == ()
    assert silences.get("s1") == silence(starts=NOW - HOUR, ends=NOW)
    assert not silences.end("s1", NOW + 1)
    assert silences.get("s1") == silence(starts=NOW - HOUR, ends=NOW)


def test_a_pending_silence_ends_without_having_begun(silences: Silences) -> None:
    silences.put(silence(starts=NOW + 1))
    assert silences.end("s1", NOW)
    kept = silences.get("s1")
    assert kept is not None
    assert (kept.starts, kept.ends, kept.state(NOW)) == (NOW, NOW, State.ENDED)


def test_a_silence_that_has_run_out_needs_no_ending(silences: Silences) -> None:
    silences.put(silence())
    assert not silences.end("s1", NOW + HOUR)


def test_what_has_been_cleaned_away_is_ended_already() -> None:
    """Re-expresses Alertmanager's TestSilenceExpireWithZeroRetention; TTL deletes when it likes, or never."""
    kept = table()
    kept.put(silence())
    (row,) = rows(kept._table)  # noqa: SLF001 - what TTL would do
    assert row["expires"] == {"N": str((NOW + HOUR) // 1000 + KEEP_DAYS * 86400)}
    client("dynamodb").delete_item(TableName=kept._table, Key={"pk": row["pk"], "sk": row["sk"]})  # noqa: SLF001 - likewise
    assert not kept.end("s1", NOW)
    assert kept.everything() == ()


def test_a_silence_that_is_ended_sooner_is_cleaned_away_sooner() -> None:
    kept = table()
    kept.put(silence())
    kept.end("s1", NOW)
    assert rows(kept._table)[0]["expires"] == {"N": str(NOW // 1000 + KEEP_DAYS * 86400)}  # noqa: SLF001 - the TTL


def test_ending_and_changing_at_once_lose_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = table()
    kept.put(silence())
    get, changes = kept.get, [silence(reason="changed")]

    def get_and_be_overtaken(name: str) -> Silence | None:
        found = get(name)
        if changes and found is not None:
            kept.put(changes.pop(), found)
        return found

    monkeypatch.setattr(kept, "get", get_and_be_overtaken)
    assert kept.end("s1", NOW)
    assert get("s1") == silence(reason="changed", ends=NOW)


def test_ending_what_others_never_cease_to_change_is_to_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = table()
    kept.put(silence())
    monkeypatch.setattr(kept, "put", lambda *_: False)
    with pytest.raises(RetryError, match="changed by others"):
        kept.end("s1", NOW)


def test_a_row_that_another_version_wrote_can_be_ended() -> None:
    kept, old = table(), silence()
    body = {name: getattr(old, name) for name in ("reason", "id", "match", "owner", "starts", "ends")} | {"new": 1}
    put_row(kept._table, "s1", msgspec.json.encode(body).decode())  # noqa: SLF001 - as an earlier version would
    assert kept.end("s1", NOW)
    assert kept.all(NOW) == ()


@pytest.mark.parametrize("body", ["", "{", '{"id": 7}', '"text"'])
def test_a_row_that_nobody_can_read_hinders_no_other_and_is_listed(body: str) -> None:
    kept = table()
    kept.put(silence())
    put_row(kept._table, "broken", body)  # noqa: SLF001 - as nobody should
    assert kept.all(NOW) == (silence(),)
    assert [(one.id, one.reason) for one in kept.everything()] == [("broken", UNREADABLE), ("s1", silence().reason)]
    assert not kept.end("broken", NOW)


def put_row(name: str, key: str, body: str) -> None:
    item = {"pk": {"S": "SILENCES"}, "sk": {"S": key}, "body": {"S": body}}
    client("dynamodb").put_item(TableName=name, Item=item)


def test_many_long_silences_come_in_several_pages() -> None:
    kept, line = table(), Line()
    for number in range(4):
        kept.put(silence(f"s{number}", reason="x" * 390_000))
    looking = SilenceTable(Client("dynamodb", line), kept._table)  # type: ignore[arg-type]  # noqa: SLF001 - the same table
    assert len(looking.all(NOW)) == 4
    assert set(line.calls) == {"query"}
    assert len(line.calls) > 1


def test_all_silences_are_one_call() -> None:
    line = Line()
    kept = table(line)
    kept.put(silence())
    kept.put(silence("s2"))
    kept.all(NOW)
    assert line.calls == ["put_item", "put_item", "query"]


@pytest.mark.parametrize("fault", ["throttle", "5xx", "timeout"])
@pytest.mark.parametrize(
    "ask", [lambda kept: kept.all(NOW), lambda kept: kept.get("s1"), lambda kept: kept.put(silence())]
)
def test_a_store_that_cannot_be_reached_is_to_be_tried_again(ask: Callable[[SilenceTable], object], fault: str) -> None:
    line = Line(break_at=0, fault=fault)
    with pytest.raises(RetryError, match=r"^dynamodb:\w+: \w+$"):
        ask(table(line))


def test_a_call_that_the_sdk_repeats_has_done_what_it_says() -> None:
    line = Line(break_at=0, fault="repeated")
    assert table(line).put(silence())
    line = Line(break_at=2, fault="repeated")
    kept = table(line)
    kept.put(silence())
    assert kept.put(silence(reason="second"), silence()) is True
    line.break_at = None
    assert kept.end("s1", NOW)


def test_a_table_that_is_not_there_is_for_a_person() -> None:
    with pytest.raises(ParkError, match="ResourceNotFoundException"):
        SilenceTable(client("dynamodb"), "nowhere").all(NOW)


def test_what_burns_is_found_for_its_rule_until_its_end(inhibitors: Inhibitors) -> None:
    inhibitors.burn("worse", "a", "火元", both=True, until=NOW + 1)
    inhibitors.burn("other", "a", "elsewhere", both=False, until=NOW + 1)
    assert inhibitors.burning("worse", NOW) == (Inhibitor(equal="a", fingerprint="火元", both=True, until=NOW + 1),)
    assert inhibitors.burning("worse", NOW + 1) == ()
    assert inhibitors.burning("nothing", NOW) == ()


def test_an_alert_burns_once_for_a_rule_as_it_is_now(inhibitors: Inhibitors) -> None:
    inhibitors.burn("worse", "a", "source", both=True, until=NOW + 1)
    inhibitors.burn("worse", "b", "source", both=False, until=NOW + 2)
    assert inhibitors.burning("worse", NOW) == (Inhibitor(equal="b", fingerprint="source", both=False, until=NOW + 2),)


def test_dousing_concerns_one_alert_and_one_rule(inhibitors: Inhibitors) -> None:
    for rule, name in (("worse", "one"), ("worse", "two"), ("other", "one")):
        inhibitors.burn(rule, "a", name, both=False, until=NOW + 1)
    for _ in range(2):
        inhibitors.douse("worse", "one")
    assert [one.fingerprint for one in inhibitors.burning("worse", NOW)] == ["two"]
    assert [one.fingerprint for one in inhibitors.burning("other", NOW)] == ["one"]


def test_what_has_gone_out_is_cleaned_away_later() -> None:
    kept = inhibitor_table()
    kept.burn("worse", "a", "source", both=False, until=NOW)
    assert rows(kept._table)[0]["expires"] == {"N": str(NOW // 1000 + 86400)}  # noqa: SLF001 - the TTL


@pytest.mark.parametrize(
    "ask",
    [
        lambda kept: kept.burn("worse", "a", "source", both=False, until=NOW),
        lambda kept: kept.douse("worse", "source"),
        lambda kept: kept.burning("worse", NOW),
    ],
)
def test_an_error_says_what_was_asked_and_nothing_of_what_is_kept(ask: Callable[[InhibitorTable], object]) -> None:
    with pytest.raises(HinomiError, match=r"^dynamodb:\w+: InternalError$"):
        ask(InhibitorTable(Client("dynamodb", Line(break_at=0, fault="5xx")), "any"))  # type: ignore[arg-type]
