"""How a process of the program is set up, before anything else is imported."""

import gc
import os

# Imports and articles leave few reference cycles. To look for them as often as Python does by default costs a tenth of
# the time of an article, and several milliseconds at the start.
_THRESHOLDS = (100_000, 50, 50)
# numpy's OpenBLAS starts a thread for every core when it is imported, each with memory of its own; newscli multiplies
# nothing that is large enough for two.
_THREADS_VARIABLE = "OPENBLAS_NUM_THREADS"


def set_up_process() -> None:
    """Let this process look for reference cycles a hundredth as often, and numpy start no threads."""
    gc.set_threshold(*_THRESHOLDS)
    os.environ.setdefault(_THREADS_VARIABLE, "1")
