"""The baseline function: the steps of the round, as the state machine asks for them, and the daily heartbeat."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import boto3
import msgspec
from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from hinomi import i18n
from hinomi.baseline.archive import MANY
from hinomi.baseline.aws import AwsError
from hinomi.baseline.patrol import Patrol
from hinomi.baseline.report import wording
from hinomi.controls import BY_ID
from hinomi.edge import account, settings, watch_news
from hinomi.edge.aws import BotoAws
from hinomi.edge.clients import call, client
from hinomi.edge.round_table import RoundTable
from hinomi.errors import RetryError
from hinomi.services import score

if TYPE_CHECKING:
    from collections.abc import Callable

    from hinomi.baseline.archive import Run
    from hinomi.edge.batch import Context

logger = Logger()
metrics = Metrics(namespace="Hinomi", service="baseline")

SOURCE, DETAIL_TYPE = "hinomi.baseline", "Baseline Round Reported"
RESERVE_MS = 300_000
"""So much time is kept for the control at hand, before Lambda ends the function.

A call that is never answered is given up after about two and a half minutes; a control may make two: a write and the
look after it. A Region takes about a minute.
"""
_HOUR_MS = 3_600_000


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the function is asked to do.

    `run` names the run; to begin one, it is the name of the execution that `started` then (ISO 8601). `region` and
    `remaining` (control ids; None for all) say what to walk; `walks` counts how often. `regions` is what became of each
    Region: those with a `problem` did not finish.
    """

    do: str
    run: str = ""
    started: str = ""
    region: str = ""
    remaining: list[str] | None = None
    walks: int = 0
    regions: list[dict[str, str]] = []


def handler(event: dict[str, Any], context: Context) -> dict[str, Any]:
    """Do one step. Errors are raised: the state machine tries again."""
    step = msgspec.convert(event, Step)
    return STEPS[step.do](step, context)


def plan(step: Step, _: Context) -> dict[str, Any]:
    """Begin the round, and say which Regions it enters."""
    patrol = _patrol()
    where = account.discover(patrol.aws, settings.region())
    run = patrol.plan(_run_id(step), where.account, where.home, where.enabled)
    logger.info("planned", extra={"run": run.id, "regions": run.regions, "first": run.first})
    return {"run": run.id, "regions": list(run.regions)}


def walk(step: Step, context: Context) -> dict[str, Any]:
    """Walk one Region, or go on where an earlier walk has stopped."""
    patrol = _patrol()
    only = tuple(step.remaining) if step.remaining is not None else None
    leg = patrol.walk(
        _run(step, patrol), step.region, only, may_go_on=lambda: context.get_remaining_time_in_millis() > RESERVE_MS
    )
    logger.info("walked", extra={"run": step.run, "region": step.region, "settled": len(leg.results), "why": leg.why})
    return {
        "run": step.run,
        "region": step.region,
        "remaining": list(leg.remaining),
        "walks": step.walks + 1,
        "done": not leg.remaining,
        "why": leg.why,
    }


def report(step: Step, _: Context) -> dict[str, Any]:
    """Say what the round has found and done, to the people, and close the run."""
    patrol, config = _patrol(), settings.config()
    run = _run(step, patrol)
    problems = {one["region"]: one["problem"] for one in step.regions if one.get("problem")}
    summary = patrol.sum_up(run, problems)
    ended = msgspec.structs.replace(run, ended=_now(), score=_score(patrol, run))
    news = watch_news.read(client("dynamodb"), config, ended.ended)
    summary = msgspec.structs.replace(summary, run=ended, watch=news.watch)
    if news.census:
        summary = msgspec.structs.replace(summary, open_alerts=news.census.open, told_alerts=news.census.told)
    _publish(wording.detail(summary, BY_ID, config, most=settings.round_mode()))
    patrol.archive.keep_run(ended)
    watch_news.let_fall(client("dynamodb"), news.rows)
    return {"run": run.id}


def heartbeat(_: Step, __: Context) -> dict[str, Any]:
    """Tell CloudWatch how long ago the last round ended, in hours; from the first heartbeat on, if there was none."""
    table = _table()
    ended = next((run.ended for run in table.runs(MANY) if run.ended), None) or table.installed(_now())
    hours = (_now() - ended) / _HOUR_MS
    metrics.add_metric(name="HoursSinceRound", unit=MetricUnit.Count, value=hours)
    metrics.flush_metrics()
    return {"hours": round(hours, 1)}


STEPS: dict[str, Callable[[Step, Context], dict[str, Any]]] = {
    "plan": plan,
    "walk": walk,
    "report": report,
    "heartbeat": heartbeat,
}


def _score(patrol: Patrol, run: Run) -> int:
    """Return Security Hub's score in percent, -1 where there is none: the report goes out without it."""
    try:
        found = score.security_score(patrol.scene(run, run.home))
    except AwsError as error:
        logger.warning("no score", extra={"error": str(error)})
        return -1
    return found.percent if found else -1


def _run_id(step: Step) -> str:
    """Name a run so that a person can type it: the same execution has the same name, however often it asks."""
    return f"{step.started[:10]}-{blake2b(step.run.encode(), digest_size=3).hexdigest()}"


def _publish(detail: dict[str, Any]) -> None:
    """Put the report on the default bus, from which a rule of this stack takes it to the intake."""
    entry = {"Source": SOURCE, "DetailType": DETAIL_TYPE, "Detail": msgspec.json.encode(detail).decode()}
    answer = call("events:PutEvents", client("events").put_events, Entries=[entry])
    if answer["FailedEntryCount"]:
        raise RetryError(f"events:PutEvents: {answer['Entries'][0].get('ErrorCode', 'unknown error')}")


def _patrol() -> Patrol:
    config, table, session = settings.config(), _table(), boto3.Session()
    return Patrol(
        aws=BotoAws(session),  # type: ignore[arg-type]  # the stubs overload `client`
        archive=table,
        journal=table,
        controls=BY_ID,
        settings=config.baseline,
        most=settings.round_mode(),
        clock=_now,
        today=datetime.now(UTC).astimezone(i18n.time_zone(config.time_zone)).date(),
        partition=session.get_partition_for_region(settings.region()),
    )


def _run(step: Step, patrol: Patrol) -> Run:
    return next(run for run in patrol.archive.runs(MANY) if run.id == step.run)


def _table() -> RoundTable:
    return RoundTable(client("dynamodb"), settings.round_table())


def _now() -> int:
    return time.time_ns() // 1_000_000
