"""Security Hub CSPM's security score, as its own documentation reads it.

A control has passed when all its findings have; one that has findings and has not passed counts as failed, also where
AWS could not tell; one without findings, or with suppressed ones alone, does not count
(https://docs.aws.amazon.com/securityhub/latest/userguide/standards-security-score.html,
https://docs.aws.amazon.com/securityhub/latest/userguide/controls-overall-status.html).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.services.security_hub import hub

if TYPE_CHECKING:
    from hinomi.baseline.scene import Scene

READS = ("securityhub:DescribeHub", "securityhub:GetFindings")

PAGES = 30
"""The most pages of 100 findings that are read: AWS allows three a second, and a finding has some kilobytes."""
NOT_PASSED = ("FAILED", "WARNING", "NOT_AVAILABLE")


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """How many controls have passed and how many have not.

    `partial` says that there are more findings than were read. Those that did not pass are read first, so that the
    score is then a lower bound.
    """

    passed: int
    failed: int
    partial: bool = False

    @property
    def percent(self) -> int:
        """The share of controls that have passed, rounded to a whole number."""
        return round(100 * self.passed / (self.passed + self.failed))


def security_score(scene: Scene) -> Score | None:
    """Work out the account's score in the home Region, with the Regions whose findings come together there.

    None where Security Hub is off or has no findings of controls yet; raises `AwsError`.
    """
    home = scene.at_home
    if hub(home) is None:
        return None
    failed, left = _controls(home, NOT_PASSED, PAGES)
    passed, left = _controls(home, ("PASSED",), left)
    if not failed | passed:
        return None
    return Score(passed=len(passed - failed), failed=len(failed), partial=left < 0)


def _controls(scene: Scene, statuses: tuple[str, ...], most: int) -> tuple[set[str], int]:
    """Return the controls with such findings, and how many pages may still be read; -1 where these did not suffice."""
    found: set[str] = set()
    token: dict[str, str] = {}
    for number in range(most):
        page = scene.call("securityhub", "get_findings", Filters=_filters(scene, statuses), MaxResults=100, **token)
        found.update(one["Compliance"]["SecurityControlId"] for one in page["Findings"] if _of_control(one))
        if not page.get("NextToken"):
            return found, most - number - 1
        token = {"NextToken": page["NextToken"]}
    return found, -1


def _of_control(finding: dict[str, Any]) -> bool:
    return bool(finding.get("Compliance", {}).get("SecurityControlId"))


def _filters(scene: Scene, statuses: tuple[str, ...]) -> dict[str, list[dict[str, str]]]:
    """Ask for what counts. The product is `Security Hub CSPM`, and was `Security Hub` before."""
    wanted = {
        "AwsAccountId": (scene.account,),
        "ComplianceStatus": statuses,
        "RecordState": ("ACTIVE",),
        "WorkflowStatus": ("NEW", "NOTIFIED", "RESOLVED"),
    }
    equal = {name: [{"Value": one, "Comparison": "EQUALS"} for one in values] for name, values in wanted.items()}
    return {**equal, "ProductName": [{"Value": "Security Hub", "Comparison": "PREFIX"}]}
