"""How long a round takes: the calls that the controls make over an account of 17 Regions, at 50 ms each.

Nothing sleeps: calls are counted, and the time follows from them and from how many Regions go side by side.
"""

from __future__ import annotations

import heapq
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from hinomi.controls import BY_ID
from hinomi_cli.baseline.file_rounds import FileRounds
from support.account.fake import FakeAccount
from support.account.services import SERVICES
from support.rounds import Account

CALL_SECONDS = 0.05
SIDE_BY_SIDE = 5
REGIONS = (
    *("ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2"),
    *("ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1"),
    *("us-east-1", "us-east-2", "us-west-1", "us-west-2"),
)
"""The 17 Regions that every account has enabled.

https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
"""


@dataclass(frozen=True)
class Speed:
    """One round: the calls of each Region's walk, by Region."""

    calls: dict[str, int]

    @property
    def slowest(self) -> float:
        """Seconds that the longest walk takes."""
        return max(self.calls.values()) * CALL_SECONDS

    @property
    def whole(self) -> float:
        """Seconds that all walks take, so many side by side, each worker taking the next Region."""
        workers = [0.0] * SIDE_BY_SIDE
        for region in REGIONS:
            heapq.heappush(workers, heapq.heappop(workers) + self.calls[region] * CALL_SECONDS)
        return max(workers)


def measure() -> dict[str, Speed]:
    """Count the calls of three rounds on a fresh account: one reports, one changes, one finds all well."""
    with TemporaryDirectory() as folder:
        kept = FileRounds(Path(folder) / "rounds.jsonl")
        account = Account(FakeAccount(SERVICES, regions=REGIONS), BY_ID, kept)  # type: ignore[arg-type]  # promises the same
        return _measure(account)


def _measure(account: Account) -> dict[str, Speed]:
    found = {}
    for name in ("reports", "changes", "finds all well"):
        account.fake.calls.clear()
        found[name] = Speed(_by_walk(account, name))
    return found


def _by_walk(account: Account, run: str) -> dict[str, int]:
    """Count what each Region's worker calls, wherever the call goes."""
    counts: Counter[str] = Counter()
    account.now += 7 * 86_400_000
    planned = account.patrol().plan(run, "111122223333", REGIONS[0], REGIONS)
    for region in planned.regions:
        before = len(account.fake.calls)
        account.patrol().walk(planned, region, may_go_on=lambda: True)
        counts[region] = len(account.fake.calls) - before
    account.patrol().sum_up(planned, {})
    account.table.keep_run(msgspec.structs.replace(planned, ended=account.now))
    return dict(counts)


def main() -> None:
    """Print for each round how many calls it makes, and the seconds of the whole and of the slowest Region, as JSON."""
    measured = measure()
    print(  # noqa: T201 - what it is for
        json.dumps({name: [sum(one.calls.values()), one.whole, one.slowest] for name, one in measured.items()})
    )


if __name__ == "__main__":
    main()
