"""The program keeps to itself: no command writes into the user's home or, without a URL, opens a network socket."""

import ast
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import COMMANDS, ROOT

RUNS = (
    *((name, "samples/bare.txt", "samples/page.html", "samples/document.pdf")
      for name in COMMANDS),
    ("formats",),
    ("schema",),
    ("--help",),
)  # fmt: skip


@dataclass
class Traces:
    """What a run left in the user's home, and the calls that strace saw; None where strace is missing."""

    files: list[Path]
    calls: list[str] | None


@pytest.fixture(scope="module", params=RUNS, ids=" ".join)
def traces(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Traces:
    """Run a command with an empty folder as the user's home, caches included."""
    home = tmp_path_factory.mktemp("home")
    log = tmp_path_factory.mktemp("log") / "calls"
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ORT_"))}
    variables |= {"HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    # Python's own hooks don't see what C code does; the kernel does.
    strace = ["strace", "-f", "-e", "trace=execve,socket,connect", "-o", str(log)] if shutil.which("strace") else []
    command = [*strace, sys.executable, "-m", "newscli", *request.param]
    subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, check=True)
    files = [path for path in home.rglob("*") if path.is_file()]
    return Traces(files, log.read_text("utf-8").splitlines() if strace else None)


def test_no_command_writes_into_the_home_folder(traces: Traces) -> None:
    assert traces.files == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_no_command_opens_a_network_socket(traces: Traces) -> None:
    assert traces.calls is not None
    assert any("execve(" in call for call in traces.calls)
    assert [call for call in traces.calls if "AF_INET" in call] == []


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
