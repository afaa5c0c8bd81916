"""The one error of the local cloud."""

from __future__ import annotations


class LocalCloudError(Exception):
    """The local cloud did not do what it was asked; the text says what to look at."""
