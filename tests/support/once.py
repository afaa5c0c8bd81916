"""What one Python shows for both: the second leaves it out, so that the whole suite stays short."""

from __future__ import annotations

import os

import pytest

once = pytest.mark.skipif(os.environ.get("HYPOTHESIS_PROFILE") == "few", reason="one Python shows it for both")
