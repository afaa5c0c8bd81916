from __future__ import annotations

import json
import re
import shlex
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi.channels import CHANNELS
from hinomi.config import LOCALES, Config
from hinomi.i18n import text
from hinomi.layout import LONGEST_COMMAND
from hinomi.model import Bundle, Reason, Report, Wording
from hinomi.provenance import sign
from hinomi.render import CHANNEL_NAMES, Renderer
from hinomi.routing.groups import short_id
from hinomi.routing.matchers import compile_match, parse_terms
from support.alerts import make_alert
from support.briefings import EN, strings
from support.digests import branch_of, item, items, outlet

TYPE = make_alert().type
NASTY = "$(id); `id` \"x\" 'y' | a > b & c \\ !d ~ # * ? {e} <f> evil.example a@evil.example \u202e"


def signed(bundle: Bundle) -> Any:
    return sign(EN, bundle)


def alone(**changes: Any) -> Bundle:
    return Bundle(items=(item(make_alert(**changes)),), branch=branch_of("guardduty"))


def grouped(**labels: str) -> Bundle:
    alike = tuple(item(make_alert(fingerprint=name)) for name in ("a", "b"))
    return Bundle(items=alike, branch=branch_of("guardduty", labels=labels))


def terms(command: str) -> list[str]:
    """Give the matchers of a command as a shell hands them over."""
    words = shlex.split(command)
    assert words[:3] == ["hinomi", "silence", "add"]
    return words[3 : words.index("--for")]


def test_a_message_says_by_which_route_it_came() -> None:
    routed = Bundle(items=items(1), branch=branch_of("guardduty", route="root/production", receiver="team-a"))
    assert signed(routed).route == "Route: root/production → receiver: team-a"


def test_without_a_branch_nothing_is_said_of_it() -> None:
    assert signed(Bundle(items=items(1))) is EN


def test_the_command_names_the_one_alert() -> None:
    command = signed(alone()).command
    assert terms(command) == [f"alert={short_id(make_alert().fingerprint)}"]
    assert "--allow-critical" not in command


def test_the_command_of_a_digest_of_one_type_names_the_group_and_the_type() -> None:
    assert terms(signed(grouped(source="guardduty", account="111122223333")).command) == [
        "source=guardduty",
        "account=111122223333",
        f"type={TYPE}",
    ]


def test_the_command_of_a_digest_of_several_types_lists_them_rather_than_silence_all_that_may_come() -> None:
    mixed = (item(make_alert(fingerprint="a")), item(make_alert(fingerprint="b", type="Recon:EC2/Portscan")))
    told = signed(Bundle(items=mixed, branch=branch_of("guardduty", labels={"source": "guardduty"})))
    assert told.command == "hinomi alerts source=guardduty"
    assert told.silence == text("en", "silence.choose")


@pytest.mark.parametrize(
    "changes", [{"type": "Stealth:IAMUser/X"}, {"type": "AttackSequence:IAM/CompromisedCredentials"}]
)
def test_what_nobody_should_miss_says_what_it_takes_to_silence_it(changes: dict[str, str]) -> None:
    protected = signed(alone(**changes))
    assert "--allow-critical" in protected.command
    assert protected.silence == text("en", "silence.protected_alert")


def test_the_command_of_a_group_leaves_what_nobody_should_miss() -> None:
    told = tuple(item(make_alert(type="Stealth:IAMUser/X", fingerprint=name)) for name in ("a", "b"))
    mixed = signed(Bundle(items=told, branch=branch_of("guardduty")))
    assert "--allow-critical" not in mixed.command
    assert mixed.silence == text("en", "silence.protected_group")


@pytest.mark.parametrize(
    "bundle",
    [
        alone(drill=True),
        alone(source="signin", moment=True),
        alone(report=Report(run="r", texts={"en": Wording(headline="x")})),
        Bundle(items=(item(make_alert(), Reason.RESOLVED),), branch=branch_of("guardduty")),
        Bundle(items=(*items(1), item(make_alert(source="budgets"))), branch=branch_of("x"), overflow=True),
        Bundle(items=(*items(1), item(make_alert(account="1"))), branch=branch_of("x"), overflow=True),
        grouped(**{"tag.$(id)": "x"}),
        grouped(account="1" * LONGEST_COMMAND),
    ],
    ids=[
        "drill",
        "what happens once",
        "report",
        "resolved",
        "nothing shared",
        "too little shared",
        "hostile key",
        "too long",
    ],
)
def test_there_is_no_command_where_it_would_be_wrong(bundle: Bundle) -> None:
    told = signed(bundle)
    assert (told.silence, told.command) == ("", "")
    assert told.route


@pytest.mark.parametrize("value", [NASTY, "web front", "東京", "a.example.com", "_x_", "-x", "", "か\u3099", "=x"])
def test_the_terms_fit_the_group_and_say_nothing_to_a_shell(value: str) -> None:
    command = signed(grouped(source="guardduty", **{"tag.team": value})).command
    told = terms(command)
    assert re.fullmatch(r"[\w=:./,? -]*", told[1].removeprefix("tag.team="))
    matchers = compile_match(parse_terms(told))
    assert matchers.fits({"source": ("guardduty",), "type": (TYPE,), "tag.team": (value,)})
    assert not matchers.fits({"source": ("guardduty",), "type": (TYPE,), "tag.team": (f"{value}x",)})


@given(st.text(max_size=60))
def test_whatever_a_label_holds_the_command_fits_it_or_is_not_there(value: str) -> None:
    if command := signed(grouped(**{"tag.team": value, "source": "guardduty"})).command:
        assert not re.search(r"[$`\\!|;&<>(){}\n*~#]", command)
        matchers = compile_match(parse_terms(terms(command)))
        assert matchers.fits({"source": ("guardduty",), "type": (TYPE,), "tag.team": (value,)})


@pytest.mark.parametrize("channel", CHANNEL_NAMES)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "bundle", [alone(type="Stealth:IAMUser/X"), grouped(source="guardduty", **{"tag.team": NASTY})]
)
def test_every_channel_carries_the_command_whole(channel: str, locale: str, bundle: Bundle) -> None:
    message = Renderer(bundle, Config()).render(outlet(channel, locale))
    shown = [message.body] if channel == "email" else strings(json.loads(message.body))
    command = sign(EN, bundle).command.partition(" --owner")[0]
    lines = [row for part in shown for row in part.split("\n") if command in row]
    assert len(lines) == 1
    assert lines[0].endswith(text(locale, "silence.whose"))
    assert set(CHANNEL_NAMES) == {one.NAME for one in CHANNELS}
