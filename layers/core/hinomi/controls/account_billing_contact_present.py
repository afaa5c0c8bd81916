"""The account has an alternate contact for billing."""

from __future__ import annotations

from hinomi.services.contact import Words, present

CONTROL = present(
    "account_billing_contact_present",
    "BILLING",
    standards=("SSB ACCT.01",),
    words={
        "ja": Words(
            title="請求の代替連絡先を登録する",
            why="支払いの失敗や請求の問題について AWS が知らせるメールが経理の担当者に届かず、アカウントが停止されることがあります。",
            label="請求",
        ),
        "en": Words(
            title="There is a billing alternate contact",
            why="What AWS has to say of failed payments does not reach those who pay, until the account is suspended.",
            label="Billing",
        ),
    },
)
