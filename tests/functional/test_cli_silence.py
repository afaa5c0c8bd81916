"""`hinomi silence` and `hinomi alerts`, as an operator types them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, NoCredentialsError

from hinomi.edge.group_table import GroupTable
from hinomi.edge.inhibitor_table import InhibitorTable
from hinomi.edge.silence_table import SilenceTable
from hinomi.model import Fact, Lifecycle, Severity
from hinomi.routing import labels, silence_flaws
from hinomi.routing.groups import short_id
from hinomi.routing.inhibition import kindle, rules
from hinomi.routing.silences import Silence, moment
from hinomi_cli import settings_file
from hinomi_cli.baseline import asking
from hinomi_cli.silence import add_command, when, words
from support.alerts import make_alert
from support.command_line import objects, run
from support.group_stores import make_branch, make_news, make_standing
from support.operator import sign_in
from support.table import REGION, client, create_group_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

    from hinomi.model import Alert

NOW = 1_795_000_000_000  # 2026-11-18 20:06:40 in Tokyo
HOUR, DAY = 3_600_000, 86_400_000
WHY = ("--owner", "team-a", "--reason", "load test")
WHO = "arn:aws:sts::123456789012:user/moto"


class Session:
    """Clients of moto; one that a test breaks answers with an error."""

    def __init__(self) -> None:
        self.broken: dict[str, Exception] = {}
        self.stacks: dict[str, dict[str, str]] = {}

    def client(self, service_name: str, *, region_name: str, config: Any) -> Any:
        del config
        assert region_name == REGION
        if service_name in self.broken:
            return Broken(self.broken[service_name])
        return Stacks(self.stacks) if service_name == "cloudformation" else client(service_name)


class Stacks:
    """CloudFormation, as far as it tells the outputs of stacks; moto's needs a package more."""

    def __init__(self, stacks: dict[str, dict[str, str]]) -> None:
        self._stacks = stacks

    def describe_stacks(self, *, StackName: str) -> dict[str, Any]:  # noqa: N803 - boto3's name
        if StackName not in self._stacks:
            message = f"Stack with id {StackName} does not exist"
            raise ClientError({"Error": {"Code": "ValidationError", "Message": message}}, "DescribeStacks")
        outputs = self._stacks[StackName].items()
        return {"Stacks": [{"Outputs": [{"OutputKey": key, "OutputValue": value} for key, value in outputs]}]}


class Broken:
    """A client that cannot be used."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def fail(**_: object) -> Any:
            raise self._error

        return fail


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch, here: Path) -> Session:
    """An operator signed in, in an empty folder, on a wide terminal, at a time that stands still."""
    del here
    made = Session()
    sign_in(monkeypatch, made, REGION)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(when, "now", lambda: NOW)
    return made


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> str:
    name = create_group_table()
    monkeypatch.setenv("HINOMI_GROUP_TABLE", name)
    return name


@pytest.fixture
def silences(table: str) -> SilenceTable:
    return SilenceTable(client("dynamodb"), table)


@pytest.fixture
def groups(table: str) -> GroupTable:
    return GroupTable(client("dynamodb"), table)


def stand(groups: GroupTable, *alerts: Alert, told: int = NOW - HOUR) -> None:
    groups.stand([msgspec.structs.replace(make_standing(told=told), alert=one) for one in alerts])


def refused(result: Result) -> str:
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    (line,) = result.stderr.splitlines()
    return line


def add(*more: str, length: tuple[str, ...] = ("--for", "2d"), yes: tuple[str, ...] = ("--yes",)) -> Result:
    return run("silence", "add", *more, *WHY, *length, *yes)


def only(silences: SilenceTable) -> Silence:
    (one,) = silences.everything()
    return one


def test_a_silence_is_kept_as_it_was_said(silences: SilenceTable) -> None:
    """Re-expresses Alertmanager's TestAddSilence."""
    result = add("source=guardduty", "type=Recon:*", "type!=Recon:EC2/Portscan", "severity<=LOW")
    assert result.exit_code == 0, result.output
    kept = only(silences)
    assert re.fullmatch("[0-9a-f]{8}", kept.id)
    assert kept == Silence(
        id=kept.id,
        match={"source": "guardduty", "type": ["Recon:*", "!Recon:EC2/Portscan"], "severity": "<=LOW"},
        owner="team-a",
        reason="load test",
        starts=NOW,
        ends=NOW + 2 * DAY,
        created=NOW,
        by=kept.by,
    )
    assert kept.by.startswith("arn:aws:sts::123456789012:")
    assert f"hinomi silence end {kept.id}" in result.stdout


