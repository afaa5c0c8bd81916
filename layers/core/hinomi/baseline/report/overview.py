"""The overview of the report: which account, when, in which mode, and how it stands."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from hinomi import i18n, regions
from hinomi.baseline.control import Mode
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.report.deeds import is_news
from hinomi.model import Percent, Severity

if TYPE_CHECKING:
    from hinomi.baseline.archive import Run
    from hinomi.baseline.report.voice import Voice
    from hinomi.baseline.summary import Summary

_UNKNOWN = -1
_MINUTE_MS = 60_000


def lines(summary: Summary, voice: Voice) -> list[tuple[str, str]]:
    """List label and value of what the report begins with; what is not known has no line."""
    run = summary.run
    told = {
        "field.account": voice.account(run.account),
        "round.home": _home(run, voice),
        "round.time": _time(run, voice),
        "round.mode": _mode(run, voice),
        "round.run": _run(summary, voice),
        "round.candidates": _candidates(summary, voice),
        "round.looked_at": _looked_at(summary, voice),
        "round.score": _score(run.score, summary.score_before, voice),
        "round.open_alerts": _open_alerts(summary.open_alerts, voice),
        "round.told_alerts": _told_alerts(summary.told_alerts, voice),
    }
    return [(voice.text(label), value) for label, value in told.items() if value]


def _home(run: Run, voice: Voice) -> str:
    name = regions.name(run.home, voice.locale)
    return voice.text("region.format", name=name, code=run.home) if name else run.home


def _time(run: Run, voice: Voice) -> str:
    moment = i18n.format_moment(datetime.fromtimestamp(run.started / 1000, UTC), voice.locale, voice.zone)
    if not run.ended:
        return moment
    minutes = max(round((run.ended - run.started) / _MINUTE_MS), 1)
    return voice.text("round.took", moment=moment, minutes=i18n.format_number(minutes, voice.locale))


def _mode(run: Run, voice: Voice) -> str:
    settings = voice.config.baseline
    if voice.most is not Mode.ENFORCE:
        return voice.text("round.mode.report")
    if settings.mode != "enforce":
        some = any(one.mode == "enforce" for one in settings.controls.values())
        return voice.text("round.mode.some" if some and not run.first else "round.mode.report")
    return voice.text("round.mode.first" if run.first else "round.mode.enforce")


def _run(summary: Summary, voice: Voice) -> str:
    """Name the run by which what it changed can be taken back."""
    changed = any(one.outcome in {Outcome.CHANGED, Outcome.PENDING} for one in summary.results)
    return voice.text("round.run.undo", run=summary.run.id) if changed or summary.written else summary.run.id


def _candidates(summary: Summary, voice: Voice) -> str:
    """Say how to decide on what the round would change, if only it were allowed to."""
    found = [one for one in summary.results if one.outcome is Outcome.WOULD_CHANGE]
    if voice.most is not Mode.ENFORCE:
        return voice.text("round.candidates.all") if found else ""
    asked = any(is_news(one, summary) and not voice.would_enforce(one.control) for one in found)
    return voice.text("round.candidates.one") if asked else ""


def _looked_at(summary: Summary, voice: Voice) -> str:
    """Count settings and places; a Region without the service is none."""
    found = [one for one in summary.results if one.outcome is not Outcome.UNSUPPORTED_REGION]
    compliant = sum(one.outcome is Outcome.COMPLIANT for one in found)
    counts = {"controls": len({one.control for one in found}), "places": len(found), "compliant": compliant}
    said = {name: i18n.format_number(count, voice.locale) for name, count in counts.items()}
    return voice.text("round.looked_at.count", **said)


def _score(score: int, before: int, voice: Voice) -> str:
    if score == _UNKNOWN:
        return ""
    now, then = (i18n.format_percent(Percent(Decimal(one)), voice.locale) for one in (score, before))
    if before == _UNKNOWN:
        return now
    way = "same" if score == before else "up" if score > before else "down"
    return voice.text(f"round.score.{way}", score=now, before=then, points=abs(score - before))


def _open_alerts(counts: dict[str, int] | None, voice: Voice) -> str:
    if counts is None:
        return ""
    told = [
        voice.text("round.open_alerts.count", severity=voice.text(f"severity.{severity.name}"), count=count)
        for severity in sorted(Severity, reverse=True)
        if (count := counts.get(severity.name, 0))
    ]
    return voice.listed(told) or voice.text("round.open_alerts.none")


def _told_alerts(count: int | None, voice: Voice) -> str:
    if count is None:
        return ""
    return voice.text("round.told_alerts.count", count=i18n.format_number(count, voice.locale))
