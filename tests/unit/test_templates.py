from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from jinja2 import UndefinedError

from hinomi import templates
from hinomi.channels import chime, email
from support.briefings import JA

if TYPE_CHECKING:
    from pathlib import Path


def test_compiled_templates_say_the_same_as_their_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = email.render(JA), chime.render(JA)
    folder = tmp_path / "templates"
    templates.compile_into(folder / "compiled")
    compiled = templates.make_environment(folder)
    monkeypatch.setattr(email, "template", compiled.get_template)
    monkeypatch.setattr(chime, "template", compiled.get_template)
    assert (email.render(JA), chime.render(JA)) == expected


def test_every_template_is_compiled(tmp_path: Path) -> None:
    templates.compile_into(tmp_path)
    assert len(list(tmp_path.glob("*.py"))) == len(list(templates.FOLDER.glob("*.j2")))


def test_a_missing_value_is_an_error_and_not_an_empty_place(tmp_path: Path) -> None:
    shutil.copy(templates.FOLDER / "email.txt.j2", tmp_path)
    with pytest.raises(UndefinedError):
        templates.make_environment(tmp_path).get_template("email.txt.j2").render(lines=[])


def test_a_template_is_loaded_once() -> None:
    assert templates.template("email.txt.j2") is templates.template("email.txt.j2")
