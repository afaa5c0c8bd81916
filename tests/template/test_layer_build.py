"""What ships in the layer: the program and what it imports, and nothing that no function needs."""

from __future__ import annotations

import json
import pickle
import shutil
import sys
from pathlib import Path

import babel
import pytest
from jinja2 import ModuleLoader

from hinomi import guide, locales, templates
from hinomi.edge import settings
from hinomi.errors import ConfigError
from hinomi.guide.modules import GUIDES
from hinomi_cli import build

INSTALLED = (
    ".lock",
    "bin/jp.py",
    "babel/core.py",
    "babel/messages/catalog.py",
    "babel/locale-data/root.dat",
    "babel/locale-data/ja.dat",
    "babel/locale-data/ja_JP.dat",
    "babel/locale-data/fr.dat",
    "babel-2.18.0.dist-info/METADATA",
    "babel-2.18.0.dist-info/RECORD",
    "babel-2.18.0.dist-info/licenses/LICENSE",
    "msgspec/__init__.py",
    "msgspec/__init__.pyi",
    "tzdata/zoneinfo/__init__.py",
    "tzdata/zoneinfo/Japan",
    "tzdata/zoneinfo/Asia/__init__.py",
    "tzdata/zoneinfo/Asia/Tokyo",
    "tzdata/zoneinfo/Asia/Seoul",
    "tzdata/zoneinfo/Europe/__init__.py",
    "tzdata/zoneinfo/Europe/Paris",
)
GUIDE = ("guide/__init__.py", "guide/entry.py", "guide/modules.py", "guide/en_budgets.py", "guide/ja_budgets.py")
CATALOGUE = ("locales/__init__.py", "locales/en.py", "locales/en_terms.py", "locales/ja.py", "locales/ja_terms.py")
CATALOGUE_SHIPPED = {f"hinomi/locales/{name}" for name in ("__init__.py", "en.json", "ja.json")}
GUIDE_SHIPPED = {f"hinomi/guide/{name}" for name in ("__init__.py", "entry.py", "en.json", "ja.json")}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one module, whose libraries are installed without a network."""
    monkeypatch.setattr(build, "install", lambda requirements, target: _install(target))  # noqa: ARG005 - its signature
    _write(tmp_path / "layers/core/hinomi", "__init__.py", "__pycache__/x.pyc", "templates/x.j2", *GUIDE, *CATALOGUE)
    return tmp_path


def _install(target: Path) -> None:
    _write(target, *INSTALLED)


def _write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")


def _shipped(project: Path) -> set[str]:
    target = project / "artifacts"
    build.build(project, target)
    return {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file() and path.suffix != ".pyc"}


def test_only_what_a_function_needs_ships(project: Path) -> None:
    assert {name for name in _shipped(project) if "/compiled/" not in name} == {
        "babel/core.py",
        "babel/locale-data/root.dat",
        "babel/locale-data/ja.dat",
        "babel/locale-data/ja_JP.dat",
        "babel-2.18.0.dist-info/METADATA",
        "babel-2.18.0.dist-info/licenses/LICENSE",
        "msgspec/__init__.py",
        "tzdata/zoneinfo/__init__.py",
        "tzdata/zoneinfo/Asia/__init__.py",
        "tzdata/zoneinfo/Asia/Tokyo",
        "hinomi/__init__.py",
        *GUIDE_SHIPPED,
        *CATALOGUE_SHIPPED,
    }


def test_the_time_zone_of_the_operator_s_file_ships_and_no_other(project: Path) -> None:
    (project / "hinomi.yaml").write_text("time_zone: Europe/Paris\n")
    assert {name for name in _shipped(project) if name.startswith("tzdata/")} == {
        "tzdata/zoneinfo/__init__.py",
        "tzdata/zoneinfo/Europe/__init__.py",
        "tzdata/zoneinfo/Europe/Paris",
    }


def test_every_time_zone_that_the_file_names_ships(project: Path) -> None:
    (project / "hinomi.yaml").write_text(
        "receivers: {default: {channels: [{channel: q, time_zone: Asia/Seoul}]}}\n"
        "mute: {night: {times: ['22:00-07:00'], time_zone: Europe/Paris}}\n"
        "routes: {mute: [night]}\n"
    )
    zones = {"Asia/__init__.py", "Asia/Seoul", "Asia/Tokyo", "Europe/__init__.py", "Europe/Paris", "__init__.py"}
    assert {name for name in _shipped(project) if name.startswith("tzdata/")} == {
        f"tzdata/zoneinfo/{name}" for name in zones
    }


def test_a_time_zone_that_would_not_ship_stops_the_build(project: Path) -> None:
    (project / "hinomi.yaml").write_text("time_zone: Africa/Cairo\n")
    with pytest.raises(ConfigError, match="Africa/Cairo: no time zone of tzdata"):
        build.build(project, project / "artifacts")


def test_templates_ship_compiled_and_say_the_same(project: Path) -> None:
    sources = list(templates.FOLDER.glob("*.j2"))
    compiled = [name for name in _shipped(project) if "/compiled/" in name]
    assert len(compiled) == len(sources)
    shipped = templates.make_environment(project / "artifacts/hinomi/templates")
    assert isinstance(shipped.loader, ModuleLoader)
    for source in sources:
        assert shipped.get_template(source.name).name == source.name


def test_the_guide_ships_as_one_file_a_language_that_says_the_same(project: Path) -> None:
    shipped = {name for name in _shipped(project) if name.startswith("hinomi/guide/")}
    assert shipped == GUIDE_SHIPPED
    for locale, entries in GUIDES.items():
        assert guide.entries(locale, project / "artifacts/hinomi/guide") == entries


def test_a_language_without_a_guide_is_told_in_the_default_one(project: Path) -> None:
    build.build(project, project / "artifacts")
    folder = project / "artifacts/hinomi/guide"
    assert guide.entries("fr", folder) == guide.entries("fr") == GUIDES[guide.DEFAULT]


def test_the_catalogues_ship_as_one_file_a_language_that_says_the_same(project: Path) -> None:
    assert {name for name in _shipped(project) if name.startswith("hinomi/locales/")} == CATALOGUE_SHIPPED
    for locale, texts in locales.CATALOGUES.items():
        assert locales.read(locale, project / "artifacts/hinomi/locales") == texts


def _tables(file: Path) -> dict[str, object]:
    tables: dict[str, object] = pickle.loads(file.read_bytes())  # noqa: S301 - of an installed library
    return tables


def test_tables_that_nobody_asks_ship_empty_and_the_others_whole(tmp_path: Path) -> None:
    table = tmp_path / "babel/global.dat"
    table.parent.mkdir()
    shutil.copy(Path(str(babel.__file__)).with_name("global.dat"), table)
    before = _tables(table)
    build.prune(tmp_path)
    after = _tables(table)
    assert after.keys() == before.keys()
    assert {name for name in before if after[name] != before[name]} == {"likely_subtags", "territory_languages"}


def test_the_operator_s_file_ships_as_the_json_that_the_intake_reads(project: Path) -> None:
    (project / "hinomi.yaml").write_text("time_zone: Europe/Paris\n")
    assert "hinomi/config.json" in _shipped(project)
    path = project / "artifacts/hinomi/config.json"
    assert json.loads(path.read_text())["time_zone"] == "Europe/Paris"
    assert settings.config(path).time_zone == "Europe/Paris"
    assert path.name == settings.CONFIG_FILE.name


@pytest.mark.parametrize(
    "text",
    [
        "time_zone: Mars/Olympus\n",
        "routes: {receiver: nobody}\n",
        "silences: [{match: {source: budgets}, owner: Sato, reason: load test, until: 2020-03-31}]\n",
    ],
)
def test_a_wrong_file_stops_the_build(project: Path, text: str) -> None:
    (project / "hinomi.yaml").write_text(text)
    with pytest.raises(ConfigError):
        build.build(project, project / "artifacts")


def test_the_requirements_of_the_layer_hold_no_boto3(root: Path) -> None:
    """The runtime brings it: https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html ."""
    lines = (root / "requirements/layer.txt").read_text().splitlines()
    assert not [line for line in lines if line.startswith(("boto3", "botocore"))]


def test_bytecode_ships_where_the_runtime_s_python_is_at_hand(tmp_path: Path) -> None:
    _write(tmp_path, "hinomi/module.py")
    build.compile_bytecode(tmp_path, sys.executable)
    [compiled] = tmp_path.rglob("*.pyc")
    assert compiled.read_bytes()[4] == 0b01, "hash-based and unchecked: the layer's files have no useful dates"


def test_what_only_the_round_imports_ships_without_bytecode(tmp_path: Path) -> None:
    for name in ("hinomi/pipeline.py", "hinomi/controls/__init__.py", "hinomi/services/trails.py"):
        _write(tmp_path, name)
    build.compile_bytecode(tmp_path, sys.executable)
    assert [path.name.partition(".")[0] for path in tmp_path.rglob("*.pyc")] == ["pipeline"]


def test_without_that_python_the_layer_ships_without_bytecode(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(tmp_path, "hinomi/module.py")
    build.compile_bytecode(tmp_path, None)
    assert list(tmp_path.rglob("*.pyc")) == []
    assert "without bytecode" in capsys.readouterr().err