def test_before_it_is_written_it_says_in_plain_words_what_it_will_hold(silences: SilenceTable) -> None:
    told = add("type=Recon:*", "type=Trojan:*", "account!=111122223333", "severity<=MEDIUM").stdout
    assert "type is Recon:* or Trojan:*" in told
    assert "account is not 111122223333" in told
    assert "severity is MEDIUM or less" in told
    assert "From 2026-11-18 20:06 until 2026-11-20 20:06 (Asia/Tokyo)" in told
    assert "exposed credentials: told all the same." in told
    assert "HELD BACK too" in add("account=111122223333", "--allow-critical").stdout
    assert len(silences.everything()) == 2


def test_it_says_the_same_in_japanese(silences: SilenceTable) -> None:
    told = add("tag.環境=検証*", "account!=111122223333", "--lang", "ja").stdout
    assert "tag.環境 が 検証*" in told
    assert "account が 111122223333 以外" in told
    assert "期間: 2026-11-18 20:06 から 2026-11-20 20:06 まで (Asia/Tokyo)" in told
    assert only(silences).match == {"tag.環境": "検証*", "account": "!111122223333"}


def test_it_counts_the_open_alerts_that_it_holds_and_those_that_it_does_not(
    silences: SilenceTable, groups: GroupTable
) -> None:
    stand(groups, *(make_alert(fingerprint=f"f{number}") for number in range(7)))
    stand(groups, make_alert(fingerprint="root", type="AttackSequence:IAM/X", title="The sequence"))
    stand(groups, make_alert(fingerprint="other", account="123456789012"))
    told = add("account=111122223333").stdout
    assert "It holds back 7 of the alerts that are open now:" in told
    assert "… and 2 more" in told
    assert "1 more fit, but are told all the same" in told
    assert "The sequence" in told
    assert "It holds back 8 of" in add("account=111122223333", "--allow-critical").stdout
    assert "None of the alerts that are open now fits this." in add("source=budgets").stdout
    assert len(silences.everything()) == 3


def test_what_comes_from_events_is_not_obeyed_by_the_terminal(groups: GroupTable) -> None:
    stand(groups, make_alert(title="\x1b[2J[bold]evil[/bold]\u202e\r\nnext", fingerprint="f"))
    for told in (add("source=guardduty").stdout, run("alerts").stdout):
        assert "[bold]evil[/bold] next" in told
        assert "\x1b" not in told
        assert "\u202e" not in told


def test_nothing_is_written_unless_somebody_agrees(silences: SilenceTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "has_terminal", lambda: True)
    for answer, kept in (("n\n", 0), ("\n", 0), ("y\n", 1)):
        result = run("silence", "add", "source=guardduty", *WHY, "--for", "1h", stdin=answer)
        assert (result.exit_code, len(silences.everything())) == (1 - kept, kept)
        assert "Begin this silence? [y/N]" in result.stderr


def test_without_a_terminal_it_takes_a_yes(silences: SilenceTable) -> None:
    result = add("source=guardduty", yes=())
    assert result.exit_code == 1
    assert "add --yes" in result.stderr
    assert silences.everything() == ()


@pytest.mark.parametrize(
    ("arguments", "ends"),
    [
        (("--for", "90m"), NOW + 90 * 60_000),
        (("--for", "1w"), NOW + 7 * DAY),
        (("--until", "2026-12-31"), moment("2027-01-01", "Asia/Tokyo")),
        (("--until", "2026-12-31T18:00"), moment("2026-12-31T18:00", "Asia/Tokyo")),
    ],
)
def test_its_end_is_said_as_a_length_a_day_or_a_time(
    silences: SilenceTable, arguments: tuple[str, ...], ends: int
) -> None:
    assert add("source=guardduty", length=arguments).exit_code == 0
    assert only(silences).ends == ends


