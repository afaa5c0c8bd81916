"""Events per second on one core, and where the time goes."""

from __future__ import annotations

import cProfile
import gc
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median, median_low
from typing import TYPE_CHECKING, Final

from hinomi.channels import email, slack
from hinomi.config import Config
from hinomi.routing.settings import Route
from hinomi_cli.bench.events import make_variants, read_samples
from hinomi_cli.bench.stages import split
from hinomi_cli.bench.table import Aim, Row, aimed
from hinomi_cli.rehearsal import Rehearsal, everywhere, rehearse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import CodeType

    from hinomi.model import Event

LOCALE: Final = "ja"
ROUNDS: Final = 5
_REPETITIONS: Final = 30
_SPEED: Final = Aim(5000, "/s", at_least=True)
_HOT_SPOTS: Final = 20
_WAIT_SECONDS: Final = 60


@dataclass(frozen=True)
class Run:
    """So many events taken in so many CPU seconds; so many alerts were told."""

    events: int
    told: int
    seconds: float


def measure_speed() -> Iterator[Row]:
    """Take the samples through the pipeline as news, again and again, and each time once more as duplicates."""
    rounds = [_take_twice(events) for events in _rounds()]
    for name, runs in zip(("news", "duplicates"), zip(*rounds, strict=True), strict=True):
        rates = [run.events / run.seconds for run in runs]
        rate = median(rates)
        told = median_low(run.told for run in runs)
        spread = f"{ROUNDS} rounds, {min(rates):,.0f} to {max(rates):,.0f}"
        yield aimed(
            f"events per second, {name}",
            rate,
            _SPEED,
            measured=f"{rate:,.0f}/s",
            how=f"{runs[0].events:,} events, {told:,} told by mail and Slack ({LOCALE}); {spread}",
        )


def measure_stages() -> Iterator[Row]:
    """Take the same events through one stage after the other."""
    splits = [split(events, LOCALE) for events in _rounds()]
    costs = {stage: median(one[stage] for one in splits) for stage in splits[0]}
    parts = ", ".join(f"{stage} {cost:.0f}" for stage, cost in costs.items())
    yield Row("time per event, by stage", f"{sum(costs.values()):.0f} µs", f"{parts} µs; {ROUNDS} rounds")


def explain_speed() -> Iterator[str]:
    """Name the functions in which the time of news goes; the profiler itself makes small ones look dearer."""
    events = next(_rounds())
    profile = cProfile.Profile()
    profile.runcall(take_all, _watch(), events)
    yield f"news, microseconds per event by function, without what it calls ({len(events):,} events, profiled):"
    entries = sorted(profile.getstats(), key=lambda entry: entry.inlinetime, reverse=True)
    for entry in entries[:_HOT_SPOTS]:
        cost, calls = entry.inlinetime / len(events) * 1e6, entry.callcount / len(events)
        yield f"  {cost:6.1f} µs {calls:7.1f} calls  {_place(entry.code)}"


def take_all(watch: Rehearsal, events: Sequence[Event]) -> Run:
    """Let the watch take the events, and the flush tell their news, each alert in messages of its own."""
    started = time.process_time()
    told = sum(outcome.decision.notify for event in events for outcome in watch.take(event))
    watch.turn(_WAIT_SECONDS)
    return Run(len(events), told, time.process_time() - started)


def _rounds() -> Iterator[list[Event]]:
    """Yield new variants of the samples for each round, after a few that warm up the caches of this process.

    The waiting events of a round do not pile up in a function: the garbage collector is not to visit them.
    """
    samples = read_samples()
    take_all(_watch(), _flat(make_variants(samples, 0, 1)))
    for number in range(ROUNDS):
        events = _flat(make_variants(samples, (1 + number * _REPETITIONS) * len(samples), _REPETITIONS))
        gc.collect()
        gc.freeze()
        yield events
        gc.unfreeze()


def _flat(deliveries: Sequence[Sequence[Event]]) -> list[Event]:
    return [event for events in deliveries for event in events]


def _take_twice(events: Sequence[Event]) -> tuple[Run, Run]:
    watch = _watch()
    return take_all(watch, events), take_all(watch, events)


def _watch() -> Rehearsal:
    """Build a watch and a flush that keep every alert apart; the outlets' pace is not what is measured."""
    return rehearse(Config(routes=Route(group_by=["..."])), everywhere((email.NAME, slack.NAME), (LOCALE,)), rates={})


def _place(code: CodeType | str) -> str:
    if isinstance(code, str):
        return code
    file = Path(code.co_filename)
    return f"{file.parent.name}/{file.name}:{code.co_firstlineno} {code.co_name}"
