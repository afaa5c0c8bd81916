"""The account has an alternate contact for operations."""

from __future__ import annotations

from hinomi.services.contact import Words, present

CONTROL = present(
    "account_operations_contact_present",
    "OPERATIONS",
    standards=("SSB ACCT.01",),
    words={
        "ja": Words(
            title="オペレーションの代替連絡先を登録する",
            why="サービスの障害や終了、リソースの停止予定について AWS が知らせるメールが、運用の担当者に届きません。",
            label="オペレーション",
        ),
        "en": Words(
            title="There is an operations alternate contact",
            why="What AWS has to say of outages, retirements and maintenance does not reach those who run the systems.",
            label="Operations",
        ),
    },
)
