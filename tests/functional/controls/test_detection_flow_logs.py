from __future__ import annotations

import json
from typing import Any

import pytest

from hinomi.baseline.control import Mode, Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls import BY_ID
from support.account.ec2_network import EC2Network
from support.account.fake import ACCOUNT, HOME, Crash, FakeAccount, Fault
from support.account.flow_logs import FlowLogs, flow_log
from support.account.s3 import S3
from support.arrangements.detection import VPC
from support.rounds import only, settle, take_back

CONTROL = BY_ID["ec2_flow_logs_enabled"]
BUCKET = f"hinomi-logs-{ACCOUNT}-{HOME}"
THEIRS = "arn:aws:s3:::audit-of-somebody/"


def vpc(fake: FakeAccount, vpc_id: str, *, owner: str = ACCOUNT) -> None:
    fake.state(EC2Network)["vpcs"][vpc_id] = {"VpcId": vpc_id, "OwnerId": owner, "IsDefault": False}


def flows(fake: FakeAccount, region: str = HOME) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = fake.state(FlowLogs, region)["flow_logs"]
    return listed


def test_each_vpc_without_a_flow_log_gets_one_of_what_was_rejected(fake: FakeAccount) -> None:
    vpc(fake, "vpc-2")
    vpc(fake, "vpc-3")
    flows(fake).append(flow_log("vpc-2", "ALL", THEIRS))
    outcomes = {one.resource: one.outcome for one in settle(fake, CONTROL)}
    assert outcomes == {VPC: Outcome.CHANGED, "vpc-2": Outcome.COMPLIANT, "vpc-3": Outcome.CHANGED}
    made = [flow for flow in flows(fake) if flow["LogDestination"] != THEIRS]
    assert {(flow["ResourceId"], flow["TrafficType"]) for flow in made} == {(VPC, "REJECT"), ("vpc-3", "REJECT")}


def test_costly_flow_logs_are_made_only_for_who_asks(fake: FakeAccount) -> None:
    assert CONTROL.mode is Mode.REPORT
    assert only(settle(fake, CONTROL, mode=Mode.REPORT)).outcome is Outcome.WOULD_CHANGE
    assert fake.written() == []


def test_the_vpc_that_another_account_shares_is_not_ours_to_log(fake: FakeAccount) -> None:
    vpc(fake, "vpc-shared", owner="123456789012")
    assert [one.resource for one in settle(fake, CONTROL)] == [VPC]


@pytest.mark.parametrize("there", ["ACCEPT", "REJECT", "ALL"])
def test_a_flow_log_that_exists_is_never_altered(fake: FakeAccount, there: str) -> None:
    own = flow_log(VPC, there, THEIRS)
    flows(fake).append(dict(own))
    settle(fake, CONTROL, desired={"traffic": "ALL"})
    assert flows(fake)[0] == own
    assert {flow["TrafficType"] for flow in flows(fake)} >= {there, "ALL"}


def test_logs_of_accepted_and_of_rejected_traffic_are_all_traffic(fake: FakeAccount) -> None:
    flows(fake).extend(flow_log(VPC, kind, f"{THEIRS}{kind}/") for kind in ("ACCEPT", "REJECT"))
    assert only(settle(fake, CONTROL, desired={"traffic": "ALL"})).outcome is Outcome.COMPLIANT


def test_our_own_log_of_rejected_traffic_does_not_stand_in_the_way_of_one_of_all(fake: FakeAccount) -> None:
    settle(fake, CONTROL)
    assert only(settle(fake, CONTROL, desired={"traffic": "ALL"}, run="run-2")).outcome is Outcome.CHANGED


def test_the_log_bucket_lets_flow_logs_of_this_account_in(fake: FakeAccount) -> None:
    settle(fake, CONTROL)
    policy = json.loads(fake.state(S3)["buckets"][BUCKET]["policy"])["Statement"]
    (write,) = [
        one
        for one in policy
        if one["Principal"] == {"Service": "delivery.logs.amazonaws.com"} and one["Action"] == "s3:PutObject"
    ]
    assert flows(fake)[0]["LogDestination"].startswith(write["Resource"].removesuffix("*"))
    assert write["Condition"]["StringEquals"]["aws:SourceAccount"] == ACCOUNT


def test_an_answer_that_hides_an_error_is_not_called_a_success(fake: FakeAccount) -> None:
    fake.state(FlowLogs)["refused"][VPC] = "LogDestinationPermissionIssue"
    result = only(settle(fake, CONTROL))
    assert (result.outcome, result.error) == (
        Outcome.FAILED,
        "ec2:create_flow_logs: LogDestinationPermissionIssue",
    )


def test_a_flow_log_that_cannot_be_delivered_is_told(fake: FakeAccount) -> None:
    failing = {"DeliverLogsStatus": "FAILED", "DeliverLogsErrorMessage": "Access error"}
    own = {**flow_log(VPC, "ALL", THEIRS), **failing}
    flows(fake).append(own)
    notes = only(settle(fake, CONTROL)).notes
    assert notes == (Note("failing", {"flow_log": own["FlowLogId"], "error": "Access error"}),)


def test_taking_back_leaves_the_bucket_to_whoever_delivers_into_it(fake: FakeAccount) -> None:
    settle(fake, CONTROL, region="us-east-1")
    journal = MemoryJournal()
    settle(fake, CONTROL, journal=journal)
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.UNDONE]
    assert flows(fake) == []
    assert BUCKET in fake.state(S3)["buckets"]


def test_after_a_crash_behind_the_bucket_the_flow_log_is_made_and_can_be_taken_back(fake: FakeAccount) -> None:
    planted, journal = fake.snapshot(), MemoryJournal()
    fake.faults.append(Fault("ec2", "create_flow_logs", crash="before"))
    with pytest.raises(Crash):
        settle(fake, CONTROL, journal=journal)
    assert only(settle(fake, CONTROL, journal=journal)).outcome is Outcome.CHANGED
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == planted


def test_a_write_that_is_denied_is_told_as_that(fake: FakeAccount) -> None:
    fake.allowed = {*CONTROL.reads, *CONTROL.writes} - {"ec2:CreateFlowLogs"}
    assert only(settle(fake, CONTROL)).outcome is Outcome.ACCESS_DENIED
