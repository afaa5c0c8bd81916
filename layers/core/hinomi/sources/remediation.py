"""Remediations by Automated Security Response on AWS (ASR), by SNS.

ASR repairs what Security Hub finds and tells of it in the topic `SO0111-ASR_Topic` (before 2.3 `SO0111-SHARR_Topic`):
https://docs.aws.amazon.com/solutions/latest/automated-security-response-on-aws/. It puts no events on a bus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi.model import Alert, ConsoleLink, Fact, Lifecycle, Resource, Severity, Term
from hinomi.sources import arns, securityhub_types
from hinomi.sources.facts import known
from hinomi.sources.reading import fingerprint, mask_keys, milliseconds, text
from hinomi.sources.remediation_notice import is_notice, read

if TYPE_CHECKING:
    from hinomi.model import Event
    from hinomi.sources.remediation_notice import Notice

_DONE = "SUCCESS"
_WAITING = ("QUEUED", "RUNNING", "INPROGRESS", "PENDING")
_NOT_NEW = "NOTNEW"
"""Somebody or something has already seen to the finding, and ASR left it alone."""

_TERMS = {
    _DONE: "remediation_succeeded",
    "FAILED": "remediation_failed",
    "TIMEDOUT": "remediation_timed_out",
    "CANCELLED": "remediation_cancelled",
    "CANCELLING": "remediation_cancelled",
    "ABORTED": "remediation_cancelled",
    "NORUNBOOK": "remediation_no_runbook",
    "RUNBOOKNOTACTIVE": "remediation_no_runbook",
    "PLAYBOOKNOTENABLED": "remediation_playbook_off",
    "ASSUMEROLEFAILURE": "remediation_no_role",
    "LAMBDAERROR": "remediation_asr_error",
    "QUEUED": "remediation_queued",
    _NOT_NEW: "remediation_not_new",
}
_NOT_TRIED = ("NORUNBOOK", "RUNBOOKNOTACTIVE", "PLAYBOOKNOTENABLED")
_NO_ROLE = "ASSUMEROLEFAILURE"
_KINDS = {_DONE: "succeeded", **dict.fromkeys(_NOT_TRIED, "not_tried"), _NO_ROLE: "no_role", "LAMBDAERROR": "asr_error"}
_NAMELESS = ("", "UNKNOWN", "NONE", "NO OUTPUT AVAILABLE YET BECAUSE THE STEP IS NOT SUCCESSFULLY EXECUTED")
_ACCOUNT = "AWS::::Account"
_LONGEST_REASON = 300
_NOTHING_MORE = "Remediation status: "
"""What ASR writes for a runbook that gives no reason; the outcome says as much."""


def recognizes(event: Event) -> bool:
    """Tell whether this is a notice of ASR; an event in an envelope is none, whatever it holds."""
    return is_notice(event)


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the notice into alerts: a success tells what was changed, and closes what had failed before.

    A role that cannot be used fails for every finding of an account: that is one alert, about the account.
    """
    notice = read(event)
    about, account = _subject(event, notice), (notice.account, "role")
    if notice.status != _DONE:
        return (_alert(event, notice, account if notice.status == _NO_ROLE else about),)
    closing = _alert(event, notice, about, closed=True)
    return (closing, _works_again(event, notice, account), _changed(event, notice, about))


def _alert(event: Event, notice: Notice, subject: tuple[str, ...], *, closed: bool = False) -> Alert:
    """Say that a remediation failed, the same alert however often it is tried, or that it no longer does."""
    finding, topic = notice.finding, arns.parse(event.topic_arn)
    hub = arns.parse(text(finding, "finding_arn"))
    identity = fingerprint("remediation", *subject)
    return Alert(
        source="remediation",
        type=f"remediation.{_kind(notice)}",
        severity=_severity(notice),
        fingerprint=identity,
        copy=identity,
        title=text(finding, "title") or notice.message[:200],
        version=milliseconds(event.received_at),
        guide=("remediation/recovered" if closed else f"remediation/{_kind(notice)}", "remediation"),
        actionable=notice.status not in (*_WAITING, _NOT_NEW),
        lifecycle=Lifecycle.CLOSED if closed else Lifecycle.OPEN,
        account=notice.account,
        account_name=notice.alias if notice.alias != notice.account else "",
        region=hub.region,
        partition=hub.partition or topic.partition or "aws",
        description=text(finding, "finding_description"),
        resources=_resources(notice),
        facts=known(*_facts(notice)),
        first_seen=event.received_at,
        link=_link(notice, topic.region or text(finding, "region")),
        reference=text(finding, "finding_arn"),
    )


