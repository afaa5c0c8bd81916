"""Where runs are kept: in the table of a deployment, or in a file of the current folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec
from botocore.config import Config

from hinomi.baseline.archive import MANY, Archive, Run
from hinomi.baseline.journal import Journal
from hinomi.edge.round_table import RoundTable
from hinomi.errors import HinomiError
from hinomi_cli.baseline.file_rounds import FileRounds
from hinomi_cli.baseline.refusal import RefusedError

if TYPE_CHECKING:
    from hinomi_cli.baseline.login import Login

FILE = Path(".hinomi/rounds.jsonl")
TABLE_VARIABLE = "HINOMI_ROUND_TABLE"
_CONFIG = Config(connect_timeout=5, read_timeout=10, retries={"mode": "standard", "max_attempts": 4})
_NAMED = 5


class Rounds(Journal, Archive, Protocol):
    """A journal that is an archive too."""


class Keeping(msgspec.Struct, frozen=True, kw_only=True):
    """What keeps runs, the latest first. `name` is how a person knows it; `shared`: weekly rounds are in it too."""

    rounds: Rounds
    name: str
    shared: bool
    runs: tuple[Run, ...]

    def run(self, name: str | None) -> Run:
        """Return the run of a name, or the latest; raise `RefusedError` if there is none."""
        if not self.runs:
            raise RefusedError("refuse.no_runs", where=self.name)
        found = next((run for run in self.runs if name in {None, run.id}), None)
        if found is None:
            raise RefusedError("refuse.run", name=name, names=", ".join(run.id for run in self.runs[:_NAMED]))
        return found

    def must_be_of(self, account: str) -> None:
        """Make sure that what is kept is about this account: places are not told apart by account."""
        kept = next((run.account for run in self.runs if run.account != account), None)
        if kept is not None:
            raise RefusedError("refuse.account", where=self.name, kept=kept, account=account)


def open_rounds(table: str | None, login: Login) -> Keeping:
    """Open the table, if one is named here or by `HINOMI_ROUND_TABLE`, else the file; raise `RefusedError`."""
    name = table or os.environ.get(TABLE_VARIABLE) or ""
    try:
        rounds = _table(name, login) if name else FileRounds(FILE)
        return Keeping(rounds=rounds, name=name or str(FILE), shared=bool(name), runs=rounds.runs(MANY))
    except HinomiError as error:
        raise RefusedError("refuse.rounds", where=name or FILE, error=error) from error


def _table(name: str, login: Login) -> Rounds:
    if not login.home:
        raise RefusedError("refuse.no_region")
    return RoundTable(login.session.client("dynamodb", region_name=login.home, config=_CONFIG), name)
