"""AWS Trusted Advisor: checks whose status changes, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_CLOSES = "Once it is dealt with, a message that it is resolved may follow the next refresh of the check."

ENTRIES: dict[str, Entry] = {
    "trusted_advisor": Entry(
        headline="Trusted Advisor recommendation",
        why="AWS Trusted Advisor has found settings that differ from what AWS recommends. It does not mean that you have been attacked.",
        steps=(
            "Open the check behind the link and see the resource and the recommended action.",
            "Ask whoever runs it whether something has to be done, and if so follow the recommendation.",
            "Exclude in Trusted Advisor what you decide to leave as it is.",
        ),
    ),
    "trusted_advisor/check": Entry(
        headline="Trusted Advisor check: {check}",
        why="AWS Trusted Advisor has found settings that differ from what AWS recommends. It does not mean that you have been attacked.",
        steps=(
            "Open the check behind the link and see the resource and the recommended action.",
            "Ask whoever runs it whether something has to be done, and if so follow the recommendation.",
            "Exclude in Trusted Advisor what you decide to leave as it is.",
        ),
    ),
    "trusted_advisor/security": Entry(
        headline="Trusted Advisor check: {check}",
        why="A security check of Trusted Advisor has found settings that differ from what AWS recommends. It does not mean that you have been attacked, but it may lead to misuse or mishaps.",
        steps=(
            "Open the check behind the link and see the resource and the recommended action.",
            "Find out with whoever runs it what depends on it, then follow the recommendation.",
            _CLOSES,
        ),
    ),
    "trusted_advisor/exposed_keys": Entry(
        headline="Exposed access key",
        why="An access key has been found on the internet, or is suspected to be in use by others. A leaked key can be misused within minutes, which leads to high charges and stolen data.",
        steps=(
            "Deactivate the access key in the IAM console now, but keep it for the records and do not remove it yet.",
            "Look in the event history of CloudTrail for what was done with the key, and in every Region for IAM users, roles, EC2 instances and the like that you do not recognize.",
            "Switch whatever used the key to an IAM role, or to a new key if that is not possible.",
            "If AWS Support has opened a case, answer it before its deadline.",
        ),
    ),
    "trusted_advisor/root_user": Entry(
        headline="Root user not well protected",
        why="The root user, which can do anything in the account, has no MFA or still has access keys. If its credentials leak, the whole account can be taken over.",
        steps=(
            "Sign in as the root user and look at MFA and access keys under Security credentials.",
            "Register an MFA device if there is none, and if there are access keys, find out what uses them and deactivate them.",
            _CLOSES,
        ),
    ),
    "trusted_advisor/public_data": Entry(
        headline="Data open to outsiders",
        why="Data such as a snapshot or a bucket is set up so that it can be used from outside the account. Unless that is intended, it may leak.",
        steps=(
            "Ask whoever owns the data whether it has to be public.",
            "If not, take the public access or the sharing away.",
            "Check in the access logs and the event history of CloudTrail whether outsiders have read it.",
        ),
    ),
    "trusted_advisor/open_network": Entry(
        headline="Security group open too wide",
        why="A security group allows connections from more places than needed. Ports that are open to the outside are constantly tried by attackers.",
        steps=(
            "See which ports are open and what uses them, and ask whoever runs it whether that is needed.",
            "If not, narrow the allowed sources to the addresses that need them.",
            "For SSH or RDP, make sure that you can connect with Session Manager of Systems Manager, then close the port.",
        ),
    ),
    "trusted_advisor/credentials": Entry(
        headline="Credentials not managed as recommended",
        why="Credentials such as passwords or access keys are not managed as AWS recommends. If one leaks, it can be misused for long.",
        steps=(
            "See in the check behind the link which user or setting is concerned.",
            "Deactivate access keys that are not in use, and rotate those that are or use IAM roles instead.",
            _CLOSES,
        ),
    ),
    "trusted_advisor/encryption": Entry(
        headline="Encryption or certificates not as recommended",
        why="The encryption of stored data or of connections, or a certificate, is not as AWS recommends. What leaks or is intercepted can be read.",
        steps=(
            "See resource and reason in the check behind the link, and ask which data is handled.",
            "Renew a certificate that is about to expire first, and plan encryption where it needs a new resource.",
            _CLOSES,
        ),
    ),
    "trusted_advisor/end_of_support": Entry(
        headline="End of support or outdated version",
        why="Software in use is or will soon be without support, or needs an update. New vulnerabilities are no longer fixed.",
        steps=(
            "See in the check behind the link what is concerned and when support ends.",
            "Try a newer version in a test environment and plan to move before that date.",
            _CLOSES,
        ),
    ),
    "trusted_advisor/logging": Entry(
        headline="Logging not as recommended",
        why="The recording of activity or the retention of logs is not as AWS recommends. When something happens, it may not be possible to investigate it.",
        steps=(
            "See in the check behind the link which trail or log group is concerned.",
            "If CloudTrail has stopped logging, ask whether somebody meant it to and start it again.",
            _CLOSES,
        ),
    ),
    "trusted_advisor/service_limits": Entry(
        headline="Close to or at a service limit ({check})",
        why="The use of a service has come close to its limit (service quota) for the account, or reached it. What runs mostly goes on, but new resources or more load may be refused.",
        steps=(
            "See under Use / limit and Detail what is used and how far.",
            "If you cannot explain the growth, see in the event history of CloudTrail who creates the resources.",
            "If you need more, tidy up or ask for a higher quota in the Service Quotas console.",
        ),
    ),
    "trusted_advisor/cost": Entry(
        headline="Possible savings ({check})",
        why="There are resources that are little used, or settings that could cost less. It is not a security problem.",
        steps=(
            "See under Possible savings and Detail what it is and how much could be saved.",
            "Ask whoever runs it whether it is really not needed before you stop or downsize it.",
        ),
    ),
}
