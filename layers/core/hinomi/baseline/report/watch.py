"""Items of the report about the watch: which alerts went quiet, which silences end soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi import i18n

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.report.voice import Voice
    from hinomi.baseline.summary import Summary
    from hinomi.baseline.watch import EndingSilence, QuietAlert

_ALSO = {"checks": "round.said.checks", "period": "round.said.period"}
"""What there is to say of a silence that means more than that nothing goes on."""


def quiet(summary: Summary, voice: Voice) -> Iterator[str]:
    """Say what went quiet, after a word on what that means."""
    found = summary.watch.quiet
    if found:
        also = [voice.text(_ALSO[sense]) for sense in dict.fromkeys(one.sense for one in found) if sense in _ALSO]
        yield voice.sentences(voice.text("round.said.not_resolved"), *also, voice.text("round.said.told_once"))
    yield from (_quiet(one, voice) for one in found)


def silences(summary: Summary, voice: Voice) -> Iterator[str]:
    """Say which silences end soon, after a word on what then happens."""
    found = summary.watch.silences
    if found:
        yield voice.text("round.said.prolong")
    yield from (_silence(one, voice) for one in found)


def _quiet(one: QuietAlert, voice: Voice) -> str:
    where = voice.listed([voice.account(one.account), voice.region(one.region)])
    what = one.headline.get(voice.locale, "")
    said = voice.text(
        "round.said.last_seen",
        severity=voice.text(f"severity.{one.severity.name}"),
        when=i18n.format_moment(one.last, voice.locale, voice.zone),
    )
    return voice.item(voice.text("round.where", what=what, where=where) if where else what, said)


def _silence(one: EndingSilence, voice: Voice) -> str:
    when = i18n.format_moment(one.ends, voice.locale, voice.zone)
    said = voice.text("round.said.silence_ends", until=when, owner=one.owner, reason=one.reason)
    what = voice.text("round.where", what=one.match, where=one.id) if one.match else one.id
    return voice.item(what, said)