def _works_again(event: Event, notice: Notice, account: tuple[str, ...]) -> Alert:
    """Say of the account, not of the finding that was repaired, that the role can be used again."""
    return msgspec.structs.replace(
        _alert(event, notice, account, closed=True),
        type="remediation.no_role",
        guide=("remediation/role_recovered", "remediation"),
        description="",
        resources=_account(notice),
        facts=(),
    )


def _changed(event: Event, notice: Notice, subject: tuple[str, ...]) -> Alert:
    """Tell once that a machine changed a setting.

    Each execution counts for itself, for what is repaired again had been undone. Older versions do not name it: there,
    one day is one.
    """
    day = f"{event.received_at:%Y-%m-%d}" if event.received_at else event.delivery_id
    told = _alert(event, notice, (*subject, "succeeded", notice.run or day))
    return msgspec.structs.replace(told, moment=True)


def _subject(event: Event, notice: Notice) -> tuple[str, ...]:
    """Say what it is about: the finding, which is of one control and one resource; without one, what is known."""
    finding = text(notice.finding, "finding_arn")
    if finding:
        return (finding,)
    if notice.control:
        return (notice.account, notice.control, notice.affected)
    return (notice.account, event.delivery_id or notice.message)


def _kind(notice: Notice) -> str:
    """Name what a reader would treat differently."""
    return _KINDS.get(notice.status, "failed")


def _severity(notice: Notice) -> Severity:
    """Say how bad it is; ASR itself knows INFO and ERROR only.

    MEDIUM where it failed or could not begin: a person must do what everybody believes to be done. Nothing is worse
    than before, and Security Hub tells of the finding itself, by its own severity. LOW where there was nothing to try,
    and where a setting was changed, which people want to know of but need not act on.
    """
    if notice.status in (*_WAITING, _NOT_NEW):
        return Severity.INFO
    return Severity.LOW if notice.status in (_DONE, *_NOT_TRIED) else Severity.MEDIUM


def _facts(notice: Notice) -> tuple[Fact, ...]:
    reason = "" if notice.reason.startswith(_NOTHING_MORE) else mask_keys(notice.reason)[:_LONGEST_REASON]
    return (
        Fact("control", notice.control),
        Fact("outcome", Term(_TERMS[notice.status]) if notice.status in _TERMS else notice.status),
        Fact("detail", reason),
    )


def _resources(notice: Notice) -> tuple[Resource, ...]:
    """Return the affected object; where ASR writes only an identifier, its kind is not known, but for the account."""
    if notice.status == _NO_ROLE and notice.account:
        return _account(notice)
    if notice.affected.upper() in _NAMELESS:
        return ()
    if notice.affected.removeprefix(f"{_ACCOUNT}:") == notice.account:
        return _account(notice)
    kind, _, identifier = notice.affected.partition(" ")
    if identifier and kind.startswith(("Aws", "AWS::")):
        return (securityhub_types.resource(kind, identifier, {}),)
    return (securityhub_types.resource("", notice.affected, {}),)


def _account(notice: Notice) -> tuple[Resource, ...]:
    return (Resource(type=_ACCOUNT, id=notice.account),) if notice.account else ()


def _link(notice: Notice, region: str) -> ConsoleLink:
    """Link to the finding where ASR runs, which is where its Security Hub gathers the findings of all accounts."""
    place = {"region": region, "finding_id": text(notice.finding, "finding_arn")}
    return ConsoleLink(page="securityhub_cspm_finding", parameters=place)
