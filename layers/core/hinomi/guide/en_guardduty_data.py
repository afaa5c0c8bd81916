"""GuardDuty findings on S3, databases and backups, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_BUCKET = (
    "If you do not recognize who used the credentials, deactivate the access key; for a role, revoke its active sessions.",
    "Open Permissions of the bucket in the S3 console and look for policies or public settings that you do not recognize.",
    "Work out from CloudTrail data events or the S3 server access logs which objects were touched.",
)
_DATABASE = (
    "If you do not recognize the source and the database user, restrict the sources in the database's security group to your own applications (open connections survive that, so also end them in the database).",
    "Change the password of the database user that was used, together with the settings of your applications, and look for users that you do not recognize.",
    "Unless anyone has to connect from outside, change Public access to Not publicly accessible in the RDS console.",
    "See in the database logs which queries were run after the connection.",
)
_PROBED = (
    "Restrict the sources in the database's security group to your own applications.",
    "Unless anyone has to connect from outside, change Public access to Not publicly accessible in the RDS console.",
    "Check in the database logs whether a login from the same source has succeeded, and if so change the password.",
)

ENTRIES: dict[str, Entry] = {
    "guardduty/CredentialAccess:RDS": Entry(
        headline="Suspicious login to a database",
        why="Someone unusual or suspicious has logged in to the database. The password may be known to others, and the data may be read.",
        steps=_DATABASE,
    ),
    "guardduty/CredentialAccess:RDS/AnomalousBehavior.FailedLogin": Entry(
        headline="Unusual failed logins to a database",
        why="Logins to the database have failed in an unusual way. Someone may be guessing passwords, or an application may be misconfigured.",
        steps=(
            "If the source is your own application, correct the password in its settings.",
            "If you do not recognize it, restrict the sources in the database's security group.",
            "Check in the database logs whether a login from the same source has succeeded.",
        ),
    ),
    "guardduty/CredentialAccess:RDS/ModifyAuthenticationProcess": Entry(
        headline="Suspicious change to how a database authenticates",
        why="Settings for authentication to a database have been changed in an unusual way. If someone else did it, they may get into the database.",
        steps=(
            "Ask the person concerned whether the change was intended.",
            "If they cannot explain it, deactivate the credentials that were used; for a role, revoke its active sessions.",
            "Put the settings back in the RDS console, and change the password of the master user.",
            "Look in the CloudTrail event history for what the same identity did before and after.",
        ),
    ),
    "guardduty/CredentialAccess:RDS/MaliciousIPCaller.FailedLogin": Entry(
        headline="Failed login from an address on a threat list",
        why="A known attacker has tried to log in to the database and failed. The database can apparently be reached from the internet.",
        steps=_PROBED,
    ),
    "guardduty/CredentialAccess:RDS/TorIPCaller.FailedLogin": Entry(
        headline="Failed login through Tor",
        why="Someone who hides where they are has tried to log in to the database and failed. The database can apparently be reached from the internet.",
        steps=_PROBED,
    ),
    "guardduty/Discovery:RDS": Entry(
        headline="Probing of a database from a suspicious address",
        why="An address on a threat list, or Tor, has tried to connect to the database. The database can apparently be reached from the internet.",
        steps=_PROBED,
    ),
    "guardduty/Discovery:S3": Entry(
        headline="Exploration of S3 buckets",
        why="Buckets or their settings have been listed in a suspicious way. Data may be taken next.",
        steps=_BUCKET,
    ),
    "guardduty/Execution:S3/MaliciousFile!RecoveryPoint": Entry(
        headline="Malware in an S3 backup",
        why="Malware has been found in a recovery point in AWS Backup. Restoring it brings the infected files back.",
        steps=(
            "Stop restores from this recovery point, and tell those concerned.",
            "Check whether the same file is still in the original bucket, and if so make sure that nobody can download it.",
            "Scan older recovery points and choose a clean one to restore from.",
        ),
    ),
    "guardduty/Exfiltration:RDS": Entry(
        headline="Possible transfer of a database to another account",
        why="A database snapshot may have been handed to another AWS account. If that account is not yours, all data in it can be read.",
        steps=(
            "In the RDS console, remove accounts that you do not recognize from the sharing of the snapshot.",
            "Deactivate the credentials that were used; for a role, revoke its active sessions.",
            "Check the data for personal data and secrets, and tell the person responsible if need be.",
        ),
    ),
    "guardduty/Exfiltration:S3": Entry(
        headline="Possible data exfiltration from S3",
        why="Objects have been read in an unusual or suspicious way. Personal or confidential data may have left.",
        steps=(
            *_BUCKET,
            "If confidential data may be involved, tell the person responsible early.",
        ),
    ),
    "guardduty/Impact:S3": Entry(
        headline="Suspicious change to data or settings in S3",
        why="Objects have been deleted or overwritten, or settings changed so that data may become public. It may be destruction of data, or ransomware.",
        steps=(
            *_BUCKET,
            "If versioning is enabled, check whether objects can be restored from delete markers or earlier versions.",
        ),
    ),
    "guardduty/Impact:SES": Entry(
        headline="Misuse of email sending",
        why="Amazon SES may be used to send unwanted or phishing email. If it goes on, AWS may pause your sending.",
        steps=(
            "Deactivate the credentials that are used (including access keys of IAM users behind SMTP credentials).",
            "Look in the SES console for sender identities that you do not recognize, and disable them.",
            "Check the number of emails sent and the bounce rate, and answer AWS if they have written to you.",
        ),
    ),
    "guardduty/InitialAccess:RDS": Entry(
        headline="Possible intrusion into a public database",
        why="A database that can be reached from outside has been attacked and may have been broken into.",
        steps=_DATABASE,
    ),
    "guardduty/PenTest:S3": Entry(
        headline="S3 used from a penetration testing system",
        why="S3 has been used from an operating system made for penetration tests. Unless a test was planned or the owner did it, stolen credentials may be in use.",
        steps=_BUCKET,
    ),
    "guardduty/Policy:S3": Entry(
        headline="S3 protection against public access removed",
        why="Block Public Access has been turned off for a bucket or the account. Nothing need be public yet, but depending on policies and ACLs anyone may be able to read the data.",
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
    "guardduty/Policy:S3/BucketPublicAccessGranted": Entry(
        headline="S3 bucket opened to all AWS users",
        why="Anyone with an AWS account can now access the bucket.",
        steps=(
            "Unless the bucket is meant to be public, turn on all of Block Public Access.",
            "Remove what is granted to everyone or to all authenticated AWS users from the bucket policy and ACL.",
            "Check the S3 server access logs for objects that were read while it was open.",
        ),
    ),
    "guardduty/Stealth:S3": Entry(
        headline="S3 access logging turned off",
        why="Access to the bucket is no longer logged. Who reads the data meanwhile cannot be found in the server access logs.",
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
