"""The guide: what each kind of alert means and what to do first, in every language.

A guide is a dict from key to `Entry`, one module per language and source (`guide.modules`). An alert names its keys from
the most specific to the most general; the first entry whose headline can be filled from the alert is used. A layer
carries each language as one file, so that a function that starts reads no more than the languages that it speaks.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import msgspec

from hinomi.guide.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

__all__ = ["DEFAULT", "LAST_RESORT", "Entry", "compile_into", "entries", "find"]

DEFAULT = "ja"
LAST_RESORT = "unrecognized"

_FOLDER = Path(__file__).parent


def find(locale: str, keys: Iterable[str], available: Container[str]) -> Entry:
    """Find the first entry among `keys` whose headline names nothing but facts that are `available`.

    There is always one: where no key fits, the entry for events of an unknown kind.
    """
    guide = entries(locale)
    for key in keys:
        entry = guide.get(key)
        if entry is not None and all(label in available for label in _named(entry.headline)):
            return entry
    return guide[LAST_RESORT]


@cache
def entries(locale: str, folder: Path = _FOLDER) -> Mapping[str, Entry]:
    """Return all entries of a language, of the default one where there is no guide in it."""
    compiled = folder / f"{locale}.json"
    if compiled.is_file():
        return msgspec.json.decode(compiled.read_bytes(), type=dict[str, Entry])
    guides = _guides()
    if locale in guides:
        return guides[locale]
    if locale == DEFAULT:
        raise LookupError(f"there is no guide in {locale}")
    return entries(DEFAULT, folder)


def compile_into(folder: Path) -> None:
    """Write each language into one file of a copied guide, and remove the modules that these stand for."""
    for locale, guide in _guides().items():
        (folder / f"{locale}.json").write_bytes(msgspec.json.encode(guide))
        for module in folder.glob(f"{locale}_*.py"):
            module.unlink()
    (folder / "modules.py").unlink()


def _guides() -> Mapping[str, Mapping[str, Entry]]:
    """Return the guides of the modules, where they are; none in a layer."""
    if not (_FOLDER / "modules.py").is_file():
        return {}
    guides: Mapping[str, Mapping[str, Entry]] = import_module("hinomi.guide.modules").GUIDES
    return guides


@cache
def _named(headline: str) -> tuple[str, ...]:
    """List the facts that a headline names; the guide's own headlines only, so the cache stays small."""
    return tuple(name for _, name, _, _ in Formatter().parse(headline) if name)
