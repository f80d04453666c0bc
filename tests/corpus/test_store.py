"""Opening stores: what is none gets one clear line, and loses nothing."""

import sqlite3
import threading
from pathlib import Path

import pytest

from newscli.corpus import schema
from newscli.corpus.errors import StoreError
from newscli.corpus.store import open_for_writing, open_store
from tests.conftest import invoke
from tests.corpus.stores import check_soundness, index, list_rows, make_sample_store


def make_other_database(path: Path) -> bytes:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE accounts(owner TEXT)")
        connection.execute("INSERT INTO accounts VALUES('Ann')")
    connection.close()
    return path.read_bytes()


@pytest.mark.parametrize("open_it", [open_store, open_for_writing])
def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path, open_it) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "accounts.db"
    before = make_other_database(path)
    with pytest.raises(StoreError, match="is a database of another program"), open_it(str(path)):
        pass
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"The council met.\n" * 100, b"\0" * 5000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    for arguments in (("search", str(path), "storm"), ("index", "samples/bare.txt", "-o", str(path))):
        outcome = invoke(*arguments)
        assert outcome.code == 3
        assert outcome.err.startswith(f"newscli: {path}: ")
        assert outcome.err.count("\n") == 1
    assert path.read_bytes() == content


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    index(store)
    with sqlite3.connect(store) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    outcome = invoke("status", str(store))
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err == f"newscli: {store}: was made by a newer newscli; use that one, or make a new store\n"


def test_a_damaged_store_is_told_from_a_sound_one(tmp_path: Path) -> None:
    data = bytearray(Path(make_sample_store()).read_bytes())
    for page in range(3, len(data) // 4096):
        data[page * 4096 : page * 4096 + 200] = b"\xaa" * 200
    store = tmp_path / "news.db"
    store.write_bytes(data)
    outcome = invoke("search", str(store), "the")
    assert outcome.code == 3
    assert "is damaged" in outcome.err
    assert invoke("status", str(store), "--verify").code == 3
    assert invoke("status", make_sample_store(), "--verify").code == 0


def test_a_missing_store_is_not_made_by_a_question(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    outcome = invoke("search", str(store), "storm")
    assert outcome.code == 3
    assert outcome.err == f"newscli: {store}: no such store; make one: newscli index FILE... -o {store}\n"
    assert not store.exists()
    assert invoke("search", str(tmp_path), "storm").code == 3
    assert invoke("index", "samples/bare.txt", "-o", str(tmp_path)).err.endswith(
        "give the name of a file for the store\n"
    )


def test_two_processes_may_make_a_store_at_once(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    errors: list[Exception] = []

    def make() -> None:
        try:
            index(store)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    check_soundness(store)
    assert list_rows(store, "SELECT count(*) FROM runs") == [(4,)]


def test_a_full_disk_is_one_clear_line_and_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    index(store, "samples/bare.txt")
    pages = list_rows(store, "PRAGMA page_count")[0][0]

    def fill() -> None:
        with open_for_writing(str(store)) as connection:
            # What SQLite says where there is no more room is the same as on a full disk.
            connection.execute(f"PRAGMA max_page_count = {pages + 2}")
            connection.execute("CREATE TABLE filling AS SELECT randomblob(100000)")

    with pytest.raises(StoreError, match="the disk is full; what was committed is there"):
        fill()
    check_soundness(store)
    assert list_rows(store, "SELECT count(*) FROM articles") == [(1,)]
