from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.control import Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls import BY_ID
from support.account.fake import HOME, REGIONS, Crash, FakeAccount, Fault
from support.account.guardduty import DETECTOR, GuardDuty, detector, feature
from support.arrangements.detection import PLANS
from support.rounds import only, settle, take_back

DETECTOR_ENABLED = BY_ID["guardduty_detector_enabled"]
RUNTIME = BY_ID["guardduty_runtime_monitored"]
KNOWN = BY_ID["guardduty_features_known"]
FREQUENT = BY_ID["guardduty_findings_frequent"]
S3_PROTECTED = BY_ID["guardduty_s3_protected"]
GUARDDUTY = [control for control in BY_ID.values() if control.id.startswith("guardduty_")]
WRITING = [control for control in GUARDDUTY if control.write is not None]
ADMINISTRATOR = {"AccountId": "123456789012", "RelationshipStatus": "Enabled"}


def state(fake: FakeAccount, region: str = HOME) -> dict[str, Any]:
    return fake.state(GuardDuty, region)


def plant(fake: FakeAccount, **differences: Any) -> dict[str, Any]:
    own = {**detector(), **differences}
    state(fake)["detectors"][DETECTOR] = own
    return own


def set_feature(fake: FakeAccount, name: str, **differences: Any) -> None:
    features = state(fake)["detectors"][DETECTOR]["Features"]
    next(one for one in features if one["Name"] == name).update(differences)


def statuses(fake: FakeAccount) -> dict[str, str]:
    return {one["Name"]: one["Status"] for one in state(fake)["detectors"][DETECTOR]["Features"]}


