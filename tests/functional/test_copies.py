"""What a service finds and what Security Hub shows of it is one alert, whichever comes first and in whatever format.

Access Analyzer groups its findings for Security Hub by resource, and only the address of the source says which of them
is shown; Macie and Inspector do not. AWS Config and AWS Health put their own keys into the copy's id; which access
keys an event of Health is about, its resources say. What is not known to be a copy stays an alert of its own.
"""

from __future__ import annotations

from itertools import count, permutations
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.decide import NEWS
from hinomi.envelope import open_envelope
from hinomi.memory_store import MemoryStore
from hinomi.model import Alert, Event, Lifecycle, Outlet, Severity, Term
from hinomi.normalize import normalize
from hinomi.render import MACHINE
from support.fakes import Clock, Outbox, make_watch
from support.samples import facts, load_event

if TYPE_CHECKING:
    from collections.abc import Callable

ONE = (Outlet(name=MACHINE, channel=MACHINE, locale=""),)
TOLD = {reason.value for reason in NEWS}
ACCOUNT, REGION = "111122223333", "ap-northeast-1"
ANALYZER = f"arn:aws:access-analyzer:{REGION}:{ACCOUNT}:analyzer/account-analyzer"
BUCKET = "arn:aws:s3:::amzn-s3-demo-bucket"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/old-batch"
VULNERABILITY = f"arn:aws:inspector2:{REGION}:{ACCOUNT}:finding/0123456789abcdef0123456789abcdef"
RULE = f"arn:aws:config:{REGION}:{ACCOUNT}:config-rule/config-rule-abc123"
HEALTH = ":event/RISK/AWS_RISK_CREDENTIALS_EXPOSED/AWS_RISK_CREDENTIALS_EXPOSED_0123-4567"
SHARED = "Software and Configuration Checks/AWS Security Best Practices/External Access Granted"
GRANT = "22222222-dcba-4444-dcba-333333333333"
OPEN_TO_ALL = "Effects/Data Exposure/External Access Granted"
_numbers = count(1)


def at(minute: int) -> str:
    return f"2026-11-20T{3 + minute // 60:02}:{minute % 60:02}:00Z"


def enveloped(source: str, kind: str, minute: int, detail: dict[str, Any], *resources: str) -> dict[str, Any]:
    return {
        "id": f"copies-{next(_numbers)}",
        "detail-type": kind,
        "source": source,
        "account": ACCOUNT,
        "time": at(minute),
        "region": REGION,
        "resources": list(resources),
        "detail": detail,
    }


def access(minute: int, *, over: bool = False, **changes: Any) -> dict[str, Any]:
    """Let Access Analyzer tell of access."""
    event = load_event("access_analyzer", "external_account")
    event["detail"] |= {"updatedAt": at(minute), "status": "RESOLVED" if over else "ACTIVE"} | changes
    return event | {"id": f"copies-{next(_numbers)}", "time": at(minute)}


def unused(minute: int, *, over: bool = False) -> dict[str, Any]:
    event = load_event("access_analyzer", "unused_permission")
    event["detail"] |= {"updatedAt": at(minute), "status": "RESOLVED" if over else "ACTIVE"}
    return event | {"id": f"copies-{next(_numbers)}", "time": at(minute)}


def macie(minute: int, *, over: bool = False) -> dict[str, Any]:
    event = load_event("macie", "block_public_access_disabled")
    event["detail"] |= {"updatedAt": at(minute), "archived": over}
    return event | {"id": f"copies-{next(_numbers)}", "time": at(minute)}


def inspector(minute: int, *, over: bool = False) -> dict[str, Any]:
    detail = {
        "awsAccountId": ACCOUNT,
        "findingArn": VULNERABILITY,
        "severity": "CRITICAL",
        "status": "CLOSED" if over else "ACTIVE",
        "title": "CVE-2026-0001 - openssl",
        "type": "PACKAGE_VULNERABILITY",
        "updatedAt": at(minute),
    }
    return enveloped("aws.inspector2", "Inspector2 Finding", minute, detail)


