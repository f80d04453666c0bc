"""Worker processes: the same answers in the same order, a crash that costs one input, and no process left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

import newscli
from newscli.pipeline import MAX_INPUTS_OF_ONE_JOB, count_jobs
from tests.conftest import ROOT, SAMPLES, run_newscli

STORY = "The council met.\n\n“It was late,” said Ann Lee.\n"
PATIENCE_SECONDS = 60.0
Found = TypeVar("Found")
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc")


def wait_for(find: Callable[[], Found]) -> Found:
    """Wait until a function returns something true, and return that."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not (found := find()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
    return found


def find_workers(parent: int) -> list[int]:
    """Find the workers that a process has started, by their parent's number."""
    workers = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
            is_worker = b"newscli.worker" in (folder / "cmdline").read_bytes()
            if is_worker and int(after_name[1]) == parent and after_name[0] != "Z":
                workers.append(int(folder.name))
    return workers


def is_running(number: int) -> bool:
    try:
        return (Path("/proc") / str(number) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def stories(tmp_path: Path) -> list[Path]:
    """Some articles, in a folder of their own."""
    folder = tmp_path / "stories"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(STORY, "utf-8")
    return sorted(folder.iterdir())


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A named pipe to which nobody writes: reading it takes for ever."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs named pipes")
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    return path


def test_several_workers_say_the_same_as_one_process_in_the_same_order() -> None:
    others = ("crawl.ndjson", "no-such-file.txt", "articles.zip")
    paths = [*sorted(SAMPLES.glob("*.txt")), *(SAMPLES / name for name in others)]
    shares: list[tuple[str, float]] = []
    parallel = newscli.inspect_all(paths, jobs=3, on_progress=lambda path, share: shares.append((path, share)))
    assert list(parallel) == list(newscli.inspect_all(paths))
    assert shares[0] == (str(paths[0]), 0)
    assert {path for path, _ in shares} >= {str(SAMPLES / "bare.txt"), str(SAMPLES / "crawl.ndjson") + "#2"}


def test_the_program_takes_standard_input_in_its_turn(stories: list[Path]) -> None:
    paths = [str(stories[0]), "-", str(stories[1])]
    outcome = run_newscli("meta", "--jobs", "2", "--json", *paths, stdin=b"# Tides\n\nIt rose.\n")
    assert (outcome.code, outcome.err) == (0, "")
    assert [line.count('"path": "-"') for line in outcome.out.splitlines()] == [0, 1, 0]


def test_options_reach_the_workers(stories: list[Path]) -> None:
    limits = newscli.Limits(max_bytes=3)
    reports = newscli.inspect_all(stories, options=newscli.ReadOptions(limits=limits), use_model=False, jobs=2)
    assert [report.error and report.error.code for report in reports] == ["limit"] * len(stories)
    (report, *_) = newscli.inspect_all(stories, use_model=False, dates=False, jobs=2)
    assert (report.quotes, report.dates) == ((), ())


@needs_proc
def test_a_worker_that_ends_twice_costs_its_input_and_no_other(stories: list[Path], pipe: Path) -> None:
    paths = [stories[0], pipe, *stories[1:]]
    command = [sys.executable, "-m", "newscli", "meta", "--json", "--jobs", "2", *map(str, paths)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    killed: set[int] = set()
    for _ in range(2):
        # This waits for a worker to open the pipe for reading.
        writer = os.open(pipe, os.O_WRONLY)
        (reader,) = wait_for(lambda: set(find_readers(process.pid, pipe)) - killed)
        os.kill(reader, signal.SIGKILL)
        killed.add(reader)
        os.close(writer)
    out, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 1
    assert err == f"newscli: {pipe}: made the process that read it end (signal 9); if memory ran out, use --jobs 1\n"
    assert out.count('"error": null') == len(stories)
    assert out.count('"code": "crashed"') == 1


def find_readers(parent: int, pipe: Path) -> list[int]:
    """Find the workers that have a pipe open."""
    readers = []
    for worker in find_workers(parent):
        with contextlib.suppress(OSError):
            if any(os.path.realpath(fd) == str(pipe) for fd in (Path("/proc") / str(worker) / "fd").iterdir()):
                readers.append(worker)
    return readers


@needs_proc
def test_leaving_early_ends_the_workers(stories: list[Path], pipe: Path) -> None:
    reports = newscli.inspect_all([*stories, pipe], jobs=2)
    next(reports)
    assert find_workers(os.getpid())
    reports.close()  # type: ignore[attr-defined]
    assert not find_workers(os.getpid())


@needs_proc
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_program(stories: list[Path], tmp_path: Path, sent: signal.Signals) -> None:
    # Standard input is open and silent, so that the program waits while its workers are idle.
    command = [sys.executable, "-m", "newscli", "meta", "--jobs", "2", *map(str, stories), "-", *map(str, stories)]
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, **streams) as process:  # type: ignore[call-overload]
        workers = wait_for(lambda: find_workers(process.pid))
        process.send_signal(sent)
        assert process.wait(PATIENCE_SECONDS) != 0
        wait_for(lambda: not any(map(is_running, workers)))


def test_workers_import_nothing_from_the_current_folder(stories: list[Path], tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported')\n", "utf-8")
    command = [sys.executable, "-P", "-m", "newscli", "meta", "--jobs", "2", *map(str, stories)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (process.returncode, process.stderr) == (0, b"")


def test_few_inputs_are_read_in_one_process() -> None:
    assert count_jobs(MAX_INPUTS_OF_ONE_JOB) == 1
    assert count_jobs(MAX_INPUTS_OF_ONE_JOB + 1) >= 1


def test_a_number_of_jobs_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="jobs is 0, and must be at least 1"):
        newscli.inspect_all(["a.txt"], jobs=0)
    assert run_newscli("meta", "--jobs", "0", "a.txt").code == 2
