"""Views: what each command shows, in the words of its readers."""

import re

import pytest

from newscli.rendering.views import MergedView, View, load_view
from newscli.rendering.wording import count_noun
from tests.conftest import ROOT, invoke

COMMANDS = sorted(path.stem for path in (ROOT / "newscli" / "rendering" / "views").glob("[a-z]*.py"))
ONE_QUOTE = "The council met in the old town hall.\n\n“We will run the ferry all night,” said Ann Lee.\n"


def test_every_command_that_reads_articles_has_a_view() -> None:
    assert len(COMMANDS) >= 6
    for command in COMMANDS:
        assert isinstance(load_view(command), View | MergedView)


@pytest.mark.parametrize("command", [command for command in COMMANDS if load_view(command).columns])
def test_columns_of_csv_are_those_of_the_view(command: str) -> None:
    view = load_view(command)
    columns = list(view.columns) if isinstance(view, MergedView) else ["path", *view.columns]
    header, *rows = invoke(command, "--format", "csv", str(ROOT / "samples" / "headline.txt")).out.splitlines()
    assert header == ",".join(columns)
    assert rows


def test_counts_agree_with_their_nouns() -> None:
    assert [count_noun(n, "quote") for n in (0, 1, 2, 1200)] == ["0 quotes", "1 quote", "2 quotes", "1,200 quotes"]
    page = invoke("show", stdin=ONE_QUOTE.encode()).out
    assert "1 quote" in page
    assert not re.search(r"\b1 (?:quotes|words)\b", page)


def test_the_page_says_partial_quote_and_paraphrase_where_json_says_mixed_and_indirect() -> None:
    page = invoke("show", str(ROOT / "samples" / "headline.txt")).out
    assert "\nPartial quotes\n" in page
    assert "\nParaphrases\n" in page
    assert not re.search(r"\b(?:mixed|indirect)\b", page)
    for title in ("Voices", "Names", "Days"):
        assert f"\n{title}\n" not in page


@pytest.mark.parametrize("command", ["meta", "outline", "quotes", "entities"])
def test_a_table_says_that_there_are_warnings(command: str) -> None:
    german = "Der Rat der Stadt hat am Dienstag beschlossen, dass die Brücke nicht mehr gebaut wird.\n"
    on_terminal = invoke(command, "-q", stdin=german.encode(), terminal=True, TERM="dumb").out
    assert on_terminal.endswith("! 1 warning; newscli show lists it\n")
    assert "warning" not in invoke(command, "-q", stdin=german.encode()).out
    assert "warning;" not in invoke("show", "-q", stdin=german.encode(), terminal=True, TERM="dumb").out
    assert "warning" not in invoke(command, "-q", stdin=ONE_QUOTE.encode(), terminal=True, TERM="dumb").out