def config(minute: int, *, over: bool = False) -> dict[str, Any]:
    result, old = ("COMPLIANT", "NON_COMPLIANT") if over else ("NON_COMPLIANT", "COMPLIANT")
    detail = {
        "awsAccountId": ACCOUNT,
        "awsRegion": REGION,
        "configRuleName": "restricted-buckets",
        "configRuleARN": RULE,
        "resourceType": "AWS::S3::Bucket",
        "resourceId": "amzn-s3-demo-bucket",
        "newEvaluationResult": {"complianceType": result, "resultRecordedTime": at(minute)},
        "oldEvaluationResult": {"complianceType": old},
    }
    return enveloped("aws.config", "Config Rules Compliance Change", minute, detail)


def health(minute: int, *keys: str, over: bool = False) -> dict[str, Any]:
    detail = {
        "eventArn": f"arn:aws:health:us-east-1:{HEALTH}",
        "service": "RISK",
        "eventTypeCode": "AWS_RISK_CREDENTIALS_EXPOSED",
        "eventTypeCategory": "issue",
        "statusCode": "closed" if over else "open",
        "affectedAccount": ACCOUNT,
        "lastUpdatedTime": at(minute),
        "affectedEntities": [{"entityValue": key, "status": "PENDING"} for key in keys],
    }
    return enveloped("aws.health", "AWS Health Event", minute, detail, *keys)


NATIVE: dict[str, Callable[..., dict[str, Any]]] = {
    "access-analyzer": access,
    "unused": unused,
    "macie": macie,
    "inspector": inspector,
    "config": config,
    "health": health,
}
# Product → its id, types, label, resource as the guides of AWS have them.
COPIED: dict[str, tuple[str, str, str, str, str]] = {
    "access-analyzer": (f"{ANALYZER}/{BUCKET}", SHARED, "LOW", "AwsS3Bucket", BUCKET),
    "unused": (
        f"{ANALYZER.replace('account', 'unused')}/{ROLE}/UnusedPermissions",
        "Software and Configuration Checks/AWS Security Best Practices/Unused Permission",
        "MEDIUM",
        "AwsIamRole",
        ROLE,
    ),
    "macie": (
        "64b917aa-3843-014c-91d8-937ffexample",
        "Software and Configuration Checks/AWS Security Best Practices/Policy:IAMUser-S3BlockPublicAccessDisabled",
        "HIGH",
        "AwsS3Bucket",
        BUCKET,
    ),
    "inspector": (
        VULNERABILITY,
        "Software and Configuration Checks/Vulnerabilities/CVE",
        "CRITICAL",
        "AwsEc2Instance",
        f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance/i-0abc1234def567890",
    ),
    "config": (f"{RULE}/finding/45a070df80cb50b68fa6a43594bc6fda", "Software", "MEDIUM", "AwsS3Bucket", BUCKET),
    "health": (f"arn:aws:health:us-east-1:{ACCOUNT}{HEALTH}/101F7FBAEFC6", "Software", "CRITICAL", "Other", ACCOUNT),
}


def address(finding: str, host: str = "console.aws.amazon.com") -> str:
    """Write the address of a finding as Access Analyzer does."""
    return f"https://{host}/access-analyzer/home?region={REGION}#/findings/details/{finding}"


def shown(finding: str, **changes: Any) -> dict[str, Any]:
    return {"SourceUrl": address(finding)} | changes


ADDRESSES = {
    "access-analyzer": address(GRANT),
    "unused": f"https://{REGION}.console.aws.amazon.com/access-analyzer/home?region={REGION}"
    "#/unused-access-findings?resource=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fold-batch",
}


def product_of(name: str) -> str:
    return "access-analyzer" if name == "unused" else name


