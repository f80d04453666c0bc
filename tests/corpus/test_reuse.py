"""Where else a quote was printed: by whom, when first, and with what changes."""

import json
from pathlib import Path

import pytest

from newscli.corpus.filters import Filters
from newscli.corpus.reuse import MIN_SHARE, compare_cluster, find_clusters, find_reuse
from tests.conftest import invoke
from tests.corpus.stores import ask, index

QUOTES = {
    "2031-05-03": ("Mayor Ann Lee", "We will not pay a single penny of this fine to anybody"),
    "2031-05-01": ("Mayor Ann Lee", "We will not pay a single penny of this fine"),
    "2031-05-04": ("Mayor Ann Lee", "We will not pay a single cent of this fine"),
    "2031-05-05": ("The baker John Roe", "We will not pay a single penny of this fine"),
    "2031-05-02": ("Mayor Ann Lee", "The bridge is older than all of us together"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("reuse") / "crawl.ndjson"
    records = [
        json.dumps(
            {"date": day, "publisher": "The Gull", "text": f"“{words},” {name} said on Friday.\n\nIt rained all day.\n"}
        )
        for day, (name, words) in QUOTES.items()
    ]
    text = "Nobody was named. We will not pay a single penny of this fine, the leaflet had it in bold letters.\n"
    path.write_text("\n".join([*records, json.dumps({"text": text})]), "utf-8")
    index(path.with_name("news.db"), path)
    return str(path.with_name("news.db"))


def test_the_first_time_comes_first_and_changes_are_named(store: str) -> None:
    with ask(store) as connection:
        found = find_reuse(connection, "We will not pay a single penny of this fine", Filters())
    assert [(reuse.published, reuse.relation) for reuse in found][:4] == [
        ("2031-05-01", "same"),
        ("2031-05-03", "extended"),
        ("2031-05-04", "altered"),
        ("2031-05-05", "same"),
    ]
    assert [reuse.is_first for reuse in found[:4]] == [True, False, False, False]
    assert [reuse.text[slice(*reuse.changed[0])] for reuse in found[1:3]] == ["to anybody", "cent"]
    assert len({reuse.person for reuse in found[:3]}) == 1
    assert found[3].person != found[0].person
    assert all(reuse.share >= MIN_SHARE for reuse in found)


def test_all_quotes_that_were_printed_more_than_once_are_one_cluster(store: str) -> None:
    with ask(store) as connection:
        clusters = list(find_clusters(connection, Filters(kinds=("direct",))))
        (members,) = [compare_cluster(connection, cluster) for cluster in clusters]
    assert [member.published for member in members] == ["2031-05-01", "2031-05-03", "2031-05-04", "2031-05-05"]
    assert members[0].is_first


def test_the_command_takes_words_a_file_or_the_whole_store(store: str, tmp_path: Path) -> None:
    outcome = invoke("same", store, "not pay a single penny of this fine", "--kind", "direct", "--json")
    assert len(outcome.out.splitlines()) == 3
    assert outcome.err == "newscli: 3 quotes in 3 articles; in the text of 1 more article, not quoted\n"
    article = tmp_path / "article.txt"
    article.write_text("“We will not pay a single penny of this fine,” Jane Doe said.\n", "utf-8")
    assert invoke("same", store, str(article)).err.startswith("newscli: 4 quotes in 4 articles")
    assert len(invoke("same", store, "--every", "--kind", "direct").out.splitlines()) == 5
    page = invoke(
        "same", store, "We will not pay a single penny of this fine", "--kind", "direct", terminal=True, TERM="dumb"
    )
    assert "another speaker" in page.out
    assert "a single [cent] of this fine" in page.out
    assert invoke("same", store).code == 2
    assert invoke("same", store, "words", "--every").code == 2
    assert "has no words" in invoke("same", store, "…").err
