"""The templates of the channels that send plain text, and the one Jinja2 environment that reads them.

A layer carries them compiled (`compile_into`), so that no function parses a template; a checkout reads the sources.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, ModuleLoader, StrictUndefined, Template

FOLDER = Path(__file__).parent


def make_environment(folder: Path = FOLDER) -> Environment:
    """Make an environment over the templates of a folder, over the compiled ones where it has a `compiled` folder."""
    compiled = folder / "compiled"
    return Environment(
        loader=ModuleLoader(compiled) if compiled.is_dir() else FileSystemLoader(folder),
        # Plain text has no markup to escape; channels with markup build it as values, without templates.
        autoescape=False,  # noqa: S701 - see above
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def compile_into(target: Path) -> None:
    """Compile every template into a folder of Python modules: `templates/compiled` of the layer being built."""
    make_environment().compile_templates(target, extensions=["j2"], zip=None, ignore_errors=False)


@cache
def template(name: str) -> Template:
    """Load one template, once per process."""
    found = _environment().get_template(name)
    found.globals = {}  # none is used, and Jinja copies them at every rendering: a third of its time
    return found


@cache
def _environment() -> Environment:
    return make_environment()
