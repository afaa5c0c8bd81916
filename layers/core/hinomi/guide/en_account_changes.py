"""Changes of an account that the CIS benchmark wants to be watched, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_ASK = "Look at who did it and from where, and ask that person or whoever is responsible whether it was planned."
_UNDO = "If it was not, put it back, and look in the CloudTrail event history for what the same identity did before and after."

ENTRIES: dict[str, Entry] = {
    "account_changes/iam_administrator": Entry(
        headline="Powerful IAM permissions granted",
        why="Permissions equal to an administrator's, or over everything in IAM, have been granted. Intruders do this to gain more power.",
        steps=(
            "Look at the resource and the policy for who was granted what.",
            _ASK,
            "If it was not, detach the policy, and deactivate the credentials of both who granted it and who was granted it.",
            "Look in the CloudTrail event history for what both of them did before and after.",
        ),
    ),
    "account_changes/iam_policy": Entry(
        headline="IAM policy changed",
        why="A policy of IAM has been changed. Who may do what may have changed with it.",
        steps=("Look at the resource and the policy for which permissions have changed.", _ASK, _UNDO),
    ),
    "account_changes/bucket_public": Entry(
        headline="S3 bucket set to let everybody in",
        why="A bucket policy or an ACL has been set that lets everybody in. Unless Block Public Access is on, outsiders may read the data in the bucket.",
        steps=(
            "Check in the S3 console whether the bucket is marked as public and whether Block Public Access is on.",
            _ASK,
            "If it is not meant to be public, turn on Block Public Access and put the policy or the ACL back.",
            "Look in the server access logs, if there are any, for who read the data meanwhile.",
        ),
    ),
    "account_changes/bucket_policy": Entry(
        headline="S3 bucket access or settings changed",
        why="A bucket's policy, ACL, CORS, lifecycle or replication has been changed. Who can read the data, how long it is kept or where it is copied may have changed.",
        steps=("Look at the API, and at the setting as it is now in the S3 console.", _ASK, _UNDO),
    ),
    "account_changes/security_group_open": Entry(
        headline="Security group opened to the internet",
        why="A security group now lets anybody connect to a port. With SSH or RDP, it is not unusual that attackers begin to guess passwords within minutes.",
        steps=(
            "Look at the port and the address range, and check whether it has to be open to everybody.",
            _ASK,
            "If it need not be, remove the rule or narrow it to the addresses that need it, and use Session Manager for administration.",
            "Check whether strangers logged in while it was open.",
        ),
    ),
    "account_changes/security_group": Entry(
        headline="Security group changed",
        why="A security group, which decides who can connect to resources, has been changed.",
        steps=("Look at the rules of the security group as they are now in the EC2 console.", _ASK, _UNDO),
    ),
    "account_changes/network_acl": Entry(
        headline="Network ACL changed",
        why="A network ACL, which decides what traffic goes into and out of subnets, has been changed.",
        steps=("Look at the rules of the network ACL as they are now in the VPC console.", _ASK, _UNDO),
    ),
    "account_changes/gateway": Entry(
        headline="Network gateway changed",
        why="A gateway between a VPC and the outside has been changed. There may be a new way in or out, or one less.",
        steps=("Look at the gateway, and at the route tables that use it, in the VPC console.", _ASK, _UNDO),
    ),
    "account_changes/route_table": Entry(
        headline="Route table changed",
        why="A route table, which decides where traffic goes, has been changed. A private subnet may now reach the outside, or traffic may take another way.",
        steps=(
            "Look at the destination and the target, and at the routes as they are now in the VPC console.",
            _ASK,
            _UNDO,
        ),
    ),
    "account_changes/vpc": Entry(
        headline="VPC changed",
        why="A VPC or a peering connection has been created, changed or deleted. Traffic with other VPCs or accounts may have changed.",
        steps=(
            "Look at the change in the VPC console, and for a peering connection check that you know the remote AWS account.",
            _ASK,
            _UNDO,
        ),
    ),
    "account_changes/organization": Entry(
        headline="AWS Organizations changed",
        why="An account, an organizational unit (OU) or a policy of the organization has been changed. Permissions and controls of the whole organization may have changed.",
        steps=(
            "Look at the API and what was affected for which account or policy it was.",
            "Ask the administrator of the organization whether it was planned.",
            _UNDO,
        ),
    ),
    "account_changes/denied": Entry(
        headline="Denied change of settings",
        why="Someone has tried to change a setting that is watched, and was denied for want of permission. Nothing has changed.",
        steps=(
            _ASK,
            "If nobody did, deactivate the credentials, and look in the CloudTrail event history for what was done before and after.",
        ),
    ),
    "account_changes/failed": Entry(
        headline="Failed change of settings",
        why="Someone has tried to change a setting that is watched, and failed. Nothing has changed.",
        steps=(
            _ASK,
            "If nobody did, look in the CloudTrail event history for what the same identity did before and after.",
        ),
    ),
    "account_changes": Entry(
        headline="Important setting of the account changed",
        why="A setting that the CIS AWS Foundations Benchmark wants to be watched has been changed.",
        steps=(_ASK, _UNDO),
    ),
}
