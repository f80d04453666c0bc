"""How a process of the program is set up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TASKS = Path("/proc/self/task")
COUNT_THREADS = f"""
from newscli.process import set_up_process
set_up_process()
import numpy, os
print(len(os.listdir({str(TASKS)!r})))
"""


@pytest.mark.skipif(not TASKS.exists(), reason="threads are counted where /proc lists them")
def test_numpy_starts_no_threads() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", COUNT_THREADS], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout == "1\n"


def test_the_users_number_of_threads_stays() -> None:
    code = """
import os
from newscli.process import set_up_process
set_up_process()
print(os.environ["OPENBLAS_NUM_THREADS"])
"""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "3"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "3\n"
