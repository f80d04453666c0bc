"""Indexing: what is new is read, once, whatever ends a run; what fails is a row; versions are kept."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newscli.corpus.metadata_table import MetadataTable
from newscli.corpus.outlets import parse_outlet_rule
from newscli.corpus.planning import PlanOptions
from newscli.corpus.store import open_for_writing
from newscli.errors import UnreadableError
from tests.conftest import ROOT, SAMPLES, heed_signals, invoke, needs_posix, run_newscli
from tests.corpus.stores import STORY, check_soundness, index, list_rows

LINES = [json.dumps({"text": STORY.format(day=f"May {n}", words=f"We had no choice, day {n}")}) for n in range(1, 41)]


def write_articles(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        text = STORY.format(day=f"June {number + 1}", words=f"Nobody asked us, case {number}")
        (folder / f"{number:03}.txt").write_text(text, "utf-8")


def test_an_article_is_in_the_store_once_and_read_once(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    first = index(store, SAMPLES / "bare.txt", SAMPLES / "articles.zip")
    assert (first.articles, first.failed, first.known) == (3, 0, 0)
    second = index(store, SAMPLES / "bare.txt", SAMPLES / "articles.zip")
    assert (second.articles, second.known) == (0, 2)
    assert list_rows(store, "SELECT path, version, current, record FROM articles ORDER BY id") == [
        (f"{SAMPLES}/bare.txt", 1, 1, 0),
        (f"{SAMPLES}/articles.zip#1", 1, 1, 1),
        (f"{SAMPLES}/articles.zip#2", 1, 1, 2),
    ]
    check_soundness(store)


def test_another_text_is_a_new_version_and_the_old_one_is_kept(tmp_path: Path) -> None:
    store, path = tmp_path / "news.db", tmp_path / "story.txt"
    for words in ("We are sorry", "We are very sorry", "We are sorry"):
        path.write_text(STORY.format(day="Monday", words=words), "utf-8")
        index(store, path)
    rows = list_rows(store, "SELECT version, current, text LIKE '%very%' FROM articles JOIN texts ON article = id")
    # The third is the first again, and current.
    assert rows == [(1, 1, 0), (2, 0, 1)]
    check_soundness(store)


def test_a_file_that_was_only_touched_or_moved_is_not_read_again(tmp_path: Path) -> None:
    store, path = tmp_path / "news.db", tmp_path / "story.txt"
    path.write_text(STORY.format(day="Monday", words="We are sorry"), "utf-8")
    index(store, path)
    os.utime(path, (1, 1))
    assert index(store, path).known == 1
    moved = path.rename(tmp_path / "moved.txt")
    assert index(store, moved).known == 1
    assert list_rows(store, "SELECT key, path FROM articles") == [(str(moved), str(moved))]
    # A copy beside it is an article of its own: two papers may print the same.
    path.write_bytes(moved.read_bytes())
    assert index(store, path).articles == 1


def test_what_fails_is_a_row_stops_nothing_and_can_be_retried(tmp_path: Path) -> None:
    store, folder = tmp_path / "news.db", tmp_path / "articles"
    write_articles(folder, 3)
    (folder / "001.txt").write_bytes(b"\0\1\2")
    (folder / "empty.txt").write_bytes(b"")
    progress = index(store, folder, tmp_path / "missing.txt")
    assert (progress.articles, progress.failed) == (2, 3)
    rows = list_rows(store, "SELECT path, error, attempts FROM failures ORDER BY path")
    assert rows == [
        (f"{folder}/001.txt", "binary", 1),
        (f"{folder}/empty.txt", "empty", 1),
        (f"{tmp_path}/missing.txt", "unreadable", 1),
    ]
    assert index(store, folder).failed == 0
    retry = PlanOptions(retry_failed=True)
    assert index(store, folder, plan=retry).failed == 2
    assert list_rows(store, "SELECT max(attempts) FROM failures") == [(2,)]
    (folder / "001.txt").write_text(STORY.format(day="Friday", words="It is here"), "utf-8")
    assert index(store, folder).articles == 1
    assert list_rows(store, "SELECT count(*) FROM failures") == [(2,)]


def test_a_failed_record_has_its_number_and_the_others_are_there(tmp_path: Path) -> None:
    store, path = tmp_path / "news.db", tmp_path / "crawl.ndjson"
    path.write_text("\n".join([*LINES[:20], "{broken", *LINES[20:]]), "utf-8")
    progress = index(store, path, jobs=2)
    assert (progress.articles, progress.failed) == (40, 1)
    assert list_rows(store, "SELECT record, path FROM failures") == [(21, f"{path}#21")]
    assert list_rows(store, "SELECT count(DISTINCT record), max(record) FROM articles") == [(40, 41)]


def test_a_line_with_several_articles_numbers_those_after_it_as_other_commands_do(tmp_path: Path) -> None:
    store, path = tmp_path / "news.db", tmp_path / "crawl.ndjson"
    path.write_text("\n".join([*LINES[:10], f"[{LINES[10]}, {LINES[11]}]", *LINES[12:30]]), "utf-8")
    index(store, path, jobs=2)
    shown = [json.loads(line)["source"]["path"] for line in invoke("meta", "--json", str(path)).out.splitlines()]
    assert [row[0] for row in list_rows(store, "SELECT path FROM articles ORDER BY id")] == shown


def test_a_file_that_grew_is_read_from_where_it_ended(tmp_path: Path) -> None:
    store, path = tmp_path / "news.db", tmp_path / "crawl.ndjson"
    path.write_text("".join(f"{line}\n" for line in LINES[:20]), "utf-8")
    assert index(store, path).articles == 20
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in LINES[20:])
    assert index(store, path).articles == 20
    assert list_rows(store, "SELECT count(*), max(record) FROM articles") == [(40, 40)]
    assert list_rows(store, "SELECT state, articles, lines FROM inputs") == [("done", 40, 40)]


def test_a_run_with_a_limit_goes_on_in_the_middle_of_a_file(tmp_path: Path) -> None:
    store, path, whole = tmp_path / "news.db", tmp_path / "crawl.ndjson", tmp_path / "whole.db"
    path.write_text("\n".join(LINES), "utf-8")
    done = [index(store, path, SAMPLES / "articles.zip", limit=15).articles for _ in range(4)]
    # It ends where pieces of a file end.
    assert done == [16, 16, 10, 0]
    index(whole, path, SAMPLES / "articles.zip")
    query = "SELECT key, version, path, record, words, all_quotes FROM articles ORDER BY id"
    assert list_rows(store, query) == list_rows(whole, query)


def test_metadata_of_a_table_outranks_the_article(tmp_path: Path) -> None:
    store, folder = tmp_path / "news.db", tmp_path / "articles"
    write_articles(folder, 2)
    rows = [{"file": "000.txt", "publication": "The Gull", "date": "3 May 2031", "headline": "A Bridge Closes"}]
    with open_for_writing(str(store)) as connection:
        from newscli.corpus.indexing import Indexer, IndexOptions
        from newscli.pipeline import expand_path

        table = MetadataTable(connection, rows, "name")
        Indexer(connection, IndexOptions(metadata=table)).run(expand_path(folder))
        assert table.missing == 1
        with pytest.raises(UnreadableError, match="has no column url"):
            MetadataTable(connection, rows, "url")
        with pytest.raises(UnreadableError, match="'soon' is no date"):
            MetadataTable(connection, [{"path": "a", "date": "soon"}], "path")
    query = "SELECT outlet, published, published_from, title FROM articles ORDER BY id"
    assert list_rows(store, query) == [
        ("The Gull", "2031-05-03", "table", "A Bridge Closes"),
        (None, None, None, "Vellmouth"),
    ]


@pytest.mark.parametrize(
    ("rule", "outlets"),
    [("folder", ["articles", None]), ("domain", [None, "courier.example"]), (r"/(\w+)/000", ["articles", None])],
)
def test_the_outlet_comes_from_where_the_user_says(tmp_path: Path, rule: str, outlets: list[str | None]) -> None:
    write_articles(tmp_path / "articles", 1)
    page = SAMPLES / "page.html"
    index(tmp_path / "news.db", tmp_path / "articles", page, find_outlet=parse_outlet_rule(rule))
    rows = list_rows(tmp_path / "news.db", "SELECT outlet FROM articles ORDER BY id")
    assert [row[0] for row in rows][: 2 if rule != "folder" else 1] == outlets[: 2 if rule != "folder" else 1]


@pytest.mark.parametrize("rule", ["(", "no group"])
def test_an_outlet_rule_that_says_nothing_is_refused(tmp_path: Path, rule: str) -> None:
    outcome = invoke("index", "samples/bare.txt", "-o", str(tmp_path / "news.db"), "--outlet", rule)
    assert outcome.code == 2
    assert "--outlet" in outcome.err


def test_addresses_join_versions_and_front_pages_do_not(tmp_path: Path) -> None:
    store, path = tmp_path / "news.db", tmp_path / "crawl.ndjson"
    urls = ["https://www.gull.example/bridge?utm_source=x", "http://gull.example/bridge#top", "https://gull.example/"]
    records = [
        json.dumps({"url": url, "text": STORY.format(day="Monday", words=f"We said it {n} times")})
        for n, url in enumerate([*urls, urls[2]])
    ]
    path.write_text("\n".join(records), "utf-8")
    index(store, path)
    rows = list_rows(store, "SELECT key, version, current FROM articles ORDER BY id")
    assert rows[:2] == [("gull.example/bridge", 1, 0), ("gull.example/bridge", 2, 1)]
    assert [row[1:] for row in rows[2:]] == [(1, 1), (1, 1)]


@needs_posix
def test_an_interrupt_ends_a_run_that_the_same_command_goes_on_with(tmp_path: Path) -> None:
    store, path = tmp_path / "news.db", tmp_path / "crawl.ndjson"
    path.write_text("\n".join(LINES * 20), "utf-8")
    command = [sys.executable, "-m", "newscli", "index", str(path), "-o", str(store), "--jobs", "1"]
    process = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=heed_signals
    )
    while not (store.exists() and Path(f"{store}-wal").exists()):
        time.sleep(0.01)
    time.sleep(1)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode in (130, 0)
    if process.returncode == 130:
        assert "finishing the articles in work" in err
        assert err.endswith("stopped; the same command goes on\n")
    outcome = run_newscli("index", str(path), "-o", str(store))
    assert outcome.code == 0
    assert list_rows(store, "SELECT count(*), count(DISTINCT record) FROM articles") == [(800, 800)]
    check_soundness(store)


@needs_posix
def test_kills_lose_no_article_and_none_is_there_twice(tmp_path: Path) -> None:
    # benchmarks/kills.py does it fifty times.
    store, whole, path = tmp_path / "news.db", tmp_path / "whole.db", tmp_path / "crawl.ndjson"
    path.write_text("\n".join(LINES * 5), "utf-8")
    command = [sys.executable, "-m", "newscli", "index", str(path), "samples/articles.zip", "-o", str(store), "-q"]
    for number in range(3):
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
        time.sleep(0.3 + number / 2)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert run_newscli("index", str(path), "samples/articles.zip", "-o", str(store), "-q").code == 0
    assert run_newscli("index", str(path), "samples/articles.zip", "-o", str(whole), "-q").code == 0
    check_soundness(store)
    exports = [invoke("export", str(name), "--json").out for name in (store, whole)]
    assert exports[0] == exports[1]
    assert exports[0].count("\n") == 202


def test_a_path_that_is_no_unicode_is_stored(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("paths are Unicode here")
    folder = tmp_path / "articles"
    write_articles(folder, 1)
    (folder / "000.txt").rename(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt"))
    assert index(tmp_path / "news.db", folder).articles == 1
    assert index(tmp_path / "news.db", folder).known == 1
    assert list_rows(tmp_path / "news.db", "SELECT path FROM articles") == [(f"{folder}/caf\\udce9.txt",)]


def test_what_would_be_read_is_listed_with_the_reason(tmp_path: Path) -> None:
    store, folder = tmp_path / "news.db", tmp_path / "articles"
    write_articles(folder, 2)
    index(store, folder / "000.txt")
    (folder / "000.txt").write_text(STORY.format(day="Friday", words="It has changed"), "utf-8")
    outcome = invoke("index", str(folder), "-o", str(store), "--check")
    assert outcome.out == f"changed\t{folder}/000.txt\nnew\t{folder}/001.txt\n"
    assert list_rows(store, "SELECT count(*) FROM articles") == [(1,)]


def test_a_log_has_a_line_for_each_article(tmp_path: Path) -> None:
    folder, log = tmp_path / "articles", tmp_path / "index.log"
    write_articles(folder, 2)
    (folder / "bad.txt").write_bytes(b"\0\1\2")
    outcome = invoke("index", str(folder), "-o", str(tmp_path / "news.db"), "--log", str(log))
    assert outcome.code == 1
    assert outcome.out == ""
    assert outcome.err.endswith(f"1 failed: newscli status {tmp_path}/news.db --failed\n")
    records = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [record["event"] for record in records] == ["added", "added", "failed"]
    assert records[2]["code"] == "binary"


def test_tables_of_persons_and_of_metadata_come_from_files(tmp_path: Path) -> None:
    store, folder = tmp_path / "news.db", tmp_path / "articles"
    write_articles(folder, 2)
    persons, table = tmp_path / "persons.csv", tmp_path / "articles.tsv"
    persons.write_text("name,other_names,gender\nAnn Lee of Vellmouth,Ann Lee,female\n", "utf-8")
    table.write_text("name\toutlet\tdate\n000.txt\tThe Gull\t2031-06-01\n", "utf-8")
    arguments = ("--persons", str(persons), "--metadata", str(table), "--on", "name")
    outcome = invoke("index", str(folder), "-o", str(store), *arguments)
    assert (outcome.code, outcome.err.count("1 article without a row in --metadata")) == (0, 1)
    records = [json.loads(line) for line in invoke("search", str(store), "nobody", "--json").out.splitlines()]
    assert {record["speaker"] for record in records} == {"Ann Lee of Vellmouth"}
    assert sorted(record["outlet"] or "" for record in records) == ["", "The Gull"]
    bad = tmp_path / "bad.csv"
    bad.write_text("name,gender\nAnn Lee,f\n", "utf-8")
    outcome = invoke("index", str(folder), "-o", str(store), "--persons", str(bad))
    assert (outcome.code, outcome.err.count("gender is 'f'")) == (1, 1)
    assert invoke("index", str(folder), "-o", str(store), "--metadata", str(tmp_path / "none.csv")).code == 1


def test_files_that_have_not_changed_since_a_day_are_left_out(tmp_path: Path) -> None:
    store, folder = tmp_path / "news.db", tmp_path / "articles"
    write_articles(folder, 2)
    os.utime(folder / "000.txt", (86_400 * 365, 86_400 * 365))
    assert invoke("index", str(folder), "-o", str(store), "--since", "2001-01-01").code == 0
    assert list_rows(store, "SELECT path FROM articles") == [(f"{folder}/001.txt",)]


def test_what_an_older_newscli_has_read_is_read_again_if_asked(tmp_path: Path) -> None:
    store, folder = tmp_path / "news.db", tmp_path / "articles"
    write_articles(folder, 2)
    index(store, folder)
    with open_for_writing(str(store)) as connection:
        connection.execute("UPDATE inputs SET reader = 'older'")
        connection.execute("UPDATE articles SET reader = 'older'")
    assert index(store, folder).articles == 0
    assert index(store, folder, plan=PlanOptions(redo_older=True)).articles == 2
    assert list_rows(store, "SELECT count(*), sum(version), sum(reader = 'older') FROM articles") == [(2, 2, 0)]
    check_soundness(store)


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    store, path = tmp_path / "news.db", tmp_path / "crawl.ndjson"
    path.write_text("\n".join(LINES[:20]), "utf-8")
    assert index(store, path, path, tmp_path, jobs=2).articles == 20
    assert list_rows(store, "SELECT count(*), max(record) FROM articles") == [(20, 20)]


def test_a_line_that_was_cut_when_it_was_read_is_read_again(tmp_path: Path) -> None:
    store, path = tmp_path / "news.db", tmp_path / "crawl.ndjson"
    whole = "".join(f"{line}\n" for line in LINES[:5])
    path.write_text(whole[:-60], "utf-8")
    assert index(store, path).failed == 1
    path.write_text(whole, "utf-8")
    assert index(store, path).articles == 1
    assert list_rows(store, "SELECT count(*), max(record) FROM articles") == [(5, 5)]
    assert list_rows(store, "SELECT count(*) FROM failures") == [(0,)]


def test_texts_from_pipes_and_files_of_two_folders_are_articles_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = str(tmp_path / "news.db")
    for number in range(2):
        text = STORY.format(day=f"May {number + 1}", words="We are here")
        assert invoke("index", "-", "-o", store, stdin=text.encode()).code == 0
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "story.txt").write_text(text.replace("here", "there"), "utf-8")
        monkeypatch.chdir(folder)
        assert invoke("index", ".", "-o", store).code == 0
    assert list_rows(store, "SELECT count(*), sum(current) FROM articles") == [(4, 4)]


def test_a_headline_that_was_corrected_is_a_new_version(tmp_path: Path) -> None:
    store, path = tmp_path / "news.db", tmp_path / "story.md"
    for title in ("A Bridge Closes", "The Bridge Closes"):
        path.write_text(f"# {title}\n\n" + STORY.format(day="Monday", words="We are sorry"), "utf-8")
        index(store, path)
    rows = list_rows(store, "SELECT version, current, title FROM articles ORDER BY id")
    assert rows == [(1, 0, "A Bridge Closes"), (2, 1, "The Bridge Closes")]
    outcome = invoke("diff", str(store), str(path))
    assert (outcome.code, outcome.err) == (1, "newscli: changed: title\n")


def test_the_limit_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "crawl.ndjson"
    path.write_text("\n".join(LINES), "utf-8")
    assert invoke("index", str(path), "-o", str(tmp_path / "news.db"), "--limit", "3", "--jobs", "1").code == 0


def test_an_address_that_can_not_be_right_is_wrong_usage(tmp_path: Path) -> None:
    outcome = invoke("index", "http://[bad", "-o", str(tmp_path / "news.db"))
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)


def test_what_is_said_of_articles_later_is_taken_over_without_reading_them(tmp_path: Path) -> None:
    store, folder, table = tmp_path / "news.db", tmp_path / "articles", tmp_path / "articles.csv"
    write_articles(folder, 2)
    assert invoke("index", str(folder), "-o", str(store)).code == 0
    table.write_text("name,outlet,date,title\n000.txt,The Gull,2031-06-01,A Bridge Closes\n", "utf-8")
    outcome = invoke("index", str(folder), "-o", str(store), "--metadata", str(table), "--on", "name")
    assert outcome.err.startswith("newscli: 0 articles, 0 quotes; 2 files there already")
    query = "SELECT outlet, published, title FROM articles ORDER BY id"
    assert list_rows(store, query) == [("The Gull", "2031-06-01", "A Bridge Closes"), (None, None, "Vellmouth")]
    assert invoke("search", str(store), "closes", "--in", "titles").err == "newscli: 1 article\n"
    assert invoke("index", str(folder), "-o", str(store), "--outlet", "folder").code == 0
    assert [row[0] for row in list_rows(store, query)] == ["articles", "articles"]
    check_soundness(store)
