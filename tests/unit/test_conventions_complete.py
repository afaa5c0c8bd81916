"""A source, channel, language or guide entry is whole: every other place that has to know of it does."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from hinomi import regions, webhooks
from hinomi.channels import CHANNELS, email
from hinomi.edge import settings, sns_publisher
from hinomi.guide import modules
from hinomi.locales import CATALOGUES
from hinomi.render import CHANNEL_NAMES, MACHINE
from hinomi.routing.settings import LocaleCode
from hinomi.sources import SOURCES
from hinomi_cli import build
from hinomi_cli.inbox.page import CHATS, MAILS
from hinomi_cli.inbox.terminal import NAMES
from hinomi_cli.local_cloud.scenario import ADDRESSES
from support.stack_policies import FUNCTION
from support.template import EVERYTHING, Stack, read_template

if TYPE_CHECKING:
    from hinomi.model import Outlet

ROOT = Path(__file__).parents[2]
CHAT_NAMES = set(CHANNEL_NAMES) - {email.NAME}


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> tuple[Outlet, ...]:
    """The outlets of a deployment that asks for every part."""
    made = Stack(read_template(ROOT / "template.yaml"), **EVERYTHING)
    for function in ("IntakeFunction", "FlushFunction"):
        for name, value in made.of_type(FUNCTION)[function]["Environment"]["Variables"].items():
            monkeypatch.setenv(name, str(value))
    return (*settings.outlets(), *settings.machines())


@pytest.mark.parametrize(("kind", "registry"), [("Sources", SOURCES), ("Channels", CHANNELS)])
def test_the_import_contract_names_every_module_of_a_registry(kind: str, registry: tuple[Any, ...]) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (named,) = (contract["modules"] for contract in contracts if contract["name"] == f"{kind} do not know each other")
    assert named == sorted(module.__name__ for module in registry)


def test_every_channel_has_a_way_out(reached: tuple[Outlet, ...]) -> None:
    assert {outlet.channel for outlet in reached} == {*CHANNEL_NAMES, MACHINE}, "template.yaml, edge/settings.py"


def test_a_channel_that_is_posted_has_hosts() -> None:
    assert webhooks.HOSTS.keys() == sns_publisher.WEBHOOK_CHANNELS


def test_the_demo_shows_every_channel_in_its_own_look() -> None:
    assert {channel for channel, _ in ADDRESSES} == set(CHANNEL_NAMES), "local_cloud/scenario.py"
    assert CHATS.keys() - {"all"} == CHAT_NAMES, "inbox/page.py"
    assert NAMES.keys() == set(CHANNEL_NAMES), "inbox/terminal.py"
    pages = {page.stem for page in (ROOT / "cli/hinomi_cli/pages").glob("*.html")}
    assert CHAT_NAMES - pages == set(), "pages/<channel>.html"


def test_every_language_has_a_mail(reached: tuple[Outlet, ...]) -> None:
    mailed = {outlet.locale for outlet in reached if outlet.channel == email.NAME}
    assert mailed == CATALOGUES.keys(), "template.yaml, edge/settings.py"
    assert {locale for channel, locale in ADDRESSES if channel == email.NAME} == CATALOGUES.keys()
    assert MAILS.keys() - {"all"} == CATALOGUES.keys(), "inbox/page.py"


def test_every_language_can_be_chosen_and_said() -> None:
    assert set(get_args(LocaleCode)) == CATALOGUES.keys(), "LocaleCode in routing/settings.py"
    assert CATALOGUES.keys() - set(build.LOCALES) == set(), "Babel's data, LOCALES in hinomi_cli/build.py"


@pytest.mark.parametrize("locale", CATALOGUES)
def test_every_language_has_its_own_names_of_regions(locale: str) -> None:
    assert f"name_{locale}" in regions.Region._fields
    for code, region in regions.REGIONS.items():
        assert regions.name(code, locale) == getattr(region, f"name_{locale}") != ""


def test_every_module_of_the_guide_is_used() -> None:
    folder = Path(str(modules.__file__)).parent
    for name in sorted(path.stem for path in folder.glob("??_*.py")):
        module = vars(modules).get(name)
        assert module is not None, f"guide/modules.py does not import {name}"
        assert module.ENTRIES.items() <= modules.GUIDES[name[:2]].items(), f"GUIDES does not hold {name}"
