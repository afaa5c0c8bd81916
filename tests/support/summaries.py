"""Summaries of rounds for tests: invented controls, and what a run has found."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hinomi.baseline.archive import Run
from hinomi.baseline.control import Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.outcome import Outcome, Result
from hinomi.baseline.report import wording
from hinomi.baseline.strength import AtLeast, FillIn, Flag, Ladder, Record, Superset
from hinomi.baseline.summary import Summary
from hinomi.config import Config

HOME = "ap-northeast-1"
REGIONS = (HOME, "us-east-1", "eu-west-1", "af-south-1")
STARTED = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
TODAY = date(2026, 11, 28)


def make_control(name: str = "lamp_lit", **changes: Any) -> Control:
    """Make a control of nothing but words and an order."""
    defaults: dict[str, Any] = {
        "id": name,
        "scope": Scope.REGION,
        "mode": Mode.ENFORCE,
        "cost": Cost.NONE,
        "risk": Risk.NONE,
        "order": Record({"lit": Flag()}),
        "desired": {"lit": True},
        "reads": (),
        "texts": {
            "ja": Text(
                title="灯りをともす", why="暗い。", change="油を足してください。", fields=_FIELDS_JA, notes=_NOTES_JA
            ),
            "en": Text(
                title="The lamp is lit", why="It is dark.", change="Add oil.", fields=_FIELDS_EN, notes=_NOTES_EN
            ),
        },
        "read": lambda _: (),
    }
    return Control(**{**defaults, **changes})


_FIELDS_JA = {"lit": "点灯", "oil": "油", "wick": "芯", "guards": "番人", "stage": "段階"}
_FIELDS_EN = {"lit": "lit", "oil": "oil", "wick": "wick", "guards": "guards", "stage": "stage"}
_NOTES_JA = {"in_use": "{users} が使っています。", "undecided": "新しい灯り: {features}"}
_NOTES_EN = {"in_use": "{users} use it.", "undecided": "new lamps: {features}"}

LAMP = make_control()
TOWER = make_control(
    "tower_manned",
    scope=Scope.ACCOUNT,
    cost=Cost.HIGH,
    order=Record(
        {"oil": AtLeast(1, 99), "wick": FillIn(), "guards": Superset(), "stage": Ladder(("absent", "suspended", "on"))}
    ),
    desired={"oil": 24, "wick": "cotton", "guards": ("a", "b"), "stage": "on"},
)
CONTROLS = {LAMP.id: LAMP, TOWER.id: TOWER}


def make_result(outcome: Outcome = Outcome.CHANGED, **changes: Any) -> Result:
    """Make a result of the lamp: off before, on as wanted."""
    defaults: dict[str, Any] = {
        "control": LAMP.id,
        "region": HOME,
        "before": {"lit": False},
        "desired": {"lit": True},
        "after": {"lit": True} if outcome is Outcome.CHANGED else None,
    }
    return Result(outcome=outcome, **{**defaults, **changes})


def make_run(**changes: Any) -> Run:
    """Make a run over four Regions that took seven minutes."""
    started = int(STARTED.timestamp() * 1000)
    defaults: dict[str, Any] = {
        "id": "2026-11-28",
        "account": "111122223333",
        "home": HOME,
        "regions": REGIONS,
        "started": started,
        "ended": started + 7 * 60_000,
    }
    return Run(**{**defaults, **changes})


def make_summary(*results: Result, run: Run | None = None, **changes: Any) -> Summary:
    """Make a summary of the results."""
    return Summary(run=run or make_run(), today=TODAY, results=results, **changes)


def worded(summary: Summary, locale: str = "en", *, config: Config | None = None, **how: Any) -> dict[str, Any]:
    """Word a summary in one language."""
    told: dict[str, Any] = wording.detail(summary, CONTROLS, config or Config(), **how)["texts"][locale]
    return told


def lines(summary: Summary, locale: str = "en", **how: Any) -> dict[str, str]:
    """Give the values of the lines by their labels."""
    return {line["label"]: line["value"] for line in worded(summary, locale, **how)["lines"]}


def sections(summary: Summary, locale: str = "en", **how: Any) -> dict[str, list[str]]:
    """Give the items of the sections by their headings."""
    return {section["heading"]: section["items"] for section in worded(summary, locale, **how)["sections"]}


def items(*results: Result, locale: str = "en", **changes: Any) -> list[str]:
    """List the items of the only section of a summary."""
    (only,) = sections(make_summary(*results, **changes), locale).values()
    return only