def test_a_detector_is_made_where_there_is_none_and_taken_back(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    assert only(settle(fake, DETECTOR_ENABLED, journal=journal)).outcome is Outcome.CHANGED
    assert state(fake)["detectors"][DETECTOR]["Tags"] == {"hinomi:managed-by": "baseline"}
    assert [one.undoing for one in take_back(fake, DETECTOR_ENABLED, journal)] == [Undoing.UNDONE]
    assert state(fake)["detectors"] == {}


def test_a_new_detector_starts_no_plan_that_nobody_asked_for(fake: FakeAccount) -> None:
    state(fake)["offered"].append("AI_PROTECTION")
    settle(fake, DETECTOR_ENABLED)
    on = {name for name, status in statuses(fake).items() if status == "ENABLED"}
    assert on == {"CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS"}


def test_a_detector_is_made_where_some_plans_do_not_exist(fake: FakeAccount) -> None:
    state(fake)["offered"] = ["S3_DATA_EVENTS"]
    assert only(settle(fake, DETECTOR_ENABLED)).outcome is Outcome.CHANGED
    assert statuses(fake)["S3_DATA_EVENTS"] == "DISABLED"


def test_a_round_gives_a_new_account_a_detector_and_all_plans_but_runtime_monitoring(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    for control in GUARDDUTY:
        if control.mode.value == "enforce":
            settle(fake, control, journal=journal)
    off = {name for name, status in statuses(fake).items() if status == "DISABLED"}
    assert off == {"EKS_RUNTIME_MONITORING", "RUNTIME_MONITORING"}
    for control in reversed(GUARDDUTY):
        own = MemoryJournal()
        for entry in journal.entries("run-1"):
            if entry.control == control.id:
                own.begin(entry)
                own.advance(entry)
        assert all(one.undoing is Undoing.UNDONE for one in take_back(fake, control, own))
    assert fake.snapshot() == {}


def test_a_suspended_detector_is_resumed_with_all_that_it_had(fake: FakeAccount) -> None:
    had = plant(fake, Status="DISABLED", FindingPublishingFrequency="ONE_HOUR", Tags={"team": "audit"})
    had["Features"] = [*detector(plans="DISABLED")["Features"][:4], feature("RDS_LOGIN_EVENTS", "ENABLED")]
    expected = {**had, "Status": "ENABLED", "Features": [dict(one) for one in had["Features"]]}
    assert only(settle(fake, DETECTOR_ENABLED)).outcome is Outcome.CHANGED
    assert state(fake)["detectors"][DETECTOR] == expected
    assert [call.operation for call in fake.written()] == ["UpdateDetector"]


def test_a_detector_that_somebody_has_made_anew_since_is_not_deleted(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    settle(fake, DETECTOR_ENABLED, journal=journal)
    plant(fake)
    assert [one.undoing for one in take_back(fake, DETECTOR_ENABLED, journal)] == [Undoing.FAILED]
    assert DETECTOR in state(fake)["detectors"]


def test_after_a_crash_between_making_a_detector_and_the_rest_it_can_be_taken_back(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    fake.faults.append(Fault("guardduty", "create_detector", crash="after"))
    with pytest.raises(Crash):
        settle(fake, DETECTOR_ENABLED, journal=journal)
    assert only(settle(fake, DETECTOR_ENABLED, journal=journal)).outcome is Outcome.CHANGED
    assert [one.undoing for one in take_back(fake, DETECTOR_ENABLED, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == {}


def test_a_crash_right_after_a_detector_is_made_leaves_no_plan_on(fake: FakeAccount) -> None:
    fake.faults.append(Fault("guardduty", "create_detector", crash="after"))
    with pytest.raises(Crash):
        settle(fake, DETECTOR_ENABLED)
    on = {name for name, status in statuses(fake).items() if status == "ENABLED"}
    assert on == {"CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS"}


def test_a_detector_that_somebody_makes_at_the_same_moment_is_no_failure_and_keeps_its_plans(
    fake: FakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(fake)
    set_feature(fake, "S3_DATA_EVENTS", Status="ENABLED")
    before, listed = fake.snapshot(), GuardDuty.list_detectors
    not_yet: list[dict[str, Any]] = [{"DetectorIds": []}] * 2

    def late(self: GuardDuty, *asked: Any) -> Any:
        return not_yet.pop() if not_yet else listed(self, *asked)

    monkeypatch.setattr(GuardDuty, "list_detectors", late)
    assert only(settle(fake, DETECTOR_ENABLED)).outcome is Outcome.CHANGED
    assert fake.snapshot() == before


def test_suspended_detectors_are_resumed_in_every_region_and_not_in_the_first_alone(fake: FakeAccount) -> None:
    for region in REGIONS:
        fake.state(GuardDuty, region)["detectors"][DETECTOR] = detector(status="DISABLED")
    for region in REGIONS:
        assert only(settle(fake, DETECTOR_ENABLED, region=region)).outcome is Outcome.CHANGED


@pytest.mark.parametrize("relationship", ["Enabled", "Disabled"])
@pytest.mark.parametrize("control", GUARDDUTY, ids=lambda control: control.id)
def test_the_detector_of_a_member_account_is_the_administrators_suspended_or_not(
    fake: FakeAccount, control: Any, relationship: str
) -> None:
    plant(fake, Status="DISABLED")
    state(fake)["administrator"] = {**ADMINISTRATOR, "RelationshipStatus": relationship}
    result = only(settle(fake, control))
    assert result.outcome is Outcome.MANAGED_BY_ORG
    assert Note("managed_by", {"manager": "administrator"}) in result.notes
    assert fake.written() == []


def test_an_invitation_that_was_not_accepted_gives_nobody_a_say(fake: FakeAccount) -> None:
    plant(fake)
    state(fake)["administrator"] = {**ADMINISTRATOR, "RelationshipStatus": "Invited"}
    assert only(settle(fake, S3_PROTECTED)).outcome is Outcome.CHANGED


def test_what_an_organizations_policy_manages_is_left_to_it(fake: FakeAccount) -> None:
    plant(fake)
    set_feature(fake, "S3_DATA_EVENTS", ManagedBy="GUARDDUTY_POLICY")
    result = only(settle(fake, S3_PROTECTED))
    assert Note("managed_by", {"manager": "declarative_policy"}) in result.notes
    assert fake.written() == []


@pytest.mark.parametrize("control_id", PLANS)
def test_only_the_one_plan_is_sent_and_never_to_turn_another_off(fake: FakeAccount, control_id: str) -> None:
    plant(fake)
    for name in ("EKS_RUNTIME_MONITORING", "RDS_LOGIN_EVENTS"):
        set_feature(fake, name, Status="ENABLED")
    before = statuses(fake)
    settle(fake, BY_ID[control_id])
    assert statuses(fake) == {**before, PLANS[control_id]: "ENABLED"}
    sent = [one for call in fake.written() for one in call.parameters["Features"]]
    assert all(one == {"Name": PLANS[control_id], "Status": "ENABLED"} for one in sent)


@pytest.mark.parametrize("control_id", PLANS)
def test_a_region_whose_detector_lacks_a_plan_is_unsupported(fake: FakeAccount, control_id: str) -> None:
    own = plant(fake)
    own["Features"] = [one for one in own["Features"] if one["Name"] != PLANS[control_id]]
    assert only(settle(fake, BY_ID[control_id])).outcome is Outcome.UNSUPPORTED_REGION
    assert fake.written() == []


def test_without_a_detector_its_plans_are_no_subject(fake: FakeAccount) -> None:
    for control in GUARDDUTY:
        if control is not DETECTOR_ENABLED:
            assert settle(fake, control) == ()
    assert fake.written() == []


@pytest.mark.parametrize("control_id", [*PLANS, RUNTIME.id])
def test_the_plans_of_a_suspended_detector_are_left_alone(fake: FakeAccount, control_id: str) -> None:
    plant(fake, Status="DISABLED")
    result = only(settle(fake, BY_ID[control_id]))
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("detector_suspended"),))
    assert fake.written() == []


def test_runtime_monitoring_drops_no_agent_that_is_on(fake: FakeAccount) -> None:
    plant(fake)
    parts = [
        {"Name": name, "Status": "ENABLED" if name == "EC2_AGENT_MANAGEMENT" else "DISABLED"}
        for name in ("EC2_AGENT_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT")
    ]
    set_feature(fake, "RUNTIME_MONITORING", Status="ENABLED", AdditionalConfiguration=parts)
    result = only(settle(fake, RUNTIME, desired={"agents": ["EKS_ADDON_MANAGEMENT"]}))
    assert result.after == {"monitored": True, "agents": ("EC2_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT")}


def test_agents_alone_do_not_turn_on_a_monitoring_that_nobody_asked_to_pay_for(fake: FakeAccount) -> None:
    plant(fake)
    settle(fake, RUNTIME, desired={"monitored": False})
    assert statuses(fake)["RUNTIME_MONITORING"] == "DISABLED"


def test_where_the_former_eks_monitoring_is_on_the_new_one_is_not_sent(fake: FakeAccount) -> None:
    plant(fake)
    set_feature(fake, "EKS_RUNTIME_MONITORING", Status="ENABLED")
    result = only(settle(fake, RUNTIME))
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("former_monitoring"),))
    assert fake.written() == []


def test_new_features_of_guardduty_are_reported_and_not_turned_on(fake: FakeAccount) -> None:
    own = plant(fake)
    rds = {**feature("RDS_LOGIN_EVENTS", "ENABLED"), "AdditionalConfiguration": [_part("RDS_DATA_RISK", "DISABLED")]}
    own["Features"] = [feature("AI_PROTECTION", "DISABLED"), feature("AI_ANALYST", "DISABLED"), rds]
    result = only(settle(fake, KNOWN))
    assert result.outcome is Outcome.MANUAL
    assert result.notes == (
        Note("undecided", {"features": "AI_ANALYST, AI_PROTECTION, RDS_LOGIN_EVENTS/RDS_DATA_RISK"}),
    )
    assert fake.written() == []


def test_a_new_feature_that_somebody_turned_on_is_decided(fake: FakeAccount) -> None:
    own = plant(fake)
    own["Features"].append(feature("AI_PROTECTION", "ENABLED"))
    result = only(settle(fake, KNOWN))
    assert (result.outcome, result.notes) == (Outcome.COMPLIANT, ())


def test_findings_come_no_less_often_than_somebody_chose(fake: FakeAccount) -> None:
    plant(fake, FindingPublishingFrequency="FIFTEEN_MINUTES")
    assert only(settle(fake, FREQUENT, desired={"frequency": "ONE_HOUR"})).outcome is Outcome.COMPLIANT
    assert fake.written() == []


@pytest.mark.parametrize("control", WRITING, ids=lambda control: control.id)
def test_a_write_that_is_denied_is_told_as_that(fake: FakeAccount, control: Any) -> None:
    if control is not DETECTOR_ENABLED:
        plant(fake)
    fake.allowed = set(control.reads)
    assert only(settle(fake, control)).outcome is Outcome.ACCESS_DENIED


def _part(name: str, status: str) -> dict[str, str]:
    return {"Name": name, "Status": status}
