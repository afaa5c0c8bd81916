from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from hinomi.model import Alert, ConsoleLink, Event, Lifecycle, Resource, Severity, Term
from hinomi.normalize import normalize
from hinomi.sources import access_analyzer
from support.samples import BROKEN, decisions, facts, load_event, only_alert

load = partial(load_event, "access_analyzer")
read = partial(only_alert, access_analyzer)


def with_detail(name: str, /, **changes: Any) -> Alert:
    body = load(name)
    body["detail"] |= changes
    return read(body)


def test_a_public_bucket_tells_who_may_do_what() -> None:
    alert = read(load("public_bucket"))
    assert (alert.type, alert.severity, alert.lifecycle) == ("ExternalAccess/Public", Severity.HIGH, Lifecycle.OPEN)
    assert alert.resources == (Resource(type="AWS::S3::Bucket", id="amzn-s3-demo-bucket1"),)
    assert facts(alert) == {
        "principal": Term("anyone"),
        "granted_actions": "s3:GetObject, s3:ListBucket",
        "analyzer": "account-analyzer",
    }
    assert alert.guide == ("access_analyzer/public/bucket", "access_analyzer/public", "access_analyzer")
    assert (alert.account, alert.region, alert.copy) == ("111122223333", "ap-northeast-1", alert.reference)
    place = {"region": "ap-northeast-1", "finding_id": "33333333-dcba-4444-dcba-444444444444"}
    assert alert.link == ConsoleLink(page="access_analyzer_finding", parameters=place)


def test_another_account_is_named_with_its_conditions() -> None:
    alert = read(load("role_for_another_account"))
    assert (alert.type, alert.severity) == ("ExternalAccess", Severity.MEDIUM)
    told = facts(alert)
    assert told["principal"] == "123456789012"
    assert told["condition"] == "sts:ExternalId"
    assert alert.guide[0] == "access_analyzer/external/role"


def test_a_principal_that_is_no_account_is_named_with_its_kind() -> None:
    provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
    assert facts(with_detail("external_account", principal={"Federated": provider}))["principal"] == (
        f"Federated: {provider}"
    )


@pytest.mark.parametrize("kind", ["CanonicalUser", "Service"])
def test_every_kind_of_principal_is_named(kind: str) -> None:
    assert facts(with_detail("external_account", principal={kind: "somebody"}))["principal"] == f"{kind}: somebody"


def test_an_analyzer_of_an_organization_tells_whose_resource_it_is_and_keeps_the_link() -> None:
    body = load("public_bucket") | {"account": "123456789012", "region": "eu-west-1"}
    alert = read(body | {"detail": body["detail"] | {"region": "us-east-1"}})
    assert (alert.account, alert.region) == ("111122223333", "us-east-1")
    assert isinstance(alert.link, ConsoleLink)
    assert alert.link.parameters["region"] == "ap-northeast-1"


@pytest.mark.parametrize(
    ("resource", "place"),
    [
        ("arn:aws:ec2:ap-northeast-1::snapshot/snap-1", "snapshot"),
        ("arn:aws:rds:ap-northeast-1:111122223333:cluster-snapshot:orders", "snapshot"),
        ("arn:aws:rds:ap-northeast-1:111122223333:db:orders", None),
    ],
)
def test_a_snapshot_of_any_service_has_advice_of_its_own(resource: str, place: str | None) -> None:
    special = (f"access_analyzer/public/{place}",) if place else ()
    alert = with_detail("public_snapshot", resource=resource)
    assert alert.guide == (*special, "access_analyzer/public", "access_analyzer")


def test_conditions_are_told_by_their_keys() -> None:
    condition = {"aws:SourceIp": "203.0.113.0/24", "kms:ViaService": ["a", "b"], "commandLine": "--password x", "n:": 1}
    told = facts(with_detail("external_account", condition=condition))["condition"]
    assert told == "aws:SourceIp = 203.0.113.0/24, kms:ViaService = a, b"


def test_internal_access_has_no_region_of_its_own_and_nanoseconds() -> None:
    body = load("internal")
    assert "region" not in body["detail"]
    alert = read(body)
    assert (alert.type, alert.severity, alert.region) == ("InternalAccess", Severity.MEDIUM, "ap-northeast-1")
    assert alert.version == 1_795_144_932_654
    assert alert.first_seen == datetime(2026, 11, 20, 1, 33, 49, 914099, tzinfo=UTC)
    assert facts(alert)["reach"] == Term("intra_account")


