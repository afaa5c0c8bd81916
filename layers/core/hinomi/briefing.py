"""A briefing: what a message says, in one language, before any channel lays it out."""

from __future__ import annotations

import msgspec

from hinomi.model import Line, Reason, Section, Severity

__all__ = ["Briefing", "Line", "Link", "Section"]


class Link(msgspec.Struct, frozen=True):
    """The one link of a message: to the AWS console, built by `links`."""

    label: str
    url: str


class Briefing(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a reader is told, in reading order; clean (no control or bidi character, no live link), not escaped.

    `severity_label` and `status` are words of the locale (「重大」, 「解決」; status is empty for a first sighting).
    `headline` is one line of what happened. `quote` is AWS's own sentence, `why` and `steps` come from the guide.
    `sections` are what a report lists, `ascii_label` stands for the label of a report where only ASCII may.
    `thread` stands for the fingerprint in a thread id and gives nothing away. `because` is one small
    line: why you got this; `route` is another: how it came to you. `command`, which a person copies and so no channel
    cuts or wraps, stops it; `silence` are the words before it.
    """

    locale: str
    severity: Severity
    reason: Reason
    severity_label: str
    status: str
    headline: str
    lines: tuple[Line, ...]
    labels: dict[str, str]
    quote: str
    why: str
    steps: tuple[str, ...]
    link: Link | None
    reference: str
    thread: str
    because: str
    route: str = ""
    silence: str = ""
    command: str = ""
    keywords: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    ascii_label: str = ""
