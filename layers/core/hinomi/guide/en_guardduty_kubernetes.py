"""GuardDuty findings on Kubernetes (EKS) clusters, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_CLUSTER = (
    "If you do not recognize the Kubernetes user and the address in the details, take the permissions of that user away (role binding or access entry) after noting what they were.",
    "In the Networking tab of the EKS console, restrict public access to the cluster API to your own IP addresses (enable private access first, so that nodes are not cut off).",
    "Look in the audit logs for other actions by the same user or address.",
)

ENTRIES: dict[str, Entry] = {
    "guardduty/CredentialAccess:Kubernetes": Entry(
        headline="Possible theft of credentials in the cluster",
        why="Someone has tried to read Kubernetes secrets or other credentials. If they were read, they must be replaced.",
        steps=(
            *_CLUSTER,
            "Replace the secrets that may have been read.",
        ),
    ),
    "guardduty/DefenseEvasion:Kubernetes": Entry(
        headline="Attempt to evade detection in the cluster",
        why="A suspicious address or an anonymous user has done something that serves to hide activity in the cluster.",
        steps=_CLUSTER,
    ),
    "guardduty/Discovery:Kubernetes": Entry(
        headline="Reconnaissance in the cluster",
        why="Resources and permissions in the cluster have been looked at from a suspicious address, by an anonymous user, or in an unusual way.",
        steps=_CLUSTER,
    ),
    "guardduty/Execution:Kubernetes": Entry(
        headline="Suspicious execution in the cluster",
        why="A command run in a pod, an unfamiliar workload or malware has been found. It may be maintenance, but someone may also be at work inside a container.",
        steps=(
            "Check whether the pod and the Kubernetes user in the details belong to maintenance.",
            "If not, isolate the pod with a network policy that denies all traffic (do not delete it).",
            "Take the user's permissions away (role binding or access entry).",
        ),
    ),
    "guardduty/Impact:Kubernetes": Entry(
        headline="Possible tampering with the cluster",
        why="A suspicious address or an anonymous user has changed or deleted resources in the cluster.",
        steps=_CLUSTER,
    ),
    "guardduty/Persistence:Kubernetes": Entry(
        headline="Possible attempt to keep access to the cluster",
        why="A change from a suspicious address, or a container that uses sensitive places of the host, may let someone come back later.",
        steps=(
            *_CLUSTER,
            "For workloads that you do not recognize, cut their traffic with a network policy, save their configuration and logs, then stop them.",
        ),
    ),
    "guardduty/Policy:Kubernetes": Entry(
        headline="Unsafe exposure or permission in the cluster",
        why="A public dashboard, anonymous access, or administrator permissions for a default service account let more people or programs control the cluster than should.",
        steps=(
            "Ask the Kubernetes user who made the change whether it was intended.",
            "If not, remove role bindings from anonymous users and default service accounts.",
            "If a dashboard is exposed, restrict the source addresses at its load balancer, or stop exposing it.",
        ),
    ),
    "guardduty/PrivilegeEscalation:Kubernetes": Entry(
        headline="Attempt to gain more permissions in the cluster",
        why="A powerful role or a privileged container has been created in an unusual way. If an attacker did it, nodes or the whole cluster may be controlled.",
        steps=(
            *_CLUSTER,
            "For privileged containers that you do not recognize, cut their traffic with a network policy, save their configuration and logs, then stop them.",
        ),
    ),
}