@pytest.mark.parametrize(
    ("name", "kind", "copied"),
    [
        ("unused_permission", "UnusedPermission", "b8ae0460-5d29-4922-b92a-ba956c986277"),
        ("unused_role", "UnusedIAMRole", "c8ae0460-5d29-4922-b92a-ba956c986278"),
        ("unused_access_key", "UnusedIAMUserAccessKey", "d8ae0460-5d29-4922-b92a-ba956c986279"),
    ],
)
def test_what_nobody_uses_can_wait_and_has_its_id_elsewhere(name: str, kind: str, copied: str) -> None:
    alert = read(load(name))
    assert (alert.type, alert.severity, alert.copy) == (kind, Severity.LOW, copied)
    assert alert.guide[0] == f"access_analyzer/unused/{kind}"
    assert isinstance(alert.link, ConsoleLink)
    assert (alert.link.page, alert.link.parameters["resource"]) == (
        "access_analyzer_unused",
        load(name)["detail"]["resource"],
    )


def test_how_much_is_unused_is_told_where_it_is_known() -> None:
    told = facts(read(load("unused_permission")))
    assert (told["unused_services"], told["unused_actions"]) == (2, 14)
    assert "unused_actions" not in facts(with_detail("unused_permission", numberOfUnusedActions=0))


def test_two_kinds_of_unused_things_of_one_user_are_two_alerts() -> None:
    kinds = ("UnusedIAMUserPassword", "UnusedIAMUserAccessKey")
    assert len({with_detail("unused_access_key", findingType=kind).fingerprint for kind in kinds}) == 2


@pytest.mark.parametrize(("error", "word"), [("ACCESS_DENIED", "access_denied"), ("INTERNAL_ERROR", "internal_error")])
def test_a_resource_that_cannot_be_analyzed_is_told_in_words_of_its_own(error: str, word: str) -> None:
    alert = with_detail("error_access_denied", error=error)
    assert (alert.type, alert.severity) == (f"AnalysisError/{error}", Severity.LOW)
    assert facts(alert)["error"] == Term(word)
    assert "principal" not in facts(alert)
    assert alert.guide == (f"access_analyzer/error/{error}", "access_analyzer/error", "access_analyzer")


@pytest.mark.parametrize("name", ["internal", "unused_role"])
def test_an_error_may_be_of_any_kind_of_finding(name: str) -> None:
    assert with_detail(name, error="ACCESS_DENIED").type == "AnalysisError/ACCESS_DENIED"


def test_an_error_hides_no_access_to_the_same_resource() -> None:
    body = load("error_access_denied")
    access = load("external_account")
    access["detail"]["resource"] = body["detail"]["resource"]
    assert decisions(body, access) == ["first_seen", "first_seen"]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "RESOLVED"},
        {"status": "ARCHIVED"},
        {"status": "archived"},
        {"isDeleted": True},
        {"isDeleted": "true"},
    ],
)
def test_what_is_resolved_archived_or_deleted_is_over(changes: dict[str, Any]) -> None:
    assert with_detail("public_bucket", **changes).lifecycle is Lifecycle.CLOSED


@pytest.mark.parametrize("changes", [{"isDeleted": False}, {"isDeleted": None}, {"status": None}, {"isDeleted": "no"}])
def test_what_is_not_said_to_be_over_is_open(changes: dict[str, Any]) -> None:
    assert with_detail("public_bucket", **changes).lifecycle is Lifecycle.OPEN


def test_a_finding_that_is_deleted_while_it_is_active_is_resolved() -> None:
    deleted = load("public_bucket_deleted")
    assert deleted["detail"]["status"] == "ACTIVE"
    assert "isPublic" not in deleted["detail"]
    assert decisions(load("public_bucket"), deleted, deleted) == ["first_seen", "resolved", "duplicate"]


def test_a_resolved_finding_whose_time_of_keeping_is_over_is_not_told_again() -> None:
    resolved, deleted = load("public_bucket_resolved"), load("public_bucket_deleted")
    deleted["detail"]["status"] = "RESOLVED"
    assert decisions(load("public_bucket"), resolved, deleted) == ["first_seen", "resolved", "duplicate"]


def test_the_end_of_what_was_not_told_is_silent() -> None:
    assert decisions(load("lookalike_resolved_unheard_of")) == ["not_actionable"]


def test_whoever_else_gets_access_is_told_while_the_first_still_has_it() -> None:
    one, other = load("role_for_another_account"), load("role_for_a_second_principal")
    assert one["detail"]["resource"] == other["detail"]["resource"]
    assert decisions(one, other, one, other) == ["first_seen", "first_seen", "duplicate", "duplicate"]
    assert facts(read(other))["principal"] == "arn:aws:iam::123456789012:user/contractor"


