"""The baseline function's entry point."""

from hinomi.edge.baseline import handler

__all__ = ["handler"]
