"""Sign-ins and API calls of the root user, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_UNKNOWN = (
    "Ask those who can use the root user whether they did this.",
    "If nobody did, sign in as the root user, change the password and set up MFA again.",
    "Deactivate any access keys of the root user, and check that its email address and phone number have not been changed.",
    "If you cannot sign in, contact AWS Support about account access and sign-in.",
)
_MFA = (
    "Check under Security credentials of the root user whether an MFA device remains, and if not register one at once.",
    "Find out who did this, and if nobody did, change the password and deactivate any access keys.",
    "Look in the CloudTrail event history for what was done before and after.",
)
_TRAIL = (
    "Look at the trail in the CloudTrail console: start logging again if it is stopped, create it again if it is gone.",
    "Ask those who can use the root user whether they did this.",
    "If nobody did, change the root user's password, set up MFA again, and deactivate any access keys.",
    "Look in the CloudTrail event history for what was done before and after.",
)

ENTRIES: dict[str, Entry] = {
    "root/signin": Entry(
        headline="Root user sign-in event",
        why="Something happened in a sign-in of the root user, who can do anything in the account and cannot be restricted.",
        steps=_UNKNOWN,
    ),
    "root/signin_success": Entry(
        headline="Root user sign-in",
        why="The root user, who can do anything in the account and cannot be restricted, has signed in to the console.",
        steps=_UNKNOWN,
    ),
    "root/signin_success_without_mfa": Entry(
        headline="Root user sign-in without MFA",
        why="The root user has signed in without multi-factor authentication (MFA). A leaked password is all it takes to lose the whole account.",
        steps=(
            "Ask those who can use the root user whether they signed in.",
            "If one of them did, register an MFA device now under Security credentials.",
            "If nobody did, sign in as the root user, change the password and register an MFA device.",
            "If you cannot sign in, contact AWS Support about account access and sign-in.",
        ),
    ),
    "root/signin_failure": Entry(
        headline="Failed root user sign-in",
        why="Somebody has tried to sign in as the root user and failed. Unless it was a typing mistake of yours, the password is being guessed.",
        steps=(
            "Ask those who can use the root user whether they tried to sign in.",
            "If nobody did, make sure that the password is used nowhere else, and change it to a long one.",
            "Check under Security credentials that MFA is registered.",
        ),
    ),
    "root/password_recovery_requested": Entry(
        headline="Root user password reset requested",
        why="Somebody has asked to reset the root user's password. If others can read the registered mailbox, they can change it.",
        steps=(
            "Ask those who can use the root user whether they asked for it.",
            "If nobody did, check the password and the forwarding of the registered mailbox, and turn on its MFA.",
            "Do not open the link in the email that arrived; leave it as it is.",
        ),
    ),
    "root/password_changed": Entry(
        headline="Root user password changed",
        why="The root user's password has been changed. If it was not you, somebody is taking over the account.",
        steps=_UNKNOWN,
    ),
    "root/email_changed": Entry(
        headline="Root user email address changed",
        why="The root user's email address has been changed. Password resets and messages from AWS now go to the new address.",
        steps=_UNKNOWN,
    ),
    "root/api": Entry(
        headline="Action by the root user",
        why="Something has been done with the permissions of the root user, which is not meant for daily work.",
        steps=(
            "Look at the action, and ask those who can use the root user whether they did it.",
            "If nobody did, change the root user's password and set up MFA again.",
            "Deactivate any access keys of the root user, and look in the CloudTrail event history for actions from the same address.",
            "If it was one of you, consider an administrator role for the next time.",
        ),
    ),
    "root/api_denied": Entry(
        headline="Denied action by the root user",
        why="An action by the root user was tried and denied. Somebody who has the credentials may be finding out what they can do.",
        steps=(
            "Ask those who can use the root user whether they tried this.",
            "If nobody did, change the root user's password and set up MFA again.",
            "Deactivate any access keys of the root user, and look in the CloudTrail event history for what was done before and after.",
        ),
    ),
    "root/api/CreateAccessKey": Entry(
        headline="Creation of an access key by the root user",
        why="An access key was requested with the permissions of the root user. If a root user key leaks, the whole account can be controlled.",
        steps=(
            "Deactivate access keys that you do not know under Security credentials of the root user.",
            "Find out who did this, and if nobody did, change the password and set up MFA again.",
            "For the work that needs a key, use an IAM role instead.",
        ),
    ),
    "root/api/ChangePassword": Entry(
        headline="Change of password by the root user",
        why="A change of password was requested with the permissions of the root user. If it was not you, somebody is taking over the account.",
        steps=_UNKNOWN,
    ),
    "root/api/DeactivateMFADevice": Entry(
        headline="Deactivation of an MFA device by the root user",
        why="The removal of a multi-factor authentication (MFA) device was requested. A password alone may now be enough to get in.",
        steps=_MFA,
    ),
    "root/api/DeleteVirtualMFADevice": Entry(
        headline="Deletion of a virtual MFA device by the root user",
        why="The deletion of a virtual multi-factor authentication (MFA) device was requested. A password alone may now be enough to get in.",
        steps=_MFA,
    ),
    "root/api/StopLogging": Entry(
        headline="Stopping of CloudTrail by the root user",
        why="The root user asked to stop recording actions. What is done meanwhile cannot be looked up in the trail later.",
        steps=_TRAIL,
    ),
    "root/api/DeleteTrail": Entry(
        headline="Deletion of a CloudTrail trail by the root user",
        why="The root user asked to delete the trail that records actions. What is done from now on cannot be looked up there later.",
        steps=_TRAIL,
    ),
    "root/api/CloseAccount": Entry(
        headline="Closing of an AWS account",
        why="The closing of the account was requested. Its resources stop working, and after a time its data cannot be brought back.",
        steps=(
            "Ask those who can use the root user whether this was intended.",
            "If not, contact AWS Support at once and ask to reopen the account.",
            "Change the password and set up MFA again.",
        ),
    ),
    "root/api/LeaveOrganization": Entry(
        headline="Removal of an account from its organization",
        why="It was requested that the account leave AWS Organizations. The organization's policies and monitoring no longer apply then.",
        steps=(
            "Ask the administrator of the organization whether this was intended.",
            "If not, invite the account again from the management account, change the root user's password and set up MFA again.",
            "Look in the CloudTrail event history for what was done while it was outside.",
        ),
    ),
}
