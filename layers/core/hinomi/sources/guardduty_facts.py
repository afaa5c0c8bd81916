"""What else a reader of a GuardDuty finding wants to know: the few facts that a person acts on, in reading order.

The command line of a process (`runtimeDetails.context.commandLineExample`) is never read: it may hold secrets.
Shapes: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Action.html, API_RuntimeDetails.html,
API_EbsVolumeScanDetails.html and API_MalwareScanDetails.html there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.model import Domain, Fact, Term
from hinomi.sources.arns import short_name
from hinomi.sources.facts import known
from hinomi.sources.reading import every, flag, integer, mapping, mappings, mask_keys, some_of, text

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIRECTIONS = {"INBOUND": "inbound", "OUTBOUND": "outbound"}
_FIRST_HTTP_ERROR = 400
_NETWORK, _API, _DNS = "networkConnectionAction", "awsApiCallAction", "dnsRequestAction"
_PROBE = ("portProbeAction", "portProbeDetails", "*")
_THREAT = ("service", "ebsVolumeScanDetails", "scanDetections", "threatDetectedByName", "threatNames", "*")
_MALWARE = ("service", "malwareScanDetails", "threats", "*")
_PROCESS, _CONTEXT = ("service", "runtimeDetails", "process"), ("service", "runtimeDetails", "context")
_KUBERNETES = ("resource", "kubernetesDetails")
_WORKLOAD = (*_KUBERNETES, "kubernetesWorkloadDetails")
_TASK = ("resource", "ecsClusterDetails", "taskDetails")
_BUCKET = ("resource", "s3BucketDetails", "*")

# Label → places of plain text, the first place that holds any is shown.
_TEXTS: tuple[tuple[str, tuple[tuple[str | int, ...], ...]], ...] = (
    ("process", ((*_PROCESS, "name"),)),
    ("executable", ((*_PROCESS, "executablePath"),)),
    ("process_user", ((*_PROCESS, "user"),)),
    ("script", ((*_CONTEXT, "scriptPath"),)),
    ("library", ((*_CONTEXT, "libraryPath"), (*_CONTEXT, "moduleFilePath"))),
    ("threat", (
        (*_THREAT, "name"),
        (*_MALWARE, "name"),
        ("service", "evidence", "threatIntelligenceDetails", "*", "threatNames", "*"),
    )),
    ("malware_file", (
        (*_THREAT, "filePaths", "*", "filePath"),
        (*_MALWARE, "itemDetails", "*", "itemPath"),
        (*_MALWARE, "itemPaths", "*", "nestedItemPath"),
        (*_CONTEXT, "threatFilePath"),
    )),
    ("file_hash", (
        (*_THREAT, "filePaths", "*", "hash"),
        (*_MALWARE, "itemDetails", "*", "hash"),
        (*_MALWARE, "itemPaths", "*", "hash"),
        (*_MALWARE, "hash"),
        (*_PROCESS, "executableSha256"),
    )),
    ("kubernetes_user", ((*_KUBERNETES, "kubernetesUserDetails", "username"),)),
    ("container_image", (
        ("resource", "containerDetails", "image"),
        (*_WORKLOAD, "containers", "*", "image"),
        (*_TASK, "containers", "*", "image"),
    )),
    ("object_key", ((*_BUCKET, "s3ObjectDetails", "*", "key"),)),
    ("public_ip", (("resource", "instanceDetails", "networkInterfaces", "*", "publicIp"),)),
    ("private_ip", (("resource", "instanceDetails", "networkInterfaces", "*", "privateIpAddress"),)),
    ("security_groups", (
        ("resource", "instanceDetails", "networkInterfaces", "*", "securityGroups", "*", "groupId"),
        ("resource", "lambdaDetails", "vpcConfig", "securityGroups", "*", "groupId"),
    )),
    ("function_version", (("resource", "lambdaDetails", "functionVersion"),)),
    ("model", (("resource", "modelDetails", "*", "modelId"),)),
    ("custom_rule", (("customDetectionRuleName",),)),
)  # fmt: skip


def facts(finding: dict[str, Any]) -> tuple[Fact, ...]:
    """List the facts of a finding."""
    if not finding:
        return ()
    action = mapping(finding, "service", "action")
    return known(
        *_network(action),
        *_api(finding, mapping(action, _API)),
        *_kubernetes(finding, action),
        *_database(finding, action),
        *(Fact(label, _first(finding, places)) for label, places in _TEXTS),
        *_access(finding),
    )


def _first(finding: dict[str, Any], places: tuple[tuple[str | int, ...], ...]) -> str:
    """Take the first place that holds text. Most findings hold few of them: a look at two keys saves the walk."""
    for place in places:
        top = finding.get(str(place[0]))
        if len(place) > 1 and (not isinstance(top, dict) or place[1] not in top):
            continue
        words = every(finding, *place)
        if words:
            return some_of(words)
    return ""


def _network(action: dict[str, Any]) -> Iterator[Fact]:
    connection, dns = mapping(action, _NETWORK), mapping(action, _DNS)
    direction = text(connection, "connectionDirection")
    if direction:
        yield Fact("direction", Term(_DIRECTIONS.get(direction.upper(), "unknown")))
    yield Fact("protocol", text(connection, "protocol") or text(dns, "protocol"))
    probed = tuple(map(_port, mappings(action, *_PROBE[:-1])))
    local = _port(connection) or some_of(tuple(dict.fromkeys(filter(None, probed))))
    yield Fact("local_port", local)
    yield Fact("remote_port", _port(connection, "remotePortDetails"))
    addresses = every(action, *_PROBE, "remoteIpDetails", "ipAddressV4")
    yield Fact("addresses", some_of(addresses) if len(addresses) > 1 else "")
    domain = text(dns, "domainWithSuffix") or text(dns, "domain") or text(action, _API, "domainDetails", "domain")
    yield Fact("domain", Domain(domain) if domain else "")
    for details in (connection, dns, mapping(action, "portProbeAction")):
        blocked = flag(details, "blocked")
        if blocked is not None:
            yield Fact("blocked", Term("yes" if blocked else "no"))


def _port(details: dict[str, Any], side: str = "localPortDetails") -> str:
    number, name = text(details, side, "port"), text(details, side, "portName")
    return f"{number} ({name})" if number and name and name.lower() != "unknown" else number


def _api(finding: dict[str, Any], call: dict[str, Any]) -> Iterator[Fact]:
    yield Fact("api", text(call, "api"))
    yield Fact("service", text(call, "serviceName"))
    yield Fact("error", text(call, "errorCode"))
    yield Fact("remote_account", text(call, "remoteAccountDetails", "accountId"))
    principal, _, session = text(finding, "resource", "accessKeyDetails", "principalId").partition(":")
    yield Fact("session", mask_keys(session) if principal else "")


def _kubernetes(finding: dict[str, Any], action: dict[str, Any]) -> Iterator[Fact]:
    workload = mapping(finding, *_WORKLOAD)
    if not workload and not any(key.startswith("kubernetes") for key in action):
        return
    call, check = mapping(action, "kubernetesApiCallAction"), mapping(action, "kubernetesPermissionCheckedDetails")
    for asked in (call, check):
        what = "/".join(filter(None, (text(asked, "resource"), text(asked, "subresource"))))
        yield Fact("api", " ".join(filter(None, (text(asked, "verb"), what))))
    status, allowed = integer(call, "statusCode"), flag(check, "allowed")
    if status is not None:
        yield Fact("outcome", Term("failure" if status >= _FIRST_HTTP_ERROR else "success"))
    if allowed is not None:
        yield Fact("outcome", Term("allowed" if allowed else "denied"))
    yield Fact("namespace", text(workload, "namespace") or text(call, "namespace") or text(check, "namespace"))
    yield Fact("workload", "/".join(filter(None, (text(workload, "type"), text(workload, "name")))))
    binding = mapping(action, "kubernetesRoleBindingDetails")
    yield Fact("role", text(binding, "roleRefName") or text(action, "kubernetesRoleDetails", "name"))


def _database(finding: dict[str, Any], action: dict[str, Any]) -> Iterator[Fact]:
    login = mapping(action, "rdsLoginAttemptAction")
    if not login and not mapping(finding, "resource", "rdsDbUserDetails"):
        return
    attempts = mappings(login, "LoginAttributes") or mappings(login, "loginAttributes")
    yield Fact("database", text(finding, "resource", "rdsDbUserDetails", "database"))
    users = tuple(dict.fromkeys(filter(None, (text(attempt, "user") for attempt in attempts))))
    users = users or every(finding, "resource", "rdsDbUserDetails", "user")
    yield Fact("db_user", some_of(users))
    for label, key in (("failed_logins", "failedLoginAttempts"), ("successful_logins", "successfulLoginAttempts")):
        counts = [count for count in (integer(attempt, key) for attempt in attempts) if count is not None]
        if counts:
            yield Fact(label, min(sum(counts), 2**53))


def _access(finding: dict[str, Any]) -> Iterator[Fact]:
    permission = text(finding, "resource", "s3BucketDetails", 0, "publicAccess", "effectivePermission")
    if permission:
        yield Fact("public_access", Term("public" if permission == "PUBLIC" else "not_public"))
    profile = text(finding, "resource", "instanceDetails", "iamInstanceProfile", "arn")
    yield Fact("role", short_name(profile or text(finding, "resource", "lambdaDetails", "role")))
    # In full: it is the fingerprint of the sequence's own alert.
    yield Fact("associated_sequence", text(finding, "associatedAttackSequenceArn"))
