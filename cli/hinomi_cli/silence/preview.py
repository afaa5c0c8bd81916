"""What a silence will hold back, in plain words, before it is written; and what to do about it after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.text import Text

from hinomi_cli.silence import when
from hinomi_cli.silence.showing import conditions, summary
from hinomi_cli.silence.words import word

if TYPE_CHECKING:
    from rich.console import Console

    from hinomi.config import Config
    from hinomi.edge.open_alerts import OpenAlert
    from hinomi.routing.silences import Silence
    from hinomi_cli.silence.present import Effect

_SHOWN: Final = 5


class Preview:
    """Prints in one language, with the times of the settings' zone."""

    def __init__(self, console: Console, locale: str, config: Config) -> None:
        self._console = console
        self._locale = locale
        self._config = config

    def show(self, silence: Silence, effect: Effect) -> None:
        """Print what the silence will hold back."""
        self._say("add.heading", style="bold")
        for condition in conditions(silence.match, self._locale):
            self._line(Text(condition))
        self._say("add.span", **self._span(silence))
        self._say("add.protected" if silence.allow_critical else "add.unprotected", style="yellow")
        self._say("add.some" if effect.held else "add.none", count=len(effect.held))
        self._alerts(effect.held)
        if effect.spared:
            self._say("add.spared", count=len(effect.spared), style="yellow")
            self._alerts(effect.spared)

    def done(self, silence: Silence, old: Silence | None, now: int) -> None:
        """Print what was done, and how it is undone."""
        self._say("add.pending" if silence.starts > now else "add.done", id=silence.id, **self._span(silence))
        if old is not None and old.id != silence.id:
            self._say("add.replaced", id=old.id)
        self._say("add.waits")

    def _span(self, silence: Silence) -> dict[str, str]:
        starts, ends = (when.local(at, self._config) for at in (silence.starts, silence.ends))
        return {"starts": starts, "ends": ends, "zone": self._config.time_zone}

    def _alerts(self, found: tuple[OpenAlert, ...]) -> None:
        for one in found[:_SHOWN]:
            self._line(summary(one.alert))
        if len(found) > _SHOWN:
            self._line(Text(word(self._locale, "add.more", count=len(found) - _SHOWN)))

    def _line(self, text: Text) -> None:
        self._console.print(Padding(text, (0, 0, 0, 2), expand=False))

    def _say(self, key: str, style: str = "", **values: object) -> None:
        self._console.print(Text(word(self._locale, key, **values), style=style), soft_wrap=True)
