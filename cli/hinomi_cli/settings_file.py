"""Find and check the operator's `hinomi.yaml`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import yaml
from jsonschema import Draft202012Validator

from hinomi import config as configuration
from hinomi.baseline.charge import flaws
from hinomi.config import Config
from hinomi.controls import CONTROLS
from hinomi.errors import ConfigError
from hinomi_cli.schema_errors import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT_FILE = Path("hinomi.yaml")
_MERGE = "tag:yaml.org,2002:merge"
_BOOL = "tag:yaml.org,2002:bool"


class _Loader(yaml.SafeLoader):
    """A safe YAML loader that refuses a key written twice, where plain YAML quietly takes the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        """Build a dict; raise for a doubled key."""
        seen: list[object] = []
        for key_node in (key for key, _ in node.value if key.tag != _MERGE):
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} is written twice", key_node.start_mark
                )
            seen.append(key)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


# `off` is a mode, and the text that YAML 1.2 takes it for, not the boolean of YAML 1.1.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if (tag, first.lower()) != (_BOOL, "o")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(path: Path | None, *, now: int | None = None) -> Config:
    """Read the settings: the named file, else `hinomi.yaml` here, else the defaults. Raises `ConfigError`.

    What has ended by `now` (ms since 1970) is a problem only where that is given: it must stop a deployment, but no
    command that somebody needs at once.
    """
    if path is None and not DEFAULT_FILE.exists():
        return Config()
    file = path or DEFAULT_FILE
    value = read(file)
    problems = tuple((f"{file}: {where}", problem) for where, problem in find_problems(value, now=now))
    if problems:
        raise ConfigError(problems)
    return configuration.parse(_as_json(value))


def read(path: Path) -> object:
    """Decode a YAML file. Raises `ConfigError` naming line and column."""
    try:
        return yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a SafeLoader
    except OSError as error:
        raise ConfigError(((str(path), error.strerror or type(error).__name__),)) from error
    except UnicodeDecodeError as error:
        raise ConfigError(((str(path), f"not UTF-8 text (byte {error.start})"),)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise ConfigError(((str(path), f"{where}{error.problem or error.context}"),)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ConfigError(((str(path), " ".join(str(error).split())),)) from error


def schema() -> dict[str, Any]:
    """Return the JSON Schema of `hinomi.yaml`, for editors and for checking."""
    made = msgspec.json.schema(Config)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "hinomi.yaml", **made}


def find_problems(value: object, *, now: int | None = None) -> list[tuple[str, str]]:
    """List every problem of decoded settings as (path, what is wrong and what would be right)."""
    found = list(_unquoted_keys(value, "$"))
    try:
        value = _as_json({} if value is None else value)
        validator = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
        errors = sorted(validator.iter_errors(value), key=lambda error: error.json_path)
    except RecursionError:
        return [*found, ("$", "lists and settings lie too deep in each other: make it flatter")]
    found += dict.fromkeys(problem for error in errors for problem in explain(error))
    if isinstance(value, dict):
        unsound = {str(error.path[0]) for error in errors if error.path}
        sound = {key: item for key, item in value.items() if key in Config.__struct_fields__ and key not in unsound}
        config = configuration.parse(sound)
        found += [*configuration.problems(config, unsound=unsound, now=now), *flaws(CONTROLS, config.baseline)]
    return found


def _unquoted_keys(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                yield f"{path}.{key}", f"write the key in quotes: YAML reads {key!r} as {type(key).__name__}"
            yield from _unquoted_keys(item, f"{path}.{key}")


def _as_json(value: object) -> object:
    """Write days as text, as JSON does, and leave out keys that are no text, of which enough has been said."""
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items() if isinstance(key, str)}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
