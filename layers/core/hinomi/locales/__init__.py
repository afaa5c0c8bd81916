"""The catalogues: what Hinomi says, key by key, in each language.

A text may hold `{placeholders}`; every language has the same keys with the same placeholders. A language is a module
with `TEXTS`; a layer carries it as one file instead (`compile_into`), as it does the guide.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import msgspec

DEFAULT = "ja"

_FOLDER = Path(__file__).parent


def read(locale: str, folder: Path = _FOLDER) -> dict[str, str]:
    """Read the texts of a language: the file, where there is one, else the module."""
    compiled = folder / f"{locale}.json"
    if compiled.is_file():
        return msgspec.json.decode(compiled.read_bytes(), type=dict[str, str])
    texts: dict[str, str] = import_module(f"hinomi.locales.{locale}").TEXTS
    return texts


def compile_into(folder: Path) -> None:
    """Write each language into one file of copied catalogues, and remove the modules that these stand for."""
    for locale, texts in CATALOGUES.items():
        (folder / f"{locale}.json").write_bytes(msgspec.json.encode(texts))
        for module in (*folder.glob(f"{locale}.py"), *folder.glob(f"{locale}_*.py")):
            module.unlink()


CATALOGUES: dict[str, dict[str, str]] = {locale: read(locale) for locale in ("ja", "en")}

# English names that AWS's location data uses where CLDR writes the country otherwise, by ISO 3166 code.
COUNTRY_ALIASES: dict[str, str] = {
    "Burma": "MM",
    "Czech Republic": "CZ",
    "Hong Kong": "HK",
    "Iran, Islamic Republic of": "IR",
    "Ivory Coast": "CI",
    "Korea, Republic of": "KR",
    "Macao": "MO",
    "Macau": "MO",
    "Macedonia": "MK",
    "Moldova, Republic of": "MD",
    "Myanmar": "MM",
    "Palestine": "PS",
    "Republic of Korea": "KR",
    "Republic of Lithuania": "LT",
    "Republic of Moldova": "MD",
    "Republic of the Congo": "CG",
    "DR Congo": "CD",
    "Russian Federation": "RU",
    "Swaziland": "SZ",
    "Syrian Arab Republic": "SY",
    "Taiwan, Province of China": "TW",
    "Turkey": "TR",
    "Viet Nam": "VN",
}
