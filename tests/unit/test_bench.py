from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from hinomi.envelope import open_envelope
from hinomi.model import Reason
from hinomi.normalize import normalize
from hinomi_cli.bench.call_probe import count_calls, count_flush
from hinomi_cli.bench.calls import Taking, count_rows
from hinomi_cli.bench.events import vary
from hinomi_cli.bench.interpreter import ROOT
from hinomi_cli.bench.layer import make_archive
from hinomi_cli.bench.starts import by_package, median_ratio, own_costs, read_costs
from hinomi_cli.bench.table import Aim, NotMeasuredError, aimed, lay_out, unmeasured
from hinomi_cli.event_files import find_files

if TYPE_CHECKING:
    from pathlib import Path

FILES = list(find_files([ROOT / "events"]))
IMPORT_TIMES = """\
import time: self [us] | cumulative | imported package
import time:       120 |        120 |   jinja2.utils
import time:        80 |        200 | jinja2
import time:      1500 |       1700 | hinomi.text
import time:       900 |        900 | boto3
"""


@pytest.mark.parametrize(
    ("aim", "value", "met"),
    [
        (Aim(1.25), 1.25, True),
        (Aim(1.25), 1.26, False),
        (Aim(5000, at_least=True), 5000, True),
        (Aim(5000, at_least=True), 4999, False),
    ],
)
def test_an_aim_is_met_up_to_its_bound(aim: Aim, value: float, met: bool) -> None:  # noqa: FBT001 - a parameter
    assert aimed("what", value, aim, measured="").met is met


def test_an_aim_says_its_bound_with_the_unit() -> None:
    assert [str(Aim(5000, "/s", at_least=True)), str(Aim(128, " MB"))] == ["≥ 5,000/s", "≤ 128 MB"]


def test_the_table_says_why_something_could_not_be_measured() -> None:
    console = Console(width=120)
    with console.capture() as captured:
        console.print(lay_out([unmeasured("memory", "the intake failed"), aimed("size", 4, Aim(3), measured="4 MB")]))
    memory, size = (line for line in captured.get().splitlines() if "memory" in line or "size" in line)
    assert "not measured" in memory
    assert "the intake failed" in memory
    assert "not met" in size


def test_a_slow_spell_of_the_machine_does_not_change_the_ratio() -> None:
    bare = (1.0, 1.0, 10.0, 1.0, 1.0)
    assert median_ratio([1.2 * time for time in bare], bare) == pytest.approx(1.2)


def test_a_ratio_is_taken_pair_by_pair() -> None:
    with pytest.raises(ValueError, match="shorter"):
        median_ratio([1.0, 2.0], [1.0])


def test_import_times_are_read_and_added_up_without_those_of_a_bare_handler() -> None:
    costs = read_costs(IMPORT_TIMES)
    added = own_costs({"boto3": 1000}, costs)
    assert list(added.items()) == [("hinomi.text", 1500), ("jinja2.utils", 120), ("jinja2", 80)]
    assert by_package(added) == {"hinomi": 1500, "jinja2": 200}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_no_two_variants_of_a_sample_are_duplicates(file: Path) -> None:
    sample = file.read_text("utf-8")
    variants = [
        {alert.fingerprint for event in open_envelope(vary(sample, number)) for alert in normalize(event)}
        for number in (1, 2, 3000)
    ]
    assert len(set.union(*variants)) == sum(map(len, variants))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_variant_is_read_as_its_sample_is(file: Path) -> None:
    sample = file.read_text("utf-8")

    def read(text: str) -> list[tuple[object, ...]]:
        alerts = [alert for event in open_envelope(text) for alert in normalize(event)]
        return [(a.source, a.type, a.severity, a.lifecycle, a.actionable, len(a.facts), a.link is None) for a in alerts]

    assert read(vary(sample, 3000)) == read(sample)


def test_calls_are_counted_for_news_and_then_for_its_duplicate(root: Path) -> None:
    sample = (root / "events/guardduty/ec2_ssh_brute_force.json").read_text("utf-8")
    first, second = count_calls(open_envelope(sample))
    assert first == Taking(Reason.FIRST_SEEN, dynamodb=3, sqs=1, sns=1)
    assert second == Taking(Reason.DUPLICATE, dynamodb=1, sqs=0, sns=0)


def test_a_group_is_told_at_once_to_all_its_outlets() -> None:
    one, ten = count_flush(1), count_flush(10)
    assert (one.alerts, one.sns, ten.alerts, ten.sns) == (1, 4, 10, 4)
    assert (one.dynamodb, ten.dynamodb) == (18, 18)
    assert (one.joining_dynamodb, ten.joining_dynamodb) == (3, 30)
    assert (one.joining_sqs, ten.joining_sqs) == (1, 1)  # one tick serves them all


def test_the_dearest_alert_counts_not_the_average() -> None:
    cheap, dear = Taking("first_seen", 3, 1, 1), Taking("first_seen", 5, 1, 1)
    rows = list(count_rows([cheap, Taking("duplicate", 1, 0, 0), dear, cheap, Taking("not_actionable", 9, 9, 9)]))
    assert [(row.measured, row.met) for row in rows] == [("1", True), ("5", False)]


def test_calls_that_never_happened_are_not_called_measured() -> None:
    with pytest.raises(NotMeasuredError, match="no new alert"):
        list(count_rows([Taking("duplicate", 1, 0, 0)]))


def test_an_archive_holds_all_that_is_uploaded(tmp_path: Path) -> None:
    for name in ("python/a.py", "python/__pycache__/a.pyc"):
        (tmp_path / "layer" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "layer" / name).write_text("x")
    target = tmp_path / "layer.zip"
    assert make_archive(tmp_path / "layer", target) == target.stat().st_size
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["python/__pycache__/a.pyc", "python/a.py"]
