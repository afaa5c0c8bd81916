"""The deployed round: begun by its schedule, over an account with twenty weaknesses in three Regions, and taken back.

Step Functions, Lambda, EventBridge, DynamoDB and SNS are the local cloud's, with IAM enforced; the account that the
controls read and write is the one in memory, which grants the function exactly what its deployed role allows.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from hinomi.baseline.journal import Step
from hinomi.baseline.outcome import BAD, Outcome
from support.local_round import local_round, rights
from support.weaknesses import WEAKNESSES, plant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.archive import Run
    from hinomi_cli.local_cloud.stack import LocalStack
    from support.local_round import LocalRound

pytestmark = pytest.mark.local_cloud


@pytest.fixture
def rounds(stack: LocalStack) -> Iterator[LocalRound]:
    """The deployed round over the weak account."""
    with local_round(stack) as rounds:
        plant(rounds.fake)
        rounds.fake.allowed = rights(stack)
        yield rounds


def outcomes(rounds: LocalRound, run: Run) -> dict[str, str]:
    """What became of each weakness, in its own words."""
    results = rounds.table.results(run.id)
    by_place = {(one.control, one.region): one.outcome for one in results if not one.resource}
    return {one.what: by_place[one.control, one.region].value for one in WEAKNESSES}


def reported(rounds: LocalRound, text: str) -> bool:
    """Wait for a mail in each language whose text or subject holds the text."""
    inbox = rounds.stack.inbox

    def arrived(_: object) -> bool:
        mails = [one for one in inbox.deliveries if one.channel == "email" and text in one.subject + one.body]
        return {one.locale for one in mails} == {"ja", "en"}

    return inbox.wait_for(arrived, 60)


def test_three_rounds_and_an_undo(rounds: LocalRound) -> None:
    planted = rounds.fake.snapshot()

    first = rounds.begin_by_schedule()
    assert first.first
    assert rounds.fake.snapshot() == planted
    assert rounds.fake.written() == []
    assert outcomes(rounds, first) == {
        one.what: {"changed": "would_change"}.get(one.outcome, one.outcome) for one in WEAKNESSES
    }
    assert reported(rounds, first.id)

    second = rounds.begin()
    assert outcomes(rounds, second) == {one.what: one.outcome for one in WEAKNESSES}
    results = rounds.table.results(second.id)
    assert [one for one in results if one.outcome in BAD] == [], "the role's rights suffice"
    assert rounds.fake.snapshot() != planted
    assert reported(rounds, second.id)

    rounds.fake.calls.clear()
    third = rounds.begin()
    assert rounds.fake.written() == []
    assert Outcome.CHANGED not in {one.outcome for one in rounds.table.results(third.id)}
    assert reported(rounds, third.id)

    rounds.fake.allowed = None  # the operator's own rights: the function's role cannot take anything back
    done = rounds.command("undo", second.id, "--yes", "--json", "--table", rounds.stack.outputs["RoundTableName"])
    assert done.returncode == 0, done.stderr
    told = Counter(json.loads(line)["outcome"] for line in done.stdout.splitlines())
    assert told == {"undone": len(rounds.table.entries(second.id))}
    assert {entry.step for entry in rounds.table.entries(second.id)} == {Step.UNDONE}
    assert rounds.fake.snapshot() == planted
