"""A notice of Automated Security Response on AWS (ASR), in each shape that its versions have sent, read as one.

https://github.com/aws-solutions/automated-security-response-on-aws, by version:

* 2.2 and later: JSON with `Remediation_Status`, `Message`, `Finding`; 3.0 adds `StepFunctions_Execution_Id`;
* 1.4.2 to 2.1: JSON with `severity`, `message`, `finding`; only the sentence says how it went;
* 1.2 to 1.4.1: the text `INFO:<sentence>` or `ERROR:<sentence>`;
* 1.0 and 1.1: JSON with `State`, `Note`, `Account`, `Remediation`.

`Finding` is a summary (`finding_arn`, `standard_control`, `title`, ...), or an empty text where there is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.sources.reading import mapping, text

if TYPE_CHECKING:
    from hinomi.model import Event

# `<SSM execution>: Remediation failed for SC control S3.4 in account 111122223333: <reason> (<affected object>)`
_SENTENCE = re.compile(
    r"(?:(?P<run>[0-9a-f-]{36}): )?Remediation (?P<how>succeeded|failed|queued) for "
    r"(?:\S{1,100} )?control (?P<control>\S{1,60}) in account (?P<account>[0-9]{12})(?:: (?P<reason>.*))?",
    re.DOTALL,
)
_PLAIN = re.compile(r"(?P<severity>INFO|ERROR): ?(?=.{0,40}Remediation \w+ for |Orchestrator failed)", re.DOTALL)
_AFFECTED = re.compile(r"\((?P<object>[^()]{1,500})\)\s*$")
# A runbook may end well and report that it failed: then the status is `Success`, and only the message tells.
_FAILED_ALL_THE_SAME = re.compile(r"remediation status: fail", re.IGNORECASE)
_HOW = {"succeeded": "SUCCESS", "failed": "FAILED", "queued": "QUEUED"}
_OLDEST = {"RESOLVED": "SUCCESS", "INITIAL": "QUEUED", "FAILED": "FAILED"}
_ENOUGH = 8000


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What a notice says. `status` is ASR's word in capitals without its punctuation: `SUCCESS`, `TIMEDOUT`.

    `run` names the execution; `affected` is the object as ASR writes it, mostly `AwsS3Bucket amzn-s3-demo-bucket`.
    """

    status: str
    message: str
    reason: str = ""
    control: str = ""
    account: str = ""
    alias: str = ""
    run: str = ""
    affected: str = ""
    finding: dict[str, Any] = {}


def is_notice(event: Event) -> bool:
    """Tell whether this is a notice: bare, and by SNS, for that is the only way in which ASR sends any."""
    body = event.body
    if not event.topic_arn or "detail-type" in body or "detail" in body:
        return False
    if not body:
        return bool(_PLAIN.match(event.text))
    newer = "Remediation_Status" in body and "Message" in body
    older = {"severity", "message", "finding"} <= body.keys()
    return newer or older or {"State", "Note", "Remediation"} <= body.keys()


def read(event: Event) -> Notice:
    """Read the notice."""
    body = event.body
    message = (text(body, "Message") or text(body, "message") or text(body, "Note") or text(event.text))[:_ENOUGH]
    plain = _PLAIN.match(message) if not body else None
    message = message[plain.end() :] if plain else message
    said = _SENTENCE.search(message)
    affected = _AFFECTED.search(message)
    finding = mapping(body, "Finding") or mapping(body, "finding")
    return Notice(
        status=_status(body, message, plain["severity"] if plain else text(body, "severity")),
        message=message,
        reason=_AFFECTED.sub("", (said["reason"] or "") if said else message).strip(),
        control=text(finding, "standard_control") or (said["control"] if said else ""),
        account=text(finding, "account") or (said["account"] if said else "") or text(body, "Account"),
        alias=text(body, "Account_Alias"),
        run=text(body, "StepFunctions_Execution_Id") or ((said["run"] or "") if said else ""),
        affected=text(body, "AffectedObject") or (affected["object"] if affected else ""),
        finding=finding,
    )


def _status(body: dict[str, Any], message: str, severity: str) -> str:
    """Say how it went: a failure that the sentence admits counts more than the status beside it."""
    said = _SENTENCE.search(message)
    if (said and said["how"] == "failed" and _worked(body)) or _FAILED_ALL_THE_SAME.search(message):
        return "FAILED"
    told = re.sub(r"[^A-Z]", "", text(body, "Remediation_Status").upper())
    oldest = text(body, "State").upper()
    if told or oldest:
        return told or _OLDEST.get(oldest, oldest)
    return _HOW[said["how"]] if said else {"INFO": "SUCCESS"}.get(severity.upper(), "FAILED")


def _worked(body: dict[str, Any]) -> bool:
    """Tell whether the status speaks of a success, or says nothing."""
    return text(body, "Remediation_Status").upper() in ("SUCCESS", "")
