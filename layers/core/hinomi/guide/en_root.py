"""Sign-ins and API calls of the root user, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_UNKNOWN = (
    "Ask those who can use the root user whether they did this.",
    "If nobody did, sign in as the root user, change the password and set up MFA again.",
    "Deactivate any access keys of the root user, and check for changed contact details and for IAM users that you do not recognize.",
    "If you cannot sign in, report the possible compromise through the AWS Support contact form that needs no sign-in.",
)
_PASSWORD = (
    "Ask those who can use the root user whether they did this.",
    "If nobody did, change the password of the registered mailbox first, then reset the root user's password and set up MFA again.",
    "Deactivate any access keys of the root user, and check for changed contact details and for IAM users that you do not recognize.",
    "If you cannot sign in, report the possible compromise through the AWS Support contact form that needs no sign-in.",
)
_EMAIL = (
    "Ask those who can use the root user whether they made this change.",
    "If nobody did, change the address back on the Account page while you can still sign in, then change the password and set up MFA again.",
    "For a member account of an organization, the address can also be changed from the management account in the AWS Organizations console.",
    "If you cannot sign in, report the possible compromise through the AWS Support contact form that needs no sign-in.",
)
_MFA = (
    "Check under Security credentials whether the root user (or the IAM user concerned) still has an MFA device, and if not register one at once.",
    "Ask those who can use the root user, and if nobody did this, change the password and deactivate any access keys.",
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
        why="Something related to a sign-in of the root user happened. The root user can do anything in the account and cannot be restricted.",
        steps=_UNKNOWN,
    ),
    "root/signin_success": Entry(
        headline="Root user sign-in",
        why="The root user has signed in to the console. The root user can do anything in the account and cannot be restricted.",
        steps=_UNKNOWN,
    ),
    "root/signin_success_without_mfa": Entry(
        headline="Root user sign-in without MFA",
        why="The root user has signed in without multi-factor authentication (MFA). A leaked password alone may be enough to lose the whole account.",
        steps=(
            "Ask those who can use the root user whether they signed in.",
            "If one of them did, register an MFA device now under Security credentials.",
            "If nobody did, sign in as the root user, change the password and register an MFA device.",
            "If you cannot sign in, report the possible compromise through the AWS Support contact form that needs no sign-in.",
        ),
    ),
    "root/signin_failure": Entry(
        headline="Failed root user sign-in",
        why="Someone has tried to sign in as the root user and failed. Unless it was a typing mistake by one of you, someone may be trying passwords.",
        steps=(
            "Ask those who can use the root user whether they tried to sign in.",
            "If nobody did, and Multi-factor authentication (MFA) says Used, the password may be known to others: change it at once.",
            "If the password is also used elsewhere, change it to a long one that is used nowhere else.",
            "Check under Security credentials that MFA is registered.",
        ),
    ),
    "root/password_recovery_requested": Entry(
        headline="Root user password reset requested",
        why="A reset of the root user's password has been requested. If others can read the registered mailbox, they can change the password.",
        steps=(
            "Ask those who can use the root user whether they requested it.",
            "If nobody did, check the password and the forwarding of the registered mailbox, and turn on its MFA.",
            "Do not open the link in the email that arrived; leave it as it is.",
            "Check under Security credentials that MFA is registered for the root user.",
        ),
    ),
    "root/password_changed": Entry(
        headline="Root user password changed",
        why="The root user's password has been changed. If it was none of you, someone may have taken over the account.",
        steps=_PASSWORD,
    ),
    "root/email_changed": Entry(
        headline="Root user email address changed",
        why="The root user's email address has been changed. Password resets and messages from AWS now go to the new address.",
        steps=_EMAIL,
    ),
    "root/api": Entry(
        headline="Action by the root user",
        why="An action was made with the permissions of the root user. The root user can do anything in the account, so it is not meant for daily work.",
        steps=(
            "Look at the API and the outcome, and ask those who can use the root user whether they did it.",
            "If nobody did, change the root user's password and set up MFA again.",
            "Deactivate any access keys of the root user, and look in the CloudTrail event history for actions from the same address.",
            "If it was one of you, consider an administrator role next time.",
        ),
    ),
    "root/api_denied": Entry(
        headline="Denied action by the root user",
        why="An action by the root user was tried and denied. If it was none of you, someone who has the credentials may be testing what they can do.",
        steps=(
            "Ask those who can use the root user whether they tried this.",
            "If nobody did, change the root user's password and set up MFA again.",
            "Deactivate any access keys of the root user, and look in the CloudTrail event history for what was done before and after.",
        ),
    ),
    "root/api/CreateAccessKey": Entry(
        headline="Creation of an access key by the root user",
        why="The creation of an access key was requested with the permissions of the root user. If the key is the root user's own and leaks, the whole account can be controlled.",
        steps=(
            "Look at Security credentials of the root user and at the list of IAM users, and deactivate access keys that you do not recognize.",
            "Ask those who can use the root user, and if nobody did this, change the password and set up MFA again.",
            "For the work that needs a key, use an IAM role instead.",
        ),
    ),
    "root/api/ChangePassword": Entry(
        headline="Change of password by the root user",
        why="A change of password was requested with the permissions of the root user. If it was none of you, someone may have taken over the account.",
        steps=_PASSWORD,
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
        why="The root user asked to stop recording actions. What is done meanwhile is missing from the trail, and Hinomi may no longer receive root user activity.",
        steps=_TRAIL,
    ),
    "root/api/DeleteTrail": Entry(
        headline="Deletion of a CloudTrail trail by the root user",
        why="The root user asked to delete the trail that records actions. What is done from now on is missing from the trail, and Hinomi may no longer receive root user activity.",
        steps=_TRAIL,
    ),
    "root/api/CloseAccount": Entry(
        headline="Closing of an AWS account",
        why="The closing of the AWS account was requested. Once closed, its resources stop working, and after 90 days neither the account nor its data can be restored.",
        steps=(
            "Ask those who can use the root user whether this was intended.",
            "If not, contact AWS Support at once and ask to reopen the account.",
            "Change the password and set up MFA again.",
        ),
    ),
    "root/api/LeaveOrganization": Entry(
        headline="Removal of an account from its organization",
        why="The account was asked to leave its organization in AWS Organizations. Once it has left, the organization's policies and monitoring no longer apply.",
        steps=(
            "Ask the administrator of the organization whether this was intended.",
            "If not, invite the account again from the management account, change the root user's password and set up MFA again.",
            "Look in the CloudTrail event history for what was done while it was outside.",
        ),
    ),
}
