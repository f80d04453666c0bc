"""NDJSON as it comes: in bounded memory, each article before the next line is there, and bad lines in their places."""

import gzip
import hashlib
import io
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli.cli.environment import Environment
from newscli.cli.main import run
from newscli.input.ndjson import are_records, read_head, split_lines
from newscli.limits import Limits
from newscli.model import Article
from newscli.pipeline import Unread, Wanted, held_in_file, read_all
from tests.conftest import ROOT, invoke


def record(number: int, size: int = 0) -> bytes:
    return json.dumps({"title": f"T{number}", "text": f"It was {number}, she said. " + "Rain. " * size}).encode()


class OpenPipe(io.RawIOBase):
    """A pipe whose writer sends a record, sees what has been answered by then, and sends the next."""

    def __init__(self, records: list[bytes], answers: io.BytesIO) -> None:
        self._records, self._answers = iter(records), answers
        self.answered: list[int] = []

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self.answered.append(self._answers.getvalue().count(b"\n"))
        line = next(self._records, b"")
        buffer[: len(line)] = line
        return len(line)


def test_an_open_pipe_is_answered_record_by_record() -> None:
    answers = io.BytesIO()
    pipe = OpenPipe([record(number) + b"\n" for number in (1, 2, 3)], answers)
    environment = Environment(
        stdin=io.BufferedReader(pipe),
        # What is written reaches the answers when it is flushed, as in a pipe.
        stdout=io.TextIOWrapper(answers, encoding="utf-8"),
        stderr=io.StringIO(),
        stdin_tty=False,
        stdout_tty=False,
        stderr_tty=False,
    )
    assert run(environment, ["meta", "--json"]) == 0
    # One answer more each time that the program asks for more, and all of them at the end.
    assert pipe.answered[:4] == [0, 1, 2, 3]
    reports = [json.loads(line) for line in answers.getvalue().splitlines()]
    assert [report["metadata"]["title"] for report in reports] == ["T1", "T2", "T3"]
    assert [report["source"]["path"] for report in reports] == ["-#1", "-#2", "-#3"]
    assert {(report["source"]["bytes"], report["source"]["sha256"]) for report in reports} == {(None, None)}


def test_a_pipe_that_stays_open_is_answered_by_the_real_program() -> None:
    command = [sys.executable, "-m", "newscli", "meta", "--json"]
    answers = []
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(record(1) + b"\n" + record(2) + b"\n")
        process.stdin.flush()
        answers += [process.stdout.readline(), process.stdout.readline()]
        process.stdin.write(record(3) + b"\n")
        process.stdin.close()
        answers += process.stdout
    assert [json.loads(answer)["metadata"]["title"] for answer in answers] == ["T1", "T2", "T3"]


def test_a_file_is_read_in_bounded_memory_and_its_digest_is_known(tmp_path: Path) -> None:
    path = tmp_path / "crawl.ndjson"
    with path.open("wb") as file:
        for number in range(400):
            file.write(record(number, 10_000) + b"\n")
    tracemalloc.start()
    sources = [one.source for one in read_all(path) if isinstance(one, Article)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(sources) == 400
    assert peak < path.stat().st_size / 3
    assert {one.bytes for one in sources} == {path.stat().st_size}
    assert {one.sha256 for one in sources} == {hashlib.sha256(path.read_bytes()).hexdigest()}


def test_a_file_longer_than_the_limit_of_one_is_read_line_by_line(write: Callable[[str, bytes], str]) -> None:
    path = write("a.ndjson", b"\n".join(record(k, 20) for k in range(20)))
    done = invoke("meta", "--json", "--max-bytes", "400", path)
    assert [json.loads(line)["metadata"]["title"] for line in done.out.splitlines()] == [f"T{k}" for k in range(20)]


def test_a_line_that_is_too_long_is_an_error_in_its_place() -> None:
    data = b"\n".join([record(1), record(2, 1000), record(3)])
    found = list(read_all(io.BytesIO(data).read(), "a.jsonl", Wanted(limits=Limits(max_bytes=1000))))
    assert [isinstance(one, Unread) for one in found] == [False, True, False]
    assert isinstance(found[1], Unread)
    assert "--max-bytes" in found[1].error.message


def test_what_a_file_grows_by_while_it_is_read_is_left(tmp_path: Path) -> None:
    path = tmp_path / "grows.ndjson"
    before = b"".join(record(k) + b"\n" for k in range(5))
    path.write_bytes(before)
    found = []
    for one in read_all(path):
        assert isinstance(one, Article)
        found.append(one)
        with path.open("ab") as file:
            file.write(record(99) + b"\n")
    assert len(found) == 5
    assert {one.source.sha256 for one in found} == {hashlib.sha256(before).hexdigest()}


def test_packed_lines_are_counted_while_they_are_unpacked() -> None:
    data = gzip.compress(b"".join(record(k, 2000) + b"\n" for k in range(50)))
    found = list(newscli.read_all(data, name="a.jsonl.gz"))
    assert [one.source.path for one in found if isinstance(one, Article)] == [f"a.jsonl.gz#{k}" for k in range(1, 51)]
    limits = Limits(max_unpacked=2_000_000)
    bomb = gzip.compress(b"".join(record(k) + b"\n" for k in range(200_000)))
    coming = read_all(bomb, "a.jsonl.gz", Wanted(limits=limits))
    assert all(isinstance(one, Article) for one in islice(coming, 100))
    with pytest.raises(newscli.NewscliError, match="--max-unpacked"):
        list(coming)


def test_standard_input_that_is_a_file_is_read_from_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(b"".join(record(k) + b"\n" for k in range(3)))
    with path.open("rb") as file:
        file.readline()
        found = list(held_in_file(file, "-", Wanted()))
    assert [one.read().fields[0].value for one in found] == ["T1", "T2"]
    rest = b"".join(path.read_bytes().splitlines(keepends=True)[1:])
    assert found[0].source.sha256 == hashlib.sha256(rest).hexdigest()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b'{"text": "a"}\n{"text": "b"}\n', "-", True),
        (b'\xef\xbb\xbf\n\n {"text": "a"}\n', "-", True),
        (b'{"text": "a"}', "a.ndjson", False),  # one alone is no lines
        (b'{"text":\n "a"}\n', "-", False),
        (b'{"text":\n', "a.jsonl", True),
        (b'[{"text": "a"},\n{"text": "b"}]', "-", False),
        (b'{"text": "a"}\n', "a.md", False),
        (b"{curly} words\nand more\n", "a.txt", False),
        ('{"text": "a"}\n'.encode("utf-16"), "a.ndjson", False),
    ],
)
def test_what_lines_of_records_are(data: bytes, name: str, expected: bool) -> None:
    assert are_records(read_head(iter([data]), Limits()), name, None, None) == expected


@given(st.lists(st.binary(max_size=30), max_size=12), st.integers(1, 7))
def test_lines_are_those_of_the_whole_however_it_comes(parts: list[bytes], size: int) -> None:
    data = b"\n".join(parts)

    def pieces() -> Iterator[bytes]:
        yield from (data[k : k + size] for k in range(0, len(data), size))

    expected = [part for part in data.removeprefix(b"\xef\xbb\xbf").split(b"\n") if part.strip(b" \t\r")]
    if not data.startswith(b"\xef"):
        assert list(split_lines(b"", pieces(), Limits())) == expected
    assert list(split_lines(data, iter([]), Limits())) == expected
