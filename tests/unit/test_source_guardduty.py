from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from hinomi.model import Alert, ConsoleLink, Domain, Event, Lifecycle, Severity, Term
from hinomi.sources import guardduty
from support.samples import facts, load_event, only_alert

load = partial(load_event, "guardduty")
read = partial(only_alert, guardduty)
ARN = "arn:aws:guardduty:ap-northeast-1:123456789012:detector/12abc34d567e8fa901bc2d34e56789f0/finding/"


def with_detail(**changes: Any) -> Alert:
    body = load("ec2_ssh_brute_force")
    body["detail"] |= changes
    return read(body)


def test_a_finding_belongs_to_its_own_account_and_not_to_the_receiver() -> None:
    body = load("ec2_ssh_brute_force")
    assert body["account"] != body["detail"]["accountId"]
    assert read(body).account == body["detail"]["accountId"]


def test_a_finding_tells_what_a_person_acts_on() -> None:
    alert = read(load("ec2_ssh_brute_force"))
    assert alert.resources[0].type == "AWS::EC2::Instance"
    assert (alert.resources[0].id, alert.resources[0].name) == ("i-0abc1234def567890", "web-01")
    assert alert.origin is not None
    assert (alert.origin.ip, alert.origin.country, alert.origin.network) == (
        "198.51.100.23",
        "Netherlands",
        "Example ISP (AS64496)",
    )
    assert facts(alert) == {
        "finding_type": "UnauthorizedAccess:EC2/SSHBruteForce",
        "direction": Term("inbound"),
        "protocol": "TCP",
        "local_port": "22 (SSH)",
        "remote_port": "46717",
        "blocked": Term("no"),
        "public_ip": "203.0.113.10",
        "private_ip": "10.0.1.10",
        "security_groups": "sg-0123456789abcdef0",
    }
    assert alert.first_seen == datetime(2026, 11, 20, 2, 45, 10, tzinfo=UTC)
    assert alert.count == 12


def test_a_finding_links_to_its_page_in_the_console() -> None:
    parameters = {"region": "ap-northeast-1", "finding_id": "aac0000000000000000000000000ssh1"}
    assert read(load("ec2_ssh_brute_force")).link == ConsoleLink(page="guardduty_finding", parameters=parameters)


def test_the_guide_keys_go_from_the_type_to_the_service() -> None:
    assert read(load("ec2_ssh_brute_force")).guide == (
        "guardduty/UnauthorizedAccess:EC2/SSHBruteForce",
        "guardduty/UnauthorizedAccess:EC2",
        "guardduty/UnauthorizedAccess",
        "guardduty",
    )


def test_an_update_with_another_title_is_about_the_same_thing_and_newer() -> None:
    first, update = read(load("ec2_ssh_brute_force")), read(load("ec2_ssh_brute_force_updated"))
    assert first.title != update.title
    assert first.fingerprint == update.fingerprint == first.copy
    assert first.version < update.version


def test_an_escalated_finding_is_about_the_same_thing_and_worse() -> None:
    first, escalated = read(load("ec2_ssh_brute_force")), read(load("ec2_ssh_brute_force_escalated"))
    assert first.fingerprint == escalated.fingerprint
    assert first.severity < escalated.severity


def test_an_archived_finding_is_closed() -> None:
    assert read(load("ec2_ssh_brute_force_archived")).lifecycle is Lifecycle.CLOSED
    assert read(load("ec2_ssh_brute_force")).lifecycle is Lifecycle.OPEN


@pytest.mark.parametrize(
    ("score", "severity"),
    [
        (0.5, Severity.INFO),
        (1, Severity.LOW),
        (3.95, Severity.LOW),
        ("4", Severity.MEDIUM),
        (6.99, Severity.MEDIUM),
        (7.0, Severity.HIGH),
        (8.95, Severity.HIGH),
        (9, Severity.CRITICAL),
        ("10.0", Severity.CRITICAL),
        (None, Severity.MEDIUM),
        ("high", Severity.MEDIUM),
    ],
)
def test_no_score_falls_between_two_severities(score: object, severity: Severity) -> None:
    assert with_detail(severity=score).severity is severity


def test_a_sample_is_known_by_its_title_or_by_its_additional_information() -> None:
    body = load("sample_finding")
    assert read(body).sample
    body["detail"]["title"] = "without the mark"
    assert read(body).sample
    body["detail"]["service"]["additionalInfo"] = {"sample": True}
    assert read(body).sample
    body["detail"]["service"]["additionalInfo"] = {"value": "not JSON"}
    assert not read(body).sample


