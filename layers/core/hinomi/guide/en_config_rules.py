"""AWS Config: resources that a rule calls noncompliant, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_HISTORY = "See in the event history of CloudTrail and the resource timeline of AWS Config who changed it and when."
_CLOSES = "Once the setting is right, the next evaluation of the rule brings a message that it is resolved."

ENTRIES: dict[str, Entry] = {
    "config_rules": Entry(
        headline="Noncompliant with an AWS Config rule",
        why="The settings of a resource do not meet an AWS Config rule. This need not be an attack, but a change that nobody intended has to be undone.",
        steps=(
            "Read the rule behind the link and see which setting of the resource does not meet it.",
            _HISTORY,
            "If it is intended, exclude the resource from the rule, otherwise correct the setting.",
            _CLOSES,
        ),
    ),
    "config_rules/rule": Entry(
        headline="Noncompliant with the AWS Config rule {config_rule}",
        why="The settings of a resource do not meet an AWS Config rule. This need not be an attack, but a change that nobody intended has to be undone.",
        steps=(
            "Read the rule behind the link and see which setting of the resource does not meet it.",
            _HISTORY,
            "If it is intended, exclude the resource from the rule, otherwise correct the setting.",
            _CLOSES,
        ),
    ),
    "config_rules/public_access": Entry(
        headline="Possibly open to the public ({config_rule})",
        why="A resource may be set up so that it can be used from outside the account or from the internet. Unless that is intended, data may leak or somebody may get in.",
        steps=(
            "Ask whoever runs the resource whether it has to be public.",
            "If not, read the rule behind the link and take the public access away.",
            _HISTORY,
            "Check in the access logs of the resource, if there are any, whether outsiders have used it.",
        ),
    ),
    "config_rules/open_network": Entry(
        headline="Network open too wide ({config_rule})",
        why="The network settings allow connections from more places than needed. Ports that are open to the outside are constantly tried by attackers.",
        steps=(
            "See which ports are open to whom, and ask whoever runs the resource whether that is needed.",
            "If not, narrow the sources, in the security group or wherever they are set, to the addresses that need them.",
            _HISTORY,
            "For SSH or RDP, make sure that you can connect with Session Manager of Systems Manager, then close the port.",
        ),
    ),
    "config_rules/root_user": Entry(
        headline="Root user not well protected ({config_rule})",
        why="The root user, which can do anything in the account, is not well protected. If its password or key leaks, the whole account can be taken over.",
        steps=(
            "Sign in as the root user and look at MFA and access keys under Security credentials.",
            "Register an MFA device if there is none, and if there are access keys, find out what uses them and deactivate them.",
            _CLOSES,
        ),
    ),
    "config_rules/credentials": Entry(
        headline="Credentials not managed as required ({config_rule})",
        why="Credentials such as passwords, access keys or secrets are not managed as your rule requires. If one leaks, it can be misused for long.",
        steps=(
            "See behind the link which user or secret is concerned.",
            "Deactivate credentials that are not in use, and set up MFA for or rotate those that are.",
            _CLOSES,
        ),
    ),
    "config_rules/permissions": Entry(
        headline="IAM permissions too broad ({config_rule})",
        why="An IAM policy grants more than is needed. The harm is greater if the credentials leak.",
        steps=(
            "Look at the policy, and at the users and roles that have it.",
            _HISTORY,
            "Replace it with a policy that allows only what is really used.",
        ),
    ),
    "config_rules/encryption": Entry(
        headline="Not encrypted as required ({config_rule})",
        why="Stored data or a connection is not encrypted as your rule requires. No harm follows at once, but what leaks can be read.",
        steps=(
            "See what kind of data the resource holds.",
            "Turn encryption on, and where that needs a new resource, plan to move the data, for example by a snapshot.",
            _CLOSES,
        ),
    ),
    "config_rules/logging": Entry(
        headline="Logging or detection not on ({config_rule})",
        why="Logs of activity or traffic, or a service that detects threats, are not on as your rule requires. What happens meanwhile cannot be investigated later.",
        steps=(
            "Check whether logging or detection has stopped, and turn it on again if it has.",
            _HISTORY,
            "If nobody knows of it, take it for an attempt to hide something and look into what was done before and after.",
        ),
    ),
    "config_rules/backup": Entry(
        headline="No backup or deletion protection ({config_rule})",
        why="Backups or the protection against deletion are not set up as your rule requires. If data is lost by mistake or by an attack, it may be gone for good.",
        steps=(
            "Ask whoever runs the resource whether its data would be missed.",
            "If so, turn on backups or deletion protection.",
            _CLOSES,
        ),
    ),
    "config_rules/tags": Entry(
        headline="Required tags missing ({config_rule})",
        why="A resource lacks tags that your rule requires. There is no danger, but nobody can tell who owns it or who pays for it.",
        steps=(
            "Find out who created the resource.",
            "Add the missing tags.",
            _CLOSES,
        ),
    ),
}
