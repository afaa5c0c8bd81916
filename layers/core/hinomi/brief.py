"""Brief a reader: turn a notification into the words of one language, before any channel lays them out."""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec

from hinomi import guide, i18n, links, regions
from hinomi.briefing import Briefing, Line, Link, Section
from hinomi.model import Domain, Reason
from hinomi.sources.reading import mask_keys
from hinomi.text import clean, defang, defang_host

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hinomi.config import Config
    from hinomi.model import Actor, Alert, Notification, Origin, Report, Resource, Value

_LABELS = ("why", "steps", "reference", "quote", "truncated", "more_lines", "more_items", "left_out")


def brief(notification: Notification, config: Config) -> Briefing:
    """Say everything that a reader of the notification's language is told, every untrusted value cleaned."""
    alert, decision, locale = notification.alert, notification.decision, notification.locale
    words = _Words(locale, config)
    facts = {fact.label: words.value(fact.value) for fact in alert.facts}
    facts = {label: value for label, value in facts.items() if value}
    resource = words.resource(alert.resources[0]) if alert.resources else ""
    available = {**facts, "resource": resource} if resource else facts
    entry = guide.find(locale, alert.guide, available.keys())
    resolved = decision.reason is Reason.RESOLVED
    severity = decision.was if resolved and decision.was is not None else alert.severity
    briefing = Briefing(
        locale=locale,
        severity=severity,
        reason=decision.reason,
        severity_label=words.text(f"severity.{severity.name}"),
        status=words.text(f"status.{decision.reason.value}"),
        headline=words.headline(entry.headline, available, alert),
        lines=tuple(words.lines(alert, facts)),
        labels=_labels(locale),
        quote=words.quote(alert),
        why="" if resolved else words.why(entry.why, alert),
        steps=() if resolved else entry.steps,
        link=words.link(alert),
        reference=safe(alert.reference),
        thread=blake2b(alert.fingerprint.encode(), digest_size=16).hexdigest(),
        because=words.because(notification),
        keywords=tuple(
            filter(None, (severity.name, alert.source, safe(alert.type), safe(alert.account), safe(alert.region)))
        ),
    )
    return _report(briefing, words, alert, alert.report) if alert.report else briefing


def _report(briefing: Briefing, words: _Words, alert: Alert, report: Report) -> Briefing:
    """Say what the round has worded itself; in another language where it has no words of this one."""
    wording = report.texts.get(words.locale) or next(iter(report.texts.values()))
    return msgspec.structs.replace(
        briefing,
        severity_label=words.text("round.mark"),
        ascii_label="BASELINE",
        headline=words.marked(alert, safe(wording.headline) or words.text("round.mark")),
        lines=tuple(Line(safe(line.label), safe(line.value)) for line in wording.lines),
        sections=tuple(filter(None, map(_section, wording.sections))),
        why="",
        steps=(),
        because=briefing.because if alert.drill else words.text("because.report"),
    )


def _section(section: Section) -> Section | None:
    """Make a section safe; none where nothing of it can be seen."""
    heading, items = safe(section.heading), tuple(filter(None, map(safe, section.items)))
    return Section(heading, items, section.more) if heading and (items or section.more) else None


@cache
def _labels(locale: str) -> dict[str, str]:
    return {label: i18n.text(locale, f"label.{label}") for label in _LABELS}


@cache
def _field(locale: str, label: str) -> str:
    return i18n.text(locale, f"field.{label}")


@lru_cache(maxsize=1024)  # accounts, Regions, types and addresses come again and again
def safe(value: str) -> str:
    """Make untrusted text safe to show on one line anywhere: no control or bidi character, no live link, no key."""
    return defang(mask_keys(clean(value)))