def test_another_service_cannot_send_a_finding() -> None:
    assert not guardduty.recognizes(Event(body=load("ec2_ssh_brute_force") | {"source": "custom.app"}))


@pytest.mark.parametrize(
    "other", ["GuardDuty Runtime Protection Unhealthy", "GuardDuty Malware Protection Object Scan Result"]
)
def test_other_events_of_guardduty_are_not_findings(other: str) -> None:
    assert not guardduty.recognizes(Event(body=load("ec2_ssh_brute_force") | {"detail-type": other}))


def test_a_bare_finding_says_the_same_as_one_by_eventbridge() -> None:
    bare, whole = read(load("bare_finding")), read(load("ec2_ssh_brute_force"))
    assert (bare.fingerprint, bare.version, bare.facts) == (whole.fingerprint, whole.version, whole.facts)


def test_the_spelling_of_the_api_says_the_same() -> None:
    def pascal(value: Any) -> Any:
        if isinstance(value, dict):
            return {key[:1].upper() + key[1:]: pascal(one) for key, one in value.items()}
        return [pascal(one) for one in value] if isinstance(value, list) else value

    body = load("ec2_ssh_brute_force")["detail"]
    assert read(pascal(body)) == read(body)


def test_without_an_arn_the_finding_is_known_by_its_id_and_without_an_id_by_its_title() -> None:
    body = load("ec2_ssh_brute_force")
    arn = body["detail"].pop("arn")
    by_id = read(body)
    assert by_id.fingerprint == "guardduty|ap-northeast-1|123456789012|aac0000000000000000000000000ssh1"
    del body["detail"]["id"]
    by_title = read(body)
    assert by_title.fingerprint not in {arn, by_id.fingerprint}
    body["detail"]["title"] = "another"
    assert read(body).fingerprint != by_title.fingerprint


def test_a_type_written_with_a_space_is_put_right() -> None:
    assert with_detail(type="Recon:EC2 PortProbeUnprotectedPort").type == "Recon:EC2/PortProbeUnprotectedPort"


def test_a_port_probe_tells_the_ports_and_the_addresses() -> None:
    told = facts(read(load("ec2_port_probe")))
    assert told["local_port"] == "22 (SSH), 3389 (RDP)"
    assert told["addresses"] == "198.51.100.23, 198.51.100.24"


def test_a_domain_is_told_as_a_domain_so_that_nobody_can_click_it() -> None:
    assert facts(read(load("ec2_dns_request")))["domain"] == Domain("pool.mining.example")


def test_stolen_credentials_are_told_by_their_owner_and_never_in_full() -> None:
    body = load("iam_credential_exfiltration")
    alert = read(body)
    assert (alert.resources[0].type, alert.resources[0].id) == ("AWS::IAM::Role", "web-role")
    assert alert.resources[1].id == "i-0abc1234def567890"
    assert alert.actor is not None
    assert (alert.actor.kind, alert.actor.name, alert.actor.access_key) == ("AssumedRole", "web-role", "ASIA****MPLE")
    assert facts(alert)["api"] == "ListBuckets"
    assert facts(alert)["error"] == "AccessDenied"
    assert facts(alert)["session"] == "i-0abc1234def567890"
    assert "ASIAIOSFODNN7EXAMPLE" not in repr(alert)


def test_a_kubernetes_call_tells_user_workload_and_outcome() -> None:
    told = facts(read(load("eks_privileged_container")))
    assert told["kubernetes_user"] == "system:serviceaccount:ci:deployer"
    assert (told["api"], told["namespace"], told["workload"]) == ("create pods", "default", "pods/debug")
    assert told["outcome"] == Term("success")


def test_a_kubernetes_permission_check_tells_whether_it_was_allowed() -> None:
    body = load("eks_privileged_container")
    checked = {"verb": "get", "resource": "secrets", "namespace": "kube-system", "allowed": False}
    body["detail"]["resource"].pop("kubernetesDetails")
    body["detail"]["service"]["action"] = {
        "actionType": "KUBERNETES_PERMISSION_CHECKED",
        "kubernetesPermissionCheckedDetails": checked,
    }
    told = facts(read(body))
    assert (told["api"], told["namespace"], told["outcome"]) == ("get secrets", "kube-system", Term("denied"))


def test_a_role_binding_tells_the_role() -> None:
    body = load("eks_privileged_container")
    body["detail"]["service"]["action"] = {
        "actionType": "KUBERNETES_ROLE_BINDING",
        "kubernetesRoleBindingDetails": {"kind": "ClusterRoleBinding", "name": "b", "roleRefName": "cluster-admin"},
    }
    assert facts(read(body))["role"] == "cluster-admin"


