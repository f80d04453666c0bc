"""Searching a store: what is found stands in the article where it is said to."""

import json
from pathlib import Path

import pytest

from newscli.corpus.filters import Filters, parse_day
from newscli.corpus.search import Hit, Scope, Search, count_by, count_hits, find_hits, list_keywords
from tests.conftest import invoke
from tests.corpus.stores import ask, index, list_rows, make_sample_store

STORE = make_sample_store()


@pytest.mark.parametrize("scope", ["quotes", "text", "titles"])
@pytest.mark.parametrize("words", ["the", "roof OR seals", '"of the"', "s*"])
def test_finds_are_the_words_of_the_article_at_their_places(scope: Scope, words: str) -> None:
    with ask(STORE) as connection:
        search = Search(words, scope, limit=0)
        hits = list(find_hits(connection, search))
        assert len(hits) == count_hits(connection, search).hits
        for hit in hits:
            assert hit.spans
            assert all(hit.text[start:end].strip() for start, end in hit.spans)
        keywords = list(list_keywords(connection, search, 5))
        for keyword in keywords:
            text = connection.execute(
                "SELECT x.text, x.title FROM article_text x JOIN articles a USING(id) WHERE a.path = ?", (keyword.path,)
            ).fetchone()[scope == "titles"]
            assert text[keyword.start : keyword.end] == keyword.keyword
            assert (keyword.pre + keyword.keyword + keyword.post) in text
        assert len(keywords) >= len(hits)


def test_every_quote_in_the_store_is_found_by_its_own_words() -> None:
    rows = list_rows(STORE, "SELECT x.text FROM quote_text x JOIN quotes q USING(id) WHERE q.words > 2")
    assert len(rows) > 50
    with ask(STORE) as connection:
        for (text,) in rows:
            # Words of a phrase must stand side by side, as they do in the quote.
            phrase = " ".join(text.replace('"', " ").replace("“", " ").replace("”", " ").split()[:8])
            search = Search(f'"{phrase}"', filters=Filters(all_quotes=True), limit=0)
            assert any(hit.text == text for hit in find_hits(connection, search)), text


def test_filters_hold_for_every_find() -> None:
    with ask(STORE) as connection:

        def find(**filters: object) -> list[Hit]:
            search = Search("the", filters=Filters(**filters), limit=0)  # type: ignore[arg-type]
            hits = list(find_hits(connection, search))
            assert hits
            return hits

        everything = find(all_quotes=True)
        assert len(find()) < len(everything)
        assert {hit.kind for hit in find(kinds=["direct"])} == {"direct"}
        assert {hit.outlet for hit in find(outlets=["the tarrow courier"])} == {"The Tarrow Courier"}
        assert {(hit.published or "")[:7] for hit in find(first_day="2031-05", last_day="2031-05")} == {"2031-05"}
        assert {hit.speaker for hit in find(speakers=["esterly"])} == {"Maud Esterly"}
        assert count_hits(connection, Search("the", filters=Filters(speakers=["100%"]))).hits == 0


def test_finds_are_counted_by_groups() -> None:
    with ask(STORE) as connection:
        search = Search("the")
        rows = count_by(connection, search, ["outlet", "month"])
        assert sum(row.hits for row in rows) == count_hits(connection, search).hits
        assert [row.group for row in rows] == sorted(
            (row.group for row in rows), key=lambda group: tuple(key or "" for key in group)
        )


def test_the_oldest_find_comes_first_and_articles_without_a_day_last() -> None:
    with ask(STORE) as connection:
        days = [hit.published for hit in find_hits(connection, Search("the", order="oldest", limit=0))]
    dated = [day for day in days if day]
    assert dated == sorted(dated)
    assert days[: len(dated)] == dated


def test_the_command_says_how_many_finds_there_are_in_all() -> None:
    outcome = invoke("search", STORE, "the", "--limit", "3", "--json")
    records = [json.loads(line) for line in outcome.out.splitlines()]
    assert len(records) == 3
    assert outcome.err.startswith("newscli: 3 of ")
    assert outcome.err.endswith("All: --limit 0\n")
    assert list(records[0])[:4] == ["path", "line", "outlet", "published"]
    # Nobody is said to have said it, but it stands there.
    outcome = invoke("search", STORE, "TARROW")
    assert outcome.err == "newscli: 0 quotes in 0 articles; 2 articles with these words: --in text\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("the", "--by", "town"), "unknown key 'town'"),
        (("the", "--from", "yesterday"), "is no day like 2017-12-11"),
        (("the", "--to", "2031-13"), "is no day of the calendar"),
        (("the", "--kind", "loud"), "is not direct, mixed or indirect"),
        (("the", "--in", "text", "--speaker", "ann"), "are for quotes"),
        (("the", "--in", "titles", "--count", "--by", "speaker"), "counts quotes"),
        (('"the',), "a quotation mark without its partner"),
        (("the", "-f", "html"), "prints no HTML"),
    ],
)
def test_wrong_usage_is_one_clear_line(arguments: tuple[str, ...], message: str) -> None:
    outcome = invoke("search", STORE, *arguments)
    assert outcome.code == 2
    assert message in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_hostile_article_in_a_store_reaches_no_terminal_raw(tmp_path: Path) -> None:
    store, path = tmp_path / "news.db", tmp_path / "story.json"
    text = "Mayor Ann \x1b[2J Lee said: “The storm \x1b]8;;http://evil.example\x07 is\u202e here.”\n\nIt rained."
    path.write_text(json.dumps({"text": text, "title": "A \x1b[31m storm", "publisher": "The [bold]Gull\x07"}), "utf-8")
    index(store, path)
    for arguments in (("storm",), ("storm", "--in", "text"), ("storm", "--in", "titles"), ("storm", "--kwic", "3")):
        for terminal in (True, False):
            outcome = invoke("search", str(store), *arguments, terminal=terminal, TERM="dumb")
            assert "storm" in outcome.out
            assert not {"\x1b", "\x07", "\u202e"} & set(outcome.out)
    assert not {"\x1b", "\x07"} & set(invoke("status", str(store), terminal=True, TERM="dumb").out)
    assert not {"\x1b", "\x07"} & set(invoke("voices", str(store), "--by", "outlet", terminal=True, TERM="dumb").out)
    assert "The [bold]Gull" in invoke("search", str(store), "storm", terminal=True, TERM="dumb").out


def test_days_are_days_months_or_years() -> None:
    assert [parse_day(value) for value in ("2031", "2031-05", "2031-05-14")] == ["2031", "2031-05", "2031-05-14"]
    for value in ("31", "2031-5", "2031-02-30", "today"):
        with pytest.raises(ValueError, match=r"day|month"):
            parse_day(value)
