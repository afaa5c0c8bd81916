from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from hinomi.model import Actor, Alert, ConsoleLink, Event, Lifecycle, Origin, Resource, Severity, Term
from hinomi.normalize import normalize
from hinomi.sources import macie, macie_types
from support.samples import BROKEN, decisions, facts, load_event, only_alert

load = partial(load_event, "macie")
read = partial(only_alert, macie)


def with_detail(name: str, /, **changes: Any) -> Alert:
    body = load(name)
    body["detail"] |= changes
    return read(body)


def test_a_policy_finding_tells_who_changed_which_bucket() -> None:
    alert = read(load("block_public_access_disabled"))
    assert (alert.type, alert.severity) == ("Policy:IAMUser/S3BlockPublicAccessDisabled", Severity.HIGH)
    assert alert.resources == (Resource(type="AWS::S3::Bucket", id="amzn-s3-demo-bucket", tags={"Owner": "team-a"}),)
    assert alert.actor == Actor(kind="AssumedRole", name="Admin/alice", access_key="ASIA****MPLE")
    assert alert.origin == Origin(
        ip="198.51.100.23", country="Netherlands", city="Amsterdam", network="Example Net (AS64496)"
    )
    assert facts(alert) == {"public_access": Term("not_public"), "api": "PutBucketPublicAccessBlock"}
    assert alert.guide == ("macie/Policy:IAMUser/S3BlockPublicAccessDisabled", "macie/Policy", "macie")
    assert (alert.account, alert.region, alert.count) == ("111122223333", "ap-northeast-1", 2)
    assert alert.link == ConsoleLink(page="macie_home", parameters={"region": "ap-northeast-1"})


@pytest.mark.parametrize(
    ("identity", "expected"),
    [
        (
            {"type": "IAMUser", "iamUser": {"userName": "alice", "accountId": "111122223333"}},
            Actor(kind="IAMUser", name="alice"),
        ),
        ({"type": "Root", "root": {"accountId": "111122223333"}}, Actor(kind="Root", name="111122223333")),
        (
            {"type": "AWSService", "awsService": {"invokedBy": "s3.amazonaws.com"}},
            Actor(kind="AWSService", name="s3.amazonaws.com"),
        ),
        (
            {"type": "AWSAccount", "awsAccount": {"accountId": "123456789012"}},
            Actor(kind="AWSAccount", name="123456789012"),
        ),
        ({"type": "Robot"}, Actor(kind="Robot")),
        ({}, None),
    ],
)
def test_whoever_it_was_is_named(identity: dict[str, Any], expected: Actor | None) -> None:
    assert with_detail("bucket_public", policyDetails={"actor": {"userIdentity": identity}}).actor == expected


def test_sensitive_data_is_told_by_kind_and_number_and_never_itself() -> None:
    alert = read(load("sensitive_personal"))
    assert facts(alert) == {
        "object_key": "exports/customers.csv",
        "sensitive_data": "NAME (210), PHONE_NUMBER (198), ADDRESS (120) (+1)",
        "public_access": Term("not_public"),
    }
    assert alert.actor is None
    assert alert.guide == ("macie/SensitiveData:S3Object/Personal", "macie/SensitiveData", "macie")


def test_a_public_object_says_so() -> None:
    told = facts(read(load("sensitive_credentials")))
    assert (told["public_access"], told["object_is_public"]) == (Term("public"), Term("yes"))
    assert "社内トークン (1)" in str(told["sensitive_data"])


def test_categories_stand_in_for_detections_that_are_missing() -> None:
    result = {"sensitiveData": [{"category": "CREDENTIALS"}, {"category": "FINANCIAL_INFORMATION"}]}
    told = facts(with_detail("sensitive_personal", classificationDetails={"result": result}))
    assert told["sensitive_data"] == "CREDENTIALS, FINANCIAL_INFORMATION"


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ({"score": 3, "description": "High"}, Severity.HIGH),
        ({"score": 2, "description": "MEDIUM"}, Severity.MEDIUM),
        ({"description": "low"}, Severity.LOW),
        ({"score": 3}, Severity.HIGH),
        ({"score": "2"}, Severity.MEDIUM),
        ({"score": 1.0, "description": None}, Severity.LOW),
        ({}, Severity.MEDIUM),
        ("High", Severity.MEDIUM),
    ],
)
def test_the_severity_is_the_word_or_else_the_score(severity: object, expected: Severity) -> None:
    assert with_detail("bucket_public", severity=severity).severity is expected


