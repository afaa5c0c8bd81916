"""The flush function's entry point."""

import gc

gc.disable()  # nothing that is imported is garbage: looking for it costs a fifth of the start

from hinomi.edge.flush import flush, handler  # noqa: E402 - after the line above

flush()  # clients are made while Lambda still starts the function, on a whole processor
gc.freeze()
gc.enable()

__all__ = ["handler"]