def asff(name: str, minute: int, *, over: bool = False, **changes: Any) -> dict[str, Any]:
    """Let Security Hub show it in its own format."""
    identifier, kind, label, resource_type, resource = COPIED[name]
    finding = {
        "SchemaVersion": "2018-10-08",
        "Id": identifier,
        "ProductArn": f"arn:aws:securityhub:{REGION}::product/aws/{product_of(name)}",
        "Region": REGION,
        "AwsAccountId": ACCOUNT,
        "Types": [kind],
        "Severity": {"Label": label},
        "Title": "restricted-buckets",
        "UpdatedAt": at(minute),
        "Resources": [{"Type": resource_type, "Id": resource}],
        "RecordState": "ARCHIVED" if over else "ACTIVE",
        "Workflow": {"Status": "NEW"},
        "SourceUrl": ADDRESSES.get(name, ""),
    }
    if name == "config":
        finding["Compliance"] = {"Status": "PASSED" if over else "FAILED"}
    detail = {"findings": [finding | changes]}
    return enveloped("aws.securityhub", "Security Hub Findings - Imported", minute, detail)


def ocsf(name: str, minute: int, *, over: bool = False, **changes: Any) -> dict[str, Any]:
    """Let Security Hub show it in OCSF, with the same id, as it does GuardDuty's and Inspector's."""
    identifier, kind, label, _, resource = COPIED[name]
    info = {"uid": identifier, "title": "t", "types": [kind], "modified_time_dt": at(minute)}
    finding = {
        "class_uid": 2004,
        "activity_id": 3 if over else 1,
        "severity": "Fatal" if label == "CRITICAL" else label.title(),
        "status": "Resolved" if over else "New",
        "cloud": {"region": REGION, "account": {"uid": ACCOUNT}},
        "metadata": {
            "uid": f"v2-{name}",
            "product": {"uid": f"arn:aws:securityhub:{REGION}::productv2/aws/{product_of(name)}"},
        },
        "finding_info": info | {"src_url": ADDRESSES.get(name, "")},
        "resources": [{"type": "AWS::S3::Bucket", "uid": resource}],
    }
    return enveloped("aws.securityhub", "Findings Imported V2", minute, {"findings": [finding | changes]})


def only(event: dict[str, Any]) -> Alert:
    (alert,) = (alert for one in open_envelope(event) for alert in normalize(one))
    return alert


def take(*events: dict[str, Any]) -> list[str]:
    """Take the events one after another; return the reason of each decision, and see that no more was told."""
    clock, outbox, reasons = Clock(), Outbox(), []
    watch = make_watch(MemoryStore(), outbox=outbox, clock=clock, machines=ONE)
    for event in events:
        clock.turn(60)
        reasons += [outcome.decision.reason.value for one in open_envelope(event) for outcome in watch.take(one)]
    assert len(outbox.sent) == sum(reason in TOLD for reason in reasons)
    return reasons


def told(*events: dict[str, Any]) -> list[str]:
    return [reason for reason in take(*events) if reason in TOLD]


SPEAKERS = ("native", "asff", "ocsf")


def say(name: str, speaker: str, minute: int, *, over: bool = False) -> dict[str, Any]:
    if speaker == "native":
        return NATIVE[name](minute, over=over)
    return (asff if speaker == "asff" else ocsf)(name, minute, over=over)


@pytest.mark.parametrize("order", [*permutations(SPEAKERS)], ids="-".join)
@pytest.mark.parametrize("name", NATIVE)
def test_a_finding_and_its_copies_are_told_once_and_so_is_their_end(name: str, order: tuple[str, ...]) -> None:
    opened = [say(name, speaker, minute) for minute, speaker in enumerate(order)]
    updated = [say(name, speaker, 10 + minute) for minute, speaker in enumerate(order)]
    closed = [say(name, speaker, 20 + minute, over=True) for minute, speaker in enumerate(order)]
    assert told(*opened) == ["first_seen"]
    assert told(*opened, *updated) == ["first_seen"]
    assert told(*opened, *updated, *closed) == ["first_seen", "resolved"]
    assert told(*opened, *updated, *closed, *closed) == ["first_seen", "resolved"]


@pytest.mark.parametrize("copy", ["asff", "ocsf"])
@pytest.mark.parametrize("native_first", [True, False])
@pytest.mark.parametrize("name", NATIVE)
def test_a_finding_and_one_copy_are_told_once_and_so_is_their_end(name: str, copy: str, *, native_first: bool) -> None:
    order = ["native", copy] if native_first else [copy, "native"]
    opened = [say(name, speaker, minute) for minute, speaker in enumerate(order)]
    for closing in (order, order[::-1]):
        closed = [say(name, speaker, 20 + minute, over=True) for minute, speaker in enumerate(closing)]
        assert told(*opened, *closed) == ["first_seen", "resolved"]


