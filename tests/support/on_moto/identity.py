"""What people have set up on moto: passwords, support, contacts."""

from __future__ import annotations

from typing import Any

from support.on_moto.case import Case, Request

CONTACT = {"name": "Hanako", "title": "CISO", "email": "security@example.com", "phone": "+81 3 0000 0000"}

OTHER = {"Name": "Taro", "Title": "CTO", "EmailAddress": "taro@example.com", "PhoneNumber": "+81 6 0000 0000"}

SUPPORT = "arn:aws:iam::aws:policy/AWSSupportAccess"


def _policy(**fields: Any) -> Request:
    return ("iam", "update_account_password_policy", fields)


def _contact(kind: str) -> Case:
    return Case(
        shows=(("account", "get_alternate_contact", {"AlternateContactType": kind}),),
        chosen=(("account", "put_alternate_contact", {"AlternateContactType": kind, **OTHER}),),
        wanted=CONTACT,
    )


CASES: dict[str, Case] = {
    "iam_password_policy_strict": Case(
        shows=(("iam", "get_account_password_policy", {}),),
        weak=(
            _policy(MinimumPasswordLength=8, RequireNumbers=True, MaxPasswordAge=180, AllowUsersToChangePassword=True),
        ),
        chosen=(
            _policy(
                MinimumPasswordLength=20,
                PasswordReusePrevention=24,
                MaxPasswordAge=30,
                HardExpiry=True,
                RequireLowercaseCharacters=True,
                RequireNumbers=True,
                RequireSymbols=True,
                RequireUppercaseCharacters=True,
            ),
        ),
    ),
    "iam_password_age_limited": Case(
        shows=(("iam", "get_account_password_policy", {}),),
        weak=(_policy(MinimumPasswordLength=8, MaxPasswordAge=180, AllowUsersToChangePassword=True),),
        chosen=(_policy(MinimumPasswordLength=8, MaxPasswordAge=30, HardExpiry=True),),
    ),
    "iam_support_role_attached": Case(
        shows=(
            ("iam", "list_roles", {}),
            ("iam", "list_entities_for_policy", {"PolicyArn": SUPPORT}),
        ),
        chosen=(
            ("iam", "create_group", {"GroupName": "operators"}),
            ("iam", "attach_group_policy", {"GroupName": "operators", "PolicyArn": SUPPORT}),
        ),
    ),
    "account_security_contact_present": _contact("SECURITY"),
    "account_operations_contact_present": _contact("OPERATIONS"),
    "account_billing_contact_present": _contact("BILLING"),
    "iam_password_policy_strict from nothing": Case(shows=(("iam", "get_account_password_policy", {}),)),
}
