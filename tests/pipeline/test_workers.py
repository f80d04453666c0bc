"""Worker processes: the same answers in the same order, and no process left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import newscli
from newscli.pipeline import MAX_INPUTS_OF_ONE_JOB, count_jobs
from tests.conftest import ROOT, SAMPLES, heed_signals, run_newscli
from tests.pipeline.processes import PATIENCE_SECONDS, find_workers, is_running, needs_proc, wait_for

STORY = "The council met.\n\n“It was late,” said Ann Lee.\n"


@pytest.fixture
def stories(tmp_path: Path) -> list[Path]:
    """Some articles, in a folder of their own."""
    folder = tmp_path / "stories"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(STORY, "utf-8")
    return sorted(folder.iterdir())


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
def test_leaving_early_ends_the_workers(stories: list[Path]) -> None:
    before = find_workers(os.getpid())
    reports = newscli.inspect_all(stories * 20, jobs=2)
    next(reports)
    assert find_workers(os.getpid()) - before
    reports.close()  # type: ignore[attr-defined]
    assert not find_workers(os.getpid()) - before


@needs_proc
@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_no_worker_outlives_the_program(stories: list[Path], sent: str) -> None:
    # Standard input is open and silent, so that the program waits while its workers are idle.
    command = [sys.executable, "-m", "newscli", "meta", "--jobs", "2", *map(str, stories), "-", *map(str, stories)]
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, preexec_fn=heed_signals, **streams) as process:  # type: ignore[call-overload]
        workers = wait_for(lambda: find_workers(process.pid))
        process.send_signal(getattr(signal, sent))
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
