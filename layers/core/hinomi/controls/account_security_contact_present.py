"""The account has an alternate contact for security."""

from __future__ import annotations

from hinomi.services.contact import Words, present

CONTROL = present(
    "account_security_contact_present",
    "SECURITY",
    standards=("FSBP Account.1", "CIS5 1.2", "CIS7 2.3", "SSB ACCT.01"),
    words={
        "ja": Words(
            title="セキュリティの代替連絡先を登録する",
            why="不正利用や脆弱性について AWS が知らせるメールが、ルートユーザーのメールアドレスにしか届かず、見落とされます。",
            label="セキュリティ",
        ),
        "en": Words(
            title="There is a security alternate contact",
            why="What AWS has to say of abuse and vulnerabilities reaches only the root user's mailbox and is overlooked.",
            label="Security",
        ),
    },
)
