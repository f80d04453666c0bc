"""Counting voices: the parts add up to the whole, whichever way they are counted."""

from pathlib import Path

import pytest

from newscli.corpus.filters import GROUP_KEYS, Filters, GroupKey
from newscli.corpus.persons import join_names, read_persons, replace_persons
from newscli.corpus.statistics import Unit, VoiceQuery, count_coverage, count_voices
from newscli.corpus.store import open_for_writing
from tests.conftest import invoke
from tests.corpus.stores import ask, index, list_rows, make_sample_store

STORE = make_sample_store()
ARTICLES = {
    "one": "The bridge will close, Mayor Ann Lee said. “We had no choice,” she said.\n\n"
    "Mr. John Roe, a baker, said he was glad.\n",
    "two": "“I told them so,” Mrs. Ann B. Lee said on Friday. She said the bridge was old.\n\n"
    "A spokesman said it would be repaired.\n",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("voices")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    index(folder / "news.db", folder / "one.txt", folder / "two.txt")
    return str(folder / "news.db")


@pytest.mark.parametrize("key", GROUP_KEYS)
@pytest.mark.parametrize("unit", ["voices", "quotes", "words"])
def test_groups_add_up_to_the_whole(key: GroupKey, unit: Unit) -> None:
    with ask(STORE) as connection:
        (whole,) = count_voices(connection, VoiceQuery(unit=unit))
        groups = count_voices(connection, VoiceQuery((key,), unit))
    # A voice that is quoted directly and indirectly is one of both kinds.
    if key != "kind" or unit != "voices":
        assert sum(group.count for group in groups) == whole.count > 0
    for count in (whole, *groups):
        parts = (count.women, count.men, count.nonbinary, count.women_by_name, count.men_by_name, count.unknown)
        assert sum(parts) == count.count


def test_what_was_counted_when_it_was_written_is_what_the_quotes_say() -> None:
    every_kind = Filters(kinds=("direct", "mixed", "indirect"))
    with ask(STORE) as connection:
        for keys in ((), ("outlet",), ("speaker",)):
            stored = count_voices(connection, VoiceQuery(keys, "words"))
            assert stored == count_voices(connection, VoiceQuery(keys, "words", every_kind))
        assert count_coverage(connection, Filters())[1:] == count_coverage(connection, every_kind)[1:]
        coverage = count_coverage(connection, Filters())
    assert coverage.quotes == sum(coverage[2:])
    assert list_rows(STORE, "SELECT sum(quotes) FROM articles WHERE current") == [(coverage.quotes,)]


def test_a_voice_is_one_speaker_in_one_article(store: str) -> None:
    with ask(store) as connection:
        counts = {count.group[0]: count for count in count_voices(connection, VoiceQuery(("speaker",)))}
        assert {name: count.count for name, count in counts.items()} == {"Ann Lee": 2, "John Roe": 1}
        assert (counts["Ann Lee"].women >= 1, counts["John Roe"].men) == (True, 1)
        (everybody,) = count_voices(connection, VoiceQuery(people_only=False))
        assert everybody.count == 4


def test_first_names_count_only_if_asked_and_apart(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("“It is late,” John Roe said on Friday at the harbour.\n", "utf-8")
    index(tmp_path / "news.db", tmp_path / "one.txt")
    with ask(tmp_path / "news.db") as connection:
        (count,) = count_voices(connection, VoiceQuery())
        assert (count.men, count.men_by_name, count.unknown, count.share_of_women) == (0, 0, 1, None)
        (count,) = count_voices(connection, VoiceQuery(by_first_name=True))
        assert (count.men, count.men_by_name, count.unknown, count.share_of_women) == (0, 1, 0, 0)


def test_the_users_table_outranks_the_articles(store: str) -> None:
    rows = [{"name": "Ann Lee of Vellmouth", "other_names": "Ann Lee; Ann B. Lee", "gender": "nonbinary"}]
    with open_for_writing(store) as connection:
        replace_persons(connection, list(read_persons(rows, "persons.csv")), "persons.csv")
        join_names(connection)
    with ask(store) as connection:
        counts = {count.group[0]: count for count in count_voices(connection, VoiceQuery(("speaker",)))}
    assert counts["Ann Lee of Vellmouth"].nonbinary == 2
    with open_for_writing(store) as connection:
        replace_persons(connection, (), "")
        join_names(connection)


def test_the_command_always_says_what_the_count_speaks_of(tmp_path: Path) -> None:
    outcome = invoke("voices", STORE, "--by", "month", "--format", "csv")
    assert outcome.out.startswith("month,count,women,men,")
    assert "the table speaks of the first kind only" in outcome.err
    page = invoke("voices", STORE, "--by", "month", "--width", "120", terminal=True, TERM="dumb")
    assert "the table speaks of the first kind only" in page.out
    assert "█ women" in page.out
    target = tmp_path / "voices.html"
    assert invoke("voices", STORE, "--by", "month", "-o", str(target)).code == 0
    html = target.read_text("utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert "<script" not in html
    assert html.count("<rect") == 3 * (len(outcome.out.splitlines()) - 1)


def test_persons_of_the_table_are_never_joined_to_bodies(store: str) -> None:
    rows = [{"name": "Ann Lee", "other_names": "The Council; Vellmouth", "gender": "female"}]
    with open_for_writing(store) as connection:
        connection.execute("INSERT OR IGNORE INTO names(type, name, key) VALUES('organization', 'The Council', '')")
        replace_persons(connection, list(read_persons(rows, "persons.csv")), "persons.csv")
    query = "SELECT DISTINCT type FROM names WHERE person IS NOT NULL"
    assert list_rows(store, query) == [("person",)]
    with open_for_writing(store) as connection:
        replace_persons(connection, (), "")


def test_the_line_below_counts_every_voice_once_whatever_is_shown() -> None:
    notes = {
        invoke("voices", STORE, *arguments).err
        for arguments in ((), ("--by", "speaker", "--top", "2"), ("--by", "kind"))
    }
    assert len(notes) == 1
    articles = [
        invoke("voices", STORE, *arguments).err.split(" in ")[1].split(".")[0] for arguments in ((), ("--all",))
    ]
    assert articles[0] == articles[1]
