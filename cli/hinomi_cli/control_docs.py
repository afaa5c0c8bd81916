"""The generated parts of the page about the baseline: a table of the controls, and a section on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hinomi.baseline.control import Mode, Risk
from hinomi.baseline.report import states
from hinomi.controls import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.control import Control

_HEADS: Final = {
    "en": ("Control", "What it keeps", "Where", "Default", "Cost", "Risk", "Standards"),
    "ja": ("コントロール", "保つ設定", "範囲", "既定", "費用", "リスク", "基準"),
}
_WORDS: Final = {
    "en": {
        "account": "account",
        "region": "each Region",
        "enforce": "enforce",
        "report": "report",
        "person": "for a person",
        "why": "Why",
        "change": "What changes",
        "todo": "What to do",
        "undo": "By hand",
        "desired": "Wanted",
        "rights": "To change",
        "none": "none",
        "low": "low",
        "usage": "by use",
        "high": "can surprise",
        "medium": "medium",
        "destructive": "destructive",
    },
    "ja": {
        "account": "アカウント",
        "region": "各リージョン",
        "enforce": "強化する",
        "report": "報告のみ",
        "person": "人が対応",
        "why": "理由",
        "change": "変わること",
        "todo": "やること",
        "undo": "手で戻すには",
        "desired": "望ましい値",
        "rights": "変更に使う権限",
        "none": "なし",
        "low": "小",
        "usage": "従量",
        "high": "大きくなり得る",
        "medium": "中",
        "destructive": "破壊的",
    },
}
_RISK: Final = {"ja": {Risk.HIGH: "高", Risk.LOW: "低"}, "en": {Risk.HIGH: "high"}}


def table(locale: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table, its head first."""
    words = _WORDS[locale]
    yield _HEADS[locale]
    yield ("---",) * len(_HEADS[locale])
    for control in CONTROLS:
        yield (
            f"[`{control.id}`](#{control.id})",
            control.texts[locale].title,
            words[control.scope.value],
            words[_default(control)],
            words[control.cost.value],
            _RISK[locale].get(control.risk, words[control.risk.value]),
            ", ".join(control.standards) or "–",
        )


def sections(locale: str) -> Iterator[str]:
    """Yield a section on each control, under its id as the heading."""
    words = _WORDS[locale]
    for control in CONTROLS:
        text = control.texts[locale]
        lines = [f"### {control.id}", "", f"**{text.title}**", "", f"* {words['why']}: {text.why}"]
        lines.append(f"* {words['change' if control.write else 'todo']}: {text.change}")
        if text.undo:
            lines.append(f"* {words['undo']}: {text.undo}")
        if control.write:
            lines.append(f"* {words['desired']}: {', '.join(_desired(control, locale))}")
            lines.append(f"* {words['rights']}: {', '.join(f'`{action}`' for action in control.writes)}")
        yield "\n".join([*lines, ""])


def _default(control: Control) -> str:
    if control.write is None:
        return "person"
    return "enforce" if control.mode is Mode.ENFORCE else "report"


def _desired(control: Control, locale: str) -> Iterator[str]:
    for name, value in control.desired.items():
        said = "–" if value is None else " ".join(value) if isinstance(value, tuple) else str(value)
        said = said.lower() if isinstance(value, bool) else said
        field = control.texts[locale].fields.get(name, name)
        if isinstance(value, bool | str):  # what hinomi.yaml calls true or logging, a report says in words
            field = f"{field}: {states.value(value, control.order.fields[name], locale, name)}"
        yield f"`{name}` = {said} ({field})"
