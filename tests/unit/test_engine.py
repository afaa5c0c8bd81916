"""The engine on controls made for it: what becomes of each setting, and of whatever goes wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from hinomi.baseline.aws import AwsError
from hinomi.baseline.charge import Charge
from hinomi.baseline.control import Actual, Control, Cost, Manager, Mode, Note, Risk, Scope, Text
from hinomi.baseline.engine import Round
from hinomi.baseline.journal import Step
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome, Result
from hinomi.baseline.scene import Scene
from hinomi.baseline.settings import Exemption
from hinomi.baseline.strength import AtLeast, FillIn, Record
from hinomi.baseline.undo import Undoing, undo
from hinomi.errors import RetryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.strength import State

REGION = "ap-northeast-1"
TEXT = Text(title="A test", why="Because.", change="It changes.", fields={"level": "level", "note": "note"})


class NoAws:
    """These controls call nothing."""

    def call(self, *_: object) -> dict[str, Any]:
        raise NotImplementedError

    def every(self, *_: object) -> list[dict[str, Any]]:
        raise NotImplementedError

    def forget(self) -> None:
        pass


SCENE = Scene(aws=NoAws(), account="111122223333", region=REGION, home=REGION)


class Setting:
    """A setting somewhere: what is there, and how it behaves."""

    def __init__(self, **state: Any) -> None:
        self.state: dict[str, Any] = {"level": 1, "note": None, **state}
        self.shown: dict[str, Any] | None = None
        self.managed_by: Manager | None = None
        self.obstacles: list[Note] = []
        self.fails: list[Exception] = []
        self.writes = 0

    def read(self, _: Scene) -> Iterator[Actual]:
        yield Actual(state=dict(self.shown or self.state), managed_by=self.managed_by)

    def write(self, _: Scene, __: Actual, target: State) -> None:
        self.writes += 1
        if self.fails:
            raise self.fails.pop(0)
        self.state = dict(target)

    def preflight(self, _: Scene, __: Actual) -> list[Note]:
        return self.obstacles

    def control(self, **overrides: Any) -> Control:
        facts: dict[str, Any] = {
            "id": "test_setting_strong",
            "scope": Scope.REGION,
            "mode": Mode.ENFORCE,
            "cost": Cost.NONE,
            "risk": Risk.LOW,
            "order": Record({"level": AtLeast(0, 9), "note": FillIn()}),
            "desired": {"level": 5, "note": None},
            "reads": ("test:Get",),
            "writes": ("test:Put",),
            "texts": {"ja": TEXT, "en": TEXT},
            "read": self.read,
            "write": self.write,
            "preflight": self.preflight,
        }
        return Control(**{**facts, **overrides})


def settle(setting: Setting, journal: MemoryJournal | None = None, *, held: bool = False, **charged: Any) -> Result:
    control = charged.pop("control", None) or setting.control()
    charge = Charge(control=control, **{"mode": Mode.ENFORCE, "desired": dict(control.desired), **charged})
    journal = journal or MemoryJournal()
    (result,) = Round(
        run="run-1",
        scene=SCENE,
        journal=journal,
        clock=lambda: 0,
        held=frozenset({(control.id, REGION, "")} if held else ()),
        begun={entry.place: entry for entry in journal.entries("run-1")},
    ).settle(charge)
    return result


def keys(result: Result) -> list[str]:
    return [note.key for note in result.notes]


def test_what_is_weaker_is_written_and_read_again() -> None:
    setting = Setting()
    result = settle(setting)
    assert result.outcome is Outcome.CHANGED
    assert (result.before, result.after) == ({"level": 1, "note": None}, {"level": 5, "note": None})


@pytest.mark.parametrize("level", [5, 6, 9])
def test_what_is_as_strong_or_stronger_is_not_touched(level: int) -> None:
    setting = Setting(level=level)
    assert settle(setting).outcome is Outcome.COMPLIANT
    assert setting.writes == 0


def test_a_person_s_different_choice_is_drift_and_stays() -> None:
    setting = Setting(level=9, note="their own")
    result = settle(setting, desired={"level": 5, "note": "ours"})
    assert (result.outcome, keys(result), setting.writes) == (Outcome.DRIFT, ["kept"], 0)


def test_what_is_weaker_beside_a_person_s_choice_is_strengthened_and_the_choice_kept() -> None:
    setting = Setting(level=1, note="their own")
    assert settle(setting, desired={"level": 5, "note": "ours"}).outcome is Outcome.CHANGED
    assert setting.state == {"level": 5, "note": "their own"}


def test_what_somebody_else_decides_is_left_to_them() -> None:
    setting = Setting()
    setting.managed_by = Manager.DECLARATIVE_POLICY
    result = settle(setting)
    assert (result.outcome, setting.writes) == (Outcome.MANAGED_BY_ORG, 0)
    assert result.notes == (Note("managed_by", {"manager": "declarative_policy"}),)


def test_an_exception_keeps_a_weaker_setting_and_says_whose_it_is() -> None:
    setting = Setting()
    exemption = Exemption(control="test_setting_strong", owner="a", reason="b", until=date(2026, 12, 1))
    result = settle(setting, exemptions=(exemption,))
    assert (result.outcome, setting.writes) == (Outcome.EXEMPT, 0)
    assert result.notes[0].values == {"owner": "a", "reason": "b", "until": "2026-12-01"}


def test_an_exception_for_what_is_strong_anyway_is_no_exemption() -> None:
    exemption = Exemption(control="test_setting_strong", owner="a", reason="b", until=date(2026, 12, 1))
    assert settle(Setting(level=5), exemptions=(exemption,)).outcome is Outcome.COMPLIANT


def test_what_no_program_can_write_is_for_a_person() -> None:
    setting = Setting()
    assert settle(setting, control=setting.control(write=None)).outcome is Outcome.MANUAL


def test_what_a_person_took_back_is_held() -> None:
    setting = Setting()
    result = settle(setting, held=True)
    assert (result.outcome, keys(result), setting.writes) == (Outcome.DRIFT, ["held"], 0)


@pytest.mark.parametrize("mode", [Mode.REPORT, Mode.ENFORCE])
def test_what_stands_in_the_way_stops_the_write_and_is_named(mode: Mode) -> None:
    setting = Setting()
    setting.obstacles = [Note("public_buckets", {"buckets": "one"})]
    result = settle(setting, mode=mode)
    assert (result.outcome, result.notes, setting.writes) == (Outcome.DRIFT, tuple(setting.obstacles), 0)


def test_a_report_writes_nothing() -> None:
    setting = Setting()
    result = settle(setting, mode=Mode.REPORT)
    assert (result.outcome, result.desired, setting.writes) == (Outcome.WOULD_CHANGE, {"level": 5, "note": None}, 0)


def test_a_destructive_control_without_approval_changes_nothing() -> None:
    setting = Setting()
    control = setting.control(risk=Risk.DESTRUCTIVE)
    result = settle(setting, control=control)
    assert (result.outcome, keys(result), setting.writes) == (Outcome.DRIFT, ["unapproved"], 0)
    assert settle(setting, control=control, approved=frozenset({REGION})).outcome is Outcome.CHANGED


def test_a_write_that_aws_does_not_show_is_a_failure_never_a_success() -> None:
    setting = Setting()
    setting.shown = dict(setting.state)
    result = settle(setting)
    assert (result.outcome, result.error) == (Outcome.FAILED, "not as written")


def test_a_write_that_aws_shows_later_is_pending_and_can_be_taken_back_then() -> None:
    setting, journal = Setting(), MemoryJournal()
    setting.shown = dict(setting.state)
    control = setting.control(slow=True)
    assert settle(setting, journal, control=control).outcome is Outcome.PENDING
    setting.shown = None
    (undone,) = undo(journal.entries("run-1"), [control], lambda _: SCENE, journal)
    assert undone.undoing is Undoing.UNDONE
    assert setting.state == {"level": 1, "note": None}


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("AccessDeniedException", Outcome.ACCESS_DENIED),
        ("UnauthorizedOperation", Outcome.ACCESS_DENIED),
        ("EndpointConnectionError", Outcome.UNSUPPORTED_REGION),
        ("SubscriptionRequiredException", Outcome.UNSUPPORTED_REGION),
        ("BlockedByOrganizationPolicyException", Outcome.MANAGED_BY_ORG),
        ("InternalError", Outcome.FAILED),
    ],
)
def test_what_aws_refuses_becomes_an_outcome_that_names_the_operation(code: str, outcome: Outcome) -> None:
    setting = Setting()
    setting.fails = [AwsError("guardduty", "update_detector", code, "a message with a secret")]
    result = settle(setting)
    assert (result.outcome, result.error) == (outcome, f"guardduty:update_detector: {code}")
    assert result.before == {"level": 1, "note": None}


def test_an_error_of_the_program_is_a_failure_that_leaks_nothing() -> None:
    setting = Setting()
    setting.fails = [KeyError("a secret")]
    result = settle(setting)
    assert (result.outcome, result.error) == (Outcome.FAILED, "KeyError")


def test_an_error_while_reading_is_an_outcome_too() -> None:
    def read(_: Scene) -> list[Actual]:
        raise AwsError("guardduty", "list_detectors", "AccessDeniedException")

    setting = Setting()
    result = settle(setting, control=setting.control(read=read))
    assert (result.outcome, result.before) == (Outcome.ACCESS_DENIED, None)


@pytest.mark.parametrize("error", [AwsError("ec2", "x", "RequestLimitExceeded"), RetryError("a role is not there yet")])
def test_what_may_pass_is_tried_again_with_what_was_there_first(error: Exception) -> None:
    setting, journal = Setting(), MemoryJournal()
    setting.fails = [error]
    with pytest.raises(RetryError):
        settle(setting, journal)
    setting.state = {"level": 3, "note": None}  # half done
    result = settle(setting, journal)
    assert (result.outcome, result.before) == (Outcome.CHANGED, {"level": 1, "note": None})


def test_a_change_that_a_crash_left_untold_is_told_once() -> None:
    setting, journal = Setting(), MemoryJournal()
    settle(setting, journal)
    (entry,) = journal.entries("run-1")
    journal.advance(msgspec.structs.replace(entry, step=Step.BEGUN, after=None))
    result = settle(setting, journal)
    assert (result.outcome, result.before, setting.writes) == (Outcome.CHANGED, {"level": 1, "note": None}, 1)
    assert [entry.step for entry in journal.entries("run-1")] == [Step.DONE]


def test_what_somebody_has_changed_since_is_not_taken_back() -> None:
    setting, journal = Setting(), MemoryJournal()
    settle(setting, journal)
    setting.state = {"level": 7, "note": None}
    (undone,) = undo(journal.entries("run-1"), [setting.control()], lambda _: SCENE, journal)
    assert (undone.undoing, setting.state["level"]) == (Undoing.CHANGED_SINCE, 7)
    assert journal.holds() == frozenset()


def test_an_undo_that_fails_says_so_and_can_be_tried_again() -> None:
    setting, journal = Setting(), MemoryJournal()
    settle(setting, journal)
    setting.fails = [AwsError("test", "put", "InternalError")]
    first, second = (
        next(iter(undo(journal.entries("run-1"), [setting.control()], lambda _: SCENE, journal))) for _ in range(2)
    )
    assert (first.undoing, first.error) == (Undoing.FAILED, "test:put: InternalError")
    assert second.undoing is Undoing.UNDONE
    assert journal.holds() == {("test_setting_strong", REGION, "")}