@pytest.mark.parametrize("name", NATIVE)
@pytest.mark.parametrize("copy", [asff, ocsf])
def test_a_copy_is_as_bad_and_of_the_same_kind_as_what_it_is_a_copy_of(name: str, copy: Any) -> None:
    native, copied = only(NATIVE[name](0)), only(copy(name, 0))
    assert (copied.fingerprint, copied.severity) == (native.fingerprint, native.severity)
    assert copied.source == "securityhub" != native.source
    if name in {"access-analyzer", "unused", "macie"}:
        assert (copied.type, copied.guide) == (native.type, native.guide)


@pytest.mark.parametrize("name", NATIVE)
@pytest.mark.parametrize("first", SPEAKERS)
def test_the_end_of_what_nobody_was_told_of_is_silent(name: str, first: str) -> None:
    assert take(say(name, first, 0, over=True)) == ["not_actionable"]


@pytest.mark.parametrize("name", NATIVE)
def test_an_imitation_by_another_product_is_an_alert_of_its_own_and_closes_nothing(name: str) -> None:
    """Whoever may call BatchImportFindings can write any id and any type, but not under `product/aws/`."""
    forged = f"arn:aws:securityhub:{REGION}:{ACCOUNT}:product/{ACCOUNT}/default"
    imitation = asff(name, 10, over=True, ProductArn=forged)
    assert only(imitation).fingerprint != only(NATIVE[name](0)).fingerprint
    assert take(NATIVE[name](0), imitation) == ["first_seen", "not_actionable"]
    for product in ("aws", "aws/", f"{ACCOUNT}/aws/{product_of(name)}", "evil/aws/macie"):
        other = asff(name, 10, ProductArn=f"arn:aws:securityhub:{REGION}:{ACCOUNT}:product/{product}")
        assert only(other).fingerprint != only(NATIVE[name](0)).fingerprint


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("access-analyzer", "b8ae0460-5d29-4922-b92a-ba956c986277"),
        ("access-analyzer", f"{ANALYZER}"),
        ("macie", "arn:aws:macie:us-west-2:111122223333:integtest/trigger/6294d71b/alert/f2893b21"),
        ("config", RULE),
        ("health", f"arn:aws:health:us-east-1:{HEALTH}"),
    ],
)
def test_an_id_of_a_form_that_is_not_known_joins_nothing(name: str, identifier: str) -> None:
    unknown = only(asff(name, 0, Id=identifier))
    label = COPIED[name][2]
    assert unknown.severity is Severity[label]
    assert unknown.fingerprint != only(NATIVE[name](0)).fingerprint
    assert unknown.copy == identifier


