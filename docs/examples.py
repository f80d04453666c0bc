"""Renew the output of every example in README.md and docs/*.md.

    python docs/examples.py            write what the commands print today
    python docs/examples.py --check    write nothing; exit with 1 where a page is out of date

An example is a line "$ command" in a block marked "console"; what follows it, up to the next command, is its output.
Commands run in a copy of samples/, those of a page one after another. Pipelines run in a shell; any other command
prints what it prints on a terminal, and below that what goes to standard error.
"""

import argparse
import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
WIDTH = 96
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
# Bold and dim text, which a terminal shows and a page can't.
STYLE = re.compile(r"\x1b\[[\d;]*m")
# On another processor the model may find one weak quote more or less, which moves ids and widens columns.
UNSTABLE = re.compile(r"\b[a-z]\d+\b|─+|\s+")
# What is counted over many articles depends on all their weak quotes, and so do the bars, sizes and times beside it.
COUNTED = re.compile(r"\b[\da-f]{12}-[\da-f]{12}\b|[\d.,%:+T-]+|[█▓░]+|\s+")


def list_pages() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def renew(page: str) -> str:
    """The page with the output of its examples renewed."""
    return BLOCK.sub(lambda block: "\n".join(_run_block(block[0])), page)


def is_current(page: str, renewed: str) -> bool:
    """Whether two versions of a page show the same output, apart from ids, column widths, and counts over a store."""

    def simplify(text: str) -> str:
        text = BLOCK.sub(lambda block: COUNTED.sub(" ", block[0]) if "news.db" in block[0] else block[0], text)
        return UNSTABLE.sub(" ", text)

    return simplify(page) == simplify(renewed)


# What `newscli verify` says by its exit status: that a quotation was not said so.
FINDINGS = 1


def run_on_terminal(command: str, *, colour: bool = False) -> str:
    """What ``newscli …`` prints on a terminal."""
    from newscli.cli.environment import Environment
    from newscli.cli.main import run

    stdout, stderr = io.StringIO(), io.StringIO()
    variables = {"FORCE_COLOR": "1"} if colour else {"TERM": "dumb"}
    environment = Environment(
        stdin=io.BytesIO(),
        stdout=stdout,
        stderr=stderr,
        stdin_tty=True,
        stdout_tty=True,
        stderr_tty=False,
        variables=variables,
    )
    # Typer prints help by itself, not through the environment.
    with contextlib.redirect_stdout(stdout):
        status = run(environment, shlex.split(command)[1:])
    if status and not (status == FINDINGS and " verify " in command):
        raise SystemExit(f"{command}: exit status {status}\n{stderr.getvalue()}")
    return stdout.getvalue() + stderr.getvalue()


def _run_block(block: str) -> Iterator[str]:
    start, *parts = COMMAND.split(block)
    assert not start.strip(), f"output before the first command: {start!r}"
    for command, old_output in zip(parts[::2], parts[1::2], strict=True):
        yield f"$ {command}"
        yield from _run(command, old_output)
    yield ""


def _run(command: str, old_output: str) -> list[str]:
    if re.search(r"[|>]", command) is None:
        output = STYLE.sub("", run_on_terminal(command))
    elif all(map(shutil.which, ("bash", "jq"))):
        output = _run_in_shell(command)
    else:
        output = old_output
    return [line.rstrip() for line in output.strip("\n").splitlines()]


def _run_in_shell(command: str) -> str:
    line = re.sub(r"(^|\| )newscli\b", rf"\1{shlex.quote(sys.executable)} -m newscli", command)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        capture_output=True, env=environment, check=True, encoding="utf-8",
    ).stdout  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    sys.path.insert(0, str(ROOT))
    os.environ["COLUMNS"] = str(WIDTH)
    stale = False
    for path in list_pages():
        page = path.read_text("utf-8")
        with tempfile.TemporaryDirectory() as folder:
            samples = shutil.copytree(SAMPLES, Path(folder) / "samples")
            with contextlib.chdir(samples):
                renewed = renew(page)
        if not check:
            path.write_text(renewed, "utf-8")
        elif not is_current(page, renewed):
            stale = True
            print(f"{path.relative_to(ROOT)} is out of date: run python docs/examples.py", file=sys.stderr)
    sys.exit(1 if stale else 0)


if __name__ == "__main__":
    main()
