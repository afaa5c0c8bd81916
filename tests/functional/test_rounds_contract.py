"""What every journal and every archive keeps: run against those in memory, in a file and in DynamoDB."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from hinomi.baseline.archive import Archive, Run
from hinomi.baseline.control import Note
from hinomi.baseline.journal import Entry, Journal, Step
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome, Result
from hinomi_cli.baseline.file_rounds import FileRounds
from support.table import round_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hinomi.baseline.journal import Place
    from hinomi.edge.round_table import RoundTable


def in_memory(_: Path) -> Callable[[], MemoryJournal]:
    kept = MemoryJournal()
    return lambda: kept


def in_a_file(folder: Path) -> Callable[[], FileRounds]:
    return lambda: FileRounds(folder / "rounds.jsonl")


def in_a_table(_: Path) -> Callable[[], RoundTable]:
    kept = round_table()
    return lambda: kept


# Each gives what opens the same one again, as the next process does.
ARCHIVES: dict[str, Callable[[Path], Callable[[], Archive]]] = {"file": in_a_file, "table": in_a_table}
JOURNALS: dict[str, Callable[[Path], Callable[[], Journal]]] = {
    "memory": in_memory,
    "file": in_a_file,
    "table": in_a_table,
}
HOSTILE = 'a#b/\x1b[31m"\n\u202e'


@pytest.fixture(params=JOURNALS)
def open_journal(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Journal]:
    return JOURNALS[request.param](tmp_path)


@pytest.fixture(params=ARCHIVES)
def open_archive(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Archive]:
    return ARCHIVES[request.param](tmp_path)


def entry(control: str = "one", resource: str = "", at: int = 1, run: str = "run-1") -> Entry:
    return Entry(
        run=run,
        control=control,
        region="us-east-1",
        resource=resource,
        before={"on": False, "names": ("a",), "length": None},
        target={"on": True, "names": ("a", "b"), "length": 14},
        context={"id": "abc", "rules": [{"port": 22}]},
        at=at,
    )


def result(control: str = "one", region: str = "us-east-1", resource: str = "", outcome: str = "changed") -> Result:
    return Result(
        control=control,
        region=region,
        resource=resource,
        outcome=Outcome(outcome),
        before={"on": False, "names": ()},
        desired={"on": True, "names": ("a",)},
        notes=(Note("seen", {"what": HOSTILE}),),
        error="ec2:describe_vpcs: Throttling",
    )


def test_an_entry_comes_back_as_it_was(open_journal: Callable[[], Journal]) -> None:
    assert open_journal().begin(entry(resource=HOSTILE)) == entry(resource=HOSTILE)
    assert open_journal().entries("run-1") == (entry(resource=HOSTILE),)


def test_an_entry_that_has_begun_is_not_begun_again(open_journal: Callable[[], Journal]) -> None:
    """After a crash the state before would be what the first try has left."""
    open_journal().begin(entry())
    later = msgspec.structs.replace(entry(at=2), before={"on": True})
    assert open_journal().begin(later) == entry()
    assert open_journal().entries("run-1") == (entry(),)


def test_an_entry_advances_in_place(open_journal: Callable[[], Journal]) -> None:
    open_journal().begin(entry("one", at=1))
    open_journal().begin(entry("two", at=2))
    done = msgspec.structs.replace(entry("one", at=1), step=Step.DONE, after={"on": True, "names": ("a", "b")})
    open_journal().advance(done)
    assert open_journal().entries("run-1") == (done, entry("two", at=2))


def test_entries_come_in_the_order_of_their_writing(open_journal: Callable[[], Journal]) -> None:
    for number, control in enumerate(("z", "a", "m")):
        open_journal().begin(entry(control, at=number))
    assert [one.control for one in open_journal().entries("run-1")] == ["z", "a", "m"]


def test_runs_do_not_mix(open_journal: Callable[[], Journal]) -> None:
    open_journal().begin(entry())
    open_journal().begin(entry(run="run-10"))
    assert open_journal().entries("run-1") == (entry(),)
    assert open_journal().entries("run-2") == ()


def test_places_are_held_until_they_are_released(open_journal: Callable[[], Journal]) -> None:
    place: Place = ("one", "us-east-1", HOSTILE)
    assert open_journal().holds() == frozenset()
    open_journal().hold(place)
    open_journal().hold(("two", "us-east-1", ""))
    open_journal().hold(place)
    assert open_journal().holds() == {place, ("two", "us-east-1", "")}
    open_journal().release(place)
    open_journal().release(("never", "held", ""))
    assert open_journal().holds() == {("two", "us-east-1", "")}


def run(name: str, started: int) -> Run:
    return Run(id=name, account="111122223333", home="us-east-1", regions=("us-east-1", "eu-west-1"), started=started)


def test_runs_come_the_latest_first(open_archive: Callable[[], Archive]) -> None:
    for name, started in (("b", 200), ("c", 1000), ("a", 300)):
        open_archive().keep_run(run(name, started))
    assert [one.id for one in open_archive().runs(10)] == ["c", "a", "b"]
    assert open_archive().runs(1) == (run("c", 1000),)


def test_a_run_is_replaced_by_what_it_has_become(open_archive: Callable[[], Archive]) -> None:
    ended = msgspec.structs.replace(run("a", 1), ended=5, score=70, uncovered=("eu-west-3",), first=True)
    open_archive().keep_run(run("a", 1))
    open_archive().keep_run(ended)
    assert open_archive().runs(10) == (ended,)


def test_results_come_back_as_they_were_by_place(open_archive: Callable[[], Archive]) -> None:
    found = [
        result("two", "us-east-1"),
        result("one", "us-east-1", HOSTILE),
        result("one", "us-east-1"),
        result("two", "eu-west-1"),
    ]
    open_archive().keep_results("run-1", found[:1])
    open_archive().keep_results("run-1", found[1:])
    assert open_archive().results("run-1") == (found[3], found[2], found[1], found[0])
    assert open_archive().results("run-2") == ()


def test_a_later_result_of_a_place_replaces_the_earlier(open_archive: Callable[[], Archive]) -> None:
    open_archive().keep_results("run-1", [result(outcome="failed"), result("two")])
    open_archive().keep_results("run-1", [result(outcome="changed")])
    assert open_archive().results("run-1") == (result(outcome="changed"), result("two"))


def test_a_thousand_results_are_kept(open_archive: Callable[[], Archive]) -> None:
    found = [result(f"c{number:04}") for number in range(1000)]
    open_archive().keep_results("run-1", found)
    assert open_archive().results("run-1") == tuple(found)


def test_no_results_are_kept_without_ado(open_archive: Callable[[], Archive]) -> None:
    open_archive().keep_results("run-1", [])
    assert open_archive().results("run-1") == ()


def test_a_region_is_kept_with_its_last_problem(open_archive: Callable[[], Archive]) -> None:
    open_archive().keep_region("run-1", "us-east-1", "time")
    open_archive().keep_region("run-1", "eu-west-1", "")
    open_archive().keep_region("run-1", "us-east-1", "")
    assert dict(open_archive().regions("run-1")) == {"us-east-1": "", "eu-west-1": ""}
    assert dict(open_archive().regions("run-2")) == {}
