"""Console sign-ins of IAM users, and sign-ins that AWS finds unusual, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "iam_signin": Entry(
        headline="IAM user sign-in event",
        why="Something about a console sign-in of an IAM user needs attention.",
        steps=(
            "Ask the person who uses this IAM user whether they signed in.",
            "If they did not, change the password and deactivate the access keys.",
        ),
    ),
    "iam_signin/without_mfa": Entry(
        headline="Console sign-in without MFA",
        why="An IAM user has signed in to the console without multi-factor authentication (MFA). A leaked password alone is enough to do everything that this user may do. For the same user and origin, you are told once a day.",
        steps=(
            "Ask the person who uses this IAM user whether they signed in.",
            "If they did not, disable console access, deactivate the access keys, and look in the CloudTrail event history for what was done.",
            "If they did, have them register an MFA device under Security credentials in the IAM console.",
            "Consider IAM Identity Center instead of IAM users.",
        ),
    ),
    "iam_signin/failure": Entry(
        headline="Failed console sign-in",
        why="Someone has tried to sign in to the console as an IAM user and failed. Most are typing mistakes; if it goes on, someone may be guessing passwords. For the same user and origin, you are told once a day.",
        steps=(
            "Ask the person who uses this IAM user whether they tried to sign in.",
            "If they did not, look in the CloudTrail event history for how many failures came from the same address, and whether any sign-in succeeded.",
            "If the password is also used elsewhere, change it, and register MFA if there is none.",
        ),
    ),
    "iam_signin/no_such_user": Entry(
        headline="Failed sign-in with an IAM user name that does not exist",
        why="Someone has tried to sign in to the console with a user name that this account does not have. Most are typing mistakes; if it goes on, someone may be guessing user names. For the same origin, you are told once a day.",
        steps=(
            "Check whether the address is one of your own, or of a place from which you work.",
            "If it is not, look in the CloudTrail event history for how many failures came from the same address, and whether any sign-in succeeded.",
            "Check that MFA is registered for every IAM user.",
        ),
    ),
    "iam_signin/failure_at_mfa": Entry(
        headline="Console sign-in failed at MFA",
        why="A sign-in of an IAM user has failed at multi-factor authentication (MFA). Unless it was a typing mistake by the user, someone else may know the password.",
        steps=(
            "Ask the person who uses this IAM user whether they tried to sign in.",
            "If they did not, change the password at once.",
            "Look in the CloudTrail event history for actions from the same address, and for what the user has done lately.",
        ),
    ),
    "iam_signin/anomaly": Entry(
        headline="Unusual sign-in found by AWS",
        why="AWS has found a sign-in that is unusual. If it was nobody on your side, someone else may be using the credentials.",
        steps=(
            "Check from the detail and the CloudTrail event history who signed in, and from where.",
            "Ask the person who uses this IAM user whether they signed in.",
            "If they did not, change the password, deactivate the access keys and set up MFA again.",
        ),
    ),
}
