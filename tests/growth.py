"""Whether the time that something takes grows in step with its input; only the ratio of two times counts."""

import gc
import time
from collections.abc import Callable
from unittest.mock import patch

# The larger input is so many times the smaller one: linear time grows as much, quadratic time by the square.
FACTOR = 4
_MAX_RATIO = 9
_TRIES = 4


def assert_grows_linearly(make: Callable[[int], object], size: int) -> None:
    """Fail if ``make(size)`` takes far more than FACTOR times the CPU time of ``make(size // FACTOR)``.

    A busy machine makes a run slower, never faster: the least ratio of a few tries counts.
    """
    ratios: list[float] = []
    for _ in range(_TRIES):
        ratios.append(measure_cpu_seconds(make, size) / max(1e-9, measure_cpu_seconds(make, size // FACTOR)))
        if ratios[-1] <= _MAX_RATIO:
            return
    raise AssertionError(f"{FACTOR} times the input took {min(ratios):.1f} times as long")


def measure_cpu_seconds(make: Callable[[int], object], size: int) -> float:
    """Measure the time that ``make(size)`` takes in this process, which reads and inspects itself.

    What other tests have left in the process is kept out of the garbage collection: the more of it there is, the longer
    each would take, and the larger size needs more of them.
    """
    gc.freeze()
    try:
        with patch("newscli.pipeline.workers.SHARED", None):
            start = time.process_time()
            make(size)
            return time.process_time() - start
    finally:
        gc.unfreeze()
