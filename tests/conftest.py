"""What tests share: where things are, and running the real program."""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from newscli.cli.environment import Environment
from newscli.cli.main import run
from newscli.model import Article
from newscli.pipeline import read_all

# The first example loads the reader model.
settings.register_profile("newscli", deadline=None)
settings.load_profile("newscli")

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
CASES = ROOT / "tests" / "cases"
HOSTILE = ROOT / "tests" / "hostile"
SHARED = ROOT.parent / "shared"
SEED = SHARED / "seed" / "article.txt"


def sample_articles() -> list[Article]:
    """All articles of all samples."""
    found = [one for path in sorted(SAMPLES.iterdir()) for one in read_all(path)]
    assert not [one for one in found if not isinstance(one, Article)]
    return [one for one in found if isinstance(one, Article)]


@dataclass
class Done:
    code: int
    out: str
    err: str


def invoke(*arguments: str, stdin: bytes | None = None, terminal: bool = False, **variables: str) -> Done:
    """Run the program in this process with streams of its own; ``stdin`` None is a terminal."""
    out, err = io.StringIO(), io.StringIO()
    environment = Environment(
        stdin=io.BytesIO(stdin or b""),
        stdout=out,
        stderr=err,
        stdin_tty=stdin is None,
        stdout_tty=terminal,
        stderr_tty=terminal,
        variables=variables,
    )
    code = run(environment, list(arguments))
    return Done(code, out.getvalue(), err.getvalue())


def newscli(*arguments: str | bytes, stdin: bytes | None = None, variables: Mapping[str, str] | None = None) -> Done:
    """Run the program in a process of its own, its output no terminal."""
    command: Sequence[str | bytes] = [sys.executable, "-m", "newscli", *arguments]
    done = subprocess.run(
        command,
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(variables or {})},
        check=False,
    )
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace"))


def zipped(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def shell(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of the documentation in bash, `newscli` being this one; skip where a tool is missing."""
    for tool in ("bash", "jq"):
        if tool in ("bash", *command.split()) and shutil.which(tool) is None:
            pytest.skip(f"no {tool} here")
    line = re.sub(r"(^|\| )newscli\b", rf"\1{shlex.quote(sys.executable)} -m newscli", command)
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes | str], str]:
    """A function that writes a file and returns its path as a string."""

    def written(name: str, data: bytes | str) -> str:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return str(path)

    return written
