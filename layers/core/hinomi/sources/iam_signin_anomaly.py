"""`Sign-in Anomaly Alert`: a sign-in that AWS finds unusual.

AWS documents that this event is sent, not what it holds: whatever in it is named as who, where and why usually are is
listed as it comes, and nothing else, as that could be a secret.
https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-signin.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hinomi.model import Alert, ConsoleLink, Fact, Severity
from hinomi.regions import partition_of
from hinomi.sources import arns
from hinomi.sources.facts import known
from hinomi.sources.reading import (
    fingerprint,
    is_from,
    mapping,
    mask_keys,
    milliseconds,
    moment,
    some_of,
    text,
    texts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.model import Event

_MOST, _DEEPEST = 8, 3
_NAMES = re.compile(
    r"(user|identity|principal|role|account)?_?(name|id|arn|type)|ip|ip_?address|source_?ip(_?address)?|country|city"
    r"|location|region|device|browser|user_?agent|reasons?|description|message|severity"
    r"|(anomaly|sign_?in|login|event)_?(type|name|time|id|reasons?)",
    re.IGNORECASE,
)


def is_anomaly(event: Event) -> bool:
    """Tell whether AWS found a sign-in unusual."""
    return is_from(event.body, "aws.signin", "sign-in anomaly alert")


def alert_of(event: Event) -> Alert:
    """Turn it into an alert: MEDIUM, as GuardDuty rates an unusual sign-in.

    https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-iam.html
    """
    body, region = event.body, text(event.body, "region")
    when = moment(body, "time") or event.received_at
    about = fingerprint("signin-anomaly", text(body, "account"), text(body, "id") or event.delivery_id)
    told = tuple(f"{name}: {value}" for name, value in _leaves(mapping(body, "detail"), "", _DEEPEST))
    return Alert(
        source="iam_signin",
        type="iam_signin.anomaly",
        severity=Severity.MEDIUM,
        fingerprint=about,
        copy=about,
        moment=True,
        title="Sign-in anomaly",
        version=milliseconds(when),
        guide=("iam_signin/anomaly", "iam_signin"),
        account=text(body, "account"),
        region=region,
        partition=arns.partition(*texts(body, "resources"), partition_of(region)),
        facts=known(Fact("detail", mask_keys(some_of(told, _MOST)))),
        first_seen=when,
        link=ConsoleLink(page="cloudtrail_home", parameters={"region": region}),
        reference=text(body, "id"),
    )


def _leaves(value: dict[str, Any], path: str, depth: int) -> Iterator[tuple[str, str]]:
    """List what an object that nobody described says of who, where and why, with the names that lead to it."""
    for name, inner in value.items():
        key = f"{path} {text(name)}".strip()
        if isinstance(inner, dict) and depth > 1:
            yield from _leaves(inner, key, depth - 1)
        elif _NAMES.fullmatch(text(name)) and (said := text(inner)):
            yield key, said
