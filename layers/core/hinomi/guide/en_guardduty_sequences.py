"""GuardDuty attack sequences, and malware scans of S3 objects, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "guardduty/AttackSequence:EC2": Entry(
        headline="Attack on a group of EC2 instances",
        why="Linked attack activity has been seen on several EC2 instances that share a configuration. It may be spreading through a common AMI, launch template or role.",
        steps=(
            "Attach to every instance in the finding only an isolation security group that allows no traffic.",
            "If an Auto Scaling group is involved, suspend its Terminate process and detach the instances, so that evidence is not lost.",
            "Revoke the active sessions of the instances' role in the IAM console.",
            "Take snapshots of the EBS volumes, and stop new launches from the shared AMI or launch template.",
        ),
    ),
    "guardduty/AttackSequence:ECS": Entry(
        headline="Attack on an ECS cluster",
        why="Linked attack activity has been seen in an ECS cluster. The attacker may have gone from a container on to your AWS permissions.",
        steps=(
            "Change the security groups of the tasks in the finding to an isolation group that allows no traffic.",
            "Revoke the active sessions of the task roles in the IAM console.",
            "For container instances (EC2), take snapshots of the EBS volumes before you terminate them.",
            "Check where the container image came from and when it was changed, and stop deployments if you doubt it.",
        ),
    ),
    "guardduty/AttackSequence:EKS": Entry(
        headline="Attack on an EKS cluster",
        why="Linked attack activity has been seen in an EKS cluster. The attacker may have gone from a container on to the whole cluster or your AWS permissions.",
        steps=(
            "In the EKS console, restrict public access to the cluster API to your own IP addresses.",
            "Isolate the affected pods with a network policy that denies all traffic, and cordon their nodes.",
            "Revoke the active sessions of the IAM roles of the pods and nodes.",
            "Look in the audit logs for Kubernetes users and role bindings that you do not know.",
        ),
    ),
    "guardduty/AttackSequence:IAM": Entry(
        headline="Attack with stolen credentials",
        why="One set of credentials has been used in linked steps from getting in to gaining permissions. It is very likely in the hands of somebody else.",
        steps=(
            "In the IAM console, deactivate the access key that is used (do not delete it).",
            "For a role, revoke its active sessions.",
            "Find in the CloudTrail event history every user, access key and policy that these credentials created, and disable them.",
            "Check for resources that you do not know, also in Regions that you do not use.",
        ),
    ),
    "guardduty/AttackSequence:S3": Entry(
        headline="Attack on data in S3",
        why="Linked steps that lead to the theft or destruction of data in S3 have been seen. The data may be held to ransom.",
        steps=(
            "Deactivate the access key that is used; for a role, revoke its active sessions.",
            "Turn on all of Block Public Access for the bucket, and remove bucket policies that you do not know.",
            "Check that versioning is still enabled, and whether deleted objects can be restored from earlier versions.",
            "Work out from CloudTrail data events or the S3 server access logs which objects were read.",
        ),
    ),
    "guardduty/s3_object_scan": Entry(
        headline="Malware scan of an S3 object ({scan_status})",
        why="An uploaded file contains malware, or its scan did not complete. A file that could not be scanned is not known to be safe.",
        steps=(
            "Look at the scan result, and if a threat was found make sure that nobody can download the object.",
            "If access was denied, check the permissions of the role that GuardDuty uses and the policy of the KMS key.",
            "If the file cannot be scanned (too large, or an archive with a password), check it in another way before anyone opens it.",
        ),
    ),
    "guardduty/s3_object_scan/THREATS_FOUND": Entry(
        headline="Threat found by a malware scan of an S3 object",
        why="An uploaded file contains malware. People or systems that download it may become infected.",
        steps=(
            "Make sure that nobody can download the object (deny it in the bucket policy, or move it to a quarantine bucket).",
            "Find out from CloudTrail or the S3 server access logs who uploaded it, and when.",
            "Check whether any person or system has already downloaded it.",
        ),
    ),
}
