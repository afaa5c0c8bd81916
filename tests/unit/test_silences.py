"""Silences: what they hold, for how long, and what nobody may silence."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from hinomi.config import Config
from hinomi.errors import ConfigError
from hinomi.model import Reason, Resource, Severity
from hinomi.routing import labels
from hinomi.routing.matchers import MatchError
from hinomi.routing.settings import StandingSilence
from hinomi.routing.silence_flaws import MOST, MOST_DAYS, Flaw, flaws, names_only_protected, revise
from hinomi.routing.silences import Hold, Silence, State, holding, is_protected, moment, standing
from support.alerts import make_alert

NOW = 1_795_000_000_000
HOUR, DAY = 3_600_000, 86_400_000
CONFIG = Config()
ROOT = make_alert(source="signin", type="root_signin.success", severity=Severity.HIGH)
SEQUENCE = make_alert(type="AttackSequence:IAM/CompromisedCredentials", severity=Severity.CRITICAL)


def silence(**changes: Any) -> Silence:
    given: dict[str, Any] = {
        "id": "s1",
        "match": {"source": "guardduty"},
        "owner": "team-a",
        "reason": "penetration test",
        "starts": NOW,
        "ends": NOW + HOUR,
        "created": NOW,
    }
    return Silence(**{**given, **changes})


def held(*silences: Silence, now: int = NOW, **alert: Any) -> Hold | None:
    found = make_alert(**alert)
    return holding(silences, labels.of(found, CONFIG), found, now)


def test_what_fits_is_held_and_what_does_not_is_not() -> None:
    """Re-expresses Alertmanager's TestAddSilence."""
    assert held(silence()) == Hold(Reason.SILENCED, "s1", NOW + HOUR)
    assert held(silence(), source="securityhub") is None
    assert held(silence(match={"source": "guardduty", "region": "us-*"})) is None


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (NOW - 1, State.PENDING),
        (NOW, State.ACTIVE),
        (NOW + HOUR - 1, State.ACTIVE),
        (NOW + HOUR, State.ENDED),
    ],
)
def test_a_silence_holds_from_its_start_on_and_before_its_end(now: int, state: State) -> None:
    """Re-expresses Alertmanager's TestQState."""
    assert silence().state(now) is state
    assert (held(silence(), now=now) is not None) is (state is State.ACTIVE)


def test_of_several_silences_the_one_that_ends_last_is_named() -> None:
    """Re-expresses Alertmanager's TestSilencer: overlapping silences."""
    short, long, other = silence(), silence(id="s2", ends=NOW + DAY), silence(id="s3", match={"source": "budgets"})
    for order in ((short, long, other), (other, long, short)):
        assert held(*order) == Hold(Reason.SILENCED, "s2", NOW + DAY)
    assert held(short, long, now=NOW + HOUR) == Hold(Reason.SILENCED, "s2", NOW + DAY)
    assert held(short, long, now=NOW + DAY) is None


def test_values_in_japanese_are_compared_as_they_are() -> None:
    tagged: dict[str, Any] = {
        "resources": (Resource(type="AWS::EC2::Instance", id="i-0abc", tags={"環境": "検証 😀"}),)
    }
    assert held(silence(match={"tag.環境": "検証*"}), **tagged) is not None
    assert held(silence(match={"tag.環境": "本番*"}), **tagged) is None


@pytest.mark.parametrize(
    ("changes", "protected"),
    [
        ({"source": "signin", "type": "root_signin.success"}, True),
        ({"source": "cloudtrail", "type": "root_api.CreateAccessKey"}, True),
        ({"source": "cloudtrail", "type": "tampering.StopLogging"}, True),
        ({"type": "AttackSequence:IAM/CompromisedCredentials"}, True),
        ({"source": "securityhub", "type": "AttackSequence:S3/CompromisedData"}, True),
        ({"type": "Stealth:IAMUser/CloudTrailLoggingDisabled"}, True),
        ({"type": "Policy:IAMUser/RootCredentialUsage"}, True),
        ({"type": "Recon:EC2/Portscan", "severity": Severity.CRITICAL}, False),
        ({"source": "securityhub", "type": "IAM.4"}, False),
        ({"source": "budgets", "type": "budgets.actual"}, False),
    ],
)
def test_root_tampering_and_attack_sequences_are_held_only_where_it_is_said(
    changes: dict[str, Any], *, protected: bool
) -> None:
    match = {"account": "111122223333"}
    assert is_protected(make_alert(**changes)) is protected
    assert (held(silence(match=match), **changes) is None) is protected
    assert held(silence(match=match, allow_critical=True), **changes) is not None


