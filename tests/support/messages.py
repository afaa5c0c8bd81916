"""What holds for every message, as predicates that say in words what is wrong.

They judge what a reader is shown and what a reader's program would do with it; they know nothing of how it was made.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from hinomi.links import CONSOLES, HEALTH
from hinomi.locales import CATALOGUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.model import Message

SCHEMAS = Path(__file__).parent / "schemas"
MARKDOWN = ("q", "chime")

_ADDRESS = re.compile(r"https?://[^\s\"<>|)\\]+", re.IGNORECASE)
# What a mail or chat program makes a link of by itself; the defanged spellings do not match.
_LINKED = re.compile(
    r"(?<![A-Za-z])(?:https?|ftps?|ldaps?|file|slack|msteams)://|\bwww\.(?=\w)|\b(?:mailto|javascript|data|tel):(?=\S)"
    r"|[\w.+-]@(?=[\w-]+\.\w)|\bevil\.(?:example|com|co\.jp)\b",
    re.IGNORECASE,
)
_MENTION = re.compile(r"<[!@#]|<at>|(?<![\w.])@(?:everyone|here|channel|all|present)\b", re.IGNORECASE)
# What may begin Markdown; most texts hold none of it, and parsing is slow.
_SUSPECT = re.compile(r"\]\(|\]:|[<`]|^(?: {4}|\t)", re.MULTILINE)
_OWN_LINK = re.compile(r"\[([^\[\]]*)\]\((https://[^\s()]*)\)")
_MARKUP = frozenset({"link_open", "image", "code_inline", "html_inline", "html_block", "fence", "code_block"})
_ABSENT = re.compile(r"(?<![\w/.-])(?:None|null|NULL|undefined|NaN)(?![\w/-])|(?<![\w/:])N/A(?![\w/:])|\{[a-z_]+\}")
_RAW_JSON = re.compile(r'^\s*[{\[]"|"\s?:\s?["{\[]|\\"|^\s*[{}\[\]],?$')
_KEY = re.compile(r"\b[a-z]+(?:\.[A-Za-z_]+)+")
_HOSTS = "|".join(map(re.escape, (*CONSOLES.values(), *HEALTH.values())))
_CONSOLE = re.compile(rf"https://(?:[a-z0-9-]+\.)?(?:{_HOSTS})/")
_UNSHOWN = frozenset({"type", "url", "style", "version", "contentType", "textType", "source"})
_CONTINUED = "  "


@lru_cache(maxsize=8)
def texts(message: Message) -> list[str]:
    """List every text of a message that a reader's program gets, each once."""
    return list(dict.fromkeys(_strings(_parsed(message))))


@lru_cache(maxsize=8)
def rows(message: Message) -> list[str]:
    """List the rows of a message as a reader sees them, without its addresses; a wrapped row of a mail is one row."""
    told: list[str] = []
    for row in (row for text in _paragraphs(_parsed(message)) for row in text.split("\n")):
        if message.channel == "email" and row.startswith(_CONTINUED) and told:
            told[-1] += f" {row.strip()}"
        else:
            told.append(row)
    return [_ADDRESS.sub("", row) for row in told]


def is_console(address: str) -> bool:
    """Tell whether an address leads to a console of AWS and nowhere else."""
    return _CONSOLE.match(address) is not None


def flaws(message: Message) -> list[str]:
    """Say all that is wrong with a message, whatever event it tells of."""
    return [
        *size_flaws(message),
        *shape_flaws(message),
        *character_flaws(message),
        *word_flaws(message),
        *activity_flaws(message),
    ]


def size_flaws(message: Message) -> list[str]:
    """Say which documented limits of the channel the message breaks, beyond those that the schemas express."""
    size = len(message.body.encode())
    limits: dict[str, dict[str, bool]] = {
        "email": {"a subject of 100 characters or more": len(message.subject) >= 100, "over 256 KiB": size > 2**18},
        "slack": {"over 13,000 characters": len(message.body) > 13_000},
        "teams": {"over 28 KB": max(size, len(message.body.encode("utf-16-le"))) > 28_000},
        "chime": {"over 4,096 characters": len("".join(texts(message))) > 4096},
        "q": {"over 256 KiB": size > 2**18},
    }
    return [flaw for flaw, is_so in limits[message.channel].items() if is_so]


