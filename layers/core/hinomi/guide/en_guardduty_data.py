"""GuardDuty findings on S3, databases and backups, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_BUCKET = (
    "If you do not know the credentials that were used, deactivate the access key; for a role, revoke its active sessions.",
    "Open Permissions of the bucket in the S3 console and look for policies or public settings that you do not know.",
    "Work out from CloudTrail data events or the S3 server access logs which objects were touched.",
)
_DATABASE = (
    "Open the database's security group from the RDS console and close the traffic from the suspicious address.",
    "Unless the database must be public, change Public access to Not publicly accessible.",
    "Change the password of the database user that was used, and look for users that you do not know.",
    "See in the database logs which queries were run after the connection.",
)

ENTRIES: dict[str, Entry] = {
    "guardduty/CredentialAccess:RDS": Entry(
        headline="Suspicious login to a database",
        why="Somebody unusual has logged in to the database. The password may be known to others, and the data may be read.",
        steps=_DATABASE,
    ),
    "guardduty/CredentialAccess:RDS/AnomalousBehavior.FailedLogin": Entry(
        headline="Unusual failed logins to a database",
        why="Logins to the database have failed in an unusual way. Somebody may be guessing passwords, or an application may be misconfigured.",
        steps=(
            "If the source is your own application, correct its password.",
            "If you do not know it, restrict the sources in the database's security group.",
            "Check whether any login from the same source has succeeded.",
        ),
    ),
    "guardduty/CredentialAccess:RDS/MaliciousIPCaller.FailedLogin": Entry(
        headline="Failed login from an address on a threat list",
        why="A known attacker has tried to log in to the database and failed. The database can be reached from the internet.",
        steps=(
            "Restrict the sources in the database's security group to your own applications.",
            "Unless the database must be public, change Public access to Not publicly accessible.",
            "Check whether any login from the same source has succeeded.",
        ),
    ),
    "guardduty/CredentialAccess:RDS/TorIPCaller.FailedLogin": Entry(
        headline="Failed login through Tor",
        why="Somebody who hides where they are has tried to log in to the database and failed. The database can be reached from the internet.",
        steps=(
            "Restrict the sources in the database's security group to your own applications.",
            "Unless the database must be public, change Public access to Not publicly accessible.",
            "Check whether any login from the same source has succeeded.",
        ),
    ),
    "guardduty/Discovery:RDS": Entry(
        headline="Probing of a database from a suspicious address",
        why="An address on a threat list, or Tor, has tried to connect to the database. The database can be reached from the internet.",
        steps=_DATABASE,
    ),
    "guardduty/Discovery:S3": Entry(
        headline="Exploration of S3 buckets",
        why="Buckets or their settings have been listed in a suspicious way. Data may be taken next.",
        steps=_BUCKET,
    ),
    "guardduty/Execution:S3/MaliciousFile!RecoveryPoint": Entry(
        headline="Malware in an S3 backup",
        why="A recovery point in AWS Backup contains malware. Restoring it brings the infected files back.",
        steps=(
            "Stop restores from this recovery point, and tell those concerned.",
            "Check whether the same file is still in the original bucket, and if so make sure that nobody can download it.",
            "Scan older recovery points and choose a clean one to restore from.",
        ),
    ),
    "guardduty/Exfiltration:RDS": Entry(
        headline="Possible transfer of a database to another account",
        why="A database snapshot may have been handed to an AWS account that you do not know. All data in it could be read.",
        steps=(
            "In the RDS console, remove accounts that you do not know from the sharing of the snapshot.",
            "Deactivate the credentials that were used; for a role, revoke its active sessions.",
            "Check the data for personal data and secrets, and tell the person responsible if need be.",
        ),
    ),
    "guardduty/Exfiltration:S3": Entry(
        headline="Possible data exfiltration from S3",
        why="Objects have been read by somebody unusual or in unusual amounts. Personal or confidential data may have left.",
        steps=(
            *_BUCKET,
            "If confidential data may be involved, tell the person responsible early.",
        ),
    ),
    "guardduty/Impact:S3": Entry(
        headline="Suspicious change to data or settings in S3",
        why="Objects have been deleted or overwritten, or settings changed so that data may become public. It may be destruction, or ransomware.",
        steps=(
            *_BUCKET,
            "If versioning is enabled, check whether objects can be restored from delete markers or earlier versions.",
        ),
    ),
    "guardduty/Impact:SES": Entry(
        headline="Misuse of email sending",
        why="Amazon SES may be used to send unwanted or phishing email. If it goes on, your sending will be paused.",
        steps=(
            "Deactivate the credentials that are used (including access keys of IAM users behind SMTP credentials).",
            "Look in the SES console for sender identities that you do not know, and disable them.",
            "Check the number of emails sent and the bounce rate, and answer AWS if they have written to you.",
        ),
    ),
    "guardduty/InitialAccess:RDS": Entry(
        headline="Possible intrusion into a public database",
        why="A database that is open to the internet has been attacked and may have been broken into.",
        steps=_DATABASE,
    ),
    "guardduty/PenTest:S3": Entry(
        headline="S3 used from a penetration testing system",
        why="S3 has been used from an operating system made for penetration tests. Unless a test was planned, credentials have been stolen.",
        steps=_BUCKET,
    ),
    "guardduty/Policy:S3": Entry(
        headline="S3 protection against public access removed",
        why="Block Public Access has been turned off for a bucket or the account, or a bucket has been opened. Anyone might read the data.",
        steps=(
            "Unless the bucket must be public, turn all of Block Public Access on again.",
            "Find out in the CloudTrail event history who changed it.",
            "Check the S3 server access logs for objects that were read while it was open.",
        ),
    ),
    "guardduty/Policy:S3/BucketAnonymousAccessGranted": Entry(
        headline="S3 bucket opened to everyone",
        why="Anyone on the internet can now access the bucket.",
        steps=(
            "Unless the bucket is meant to be public, turn on all of Block Public Access.",
            "Remove what is granted to everyone from the bucket policy and ACL.",
            "Check the S3 server access logs for objects that were read while it was open.",
        ),
    ),
    "guardduty/Stealth:S3": Entry(
        headline="S3 access logging turned off",
        why="Access to the bucket is no longer logged. Who reads the data meanwhile cannot be found out later.",
        steps=(
            "Turn server access logging of the bucket on again in the S3 console.",
            "Find out in the CloudTrail event history who changed it.",
            "If you cannot explain it, deactivate the credentials that were used.",
        ),
    ),
    "guardduty/UnauthorizedAccess:S3": Entry(
        headline="S3 used from a suspicious address",
        why="S3 has been used through Tor or from an address on a threat list. Credentials may have leaked.",
        steps=_BUCKET,
    ),
}
