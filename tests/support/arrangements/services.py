"""How to bring the scanning and guarding services of the fake account into a given state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from support.account.accessanalyzer import AccessAnalyzer, analyzer
from support.account.detective import Detective
from support.account.ecr import ECR
from support.account.emr import EMR
from support.account.fake import Here
from support.account.inspector2 import Inspector
from support.account.macie2 import Macie
from support.account.ssm import LOG_DESTINATION, PUBLIC_SHARING, SSM
from support.arrangement import Arrangement

if TYPE_CHECKING:
    from hinomi.baseline.strength import State
    from support.account.fake import FakeAccount

SERVICE_LINKED_ROLE = {"iam:CreateServiceLinkedRole": "AWS makes the service's role on the caller's behalf"}
ANALYZER_TAGS = {**SERVICE_LINKED_ROLE, "access-analyzer:TagResource": "AWS checks it for tags given on creation"}


def plant_analyzer(fake: FakeAccount, region: str, name: str, kind: str, **rest: str) -> None:
    """Put an analyzer that somebody else made into a Region."""
    state = fake.state(AccessAnalyzer, region)
    state["analyzers"][name] = analyzer(Here(region, state, fake), name, kind, **rest)


def external(fake: FakeAccount, region: str, state: State) -> None:
    if state["analyzed"]:
        plant_analyzer(fake, region, "theirs", "ACCOUNT")


def unused(fake: FakeAccount, region: str, state: State) -> None:
    if state["analyzed"]:
        plant_analyzer(fake, region, "theirs", "ACCOUNT_UNUSED_ACCESS")


def detective(fake: FakeAccount, region: str, state: State) -> None:
    if state["enabled"]:
        here = Here(region, fake.state(Detective, region), fake)
        here.state["graphs"][here.arn("detective", f"graph:{'a' * 32}")] = {}


def inspector(fake: FakeAccount, region: str, state: State) -> None:
    scans = state["scans"]
    assert isinstance(scans, tuple)
    fake.state(Inspector, region)["scans"] = dict.fromkeys(scans, "ENABLED")


def macie(fake: FakeAccount, region: str, state: State) -> None:
    fake.state(Macie, region).update(status=state["status"], frequency="SIX_HOURS")
    if state["status"] == "ABSENT":
        fake.state(Macie, region).update(frequency="FIFTEEN_MINUTES")


def discovery(fake: FakeAccount, region: str, state: State) -> None:
    fake.state(Macie, region).update(status="ENABLED", discovery=state["status"])


def automation_logging(fake: FakeAccount, region: str, state: State) -> None:
    if state["logged"]:
        fake.state(SSM, region)["settings"][LOG_DESTINATION] = "CloudWatch"


def public_sharing(fake: FakeAccount, region: str, state: State) -> None:
    fake.state(SSM, region)["documents"] = {"Private": [], "Shared": ["123456789012"]}
    if state["blocked"]:
        fake.state(SSM, region)["settings"][PUBLIC_SHARING] = "Disable"


def ecr(fake: FakeAccount, region: str, state: State) -> None:
    names = ["prod-*", "*"] if state["every_repository"] else ["prod-*"]
    filters = [{"filter": name, "filterType": "WILDCARD"} for name in names]
    rules = [{"scanFrequency": "SCAN_ON_PUSH", "repositoryFilters": filters}]
    fake.state(ECR, region).update(scanType=state["scan_type"], rules=rules)


def emr(fake: FakeAccount, region: str, state: State) -> None:
    fake.state(EMR, region).update(blocked=state["blocked"], ranges=[{"MinRange": 443, "MaxRange": 443}])


def _with_packages(names: set[str]) -> dict[str, tuple[str, ...]]:
    """AWS scans the code of functions only together with their packages."""
    return {"scans": tuple(sorted(names | {"LAMBDA"} if "LAMBDA_CODE" in names else names))}


SCANS = st.sets(st.sampled_from(("EC2", "ECR", "LAMBDA", "LAMBDA_CODE", "CODE_REPOSITORY"))).map(_with_packages)

ARRANGE = {
    "accessanalyzer_external_enabled": Arrangement(external, unseen=ANALYZER_TAGS),
    "accessanalyzer_unused_enabled": Arrangement(unused, unseen=ANALYZER_TAGS),
    "detective_graph_enabled": Arrangement(
        detective,
        unseen={**SERVICE_LINKED_ROLE, "detective:TagResource": "AWS checks it for tags given on creation"},
    ),
    "ecr_scan_on_push_enabled": Arrangement(
        ecr,
        unseen={**SERVICE_LINKED_ROLE, "inspector2:Enable": "AWS checks it where ENHANCED turns Inspector on"},
    ),
    "emr_public_access_blocked": Arrangement(emr),
    "inspector_scanning_enabled": Arrangement(inspector, states=SCANS, unseen=SERVICE_LINKED_ROLE),
    "macie_discovery_enabled": Arrangement(
        discovery,
        unseen={"macie2:ListAutomatedDiscoveryAccounts": "asked only where another account administers Macie"},
    ),
    "macie_session_enabled": Arrangement(macie, unseen=SERVICE_LINKED_ROLE),
    "ssm_automation_logging_enabled": Arrangement(automation_logging),
    "ssm_public_sharing_blocked": Arrangement(public_sharing),
}
