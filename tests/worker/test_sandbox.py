"""What a worker may not do, tried in a process that has entered the sandbox as a worker does."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newscli.worker.landlock import _find_linked_packages
from tests.conftest import ROOT, SAMPLES

# Prints for each expression what it raises, or null.
TRIAL = """
import json, os, resource, socket, subprocess, sys
from newscli.worker.sandbox import enter_sandbox, limit_cpu_seconds, limit_memory

enter_sandbox(os.getppid(), allow_network=bool({network}))

def attempt(code):
    try:
        exec(code)
    except BaseException as error:
        return type(error).__name__

print(json.dumps([attempt(code) for code in sys.argv[1:]]))
"""
needs_linux = pytest.mark.skipif(
    platform.system() != "Linux" or platform.machine() not in ("x86_64", "aarch64"), reason="needs seccomp"
)


def attempt(*code: str, network: bool = False) -> list[Any]:
    """Run lines of code in the sandbox, one after another; return what each raises."""
    command = [sys.executable, "-c", TRIAL.format(network=network), *code]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    results: list[Any] = json.loads(process.stdout)
    return results


def has_landlock() -> bool:
    """Whether the kernel restricts files; a process of its own asks, since it can't be undone."""
    code = (
        "import ctypes; from newscli.worker.landlock import restrict_files; libc = ctypes.CDLL(None);"
        "libc.prctl(38, 1, 0, 0, 0); print(restrict_files(libc))"
    )
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout == b"True\n"


@needs_linux
def test_a_worker_reaches_no_network_and_runs_no_program() -> None:
    connect = "socket.create_connection(('127.0.0.1', 9))"
    tries = [connect, "socket.socket(socket.AF_UNIX)", "subprocess.run(['/bin/true'])", "os.kill(os.getppid(), 0)"]
    assert attempt(*tries) == ["PermissionError"] * len(tries)
    assert attempt(connect, *tries[2:], network=True) == [
        "ConnectionRefusedError",
        "PermissionError",
        "PermissionError",
    ]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs limits on resources")
def test_a_worker_writes_no_byte_anywhere(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"")
    (raised,) = attempt(f"open({str(file)!r}, 'ab', buffering=0).write(b'a')")
    assert raised in ("OSError", "PermissionError")
    assert file.read_bytes() == b""


@needs_linux
def test_a_worker_opens_no_file_but_those_of_python_and_the_system(tmp_path: Path) -> None:
    if not has_landlock():
        pytest.skip("the kernel has no Landlock")
    secret = tmp_path / "secret.txt"
    secret.write_text("no")
    places = [secret, tmp_path / "new.txt", Path("/dev/null")]
    tries = [f"open({str(secret)!r})", *(f"open({str(path)!r}, 'w')" for path in places[1:])]
    tries += [f"os.listdir({str(tmp_path)!r})", f"os.remove({str(secret)!r})", f"os.mkdir({str(tmp_path / 'a')!r})"]
    assert attempt(*tries) == ["PermissionError"] * len(tries)
    assert attempt("import numpy", "import lxml.etree, zoneinfo", f"open({json.__file__!r})") == [None] * 3
    # To look up a host it may read, but not write.
    assert attempt(tries[0], *tries[1:4], network=True) == [None, *["PermissionError"] * 2, None]


@needs_linux
def test_memory_and_processor_time_are_limited() -> None:
    tries = ["limit_memory(10**9)", "bytearray(2 * 10**9)", "limit_memory(0)", "bytearray(2 * 10**9)"]
    assert attempt(*tries) == [None, "MemoryError", None, None]
    code = "import resource; limit_cpu_seconds({}); assert (resource.getrlimit(resource.RLIMIT_CPU)[0] {})"
    limits = [("60", "in (70, 71)"), ("0", "== -1"), ("float('inf')", "== -1")]
    assert attempt(*(code.format(*limit) for limit in limits)) == [None] * 3


def test_every_format_is_read_in_the_sandbox(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "newscli", "meta", "--json", "--jobs", "1", *map(str, sorted(SAMPLES.iterdir()))]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    reports = [json.loads(line) for line in process.stdout.splitlines()]
    assert (process.returncode, [report["error"] for report in reports]) == (0, [None] * len(reports))


@needs_linux
def test_packages_may_be_links_as_uv_installs_them(tmp_path: Path) -> None:
    cache, site = tmp_path / "cache", tmp_path / "site-packages"
    for name in ("newscli/__init__.py", "newscli/worker/__init__.py", "space/inner/module.py", "space/inner/data.txt"):
        (cache / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (cache / name).write_text("", "utf-8")
        (site / name).symlink_to(cache / name)
    (site / "newscli" / "__pycache__").mkdir()
    (site / "newscli" / "__pycache__" / "a.pyc").write_bytes(b"")
    (site / "alone").symlink_to(cache / "space")
    assert sorted(_find_linked_packages(str(site))) == sorted(
        map(str, [cache / "newscli", cache / "space", cache / "space"])
    )
    for name in "bcdefgh":
        (site / name).mkdir()
        (site / name / "a.py").write_text("", "utf-8")
    # Where the first few are no links, none is.
    assert list(_find_linked_packages(str(site))) == [str(cache / "space")]
