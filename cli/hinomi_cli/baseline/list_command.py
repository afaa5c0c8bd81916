"""`hinomi baseline list`: the settings that the round keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hinomi.baseline.charge import mode_of
from hinomi.controls import CONTROLS
from hinomi_cli import settings_file
from hinomi_cli.baseline.lines import print_line
from hinomi_cli.baseline.options import ENGLISH, AsJson, Lang, Settings
from hinomi_cli.baseline.words import word

if TYPE_CHECKING:
    from hinomi.baseline.control import Control
    from hinomi.baseline.settings import Baseline

_STYLES = {"off": "dim", "report": "yellow", "enforce": "green"}


def show(*, as_json: AsJson = False, lang: Lang = ENGLISH, config: Settings = None) -> None:
    """List the settings that the round keeps: their mode, what they cost, what they may break. Asks nothing of AWS."""
    baseline = settings_file.load(config).baseline
    if as_json:
        for control in CONTROLS:
            print_line(_line(control, baseline, lang))
        return
    console = Console()
    console.print(_table(baseline, lang))
    there = config or settings_file.DEFAULT_FILE.exists()
    console.print(word(lang, "list.end" if there else "list.no_file", count=len(CONTROLS)))


def _line(control: Control, baseline: Baseline, locale: str) -> dict[str, object]:
    return {
        "control": control.id,
        "title": control.texts[locale].title,
        "scope": control.scope.value,
        "default_mode": control.mode.value,
        "mode": mode_of(control, baseline).value,
        "cost": control.cost.value,
        "risk": control.risk.value,
        "standards": control.standards,
    }


def _table(baseline: Baseline, locale: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("control", "default", "mode", "cost", "risk"):
        table.add_column(word(locale, f"column.{name}"))
    for control in CONTROLS:
        mode = mode_of(control, baseline)
        table.add_row(
            Text(control.id, style="cyan"),
            Text(control.mode, style="dim"),
            Text(mode, style=_STYLES[mode]),
            word(locale, f"cost.{control.cost}"),
            word(locale, f"risk.{control.risk}"),
        )
        about = " · ".join((word(locale, f"scope.{control.scope}"), *control.standards))
        for text in (Text(control.texts[locale].title), Text(about, style="dim")):
            table.add_row(Padding(text, (0, 0, 0, 2)))
    return table
