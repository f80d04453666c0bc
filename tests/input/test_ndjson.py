"""NDJSON as it arrives: in bounded memory, each article at once, and an error in place of each bad line."""

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
from newscli.errors import FailedArticle
from newscli.formats.entries import Entry
from newscli.formats.opening import Payload, open_payload, split_stream
from newscli.formats.sniffing import is_ndjson
from newscli.input.ndjson import read_head, split_lines
from newscli.limits import Limits
from newscli.model import Article
from newscli.options import ReadOptions
from newscli.pipeline import read_all
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
    # There is one more answer each time the program asks for more input, and all of them at the end.
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
        for number in (1, 2, 3):
            process.stdin.write(record(number) + b"\n")
            process.stdin.flush()
            answers.append(process.stdout.readline())
        process.stdin.close()
    assert [json.loads(answer)["metadata"]["title"] for answer in answers] == ["T1", "T2", "T3"]


def test_a_file_is_read_in_bounded_memory_and_its_digest_is_known(tmp_path: Path) -> None:
    path = tmp_path / "crawl.ndjson"
    with path.open("wb") as file:
        for number in range(400):
            file.write(record(number, 10_000) + b"\n")
    tracemalloc.start()
    sources = [article.source for article in read_all(path) if isinstance(article, Article)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(sources) == 400
    assert peak < path.stat().st_size / 3
    assert {source.bytes for source in sources} == {path.stat().st_size}
    assert {source.sha256 for source in sources} == {hashlib.sha256(path.read_bytes()).hexdigest()}


def test_the_size_limit_is_that_of_a_line_not_of_the_file(write: Callable[[str, bytes], str]) -> None:
    path = write("a.ndjson", b"\n".join(record(k, 20) for k in range(20)))
    outcome = invoke("meta", "--json", "--max-bytes", "400", path)
    assert [json.loads(line)["metadata"]["title"] for line in outcome.out.splitlines()] == [f"T{k}" for k in range(20)]


def test_a_line_that_is_too_long_is_an_error_in_its_place() -> None:
    data = b"\n".join([record(1), record(2, 1000), record(3)])
    results = list(
        read_all(io.BytesIO(data).read(), name="a.jsonl", options=ReadOptions(limits=Limits(max_bytes=1000)))
    )
    assert [isinstance(result, FailedArticle) for result in results] == [False, True, False]
    assert isinstance(results[1], FailedArticle)
    assert "--max-bytes" in results[1].error.message


def test_lines_appended_while_a_file_is_read_are_ignored(tmp_path: Path) -> None:
    path = tmp_path / "grows.ndjson"
    before = b"".join(record(k) + b"\n" for k in range(5))
    path.write_bytes(before)
    articles = []
    for article in read_all(path):
        assert isinstance(article, Article)
        articles.append(article)
        with path.open("ab") as file:
            file.write(record(99) + b"\n")
    assert len(articles) == 5
    assert {article.source.sha256 for article in articles} == {hashlib.sha256(before).hexdigest()}


def test_compressed_lines_are_counted_while_they_are_decompressed() -> None:
    data = gzip.compress(b"".join(record(k, 2000) + b"\n" for k in range(50)))
    articles = list(newscli.read_all(data, name="a.jsonl.gz"))
    assert [article.source.path for article in articles if isinstance(article, Article)] == [
        f"a.jsonl.gz#{k}" for k in range(1, 51)
    ]
    limits = Limits(max_unpacked=2_000_000)
    bomb = gzip.compress(b"".join(record(k) + b"\n" for k in range(200_000)))
    remaining = read_all(bomb, name="a.jsonl.gz", options=ReadOptions(limits=limits))
    assert all(isinstance(article, Article) for article in islice(remaining, 100))
    with pytest.raises(newscli.NewscliError, match="--max-unpacked"):
        list(remaining)


def test_a_file_on_standard_input_is_read_from_its_current_position(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(b"".join(record(k) + b"\n" for k in range(3)))
    with path.open("rb") as file:
        file.readline()
        payloads = [item for item in split_stream(file, "-", ReadOptions()) if isinstance(item, Payload)]
    entries = [e for item in payloads for e in open_payload(item, ReadOptions()) if isinstance(e, Entry)]
    assert [entry.read().fields[0].value for entry in entries] == ["T1", "T2"]
    rest = b"".join(path.read_bytes().splitlines(keepends=True)[1:])
    assert entries[0].source.sha256 == hashlib.sha256(rest).hexdigest()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b'{"text": "a"}\n{"text": "b"}\n', "-", True),
        (b'\xef\xbb\xbf\n\n {"text": "a"}\n', "-", True),
        (b'{"text": "a"}', "a.ndjson", True),
        (b'{"text": "a"}', "a.json", False),
        (b'{"text":\n "a"}\n', "-", False),
        (b'{"text":\n', "a.jsonl", True),
        (b'[{"text": "a"},\n{"text": "b"}]', "-", False),
        (b'{"text": "a"}\n', "a.md", False),
        (b"{curly} words\nand more\n", "a.txt", False),
        ('{"text": "a"}\n'.encode("utf-16"), "a.ndjson", False),
    ],
)
def test_ndjson_is_distinguished_from_other_text(data: bytes, name: str, expected: bool) -> None:
    assert is_ndjson(read_head(iter([data]), Limits()), name, None, None) == expected


@given(st.lists(st.binary(max_size=30), max_size=12), st.integers(1, 7))
def test_lines_do_not_depend_on_how_the_chunks_are_cut(parts: list[bytes], size: int) -> None:
    data = b"\n".join(parts)

    def cut_into_chunks() -> Iterator[bytes]:
        yield from (data[k : k + size] for k in range(0, len(data), size))

    expected = [part for part in data.removeprefix(b"\xef\xbb\xbf").split(b"\n") if part.strip(b" \t\r")]
    if not data.startswith(b"\xef"):
        assert list(split_lines(b"", cut_into_chunks(), Limits())) == expected
    assert list(split_lines(data, iter([]), Limits())) == expected