def shape_flaws(message: Message) -> list[str]:
    """Say how the body departs from the channel's schema, or that a mail is no mail."""
    if message.channel == "email":
        whole = message.subject and message.body and "\n" not in message.subject
        return [] if whole else ["not a mail with a one-line subject and a body"]
    errors = _schema(message.channel).iter_errors(json.loads(message.body))
    return [f"{error.json_path}: {error.message[:300]}" for error in errors]


def character_flaws(message: Message) -> list[str]:
    """Say which characters are there that nobody sees or a program obeys; one that joins pictures may stay."""
    return sorted(
        {
            f"U+{ord(character):04X} in {text[max(0, index - 20) : index + 20]!r}"
            for text in texts(message)
            if not text.isprintable()
            for index, character in enumerate(text)
            if not character.isprintable() and character not in "\n\u3000" and not _joins_pictures(text, index)
        }
    )


def word_flaws(message: Message) -> list[str]:
    """Say where a message speaks of what is absent, or shows what only the program should see."""
    catalogue, labels = CATALOGUES[message.locale], _labels(message.locale)
    found = []
    for row in rows(message):
        bare = row.strip(" *■>")
        if _ABSENT.search(row):
            found.append(f"an absent value: {row!r}")
        if bare.endswith((":", "：")) and bare[:-1].strip() in labels:
            found.append(f"an empty label: {row!r}")
        if any(key in catalogue for key in _KEY.findall(row)):
            found.append(f"an untranslated key: {row!r}")
    return found


def json_flaws(message: Message) -> list[str]:
    """Say where a message shows raw JSON."""
    return [f"raw JSON: {row!r}" for row in rows(message) if _RAW_JSON.search(row)]


def activity_flaws(message: Message) -> list[str]:
    """Say what in a message would become a link, a mention or a format; the one console link is no flaw.

    Slack's and Teams' bodies are made of elements without markup (their schemas say so): there a mention is but text.
    """
    live = [address for text in texts(message) for address in _ADDRESS.findall(text)]
    found = [f"a link to {address}" for address in live if not is_console(address)]
    if len(set(live)) > 1:
        found.append(f"more than one address: {live}")
    for text in texts(message):
        rest = _ADDRESS.sub("", text)
        found += [f"a link: {match[0]!r} in {rest!r}" for match in _LINKED.finditer(rest)]
        if message.channel in MARKDOWN:
            found += [f"a mention: {match[0]!r} in {text!r}" for match in _MENTION.finditer(rest)]
            found += [f"Markdown: {kind} in {text!r}" for kind in _markup(text)]
    return found


def _markup(text: str) -> Iterator[str]:
    """Name what Markdown would make of a text, but for one link to the console."""
    rest = _OWN_LINK.sub(lambda link: link[1] if is_console(link[2]) else link[0], text, count=1)
    if _SUSPECT.search(rest):
        for block in MarkdownIt("commonmark").parse(rest):
            yield from (token.type for token in block.children or [block] if token.type in _MARKUP)


def _joins_pictures(text: str, index: int) -> bool:
    return text[index] == "\u200d" and index > 0 and unicodedata.category(text[index - 1]) in {"So", "Sk", "Mn"}


@cache
def _schema(channel: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{channel}.json").read_text("utf-8")))


@cache
def _labels(locale: str) -> frozenset[str]:
    return frozenset(text for key, text in CATALOGUES[locale].items() if key.startswith(("field.", "label.")))


@lru_cache(maxsize=8)
def _parsed(message: Message) -> Any:
    """Parse a body that is JSON, what nobody is shown left out."""
    if message.channel == "email":
        return {"subject": message.subject, "body": message.body}
    body = json.loads(message.body)
    if message.channel == "q":
        del body["metadata"]["threadId"]
    for attachment in body.get("attachments", ()):
        del attachment["content"]["$schema"]
    return body


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _paragraphs(value: Any) -> Iterator[str]:
    """Yield texts as they stand together: the parts of one section or one paragraph are one text."""
    if isinstance(value, dict) and value.get("type") in {"rich_text_section", "rich_text_quote", "RichTextBlock"}:
        yield "".join(part["text"] for part in value.get("elements") or value["inlines"])
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in _UNSHOWN:
                yield from _paragraphs(part)
    elif isinstance(value, list):
        for part in value:
            yield from _paragraphs(part)
    elif isinstance(value, str):
        yield value