def test_times_are_of_the_zone_of_the_settings(silences: SilenceTable, here: Path) -> None:
    (here / "hinomi.yaml").write_text("time_zone: Europe/Berlin\n")
    result = add("source=guardduty", "--from", "2026-12-01", length=("--until", "2026-12-01"))
    assert "Europe/Berlin" in result.stdout
    kept = only(silences)
    assert (kept.starts, kept.ends) == tuple(moment(day, "Europe/Berlin") for day in ("2026-12-01", "2026-12-02"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((*WHY, "--for", "1h"), "name what is to be held back"),
        (("source=*", *WHY, "--for", "1h"), "it would hold back everything"),
        (("source=guardduty", "--reason", "r", "--for", "1h"), "nobody answers for it"),
        (("source=guardduty", "--owner", "o", "--for", "1h"), "it has no reason"),
        (("source=guardduty", *WHY), "say how long"),
        (("source=guardduty", *WHY, "--for", "1h", "--until", "2026-12-31"), "say how long"),
        (("source=guardduty", *WHY, "--for", "soon"), "soon: not a length of time"),
        (("source=guardduty", *WHY, "--for", "0h"), "it ends before it begins"),
        (("source=guardduty", *WHY, "--until", "31.12.2026"), "31.12.2026: neither a day"),
        (("source=guardduty", *WHY, "--until", "2026-11-17"), "it ends before it begins"),
        (("source=guardduty", *WHY, "--until", "9999-12-31"), "9999-12-31: neither a day"),
        (("source=guardduty", *WHY, "--from", "x", "--for", "1h"), "x: neither a day"),
        (("source=guardduty", *WHY, "--from", "2026-11-01", "--until", "2026-11-02"), "its end is in the past"),
        (("source=guardduty", *WHY, "--for", "53w"), "more than 366 days"),
        (("source=signin", *WHY, "--for", "1h"), "add --allow-critical"),
        (("guardduty", *WHY, "--for", "1h"), "guardduty"),
        (("sauce=guardduty", *WHY, "--for", "1h"), "sauce"),
        (("severity>=GRAVE", *WHY, "--for", "1h"), "severity"),
        (("source=guardduty", *WHY, "--for", "1h", "--replace", "nope"), "nope: no such silence"),
    ],
)
def test_what_cannot_be_silenced_is_refused_with_a_remedy(
    silences: SilenceTable, arguments: tuple[str, ...], sentence: str
) -> None:
    """Re-expresses Alertmanager's TestValidateSilence."""
    assert sentence in refused(run("silence", "add", *arguments, "--yes"))
    assert silences.everything() == ()


def test_every_flaw_is_said_at_once_and_in_the_readers_language(table: str) -> None:
    del table
    line = refused(run("silence", "add", "source=*", "--for", "60w", "--yes", "--lang", "ja"))
    for part in ("すべての通知", "--owner", "--reason", "366 日"):
        assert part in line


