"""The Security Hub controls that new accounts meet first, or that matter most, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_ROOT_MFA = (
    "Sign in as the root user, and open Security credentials under the account name at the top right.",
    "Register a device under Multi-factor authentication (MFA), better two in case one is lost.",
    "Do not use the root user for daily work, and keep its credentials in a safe place.",
)
_HARDWARE_MFA = (
    "Sign in as the root user, and open Security credentials under the account name at the top right.",
    "Under Multi-factor authentication (MFA), register a security key or a hardware TOTP token, better two in case one is lost.",
    "Make sure that you can sign in with the new device, then remove the virtual MFA device.",
)
_BUCKET = (
    "Open Permissions of the bucket in the S3 console, and check whether it really has to be public.",
    "If not, turn on all of Block Public Access (if it serves a public site, move that to CloudFront first).",
    "Remove what is granted to everyone from the bucket policy and ACL.",
)
_SNAPSHOT = (
    "Open the permissions of the snapshot in the console and make it private.",
    "If someone needs it, share it with their account ID.",
    "Assume that the contents have been read, and replace the secrets in it.",
)
_GROUP = (
    "Open the inbound rules of the security group in the EC2 console, and look for 0.0.0.0/0 and ::/0.",
    "Restrict the source to your own IP addresses, or delete rules that nobody uses (note them first, so as not to cut connections that are needed).",
    "For administration of servers, use Session Manager (AWS Systems Manager) instead.",
)

ENTRIES: dict[str, Entry] = {
    "securityhub/Account.1": Entry(
        headline="No security contact registered ({control})",
        why="When AWS notices misuse of this account, its message will not reach the right person.",
        steps=(
            "Register a security contact under Alternate contacts on the Account page.",
            "Use an email address that several people read.",
        ),
    ),
    "securityhub/CloudTrail.1": Entry(
        headline="CloudTrail does not record enough ({control})",
        why="No trail records the actions of all Regions. When something goes wrong, nobody can find out who did what more than 90 days ago.",
        steps=(
            "Create a multi-Region trail in the CloudTrail console that records read and write management events.",
            "If there used to be one, find out in the event history who stopped it.",
        ),
    ),
    "securityhub/Config.1": Entry(
        headline="AWS Config off or not complete ({control})",
        why="Changes to resources are not fully recorded, and many controls of Security Hub cannot be evaluated correctly.",
        steps=(
            "Turn on recording in the AWS Config console, with the service-linked role.",
            "It costs money by the number of records, so check the charge on the day after.",
        ),
    ),
    "securityhub/EC2.1": Entry(
        headline="EBS snapshot open to everyone ({control})",
        why="Any other AWS account can read everything on the disk.",
        steps=_SNAPSHOT,
    ),
    "securityhub/EC2.2": Entry(
        headline="Default security group allows traffic ({control})",
        why="Resources made without a security group of their own allow traffic that nobody intended.",
        steps=(
            "Look under Network interfaces in the EC2 console for anything that uses this group.",
            "If something does, give it a security group of its own.",
            "Delete all inbound and outbound rules of the default security group.",
        ),
    ),
    "securityhub/EC2.8": Entry(
        headline="EC2 instance does not require IMDSv2 ({control})",
        why="The old metadata service (IMDSv1) can be used, so credentials may be stolen through a vulnerable application.",
        steps=(
            "Make sure that the CloudWatch metric MetadataNoToken is 0.",
            "Require IMDSv2 under Actions, Instance settings in the EC2 console.",
        ),
    ),
    "securityhub/EC2.13": Entry(
        headline="SSH (port 22) allowed from anywhere ({control})",
        why="Where a server with this security group can be reached from the internet, anyone can try SSH, to guess passwords or to exploit a vulnerability.",
        steps=_GROUP,
    ),
    "securityhub/EC2.14": Entry(
        headline="RDP (port 3389) allowed from anywhere ({control})",
        why="Where a server with this security group can be reached from the internet, anyone can try remote desktop. Ransomware often gets in this way.",
        steps=_GROUP,
    ),
    "securityhub/EC2.19": Entry(
        headline="High-risk port allowed from anywhere ({control})",
        why="Where a server with this security group can be reached from the internet, anyone can try ports for administration or databases.",
        steps=_GROUP,
    ),
    "securityhub/GuardDuty.1": Entry(
        headline="GuardDuty not enabled ({control})",
        why="Attacks such as stolen credentials and malware go unnoticed.",
        steps=(
            "Open the GuardDuty console and enable it in this Region (the first 30 days are free).",
            "If it used to be enabled, find out in the CloudTrail event history who disabled it.",
        ),
    ),
    "securityhub/IAM.3": Entry(
        headline="Access key not rotated for more than 90 days ({control})",
        why="When an old access key leaks, it is hard to notice, and it can be misused until it is deactivated.",
        steps=(
            "See in the IAM console when the key was last used.",
            "If it is not used, deactivate it; if it is, change to a new key and then deactivate the old one.",
            "If you can, use an IAM role instead, so that no key is needed.",
        ),
    ),
    "securityhub/IAM.4": Entry(
        headline="Root user has an access key ({control})",
        why="If this key leaks, everything in the account can be controlled without limit.",
        steps=(
            "Sign in as the root user, and see under Security credentials when the key was last used.",
            "If it is used, put an IAM role in its place, then deactivate the key and wait a while.",
            "If nothing breaks, delete it.",
        ),
    ),
    "securityhub/IAM.5": Entry(
        headline="Console user without MFA ({control})",
        why="A leaked password alone is enough to sign in as this user.",
        steps=(
            "Ask the user to register an MFA device under Security credentials in the IAM console.",
            "If the user is no longer used, disable its console access.",
            "Consider IAM Identity Center for people.",
        ),
    ),
    "securityhub/IAM.6": Entry(
        headline="Root user without hardware MFA ({control})",
        why="The root user has no hardware MFA. Virtual MFA alone is weaker against phishing and the loss of a phone.",
        steps=_HARDWARE_MFA,
    ),
    "securityhub/IAM.9": Entry(
        headline="Root user without MFA ({control})",
        why="A leaked password alone may be enough to lose the whole account.",
        steps=_ROOT_MFA,
    ),
    "securityhub/RDS.1": Entry(
        headline="RDS snapshot open to everyone ({control})",
        why="Any other AWS account can read everything in the database.",
        steps=_SNAPSHOT,
    ),
    "securityhub/RDS.2": Entry(
        headline="Public access to a database enabled ({control})",
        why="The database is set to be publicly accessible. Depending on the security group, anyone on the internet can try to connect.",
        steps=(
            "First check whether the security group lets everyone connect.",
            "Make sure that no application connects over the internet, then change it to Not publicly accessible in the RDS console.",
            "Look in the database logs for connections that you do not recognize.",
        ),
    ),
    "securityhub/S3.1": Entry(
        headline="S3 account-level Block Public Access not set ({control})",
        why="A bucket that is set up wrongly is open to the internet at once.",
        steps=(
            "See in the list of buckets in the S3 console whether any has to be public.",
            "If none has to, turn on all of Block Public Access settings for this account.",
        ),
    ),
    "securityhub/S3.2": Entry(
        headline="S3 bucket readable by everyone ({control})",
        why="Anyone on the internet can read the data in this bucket.",
        steps=_BUCKET,
    ),
    "securityhub/S3.3": Entry(
        headline="S3 bucket writable by everyone ({control})",
        why="Anyone on the internet can change or delete the data in this bucket.",
        steps=_BUCKET,
    ),
    "securityhub/S3.8": Entry(
        headline="S3 bucket without Block Public Access ({control})",
        why="One mistake in a policy or an ACL opens this bucket to the internet.",
        steps=_BUCKET,
    ),
}
