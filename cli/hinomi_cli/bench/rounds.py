"""How long a round takes over 17 Regions: calls are counted, 50 ms each, five Regions side by side."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from hinomi_cli.bench.interpreter import ROOT
from hinomi_cli.bench.table import Aim, NotMeasuredError, Row, aimed

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHOLE: Final = Aim(180, " s")
_REGION: Final = Aim(300, " s")
"""Half of the ten minutes that the function may take."""


def measure_rounds() -> Iterator[Row]:
    """Go three rounds over an account in memory; its clock is the count of its calls."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests"), "AWS_DEFAULT_REGION": "ap-northeast-1"}
    keys = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
    done = subprocess.run(
        [sys.executable, "-m", "support.round_speed"],
        env={**environment, **keys},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise NotMeasuredError(done.stderr.strip().splitlines()[-1])
    for name, (calls, whole, slowest) in json.loads(done.stdout).items():
        how = f"{calls:,} calls of 50 ms in 17 Regions, 5 at a time"
        yield aimed(f"a round that {name}", whole, _WHOLE, measured=f"{whole:.1f} s", how=how)
        yield aimed("its slowest Region", slowest, _REGION, measured=f"{slowest:.1f} s")
