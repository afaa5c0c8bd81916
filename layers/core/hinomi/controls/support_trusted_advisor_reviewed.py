"""Trusted Advisor has nothing to object to in security. What it objects to, a person has to look at.

Accounts without a support plan that includes the API are answered `SubscriptionRequiredException`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import AtMost, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"errors": 0, "warnings": 0}
# Each partition answers about Trusted Advisor in one Region only
# (https://docs.aws.amazon.com/awssupport/latest/user/about-support-api.html#endpoint).
_REGIONS = {"aws": "us-east-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"}


def read(scene: Scene) -> Iterator[Actual]:
    """Count the security checks that are red (`error`) and yellow (`warning`), and name the red ones first."""
    support = scene.at(_REGIONS.get(scene.partition, scene.home))
    checks = support.call("support", "describe_trusted_advisor_checks", language="en")["checks"]
    names = {check["id"]: check["name"] for check in checks if check["category"] == "security"}
    answer = support.call("support", "describe_trusted_advisor_check_summaries", checkIds=sorted(names))
    flagged = sorted(
        (one["status"], names[one["checkId"]]) for one in answer["summaries"] if one["status"] in {"error", "warning"}
    )
    count = Counter(status for status, _ in flagged)
    yield Actual(
        state={"errors": count["error"], "warnings": count["warning"]},
        notes=(Note("flagged", {"checks": ", ".join(name for _, name in flagged)}),) if flagged else (),
    )


CONTROL = Control(
    id="support_trusted_advisor_reviewed",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.NONE,
    standards=("SSB ACCT.12",),
    order=Record({"errors": AtMost(0, 1000), "warnings": AtMost(0, 1000)}),
    desired=DESIRED,
    reads=("support:DescribeTrustedAdvisorCheckSummaries", "support:DescribeTrustedAdvisorChecks"),
    texts={
        "ja": Text(
            title="Trusted Advisor のセキュリティの指摘に対処する",
            why="Trusted Advisor は、漏えいしたアクセスキーなど、ほかの仕組みでは分からないことも指摘しますが、見に行かなければ気づけません。",
            change="Trusted Advisor コンソールの「セキュリティ」で、赤と黄の項目を開き、「推奨されるアクション」に従います。問題のないリソースは、除外すると数えられなくなります。",
            fields={"errors": "アクションが推奨される項目 (赤)", "warnings": "調査が推奨される項目 (黄)"},
            notes={"flagged": "指摘されている項目: {checks}"},
        ),
        "en": Text(
            title="Trusted Advisor has no security recommendations left",
            why="Trusted Advisor sees what others do not, such as leaked access keys. Whoever does not look does not hear of it.",
            change="Under Security in the Trusted Advisor console, open the red and yellow checks and follow Recommended action. Exclude the resources that are as they should be, and they are no longer counted.",
            fields={"errors": "action recommended (red)", "warnings": "investigation recommended (yellow)"},
            notes={"flagged": "Checks that recommend something: {checks}"},
        ),
    },
    read=read,
)
