"""What an event of AWS Backup tells: what it is about (a job, a copy, a vault), how bad it is, whether it is over.

Some events say `state`, others `status`: https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from hinomi.model import Severity
from hinomi.sources.reading import flag, moment, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


class Story(NamedTuple):
    """One thing that is told: `about` makes it the same thing every time, `guide` is the key of its advice.

    One backup that is missing harms nobody yet, and the older ones are still there: MEDIUM, if nothing else is said.
    """

    kind: str
    about: tuple[str, ...]
    guide: str
    severity: Severity = Severity.MEDIUM
    closed: bool = False

    @property
    def moment(self) -> bool:
        """Whether it is over once it is told: no event says that it has an end."""
        return self.kind in _MOMENTS


_FAILURES = {"FAILED": "", "ABORTED": "_aborted", "EXPIRED": "_expired", "PARTIAL": "_partial"}
_MOMENTS = frozenset({"continuous", "early", "plan", "restore", "vault_deleted"})
_NOT_VALID = frozenset({"FAILED", "TIMED_OUT"})
_NOT_SCANNED = frozenset({"FAILED", "COMPLETED_WITH_ISSUES", "CANCELED", "COMPLETED"})
# AWS Backup deletes a recovery point within hours after its time; what goes a day before was deleted by somebody.
# https://docs.aws.amazon.com/aws-backup/latest/devguide/deleting-backups.html
_EARLY = timedelta(days=1)


def state_of(detail: dict[str, Any]) -> str:
    """Return the state."""
    return (text(detail, "state") or text(detail, "status")).upper()


def vault_of(detail: dict[str, Any]) -> str:
    """Return the name of the vault, a copy's where it goes to."""
    arn = text(detail, "destinationBackupVaultArn") or text(detail, "backupVaultArn")
    return text(detail, "backupVaultName") or arn.rpartition(":backup-vault:")[2]


def plan_of(detail: dict[str, Any]) -> str:
    """Return the id of the plan; a job that somebody started has none."""
    return text(detail, "createdBy", "backupPlanId") or text(detail, "backupPlanId")


def resource_of(detail: dict[str, Any]) -> str:
    """Return the ARN of what is backed up."""
    return text(detail, "resourceArn") or text(detail, "sourceResourceArn")


def kept_until(detail: dict[str, Any]) -> datetime | None:
    """Say until when a recovery point is kept."""
    return moment(detail, "calculatedLifeCycle", "deleteAt") or moment(detail, "calculatedLifecycle", "deleteAt")


def stories(body: dict[str, Any], detail: dict[str, Any]) -> tuple[Story, ...]:
    """List what the event tells that somebody need hear of."""
    tell = _TELLERS.get(text(body, "detail-type").lower())
    return tell(body, detail) if tell else ()


def _job(_: dict[str, Any], detail: dict[str, Any]) -> tuple[Story, ...]:
    """Tell of a backup job. One that is complete and has a message is what the console calls completed with issues."""
    about = (resource_of(detail) or text(detail, "backupJobId"), vault_of(detail), plan_of(detail))
    told = _run("job", about, state_of(detail))
    if state_of(detail) == "COMPLETED" and text(detail, "statusMessage"):
        told = (*told, Story("issues", about, "job_issues", Severity.LOW))
    return told


def _copy(_: dict[str, Any], detail: dict[str, Any]) -> tuple[Story, ...]:
    about = (resource_of(detail) or text(detail, "copyJobId"), vault_of(detail), plan_of(detail))
    return _run("copy", about, state_of(detail))


