"""What a finding of Inspector says: the vulnerability and its cure, the open port, or the place in the code.

https://docs.aws.amazon.com/inspector/v2/APIReference/API_Finding.html
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hinomi.model import Fact, Percent, Term
from hinomi.sources.facts import known
from hinomi.sources.reading import every, integer, mapping, mappings, mask_keys, number, some_of, text

if TYPE_CHECKING:
    from collections.abc import Iterable

_ANSWERS = {"YES": "existing", "NO": "missing", "PARTIAL": "existing_partly"}
# Inspector's severities: those that the alert itself has, and those that it has not.
_SEVERITIES: dict[str, Term | str] = {
    **dict.fromkeys(("HIGH", "MEDIUM", "LOW", "INFORMATIONAL"), ""),
    "CRITICAL": Term("critical"),
    "UNTRIAGED": Term("untriaged"),
}
_CLOUDS = {"AZURE": "Microsoft Azure", "GCP": "Google Cloud"}
# Inspector's word for "there is none".
_NOT_FIXED = "NotAvailable"


def facts(finding: dict[str, Any]) -> tuple[Fact, ...]:
    """Put first what a reader asks first: what it is, whether it is exploited, what cures it."""
    return known(
        *_package(finding),
        *_network(mapping(finding, "networkReachabilityDetails")),
        *_code(mapping(finding, "codeVulnerabilityDetails")),
        Fact("inspector_severity", _severity(finding)),
        Fact("inspector_score", text(finding, "inspectorScore")),
        *_cloud(mapping(finding, "resources", 0)),
    )


def _package(finding: dict[str, Any]) -> tuple[Fact, ...]:
    details = mapping(finding, "packageVulnerabilityDetails")
    packages = mappings(details, "vulnerablePackages")
    versions = (" ".join(filter(None, (text(one, "name"), _version(one)))) for one in packages)
    fixed = (text(one, "fixedInVersion").removeprefix("0:") for one in packages)
    cure, answer = some_of(_each(one for one in fixed if one != _NOT_FIXED)), _answer(finding, "fixAvailable")
    return (
        Fact("vulnerability", text(details, "vulnerabilityId")),
        Fact("exploit", _answer(finding, "exploitAvailable")),
        Fact("package", some_of(_each(versions))),
        # A fixed version says by itself that there is a fix.
        Fact("fix_available", "" if cure and answer == Term("existing") else answer),
        Fact("fixed_version", cure),
        Fact("file", mask_keys(some_of(every(details, "vulnerablePackages", "*", "filePath")))),
        Fact("epss", _percent(number(finding, "epss", "score"))),
    )


def _network(details: dict[str, Any]) -> tuple[Fact, ...]:
    begin, end = integer(details, "openPortRange", "begin"), integer(details, "openPortRange", "end")
    ports = "-".join(dict.fromkeys(str(port) for port in (begin, end) if port is not None))
    steps = every(details, "networkPath", "steps", "*", "componentId")
    return (
        Fact("port", ports),
        Fact("protocol", text(details, "protocol")),
        Fact("network_path", mask_keys(" → ".join(steps[:6]))),
    )


def _code(details: dict[str, Any]) -> tuple[Fact, ...]:
    path = text(details, "filePath", "filePath") or text(details, "filePath", "fileName")
    line = text(details, "filePath", "startLine")
    return (
        Fact("vulnerability", mask_keys(text(details, "detectorName") or text(details, "ruleId"))),
        Fact("weakness", some_of(every(details, "cwes", "*"))),
        Fact("file", mask_keys(f"{path}:{line}" if path and line else path)),
    )


def _cloud(resource: dict[str, Any]) -> tuple[Fact, ...]:
    """Name the other cloud, and the account there; of AWS the message says it already."""
    cloud = _CLOUDS.get(text(resource, "provider").upper(), "")
    account = text(resource, "providerAccountId")
    return (Fact("cloud", f"{cloud} ({account})" if cloud and account else cloud),)


def _version(package: dict[str, Any]) -> str:
    return "-".join(filter(None, (text(package, "version"), text(package, "release"))))


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _answer(finding: dict[str, Any], key: str) -> Term | str:
    word = text(finding, key).upper()
    return Term(_ANSWERS[word]) if word in _ANSWERS else word


def _percent(share: float | None) -> Percent | str:
    """Turn a share of 1, as EPSS gives the chance of being exploited within 30 days, into per cent."""
    return Percent(Decimal(repr(share)) * 100) if share is not None and 0 <= share <= 1 else ""


def _severity(finding: dict[str, Any]) -> Term | str:
    """Say how bad Inspector calls it, unless the alert says the same."""
    word = text(finding, "severity")
    return _SEVERITIES.get(word.upper(), word)
