"""Finds the worker processes that a process has started."""

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

PATIENCE_SECONDS = 60.0
Found = TypeVar("Found")
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc")


def wait_for(find: Callable[[], Found]) -> Found:
    """Wait until a function returns something true, and return that."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not (found := find()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
    return found


def find_workers(parent: int) -> set[int]:
    """Find the workers that a process has started, by their parent's number."""
    workers = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
            is_worker = b"newscli.worker" in (folder / "cmdline").read_bytes()
            if is_worker and int(after_name[1]) == parent and after_name[0] != "Z":
                workers.add(int(folder.name))
    return workers


def is_running(number: int) -> bool:
    """Whether a process runs."""
    try:
        return (Path("/proc") / str(number) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def measure_cpu_ticks(number: int) -> int:
    """Measure how long a process has run on a processor, in the system's ticks."""
    after_name = (Path("/proc") / str(number) / "stat").read_text().rpartition(")")[2].split()
    return int(after_name[11]) + int(after_name[12])