def test_a_bold_silence_that_ends_first_holds_what_a_plain_one_may_not() -> None:
    plain, bold = silence(id="plain", ends=NOW + DAY), silence(id="bold", allow_critical=True)
    assert held(plain, bold, type="AttackSequence:IAM/X") == Hold(Reason.SILENCED, "bold", NOW + HOUR)


@pytest.mark.parametrize("match", [{}, {"source": "*"}, {"colour": "red"}, {"account": ">=HIGH"}])
def test_a_silence_that_would_hold_all_or_that_nobody_understands_holds_nothing(match: dict[str, Any]) -> None:
    assert held(silence(match=match, allow_critical=True)) is None


def test_a_sound_silence_has_no_flaw() -> None:
    assert flaws(silence(), NOW) == ()
    assert flaws(silence(starts=NOW + DAY, ends=NOW + 2 * DAY), NOW) == ()
    assert flaws(silence(ends=NOW + MOST_DAYS * DAY), NOW) == ()


@pytest.mark.parametrize(
    ("changes", "flaw"),
    [
        ({"match": {}}, Flaw.EVERYTHING),
        ({"match": {"source": "*", "tag.env": "*"}}, Flaw.EVERYTHING),
        ({"owner": " \u3000"}, Flaw.NO_OWNER),
        ({"reason": ""}, Flaw.NO_REASON),
        ({"ends": NOW}, Flaw.BACKWARDS),
        ({"starts": NOW + DAY, "ends": NOW + HOUR}, Flaw.BACKWARDS),
        ({"starts": NOW - DAY, "ends": NOW - HOUR}, Flaw.OVER),
        ({"starts": NOW - DAY, "ends": NOW}, Flaw.OVER),
        ({"ends": NOW + MOST_DAYS * DAY + 1}, Flaw.TOO_LONG),
        ({"reason": "長" * 1400}, Flaw.TOO_LARGE),
        ({"match": {"source": "signin"}}, Flaw.ONLY_PROTECTED),
    ],
)
def test_a_flaw_is_named(changes: dict[str, Any], flaw: Flaw) -> None:
    """Re-expresses Alertmanager's TestValidateSilence."""
    assert flaws(silence(**changes), NOW) == (flaw,)


def test_all_flaws_are_named_at_once() -> None:
    found = flaws(silence(match={}, owner="", reason="", ends=NOW - 1), NOW)
    assert found == (Flaw.EVERYTHING, Flaw.NO_OWNER, Flaw.NO_REASON, Flaw.BACKWARDS)


def test_a_match_that_is_none_is_refused_with_its_problems() -> None:
    with pytest.raises(MatchError, match="colour"):
        flaws(silence(match={"colour": "red"}), NOW)


def test_no_more_silences_than_the_limit_may_stand_but_ended_ones_do_not_count() -> None:
    """Re-expresses Alertmanager's TestSilenceLimits."""
    others = [silence(id=f"s{number}") for number in range(MOST)]
    assert flaws(silence(), NOW, others) == (Flaw.TOO_MANY,)
    assert flaws(silence(), NOW, others[1:]) == ()
    assert flaws(silence(), NOW, [*others[1:], silence(ends=NOW), silence(ends=NOW - 1)]) == ()


@pytest.mark.parametrize(
    ("match", "only"),
    [
        ({"source": "signin"}, True),
        ({"source": ["signin", "cloudtrail"], "account": "1*"}, True),
        ({"type": "AttackSequence:*"}, True),
        ({"type": ["AttackSequence:IAM/*", "root_signin.failure", "Stealth:*"]}, True),
        ({"source": ["signin", "guardduty"]}, False),
        ({"source": "!signin"}, False),
        ({"type": ["AttackSequence:*", "Recon:*"]}, False),
        ({"type": "*"}, False),
        ({"account": "111122223333"}, False),
    ],
)
def test_a_match_names_only_protected_alerts_where_every_value_that_it_asks_for_does(
    match: dict[str, str | list[str]], *, only: bool
) -> None:
    assert names_only_protected(match) is only
    assert (Flaw.ONLY_PROTECTED in flaws(silence(match=match), NOW)) is only
    assert Flaw.ONLY_PROTECTED not in flaws(silence(match=match, allow_critical=True), NOW)


