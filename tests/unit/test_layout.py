from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi.briefing import Line
from hinomi.layout import LONGEST_COMMAND, ROOMS, Room, fit, footer, shorten, title
from support.briefings import JA, saying

LONG = msgspec.structs.replace(
    JA, quote="word " * 300, lines=tuple(Line("対象", f"{number} " + "あ" * 300) for number in range(30))
)


def said(room_needed: int) -> str:
    """Lay LONG out as Python shows it, in so much room."""
    return fit(LONG, repr, lambda body: len(body) <= room_needed)


def test_a_title_says_severity_status_and_headline() -> None:
    assert title(JA) == f"[高] {JA.headline}"
    assert title(msgspec.structs.replace(JA, status="解決")) == f"[高][解決] {JA.headline}"


def test_what_fits_is_not_touched() -> None:
    assert shorten(JA, ROOMS[0]) is JA


def test_the_quote_gives_way_before_the_lines() -> None:
    cut_down = said(len(repr(LONG)) - 10)
    assert "word word" in cut_down
    assert JA.labels["truncated"] in cut_down.replace(repr(JA.labels), "")
    assert cut_down.count("あ" * 300) == len(LONG.lines)


def test_long_values_give_way_before_short_ones_and_the_hint_counts_the_rest() -> None:
    shorter = shorten(LONG, ROOMS[4])
    assert shorter.quote == ""
    assert [len(line.value) for line in shorter.lines[:-1]] == [200] * 12
    assert shorter.lines[-1] == Line("", "ほか 18 行")


def test_headline_reason_steps_and_link_stay_to_the_last() -> None:
    shortest = shorten(LONG, ROOMS[-3])
    assert (shortest.headline, shortest.why, shortest.steps, shortest.link) == (JA.headline, JA.why, JA.steps, JA.link)
    assert shortest.lines == (Line("", "ほか 30 行"),)


def test_the_foot_says_why_what_to_refer_to_how_it_came_and_how_to_stop_it() -> None:
    routed = msgspec.structs.replace(JA, route="経路", silence="止めるコマンド", command="hinomi silence add")
    expected = [JA.because, f"参照: {JA.reference}", "経路", "止めるコマンド: hinomi silence add"]
    assert list(footer(routed)) == expected


@pytest.mark.parametrize("room", ROOMS)
def test_a_command_is_told_whole_or_not_at_all(room: Room) -> None:
    fitting, longer = (msgspec.structs.replace(LONG, command="x" * (LONGEST_COMMAND + more)) for more in (0, 1))
    assert shorten(fitting, room).command == fitting.command
    assert shorten(longer, room).command == ""


@given(st.integers(0, len(ROOMS) - 2), st.text(min_size=1, max_size=3000), st.integers(1, 50))
def test_each_room_is_smaller_than_the_one_before(index: int, value: str, copies: int) -> None:
    briefing = saying(value, copies=copies)
    larger, smaller = (shorten(briefing, room) for room in ROOMS[index : index + 2])
    assert sum(len(line.value) for line in smaller.lines) <= sum(len(line.value) for line in larger.lines) + len(
        "ほか 99 行"
    )
    assert len(smaller.quote) <= len(larger.quote)
    assert len(smaller.headline) <= len(larger.headline)