def test_marks_are_found_within_the_finding_and_beside_it() -> None:
    body = load("bucket_public")
    assert (read(body).sample, read(body).lifecycle) == (False, Lifecycle.OPEN)
    beside = read(body | {"sample": True, "archived": True})
    assert (beside.sample, beside.lifecycle) == (True, Lifecycle.CLOSED)
    assert read(load("sample_finding")).sample
    assert with_detail("bucket_public", archived=True).lifecycle is Lifecycle.CLOSED


def test_what_happens_again_is_the_same_finding_and_archiving_ends_it() -> None:
    again = load("block_public_access_disabled")
    again["detail"] |= {"count": 3, "updatedAt": "2026-11-20T03:15:15Z"}
    archived = load("block_public_access_disabled_archived")
    events = [load("block_public_access_disabled"), again, archived, archived]
    assert decisions(*events) == ["first_seen", "duplicate", "resolved", "duplicate"]


def test_what_was_archived_before_anybody_heard_of_it_is_silent() -> None:
    assert decisions(load("lookalike_archived_unheard_of")) == ["not_actionable"]


def test_another_finding_about_the_same_bucket_is_another_alert() -> None:
    assert decisions(load("block_public_access_disabled"), load("bucket_public")) == ["first_seen", "first_seen"]


def test_findings_that_lost_their_ids_are_told_apart_by_what_they_say_of_which_object() -> None:
    one, other = with_detail("sensitive_personal", id=None), with_detail("sensitive_credentials", id=None)
    assert one.fingerprint != other.fingerprint
    assert one.fingerprint == with_detail("sensitive_personal", id="").fingerprint
    elsewhere = {
        "resourcesAffected": load("sensitive_personal")["detail"]["resourcesAffected"] | {"s3Object": {"key": "x"}}
    }
    changes = ({"accountId": "another"}, {"region": "eu-west-1"}, elsewhere)
    assert (
        len({one.fingerprint, *(with_detail("sensitive_personal", id=None, **more).fingerprint for more in changes)})
        == 4
    )


def test_the_place_is_that_of_the_finding_and_not_of_the_bus() -> None:
    alert = read(load("bucket_public") | {"account": "another", "region": "eu-west-1"})
    assert (alert.account, alert.region) == ("111122223333", "ap-northeast-1")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Policy:IAMUser/S3BucketPublic", "Policy:IAMUser/S3BucketPublic"),
        ("Effects/Data Exposure/Policy:IAMUser-S3BucketPublic", "Policy:IAMUser/S3BucketPublic"),
        ("Sensitive Data Identifications/PII/SensitiveData:S3Object/Personal", "SensitiveData:S3Object/Personal"),
        ("Sensitive Data Identifications/Passwords", "Sensitive Data Identifications/Passwords"),
        ("", ""),
    ],
)
def test_a_type_is_read_as_macie_writes_it(written: str, read_as: str) -> None:
    assert macie_types.canonical(written) == read_as


def test_a_type_of_tomorrow_is_explained_by_its_kind() -> None:
    alert = with_detail("bucket_public", type="Policy:IAMUser/Tomorrow")
    assert alert.guide == ("macie/Policy:IAMUser/Tomorrow", "macie/Policy", "macie")


def test_access_keys_are_never_told_in_full() -> None:
    key = "AKIAIOSFODNN7EXAMPLE"
    body = load("sensitive_credentials")
    body["detail"] |= {"title": key, "description": key}
    body["detail"]["resourcesAffected"]["s3Object"]["key"] = f"keys/{key}.csv"
    alert = read(body)
    assert not any(key in text for text in (alert.title, alert.description, *map(str, facts(alert).values())))


def test_a_call_of_macies_api_is_no_finding() -> None:
    assert not macie.recognizes(Event(body=load("lookalike_api_call")))
    assert not macie.recognizes(Event(body=load("bucket_public") | {"source": "example.forger"}))


@pytest.mark.parametrize("name", ["block_public_access_disabled", "sensitive_credentials"])
def test_swapped_types_and_missing_fields_are_survived(name: str) -> None:
    body = load(name)
    for field in body["detail"]:
        for broken in BROKEN:
            (alert,) = normalize(Event(body=body | {"detail": body["detail"] | {field: broken}}))
            assert alert.fingerprint
    for broken in BROKEN:
        actor = {"userIdentity": {"type": broken, "assumedRole": broken}, "ipAddressDetails": broken}
        held = {"s3Bucket": broken, "s3Object": broken}
        changes = {"policyDetails": {"actor": actor, "action": broken}, "resourcesAffected": held}
        assert macie.normalize(Event(body=body | {"detail": body["detail"] | changes}))[0].actionable
