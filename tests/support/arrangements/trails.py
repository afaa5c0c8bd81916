"""How to bring the trail, its bucket, its log group and the alarms of the fake account into a given state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from hinomi.services.bucket_policy import tls_only
from hinomi.services.ownership import TAG
from support.account.cloudtrail import CloudTrail
from support.account.fake import ACCOUNT, HOME
from support.account.iam_roles import IamRoles
from support.account.s3 import S3, bucket
from support.account.s3_settings import SWITCHES
from support.account.trail import trail
from support.arrangement import Arrangement
from support.rounds import scene_of

if TYPE_CHECKING:
    from hinomi.baseline.strength import State
    from support.account.fake import FakeAccount

OURS = "hinomi-trail"


def plant(fake: FakeAccount, name: str, **facts: Any) -> dict[str, Any]:
    """Plant a trail; what is not said is as the console makes it."""
    made = trail(name, **facts)
    fake.state(CloudTrail)["trails"].append(made)
    return made


def management(recorded: str) -> dict[str, Any]:
    """Make selectors that record all, some or no management events, beside the objects of one bucket."""
    kinds = {"none": ("All", False), "part": ("WriteOnly", True), "all": ("All", True)}
    kind, included = kinds[recorded]
    data = [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3:::accounts/"]}]
    return {"EventSelectors": [{"ReadWriteType": kind, "IncludeManagementEvents": included, "DataResources": data}]}


def logging(fake: FakeAccount, region: str, state: State) -> None:
    if state["trail"] != "absent":
        plant(
            fake,
            OURS,
            region=region,
            logging=state["trail"] == "logging",
            multi_region=state["all_regions"],
            global_events=state["all_regions"],
            selectors=management(str(state["management_events"])),
        )


def validation(fake: FakeAccount, region: str, state: State) -> None:
    # By its tag, not its name, this one is ours.
    plant(fake, "audit", region=region, validated=state["validated"], tags=[TAG])


def encryption(fake: FakeAccount, region: str, state: State) -> None:
    plant(fake, "audit", region=region, kms_key=state["kms_key"] or "")


def delivery(fake: FakeAccount, region: str, state: State) -> None:
    fake.state(IamRoles)["roles"].append("hinomi-cloudtrail-logs")
    group = f"arn:aws:logs:{region}:{ACCOUNT}:log-group:somebody-else:*" if state["delivery"] == "delivering" else ""
    plant(fake, "audit", region=region, log_group=group)


def guards(fake: FakeAccount, region: str, state: State) -> None:
    name = f"hinomi-logs-{ACCOUNT}-{region}"
    plant(fake, OURS, region=region, bucket=name)
    theirs = {"Sid": "Theirs", "Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "s3:GetObject"}
    statements: list[dict[str, Any]] = [{**theirs, "Resource": f"arn:aws:s3:::{name}/*"}]
    if state["tls_only"]:
        statements.append({**tls_only(scene_of(fake, region), name), "Sid": "TheirsToo"})
    fake.state(S3)["buckets"][name] = bucket(
        region,
        tags=[TAG],
        public_access={name: state["public_blocked"] or name == "BlockPublicAcls" for name in SWITCHES},
        policy=json.dumps({"Version": "2012-10-17", "Statement": statements}, separators=(",", ":")),
        # S3 never makes a bucket unversioned again: undo can only suspend.
        versioning="Enabled" if state["versioned"] else "Suspended",
        lifecycle={"Rules": [{"ID": "theirs", "Status": "Enabled"}]} if state["lifecycle"] else {},
    )


def s3_events(fake: FakeAccount, region: str, state: State) -> None:
    events = state["events"]
    kind = "ReadOnly" if events == ("read",) else "WriteOnly" if events == ("write",) else "All"
    values = ["arn:aws:s3"] if events else ["arn:aws:s3:::accounts/"]
    data = [{"Type": "AWS::S3::Object", "Values": values}]
    selectors = [{"ReadWriteType": kind, "IncludeManagementEvents": True, "DataResources": data}]
    plant(fake, "audit", region=region, selectors={"EventSelectors": selectors})


ABSENT = {"trail": "absent", "all_regions": False, "management_events": "none"}
THERE = st.fixed_dictionaries(
    {
        "trail": st.sampled_from(("stopped", "logging")),
        "all_regions": st.booleans(),
        "management_events": st.sampled_from(("none", "part", "all")),
    }
)
KEY = f"arn:aws:kms:{HOME}:{ACCOUNT}:key/"
NO_KEY = {"encrypted": False, "kms_key": None}
KEYS = st.sampled_from("abc").map(lambda key: {"encrypted": True, "kms_key": KEY + key})

ARRANGE = {
    "cloudtrail_trail_logging": Arrangement(
        logging,
        states=st.just(ABSENT) | THERE,
        unseen={"cloudtrail:AddTags": "create_trail with tags needs it"},
    ),
    "cloudtrail_validation_enabled": Arrangement(validation),
    "cloudtrail_kms_encrypted": Arrangement(
        encryption, states=st.just(NO_KEY) | KEYS, wanted=st.just({**NO_KEY, "encrypted": True}) | KEYS
    ),
    "cloudtrail_logs_delivered": Arrangement(
        delivery,
        states=st.sampled_from(("absent", "delivering")).map(lambda step: {"delivery": step}),
        unseen={
            "iam:PassRole": "update_trail with a role needs it",
            "logs:TagResource": "create_log_group with tags needs it",
        },
    ),
    "cloudtrail_bucket_guarded": Arrangement(guards),
    "cloudtrail_s3_events_recorded": Arrangement(s3_events),
}