def _restore(_: dict[str, Any], detail: dict[str, Any]) -> tuple[Story, ...]:
    """Tell of a restore: of a test as of something that is done again and again, of any other as of that one."""
    test, state = text(detail, "restoreTestingPlanArn"), state_of(detail)
    if not test:
        failed = state in _FAILURES
        return (Story("restore", (text(detail, "restoreJobId"),), "restore"),) if failed else ()
    about = (test, resource_of(detail) or text(detail, "resourceType"))
    told = tuple(one._replace(guide="restore_test") for one in _run("restore_test", about, state))
    verdict = text(detail, "validationStatus").upper()
    if verdict in _NOT_VALID or verdict == "SUCCESSFUL":
        told = (*told, Story("validation", about, "validation", closed=verdict not in _NOT_VALID))
    return told


def _run(kind: str, about: tuple[str, ...], state: str) -> tuple[Story, ...]:
    """Tell of one run of something that runs again and again: the next that is complete is the end of a failure."""
    if state == "COMPLETED":
        return (Story(kind, about, kind, closed=True),)
    return (Story(kind, about, f"{kind}{_FAILURES[state]}"),) if state in _FAILURES else ()


def _scan(_: dict[str, Any], detail: dict[str, Any]) -> tuple[Story, ...]:
    """Tell of a scan: what restores malware brings it back (HIGH); what could not be scanned is told quietly."""
    about, found = (text(detail, "recoveryPointArn"),), text(detail, "scanResult", "scanResultStatus").upper()
    if found == "THREATS_FOUND":
        return (Story("malware", about, "malware", Severity.HIGH),)
    state = state_of(detail)
    unsure = state in _NOT_SCANNED and not (state == "COMPLETED" and found == "NO_THREATS_FOUND")
    return (Story("scan", about, "scan", Severity.LOW),) if unsure else ()


def _vault(body: dict[str, Any], detail: dict[str, Any]) -> tuple[Story, ...]:
    """Tell of a vault that is gone (only an empty one can be deleted: its backups went before), or has no lock.

    Another may have its name tomorrow, and be deleted too.
    """
    state, locked, about = state_of(detail), flag(detail, "isLocked"), (vault_of(detail),)
    if state == "DELETED":
        return (Story("vault_deleted", (*about, _day(body)), "vault_deleted", Severity.HIGH),)
    if state != "MODIFIED" or locked is None:
        return ()
    return (Story("vault_unlocked", about, "vault_unlocked", closed=locked),)


def _point(body: dict[str, Any], detail: dict[str, Any]) -> tuple[Story, ...]:
    """Tell of each vault, once a day, that backups are deleted before their time: extortionists do that first.

    It has no end that anybody would tell. Were it one alert for good, whoever tidies up by hand would hide the next.
    Nor has a continuous backup that stopped: it stays so, and the plan's next run makes a new one, of which the guide
    names no event. That the resource's next job is complete may mean a snapshot of it.
    """
    state, until, now = state_of(detail), kept_until(detail), moment(body, "time")
    if state == "STOPPED":
        return (Story("continuous", (resource_of(detail), vault_of(detail), _day(body)), "continuous_stopped"),)
    early = state == "DELETING" and until is not None and now is not None and until - now > _EARLY
    if not early:
        return ()
    return (Story("early", (vault_of(detail), _day(body)), "deleted_early", Severity.HIGH),)


def _day(body: dict[str, Any]) -> str:
    """Return the day on which it happened, in UTC; of an event without a time its id, which its copies share."""
    now = moment(body, "time")
    return f"{now:%Y-%m-%d}" if now else text(body, "id")


def _plan(_: dict[str, Any], detail: dict[str, Any]) -> tuple[Story, ...]:
    return (Story("plan", (plan_of(detail),), "plan_deleted"),) if state_of(detail) == "DELETED" else ()


_TELLERS: dict[str, Callable[[dict[str, Any], dict[str, Any]], tuple[Story, ...]]] = {
    "backup job state change": _job,
    "copy job state change": _copy,
    "restore job state change": _restore,
    "scan job state change": _scan,
    "backup vault state change": _vault,
    "recovery point state change": _point,
    "backup plan state change": _plan,
}
DETAIL_TYPES = tuple(_TELLERS)
