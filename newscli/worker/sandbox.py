"""What a worker may not do: outlive its parent, write, run a program, use the network, or take more than its share.

Each system enforces what it can: Linux all of it, other POSIX systems memory, processor time and the size of files,
Windows nothing. Time and the end of a worker are measured by the process that started it, on all systems.
"""

import ctypes
import os
import signal
import sys

from newscli.worker import landlock, seccomp

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

# From linux/prctl.h.
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
# The processor time of a worker may exceed the limit on elapsed time by so much: that limit comes first, if it works.
_SPARE_CPU_SECONDS = 10


def enter_sandbox(parent: int, *, allow_network: bool = False) -> None:
    """Give up for good what a worker doesn't need. ``parent`` is the process to end with.

    With ``allow_network`` this process may connect to servers, and read the files of the system that this takes.
    """
    if resource is not None:
        # No core dump has a text in it, and no file gets a byte.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        # It ended before the line above.
        os._exit(1)
    # Both of the following need this, and it keeps programs from gaining rights.
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    landlock.restrict_files(libc, allow_all_reading=allow_network)
    seccomp.refuse_calls(libc, allow_network=allow_network)


def limit_memory(size: int) -> None:
    """Limit the address space of this process to ``size`` bytes; 0 for no limit."""
    if resource is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = size if size and (hard == resource.RLIM_INFINITY or size < hard) else hard
    try:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    except (ValueError, OSError):
        # macOS has the limit, but refuses values below what is mapped already.
        return


def limit_cpu_seconds(seconds: float) -> None:
    """Limit the processor time that this process may take from now on, in seconds; 0 for no limit."""
    if resource is None:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = hard
    if 0 < seconds < sys.maxsize:
        soft = int(usage.ru_utime + usage.ru_stime + seconds) + _SPARE_CPU_SECONDS
        soft = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
