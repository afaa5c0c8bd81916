"""How to bring IAM and the account's contacts into a given state."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from support.account.account import AccountManagement
from support.account.iam import DEFAULTS, IAM
from support.account.iam_support import POLICY, IAMSupport
from support.arrangement import Arrangement

if TYPE_CHECKING:
    from hinomi.baseline.strength import State
    from support.account.fake import FakeAccount

CONTACT = {"name": "Example Team", "title": "Security", "email": "security@example.com", "phone": "+81 3-0000-0000"}
NO_POLICY = {
    "length": 8,
    "uppercase": False,
    "lowercase": False,
    "numbers": False,
    "symbols": False,
    "reuse": None,
}
CHOSEN = {"MaxPasswordAge": 60, "HardExpiry": True, "AllowUsersToChangePassword": True}
"""What a person may have chosen of a password policy beside its strength."""


def password_policy(fake: FakeAccount, region: str, state: State) -> None:
    """Eight characters of any kind stand for no policy at all."""
    del region
    if state != NO_POLICY:
        reuse = {"PasswordReusePrevention": state["reuse"]} if state["reuse"] else {}
        fake.state(IAM)["policy"] = {
            "MinimumPasswordLength": state["length"],
            "RequireUppercaseCharacters": state["uppercase"],
            "RequireLowercaseCharacters": state["lowercase"],
            "RequireNumbers": state["numbers"],
            "RequireSymbols": state["symbols"],
            **CHOSEN,
            **reuse,
        }


def password_age(fake: FakeAccount, region: str, state: State) -> None:
    del region
    age = {"MaxPasswordAge": state["days"]} if state["days"] else {}
    fake.state(IAM)["policy"] = {**DEFAULTS, "MinimumPasswordLength": 20, "AllowUsersToChangePassword": True, **age}


def token_version(fake: FakeAccount, region: str, state: State) -> None:
    del region
    fake.state(IAM)["summary"]["GlobalEndpointTokenVersion"] = state["version"]


def support_policy(fake: FakeAccount, region: str, state: State) -> None:
    del region
    if state["attached"]:
        fake.state(IAMSupport)["roles"]["help-desk"] = {"trust": "{}", "tags": [], "policies": [POLICY]}


def contact(kind: str, fake: FakeAccount, region: str, state: State) -> None:
    del region
    if state["present"]:
        fake.state(AccountManagement)["alternate"][kind] = {
            "Name": state["name"],
            "Title": state["title"],
            "EmailAddress": state["email"],
            "PhoneNumber": state["phone"],
        }


_flag = st.booleans()
_policies = st.fixed_dictionaries(
    {
        "length": st.integers(6, 128),
        "uppercase": _flag,
        "lowercase": _flag,
        "numbers": _flag,
        "symbols": _flag,
        "reuse": st.none() | st.integers(1, 24),
    }
)
_contacts: st.SearchStrategy[dict[str, Any]] = st.just({"present": False, **dict.fromkeys(CONTACT)}) | st.just(
    {"present": True, **CONTACT}
)
_wanted_contacts: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "present": _flag,
        "name": st.none() | st.sampled_from(["Example Team", "Another Team"]),
        **{part: st.sampled_from([None, value]) for part, value in CONTACT.items() if part != "name"},
    }
) | st.just({"present": True, **CONTACT})

ARRANGE = {
    "iam_password_policy_strict": Arrangement(password_policy, states=st.just(NO_POLICY) | _policies),
    "iam_password_age_limited": Arrangement(password_age),
    "iam_sts_tokens_v2": Arrangement(token_version, states=st.fixed_dictionaries({"version": st.sampled_from([1, 2])})),
    "iam_support_role_attached": Arrangement(support_policy, unseen={"iam:TagRole": "CreateRole carries the tags"}),
    "account_security_contact_present": Arrangement(partial(contact, "SECURITY"), _contacts, _wanted_contacts),
    "account_operations_contact_present": Arrangement(partial(contact, "OPERATIONS"), _contacts, _wanted_contacts),
    "account_billing_contact_present": Arrangement(partial(contact, "BILLING"), _contacts, _wanted_contacts),
}
