"""The program keeps to itself: no file in the user's home, no network socket, in any command that is given no URL."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

COMMANDS = (
    *((name, "samples/bare.txt", "samples/page.html", "samples/document.pdf")
      for name in ("show", "meta", "outline", "quotes", "entities", "timeline")),
    ("formats",),
    ("schema",),
    ("--help",),
)  # fmt: skip


def run_at_home(home: Path, command: tuple[str, ...], *prefix: str) -> None:
    """Run the program with an empty folder as its home and as its caches."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ORT_"))}
    variables |= {"HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(
        [*prefix, sys.executable, "-m", "newscli", *command], cwd=ROOT, env=variables, capture_output=True, check=True
    )


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_writes_into_the_home_folder(command: tuple[str, ...], tmp_path: Path) -> None:
    run_at_home(tmp_path, command)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_opens_a_network_socket(command: tuple[str, ...], tmp_path: Path) -> None:
    # Python's own hooks see nothing of what C code does; the kernel does.
    log = tmp_path / "calls"
    home = tmp_path / "home"
    home.mkdir()
    run_at_home(home, command, "strace", "-f", "-e", "trace=execve,socket,connect", "-o", str(log))
    calls = log.read_text("utf-8")
    assert "execve(" in calls
    assert [line for line in calls.splitlines() if "AF_INET" in line] == []


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