def test_a_database_login_tells_user_and_attempts() -> None:
    told = facts(read(load("rds_brute_force_succeeded")))
    assert (told["db_user"], told["failed_logins"], told["successful_logins"]) == ("admin", 210, 1)


def test_malware_on_a_volume_is_told_with_its_file() -> None:
    alert = read(load("ec2_malware_on_volume"))
    assert [resource.type for resource in alert.resources] == ["AWS::EC2::Instance", "AWS::EC2::Volume"]
    assert facts(alert)["threat"] == "EICAR-Test-File"
    assert facts(alert)["malware_file"] == "tmp/eicar.txt"


def test_a_command_line_is_never_told() -> None:
    alert = read(load("hostile_secret_in_command_line"))
    assert "NOT-TO-BE-SHOWN" not in repr(alert)
    assert facts(alert)["process"] == "xmrig"


def test_an_unknown_resource_type_is_shown_by_its_name() -> None:
    alert = read(load("unknown_resource_type"))
    assert [(resource.type, resource.id) for resource in alert.resources] == [("AgentRuntime", "support-bot")]


def test_an_unknown_resource_type_without_any_name_is_still_shown() -> None:
    assert [resource.type for resource in with_detail(resource={"resourceType": "Teapot"}).resources] == ["Teapot"]


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        (
            {"resourceType": "RDSLimitlessDB", "rdsLimitlessDbDetails": {"dbShardGroupIdentifier": "s"}},
            "AWS::RDS::DBShardGroup s",
        ),
        (
            {"resourceType": "EBSSnapshot", "ebsSnapshotDetails": {"snapshotArn": "arn:aws:ec2:r:1:snapshot/snap-1"}},
            "AWS::EC2::Snapshot snap-1",
        ),
        (
            {"resourceType": "EC2Image", "ec2ImageDetails": {"imageArn": "arn:aws:ec2:r:1:image/ami-1"}},
            "AWS::EC2::Image ami-1",
        ),
        (
            {
                "resourceType": "RecoveryPoint",
                "recoveryPointDetails": {"recoveryPointArn": "arn:aws:backup:r:1:recovery-point:p"},
            },
            "AWS::Backup::RecoveryPoint p",
        ),
        (
            {
                "resourceType": "BedrockGuardrail",
                "bedrockGuardrailDetails": {"guardrailArn": "arn:aws:bedrock:r:1:guardrail/g"},
            },
            "AWS::Bedrock::Guardrail g",
        ),
        ({"resourceType": "Model", "modelDetails": [{"modelId": "m"}]}, "AWS::Bedrock::Model m"),
        (
            {"resourceType": "Container", "ecsClusterDetails": {"name": "c"}, "containerDetails": {"name": "web"}},
            "Container web",
        ),
        (
            {"resourceType": "AccessKey", "accessKeyDetails": {"userType": "Root", "userName": "Root"}},
            "AWS::::Account 123456789012",
        ),
        (
            {"resourceType": "AccessKey", "accessKeyDetails": {"userType": "IAMUser", "userName": "alice"}},
            "AWS::IAM::User alice",
        ),
    ],
)
def test_the_main_resource_is_the_one_that_the_finding_is_about(resource: dict[str, Any], expected: str) -> None:
    main = with_detail(resource=resource).resources[0]
    assert f"{main.type} {main.id}" == expected


def test_resources_that_a_call_changed_are_told() -> None:
    body = load("iam_credential_exfiltration")
    trail = "arn:aws:cloudtrail:ap-northeast-1:123456789012:trail/main"
    body["detail"]["service"]["action"]["awsApiCallAction"]["affectedResources"] = {"AWS::CloudTrail::Trail": trail}
    last = read(body).resources[-1]
    assert (last.type, last.id) == ("AWS::CloudTrail::Trail", "main")


def test_a_component_of_an_attack_sequence_names_the_sequence() -> None:
    assert facts(with_detail(associatedAttackSequenceArn=ARN + "seq"))["associated_sequence"] == ARN + "seq"


def test_a_custom_rule_is_named() -> None:
    assert facts(with_detail(customDetectionRuleName="my-rule"))["custom_rule"] == "my-rule"


def test_a_finding_of_another_partition_is_told_so() -> None:
    assert with_detail(partition="aws-cn").partition == "aws-cn"
    assert with_detail(partition="evil.example").partition == "aws"
