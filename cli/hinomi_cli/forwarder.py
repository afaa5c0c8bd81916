"""`make forwarder`: write forwarder.yaml, the rules of template.yaml for the other Regions.

A rule has a twin there, with the same text as its pattern, but for one that takes nothing except Hinomi's own events.
What a pattern depends on goes with it: parameters, conditions, mappings. The stack's name and Region are those of the
stack at home. A pattern that names a resource of that stack cannot be sent away, and is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from hinomi_cli import forwarder_parts as parts

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATE: Final = "template.yaml"
FORWARDER: Final = "forwarder.yaml"
RULE: Final = "AWS::Events::Rule"

_AT_HOME: Final = {"AWS::StackName": "HomeStack", "AWS::Region": "HomeRegion"}
_PLACEHOLDER: Final = re.compile(r"\$\{([^!}]+)\}")
_SECTIONS: Final = {"Ref": "Parameters", "Condition": "Conditions", "FindInMap": "Mappings"}


class ForwarderError(Exception):
    """A rule cannot be made in another Region; the text says which, and why."""


@dataclass
class _Entry:
    """One entry of a mapping: its value, and how both are written."""

    value: yaml.Node
    text: str


_Needs = dict[str, set[str]]
"""The names of what the rules depend on, by section."""


def main() -> None:
    """Write the forwarder under the current folder, the project's root."""
    Path(FORWARDER).write_text(make(Path(TEMPLATE).read_text("utf-8")), "ascii")


def make(template: str) -> str:
    """Return the text of forwarder.yaml that belongs to the text of a template."""
    root = yaml.compose(template, Loader=yaml.SafeLoader)
    sections = {name: _entries(entry.value, template) for name, entry in _entries(root, template).items()}
    needs: _Needs = {section: set() for section in _SECTIONS.values()}
    rules: dict[str, parts.Rule] = {}
    for name, resource in sections["Resources"].items():
        rule = _entries(resource.value, template)
        made = _entries(rule["Properties"].value, template) if _word(rule["Type"]) == RULE else {}
        if "EventPattern" not in made or _is_own(made["EventPattern"].text):
            continue
        condition = _word(rule["Condition"]) if "Condition" in rule else ""
        if condition:
            _need(name, "Condition", condition, sections, needs)
        _collect(name, made["EventPattern"].value, sections, needs)
        rules[name] = (condition, made["Description"].text, _moved(made["EventPattern"].text))
    chosen = {
        section: [_moved(entry.text) for name, entry in sections.get(section, {}).items() if name in names]
        for section, names in needs.items()
    }
    return parts.assemble(chosen["Parameters"], chosen["Mappings"], chosen["Conditions"], rules)


def _entries(node: yaml.Node | None, text: str) -> dict[str, _Entry]:
    """Return the entries of a mapping by key, each with its text from the beginning of its line."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {
        key.value: _Entry(value, _cut(text[key.start_mark.index - key.start_mark.column : value.end_mark.index]))
        for key, value in node.value
    }


def _cut(text: str) -> str:
    """Leave out what stands before the next entry: blank lines, and comments on it."""
    lines = text.splitlines()
    while not lines[-1].strip() or lines[-1].lstrip().startswith("#"):
        lines.pop()
    return "\n".join(lines)


def _word(entry: _Entry) -> str:
    return str(entry.value.value)


def _is_own(pattern: str) -> bool:
    """Tell whether a pattern names sources of Hinomi alone; what the operator describes may be of AWS."""
    return "hinomi." in pattern and "aws." not in pattern


def _moved(text: str) -> str:
    """Let a text mean the stack at home, wherever it stands."""
    for here, home in _AT_HOME.items():
        text = text.replace(here, home)
    return text


def _collect(rule: str, node: yaml.Node, sections: dict[str, dict[str, _Entry]], needs: _Needs) -> None:
    for kind, name in _references(node):
        _need(rule, kind, name, sections, needs)


def _need(rule: str, kind: str, name: str, sections: dict[str, dict[str, _Entry]], needs: _Needs) -> None:
    """Note what a rule depends on, and what that depends on in turn."""
    if name.startswith("AWS::"):
        return
    section = _SECTIONS.get(kind, "")
    if name not in sections.get(section, {}):
        raise ForwarderError(f"{rule}: its pattern needs {name}, which only the stack itself knows")
    if name not in needs[section]:
        needs[section].add(name)
        _collect(rule, sections[section][name].value, sections, needs)


def _references(node: yaml.Node) -> Iterator[tuple[str, str]]:
    """List what a value refers to: the function that does, and the name."""
    function = node.tag.removeprefix("!")
    if isinstance(node, yaml.ScalarNode):
        if function == "Sub":
            yield from (("Ref", name) for name in _PLACEHOLDER.findall(node.value))
        elif function in {"Ref", "Condition", "GetAtt"}:
            yield function, node.value
    elif isinstance(node, yaml.SequenceNode):
        yield from _references_of_list(function, node)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _references(value)


def _references_of_list(function: str, node: yaml.SequenceNode) -> Iterator[tuple[str, str]]:
    rest = node.value
    if function in {"FindInMap", "If"}:
        yield ("Condition" if function == "If" else function), rest[0].value
        rest = rest[1:]
    elif function == "Sub":
        given = {key.value for key, _ in rest[1].value}
        yield from (("Ref", name) for name in _PLACEHOLDER.findall(rest[0].value) if name not in given)
        rest = rest[1:]
    for item in rest:
        yield from _references(item)


if __name__ == "__main__":
    main()
