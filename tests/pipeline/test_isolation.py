"""Workers that are made to fail in each way: the limits hold, the others are read, and nothing is left behind."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path

import pytest

import newscli
from newscli.errors import FailedArticle, NewscliError
from newscli.limits import Limits
from newscli.options import ReadOptions
from newscli.pipeline.clock import TimeBudget
from newscli.pipeline.messages import read_message
from newscli.pipeline.workers import Workers
from tests.conftest import HOSTILE, ROOT, SAMPLES, heed_signals, make_zip, needs_posix
from tests.pipeline.processes import PATIENCE_SECONDS, find_workers, is_running, measure_cpu_ticks, needs_proc, wait_for

STORY = b"It was late, she said.\n"
# Long enough for what is not sabotaged, on any machine.
LONG_SECONDS = 20
MARKDOWN = b"# A\n\nB.\n"
# Makes a worker do something in place of importing the module that reads Markdown.
SABOTAGE = """
import sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "newscli.formats.markdown" and "newscli.worker" in sys.orig_argv:
            {action}

sys.meta_path.insert(0, Finder())
"""
# One call into C, which no handler of Python's interrupts.
FOR_EVER = "import re; re.match('(a|a)*b', 'a' * 100)"


@pytest.fixture
def sabotage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """A function that makes every worker of this test do something when it begins to read a Markdown file."""
    workers = Workers(max_ready=1)

    def prepare(action: str) -> None:
        folder = tmp_path / "sabotage"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(SABOTAGE.format(action=action), "utf-8")
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(ROOT)]))
        monkeypatch.setattr("newscli.pipeline.workers.SHARED", workers)

    yield prepare
    workers.close()


def read_archive(**limits: float) -> list[tuple[str, str | None]]:
    """Read an archive whose second file is Markdown; return the path and the error of each article."""
    data = make_zip({"1.txt": STORY, "2.md": MARKDOWN, "3.txt": STORY})
    options = ReadOptions(limits=Limits(**limits))  # type: ignore[arg-type]
    return [
        (result.path, result.error.code) if isinstance(result, FailedArticle) else (result.source.path, None)
        for result in newscli.read_all(data, name="a.zip", options=options)
    ]


def test_what_takes_too_long_is_ended_and_the_others_are_read(sabotage: Callable[[str], None]) -> None:
    sabotage(FOR_EVER)
    assert read_archive(max_seconds=LONG_SECONDS) == [("a.zip#1", None), ("a.zip#2", "limit"), ("a.zip#3", None)]


@needs_posix
def test_what_takes_too_much_memory_is_an_error_and_the_others_are_read(sabotage: Callable[[str], None]) -> None:
    sabotage("bytearray(3_000_000_000)")
    assert read_archive(max_memory=2_000_000_000) == [("a.zip#1", None), ("a.zip#2", "limit"), ("a.zip#3", None)]
    with pytest.raises(NewscliError, match="needs over 2,000,000,000 bytes of memory; raise --max-memory"):
        newscli.read(MARKDOWN, name="a.md", options=ReadOptions(limits=Limits(max_memory=2_000_000_000)))


@pytest.mark.parametrize("action", ["import os; os.abort()", "import os; os._exit(3)"])
def test_what_ends_its_worker_is_an_error_and_the_others_are_read(action: str, sabotage: Callable[[str], None]) -> None:
    sabotage(action)
    assert read_archive() == [("a.zip#1", None), ("a.zip#2", "crashed"), ("a.zip#3", None)]


@pytest.mark.defects
def test_a_defect_costs_one_article(sabotage: Callable[[str], None]) -> None:
    sabotage("raise ZeroDivisionError('a defect')")
    assert read_archive() == [("a.zip#1", None), ("a.zip#2", "internal"), ("a.zip#3", None)]


def test_a_line_that_ends_its_worker_costs_that_line(
    sabotage: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sabotage("pass")
    folder = tmp_path / "sabotage" / "sitecustomize.py"
    folder.write_text(
        "import json, os, sys\n"
        "loads = json.JSONDecoder.raw_decode\n"
        "def explode(self, s, idx=0): return os._exit(3) if s.startswith('{\"b') else loads(self, s, idx)\n"
        "json.JSONDecoder.raw_decode = explode if 'newscli.worker' in sys.orig_argv else loads\n"
    )
    (tmp_path / "a.ndjson").write_bytes(b'{"text": "It was late."}\n{"b": 1}\n{"text": "It rained."}\n')
    reports = list(newscli.inspect_all([tmp_path / "a.ndjson"], use_model=False))
    assert [report.error and report.error.code for report in reports] == [None, "crashed", None]
    assert [report.source.path[-2:] for report in reports] == ["#1", "#2", "#3"]


def test_a_worker_that_answers_with_more_than_a_file_can_have_is_ended(sabotage: Callable[[str], None]) -> None:
    sabotage(
        "from newscli.pipeline import messages; plain = messages.to_plain;"
        "messages.to_plain = lambda value: {**plain(value), 'text': 'a' * 1_000_000}"
    )
    with pytest.raises(NewscliError, match="too much text"):
        newscli.read(MARKDOWN, name="a.md", options=ReadOptions(limits=Limits(max_unpacked=100_000)))


def test_the_limit_on_what_is_unpacked_is_none_on_plain_files() -> None:
    assert newscli.read(STORY * 10, options=ReadOptions(limits=Limits(max_unpacked=1))).text == STORY.decode() * 10


@pytest.mark.parametrize("answer", ["{}[0]", "{'source': 1}", "5", "{'text': []}"])
def test_a_worker_whose_answers_make_no_sense_is_ended(answer: str, sabotage: Callable[[str], None]) -> None:
    sabotage(f"from newscli.pipeline import messages; messages.to_plain = lambda value: {answer}")
    with pytest.raises(NewscliError) as caught:
        newscli.read(MARKDOWN, name="a.md")
    assert caught.value.code == "crashed"


@pytest.mark.parametrize("line", [b"no JSON\n", b"[1]\n", b'{"size": "x"}\n', b"half", b"", b"[" * 100_000 + b"\n"])
def test_a_line_that_is_no_message_is_none(line: bytes) -> None:
    assert read_message(io.BytesIO(line)) is None


def test_a_worker_that_ended_while_it_was_idle_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    workers = Workers(max_ready=1)
    monkeypatch.setattr("newscli.pipeline.workers.SHARED", workers)
    newscli.read(STORY)
    worker = workers.take()
    worker.kill()
    workers.give_back(worker)
    assert newscli.read(STORY).text == STORY.decode()
    workers.close()


def test_a_file_may_take_as_long_as_ten_slow_articles_and_more_for_each_that_is_read() -> None:
    budget = TimeBudget(60)
    assert not budget.is_file_over
    for _ in range(9):
        assert not budget.spend(60)
        budget.start_article()
        assert not budget.is_file_over
    budget.finish_article(4_000)
    # One second for the article, one for its 4,000 characters.
    assert budget.seconds_left == 62
    assert budget.spend(59)
    budget.start_article()
    assert not budget.spend(3)
    assert budget.is_file_over
    unlimited = TimeBudget(0)
    assert unlimited.spend(1e9)
    assert not unlimited.is_file_over


def test_once_the_time_of_a_file_is_up_the_rest_is_not_read(
    sabotage: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TimeBudget, "is_file_over", True)
    sabotage(FOR_EVER)
    data = make_zip({"1.txt": STORY, "2.txt": STORY, "3.md": MARKDOWN, "4.txt": STORY})
    read = newscli.read_all(data, name="a.zip", options=ReadOptions(limits=Limits(max_seconds=LONG_SECONDS)))
    assert [type(result).__name__ for result in islice(read, 2)] == ["Article", "Article"]
    with pytest.raises(NewscliError, match=r"a\.zip: took over 20 s .*; the articles after the first 2 were not read$"):
        next(read)


def test_isolated_or_not_the_answers_are_the_same() -> None:
    paths = sorted(chain(SAMPLES.iterdir(), HOSTILE.iterdir()))
    isolated, direct = (list(newscli.inspect_all(paths, use_model=False, isolate=isolate)) for isolate in (True, False))
    assert isolated == direct
    assert len(isolated) > len(paths)
    data = (SAMPLES / "page.html").read_bytes()
    assert newscli.read(data, name="a.html") == newscli.read(data, name="a.html", isolate=False)


@needs_proc
@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_a_signal_ends_a_worker_that_hears_none(sent: str, sabotage: Callable[[str], None], tmp_path: Path) -> None:
    sabotage(FOR_EVER)
    (tmp_path / "a.md").write_bytes(MARKDOWN)
    out = tmp_path / "out"
    out.mkdir()
    command = [sys.executable, "-m", "newscli", "meta", "--json", "-o", str(out / "a.json"), str(tmp_path / "a.md")]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, preexec_fn=heed_signals) as process:
        (worker,) = wait_for(lambda: find_workers(process.pid))
        # Until it has begun: the start takes less than half a second of a processor's time.
        wait_for(lambda: measure_cpu_ticks(worker) > 1.5 * os.sysconf("SC_CLK_TCK"))
        process.send_signal(getattr(signal, sent))
        code = process.wait(PATIENCE_SECONDS)
        wait_for(lambda: not is_running(worker))
    assert code == {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129, "SIGKILL": -9}[sent]
    # Nobody can clean up after a process that is killed.
    assert (list(out.iterdir()) == []) == (sent != "SIGKILL")


def test_a_worker_says_nothing_on_the_streams_of_the_program(sabotage: Callable[[str], None], tmp_path: Path) -> None:
    sabotage("print('noise'); print('noise', file=sys.stderr); import os; os.write(1, b'noise'); os.write(2, b'noise')")
    (tmp_path / "a.md").write_bytes(MARKDOWN)
    command = [sys.executable, "-m", "newscli", "meta", "--json", str(tmp_path / "a.md")]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert outcome.stderr == b""
    assert json.loads(outcome.stdout)["error"] is None
