"""Labels: what routes, silences and inhibition may go by in an alert."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hinomi.routing.groups import short_id

if TYPE_CHECKING:
    from hinomi.config import Config
    from hinomi.model import Alert

Labels = Mapping[str, tuple[str, ...]]
"""The values of each label, each once. A label that is absent is the same as one that is empty."""

NAMES = (
    *("source", "type", "severity", "account", "account_name", "unit", "region"),
    *("resource_type", "resource", "alert", "sequence"),
)
"""Every label, but the tags."""

TAG = "tag."
"""Before the key of a resource's tag: `tag.Environment`."""

EACH = "..."
"""In place of labels to group by: every alert stays apart."""

ALERT = "alert"
"""The label that tells an alert from every other."""

ALWAYS_THERE = frozenset({"source", "severity", ALERT})
"""Labels that no alert lacks."""

_SEQUENCE = "AttackSequence:"


def of(alert: Alert, config: Config) -> Labels:
    """Label an alert: only labels that have a value.

    The operator's name of the account goes before the one in the event, as in messages. A drill's attack sequence is
    named apart from a real one, whose findings it must not hold back.
    """
    account = alert.account
    single = {
        "source": alert.source,
        "type": alert.type,
        "severity": alert.severity.name,
        "account": account,
        "account_name": config.account_names.get(account) or alert.account_name,
        "unit": config.organizational_units.get(account, ""),
        "region": alert.region,
        ALERT: short_id(alert.fingerprint),
        "sequence": _sequence(alert),
    }
    labels = {name: (value,) for name, value in single.items() if value}
    for resource in alert.resources:
        several = (("resource_type", resource.type), ("resource", resource.id))
        for name, value in (*several, *((f"{TAG}{key}", text) for key, text in resource.tags.items())):
            values = labels.get(name, ())
            if value and value not in values:
                labels[name] = (*values, value)
    return labels


def is_label(name: str) -> bool:
    """Tell whether an alert may have a label of this name."""
    return name in NAMES or (name.startswith(TAG) and name != TAG)


def first(labels: Labels, name: str) -> str:
    """Return the one value by which alerts are grouped: of several the first in order, empty where there is none."""
    return min(labels.get(name, ()), default="")


def _sequence(alert: Alert) -> str:
    """Name the attack sequence that the alert is or belongs to, by its ARN."""
    if alert.type.startswith(_SEQUENCE):
        name = alert.copy
    else:
        name = next((str(fact.value) for fact in alert.facts if fact.label == "associated_sequence"), "")
    return f"drill|{name}" if name and alert.drill else name
