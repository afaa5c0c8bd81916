from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import msgspec
import pytest
from jsonschema import Draft202012Validator

from hinomi import config as configuration
from hinomi.config import Config
from hinomi.errors import ConfigError
from hinomi.routing.routes import Router
from hinomi_cli import settings_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings of an operator who works in this folder, not yet written."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "hinomi.yaml"


def problems(file: Path, text: str) -> dict[str, str]:
    """Say what is wrong with settings, by path."""
    file.write_text(text, "utf-8")
    return dict(settings_file.find_problems(settings_file.read(file)))


def refusal(file: Path, text: str | bytes) -> str:
    """Say why a file cannot be read as YAML at all."""
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ConfigError) as raised:
        settings_file.read(file)
    ((path, problem),) = raised.value.problems
    assert path == str(file)
    assert "\n" not in problem
    return problem


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    assert not file.exists()
    assert settings_file.load(None) == Config()


def test_the_file_of_the_project_says_the_defaults(root: Path) -> None:
    config = settings_file.load(root / "hinomi.yaml")
    assert msgspec.structs.replace(config, routes=Config().routes) == Config()
    assert Router(config).plan("root") == Router(Config()).plan("root")


@pytest.mark.parametrize("text", ["", "# nothing but comments\n", "{}"])
def test_an_empty_file_is_the_defaults(file: Path, text: str) -> None:
    assert problems(file, text) == {}
    assert settings_file.load(None) == Config()


def test_every_setting_can_be_set(file: Path) -> None:
    file.write_text(
        "time_zone: Europe/Paris\nseverity_floor: HIGH\nascii_subject: true\n"
        'account_names:\n  "111122223333": 本番\n  "123456789012": dev\n',
        "utf-8",
    )
    assert settings_file.load(None) == Config(
        time_zone="Europe/Paris",
        severity_floor="HIGH",
        ascii_subject=True,
        account_names={"111122223333": "本番", "123456789012": "dev"},
    )


