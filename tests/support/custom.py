"""The events of `events/custom`, which the settings beside them describe."""

from __future__ import annotations

from pathlib import Path

from hinomi.custom.descriptions import Descriptions
from hinomi.custom.event_pattern import written
from hinomi_cli import settings_file

SETTINGS = settings_file.load(Path(__file__).parents[2] / "events/custom/hinomi.yaml")
"""The defaults, but for the events that they describe."""

CUSTOM = Descriptions(SETTINGS.events)
PATTERN = written(SETTINGS.events)
"""What an operator with these settings gives as parameter."""
