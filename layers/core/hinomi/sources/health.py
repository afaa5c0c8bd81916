"""AWS Health: exposed credentials, abuse, issues and planned changes.

An event comes to the affected Region and to a backup Region, in several pages where much is affected, and again
whenever AWS writes more of it. All of that is about one event of one account; of credentials that others know, each is
told for itself, for an update may name one more:
https://docs.aws.amazon.com/health/latest/ug/aws-health-events-eventbridge-schema.html
https://docs.aws.amazon.com/health/latest/ug/about-public-events.html
https://docs.aws.amazon.com/health/latest/ug/pagnation-of-health-events.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.model import Alert, ConsoleLink, Fact, Lifecycle, Term
from hinomi.regions import partition_of
from hinomi.sources import arns
from hinomi.sources.facts import known
from hinomi.sources.health_entities import SERVICES, about, affected, resources
from hinomi.sources.health_kinds import Kind, is_noise, is_public, kind_of, severity_of
from hinomi.sources.reading import (
    integer,
    is_from,
    mapping,
    mappings,
    mask_keys,
    milliseconds,
    moment,
    some_of,
    text,
)

if TYPE_CHECKING:
    from hinomi.model import Event

_EVENT, _ABUSE = "aws health event", "aws health abuse event"
_ACTIONS = {
    "ACTION_REQUIRED": "action_required",
    "ACTION_MAY_BE_REQUIRED": "action_may_be_required",
    "INFORMATIONAL": "informational",
}
_MOST_NAMED = 10
# Each is some writes to a table. No account has so many keys that others know; if one has, the rest is told together.
_MOST_APART = 50
# AWS's descriptions run to several thousand characters; the page that the link leads to has the rest.
_LONGEST, _SHORTEST = 600, 200


def recognizes(event: Event) -> bool:
    """Tell whether AWS Health sent it."""
    return is_from(event.body, "aws.health", _EVENT, _ABUSE) and bool(mapping(event.body, "detail"))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the event into an alert, or into one for each of the credentials that it names.

    Pages differ only in what they list, so the first that comes is told, whichever it is, and says which it is. An
    update is news if it is worse than what was told; `closed` closes, also what was told before any key was named.
    """
    body, detail = event.body, mapping(event.body, "detail")
    kind, closed = kind_of(detail, abuse=text(body, "detail-type").lower() == _ABUSE), _is_closed(detail)
    names = affected(body, detail, every=closed and kind.tells_each)
    apart, rest = (names[:_MOST_APART], names[_MOST_APART:]) if kind.tells_each else ((), names)
    together = (_alert(event, kind, rest),) if rest or closed or not apart else ()
    return (*(_alert(event, kind, (name,), thing=name) for name in apart), *together)


def _alert(event: Event, kind: Kind, names: tuple[str, ...], *, thing: str = "") -> Alert:
    body, detail = event.body, mapping(event.body, "detail")
    code, arn, closed = text(detail, "eventTypeCode"), text(detail, "eventArn"), _is_closed(detail)
    sent, key = moment(body, "time") or event.received_at, _fingerprint(body, detail, thing)
    return Alert(
        source="health",
        type=code or "AWS Health",
        severity=severity_of(detail, kind, affected=bool(names)),
        fingerprint=key,
        copy=key,
        title=f"AWS Health: {code}".removesuffix(": "),
        version=milliseconds(moment(detail, "lastUpdatedTime"), sent),
        guide=(*(f"health/{key}" for key in kind.guide), "health"),
        actionable=closed or not is_noise(detail, kind),
        lifecycle=Lifecycle.CLOSED if closed else Lifecycle.OPEN,
        account=text(detail, "affectedAccount") or text(body, "account"),
        region=text(detail, "eventRegion") or text(body, "region"),
        partition=arns.partition(arn, partition_of(text(body, "region"))),
        description=_description(detail),
        resources=resources(names),
        facts=known(*_facts(detail, names, paged=not thing)),
        first_seen=sent,
        link=ConsoleLink(page="health_event", parameters={"event_arn": arn}),
        reference=arn,
    )


def _is_closed(detail: dict[str, Any]) -> bool:
    return text(detail, "statusCode").lower() == "closed"


def _fingerprint(body: dict[str, Any], detail: dict[str, Any], thing: str) -> str:
    account = text(detail, "affectedAccount") or text(body, "account")
    if arn := text(detail, "eventArn"):
        return about(account, arn, thing=thing)
    # The number of the page stands behind the id of what was written: `12345678910-1`.
    written = text(detail, "communicationId").rpartition("-")[0] or text(detail, "startTime")
    return about(account, text(detail, "eventRegion"), text(detail, "eventTypeCode"), written, thing=thing)


def _description(detail: dict[str, Any]) -> str:
    """Give the first sentences of AWS's own text: in English where it is there, else as the Region has it."""
    told = mappings(detail, "eventDescription")
    said = {text(one, "language").lower(): text(one, "latestDescription") for one in told}
    english = next((words for language, words in said.items() if language.startswith("en") and words), "")
    words = english or next(iter(said.values()), "")
    whole = mask_keys(" ".join(words[: 4 * _LONGEST].replace("\\n", " ").split()))
    if len(whole) > _LONGEST:
        end = max(whole.rfind(stop, _SHORTEST, _LONGEST) for stop in (". ", "。"))
        whole = f"{whole[: end + 1 if end > 0 else _LONGEST]} …"
    return whole


def _facts(detail: dict[str, Any], names: tuple[str, ...], *, paged: bool) -> tuple[Fact, ...]:
    page, pages = integer(detail, "page"), integer(detail, "totalPages") or 1
    asks, service = text(detail, "actionability").upper(), text(detail, "service")
    return (
        Fact("actionability", Term(_ACTIONS[asks]) if asks in _ACTIONS else asks),
        Fact("starts", moment(detail, "startTime") or ""),
        Fact("ends", moment(detail, "endTime") or ""),
        Fact("scope", Term("public_event") if is_public(detail) else ""),
        Fact("service", SERVICES.get(service, service) if service.upper() not in {"RISK", "ABUSE"} else ""),
        Fact("affected", some_of(tuple(map(_short, names)), _MOST_NAMED) if len(names) > 1 else ""),
        Fact("page", f"{page} / {pages}" if paged and page and pages > 1 else ""),
        Fact("event_code", text(detail, "eventTypeCode")),
    )


def _short(name: str) -> str:
    return mask_keys(arns.short_name(name))
