"""Events of an unknown kind, in Japanese."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "unrecognized/event": Entry(
        headline="種類の分からないイベント「{detail_type}」",
        why="Hinomi がまだ知らない形のイベントです。見落としを避けるため、原文をそのままお伝えします。",
        steps=(
            "原文を読み、対応が必要な内容かを判断します。",
            "原文の中のリンクは開かず、必要な確認は AWS のコンソールから行います。",
        ),
    ),
    "unrecognized": Entry(
        headline="種類の分からないイベント",
        why="Hinomi がまだ知らない形のイベントです。見落としを避けるため、原文をそのままお伝えします。",
        steps=(
            "原文を読み、対応が必要な内容かを判断します。",
            "原文の中のリンクは開かず、必要な確認は AWS のコンソールから行います。",
        ),
    ),
}