@pytest.mark.parametrize(
    ("unknown", "arn"),
    [
        ("AwsIamUser", f"arn:aws:iam::{ACCOUNT}:user/alice"),
        ("AwsRdsDbInstance", f"arn:aws:rds:{REGION}:{ACCOUNT}:db:orders"),
        ("AwsSnsTopic", f"arn:aws:sns:{REGION}:{ACCOUNT}:orders"),
        ("Other", f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance/i-1"),
    ],
)
def test_a_resource_that_config_knows_by_an_id_of_its_own_joins_nothing(unknown: str, arn: str) -> None:
    assert only(asff("config", 0, Resources=[{"Type": unknown, "Id": arn}])).fingerprint.startswith("securityhub|")


@pytest.mark.parametrize(
    ("kind", "arn", "resource"),
    [
        (
            "AwsEc2SecurityGroup",
            f"arn:aws:ec2:{REGION}:{ACCOUNT}:security-group/sg-1",
            ("AWS::EC2::SecurityGroup", "sg-1"),
        ),
        ("AwsLambdaFunction", f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:f", ("AWS::Lambda::Function", "f")),
        ("Other", f"AWS::::Account:{ACCOUNT}", ("AWS::::Account", ACCOUNT)),
    ],
)
def test_a_resource_that_config_knows_by_its_name_is_joined(kind: str, arn: str, resource: tuple[str, str]) -> None:
    native = config(0)
    native["detail"] |= {"resourceType": resource[0], "resourceId": resource[1]}
    assert only(asff("config", 0, Resources=[{"Type": kind, "Id": arn}])).fingerprint == only(native).fingerprint


def test_a_health_event_whose_weight_the_copy_does_not_tell_is_never_worse_in_the_copy() -> None:
    event = ":event/ACM/AWS_ACM_RENEWAL_STATE_CHANGE/AWS_ACM_RENEWAL_STATE_CHANGE_1"
    native = health(0)
    native["detail"] |= {
        "eventArn": f"arn:aws:health:us-east-1:{event}",
        "service": "ACM",
        "eventTypeCode": "AWS_ACM_RENEWAL_STATE_CHANGE",
        "eventTypeCategory": "scheduledChange",
    }
    copied = asff("health", 1, Id=f"arn:aws:health:us-east-1:{ACCOUNT}{event}/ABCDEF", Severity={"Label": "MEDIUM"})
    assert told(native, copied) == ["first_seen"]


def shown_keys(copy: Callable[..., dict[str, Any]], minute: int, *keys: str, over: bool = False) -> dict[str, Any]:
    if copy is asff:
        return asff("health", minute, over=over, Resources=[{"Type": "Other", "Id": key} for key in keys])
    return ocsf("health", minute, over=over, resources=[{"type": "Other", "uid": key} for key in keys])


KEY, OTHER_KEY = "AKIAIOSFODNN7EXAMPL1", "AKIAIOSFODNN7EXAMPL2"


@pytest.mark.parametrize("copy", [asff, ocsf])
def test_each_exposed_key_is_told_once_whoever_names_it_first(copy: Any) -> None:
    both = health(0, KEY, OTHER_KEY), shown_keys(copy, 1, OTHER_KEY, KEY)
    assert told(*both) == told(*reversed(both)) == ["first_seen"] * 2
    assert told(health(0, KEY), shown_keys(copy, 1, KEY, OTHER_KEY), health(2, OTHER_KEY)) == ["first_seen"] * 2
    assert told(shown_keys(copy, 0, KEY), shown_keys(copy, 1, OTHER_KEY)) == ["first_seen"] * 2
    assert told(*both, health(9, KEY, OTHER_KEY, over=True)) == ["first_seen"] * 2 + ["resolved"] * 2
    assert told(*both, shown_keys(copy, 9, KEY, OTHER_KEY, over=True)) == ["first_seen"] * 2 + ["resolved"] * 2


@pytest.mark.parametrize("copy", [asff, ocsf])
def test_a_copy_names_a_key_as_the_event_itself_does(copy: Any) -> None:
    native, copied = only(health(0, KEY)), only(shown_keys(copy, 1, ACCOUNT, KEY))
    assert (copied.fingerprint, copied.copy, copied.resources) == (native.fingerprint, native.copy, native.resources)
    assert (copied.severity, copied.guide) == (native.severity, native.guide)
    assert KEY not in str(copied)


@pytest.mark.parametrize("copy", [asff, ocsf])
@pytest.mark.parametrize("names", [(), (ACCOUNT,), (f"AWS::::Account:{ACCOUNT}",), ("UNKNOWN",)])
def test_a_copy_without_a_key_is_about_the_event_and_ends_with_it(copy: Any, names: tuple[str, ...]) -> None:
    copied = shown_keys(copy, 1, *names)
    assert told(health(0), copied) == told(copied, health(2)) == ["first_seen"]
    ends = [copied, health(2, KEY), health(9, KEY, over=True)]
    assert told(*ends) == ["first_seen", "first_seen", "resolved", "resolved"]


@pytest.mark.parametrize("copy", [asff, ocsf])
def test_only_the_copy_of_a_risk_is_taken_apart(copy: Any) -> None:
    event = ":event/ACM/AWS_ACM_RENEWAL_STATE_CHANGE/AWS_ACM_RENEWAL_STATE_CHANGE_1"
    identifier = f"arn:aws:health:us-east-1:{ACCOUNT}{event}/ABCDEF"
    found = shown_keys(copy, 1, "certificate/one", "certificate/two")["detail"]["findings"][0]
    said = {"Id": identifier} if copy is asff else {"finding_info": {**found["finding_info"], "uid": identifier}}
    assert len(only(copy("health", 1, **(found | said))).resources) == 2
    forged = f"arn:aws:securityhub:{REGION}:{ACCOUNT}:product/{ACCOUNT}/default"
    said = {"ProductArn": forged} if copy is asff else {"metadata": {"product": {"uid": forged}}}
    assert len(only(copy("health", 1, **(found | said))).resources) == 2


ONE_GRANT: dict[str, Any] = {"id": "a" * 8}
OTHER_GRANT: dict[str, Any] = {"id": "b" * 8, "principal": {"AWS": "arn:aws:iam::123456789012:user/contractor"}}


def test_each_principal_is_told_once_though_security_hub_shows_one_of_them_at_a_time() -> None:
    """Access Analyzer has a finding for each principal, Security Hub one for the resource: it goes on to the next."""
    events = [access(0, **ONE_GRANT), asff("access-analyzer", 1, **shown("a" * 8)), access(2, **OTHER_GRANT)]
    assert told(*events) == ["first_seen", "first_seen"]
    events += [access(3, over=True, **ONE_GRANT), asff("access-analyzer", 4, **shown("b" * 8))]
    assert told(*events) == ["first_seen", "first_seen", "resolved"]
    events += [access(5, over=True, **OTHER_GRANT), asff("access-analyzer", 6, over=True, **shown("b" * 8))]
    assert told(*events) == ["first_seen", "first_seen", "resolved", "resolved"]


def test_a_principal_that_security_hub_alone_goes_on_to_show_is_told() -> None:
    assert told(asff("access-analyzer", 0), asff("access-analyzer", 1, **shown("b" * 8))) == ["first_seen"] * 2


@pytest.mark.parametrize("host", ["console.aws.amazon.com", f"{REGION}.console.aws.amazon.com", "console.amazonaws.cn"])
@pytest.mark.parametrize("behind", ["", "?tab=details", "/"])
def test_the_address_of_the_source_tells_which_grant_is_shown(host: str, behind: str) -> None:
    native = only(access(0)).fingerprint
    assert only(asff("access-analyzer", 0, SourceUrl=address(GRANT, host) + behind)).fingerprint == native
    assert only(asff("access-analyzer", 0, SourceUrl=address(f"{GRANT}0", host) + behind)).fingerprint != native


@pytest.mark.parametrize(
    "unread",
    [
        None,
        7,
        "",
        GRANT,
        f"https://console.aws.amazon.com/access-analyzer/home?region={REGION}#/findings",
        f"https://console.aws.amazon.com/access-analyzer/home?region={REGION}#/findings/details/",
        f"https://console.aws.amazon.com/guardduty/home?region={REGION}#/findings/details/{GRANT}",
        f"javascript:https://console.aws.amazon.com/access-analyzer/home#/findings/details/{GRANT}",
        address("x" * 129),
        address("a|b"),
    ],
    ids=repr,
)
def test_a_copy_whose_address_cannot_be_read_is_told_once_more_rather_than_lost(unread: Any) -> None:
    copied = asff("access-analyzer", 1, SourceUrl=unread)
    assert told(access(0), copied, copied) == ["first_seen", "first_seen"]
    closed = asff("access-analyzer", 2, over=True, SourceUrl=unread)
    assert told(access(0), copied, closed, access(3, over=True)) == ["first_seen", "first_seen", "resolved", "resolved"]


def test_no_reader_is_led_to_an_address_out_of_an_event() -> None:
    assert "evil" not in repr(only(asff("access-analyzer", 0, SourceUrl=address(GRANT, "evil.example"))).link)


SET_ASIDE: list[tuple[Callable[..., dict[str, Any]], dict[str, Any]]] = [
    (asff, {"Workflow": {"Status": "SUPPRESSED"}}),
    (asff, {"Workflow": {"Status": "RESOLVED"}}),
    (ocsf, {"status": "Suppressed", "status_id": 3}),
    (ocsf, {"status": "Resolved", "status_id": 4}),
    (ocsf, {"status": "Archived", "status_id": 5}),
]


@pytest.mark.parametrize(("copy", "changes"), SET_ASIDE)
def test_who_sets_the_copy_aside_closes_no_grant_that_it_may_come_to_show(copy: Any, changes: dict[str, Any]) -> None:
    """The workflow belongs to the resource and stays, whomever the finding shows next; days later, too."""
    aside = copy("access-analyzer", 50, **changes)
    assert take(access(0), aside, access(55)) == ["first_seen", "not_actionable", "duplicate"]
    assert take(aside, access(55)) == ["not_actionable", "first_seen"]
    assert told(access(0), aside, access(55, over=True)) == ["first_seen", "resolved"]
    late = aside | {"detail": {"findings": [aside["detail"]["findings"][0] | {"UpdatedAt": "2026-12-20T03:00:00Z"}]}}
    assert told(access(0), late) == ["first_seen"]


def test_what_is_set_aside_and_archived_is_over() -> None:
    workflow = {"Status": "SUPPRESSED"}
    events = [asff("access-analyzer", 0), asff("access-analyzer", 5, over=True, Workflow=workflow)]
    assert told(*events) == ["first_seen", "resolved"]
    deleted: dict[str, Any] = {"activity_id": 2, "status": "Deleted", "status_id": 6}
    assert told(ocsf("access-analyzer", 0), ocsf("access-analyzer", 5, **deleted)) == ["first_seen", "resolved"]


def test_the_end_at_home_is_the_end_of_a_grant_though_security_hub_is_behind() -> None:
    events = [access(0), asff("access-analyzer", 1), access(5, over=True), asff("access-analyzer", 9)]
    assert told(*events) == ["first_seen", "resolved"]
    assert told(*events, access(20)) == ["first_seen", "resolved", "reopened"]


def test_what_is_public_after_it_was_shared_is_told_once_whoever_says_it_first() -> None:
    public = access(5, id="c" * 8, isPublic=True, principal={"AWS": "*"})
    everybody = shown("c" * 8, Types=[OPEN_TO_ALL], Severity={"Label": "CRITICAL"})
    copied = asff("access-analyzer", 6, **everybody)
    assert only(public).severity is only(copied).severity is Severity.HIGH
    shared = [access(0), asff("access-analyzer", 1)]
    assert told(*shared, public, copied) == ["first_seen", "first_seen"]
    assert told(*shared, copied, public) == ["first_seen", "first_seen"]


def test_who_gets_access_after_security_hub_said_that_it_is_no_longer_public_is_told() -> None:
    everybody = shown("c" * 8, Types=[OPEN_TO_ALL], Severity={"Label": "CRITICAL"})
    public = access(0, id="c" * 8, isPublic=True, principal={"AWS": "*"})
    events = [public, asff("access-analyzer", 1, **everybody), asff("access-analyzer", 5, over=True, **everybody)]
    assert told(*events, access(9)) == ["first_seen", "resolved", "first_seen"]


@pytest.mark.parametrize("copy", [asff, ocsf])
def test_the_title_too_tells_that_a_resource_is_public(copy: Any) -> None:
    title = f"AwsS3Bucket/{BUCKET}/ allows public access"
    said = (
        {"Title": title, "Types": []}
        if copy is asff
        else {"finding_info": {"uid": f"{ANALYZER}/{BUCKET}", "title": title}}
    )
    assert only(copy("access-analyzer", 0, **said)).severity is Severity.HIGH


def test_a_role_that_is_named_like_a_kind_of_finding_is_still_a_role() -> None:
    arn = f"arn:aws:iam::{ACCOUNT}:role/UnusedIAMRole"
    native = access(0, resource=arn, resourceType="AWS::IAM::Role")
    copied = asff("access-analyzer", 0, Id=f"{ANALYZER}/{arn}", Resources=[{"Type": "AwsIamRole", "Id": arn}])
    assert only(copied).fingerprint == only(native).fingerprint
    assert only(copied).type == "ExternalAccess"


def test_what_is_deleted_while_it_is_active_closes_what_the_copy_opened() -> None:
    deleted = access(5, isDeleted=True)
    assert told(access(0), deleted) == ["first_seen", "resolved"]
    events = [asff("access-analyzer", 0), access(1), deleted]
    assert told(*events) == ["first_seen", "resolved"]
    assert told(*events, asff("access-analyzer", 6, over=True)) == ["first_seen", "resolved"]


@pytest.mark.parametrize("copy", [asff, ocsf])
@pytest.mark.parametrize("name", ["macie", "inspector", "config", "health"])
def test_the_end_at_home_is_the_end_though_security_hub_goes_on_to_show_it(name: str, copy: Any) -> None:
    """Archiving in Macie is not known to be passed on; an event of Health that is closed does not archive its copy."""
    native = NATIVE[name]
    events = [native(0), copy(name, 1), native(5, over=True), copy(name, 9)]
    assert told(*events) == ["first_seen", "resolved"]
    assert told(copy(name, 0), *events) == ["first_seen", "resolved"]


def test_a_copy_that_comes_after_the_end_is_not_told() -> None:
    """Security Hub is up to 30 minutes behind."""
    for name, native in NATIVE.items():
        assert told(native(0), native(5, over=True), asff(name, 3)) == ["first_seen", "resolved"], name


def test_the_samples_of_the_project_are_copies_of_each_other() -> None:
    pairs = {
        ("access_analyzer", "external_account"): ["access_analyzer_copy"],
        ("macie", "block_public_access_disabled"): ["macie_copy", "v2_macie_copy"],
    }
    for (folder, name), copies in pairs.items():
        native = load_event(folder, name)
        for copied in copies:
            assert told(native, load_event("securityhub", copied)) == ["first_seen"]
            assert told(load_event("securityhub", copied), native) == ["first_seen"]


def test_a_copy_belongs_to_the_account_that_owns_the_resource() -> None:
    owned = asff("access-analyzer", 0, ProductFields={"ResourceOwnerAccount": "123456789012"})
    assert only(owned).account == "123456789012"
    forged = f"arn:aws:securityhub:{REGION}:{ACCOUNT}:product/{ACCOUNT}/default"
    assert only(asff("macie", 0, ProductFields={"ResourceOwnerAccount": "1"}, ProductArn=forged)).account == ACCOUNT


def test_a_copy_says_who_has_access_as_far_as_it_knows() -> None:
    native = facts(only(load_event("access_analyzer", "external_account")))
    copied = facts(only(load_event("securityhub", "access_analyzer_copy")))
    assert {label: copied[label] for label in ("principal", "granted_actions")} == {
        label: native[label] for label in ("principal", "granted_actions")
    }
    public = {"Details": {"Other": {"External Principal Type": "AWS", "External Principal": "*"}}, "Id": BUCKET}
    assert facts(only(asff("access-analyzer", 0, Resources=[public])))["principal"] == Term("anyone")
    assert "principal" not in facts(only(asff("macie", 0, Resources=[public])))


def test_a_control_is_a_control_whatever_its_id_looks_like() -> None:
    own = f"arn:aws:securityhub:{REGION}::product/aws/securityhub"
    failed: dict[str, Any] = {"GeneratorId": "security-control/EC2.1", "Compliance": {"Status": "FAILED"}}
    alert = only(asff("inspector", 0, ProductArn=own, **failed))
    assert (alert.type, alert.severity, alert.lifecycle) == ("EC2.1", Severity.CRITICAL, Lifecycle.OPEN)
    assert alert.fingerprint.startswith("securityhub|ec2.1|")


def test_swapped_types_are_survived() -> None:
    for broken in (None, 7, [], {}, "", ["x"], {"a": {"b": 1}}):
        for field in ("Id", "ProductArn", "Types", "Title", "Resources", "Severity", "ProductFields", "SourceUrl"):
            changes: dict[str, Any] = {field: broken}
            assert normalize(Event(body=asff("access-analyzer", 0, **changes)))
