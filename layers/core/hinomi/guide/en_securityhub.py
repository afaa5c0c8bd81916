"""Security Hub findings: by category of control, by type of other products' findings, by severity, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_PRIVATE = (
    "Open the resource in the console and check whether it really has to be reachable from outside.",
    "If not, close it; if so, restrict the sources or the accounts.",
    "Check the logs for suspicious access while it was open.",
)
_SETTING = (
    "Open the finding in the console, and see behind its remediation link which setting the control asks for.",
    "Make sure that running services are not affected, then change the setting.",
    "If you decide that it does not apply, set the workflow status to Suppressed in Security Hub and note the reason.",
)

ENTRIES: dict[str, Entry] = {
    "securityhub": Entry(
        headline="Security Hub finding",
        why="A security problem, or a setting that departs from what is recommended, has been found.",
        steps=(
            "Read the details and the original text, and look at the resource.",
            "Open the finding in the console and follow its remediation.",
        ),
    ),
    "securityhub/severity/CRITICAL": Entry(
        headline="Critical problem found by {product}",
        why="A serious configuration problem, or signs of an attack, have been found.",
        steps=(
            "Open the finding in the console, and look at the resource and the description.",
            "If it may be an attack, cut the network traffic or deactivate the credentials.",
            "If it is a setting, follow the remediation now.",
        ),
    ),
    "securityhub/severity/HIGH": Entry(
        headline="Problem found by {product}, to be dealt with first",
        why="A configuration problem or signs of an attack, of high priority, have been found.",
        steps=(
            "Open the finding in the console, and look at the resource and the description.",
            "If it may be an attack, cut the network traffic or deactivate the credentials; if it is a setting, follow the remediation.",
        ),
    ),
    "securityhub/severity/MEDIUM": Entry(
        headline="Problem found by {product}",
        why="If it stays, it may be exploited together with other problems.",
        steps=(
            "Open the finding in the console, and look at the resource and the description.",
            "Set a day to deal with it, and follow the remediation.",
        ),
    ),
    "securityhub/severity/LOW": Entry(
        headline="Minor problem found by {product}",
        why="It is unlikely to cause harm on its own.",
        steps=(
            "Look at the resource and the finding, and decide at your next review whether to fix it.",
            "If you decide not to, set the finding to Suppressed and note the reason.",
        ),
    ),
    "securityhub/severity/INFO": Entry(
        headline="Information from {product}",
        why="This is a record of a state, not a problem.",
        steps=(
            "Read the finding.",
            "If you do not want to hear of it again, set the finding to Suppressed.",
        ),
    ),
    "securityhub/type/ttps": Entry(
        headline="Activity that matches an attacker's methods",
        why="Activity that matches the way attackers work has been seen.",
        steps=(
            "See in the details of this message which resource is affected, who acted, and what was done.",
            "If you cannot explain it, cut the network traffic or deactivate the credentials that were used.",
            "Leave deleting and terminating for later, so that it can be examined.",
        ),
    ),
    "securityhub/type/effects": Entry(
        headline="Possible harm such as a data leak",
        why="Something that may do real harm has been seen, such as data leaked or destroyed, or resources misused.",
        steps=(
            "See in the details of this message which data and resources are affected.",
            "If it goes on, cut the network traffic or deactivate the credentials that are used.",
            "If personal or confidential data is involved, tell the person responsible early.",
        ),
    ),
    "securityhub/type/unusual_behaviors": Entry(
        headline="Unusual behavior",
        why="Something is different from what has been normal here.",
        steps=(
            "Check whether a release or a configuration change was made at that time.",
            "If not, look in the logs at what the resource and the credentials did before and after.",
        ),
    ),
    "securityhub/type/software_and_configuration_checks": Entry(
        headline="Vulnerability or configuration problem",
        why="A vulnerability that can be exploited, or a setting that departs from what is recommended, has been found.",
        steps=(
            "Check whether the resource can be reached from the internet, and deal with those first.",
            "Install updates for a vulnerability; for a setting, follow the remediation.",
            "If you cannot do so soon, reduce the risk, for example by restricting who can connect.",
        ),
    ),
    "securityhub/type/sensitive_data_identifications": Entry(
        headline="Sensitive data found",
        why="Sensitive data such as personal data or credentials has been found in storage. Depending on how that is shared, it may leak.",
        steps=(
            "First check whether the place is public or shared.",
            "If the data need not be there, move it to a proper place or delete it.",
            "If it holds credentials, deactivate and replace them.",
        ),
    ),
    "securityhub/category/access_management": Entry(
        headline="Access permissions need attention ({control})",
        why="Permissions beyond what is needed, or credentials that nobody looks after, make a leak worse.",
        steps=(
            "Check whether the user, role or policy is still used (last accessed information in IAM helps).",
            "Remove permissions that are not needed, and deactivate unused credentials for a while before you delete them.",
        ),
    ),
    "securityhub/category/root_access": Entry(
        headline="Root user protection needs attention ({control})",
        why="The root user can do anything in the account and cannot be restricted. If it is taken over, the account is hard to get back.",
        steps=(
            "Sign in as the root user and open Security credentials.",
            "Register multi-factor authentication (MFA), with two devices or more if you can.",
            "If the root user has access keys, make sure that nothing uses them, then deactivate and delete them.",
        ),
    ),
    "securityhub/category/passwordless_authentication": Entry(
        headline="Authentication relies on passwords or long-lived keys ({control})",
        why="A password or a long-lived key that leaks or is guessed lets someone in directly.",
        steps=(
            "Check whether the resource supports a way without passwords, such as IAM authentication.",
            "Move the applications that connect to the new way, then disable the old one.",
        ),
    ),
    "securityhub/category/network": Entry(
        headline="Network settings need attention ({control})",
        why="Traffic that need not be allowed makes it easier to attack from outside, and to spread once inside.",
        steps=(
            "See which sources and ports the security group or network ACL allows.",
            "Make sure that a rule is not used, for example from VPC Flow Logs, then remove it.",
            "For administration, consider Session Manager (AWS Systems Manager) instead.",
        ),
    ),
    "securityhub/category/public_access": Entry(
        headline="Public access settings need attention ({control})",
        why="The settings of this resource may let people on the internet or other accounts use it. That can lead to leaks and intrusions.",
        steps=_PRIVATE,
    ),
    "securityhub/category/encryption_at_rest": Entry(
        headline="Encryption of stored data needs attention ({control})",
        why="Data that is stored without encryption can be read by whoever gets hold of a snapshot or a disk.",
        steps=(
            "Check whether encryption can be turned on in place, or whether the resource must be made again.",
            "If it must, make an encrypted copy from a snapshot, test it, and switch over.",
            "Turn on default encryption, so that what you make from now on is encrypted.",
        ),
    ),
    "securityhub/category/encryption_in_transit": Entry(
        headline="Encryption of traffic needs attention ({control})",
        why="Traffic without encryption, or with an outdated one, can be read or changed on its way.",
        steps=(
            "Check that the clients that connect support TLS 1.2 or later.",
            "Once you are sure, accept only encrypted traffic.",
        ),
    ),
    "securityhub/category/data_protection": Entry(
        headline="Data protection needs attention ({control})",
        why="Settings that protect important data from leaking or tampering are missing.",
        steps=_SETTING,
    ),
    "securityhub/category/data_deletion_protection": Entry(
        headline="Protection against deletion needs attention ({control})",
        why="Nothing keeps a mistake or an attacker from deleting data or resources.",
        steps=(
            "Turn on deletion protection or versioning for the resource (this usually does not interrupt service).",
            "Check as well that you can restore from a backup.",
        ),
    ),
    "securityhub/category/logging": Entry(
        headline="Logging needs attention ({control})",
        why="Without records nobody can find out who did what when something goes wrong.",
        steps=(
            "Turn on logging for the resource, and decide where the logs go and how long they are kept.",
            "Logs cost money by volume, so check the charge on the day after.",
        ),
    ),
    "securityhub/category/detection": Entry(
        headline="Detection features need attention ({control})",
        why="A feature that notices attacks or anomalies is not enabled, or not fully set up.",
        steps=(
            "Enable the feature in the console of the service.",
            "Some features cost money, so look at the free trial or the estimate first.",
            "If it used to be enabled, find out in the CloudTrail event history who disabled it.",
        ),
    ),
    "securityhub/category/inventory": Entry(
        headline="Inventory of resources needs attention ({control})",
        why="Resources are not tracked or managed well enough, so that the extent of a problem cannot be found out.",
        steps=_SETTING,
    ),
    "securityhub/category/tagging": Entry(
        headline="Tags are missing ({control})",
        why="Without tags for owner and purpose, nobody knows whom to ask when something goes wrong.",
        steps=(
            "Add the tags that your organization has agreed on, such as owner and purpose.",
            "Add them to the templates as well, so that new resources have them.",
        ),
    ),
    "securityhub/category/resource_configuration": Entry(
        headline="Resource configuration needs attention ({control})",
        why="A setting departs from what AWS recommends.",
        steps=_SETTING,
    ),
    "securityhub/category/resilience": Entry(
        headline="Availability needs attention ({control})",
        why="When something fails, the service may stop or data may be lost.",
        steps=(
            "Work out what would suffer if this resource stopped.",
            "If it is for production, plan a deployment over several Availability Zones or the like.",
        ),
    ),
    "securityhub/category/backup": Entry(
        headline="Backups need attention ({control})",
        why="Without enough backups, data lost to a failure or an attack cannot be brought back.",
        steps=(
            "Turn on automatic backups and decide how long they are kept.",
            "Try a restore once, and see that it is fast enough.",
        ),
    ),
    "securityhub/category/secure_development": Entry(
        headline="Development settings need attention ({control})",
        why="Build settings or code hold something unsafe such as a secret in plain text. Everyone who can see them may learn the secret.",
        steps=(
            "If a secret is written in plain text, deactivate and replace it first.",
            "Keep the new one in Secrets Manager or Parameter Store, and refer to it from there.",
        ),
    ),
    "securityhub/category/vulnerability": Entry(
        headline="Vulnerability or missing update ({control})",
        why="A known weakness, or a version that is no longer supported, is in use. Attackers often try these.",
        steps=(
            "Deal with what can be reached from the internet first.",
            "Install the update or upgrade, for important systems after a test in a trial environment.",
            "If you cannot update soon, restrict who can connect.",
        ),
    ),
    "securityhub/category/protective_services": Entry(
        headline="Protective services need attention ({control})",
        why="A service that stops attacks, such as AWS WAF or Network Firewall, is not set up or not working.",
        steps=_SETTING,
    ),
    "securityhub/category/resource_policy": Entry(
        headline="Resource policy needs attention ({control})",
        why="The policy of a resource may allow actions to more accounts or people than intended.",
        steps=(
            "Open the policy of the resource in the console and see whom it allows.",
            'Restrict it to certain accounts or roles, and put conditions on any "*".',
            "Look in the CloudTrail event history for suspicious access before you restricted it.",
        ),
    ),
    "securityhub/category/other": Entry(
        headline="Control {control} failed",
        why="A security setting that AWS recommends is not in place.",
        steps=_SETTING,
    ),
}
