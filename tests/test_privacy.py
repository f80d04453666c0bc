"""The program keeps to itself: no command, format or worker connects to anything, or writes what nobody asked for."""

import ast
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import COMMANDS, ROOT, SAMPLES

FILES = [str(path) for path in sorted(SAMPLES.iterdir())]
# Samples of every format, by one worker and by several; and what reads no article.
RUNS = (*((name, *FILES) for name in COMMANDS), ("show", "--jobs", "2", *FILES), ("formats",), ("schema",), ("--help",))
# The kernel ends a process, and any that it starts, as soon as it opens a socket or connects one.
WITHOUT_SOCKETS = """
import ctypes, os, sys
from newscli.worker.seccomp import KILL_PROCESS, NETWORK_CALLS, refuse_calls

libc = ctypes.CDLL(None)
libc.prctl(38, 1, 0, 0, 0)
assert refuse_calls(libc, calls=NETWORK_CALLS, action=KILL_PROCESS)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
needs_seccomp = pytest.mark.skipif(
    platform.system() != "Linux" or platform.machine() not in ("x86_64", "aarch64"), reason="needs seccomp"
)


@dataclass
class Traces:
    """What a run left in the folders of the user, and the calls that strace saw; None where strace is missing."""

    files: list[Path]
    calls: list[str] | None


def name_run(run: tuple[str, ...]) -> str:
    return " ".join(argument for argument in run if argument not in FILES)


@pytest.fixture(scope="module", params=RUNS, ids=name_run)
def traces(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Traces:
    """Run a command with empty folders as the user's home, as the current folder and for temporary files."""
    home = tmp_path_factory.mktemp("home")
    log = tmp_path_factory.mktemp("log") / "calls"
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ORT_"))}
    variables |= {"HOME": str(home), "USERPROFILE": str(home), "TMPDIR": str(home), "TMP": str(home)}
    variables |= {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    # Python's own hooks don't see what C code does; the kernel does.
    calls = "execve,socket,connect,open,openat,creat,mkdir,mkdirat,rename,renameat2,unlink,unlinkat"
    strace = ["strace", "-f", "-qq", "-e", f"trace={calls}", "-o", str(log)] if shutil.which("strace") else []
    command = [*strace, sys.executable, "-m", "newscli", *request.param]
    subprocess.run(command, cwd=home, env=variables, capture_output=True, check=True)
    files = [path for path in home.rglob("*") if path.is_file()]
    return Traces(files, log.read_text("utf-8").splitlines() if strace else None)


def test_no_command_leaves_a_file(traces: Traces) -> None:
    assert traces.files == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_no_command_connects_writes_or_runs_a_program(traces: Traces) -> None:
    assert traces.calls is not None
    calls = [call.partition(" ")[2].lstrip() for call in traces.calls]
    assert [call for call in calls if call.startswith(("socket(", "connect("))] == []
    changes = [call for call in calls if re.match("creat|mkdir|rename|unlink|open.*O_(WRONLY|RDWR|CREAT)", call)]
    assert {call for call in changes if '"/dev/null"' not in call} == set()
    first, *programs = [call for call in calls if call.startswith("execve(") and call.endswith("= 0")]
    assert '"newscli"' in first
    assert all('"-m", "newscli.worker"' in call for call in programs)


@needs_seccomp
@pytest.mark.parametrize("run", RUNS, ids=name_run)
def test_no_command_needs_a_socket(run: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", WITHOUT_SOCKETS, "-m", "newscli", *run]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (process.returncode, process.stderr.decode().count("made the process")) == (0, 0)


@needs_seccomp
def test_a_socket_would_be_noticed() -> None:
    command = [sys.executable, "-c", WITHOUT_SOCKETS, "-c", "import socket; socket.socket()"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode < 0


def test_the_model_runtime_is_imported_in_one_place_that_turns_its_telemetry_off() -> None:
    importers = set()
    for folder in ("newscli", "training", "benchmarks", "docs", "tests"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                if any(module.split(".")[0] == "onnxruntime" for module in modules):
                    importers.add(path.relative_to(ROOT).as_posix())
    assert importers == {"newscli/tagging/network.py"}
