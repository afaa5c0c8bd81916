"""GuardDuty findings: what each threat purpose means and what to do first, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "guardduty": Entry(
        headline="Possible threat detected",
        why="GuardDuty has seen activity that looks like an attack or misuse.",
        steps=(
            "In the details of this message, see which resource is affected, who acted, from where, and what was done.",
            "If you cannot explain it, open the finding in the GuardDuty console and look at the resource and the remote address.",
            "If a resource may be compromised, cut its network traffic but do not delete it, so that it can still be examined.",
        ),
    ),
    "guardduty/AttackSequence": Entry(
        headline="Attack sequence detected",
        why="Several suspicious actions have been linked into one attack. This is more certain than a single finding: assume that a compromise has begun.",
        steps=(
            "Open the finding in the GuardDuty console and follow its signals in time to find the first credential or resource that was compromised.",
            "Deactivate the access keys involved, and revoke the active sessions of the roles involved.",
            "Isolate compromised instances and containers without terminating them.",
            "If you are unsure what to do, open an AWS Support case and say that your account may be compromised.",
        ),
    ),
    "guardduty/Backdoor": Entry(
        headline="Possible remote control by an attacker",
        why="Traffic to an attacker's command server, or traffic that attacks others, has been seen. The resource may have been taken over.",
        steps=(
            "If you cannot explain the traffic of the resource, cut it (for an EC2 instance, attach only an isolation security group that has no rules).",
            "Do not terminate or delete it; keep evidence such as snapshots of its volumes.",
            "Revoke the active sessions of the IAM role that it uses.",
        ),
    ),
    "guardduty/Behavior": Entry(
        headline="Unusual behavior",
        why="Something is different from what has been normal here. It may only be a new use, but it can also be the first sign of a takeover.",
        steps=(
            "Check whether a release or a configuration change was made at that time.",
            "If not, look in the CloudTrail event history for actions on the resource.",
        ),
    ),
    "guardduty/CredentialAccess": Entry(
        headline="Possible theft of credentials",
        why="Someone has tried to obtain passwords, keys or other credentials. If it worked, they may be used to get in.",
        steps=(
            "See in the details of this message whether the attempt succeeded.",
            "If you cannot tell, deactivate the credentials concerned and replace them.",
            "Look in the CloudTrail event history for what those credentials have been used for.",
        ),
    ),
    "guardduty/CryptoCurrency": Entry(
        headline="Possible cryptocurrency mining",
        why="Traffic related to cryptocurrency mining has been seen. If the resource has been hijacked, your bill may rise quickly.",
        steps=(
            "Unless this resource is meant to deal with cryptocurrency, cut its network traffic and isolate it.",
            "Check for resources that you do not recognize, also in Regions that you do not use.",
            "Take a snapshot before you terminate anything, and find out how they got in.",
        ),
    ),
    "guardduty/DefenseEvasion": Entry(
        headline="Possible attempt to evade detection",
        why="Something has been done to escape monitoring or logging. Intruders, too, do this to hide what they do.",
        steps=(
            "See in the details of this message who disabled or hid what.",
            "If monitoring or logging has been turned off, turn it on again now.",
            "Look in the CloudTrail event history for other actions by the same identity.",
        ),
    ),
    "guardduty/DefenseImpairment": Entry(
        headline="Possible weakening of security controls",
        why="A change that weakens settings or features that protect your environment has been seen. An attacker may be preparing the next step.",
        steps=(
            "See in the details of this message who changed which setting.",
            "If you did not expect the change, put the setting back.",
            "If so, also deactivate the credentials that made it, and look for their other actions in the CloudTrail event history.",
        ),
    ),
    "guardduty/Discovery": Entry(
        headline="Reconnaissance inside your environment",
        why="Someone has been listing resources and permissions. It does no harm in itself, but may be someone finding out what stolen credentials can do.",
        steps=(
            "Check whether you recognize the identity and the address in the details of this message.",
            "If you do not, deactivate the credentials that were used.",
            "Look in the CloudTrail event history for what the same identity did before and after.",
        ),
    ),
    "guardduty/Execution": Entry(
        headline="Possible malicious program",
        why="Malware or a suspicious command has been found. Once it runs, it can steal data or spread to other resources.",
        steps=(
            "Check whether you recognize the file or process in the details of this message.",
            "If you do not, cut the resource's network traffic without terminating it.",
            "Take snapshots as evidence, then find out how it got there.",
        ),
    ),
    "guardduty/Exfiltration": Entry(
        headline="Possible data exfiltration",
        why="Data may be on its way out of your environment. If it holds personal or confidential data, you may have to report it.",
        steps=(
            "If you do not recognize who did it, deactivate the credentials that are used; for a role, revoke its active sessions.",
            "Work out from the logs which data was taken, and when.",
            "If confidential data may be involved, tell the person responsible early.",
        ),
    ),
    "guardduty/Impact": Entry(
        headline="Possible damage or misuse",
        why="Something that may do real harm has been seen, such as data destroyed or changed, or resources misused.",
        steps=(
            "Check whether you recognize the identity and the action in the details of this message.",
            "If you do not, deactivate the credentials that are used, so that the damage does not grow.",
            "If something was deleted or overwritten, check whether it can be restored from a backup.",
        ),
    ),
    "guardduty/InitialAccess": Entry(
        headline="Attempt to get in",
        why="Someone outside has tried to enter your environment. If it worked, more permissions or your data will be next.",
        steps=(
            "Check whether you recognize the identity and the address in the details of this message.",
            "If you do not, deactivate the credentials that were used and close the way in.",
            "Look in the CloudTrail event history for what was done afterwards.",
        ),
    ),
    "guardduty/LateralMovement": Entry(
        headline="Possible spread of an intrusion to other resources",
        why="An attempt to move from one resource to another has been seen. The first compromise may be somewhere else.",
        steps=(
            "Look at both ends of the connection, and if you cannot explain it, isolate both.",
            "Do not terminate or delete them; take snapshots as evidence.",
            "Revoke the active sessions of the IAM roles on both ends.",
        ),
    ),
    "guardduty/Object": Entry(
        headline="Malware in an S3 object",
        why="Malware has been found in a file in a bucket. People or systems that download it may become infected.",
        steps=(
            "Make sure that nobody can download the object (deny it in the bucket policy, or move it to a quarantine bucket).",
            "Find out from CloudTrail or the S3 server access logs who uploaded it, and when.",
            "Check whether any person or system has already downloaded it.",
        ),
    ),
    "guardduty/PenTest": Entry(
        headline="Activity from a penetration testing tool",
        why="AWS has been used from an operating system made for penetration tests. Unless a test was planned or the owner did it, stolen credentials may be in use.",
        steps=(
            "Check whether a penetration test was planned.",
            "If not, deactivate the access key that was used; for a role, revoke its active sessions.",
            "Look in the CloudTrail event history for what those credentials did.",
        ),
    ),
    "guardduty/Persistence": Entry(
        headline="Possible attempt to keep access",
        why="Something has been done that intruders do in order to come back later. If someone has broken in, closing one way in may not be enough.",
        steps=(
            "See in the details of this message what was added or changed (a user, a key, a setting, a file).",
            "If you do not recognize it, disable it (delete it later, since it is evidence).",
            "Deactivate the credentials that did it as well, and look for what else they did.",
        ),
    ),
    "guardduty/Policy": Entry(
        headline="Unsafe configuration",
        why="A setting or a way of working departs from what is recommended. It may not be an attack, but it makes one easier.",
        steps=(
            "Ask the person in the details of this message whether the change was intended.",
            "If not, put the setting back.",
            "If it is needed, make what it exposes as small as you can.",
        ),
    ),
    "guardduty/PrivilegeEscalation": Entry(
        headline="Possible attempt to gain more permissions",
        why="Someone has tried to widen the permissions that they have. If it worked, they may control the whole environment.",
        steps=(
            "See in the details of this message who tried to gain which permissions, and whether it succeeded.",
            "If you cannot explain it, deactivate the credentials that were used and take the added permissions away.",
            "Look in the CloudTrail event history for what was done before and after.",
        ),
    ),
    "guardduty/Recon": Entry(
        headline="Probing before an attack",
        why="Activity that looks for weak spots before an attack has been seen. In most cases no harm has been done yet.",
        steps=(
            "Check whether the ports and credentials that are exposed really need to be.",
            "Remove what is not needed from the inbound rules of the security group, or deactivate it.",
        ),
    ),
    "guardduty/ResourceConsumption": Entry(
        headline="Suspicious creation of many resources",
        why="A large number of resources has been created in a suspicious way. Used for mining or the like, they cause a high bill in a short time.",
        steps=(
            "If you do not recognize these resources, deactivate the credentials that created them at once.",
            "Stop the instances that you do not recognize (do not terminate them until they have been examined).",
            "Check for more of them, also in Regions that you do not use.",
        ),
    ),
    "guardduty/ResourceDevelopment": Entry(
        headline="Possible preparation of attacks on others",
        why="Activity that looks like preparation to use this account against others, for example to send unwanted email, has been seen.",
        steps=(
            "Check whether you recognize the identity and the action in the details of this message.",
            "If you do not, deactivate the credentials that were used.",
            "Find the sender addresses and settings that were made, and disable them.",
        ),
    ),
    "guardduty/Stealth": Entry(
        headline="Possible attempt to leave no trace",
        why="Logging has been stopped or weakened. Attackers, too, do this to leave no trace.",
        steps=(
            "Turn the logging or the setting on again now.",
            "Find out in the CloudTrail event history who changed it.",
            "If you cannot explain it, deactivate the credentials that were used.",
        ),
    ),
    "guardduty/Trojan": Entry(
        headline="Possible malware infection",
        why="Traffic to an address that malware uses has been seen. The resource may be infected and sending data out.",
        steps=(
            "If you cannot explain the traffic of the resource, cut it (for an EC2 instance, attach only an isolation security group that has no rules).",
            "Do not terminate or delete it; keep evidence such as snapshots of its volumes.",
            "Revoke the active sessions of the IAM role that it uses.",
        ),
    ),
    "guardduty/UnauthorizedAccess": Entry(
        headline="Possible unauthorized access",
        why="Access has been seen that looks like it came from someone without permission. Credentials or a public setting may be abused.",
        steps=(
            "Check whether you recognize the identity and the address in the details of this message.",
            "If you do not, deactivate the credentials that were used, or block traffic from that address.",
            "Look in the CloudTrail event history for what was done before and after.",
        ),
    ),
}