def test_there_is_a_most_of_silences(silences: SilenceTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """Re-expresses Alertmanager's TestSilenceLimits."""
    for module in (silence_flaws, add_command):
        monkeypatch.setattr(module, "MOST", 2)
    for region in ("us-east-1", "us-west-2"):
        add(f"region={region}")
    first, second = silences.all(NOW)
    assert "there are 2 silences" in refused(add("source=guardduty"))
    assert run("silence", "end", first.id).exit_code == 0
    assert add("source=guardduty").exit_code == 0
    assert add("source=budgets", "--replace", second.id).exit_code == 0
    assert len(silences.all(NOW)) == 2


def test_silencing_a_protected_alert_by_its_id_needs_the_flag(groups: GroupTable, silences: SilenceTable) -> None:
    root = make_alert(source="signin", type="root_signin.success", fingerprint="root", title="Root signed in")
    stand(groups, root)
    term = f"alert={short_id('root')}"
    line = refused(add(term))
    assert "Root signed in" in line
    assert "--allow-critical" in line
    assert silences.everything() == ()
    stand(groups, make_alert(fingerprint="other"))
    both = add(term, f"alert={short_id('other')}")
    assert (both.exit_code, "1 more fit, but are told all the same" in both.stdout) == (0, True)
    assert add(term, "--allow-critical").exit_code == 0


def test_replacing_keeps_the_id_where_the_same_is_held(silences: SilenceTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """Re-expresses Alertmanager's TestSilenceCanUpdate, with the next tests."""
    add("source=guardduty")
    old = only(silences)
    monkeypatch.setattr(when, "now", lambda: NOW + HOUR)
    result = run(
        *("silence", "add", "source=guardduty", "--owner", "team-b", "--reason", "more"),
        *("--for", "3d", "--replace", old.id, "--yes"),
    )
    assert result.exit_code == 0, result.output
    kept = only(silences)
    assert (kept.id, kept.starts, kept.owner, kept.ends) == (old.id, NOW, "team-b", NOW + HOUR + 3 * DAY)


def test_replacing_what_is_held_ends_the_old_one(silences: SilenceTable) -> None:
    add("source=guardduty")
    old = only(silences)
    result = add("source=securityhub", "--replace", old.id)
    assert f"It takes the place of silence {old.id}" in result.stdout
    (active,) = silences.all(NOW)
    assert active.id != old.id
    assert active.match == {"source": "securityhub"}
    assert silences.get(old.id) == old.ended(NOW)


def test_a_replacement_begins_when_the_old_one_would_have(silences: SilenceTable) -> None:
    add("source=guardduty", "--from", "2026-12-24", length=("--until", "2026-12-31"))
    old = only(silences)
    assert add("source=guardduty", "--replace", old.id, length=("--for", "1d")).exit_code == 0
    assert (only(silences).id, only(silences).starts, only(silences).ends) == (old.id, old.starts, old.starts + DAY)
    add("source=guardduty", "--replace", old.id, "--from", "2026-12-25", length=("--for", "1d"))
    (pending,) = silences.all(NOW)
    assert (pending.id != old.id, pending.starts) == (True, old.starts + DAY)


@pytest.mark.parametrize("more", [("source=*",), ("source=guardduty", "--for", "60w")])
def test_a_replacement_that_is_refused_leaves_the_old_one_active(silences: SilenceTable, more: tuple[str, ...]) -> None:
    add("source=guardduty")
    old = only(silences)
    refused(add(*more, "--replace", old.id, length=() if "--for" in more else ("--for", "1h")))
    assert silences.all(NOW) == (old,)


def test_a_replacement_that_fails_on_the_way_leaves_the_old_one_active(
    silences: SilenceTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("source=guardduty")
    old = only(silences)
    monkeypatch.setattr(SilenceTable, "put", lambda *_: False)
    result = add("source=budgets", "--replace", old.id)
    assert "somebody else has changed" in result.stderr
    assert silences.all(NOW) == (old,)


def test_a_silence_that_has_ended_cannot_be_replaced(silences: SilenceTable) -> None:
    add("source=guardduty", length=("--for", "1h"))
    name = only(silences).id
    silences.end(name, NOW - 1)
    assert f"{name}: this silence ended 2026-11-18 20:06" in refused(add("source=guardduty", "--replace", name))


def test_ending_says_what_happens_now(silences: SilenceTable) -> None:
    """Re-expresses Alertmanager's TestSilenceExpire."""
    add("source=guardduty")
    name = only(silences).id
    result = run("silence", "end", name)
    assert result.stdout == (
        f"Silence {name} has ended. What it held back and is still open is told within 15 minutes.\n"
    )
    assert silences.all(NOW) == ()
    assert "ended" in refused(run("silence", "end", name))
    assert "15 分以内" in words.WORDS["ja"]["end.done"]


def test_one_that_has_not_begun_is_called_off(silences: SilenceTable) -> None:
    assert "holds from 2026-12-01 00:00" in add("source=guardduty", "--from", "2026-12-01").stdout
    assert "will not begin" in run("silence", "end", only(silences).id).stdout
    assert silences.all(NOW) == ()


def test_what_is_no_silence_cannot_be_ended(table: str, here: Path) -> None:
    del table
    (here / "hinomi.yaml").write_text(FILE)
    for name in ("nope", " ", "x" * 3000):
        assert "no such silence" in refused(run("silence", "end", name))
    assert "take it out of the file and deploy" in refused(run("silence", "end", "file-1"))


FILE = """
silences:
- {match: {account: "123456789012"}, owner: 基盤, reason: 検証用アカウント, until: "2027-03-31"}
"""


def test_the_list_shows_both_kinds_and_ended_ones_on_demand(silences: SilenceTable, here: Path) -> None:
    (here / "hinomi.yaml").write_text(FILE, "utf-8")
    add("source=guardduty", "severity<=LOW")
    add("source=budgets", "--from", "2026-12-01")
    add("source=securityhub")
    gone = next(one for one in silences.everything() if one.match == {"source": "securityhub"})
    silences.end(gone.id, NOW)

    told = run("silence", "list").stdout
    for part in (
        "source is guardduty",
        "severity is LOW or less",
        "pending",
        "from 2026-12-01 00:00",
        "検証用アカウント",
    ):
        assert part in told
    assert "2026-11-20 20:06" in told
    assert "file-1" in told
    assert "2027-04-01 00:00" in told
    assert gone.id not in told
    assert gone.id in run("silence", "list", "--all").stdout
    assert "検証用アカウント" in run("silence", "list", "--lang", "ja").stdout


def test_the_list_is_there_for_programs(silences: SilenceTable) -> None:
    add("source=guardduty")
    (line,) = objects(run("silence", "list", "--json"))
    kept = only(silences)
    assert line == {
        "id": kept.id,
        "state": "active",
        "match": {"source": "guardduty"},
        "owner": "team-a",
        "reason": "load test",
        "starts": "2026-11-18T11:06:40+00:00",
        "ends": "2026-11-20T11:06:40+00:00",
        "allow_critical": False,
        "created": "2026-11-18T11:06:40+00:00",
        "by": kept.by,
    }


@pytest.mark.parametrize(("lang", "none"), [("en", "No silence"), ("ja", "サイレンス")])
def test_an_empty_list_says_so(table: str, lang: str, none: str) -> None:
    del table
    assert none in run("silence", "list", "--lang", lang).stdout
    assert none in run("silence", "list", "--all", "--lang", lang).stdout


def statuses(*terms: str) -> dict[str, tuple[str, str | None]]:
    return {line["alert"]: (line["status"], line["by"]) for line in objects(run("alerts", *terms, "--json"))}


def test_the_status_of_an_alert_is_that_of_this_moment(silences: SilenceTable, groups: GroupTable) -> None:
    """Re-expresses Alertmanager's TestAlertGetReturnsCurrentAlertStatus."""
    stand(groups, make_alert(fingerprint="f"))
    assert statuses() == {short_id("f"): ("told", None)}
    add("source=guardduty")
    name = only(silences).id
    assert statuses() == {short_id("f"): ("silenced", name)}
    assert f"silenced by {name} until 2026-11-20 20:06" in run("alerts").stdout
    run("silence", "end", name)
    assert statuses() == {short_id("f"): ("told", None)}


def test_alerts_are_those_that_fit_the_terms_the_worst_first(groups: GroupTable) -> None:
    """Re-expresses Alertmanager's TestFilterAlertRequest."""
    stand(
        groups,
        make_alert(fingerprint="low", severity=Severity.LOW),
        make_alert(fingerprint="critical", severity=Severity.CRITICAL),
        make_alert(fingerprint="hub", source="securityhub", severity=Severity.MEDIUM),
    )
    assert list(statuses()) == [short_id(name) for name in ("critical", "hub", "low")]
    assert list(statuses("source=guardduty", "severity>=MEDIUM")) == [short_id("critical")]
    assert list(statuses("source!=guardduty")) == [short_id("hub")]
    assert "None of the 3 open alerts fits." in run("alerts", "source=budgets").stdout
    assert "colour" in refused(run("alerts", "colour=red"))


MUTED = """
mute: {evening: {times: ['20:00-21:00']}}
routes:
  routes:
  - {name: production, match: {source: budgets}, mute: [evening]}
"""


def test_what_waits_is_listed_with_what_it_waits_for(groups: GroupTable, table: str, here: Path) -> None:
    (here / "hinomi.yaml").write_text(MUTED)
    config = settings_file.load(None)
    arn = "arn:aws:guardduty:ap-northeast-1:111122223333:detector/d/finding/sequence"
    sequence = make_alert(type="AttackSequence:IAM/X", fingerprint=arn, copy=arn, severity=Severity.CRITICAL)
    for ember in kindle(rules(config), labels.of(sequence, config), sequence):
        ember.pass_on(InhibitorTable(client("dynamodb"), table), NOW)
    component = make_news(1, facts=(Fact("associated_sequence", arn),))
    at_root = msgspec.structs.replace(make_branch(), route="root")
    waiting = msgspec.structs.replace(make_news(0), branch=at_root)
    groups.join(make_branch().group, [waiting, component, make_news(2, source="budgets")])
    found = statuses()
    assert found[short_id("finding-0")] == ("waiting", None)
    assert found[short_id("finding-1")] == ("inhibited", "attack_sequence")
    assert found[short_id("finding-2")] == ("muted_window", "evening")
    told = run("alerts", "--lang", "ja").stdout
    for part in ("通知待ち", "抑制 attack_sequence で保留中", "時間帯 evening で保留中 (2026-11-18 21:00 まで)"):
        assert part in told


def test_the_last_word_about_an_alert_counts(groups: GroupTable) -> None:
    stand(groups, make_alert(fingerprint="finding-0"), make_alert(fingerprint="finding-1"), told=NOW - DAY)
    worse = make_news(0, severity=Severity.CRITICAL)
    over = make_news(1, lifecycle=Lifecycle.CLOSED)
    groups.join(make_branch().group, [worse, over])
    (line,) = objects(run("alerts", "--json"))
    assert (line["alert"], line["severity"], line["status"]) == (short_id("finding-0"), "CRITICAL", "told")
    assert line["told"] == "2026-11-17T11:06:40+00:00"


def test_news_from_before_an_alert_was_told_says_nothing_more(groups: GroupTable) -> None:
    stand(groups, make_alert(fingerprint="finding-0", severity=Severity.CRITICAL), told=NOW + 1)
    groups.join(make_branch().group, [make_news(0, severity=Severity.LOW)])
    (line,) = objects(run("alerts", "--json"))
    assert line["severity"] == "CRITICAL"


def test_nothing_open_is_said(table: str) -> None:
    del table
    assert run("alerts").stdout == "Nothing is open.\n"
    assert run("alerts", "--json").stdout == ""


def test_the_table_is_found_by_the_stack(session: Session) -> None:
    name, other = create_group_table(), create_group_table()
    session.stacks = {"hinomi": {"GroupTableName": name}, "hinomi-2": {"GroupTableName": other}}
    assert add("source=guardduty").exit_code == 0
    assert add("source=budgets", "--stack", "hinomi-2").exit_code == 0
    assert only(SilenceTable(client("dynamodb"), name)).match == {"source": "guardduty"}
    assert only(SilenceTable(client("dynamodb"), other)).match == {"source": "budgets"}


def test_who_names_the_table_needs_no_stack(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HINOMI_GROUP_TABLE")
    assert run("silence", "list", "--table", table).exit_code == 0


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_deployment_that_is_not_there_is_named_with_a_remedy(session: Session, lang: str) -> None:
    session.stacks = {"old": {"Other": "x"}}
    assert "--stack" in refused(run("silence", "list", "--stack", "nowhere", "--lang", lang))
    assert "GroupTableName" in refused(run("alerts", "--stack", "old", "--lang", lang))
    assert "nowhere" in refused(run("silence", "list", "--table", "nowhere", "--lang", lang))


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NoCredentialsError(), "no AWS credentials"),
        (EndpointConnectionError(endpoint_url="https://dynamodb.example"), "AWS cannot be reached"),
    ],
)
def test_an_answer_of_aws_becomes_a_sentence(table: str, session: Session, error: Exception, sentence: str) -> None:
    del table
    session.broken["dynamodb"] = error
    for command in (("silence", "list"), ("alerts",), ("silence", "end", "s1")):
        assert sentence in refused(run(*command))


def test_the_words_are_the_same_in_both_languages() -> None:
    english, japanese = words.WORDS["en"], words.WORDS["ja"]
    assert english.keys() == japanese.keys()
    for key, text in english.items():
        names = set(re.findall(r"\{(\w+)\}", text))
        assert names == set(re.findall(r"\{(\w+)\}", japanese[key])), key
