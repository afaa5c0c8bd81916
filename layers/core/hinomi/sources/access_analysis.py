"""What findings of IAM Access Analyzer are about, told by the service itself or by Security Hub's copy of them.

Access Analyzer has a finding for each principal that may use a resource, and each is an alert of its own: whoever adds
an account to a role that is shared already must not go unnoticed. Security Hub has one finding per resource, and it
shows one of these at a time: which one, only its address of the source says. What is unused stands alone in both.
https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-securityhub-integration.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hinomi.model import Severity
from hinomi.sources import arns
from hinomi.sources.reading import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

PUBLIC, EXTERNAL, INTERNAL, UNUSED, ERROR = "public", "external", "internal", "unused", "error"

# Access Analyzer gives no severity, and Security Hub's is LOW even for another account. Whoever is on the Internet has
# what is public now. Other accounts are often meant, and what becomes public after that must be news: one step lower.
# People inside may have more than they need; what nobody uses waits. A resource that could not be analyzed shows
# nothing that is open, only that nobody looks.
SEVERITIES = {
    PUBLIC: Severity.HIGH,
    EXTERNAL: Severity.MEDIUM,
    INTERNAL: Severity.MEDIUM,
    UNUSED: Severity.LOW,
    ERROR: Severity.LOW,
}
_TYPES = {
    PUBLIC: "ExternalAccess/Public",
    EXTERNAL: "ExternalAccess",
    INTERNAL: "InternalAccess",
    UNUSED: "UnusedAccess",
    ERROR: "AnalysisError",
}
_UNUSED_TYPES = {
    name.lower(): name
    for name in ("UnusedIAMRole", "UnusedIAMUserAccessKey", "UnusedIAMUserPassword", "UnusedPermission")
}
_PUBLIC_TYPE = "effects/data exposure/external access granted"
_PUBLIC_TITLE = "allows public access"
# `https://<host>/access-analyzer/home?region=<Region>#/findings/details/<id>`; what is unused has none in its address.
_ADDRESS = re.compile(
    r"https://[^/?#]+/access-analyzer/[^#]*#/[a-z-]*findings/details/([0-9A-Za-z-]{1,128})(?:[/?].*)?"
)
_COPY = re.compile(r"(arn:aws[a-z-]*:access-analyzer:[^:/]*:[^:/]*:analyzer/[^/]+)/(.+)", re.DOTALL)


class Access(NamedTuple):
    """What a finding says: of which analyzer, about which resource, of what kind.

    `detail` is the type of what is unused (`UnusedIAMRole`), or the error. `finding` is the id, where it is known.
    """

    analyzer: str
    resource: str
    kind: str
    detail: str = ""
    finding: str = ""

    def fingerprint(self) -> str:
        """Say what it is about: the finding, since each stands for one grant.

        What is unused goes by resource and type, of which Security Hub too has one finding each, without an id in its
        address. Where no id can be read, the resource stands for all who may use it.
        """
        if self.finding and self.kind != UNUSED:
            return fingerprint("access-analyzer", self.analyzer, self.finding)
        apart = {UNUSED: self.detail or UNUSED, ERROR: ERROR}.get(self.kind)
        return fingerprint("access-analyzer", self.analyzer, self.resource, *filter(None, [apart]))

    def severity(self) -> Severity:
        """Derive how bad it is."""
        return SEVERITIES[self.kind]

    def type(self) -> str:
        """Name the kind of finding, by AWS's name of it where there is one."""
        if self.kind == UNUSED:
            return self.detail or _TYPES[UNUSED]
        return f"{_TYPES[ERROR]}/{self.detail}".removesuffix("/") if self.kind == ERROR else _TYPES[self.kind]

    def guide(self) -> tuple[str, ...]:
        """List the guide keys, from the most specific to the most general."""
        special = self.detail if self.kind in {UNUSED, ERROR} else _place(self.resource)
        first = (f"access_analyzer/{self.kind}/{special}",) if special else ()
        return (*first, f"access_analyzer/{self.kind}", "access_analyzer")


def unused_type(name: str) -> str:
    """Return Access Analyzer's name of what is unused; Security Hub also writes it in the plural."""
    return _UNUSED_TYPES.get(name.lower().removesuffix("s"), "")


def of_copy(identifier: str, resource: str, types: Iterable[str], title: str, address: str) -> Access | None:
    """Read Security Hub's copy: `<analyzer's ARN>/<resource's ARN>`, with what is unused behind it.

    The address of the source leads to the finding that it shows. Only its id is taken: no reader is led there.
    """
    match = _COPY.fullmatch(identifier)
    if match is None:
        return None
    about, _, last = match[2].rpartition("/")
    unused = unused_type(last)
    if unused and match[2] != resource:
        return Access(match[1], about, UNUSED, unused)
    public = any(one.lower() == _PUBLIC_TYPE for one in types) or title.lower().endswith(_PUBLIC_TITLE)
    shown = _ADDRESS.fullmatch(address)
    return Access(match[1], match[2], PUBLIC if public else EXTERNAL, finding=shown[1] if shown else "")


def _place(resource: str) -> str:
    """Name the kinds of resources of which there is something special to say."""
    arn = arns.parse(resource)
    if arn.service == "s3":
        return "bucket"
    if arn.service == "iam":
        return "role"
    return "snapshot" if arn.service in {"ec2", "rds"} and "snapshot" in arn.resource else ""
