"""`make bench`: measure everything, print one table. Exits with 0 when all could be measured, met or not."""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from hinomi_cli.bench import layer as layers
from hinomi_cli.bench.calls import measure_calls
from hinomi_cli.bench.interpreter import ROOT
from hinomi_cli.bench.memory import measure_memory
from hinomi_cli.bench.speed import explain_speed, measure_speed, measure_stages
from hinomi_cli.bench.starts import explain_starts, measure_starts
from hinomi_cli.bench.table import NotMeasuredError, Row, lay_out, unmeasured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
