"""A store gives back what went in, and its tables can be read without newscli."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from newscli.corpus.loading import load_reports
from newscli.corpus.packing import describe_layout, pack_report, unpack_report
from newscli.corpus.store import open_for_writing
from newscli.corpus.writing import ArticleWriter, Origin, StatedMetadata
from newscli.model import Report
from tests.conftest import HOSTILE, SAMPLES, invoke
from tests.corpus.stores import INDEXED, ask, check_soundness, index, list_rows, make_sample_store

STORE = make_sample_store()


def test_json_is_what_show_printed() -> None:
    paths = sorted(str(SAMPLES / name) for name in INDEXED)
    shown = invoke("show", "--all", "--json", *paths).out
    assert invoke("export", STORE, "--json").out == shown


def test_hostile_files_come_back_as_they_were_read(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    index(store, HOSTILE)
    shown = {}
    for line in invoke("show", "--all", "--json", str(HOSTILE)).out.splitlines():
        report = json.loads(line)
        if report["error"] is None:
            shown[report["source"]["path"]] = report
    exported = {}
    for line in invoke("export", str(store), "--json").out.splitlines():
        report = json.loads(line)
        exported[report["source"]["path"]] = report
    assert exported.keys() <= shown.keys()
    assert len(exported) > 5
    assert all(report == shown[path] for path, report in exported.items())
    check_soundness(store)


def test_a_report_of_another_layout_is_read_as_far_as_it_is_known() -> None:
    with ask(STORE) as connection:
        (report,) = load_reports(connection, [1])
    layout = json.loads(describe_layout())
    assert unpack_report(pack_report(report), layout, report.text or "", report.source.path) == report
    # Another newscli has a field that this one lacks, and lacks one that this one has.
    layout["Voice"][layout["Voice"].index("anonymous")] = "hidden"
    older = unpack_report(pack_report(report), layout, report.text or "", report.source.path)
    assert older.quotes == report.quotes
    assert [voice.name for voice in older.voices] == [voice.name for voice in report.voices]


@pytest.mark.parametrize("packed", [b"", b"\x00", b"x\x9cK\x04\x00"])
def test_a_broken_report_is_no_crash(packed: bytes) -> None:
    with pytest.raises(ValueError, match="not a packed report"):
        unpack_report(packed, json.loads(describe_layout()), "text", "path")


def test_what_another_reader_finds_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    index(store, SAMPLES / "bare.txt", SAMPLES / "interview.txt")
    with open_for_writing(str(store)) as connection:
        (report,) = load_reports(connection, [1])
        generator = replace(report.generator, rules="another")
        without = Report(report.schema, None, generator, report.source, report.text, report.body, report.metadata)
        connection.execute("BEGIN")
        assert ArticleWriter(connection).add(without, StatedMetadata(), Origin(report.source.path, 1, 0, 1, "2032"))
        connection.execute("COMMIT")
    assert list_rows(store, "SELECT version, all_quotes FROM articles WHERE id = 1") == [(1, 0)]
    check_soundness(store)


def test_parquet_is_read_by_duckdb_and_parts_are_written_once(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    folder = tmp_path / "tables"
    assert invoke("export", STORE, "--parquet", str(folder)).err.endswith("articles written\n")
    assert invoke("export", STORE, "--parquet", str(folder)).err == "newscli: 0 articles written\n"
    quotes = duckdb.sql(f"SELECT count(*), sum(shown::int) FROM '{folder}/quotes/*/*.parquet'").fetchall()
    assert quotes == list_rows(STORE, "SELECT sum(all_quotes), sum(quotes) FROM articles WHERE current")
    by_text = f"""SELECT count(*) FROM '{folder}/mentions/*/*.parquet' m JOIN '{folder}/articles/*/*.parquet' a
        USING (key, version) WHERE substring(a.text, m.start + 1, m."end" - m.start) <> m.text"""
    assert duckdb.sql(by_text).fetchall() == [(0,)]
    outcome = invoke("export", STORE, "--parquet", str(folder), "--from", "2031")
    assert (outcome.code, outcome.err.count("other filters")) == (1, 1)
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    assert "is not empty" in invoke("export", STORE, "--parquet", str(tmp_path)).err


def test_what_was_added_since_is_exported_the_next_time(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    duckdb = pytest.importorskip("duckdb")
    store, folder = tmp_path / "news.db", tmp_path / "tables"
    for number, name in enumerate(("bare.txt", "setext.md"), 1):
        index(store, SAMPLES / name)
        assert invoke("export", str(store), "--parquet", str(folder)).code == 0
        rows = duckdb.sql(f"SELECT count(*), count(DISTINCT key) FROM '{folder}/articles/*/*.parquet'").fetchall()
        assert rows == [(number, number)]


def test_a_damaged_report_is_told(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    index(store, SAMPLES / "bare.txt")
    with open_for_writing(str(store)) as connection:
        connection.execute("UPDATE reports SET packed = x'00'")
    assert invoke("export", str(store)).code == 3
    assert invoke("status", str(store), "--verify").code == 3
    outcome = invoke("status", str(tmp_path / "none.db"), "--verify")
    assert (outcome.code, (tmp_path / "none.db").exists()) == (3, False)


def test_csv_has_a_file_for_each_table(tmp_path: Path) -> None:
    assert invoke("export", STORE, "--csv", str(tmp_path)).code == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(f"{name}.csv" for name in "articles quotes voices entities mentions dates warnings".split())
    assert (tmp_path / "quotes.csv").read_text("utf-8").startswith("key,version,id,kind,")


def test_an_export_of_part_of_the_articles_refuses_what_it_can_not_do(tmp_path: Path) -> None:
    lines = invoke("export", STORE, "--json", "--outlet", "The Tarrow Courier").out.splitlines()
    assert [json.loads(line)["metadata"]["publisher"] for line in lines] == ["The Tarrow Courier"]
    assert invoke("export", STORE, "--speaker", "ann").code == 2
    assert invoke("export", STORE, "-f", "csv").code == 2
    assert invoke("export", STORE, "--all").code == 2


def test_any_program_reads_the_store_through_its_views() -> None:
    connection = sqlite3.connect(f"file:{STORE}?mode=ro", uri=True)
    rows = connection.execute("SELECT speaker, text, cue, mention FROM quote_list").fetchall()
    assert len(rows) == list_rows(STORE, "SELECT sum(all_quotes) FROM articles WHERE current")[0][0]
    texts = {report_quote.text for report in read_all() for report_quote in report.quotes}
    assert {text for _, text, _, _ in rows} <= texts
    assert connection.execute("SELECT count(*) FROM voice_list").fetchone()[0] > 10
    assert connection.execute("SELECT count(*) FROM article_list").fetchone()[0] > 5
    connection.close()


def read_all() -> list[Report]:
    with ask(STORE) as connection:
        numbers = [row[0] for row in connection.execute("SELECT id FROM articles")]
        return list(load_reports(connection, numbers))
