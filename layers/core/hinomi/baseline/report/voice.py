"""The voice of the report: a setting, its places, its states and its notes in the words of one language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hinomi import i18n, regions
from hinomi.baseline.charge import mode_of
from hinomi.baseline.control import Mode, Scope
from hinomi.baseline.report import states
from hinomi.text import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from hinomi.baseline.archive import Run
    from hinomi.baseline.control import Control, Note
    from hinomi.baseline.outcome import Result
    from hinomi.config import Config

UNDECIDED = "undecided"
_UNSAID = frozenset({UNDECIDED, "rights_suffice"})
"""Notes that no item ends with: the one has a section of its own, the other is as it should be."""
_MOST_WORDS = 20
_MOST_RESOURCES = 3
_LONGEST_WORD = 200
_IN_PARENTHESES = re.compile(r"\(([^()]+)\)$")


class Voice:
    """Words a run in one language. Text from AWS stays as it is: the intake cleans all that it is told."""

    def __init__(
        self, locale: str, run: Run, controls: Mapping[str, Control], config: Config, most: Mode = Mode.ENFORCE
    ) -> None:
        self.locale = locale
        self.run = run
        self.controls = controls
        self.config = config
        self.most = most
        self.zone = i18n.time_zone(config.time_zone)

    def would_enforce(self, control: str) -> bool:
        """Tell whether a round that may change things would let this control do so, without a further word."""
        known = self.controls.get(control)
        return known is not None and mode_of(known, self.config.baseline) is Mode.ENFORCE

    def text(self, key: str, **values: object) -> str:
        """Say a text of the catalogue."""
        return i18n.text(self.locale, key, **values)

    def sentences(self, *said: str) -> str:
        """Join sentences as the language does."""
        return self.text("sentence.space").join(filter(None, said))

    def bracketed(self, what: str, *said: str) -> str:
        """Put sentences in brackets behind what they are about; they stand alone where that is nothing."""
        told = self.sentences(*said)
        return self.text("round.where", what=what, where=told) if what and told else what or told

    def listed(self, words: Iterable[str]) -> str:
        """List words in one line: the first twenty, and how many more there are."""
        told = [cut(word, _LONGEST_WORD) for word in dict.fromkeys(words) if word]
        more = self.text("more.resources", count=len(told) - _MOST_WORDS) if len(told) > _MOST_WORDS else ""
        return self.text("round.comma").join(told[:_MOST_WORDS]) + more

    def account(self, account: str) -> str:
        """Name an account as readers know it."""
        name = self.config.account_names.get(account)
        return self.text("account.format", name=name, id=account) if name else account

    def region(self, code: str) -> str:
        """Give the short name of a Region: Tokyo for Asia Pacific (Tokyo), the code of one that is not known."""
        name = regions.name(code, self.locale) or code
        short = _IN_PARENTHESES.search(name)
        return short[1] if short else name

    def grouped(self, results: Iterable[Result], say: Callable[[Result], str]) -> Iterator[str]:
        """Word results, one item for all places of a control of which the same is to be said."""
        groups: dict[tuple[str, str], list[Result]] = {}
        for result in results:
            groups.setdefault((result.control, say(result)), []).append(result)
        for (control, said), found in groups.items():
            yield self.item(self.setting(control, [(one.region, one.resource) for one in found]), said)

    def item(self, what: str, said: str) -> str:
        """Join what something is with what is to be said of it."""
        return self.text("round.item", what=what, said=said) if said else what

    def setting(self, control: str, places: list[tuple[str, str]]) -> str:
        """Name a setting with its places (Region and resource)."""
        known = self.controls.get(control)
        title = known.texts[self.locale].title if known else control
        where = self._where(places, account=known is not None and known.scope is Scope.ACCOUNT)
        return self.text("round.where", what=title, where=where) if where else title

    def _where(self, places: list[tuple[str, str]], *, account: bool) -> str:
        """Say where; what an account has once is in no Region."""
        if account:
            return self.listed(resource for _, resource in places if resource)
        codes = {region for region, _ in places}
        if any(resource for _, resource in places):
            return self.listed(f"{self.region(code)} {self._some(code, places)}".strip() for code in sorted(codes))
        if len(codes) > 1 and codes >= set(self.run.regions):
            return self.text("round.everywhere", count=len(codes))
        return self.listed(self.region(region) for region, _ in places)

    def _some(self, code: str, places: list[tuple[str, str]]) -> str:
        """Name the first resources of a Region, and count the others."""
        found = list(dict.fromkeys(resource for region, resource in places if region == code and resource))
        more = len(found) - _MOST_RESOURCES
        named = self.text("round.fields").join(found[:_MOST_RESOURCES])
        return named + (self.text("more.resources", count=more) if more > 0 else "")

    def by_hand(self, result: Result) -> str:
        """Say what a person has to do."""
        control = self.controls.get(result.control)
        return control.texts[self.locale].change if control else ""

    def change(self, result: Result) -> str:
        """Say field by field what was changed, or would be."""
        control, after = self.controls.get(result.control), result.desired if result.after is None else result.after
        if control is None or result.before is None or after is None:
            return ""
        return self.listed(states.changes(control, result.before, after, self.locale))

    def present(self, result: Result) -> str:
        """Say what is there in those fields that are not as they should be; where all are, as the baseline has them."""
        control = self.controls.get(result.control)
        if control is None or result.before is None:
            return ""
        wanted = control.desired if result.desired in (None, result.before) else result.desired
        return self.listed(states.differences(control, result.before, wanted or {}, self.locale))

    def notes(self, result: Result) -> str:
        """Say the notes of a result, in sentences."""
        return self.sentences(*(self.note(result.control, note) for note in result.notes if note.key not in _UNSAID))

    def note(self, control: str, note: Note) -> str:
        """Say one note: by the control's own words, else by the catalogue's."""
        known = self.controls.get(control)
        values = {name: cut(value, _LONGEST_WORD) for name, value in note.values.items()}
        if note.key == "managed_by":
            values["manager"] = self.text(f"manager.{values.get('manager', '')}")
        pattern = known.texts[self.locale].notes.get(note.key) if known else None
        return i18n.fill(pattern, values) if pattern is not None else self.text(f"note.{note.key}", **values)