@pytest.mark.parametrize(
    ("text", "path", "right"),
    [
        ("time_zome: Asia/Tokyo", "$.time_zome", "did you mean time_zone?"),
        ("fax: []", "$.fax", "the settings are account_names, ascii_subject, "),
        ("receivers: []", "$.receivers", "[] is not settings by name"),
        ("severity_floor: high", "$.severity_floor", "CRITICAL, HIGH, INFO, LOW, MEDIUM"),
        ("severity_floor: 3", "$.severity_floor", "CRITICAL, HIGH, INFO, LOW, MEDIUM"),
        ("time_zone: JST+9", "$.time_zone", "write Asia/Tokyo"),
        ("time_zone: ../../etc/passwd", "$.time_zone", "write Asia/Tokyo"),
        ("time_zone: 9", "$.time_zone", "9 is not text; write it in quotes"),
        ("repeat_after_hours: 24", "$.repeat_after_hours", "write routes: {repeat_interval: 24h}"),
        ("routes: {receiver: web team}", "$.routes.receiver", "is no name: write up to 50 letters, digits, - and _"),
        ("routes: {receiver: 5}", "$.routes.receiver", "5 is not text; write it in quotes"),
        ("routes: {group_wait: soon}", "$.routes.group_wait", "such as 30s or 4h"),
        ("routes: {group_wait: never}", "$.routes.group_wait", "is no duration"),
        ("routes: {repeat_interval: 1w}", "$.routes.repeat_interval", "write never, or a number"),
        ("routes: {group_by: source}", "$.routes.group_by", "'source' is not a list"),
        ("routes: {group_by: [1]}", "$.routes.group_by[0]", "1 is not text; write it in quotes"),
        ("routes: {routes: [{matches: {}}]}", "$.routes.routes[0].matches", "did you mean match?"),
        (
            "routes: {routes: [{match: {account: 111122223333}}]}",
            "$.routes.routes[0].match.account",
            "111122223333 is not text or a list; write it in quotes",
        ),
        (
            "routes: {routes: [{match: {account: [111122223333]}}]}",
            "$.routes.routes[0].match.account[0]",
            "111122223333 is not text; write it in quotes",
        ),
        ("receivers: {a: {}}", "$.receivers.a.channels", "missing"),
        ("receivers: {a: {channels: [{chanel: q, channel: q}]}}", "$.receivers.a.channels[0].chanel", "did you mean"),
        ("mute: {night: {weekdays: [monday]}}", "$.mute.night.weekdays[0]", "is none of fri, mon, "),
        ("silences: [{match: {type: a}, owner: a, reason: b}]", "$.silences[0].until", "missing"),
        ("ascii_subject: 'yes'", "$.ascii_subject", "'yes' is not true or false"),
        ("account_names: {111122223333: a}", "$.account_names.111122223333", "write the key in quotes"),
        ("account_names: {'1111-2222-3333': a}", "$.account_names", "write its 12 digits, in quotes"),
        ("account_names: {'111122223333': ''}", "$.account_names['111122223333']", "non-empty"),
        ("account_names: [a]", "$.account_names", "['a'] is not settings by name"),
        ("- time_zone", "$", "['time_zone'] is not settings by name"),
        ("yes: x", "$.True", "write the key in quotes"),
        ("baseline: {mod: report}", "$.baseline.mod", "did you mean mode?"),
        ("baseline: {mode: on}", "$.baseline.mode", "'on' is none of enforce, off, report"),
        (
            "baseline: {approvals: [{control: vpc_default_absent, regions: [us-east-1], by: a, until: soon}]}",
            "$.baseline.approvals[0].until",
            "write it as 2027-03-31",
        ),
        (
            "baseline: {controls: {ec2_ebs_encryption_defualt: {mode: report}}}",
            "$.baseline.controls.ec2_ebs_encryption_defualt",
            "did you mean ec2_ebs_encryption_default?",
        ),
        (
            "baseline: {exceptions: [{control: what, owner: a, reason: b, until: 2027-03-31}]}",
            "$.baseline.exceptions[0].control",
            "`hinomi baseline list` names them",
        ),
        (
            "baseline: {controls: {ec2_ebs_encryption_default: {desired: {encrypted: 1}}}}",
            "$.baseline.controls.ec2_ebs_encryption_default.desired.encrypted",
            "write true or false",
        ),
    ],
)
def test_a_problem_is_told_with_its_path_and_what_would_be_right(file: Path, text: str, path: str, right: str) -> None:
    found = problems(file, text)
    assert list(found) == [path]
    assert right in found[path]


def test_a_problem_of_routing_is_told_when_its_types_are_sound(file: Path) -> None:
    assert problems(file, "routes: {receiver: nobody}") == {
        "$.routes.receiver": "no receiver 'nobody'; the receivers are default"
    }


def test_unsound_receivers_do_not_make_the_routes_to_them_wrong(file: Path) -> None:
    assert set(
        problems(file, "receivers: {a: {channels: [{channel: fax}]}}\nroutes: {receiver: a, mute: [night]}")
    ) == {
        "$.receivers.a.channels[0].channel",
        "$.routes.mute[0]",
    }


def test_a_silence_that_has_ended_stops_a_deployment_and_no_other_command(file: Path) -> None:
    silence = "silences: [{match: {source: budgets}, owner: Sato, reason: load test, until: 2026-11-22}]"
    assert problems(file, silence) == {}
    assert settings_file.load(file).silences
    end = int(datetime(2026, 11, 22, 15, tzinfo=UTC).timestamp() * 1000)
    assert settings_file.load(file, now=end - 1).silences
    with pytest.raises(ConfigError, match=r"silences\[0\]\.until: ended 2026-11-22: remove the silence"):
        settings_file.load(file, now=end)


def test_what_lies_too_deep_is_told() -> None:
    value: dict[str, object] = {}
    for _ in range(2000):
        value = {"routes": [value]}
    ((path, problem),) = settings_file.find_problems({"routes": value})
    assert (path, "too deep" in problem) == ("$", True)


