from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from hinomi.model import Domain, Severity, Term
from hinomi.sources import guardduty
from support.samples import facts, load_event, only_alert

load = partial(load_event, "guardduty")
read = partial(only_alert, guardduty)


def test_an_attack_sequence_tells_actor_origin_and_signals() -> None:
    alert = read(load("attack_sequence_iam"))
    assert alert.severity is Severity.CRITICAL
    assert alert.actor is not None
    assert (alert.actor.kind, alert.actor.name, alert.actor.access_key) == ("IAMUser", "john_doe", "AKIA****MPLE")
    assert alert.origin is not None
    assert alert.origin.ip == "198.51.100.23"
    told = facts(alert)
    assert told["signals"] == "2: Stealth:IAMUser/CloudTrailLoggingDisabled, cloudtrail:DeleteTrail"
    assert told["technique"] == "T1562.008 - Impair Defenses: Disable or Modify Cloud Logs"
    assert told["mfa"] == Term("not_used")


def test_an_access_key_in_a_sequence_is_masked_everywhere() -> None:
    assert "AKIAIOSFODNN7EXAMPLE" not in repr(read(load("attack_sequence_iam")))


def test_the_owner_of_the_key_is_the_main_resource_where_the_sequence_names_one() -> None:
    body = load("attack_sequence_iam")
    (key,) = body["detail"]["service"]["detection"]["sequence"]["resources"]
    key["data"] = {"accessKey": {"userName": "john_doe", "userType": "IAMUser", "principalId": "AIDAEXAMPLE"}}
    main = read(body).resources[0]
    assert (main.type, main.id) == ("AWS::IAM::User", "john_doe")


def test_what_the_sequence_is_about_comes_before_its_surroundings() -> None:
    resources = read(load("attack_sequence_eks")).resources
    assert [(resource.type, resource.id, resource.name) for resource in resources] == [
        ("AWS::EKS::Cluster", "prod", ""),
        ("AWS::EC2::Instance", "i-0abc1234def567890", "node-1"),
        ("Kubernetes", "web", ""),
        ("Container", "web", ""),
    ]


def test_many_signals_are_counted_and_the_gravest_named() -> None:
    told = facts(read(load("attack_sequence_eks")))
    assert str(told["signals"]).startswith("12: CryptoCurrency:Runtime/BitcoinTool.B, ")
    assert str(told["signals"]).endswith("(+9)")


def test_tactics_of_the_sequence_and_of_its_signals_are_told_once() -> None:
    assert facts(read(load("attack_sequence_eks")))["tactic"] == "Execution, Impact"


def test_a_domain_of_the_attacker_is_told_as_a_domain_only() -> None:
    alert = read(load("attack_sequence_eks"))
    assert facts(alert)["domain"] == Domain("pool.mining.example")
    assert "pool.mining.example" not in str(facts(alert)["indicators"])


def test_signals_tell_when_it_happened_if_the_service_does_not_in_either_form_of_time() -> None:
    for name, first in (
        ("attack_sequence_iam", datetime(2026, 11, 20, 2, 45, tzinfo=UTC)),
        ("attack_sequence_eks", datetime(2026, 11, 20, 2, 10, tzinfo=UTC)),
    ):
        body = load(name)
        del body["detail"]["service"]["eventFirstSeen"]
        assert read(body).first_seen == first
