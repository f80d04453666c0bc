"""What tests share: paths, the samples, and ways to run the program."""

import contextlib
import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import newscli
from newscli.cli.environment import Environment
from newscli.cli.main import run
from newscli.errors import DefectError
from newscli.model import Article, Report, Span

# No deadline: the first example of a property loads the model, and no test may depend on speed.
settings.register_profile("newscli", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newscli")

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
CASES = ROOT / "tests" / "cases"
HOSTILE = ROOT / "tests" / "hostile"
SHARED = ROOT.parent / "shared"
SEED = SHARED / "seed" / "article.txt"
# A test fails if the program hangs for so long; nothing that works comes near this on any machine.
HANG_SECONDS = 600
# Every command that inspects articles.
COMMANDS = sorted(path.stem for path in (ROOT / "newscli/rendering/views").glob("[a-z]*.py"))
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes, links or interval timers")
# These tests need ptys, named pipes and signals.
_POSIX_TESTS = [f"cli/test_{name}.py" for name in ("terminal", "hostile_terminal", "trouble", "pager", "habits")]
collect_ignore = _POSIX_TESTS if sys.platform == "win32" else []


@pytest.fixture(autouse=True)
def fail_at_defects(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test fail as soon as newscli reports a bug of its own, unless the test is marked ``defects``."""

    def fail(self: DefectError, message: str) -> None:
        raise AssertionError(message)

    if request.node.get_closest_marker("defects") is None:
        monkeypatch.setattr(DefectError, "__init__", fail)


@cache
def read_samples() -> tuple[Article, ...]:
    """Read every article of every sample, once."""
    articles = []
    for path in sorted(SAMPLES.iterdir()):
        for article in newscli.read_all(path, name=f"samples/{path.name}"):
            assert isinstance(article, Article)
            articles.append(article)
    return tuple(articles)


@dataclass
class Outcome:
    """How a run of the program ended, and what it wrote to its two streams."""

    code: int
    out: str
    err: str


def invoke(*arguments: str, stdin: bytes | None = None, terminal: bool = False, **variables: str) -> Outcome:
    """Run the program in this process.

    Its standard input is a terminal where ``stdin`` is None, the other two streams where ``terminal`` is true.
    """
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
    # Typer prints help to sys.stdout and not to the environment.
    with contextlib.redirect_stdout(io.StringIO()) as help_text:
        code = run(environment, list(arguments))
    return Outcome(code, help_text.getvalue() + out.getvalue(), err.getvalue())


def run_newscli(
    *arguments: str | bytes, stdin: bytes | None = None, variables: Mapping[str, str] | None = None
) -> Outcome:
    """Run the program in a process of its own. Neither its input nor its output is a terminal."""
    command: Sequence[str | bytes] = [sys.executable, "-m", "newscli", *arguments]
    process = subprocess.run(
        command,
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(variables or {})},
        check=False,
    )
    return Outcome(process.returncode, process.stdout.decode("utf-8"), process.stderr.decode("utf-8", "replace"))


def heed_signals() -> None:
    """Heed interrupts in a process that is about to start, even if whoever runs the tests ignores them."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def check_spans(report: Report) -> None:
    """Fail where a span lies outside the text, or isn't the text that is given for it."""
    text = report.text
    assert text is not None
    assert report.body is not None
    passages = [(quote.text, quote.spans) for quote in report.quotes]
    passages += [(quote.speaker.mention, (quote.speaker.span,)) for quote in report.quotes if quote.speaker]
    passages += [(quote.cue.text, (quote.cue.span,)) for quote in report.quotes if quote.cue]
    passages += [(m.text, (Span(m.start, m.end),)) for entity in report.entities for m in entity.mentions]
    passages += [(date.text, (date.span,)) for date in report.dates]
    for passage, spans in passages:
        assert list(spans) == sorted(spans) != []
        # What joins the spans of a quote is a space, or a blank line between paragraphs.
        assert passage.split() == " ".join(text[start:end] for start, end in spans).split()
    evidence_spans = [item.span for item in report.metadata.evidence.values() if item.span]
    warning_spans = [span for warning in report.warnings for span in warning.spans]
    for start, end in (*(span for _, spans in passages for span in spans), *evidence_spans, *warning_spans):
        assert 0 <= start < end <= len(text)
    assert 0 <= report.body.start <= report.body.end <= len(text)


def make_zip(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of files, given by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def run_shell(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of the documentation in bash, with this newscli; skip the test where bash or jq is missing."""
    for tool in ("bash", "jq"):
        if tool in ("bash", *command.split()) and shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
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

    def write_file(name: str, data: bytes | str) -> str:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return str(path)

    return write_file
