"""GuardDuty attack sequences, and malware scans of S3 objects, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "guardduty/AttackSequence:EC2": Entry(
        headline="Attack on a group of EC2 instances",
        why="Linked attack activity has been seen on several EC2 instances that share a configuration. It may be spreading through a common AMI, launch template or role.",
        steps=(
            "If an Auto Scaling group is involved, suspend its Terminate process and then detach the instances, so that evidence is not lost.",
            "Attach to every instance in the finding only an isolation security group that has no rules, and also deny the remote IP addresses in the network ACL (open connections may survive the change of groups).",
            "Without stopping or terminating them, take snapshots of the EBS volumes, and stop new launches from the shared AMI or launch template.",
            "Revoke the active sessions of the instances' role in the IAM console.",
        ),
    ),
    "guardduty/AttackSequence:ECS": Entry(
        headline="Attack on an ECS cluster",
        why="Linked attack activity has been seen in an ECS cluster. Not only containers but also AWS permissions may have been taken over.",
        steps=(
            "Cut the traffic of the tasks in the finding by removing the rules of their security group or with the network ACL of the subnet (removing rules also stops other tasks that use the group).",
            "Revoke the active sessions of the task roles in the IAM console.",
            "For container instances (EC2), take snapshots of the EBS volumes before you terminate them.",
            "Check where the container image came from and when it was changed, and stop deployments if you doubt it.",
        ),
    ),
    "guardduty/AttackSequence:EKS": Entry(
        headline="Attack on an EKS cluster",
        why="Linked attack activity has been seen in an EKS cluster. Not only containers but also the whole cluster or AWS permissions may have been taken over.",
        steps=(
            "Isolate the suspected pods with a network policy that denies all traffic, and keep new pods off their nodes (kubectl cordon).",
            "In the Networking tab of the EKS console, restrict public access to the cluster API to your own IP addresses (enable private access first, so that nodes are not cut off).",
            "Revoke the active sessions of the pods' IAM roles (those of a node role affect every node with that role, so do that after isolating).",
            "Look in the audit logs for Kubernetes users and role bindings that you do not recognize.",
        ),
    ),
    "guardduty/AttackSequence:IAM": Entry(
        headline="Attack that misuses credentials",
        why="One set of credentials has been used for a series of actions that looks like an attack. Assume that someone else has it.",
        steps=(
            "In the IAM console, deactivate the access key that is used (do not delete it).",
            "For a role, revoke its active sessions in the IAM console (for a role of IAM Identity Center, revoke the user's sessions in that console).",
            "Find in the CloudTrail event history every user, access key and policy that these credentials created, and disable them.",
            "Check for resources that you do not recognize, also in Regions that you do not use.",
        ),
    ),
    "guardduty/AttackSequence:S3": Entry(
        headline="Attack on data in S3",
        why="Linked steps that lead to the theft or destruction of data in S3 have been seen. Data may be deleted, or a ransom demanded for it.",
        steps=(
            "Deactivate the access key that is used; for a role, revoke its active sessions.",
            "Unless the bucket must be public, turn on all of Block Public Access, and remove a bucket policy that you do not recognize after noting what it says.",
            "Check that versioning is still enabled, and whether deleted objects can be restored from earlier versions.",
            "Work out from CloudTrail data events or the S3 server access logs which objects were read.",
        ),
    ),
    "guardduty/s3_object_scan": Entry(
        headline="Malware scan of an S3 object ({scan_status})",
        why="The scan of an uploaded file did not complete. No malware has been found, but the file is not known to be safe either.",
        steps=(
            "See in the scan result and the details why the scan did not complete.",
            "Do not open or pass on the object until it is known to be safe.",
            "If the failure was temporary, check the status under Malware Protection for S3 in the GuardDuty console and scan the object again, for example by uploading it anew.",
        ),
    ),
    "guardduty/s3_object_scan/UNSUPPORTED": Entry(
        headline="S3 object could not be scanned (unsupported file)",
        why="An uploaded file could not be scanned, for example because it is too large or protected by a password. No malware has been found, but the file is not known to be safe either.",
        steps=(
            "Find out who uploaded the file, and what for.",
            "If nobody can explain it, make sure that nobody can download the object.",
            "If it is needed, check it in another way, such as with antivirus software, before anyone opens it.",
        ),
    ),
    "guardduty/s3_object_scan/ACCESS_DENIED": Entry(
        headline="S3 object could not be scanned (access denied)",
        why="GuardDuty could not read an uploaded file, so it was not scanned. Until this is fixed, other files in this bucket may not be scanned either.",
        steps=(
            "Check the protection status of this bucket under Malware Protection for S3 in the GuardDuty console.",
            "Check the permissions of the IAM role that GuardDuty uses, the bucket policy and the policy of the KMS key.",
            "Once it is fixed, scan the files that could not be read, for example by uploading them anew.",
        ),
    ),
    "guardduty/s3_object_scan/THREATS_FOUND": Entry(
        headline="Threat found by a malware scan of an S3 object",
        why="Malware has been found in an uploaded file. People or systems that download it may become infected.",
        steps=(
            "Make sure that nobody can download the object (deny it in the bucket policy, or move it to a quarantine bucket).",
            "Find out from CloudTrail or the S3 server access logs who uploaded it, and when.",
            "Check whether any person or system has already downloaded it.",
        ),
    ),
}