@pytest.mark.parametrize("name", ["external_account", "public_bucket", "internal", "error_access_denied"])
def test_each_grant_has_an_end_of_its_own(name: str) -> None:
    one, other = load(name), load(name)
    other["detail"]["id"] = "other"
    ends = [body | {"detail": body["detail"] | {"status": "RESOLVED"}} for body in (one, other)]
    assert decisions(one, other, *ends) == ["first_seen", "first_seen", "resolved", "resolved"]


def test_a_grant_that_comes_back_is_told_again() -> None:
    archived, again = load("external_account"), load("external_account")
    archived["detail"] |= {"status": "ARCHIVED", "updatedAt": "2026-11-20T05:00:00Z"}
    again["detail"]["updatedAt"] = "2026-11-20T06:00:00Z"
    assert decisions(load("external_account"), archived, again) == ["first_seen", "resolved", "reopened"]


def test_what_becomes_public_after_it_was_shared_is_told() -> None:
    public = load("external_account")
    public["detail"] |= {"id": "other", "isPublic": True}
    assert decisions(load("external_account"), public) == ["first_seen", "first_seen"]
    public["detail"]["id"] = load("external_account")["detail"]["id"]
    assert decisions(load("external_account"), public) == ["first_seen", "escalated"]


def test_what_was_an_error_and_turns_out_to_be_access_is_told() -> None:
    body = load("error_access_denied")
    access = body | {"detail": {key: value for key, value in body["detail"].items() if key != "error"}}
    assert decisions(body, access) == ["first_seen", "escalated"]


def test_a_finding_without_an_id_is_about_its_resource() -> None:
    without = with_detail("external_account", id=None)
    assert without.fingerprint == without.copy
    assert without.fingerprint not in {
        read(load("external_account")).fingerprint,
        with_detail("external_account", id=None, resource="arn:aws:s3:::another").fingerprint,
    }


def test_two_analyzers_speak_of_two_things() -> None:
    body = load("external_account")
    body["resources"] = ["arn:aws:access-analyzer:ap-northeast-1:111122223333:analyzer/organization"]
    assert read(body).fingerprint != read(load("external_account")).fingerprint


def test_a_resource_cannot_imitate_another_kind_of_finding() -> None:
    one = with_detail("unused_role", findingType="UnusedPermission", resource="arn:aws:iam::111122223333:role/a|b")
    other = with_detail("unused_role", findingType="b|UnusedPermission", resource="arn:aws:iam::111122223333:role/a")
    assert one.fingerprint != other.fingerprint
    kept = with_detail("unused_role", findingType="UnusedIAMRole", resource="a")
    assert with_detail("external_account", id="a|UnusedIAMRole").fingerprint != kept.fingerprint


def test_a_kind_of_tomorrow_is_told_by_its_name() -> None:
    alert = with_detail("unused_role", findingType="UnusedFuture")
    assert (alert.type, alert.severity, alert.guide[1]) == ("UnusedFuture", Severity.LOW, "access_analyzer/unused")


def test_access_keys_are_never_told_in_full() -> None:
    key = "AKIAIOSFODNN7EXAMPLE"
    alert = with_detail(
        "external_account", principal={"AWS": key}, condition={key: key}, resource=f"arn:aws:s3:::{key}"
    )
    shown = (*map(str, facts(alert).values()), *(one.id for one in alert.resources))
    assert not any(key in text for text in shown)


def test_a_preview_of_access_is_no_finding() -> None:
    assert not access_analyzer.recognizes(Event(body=load("lookalike_access_preview")))


@pytest.mark.parametrize("source", ["aws.iam", "example.forger"])
def test_an_event_of_anybody_else_is_left_to_others(source: str) -> None:
    assert not access_analyzer.recognizes(Event(body=load("public_bucket") | {"source": source}))


@pytest.mark.parametrize("name", ["public_bucket", "internal", "unused_permission", "error_access_denied"])
def test_swapped_types_and_missing_fields_are_survived(name: str) -> None:
    body = load(name)
    for field in body["detail"]:
        for broken in BROKEN:
            (alert,) = normalize(Event(body=body | {"detail": body["detail"] | {field: broken}}))
            assert alert.fingerprint
    for field in ("resources", "account", "region", "time"):
        for broken in BROKEN:
            assert access_analyzer.normalize(Event(body=body | {field: broken}))[0].fingerprint


def test_a_finding_of_which_nearly_nothing_is_left_is_still_told() -> None:
    (alert,) = access_analyzer.normalize(Event(body=load("public_bucket") | {"detail": {"x": 1}, "resources": []}))
    assert (alert.actionable, alert.lifecycle, alert.severity) == (True, Lifecycle.OPEN, Severity.MEDIUM)
