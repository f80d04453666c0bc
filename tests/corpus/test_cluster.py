"""Tables of articles on a cluster: the same answer as elsewhere, exactly once, whatever is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import newscli
from newscli.corpus import inspect_part, inspect_table, todo
from tests.conftest import ROOT, SAMPLES, needs_posix
from tests.corpus.stores import STORY, index, list_rows

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def write_parts(folder: Path, parts: int, rows: int) -> None:
    folder.mkdir()
    for part in range(parts):
        records = [
            {"id": f"{part}-{n}", "text": STORY.format(day=f"May {n}", words=f"We had case {part}"), "mine": n}
            for n in range(rows)
        ]
        parquet.write_table(arrow.Table.from_pylist(records), folder / f"part-{part}.parquet")


def test_one_row_in_one_row_out_in_the_same_order() -> None:
    text = (SAMPLES / "bare.txt").read_text("utf-8")
    rows = [
        {"id": "a", "text": text, "published": "2031-05-02", "publisher": "The Gull", "mine": 1.5},
        {"id": "b", "text": None, "published": None, "publisher": None, "mine": None},
        {"id": "c", "text": "The council met. It was late.", "published": "2031", "publisher": None, "mine": 2.0},
    ]
    table = inspect_table(arrow.Table.from_pylist(rows))
    assert table.column("id").to_pylist() == ["a", "b", "c"]
    assert table.column("mine").to_pylist() == [1.5, None, 2.0]
    assert [error and error["code"] for error in table.column("error").to_pylist()] == [None, "empty", None]
    report = newscli.inspect(newscli.Article.from_text(text), all_quotes=True)
    assert [quote["text"] for quote in table.column("quotes")[0].as_py()] == [quote.text for quote in report.quotes]
    assert table.column("outlet").to_pylist() == ["The Gull", None, None]


def test_the_schema_is_the_same_whatever_is_in_a_table() -> None:
    schemas = [
        inspect_table(arrow.Table.from_pylist(rows)).schema
        for rows in (
            [{"text": "It was late."}],
            [{"text": None}],
            [{"text": "“Go,” Ann Lee said.", "authors": ["A B"]}],
        )
    ]
    assert schemas[0].equals(schemas[1])
    assert schemas[0].equals(schemas[2])
    assert schemas[0].equals(newscli.corpus.SCHEMA)


def test_parts_are_answered_once_and_make_a_store_without_the_model(tmp_path: Path) -> None:
    source, out, store = tmp_path / "in", tmp_path / "out", tmp_path / "news.db"
    write_parts(source, 3, 4)
    for part in todo(source, out)[:2]:
        inspect_part(part, out)
    assert [Path(part).name for part in todo(source, out)] == ["part-2.parquet"]
    inspect_part(todo(source, out)[0], out)
    assert todo(source, out) == []
    assert index(store, out).articles == 12
    assert list_rows(store, "SELECT count(*), sum(all_quotes) > 0 FROM articles") == [(12, 1)]
    plain = tmp_path / "plain.db"
    index(plain, source)
    query = "SELECT record, words, all_quotes, quotes FROM articles ORDER BY id"
    assert list_rows(store, query) == list_rows(plain, query)


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    write_parts(tmp_path / "in", 1, 1)
    write_parts(tmp_path / "in" / "more", 1, 1)
    with pytest.raises(ValueError, match="have the same name"):
        todo(tmp_path / "in", tmp_path / "out")


def test_words_that_no_article_has_are_not_taken_from_a_table(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    write_parts(source, 1, 1)
    inspect_part(todo(source, out)[0], out)
    (row,) = parquet.read_table(out / "part-0.parquet").to_pylist()
    assert "We had case 0" in row["report"]
    row["report"] = row["report"].replace("We had case 0", "We stole it all")
    parquet.write_table(arrow.Table.from_pylist([row]), out / "part-0.parquet")
    index(tmp_path / "news.db", out)
    texts = [text for (text,) in list_rows(tmp_path / "news.db", "SELECT text FROM quote_text")]
    assert texts
    assert not any("stole" in text for text in texts)


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1"])
def test_damaged_parquet_is_a_failure(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad.parquet").write_bytes(data)
    assert index(tmp_path / "news.db", tmp_path / "bad.parquet").failed == 1


DASK = """
import sys, dask, dask.bag
from newscli.corpus import inspect_part, todo

if __name__ == "__main__":
    source, out = sys.argv[1:]
    dask.bag.from_sequence(todo(source, out), partition_size=1).map(inspect_part, out).compute(num_workers=2)
"""


@needs_posix
def test_dask_is_killed_and_goes_on_exactly_once(tmp_path: Path) -> None:
    pytest.importorskip("dask.bag")
    source, out, script = tmp_path / "in", tmp_path / "out", tmp_path / "run.py"
    write_parts(source, 6, 20)
    script.write_text(DASK, "utf-8")
    command = [sys.executable, str(script), str(source), str(out)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    while not list(out.glob("*.parquet")) and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    done = {path: path.stat().st_mtime_ns for path in out.glob("*.parquet")}
    assert done
    subprocess.run(command, env=environment, check=True)
    ids = [row for path in sorted(out.glob("*.parquet")) for row in parquet.read_table(path).column("id").to_pylist()]
    assert len(ids) == len(set(ids)) == 120
    assert {path: path.stat().st_mtime_ns for path in done} == done
