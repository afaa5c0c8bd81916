"""Security Hub's copies of events of AWS Health: one finding for each event, with all that it affects as its resources.

The id is the event's ARN with the account in it and a hash of its beginning; a resource is the name that Health gives,
or the account where it names nothing. So a copy says of each key what the event itself says.
https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-internal-providers.html#integration-health
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from hinomi.sources.health_entities import about, names_thing, type_of
from hinomi.sources.health_kinds import Kind, kind_of
from hinomi.sources.reading import mappings, text

_EVENT = re.compile(r"(arn:aws[a-z-]*:health:[^:/]*:)([0-9]{12}):(event/([^:/]+)/([^:/]+)/[^:/]+)/[0-9A-Fa-f]+")


class Copied(NamedTuple):
    """The event that a copy is of: its ARN, its code, the account that it affects, its kind."""

    arn: str
    code: str
    account: str
    kind: Kind

    def fingerprint(self, resource: str) -> str:
        """Say what it is about, as the event itself does; `resource` is the first that the copy names."""
        apart = self.kind.tells_each and names_thing(resource, self.account)
        return about(self.account, self.arn, thing=resource if apart else "")


def of_copy(identifier: str) -> Copied | None:
    """Read the id of a copy; none where it is no event's."""
    found = _EVENT.fullmatch(identifier)
    if found is None:
        return None
    before, account, event, service, code = found.groups()
    kind = kind_of({"service": service, "eventTypeCode": code}, abuse=False)
    return Copied(f"{before}:{event}", code, account, kind)


class Names(NamedTuple):
    """What a format calls the list of resources, and the type and the id of one."""

    resources: str
    kind: str
    name: str


def each(finding: dict[str, Any], identifier: str, names: Names) -> tuple[dict[str, Any], ...]:
    """Take a copy that names several credentials as one of each, as the event is taken.

    A copy that names none stays whole, and so does a copy of any other event.
    """
    (resources, kind, name), copied = names, of_copy(identifier)
    if copied is None or not copied.kind.tells_each:
        return (finding,)
    named = [one for one in mappings(finding, resources) if names_thing(text(one, name), copied.account)]
    known = [one | {kind: type_of(text(one, name)) or text(one, kind)} for one in named]
    return tuple(finding | {resources: [one]} for one in known) or (finding,)
