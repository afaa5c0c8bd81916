"""The intake function's entry point."""

from hinomi.edge.intake import handler

__all__ = ["handler"]
