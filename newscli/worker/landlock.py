"""Landlock: this process opens no file for writing, and reads only those of Python and of the system.

See landlock(7) and the kernel's Documentation/userspace-api/landlock.rst. Linux has it since 5.13, if it is switched
on; without it nothing changes here.
"""

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path

# The numbers of the system calls, the same on all processors.
_CREATE_RULESET = 444
_ADD_RULE = 445
_RESTRICT_SELF = 446
_VERSION_FLAG = 1
_RULE_PATH_BENEATH = 1
_READ_FILE = 1 << 2
_READ_FOLDER = 1 << 3
# ABI -> its rights to files, all bits up to the highest: version 2 added REFER, 3 TRUNCATE, 5 IOCTL_DEV.
_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
# Where libraries and their data are, what time zone it is, and what machine this is.
_SYSTEM_PATHS = (
    "/usr", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store", "/etc", "/run/current-system",
    "/sys/devices/system", "/sys/fs/cgroup", "/proc/cpuinfo", "/proc/meminfo", "/dev/null", "/dev/urandom",
)  # fmt: skip

_PACKAGES_TO_TRY = 3


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def restrict_files(libc: ctypes.CDLL, *, allow_all_reading: bool = False) -> bool:
    """Restrict this process; return whether the kernel does it. The caller has set no_new_privs."""
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION_FLAG)
    if version < 1:
        return False
    handled = ctypes.c_uint64(_RIGHTS[min(version, max(_RIGHTS))])
    ruleset = libc.syscall(_CREATE_RULESET, ctypes.byref(handled), ctypes.c_size_t(8), 0)
    if ruleset < 0:
        return False
    try:
        for path in ("/",) if allow_all_reading else _list_readable_paths():
            _allow_reading(libc, ruleset, path)
        return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow_reading(libc: ctypes.CDLL, ruleset: int, path: str) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            rights = _READ_FILE | _READ_FOLDER if Path(path).is_dir() else _READ_FILE
            rule = _PathBeneath(rights, handle)
            libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.byref(rule), 0)
        finally:
            os.close(handle)


def _list_readable_paths() -> Iterator[str]:
    """List where Python, newscli and its libraries lie, and the paths of the system that they read."""
    yield from _SYSTEM_PATHS
    yield from {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    yield from (path for path in sys.path if path)
    yield str(Path(__file__).parents[1])
    yield from filter(None, os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep))
    for folder in sys.path:
        if Path(folder).name in ("site-packages", "dist-packages"):
            yield from _find_linked_packages(folder)


def _find_linked_packages(folder: str) -> Iterator[str]:
    """Find where the packages in a folder lie if they are links, or folders of links, as uv can install them."""
    packages = sorted(os.scandir(folder), key=lambda entry: entry.name) if Path(folder).is_dir() else []
    yield from (os.path.realpath(package.path) for package in packages if package.is_symlink())
    for number, package in enumerate(entry for entry in packages if entry.is_dir(follow_symlinks=False)):
        file = _find_first_file(Path(package.path))
        if file is not None and file.is_symlink():
            depth = len(file.relative_to(package.path).parts)
            yield str(Path(os.path.realpath(file)).parents[depth - 1])
        elif number >= _PACKAGES_TO_TRY:
            # All are installed in the same way, and looking into each takes as long as starting Python.
            return


def _find_first_file(folder: Path) -> Path | None:
    """Find a file that a package was installed with; Python adds those in __pycache__."""
    for root, folders, files in os.walk(folder):
        if "__pycache__" in folders:
            folders.remove("__pycache__")
        if files:
            return Path(root, min(files))
    return None
