"""Say in words what a JSON Schema finds wrong with settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.config import REMOVED
from hinomi.routing.pattern_flaws import suggest
from hinomi.routing.place import at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema.exceptions import ValidationError

_KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "settings by name",
    "string": "text",
}


def explain(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Turn an error into problems, as (path, what is wrong and what would be right)."""
    wrong: Any = error.instance
    right: Any = error.validator_value
    schema: Any = error.schema
    path = error.json_path
    match error.validator:
        case "additionalProperties":
            known = sorted(schema["properties"])
            yield from ((at(path, key), _unknown(key, known)) for key in sorted(set(wrong) - set(known)))
        case "anyOf":
            yield from _explain_choice(error)
        case "required":
            yield from ((at(path, key), "missing: it has to be said") for key in right if key not in wrong)
        case "type":
            yield path, _mistyped(wrong, [right])
        case "enum":
            yield path, f"{wrong!r} is none of {', '.join(map(str, right))}"
        case "format":
            yield path, f"{wrong!r} is no day: write it as 2027-03-31"
        case "pattern":
            yield path, f"{wrong!r} {schema['patternErrorMessage']}"
        case _:
            yield path, error.message


def _explain_choice(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Explain the choice that was meant, which is of the type of what is there; else say of which types there are."""
    context = error.context or []
    mistyped = {one.relative_schema_path[0] for one in context if one.validator == "type" and not one.relative_path}
    meant = [one for one in context if one.relative_schema_path[0] not in mistyped]
    for one in meant:
        yield from explain(one)
    if not meant:
        choices: Any = error.validator_value
        kinds = [one.get("type", "object") for one in choices]
        yield error.json_path, _mistyped(error.instance, [kind for kind in kinds if kind != "null"])


def _mistyped(wrong: object, kinds: list[str]) -> str:
    in_quotes = "; write it in quotes" if "string" in kinds and isinstance(wrong, int | float) else ""
    return f"{wrong!r} is not {' or '.join(_KINDS[kind] for kind in kinds)}{in_quotes}"


def _unknown(key: str, known: list[str]) -> str:
    return REMOVED.get(key) or f"unknown setting; {suggest(key, known, 'the settings are')}"
