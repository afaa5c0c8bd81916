"""GuardDuty findings on IAM credentials and account settings, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_IDENTITY = (
    "Ask the person concerned; if they did not do it and it is an IAM user, deactivate the access key and attach the managed policy AWSDenyAll to the user (delete neither).",
    "For a role, revoke its active sessions in the IAM console (for a role of IAM Identity Center, revoke the user's sessions in that console).",
    "Search the CloudTrail event history by access key or user name, and undo what was created or changed after noting it.",
    "Check for users and resources that you do not recognize, also in Regions that you do not use.",
)

ENTRIES: dict[str, Entry] = {
    "guardduty/Behavior:IAMUser": Entry(
        headline="Unusual launch of instances",
        why="These credentials have launched instances as never before. It may be the start of misuse such as mining.",
        steps=_IDENTITY,
    ),
    "guardduty/CredentialAccess:IAMUser": Entry(
        headline="Suspicious collection of credentials",
        why="Passwords or secrets have been requested in an unusual way. If someone else did it, they may hold what was obtained as well.",
        steps=_IDENTITY,
    ),
    "guardduty/CredentialAccess:IAMUser/CompromisedCredentials": Entry(
        headline="Credentials that may have leaked",
        why="Someone else may have these credentials. As long as they work, they can be used at any time.",
        steps=(
            "Deactivate this access key in the IAM console now (do not delete it).",
            "Create a new key, and change the programs that use the old one.",
            "Search the CloudTrail event history by access key ID to see whether it has been misused.",
            "Find where it leaked, such as a public repository or a shared file, and remove it there.",
        ),
    ),
    "guardduty/DefenseEvasion:IAMUser": Entry(
        headline="Suspicious weakening of monitoring or logging",
        why="Actions that help to evade detection have been taken in an unusual way.",
        steps=_IDENTITY,
    ),
    "guardduty/DefenseEvasion:IAMUser/BedrockLoggingDisabled": Entry(
        headline="Amazon Bedrock logging turned off",
        why="Model invocations are no longer logged. This can hide misuse of generative AI.",
        steps=(
            "Turn model invocation logging on again in the settings of the Amazon Bedrock console.",
            "Ask the person concerned; if they did not do it, deactivate the credentials that were used.",
            "Check in Billing and Cost Management whether Amazon Bedrock charges have jumped.",
        ),
    ),
    "guardduty/DefenseImpairment:Organizations": Entry(
        headline="Change that weakens your organization",
        why="The structure or the policies of AWS Organizations have been changed in a suspicious way. The protection of every account may be affected.",
        steps=(
            "In the AWS Organizations console, look for accounts that have left and policies that have changed, and put back what was not intended.",
            "If you cannot explain it, deactivate the credentials that were used in the management account; for a role, revoke its active sessions.",
            "Look in the CloudTrail event history for what the same identity did before and after.",
        ),
    ),
    "guardduty/Discovery:IAMUser": Entry(
        headline="Suspicious exploration of permissions or resources",
        why="These credentials have been listing resources and permissions in an unusual way. Someone may be trying out stolen credentials.",
        steps=_IDENTITY,
    ),
    "guardduty/Exfiltration:IAMUser": Entry(
        headline="Suspicious actions that move data out",
        why="Actions that take data out, such as sharing snapshots or fetching backups, have been taken in an unusual way.",
        steps=_IDENTITY,
    ),
    "guardduty/Impact:IAMUser": Entry(
        headline="Suspicious actions that damage data or settings",
        why="Actions that delete or alter resources have been taken in an unusual way.",
        steps=_IDENTITY,
    ),
    "guardduty/Impact:IAMUser/AnomalousModelInvocation": Entry(
        headline="Suspicious use of a generative AI model",
        why="Models such as those of Amazon Bedrock have been invoked in an unusual way. Stolen credentials used for models can cause a high bill.",
        steps=_IDENTITY,
    ),
    "guardduty/Impact:IAMUser/CostHarvesting": Entry(
        headline="Heavy use of expensive resources",
        why="These credentials are using costly resources in unusually large amounts. The bill may become high in a short time.",
        steps=_IDENTITY,
    ),
    "guardduty/Impact:IAMUser/PromptInjection.Direct": Entry(
        headline="Prompt injection into a generative AI model",
        why="Instructions meant to break a model's restrictions were sent to it directly. A user of your application may have tried it, or someone with stolen credentials.",
        steps=(
            "Check whether the identity in the details is an application that passes user input to the model.",
            "If it is, check that Amazon Bedrock Guardrails blocked the input.",
            "If you do not recognize the identity, deactivate its credentials.",
        ),
    ),
    "guardduty/InitialAccess:IAM": Entry(
        headline="Possible intrusion with valid credentials",
        why="Valid credentials may be used to get in. If it was not their owner, they may have leaked.",
        steps=_IDENTITY,
    ),
    "guardduty/InitialAccess:IAMUser": Entry(
        headline="Suspicious use of credentials",
        why="These credentials have been used in an unusual way for actions that serve to get in.",
        steps=_IDENTITY,
    ),
    "guardduty/PenTest:IAMUser": Entry(
        headline="API calls from a penetration testing system",
        why="AWS has been called with these credentials from an operating system made for penetration tests. Unless a test was planned or the owner did it, they may have been stolen.",
        steps=_IDENTITY,
    ),
    "guardduty/Persistence:IAM": Entry(
        headline="Account change that keeps a way in",
        why="A user, an access key or a trust has been changed in a way that may let someone come back later.",
        steps=_IDENTITY,
    ),
    "guardduty/Persistence:IAMUser": Entry(
        headline="Suspicious actions that keep a way in",
        why="Actions that may let someone come back later, such as creating users or adding permissions, have been taken in an unusual way.",
        steps=_IDENTITY,
    ),
    "guardduty/Persistence:Lambda": Entry(
        headline="Function change that keeps a way in",
        why="A Lambda function or a way of signing in has been changed in a way that may let someone come back later.",
        steps=(
            "Check the function's code, triggers and resource-based policy for changes that you do not recognize.",
            "If you find any, set the function's reserved concurrency to 0 in the Lambda console, so that it no longer runs.",
            "Deactivate the credentials that made a change which you cannot explain, and see what else they did in the CloudTrail event history.",
        ),
    ),
    "guardduty/Persistence:RolesAnywhere": Entry(
        headline="IAM Roles Anywhere change that keeps a way in",
        why="A trust anchor or a profile for using roles from outside AWS has been changed. Whoever holds the certificate may enter at any time.",
        steps=(
            "Disable trust anchors and profiles that you do not recognize in the IAM Roles Anywhere console.",
            "Deactivate the credentials that made a change which you cannot explain, and see what else they did in the CloudTrail event history.",
            "Revoke the active sessions of the roles concerned in the IAM console.",
        ),
    ),
    "guardduty/Policy:IAMUser": Entry(
        headline="Use of root user credentials",
        why="An action was made with credentials of the root user. The root user can do anything in the account, so it is not meant for daily work.",
        steps=(
            "Ask those who can use the root user whether they did this.",
            "If nobody did, sign in as the root user, change the password and set up MFA again.",
            "Deactivate any access keys of the root user, and see in the CloudTrail event history what was done.",
        ),
    ),
    "guardduty/PrivilegeEscalation:IAM": Entry(
        headline="Account change that gives more permissions",
        why="A policy or a trust has been changed in a way that may let someone gain more permissions.",
        steps=_IDENTITY,
    ),
    "guardduty/PrivilegeEscalation:IAMUser": Entry(
        headline="Suspicious actions that widen permissions",
        why="Actions that gain more permissions have been taken with these credentials in an unusual way. If they worked, someone may have administrator permissions.",
        steps=_IDENTITY,
    ),
    "guardduty/Recon:IAMUser": Entry(
        headline="Probing from a suspicious address",
        why="An address on a threat list, or Tor, has used these credentials to look at resources and permissions. They may have leaked.",
        steps=_IDENTITY,
    ),
    "guardduty/Stealth:IAMUser": Entry(
        headline="Weakening of logging or protection",
        why="Logging or the password policy has been weakened. Attackers, too, do so to leave no trace or to make the next intrusion easier.",
        steps=(
            "Put the weakened setting back now.",
            "Ask the person concerned; if they did not do it, deactivate the credentials that were used.",
            "Look in the CloudTrail event history for what the same identity did before and after.",
        ),
    ),
    "guardduty/Stealth:IAMUser/CloudTrailLoggingDisabled": Entry(
        headline="CloudTrail logging turned off",
        why="Actions are no longer recorded in the trail. What is done meanwhile is missing from it, and Hinomi may no longer receive root user activity.",
        steps=(
            "Open the trail in the CloudTrail console and start logging again (if it was deleted, create it again).",
            "Search the event history for StopLogging and DeleteTrail to see who did it.",
            "If you cannot explain it, deactivate the credentials that were used at once.",
        ),
    ),
    "guardduty/UnauthorizedAccess:IAMUser": Entry(
        headline="Possible misuse of credentials",
        why="These credentials have been used from a suspicious address. They may have leaked.",
        steps=_IDENTITY,
    ),
    "guardduty/UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B": Entry(
        headline="Console sign-ins from far apart at about the same time",
        why="One user has signed in from distant parts of the world within a short time. Unless a VPN or the like explains it, the password may have leaked.",
        steps=(
            "Ask the user whether a VPN or travel explains it.",
            "If not, disable console access for that user in the IAM console.",
            "Look in the CloudTrail event history for what was done after the sign-in, and reset the password and MFA before you give access back.",
        ),
    ),
    "guardduty/UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.InsideAWS": Entry(
        headline="EC2 credentials used from another account",
        why="Credentials of an EC2 instance's role have been used from another AWS account. Unless you set it up so, they may have been stolen from the instance.",
        steps=(
            "Revoke the active sessions of the instance's role in the IAM console (this affects other servers with the same role).",
            "Attach only an isolation security group to the instance, and take snapshots of the EBS volumes.",
            "Check the application for vulnerabilities, and require IMDSv2 on the instances that you rebuild.",
        ),
    ),
    "guardduty/UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS": Entry(
        headline="EC2 credentials used from outside AWS",
        why="Credentials of an EC2 instance's role have been used from outside AWS. Unless that was intended, they may have been stolen from the instance and be in use by someone else.",
        steps=(
            "Revoke the active sessions of the instance's role in the IAM console (this affects other servers with the same role).",
            "Attach only an isolation security group to the instance, and take snapshots of the EBS volumes.",
            "Look in the CloudTrail event history for what the stolen credentials did, and undo it after noting it.",
            "Check the application for vulnerabilities, and require IMDSv2 on the instances that you rebuild.",
        ),
    ),
}
