"""How often Python looks for garbage in the processes of the program."""

import gc

# Imports and articles leave few reference cycles. To look for them as often as Python does by default costs a tenth of
# the time of an article, and several milliseconds at the start.
_THRESHOLDS = (100_000, 50, 50)


def collect_garbage_rarely() -> None:
    """Let this process look for reference cycles a hundredth as often. Best called before anything else is imported."""
    gc.set_threshold(*_THRESHOLDS)
