"""IAM Access Analyzer: who has access from outside or inside, and what nobody uses, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "access_analyzer/public": Entry(
        headline="Resource open to the public",
        why="Anyone, with or without an AWS account, can use this resource. Act today unless it is meant to be public.",
        steps=(
            "Ask the owner of the resource whether it is meant to be public.",
            "If not, change the resource's policy so that only those who need it have access.",
            "Look in CloudTrail for who changed the policy and when, and for who has used the resource since.",
            "If it is meant, archive the finding in Access Analyzer; access for others will still be announced.",
        ),
    ),
    "access_analyzer/public/bucket": Entry(
        headline="S3 bucket open to the public",
        why="Anyone on the internet can use this bucket. If it holds anything that is not meant for everyone, act at once.",
        steps=(
            "Look at what is in the bucket and at Allowed actions, and ask its owner whether it is meant to be public.",
            "If not, turn on all four settings of Block Public Access for the bucket.",
            "Look in CloudTrail and in the server access logs, as far as they are on, for who opened it and who has read or written since.",
            "If it is meant, archive the finding in Access Analyzer; access for others will still be announced.",
        ),
    ),
    "access_analyzer/public/snapshot": Entry(
        headline="Snapshot open to the public",
        why="Anyone with an AWS account can copy this snapshot and read all that was on the disk or in the database. A copy that was made cannot be taken back, so act at once.",
        steps=(
            "Set the snapshot to private in the console, which keeps the snapshot and who made it public on record.",
            "Look in CloudTrail for who shared it and when; copies made by other accounts are not recorded in yours.",
            "Take every password, key and personal record in it for known to others: change the credentials, and see whom to inform.",
            "Turn on Block Public Access for EBS snapshots in the EC2 settings, so that this cannot happen again.",
        ),
    ),
    "access_analyzer/external": Entry(
        headline="Access from outside the account or organization",
        why="Somebody outside of what you trust can use this resource. It may be meant, but it is also how attackers keep a way back in.",
        steps=(
            "Find out to whom the account or address under Who has access belongs, and ask the owner of the resource.",
            "If nobody knows, keep a copy of the resource's policy, remove it from there, and look in CloudTrail for who put it there.",
            "If it is meant, limit it to the actions that are needed, then archive the finding; access for others will still be announced.",
        ),
    ),
    "access_analyzer/external/role": Entry(
        headline="IAM role usable from outside",
        why="Somebody outside of what you trust can assume this role and do all that it may do. It may be meant, but it is also how attackers keep a way back in.",
        steps=(
            "Find out to whom the account or identity provider under Who has access belongs, and ask the owner of the role.",
            "If nobody knows, keep a copy of the role's trust policy, remove it from there, and look in CloudTrail for who put it there and for AssumeRole calls.",
            "If it is a partner, require an external ID; if an identity provider such as GitHub, limit which repositories or users may assume it.",
            "If it is meant, archive the finding in Access Analyzer; access for others will still be announced.",
        ),
    ),
    "access_analyzer/internal": Entry(
        headline="Access to a critical resource from inside",
        why="An IAM user or role of the account or organization can use a resource that you called critical. Look at it within a few days.",
        steps=(
            "Open the findings of this resource in Access Analyzer and see who has access, and to do what.",
            "Ask the owner of the resource who needs it, and remove the permissions of all others.",
            "If the access is meant, archive the finding; access for others will still be announced.",
        ),
    ),
    "access_analyzer/unused": Entry(
        headline="Unused access",
        why="Access was granted and has not been used for a long time. If somebody else uses it, nobody will notice. It is not urgent; look at it by your next regular review.",
        steps=(
            "Ask those responsible whether the access is still needed.",
            "If not, take it away in a way that can be undone, and delete it only after some weeks without trouble.",
        ),
    ),
    "access_analyzer/unused/UnusedIAMRole": Entry(
        headline="Unused IAM role",
        why="Nobody has used this role for a long time. If somebody else can assume it, nobody will notice. It is not urgent; look at it by your next regular review.",
        steps=(
            "Look in IAM at when the role was last used and who may assume it, and ask those responsible.",
            "If it is not needed, attach the policy AWSDenyAll to it, and delete the role only after some weeks without trouble.",
            "If it is needed, for an emergency for example, archive the finding in Access Analyzer.",
        ),
    ),
    "access_analyzer/unused/UnusedIAMUserAccessKey": Entry(
        headline="Unused access key of an IAM user",
        why="Nobody has used this access key for a long time. A forgotten key that leaks is among the most common ways into an account. It is not urgent, but quickly done.",
        steps=(
            "Look in IAM at when the user's keys were last used, and ask those responsible.",
            "Deactivate the unused key, which can be undone, and delete it only after some weeks without trouble.",
            "If the key is needed, use an IAM role in its place where you can.",
        ),
    ),
    "access_analyzer/unused/UnusedIAMUserPassword": Entry(
        headline="Unused console password of an IAM user",
        why="Nobody has signed in with this user's password for a long time. If somebody guesses or knows it, nobody will notice. It is not urgent; look at it by your next regular review.",
        steps=(
            "Ask the person whether they still need to sign in, and whether they still work with you.",
            "If not, disable the user's console access, which leaves its access keys as they are.",
            "If so, make sure that the user has multi-factor authentication (MFA).",
        ),
    ),
    "access_analyzer/unused/UnusedPermission": Entry(
        headline="Unused permissions",
        why="This user or role may do things that it has not done for a long time. Whoever steals its credentials can do them too. It is not urgent; look at it by your next regular review.",
        steps=(
            "Open the finding in Access Analyzer, see which services and actions are unused, and ask for its recommendation of a policy.",
            "Ask those responsible which of them are still needed, for a yearly job for example.",
            "Replace the policy with one without them, and keep the old version to go back to.",
        ),
    ),
    "access_analyzer/error": Entry(
        headline="Resource that Access Analyzer could not analyze",
        why="Access Analyzer could not look at this resource, so nobody would be told if it were opened to others. AWS tries again by itself.",
        steps=(
            "Wait a day to see whether it resolves by itself.",
            "If it does not, look at the policy of the resource yourself, and contact AWS Support if the error stays.",
        ),
    ),
    "access_analyzer/error/ACCESS_DENIED": Entry(
        headline="Resource that Access Analyzer may not analyze",
        why="A policy keeps Access Analyzer from looking at this resource, so nobody would be told if it were opened to others. It is not urgent, but somebody may want it that way.",
        steps=(
            "Look in the policy of the resource for a Deny that also fits the service-linked role AWSServiceRoleForAccessAnalyzer.",
            "Ask the owner whether that is meant; if nobody knows, look in CloudTrail for who changed the policy.",
            "Except the role from the Deny, and let the resource be scanned again in Access Analyzer.",
        ),
    ),
    "access_analyzer": Entry(
        headline="Finding of IAM Access Analyzer",
        why="Access Analyzer has found access to one of your resources that is worth a look.",
        steps=(
            "Open the finding in IAM Access Analyzer and see who has access to what.",
            "If it is meant, archive the finding; if not, change the policy of the resource.",
        ),
    ),
}
