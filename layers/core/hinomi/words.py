"""Words: how each part of an alert is said in one language, every untrusted part cleaned."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hinomi import i18n, links, regions
from hinomi.briefing import Line, Link
from hinomi.model import Domain
from hinomi.sources.reading import mask_keys
from hinomi.text import clean, defang, defang_host

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hinomi.config import Config
    from hinomi.model import Actor, Alert, ConsoleLink, Notification, Origin, Resource, Value


@lru_cache(maxsize=1024)  # accounts, Regions, types and addresses come again and again
def safe(value: str) -> str:
    """Make untrusted text safe to show on one line anywhere: no control or bidi character, no live link, no key."""
    return defang(mask_keys(clean(value)))


@cache
def _field(locale: str, label: str) -> str:
    return i18n.text(locale, f"field.{label}")


class Words:
    """One language's words for the parts of an alert, every untrusted part cleaned."""

    def __init__(self, locale: str, config: Config) -> None:
        self.locale = locale
        self._zone = i18n.time_zone(config.time_zone)
        self._account_names = config.account_names

    def text(self, key: str, **values: object) -> str:
        """Say a text of the catalogue."""
        return i18n.text(self.locale, key, **values)

    def number(self, number: int) -> str:
        """Say a number."""
        return i18n.format_value(number, self.locale, self._zone)

    def facts(self, alert: Alert) -> dict[str, str]:
        """Say the facts that are known, by their labels."""
        said = {fact.label: self.value(fact.value) for fact in alert.facts}
        return {label: value for label, value in said.items() if value}

    def moment(self, moment: datetime | None) -> str:
        """Say a moment on the reader's clocks; nothing of one that is not known."""
        return i18n.format_moment(moment, self.locale, self._zone) if moment else ""

    def value(self, value: Value) -> str:
        """Say the value of a fact."""
        if isinstance(value, str):
            return safe(value)
        if isinstance(value, Domain):
            return safe(defang_host(clean(value.name)))
        return safe(i18n.format_value(value, self.locale, self._zone))

    def headline(self, headline: str, available: dict[str, str], alert: Alert) -> str:
        """Fill a headline of the guide; the resource is named behind one that does not name it."""
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
        """Say line by line what is known, in the order in which a reader asks."""
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
            ("count", self.text("times.format", count=self.number(alert.count))) if alert.count else ("count", ""),
        )
        for label, value in (*fixed, *facts.items()):
            if value:
                yield Line(_field(self.locale, label), value)

    def account(self, alert: Alert) -> str:
        """Name an account as its owner does, with its id."""
        name = clean(self._account_names.get(alert.account, "")) or safe(alert.account_name)
        account = safe(alert.account)
        return self.text("account.format", name=name, id=account) if name and account else account or name

    def region(self, code: str) -> str:
        """Name a Region in words, with its code."""
        name = regions.name(code, self.locale)
        return self.text("region.format", name=name, code=code) if name else safe(code)

    def resource(self, resource: Resource) -> str:
        """Name a resource, its kind first."""
        kind = self.kind(resource.type)
        named = safe(resource.id)
        name = safe(resource.name)
        if name and name not in named:
            named = f"{named} ({name})" if named else name
        return f"{kind} {named}".strip()

    def kind(self, resource_type: str) -> str:
        """Say what kind of resource it is; an unknown type is shown as AWS writes it."""
        return i18n.find(self.locale, f"resource.{resource_type}") or safe(resource_type)

    def resources(self, resources: tuple[Resource, ...]) -> str:
        """Name the first resource and count the others."""
        if not resources:
            return ""
        first = self.resource(resources[0])
        return first if len(resources) == 1 else first + self.text("more.resources", count=len(resources) - 1)

    def actor(self, actor: Actor | None) -> str:
        """Say who did it."""
        if actor is None:
            return ""
        kind, name = i18n.find(self.locale, f"actor.{actor.kind}") or safe(actor.kind), safe(actor.name)
        who = kind if name.lower() == actor.kind.lower() else f"{kind} {name}".strip()
        return f"{who} ({safe(actor.access_key)})".strip() if actor.access_key else who

    def origin(self, origin: Origin | None) -> str:
        """Say where it came from."""
        if origin is None:
            return ""
        city, country = safe(origin.city), i18n.country(safe(origin.country), self.locale)
        place = self.text("origin.place", city=city, country=country) if city and country else city or country
        ip, about = safe(origin.ip), " / ".join(filter(None, (place, safe(origin.network))))
        return self.text("origin.format", ip=ip, about=about) if ip and about else ip or about

    def quote(self, alert: Alert) -> str:
        """Quote AWS's own sentence."""
        if alert.quote:
            return defang(mask_keys(clean(alert.quote, keep_lines=True)))
        return safe(alert.description)

    def why(self, why: str, alert: Alert) -> str:
        """Say what it means and how soon to act."""
        # GuardDuty's words for GuardDuty's finding, whoever brings it; a look-alike has no guide.
        of = next(iter(alert.guide), alert.source).partition("/")[0]
        urgency = i18n.find(self.locale, f"urgency.{of}.{alert.severity.name}")
        return self.text("sentence.space").join((why, urgency)) if urgency else why

    def link(self, link: ConsoleLink | None, partition: str) -> Link | None:
        """Name the console page and build its address; None where there is none."""
        url = links.build(link, partition) if link else None
        return Link(self.text(f"link.{link.page}"), url) if link and url else None

    def because(self, notification: Notification) -> str:
        """Say why the reader is told."""
        if notification.alert.drill:
            return self.text("drill")
        if notification.alert.requested:
            return self.text("because.requested")
        was = notification.decision.was
        return self.text(
            f"because.{notification.decision.reason.value}",
            was=self.text(f"severity.{was.name}") if was is not None else "",
        )
