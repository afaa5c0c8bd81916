"""What can be wrong with the words for a described event: languages, placeholders, nothing to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.custom.descriptions import PLACEHOLDER
from hinomi.custom.match_flaws import field_flaws
from hinomi.locales import CATALOGUES
from hinomi.routing.pattern_flaws import suggest
from hinomi.routing.place import Flaws, at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hinomi.custom.settings import CustomEvent

_Said = str | dict[str, str]


def text_flaws(one: CustomEvent, path: str) -> Flaws:
    """List what is wrong with the words of a description."""
    title = at(path, "title")
    yield from _language_flaws(one.title, title)
    for place, text in _texts(one.title, title):
        yield from _title_flaws(text, place)
    for place, said in _others(one, path):
        yield from _language_flaws(said, place)
        for where, text in _texts(said, place):
            if "{" in text or "}" in text:
                yield where, "only the title takes {fields}: show the field by facts"


def _others(one: CustomEvent, path: str) -> Iterator[tuple[str, _Said]]:
    """List all words but the title, with their places."""
    yield from ((at(path, "facts", number, "label"), fact.label) for number, fact in enumerate(one.facts))
    yield from ((at(path, "steps", number), step) for number, step in enumerate(one.steps))
    if one.why is not None:
        yield at(path, "why"), one.why


def _texts(said: _Said, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(said, str):
        yield path, said
    else:
        yield from ((at(path, locale), text) for locale, text in said.items())


def _language_flaws(said: _Said, path: str) -> Flaws:
    if not isinstance(said, str):
        yield from _missing(said, path)
    for place, text in _texts(said, path):
        if not text.strip():
            yield place, "blank: there is nothing to read"


def _missing(said: Mapping[str, str], path: str) -> Flaws:
    for locale in CATALOGUES:
        if locale not in said:
            yield at(path, locale), "missing: say it in every language, or write one text for all"
    for locale in said:
        if locale not in CATALOGUES:
            yield at(path, locale), f"no language {locale!r}; {suggest(locale, CATALOGUES, 'the languages are')}"


def _title_flaws(title: str, path: str) -> Flaws:
    for found in PLACEHOLDER.finditer(title):
        if not all(found[1].split(".")):
            yield path, f"{found[0]} names no field: write one such as {{detail.state}}"
        else:
            yield from field_flaws(found[1], path)
    if {"{", "}"} & set(PLACEHOLDER.sub("", title)):
        yield path, "a brace without its other half: braces stand around a field, as in {detail.state}"
