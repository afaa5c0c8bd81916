"""Find and check the operator's `hinomi.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import yaml
from jsonschema import Draft202012Validator

from hinomi import config as configuration
from hinomi.config import Config
from hinomi.errors import ConfigError

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

DEFAULT_FILE = Path("hinomi.yaml")


class _Loader(yaml.SafeLoader):
    """A safe YAML loader that refuses a key written twice, where plain YAML quietly takes the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        """Build a dict; raise for a doubled key."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        doubled = next((key for index, key in enumerate(keys) if key in keys[:index]), None)
        if doubled is not None:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {doubled!r} is written twice", node.start_mark
            )
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def load(path: Path | None) -> Config:
    """Read the settings: the named file, else `hinomi.yaml` here, else the defaults. Raises `ConfigError`."""
    if path is None and not DEFAULT_FILE.exists():
        return Config()
    value = read(path or DEFAULT_FILE)
    problems = tuple(find_problems(value))
    if problems:
        raise ConfigError(problems)
    return configuration.parse(value)


def read(path: Path) -> object:
    """Decode a YAML file. Raises `ConfigError` naming line and column."""
    try:
        return yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a SafeLoader
    except OSError as error:
        raise ConfigError(((str(path), error.strerror or type(error).__name__),)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(((str(path), " ".join(str(error).split())),)) from error


def schema() -> dict[str, Any]:
    """Return the JSON Schema of `hinomi.yaml`, for editors and for checking."""
    made = msgspec.json.schema(Config)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "hinomi.yaml", **made}


def find_problems(value: object) -> list[tuple[str, str]]:
    """List every problem of decoded settings as (path, what is wrong and what would be right)."""
    if value is None:
        return []
    unquoted = _unquoted_keys(value, "$")
    if unquoted:
        return unquoted
    errors = sorted(Draft202012Validator(schema()).iter_errors(value), key=lambda error: error.json_path)
    found = [(error.json_path, _explain(error)) for error in errors]
    return found or configuration.problems(configuration.parse(value))


def _unquoted_keys(value: object, path: str) -> list[tuple[str, str]]:
    if not isinstance(value, dict):
        return []
    found = [
        (f"{path}.{key}", f"write the key in quotes: YAML reads {key!r} as a {type(key).__name__}")
        for key in value
        if not isinstance(key, str)
    ]
    for key, item in value.items():
        found += _unquoted_keys(item, f"{path}.{key}")
    return found


def _explain(error: ValidationError) -> str:
    schema: Any = error.schema
    value: Any = error.validator_value
    if error.validator == "additionalProperties":
        known = schema.get("properties", {})
        instance: Any = error.instance
        unknown = sorted(set(instance) - set(known))
        return f"unknown setting {', '.join(unknown)}; the settings are {', '.join(sorted(known))}"
    if error.validator == "enum":
        return f"{error.instance!r} is none of {', '.join(map(str, value))}"
    return error.message
