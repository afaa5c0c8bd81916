"""GuardDuty findings on Kubernetes (EKS) clusters, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_CLUSTER = (
    "In the Networking tab of the EKS console, restrict public access to the cluster API to your own IP addresses.",
    "If you do not know the Kubernetes user in the details, take its permissions away (role binding or access entry).",
    "Look in the audit logs for other actions by the same user or address.",
)

ENTRIES: dict[str, Entry] = {
    "guardduty/CredentialAccess:Kubernetes": Entry(
        headline="Possible theft of secrets",
        why="Someone has tried to read Kubernetes secrets or other credentials. If they were read, they must be replaced.",
        steps=(
            *_CLUSTER,
            "Replace the secrets that may have been read.",
        ),
    ),
    "guardduty/DefenseEvasion:Kubernetes": Entry(
        headline="Attempt to evade detection in the cluster",
        why="A suspicious address or an anonymous user has done something that hides activity in the cluster.",
        steps=_CLUSTER,
    ),
    "guardduty/Discovery:Kubernetes": Entry(
        headline="Reconnaissance in the cluster",
        why="A suspicious address or an anonymous user has been looking at resources and permissions in the cluster.",
        steps=_CLUSTER,
    ),
    "guardduty/Execution:Kubernetes": Entry(
        headline="Suspicious execution in the cluster",
        why="A command run in a pod, an unfamiliar workload or malware has been found. Somebody may be working inside a container.",
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
        why="A change from a suspicious address, or a container that uses sensitive places of the host, may let somebody come back later.",
        steps=(
            *_CLUSTER,
            "For workloads that you do not know, cut their traffic, save their configuration, then stop them.",
        ),
    ),
    "guardduty/Policy:Kubernetes": Entry(
        headline="Unsafe exposure or permission in the cluster",
        why="A public dashboard, anonymous access, or administrator permissions for a default service account let anyone control the cluster.",
        steps=(
            "Ask the Kubernetes user who made the change whether it was intended.",
            "Remove role bindings from anonymous users and default service accounts.",
            "Restrict the source addresses of an exposed dashboard at its load balancer, or stop exposing it.",
        ),
    ),
    "guardduty/PrivilegeEscalation:Kubernetes": Entry(
        headline="Attempt to gain more permissions in the cluster",
        why="A powerful role or a privileged container has been created. If it worked, nodes or the whole cluster may be under control.",
        steps=(
            *_CLUSTER,
            "For privileged containers that you do not know, cut their traffic, save their configuration, then stop them.",
        ),
    ),
}