def test_a_sound_file_of_routing_is_read_and_ships_as_it_is(file: Path) -> None:
    file.write_text(
        "organizational_units: {'111122223333': Workloads/Production}\n"
        "receivers: {web: {channels: [{channel: slack, secret: 'ssm:/hinomi/web'}]}}\n"
        "mute: {night: {times: ['22:00-07:00']}}\n"
        "routes: {repeat_interval: 24h, routes: [{name: web, match: {unit: 'Workloads/*'}, receiver: web, "
        "continue: true, mute: [night]}]}\n"
        "inhibit: [{name: deploy, during: [night], target: {source: budgets}}]\n"
        "silences: [{match: {source: budgets}, owner: Sato, reason: load test, until: 2099-03-31}]\n",
        "utf-8",
    )
    config = settings_file.load(None)
    assert config.routes.routes[0].go_on
    assert config.silences[0].until == "2099-03-31"
    assert configuration.parse(msgspec.json.decode(msgspec.json.encode(config))) == config


def test_a_control_is_turned_off_without_quotes_and_excepted_until_a_day(file: Path) -> None:
    exception = "{control: ec2_ebs_encryption_default, owner: a, reason: b, until: 2027-03-31}"
    file.write_text(
        f"baseline: {{controls: {{ec2_ebs_encryption_default: {{mode: off}}}}, exceptions: [{exception}]}}", "utf-8"
    )
    baseline = settings_file.load(None).baseline
    assert baseline.controls["ec2_ebs_encryption_default"].mode == "off"
    assert [one.until for one in baseline.exceptions] == [date(2027, 3, 31)]


def test_every_problem_is_told_at_once(file: Path) -> None:
    names = "account_names: {111122223333: a, '12': b, '123456789012': ''}\n"
    assert set(problems(file, f"time_zome: x\nseverity_floor: low\ntime_zone: Mars\n{names}")) == {
        "$.time_zome",
        "$.severity_floor",
        "$.time_zone",
        "$.account_names.111122223333",
        "$.account_names",
        "$.account_names['123456789012']",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "time_zone: UTC\nseverity_floor: LOW\ntime_zone: Asia/Tokyo\n",
            "line 3, column 1: the key 'time_zone' is written twice",
        ),
        ("account_names:\n  '111122223333': a\n  '111122223333': b\n", "line 3, column 3: the key '111122223333'"),
        ("time_zone: [Asia/Tokyo\n", "line 2, column 1: expected ',' or ']'"),
        ("\ttime_zone: x", "line 1, column 1: found character"),
        ("time_zone: !!python/object/apply:os.system [true]", "line 1, column 12: could not determine a constructor"),
        (b"time_zone: \xff", "not UTF-8 text (byte 11)"),
        ("time_zone: \x07", "special characters are not allowed"),
        ("[" * 5000, "recursion"),
    ],
)
def test_broken_yaml_is_told_by_line_and_column(file: Path, text: str | bytes, said: str) -> None:
    assert said in refusal(file, text)


def test_a_missing_file_that_was_named_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.yaml: No such file"):
        settings_file.load(tmp_path / "nowhere.yaml")


def test_anchors_and_merges_are_yaml_too(file: Path) -> None:
    assert problems(file, 'account_names: {<<: {"111122223333": &name prod}, "123456789012": *name}') == {}
    assert settings_file.load(file).account_names == {"111122223333": "prod", "123456789012": "prod"}


def test_a_problem_found_on_loading_names_the_file(file: Path) -> None:
    file.write_text("severity_floor: low\n", "utf-8")
    with pytest.raises(ConfigError, match=r"hinomi\.yaml: \$\.severity_floor: 'low' is none of"):
        settings_file.load(None)


def test_the_schema_is_a_schema_and_describes_every_setting() -> None:
    schema = settings_file.schema()
    Draft202012Validator.check_schema(schema)
    described = schema["$defs"]["Config"]["properties"]
    assert set(described) == set(Config.__struct_fields__)
    assert all(setting["description"] and "default" in setting for setting in described.values())
