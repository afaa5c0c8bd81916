"""The catalogues: what Hinomi says, key by key, in each language.

A text may hold `{placeholders}`; every language has the same keys with the same placeholders.
"""

from __future__ import annotations

from hinomi.locales import en, ja

DEFAULT = "ja"

CATALOGUES: dict[str, dict[str, str]] = {"ja": ja.TEXTS, "en": en.TEXTS}

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
