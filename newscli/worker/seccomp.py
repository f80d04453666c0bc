"""Seccomp: the kernel refuses this process the system calls for sockets, programs and other processes.

See seccomp(2) and the kernel's Documentation/userspace-api/seccomp_filter.rst. Linux has it since 3.17; the numbers of
the calls are known here for two kinds of processor. Elsewhere nothing changes.
"""

import ctypes
import errno
import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_PR_SET_SECCOMP = 22
_MODE_FILTER = 2
# Operations of the filter's machine (linux/bpf_common.h), and where it finds what is called (struct seccomp_data).
_LOAD_WORD, _JUMP_IF_EQUAL, _JUMP_IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_CALL_OFFSET, _PROCESSOR_OFFSET = 0, 4
ALLOW = 0x7FFF0000
REFUSE = 0x00050000 | errno.EACCES
KILL_PROCESS = 0x80000000
# Calls of x32, a second set of numbers on x86-64, have this bit.
_X32_BIT = 0x40000000


class _Processor(NamedTuple):
    """A kind of processor: its number in audit.h, and the numbers of calls on it (asm/unistd.h)."""

    audit: int
    calls: Mapping[str, int]


_PROCESSORS = {
    "x86_64": _Processor(
        0xC000003E,
        {
            "socket": 41, "connect": 42, "execve": 59, "execveat": 322, "ptrace": 101, "kill": 62,
            "process_vm_readv": 310, "process_vm_writev": 311, "pidfd_send_signal": 424, "io_uring_setup": 425,
            "bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "add_key": 248, "request_key": 249, "keyctl": 250,
        },
    ),
    "aarch64": _Processor(
        0xC00000B7,
        {
            "socket": 198, "connect": 203, "execve": 221, "execveat": 281, "ptrace": 117, "kill": 129,
            "process_vm_readv": 270, "process_vm_writev": 271, "pidfd_send_signal": 424, "io_uring_setup": 425,
            "bpf": 280, "perf_event_open": 241, "userfaultfd": 282, "add_key": 217, "request_key": 218, "keyctl": 219,
        },
    ),
}  # fmt: skip
NETWORK_CALLS = ("socket", "connect")


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("value", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


def refuse_calls(
    libc: ctypes.CDLL, *, allow_network: bool = False, calls: Sequence[str] | None = None, action: int = REFUSE
) -> bool:
    """Have the kernel refuse ``calls`` (None: all of the table) from now on; return whether it does.

    The caller has set no_new_privs. ``action`` is what the kernel does instead, REFUSE or KILL_PROCESS.
    """
    processor = _PROCESSORS.get(os.uname().machine)
    if processor is None or ctypes.sizeof(ctypes.c_void_p) != 8:
        return False
    names = calls or [name for name in processor.calls if not (allow_network and name in NETWORK_CALLS)]
    instructions = _write_filter(processor, [processor.calls[name] for name in names], action)
    array = (_Instruction * len(instructions))(*instructions)
    program = _Program(len(instructions), array)
    return bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _write_filter(processor: _Processor, numbers: Sequence[int], action: int) -> list[_Instruction]:
    """Write a program that returns the action for the calls by ``numbers``, and for those of any other processor."""
    size = len(numbers)
    return [
        _Instruction(_LOAD_WORD, 0, 0, _PROCESSOR_OFFSET),
        _Instruction(_JUMP_IF_EQUAL, 0, size + 3, processor.audit),
        _Instruction(_LOAD_WORD, 0, 0, _CALL_OFFSET),
        _Instruction(_JUMP_IF_ANY_BIT, size + 1, 0, _X32_BIT),
        # Each jumps over those that follow it, and over the line that allows the call.
        *(_Instruction(_JUMP_IF_EQUAL, size - position, 0, number) for position, number in enumerate(numbers)),
        _Instruction(_RETURN, 0, 0, ALLOW),
        _Instruction(_RETURN, 0, 0, action),
    ]
