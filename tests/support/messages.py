"""What holds for every message, as predicates that say what is wrong in words.

They judge what a reader is shown and what a reader's program would do with it; they know nothing of how it was made.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from hinomi.links import CONSOLES
from hinomi.locales import CATALOGUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.model import Message

SCHEMAS = Path(__file__).parent / "schemas"

_PICTURE = frozenset({"So", "Sk", "Mn"})
_ADDRESS = re.compile(r"https?://[^\s\"<>|)\\]+", re.IGNORECASE)
# What a mail or chat program makes a link of by itself, written so that the defanged spelling does not match.
_LINKED = re.compile(
    r"(?<![A-Za-z])(?:https?|ftps?|ldaps?|file|slack|msteams)://|(?<!\[)\bwww\.(?=\w)|\b(?:mailto|javascript|data|tel):\S"
    r"|[\w.+-]@[\w-]+\.\w|\b(?:[\w-]+\.)*evil\.(?:example|com|co\.jp)\b",
    re.IGNORECASE,
)
_MENTION = re.compile(r"<[!@#]|<at>|(?<![\w.])@(?:everyone|here|channel|all|present)\b", re.IGNORECASE)
_ABSENT = re.compile(r"(?<![\w/.:-])(?:None|null|undefined|N/A|NaN)(?![\w/:-])")
_RAW_JSON = re.compile(r'^\s*[{\[]"|"\s?:\s?["{\[]|\\"|^\s*[{}\[\]],?$', re.MULTILINE)
_KEY = re.compile(r"\b[a-z]+\.[A-Za-z_]+(?:[.:][A-Za-z_:.]+)?\b")


def parsed(message: Message) -> Any:
    """Parse a body that is JSON, what nobody is shown left out; a mail's body stands for itself."""
    if message.channel == "email":
        return {"subject": message.subject, "body": message.body}
    body = json.loads(message.body)
    if message.channel == "q":
        body["metadata"].pop("threadId", None)
    for attachment in body.get("attachments", ()):
        attachment["content"].pop("$schema", None)
    return body


def texts(message: Message) -> list[str]:
    """List every text of the message that a reader's program gets."""
    return list(_texts(parsed(message)))


def rows(message: Message) -> list[str]:
    """List the rows of a message as a reader sees them, in reading order, subject included."""
    return [row for text in _shown(parsed(message)) for row in text.split("\n")]


def addresses(message: Message) -> list[str]:
    """List the live addresses, each as often as it occurs."""
    return [address for text in texts(message) for address in _ADDRESS.findall(text)]


def is_console(address: str) -> bool:
    """Tell whether an address leads to a console of AWS and nowhere else."""
    parts = urlsplit(address)
    host = parts.netloc
    return parts.scheme == "https" and any(
        host == console or re.fullmatch(rf"[a-z0-9-]+\.{re.escape(console)}", host) for console in CONSOLES.values()
    )


def flaws(message: Message) -> list[str]:
    """Say all that is wrong with a message, whatever event it tells of."""
    return [*size_flaws(message), *shape_flaws(message), *character_flaws(message), *word_flaws(message)]


def size_flaws(message: Message) -> list[str]:
    """Say which of the channel's documented limits the message breaks, beyond those that the schemas express."""
    size = len(message.body.encode())
    if message.channel == "email":
        found = {"subject of 100 characters or more": len(message.subject) >= 100, "body over 256 KiB": size > 2**18}
    elif message.channel == "teams":
        found = {"card over 28 KB": max(size, 2 * len(message.body)) > 28_000}
    else:
        longest = {"slack": 13_200, "chime": 2 * 4096, "q": 2**18}[message.channel]
        found = {f"body over {longest} characters": len(message.body) > longest}
    return [flaw for flaw, is_so in found.items() if is_so]


def shape_flaws(message: Message) -> list[str]:
    """Say how the body departs from the channel's schema."""
    if message.channel == "email":
        return [] if message.subject and message.body and "\n" not in message.subject else ["no one-line subject and body"]
    return [f"{error.json_path}: {error.message[:200]}" for error in _schema(message.channel).iter_errors(json.loads(message.body))]


def character_flaws(message: Message) -> list[str]:
    """Say which characters are there that a reader cannot see or a program obeys; a joiner of pictures may stay."""
    return sorted({
        f"U+{ord(character):04X} in {text[max(0, index - 20):index + 20]!r}"
        for text in texts(message)
        for index, character in enumerate(text)
        if not (character.isprintable() or character in "\n\u3000")
        and not (character == "\u200d" and unicodedata.category(text[index - 1]) in _PICTURE)
    })


def word_flaws(message: Message) -> list[str]:
    """Say where a message speaks of what is absent, or shows what only the program should see."""
    told = rows(message)
    words = _labels(message.locale)
    return [
        *(f"an absent value: {row}" for row in told if _ABSENT.search(row)),
        *(f"an empty label: {row}" for row in told if row.strip(" *■:：") in words and row.rstrip().endswith((":", "："))),
        *(f"an untranslated key: {row}" for row in told if any(key in CATALOGUES[message.locale] for key in _KEY.findall(row))),
    ]


def json_flaws(message: Message) -> list[str]:
    """Say where a message shows raw JSON."""
    return [f"raw JSON: {row}" for row in rows(message) if _RAW_JSON.search(row)]


def activity_flaws(message: Message) -> list[str]:
    """Say what in a message would become a link, a mention or a format; the one console link is no flaw."""
    live = addresses(message)
    found = [f"a link to {address}" for address in live if not is_console(address)]
    if len(set(live)) > 1:
        found.append(f"more than one address: {live}")
    for text in texts(message):
        rest = _ADDRESS.sub("", text)
        found += [f"a link: {match[0]!r} in {rest!r}" for match in _LINKED.finditer(rest)]
        if message.channel != "email":
            found += [f"a mention: {match[0]!r} in {rest!r}" for match in _MENTION.finditer(rest)]
        if message.channel in ("q", "chime"):
            found += [f"Markdown: {flaw}" for flaw in _markdown_flaws(rest)]
    return found


def _markdown_flaws(text: str) -> Iterator[str]:
    for block in MarkdownIt("commonmark").parse(text):
        for token in block.children or [block]:
            if token.type in {"link_open", "image", "code_inline", "html_inline", "html_block", "fence", "code_block"}:
                yield f"{token.type} in {text!r}"


@cache
def _schema(channel: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{channel}.json").read_text("utf-8")))


@cache
def _labels(locale: str) -> frozenset[str]:
    return frozenset(text for key, text in CATALOGUES[locale].items() if key.startswith(("field.", "label.")))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _shown(value: Any) -> Iterator[str]:
    """Yield texts as they stand in rows: the parts of one section or paragraph are one text."""
    if isinstance(value, dict) and value.get("type") in {"rich_text_section", "rich_text_quote", "RichTextBlock"}:
        yield "".join(part["text"] for part in value.get("elements", value.get("inlines", ())))
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in {"type", "url", "style", "version", "contentType", "textType", "source"}:
                yield from _shown(part)
    elif isinstance(value, list):
        for part in value:
            yield from _shown(part)
    elif isinstance(value, str):
        yield value