def test_who_and_why_and_until_when_may_change_under_the_same_id() -> None:
    """Re-expresses Alertmanager's TestSilenceCanUpdate, with the next tests."""
    old = silence(created=NOW - DAY, starts=NOW - DAY)
    new = silence(id="new", owner="team-b", reason="longer", ends=NOW + DAY)
    revised = revise(old, new, NOW)
    assert revised == msgspec.structs.replace(new, id="s1", starts=NOW - DAY, created=NOW - DAY)


@pytest.mark.parametrize(
    "changes",
    [
        {"match": {"source": "budgets"}},
        {"allow_critical": True},
        {"starts": NOW + 1},
    ],
)
def test_what_is_held_and_from_when_takes_a_silence_of_its_own(changes: dict[str, Any]) -> None:
    assert revise(silence(), silence(id="new", **changes), NOW) is None


def test_a_silence_that_has_ended_is_not_revived() -> None:
    assert revise(silence(), silence(id="new", ends=NOW + DAY), NOW + HOUR) is None


def test_a_silence_that_has_not_begun_may_change_but_not_its_start() -> None:
    old = silence(starts=NOW + HOUR, ends=NOW + DAY)
    assert revise(old, silence(id="new", starts=NOW + HOUR, ends=NOW + 2 * DAY), NOW) is not None
    assert revise(old, silence(id="new", starts=NOW, ends=NOW + DAY), NOW) is None


def test_ending_a_silence_before_it_has_begun_leaves_no_time_in_which_it_held() -> None:
    """Re-expresses Alertmanager's TestSilenceExpire."""
    pending = silence(starts=NOW + HOUR, ends=NOW + DAY).ended(NOW)
    active = silence(starts=NOW - HOUR).ended(NOW)
    over = silence(starts=NOW - DAY, ends=NOW - HOUR)
    assert (pending.starts, pending.ends, pending.state(NOW)) == (NOW, NOW, State.ENDED)
    assert (active.starts, active.ends, active.state(NOW)) == (NOW - HOUR, NOW, State.ENDED)
    assert over.ended(NOW) == over


def test_a_day_ends_at_midnight_of_the_zone_and_a_time_is_that_time() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    midnight = int(datetime(2027, 4, 1, tzinfo=tokyo).timestamp() * 1000)
    evening = int(datetime(2027, 3, 31, 18, tzinfo=tokyo).timestamp() * 1000)
    assert moment("2027-03-31", "Asia/Tokyo", last=True) == midnight
    assert moment("2027-04-01", "Asia/Tokyo") == midnight
    assert moment("2027-03-31T18:00", "Asia/Tokyo", last=True) == evening


def test_the_day_on_which_clocks_change_is_shorter() -> None:
    zone = "Europe/Berlin"
    assert moment("2027-03-28", zone, last=True) - moment("2027-03-28", zone) == 23 * HOUR


@pytest.mark.parametrize("text", ["", "tomorrow", "2027-02-30", "2027-03-31 18:00", "2027-03-31T25:00", "明日"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="neither a day"):
        moment(text, "Asia/Tokyo")


def of_file(**changes: str) -> Config:
    given: Any = {"match": {"account": "111122223333"}, "owner": "team-a", "reason": "sandbox", "until": "2027-03-31"}
    first = StandingSilence(match={"source": "budgets"}, owner="o", reason="r", until="2026-01-01")
    return Config(silences=[first, StandingSilence(**{**given, **changes})])


def test_the_silences_of_the_file_hold_from_ever_until_their_day_is_over() -> None:
    kept = standing(of_file())
    end = moment("2027-04-01", "Asia/Tokyo")
    assert [one.id for one in kept] == ["file-1", "file-2"]
    assert held(*kept) == Hold(Reason.SILENCED, "file-2", end)
    assert held(*kept, now=end - 1) is not None
    assert held(*kept, now=end) is None
    assert standing(Config()) == ()


def test_a_silence_of_the_file_without_a_readable_end_is_refused_with_its_place() -> None:
    with pytest.raises(ConfigError) as caught:
        standing(of_file(until="some day"))
    assert caught.value.problems[0][0] == "$.silences[1].until"
