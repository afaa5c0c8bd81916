"""The chat function's entry point."""

from hinomi.edge.chat import handler

__all__ = ["handler"]