class _Words:
    """One language's words for the parts of an alert."""

    def __init__(self, locale: str, config: Config) -> None:
        self.locale = locale
        self._zone = i18n.time_zone(config.time_zone)
        self._account_names = config.account_names

    def text(self, key: str, **values: object) -> str:
        return i18n.text(self.locale, key, **values)

    def moment(self, moment: datetime | None) -> str:
        return i18n.format_moment(moment, self.locale, self._zone) if moment else ""

    def value(self, value: Value) -> str:
        if isinstance(value, str):
            return safe(value)
        if isinstance(value, Domain):
            return safe(defang_host(clean(value.name)))
        return safe(i18n.format_value(value, self.locale, self._zone))

    def headline(self, headline: str, available: dict[str, str], alert: Alert) -> str:
        said = headline.format_map(available)
        resource = available.get("resource", "")
        if resource and "{resource}" not in headline:
            said = self.text("headline.about", what=said, resource=resource)
        return self.marked(alert, said)

    def marked(self, alert: Alert, said: str) -> str:
        """Put before a headline that it is a drill or a sample."""
        marks = (("drill.mark", alert.drill), ("sample.mark", alert.sample))
        return " ".join([*(self.text(mark) for mark, holds in marks if holds), said])

    def lines(self, alert: Alert, facts: dict[str, str]) -> Iterator[Line]:
        at_once = alert.last_seen is None or alert.last_seen == alert.first_seen
        fixed = (
            ("account", self.account(alert)),
            ("region", self.region(alert.region)),
            ("resource", self.resources(alert.resources)),
            ("actor", self.actor(alert.actor)),
            ("origin", self.origin(alert.origin)),
            ("user_agent", safe(alert.origin.user_agent) if alert.origin else ""),
            ("time" if at_once else "first_seen", self.moment(alert.first_seen)),
            ("last_seen", "" if at_once else self.moment(alert.last_seen)),
            ("count", self.text("times.format", count=i18n.format_value(alert.count, self.locale, self._zone)))
            if alert.count
            else ("count", ""),
        )
        for label, value in (*fixed, *facts.items()):
            if value:
                yield Line(_field(self.locale, label), value)

    def account(self, alert: Alert) -> str:
        name = clean(self._account_names.get(alert.account, "")) or safe(alert.account_name)
        account = safe(alert.account)
        return self.text("account.format", name=name, id=account) if name and account else account or name

    def region(self, code: str) -> str:
        name = regions.name(code, self.locale)
        return self.text("region.format", name=name, code=code) if name else safe(code)

    def resource(self, resource: Resource) -> str:
        kind = self.kind(resource.type)
        named = safe(resource.id)
        name = safe(resource.name)
        if name and name not in named:
            named = f"{named} ({name})" if named else name
        return f"{kind} {named}".strip()

    def kind(self, resource_type: str) -> str:
        return i18n.find(self.locale, f"resource.{resource_type}") or safe(resource_type)

    def resources(self, resources: tuple[Resource, ...]) -> str:
        if not resources:
            return ""
        first = self.resource(resources[0])
        return first if len(resources) == 1 else first + self.text("more.resources", count=len(resources) - 1)

    def actor(self, actor: Actor | None) -> str:
        if actor is None:
            return ""
        kind, name = i18n.find(self.locale, f"actor.{actor.kind}") or safe(actor.kind), safe(actor.name)
        who = kind if name.lower() == actor.kind.lower() else f"{kind} {name}".strip()
        return f"{who} ({safe(actor.access_key)})".strip() if actor.access_key else who

    def origin(self, origin: Origin | None) -> str:
        if origin is None:
            return ""
        city, country = safe(origin.city), i18n.country(safe(origin.country), self.locale)
        place = self.text("origin.place", city=city, country=country) if city and country else city or country
        ip, about = safe(origin.ip), " / ".join(filter(None, (place, safe(origin.network))))
        return self.text("origin.format", ip=ip, about=about) if ip and about else ip or about

    def quote(self, alert: Alert) -> str:
        if alert.quote:
            return defang(mask_keys(clean(alert.quote, keep_lines=True)))
        return safe(alert.description)

    def why(self, why: str, alert: Alert) -> str:
        # GuardDuty's words for GuardDuty's finding, whoever brings it; a look-alike has no guide.
        of = next(iter(alert.guide), alert.source).partition("/")[0]
        urgency = i18n.find(self.locale, f"urgency.{of}.{alert.severity.name}")
        return self.text("sentence.space").join((why, urgency)) if urgency else why

    def link(self, alert: Alert) -> Link | None:
        if alert.link is None:
            return None
        url = links.build(alert.link, alert.partition)
        return Link(self.text(f"link.{alert.link.page}"), url) if url else None

    def because(self, notification: Notification) -> str:
        if notification.alert.drill:
            return self.text("drill")
        was = notification.decision.was
        return self.text(
            f"because.{notification.decision.reason.value}",
            was=self.text(f"severity.{was.name}") if was is not None else "",
        )
