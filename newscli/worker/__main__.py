"""A worker process: `python -m newscli.worker` reads and inspects what its standard input brings.

Nothing that it reads comes from a path: the process that started it opens files and sends their bytes. messages.py says
how the two speak to each other, sandbox.py what this process may do.
"""

import os
import signal
import sys

from newscli.process import set_up_process
from newscli.worker.sandbox import enter_sandbox


def main() -> None:
    """Do tasks until standard input ends."""
    set_up_process()
    # An interrupt reaches all processes of a terminal; the one that started this worker decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints goes nowhere.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    parent, *options = sys.argv[1:]
    enter_sandbox(int(parent), allow_network="--network" in options)
    # Imported in the sandbox, as is everything that a format needs later.
    from newscli.worker.tasks import serve

    os.dup2(nowhere, 2)
    try:
        serve(sys.stdin.buffer, answers)
    except BrokenPipeError:
        os._exit(1)
    # Without taking apart what is in memory.
    os._exit(0)


if __name__ == "__main__":
    main()
