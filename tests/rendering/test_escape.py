"""Untrusted text never reaches a terminal, a spreadsheet or a Markdown page as commands."""

import csv
import io
import json
import re
import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.rendering import escape
from newscli.rendering.delimited import to_csv, to_tsv
from tests.conftest import invoke

BAD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
ANY = st.text(st.one_of(st.characters(), st.sampled_from('\x1b\x9b\u202e\x7f\x00\r\n\t[]"|*<`_=+@-')))


@given(ANY)
def test_escaping_leaves_nothing_that_a_terminal_obeys(text: str) -> None:
    assert not BAD.search(escape.escape_controls(text))
    assert "\n" not in escape.flatten(text)


def test_every_control_and_bidi_character_is_escaped() -> None:
    for code in range(0x110000):
        character = chr(code)
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t":
            assert escape.escape_controls(character).startswith("\\")
        if unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"):
            assert escape.escape_controls(character).startswith("\\u")


def test_plain_words_stay() -> None:
    assert escape.escape_controls("Zoë said “да” 🙂 — 你好\t\n") == "Zoë said “да” 🙂 — 你好\t\n"
    assert escape.escape_controls("\x1b[31m\u202e") == "\\x1b[31m\\u202e"


@given(ANY)
def test_json_is_lossless_and_shows_no_control(text: str) -> None:
    dumped = escape.escape_json(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(dumped)["text"] == text
    assert not BAD.search(dumped)


@given(st.lists(st.lists(ANY, min_size=1, max_size=3), max_size=3))
def test_tsv_has_one_line_a_row_and_one_tab_between_cells(rows: list[list[str]]) -> None:
    lines = to_tsv(rows).split("\n")[:-1]
    assert [line.count("\t") for line in lines] == [len(row) - 1 for row in rows]
    assert not any(BAD.search(line) for line in lines)


@given(ANY.filter(lambda text: not BAD.search(text)))
def test_csv_reads_back_unchanged_except_for_formulas(text: str) -> None:
    ((raw,),) = csv.reader(io.StringIO(to_csv([[text]], raw=True)), strict=True) if text else [[""]]
    assert raw == text
    if text:
        ((cell,),) = csv.reader(io.StringIO(to_csv([[text]], raw=False)))
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert cell.replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_no_separator_of_any_locale_starts_a_formula(separator: str) -> None:
    line = to_csv([["a", f"late{separator}=1+1"]], raw=False)
    assert line == f'a,"late{separator}\'=1+1"\n'
    # A spreadsheet that expects this separator, and takes marks for what they are.
    rows = list(csv.reader(io.StringIO(line), delimiter=separator))
    assert not any(cell.startswith("=") for row in rows for cell in row)


@pytest.mark.parametrize("text", ["a|b", "`x`", "<b>", "[l](u)", "*e*", "_e_", "a\nb", "\\", "~~a~~", "a&amp;b"])
def test_markdown_shows_text_as_it_is(text: str) -> None:
    from markdown_it import MarkdownIt

    cell = escape.escape_markdown(text)
    assert "\n" not in cell
    html = MarkdownIt("commonmark").render(cell)
    assert unescape(re.sub(r"<br>", "\n", html)) == f"<p>{text}</p>\n"


EVIL = "\x1b[2J\x1b]0;own\x07 “[red]We[/red] :boom: \u202ewon,” said Ann\x9b31m Lee. =1+1 \x7f"
STORY = f"{EVIL}\n\nThe council met for a long time in the old town hall. " + EVIL


@pytest.mark.parametrize("command", ["show", "meta", "outline", "quotes", "entities"])
@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_no_command_prints_a_control_of_the_article(command: str, terminal: bool, form: str) -> None:
    outcome = invoke(command, "--format", form, stdin=STORY.encode(), terminal=terminal, TERM="dumb")
    assert outcome.code == 0
    assert not BAD.search(outcome.out)


def test_markup_and_emoji_codes_are_only_text() -> None:
    out = invoke("quotes", stdin=STORY.encode(), terminal=True, TERM="dumb").out
    assert "[red]We[/red]" in out
    assert ":boom:" in out


def test_escapes_in_a_path_are_visible() -> None:
    outcome = invoke("show", "no\x1b[31mfile\udcff.txt")
    assert outcome.code == 1
    assert outcome.err == "newscli: no\\x1b[31mfile\\udcff.txt: no such file; check the path\n"


def test_escapes_in_an_option_are_visible() -> None:
    outcome = invoke("quotes", "--kind", "\x1b[31m", "x")
    assert outcome.code == 2
    assert "\x1b" not in outcome.err


def test_csv_on_a_terminal_has_nothing_that_a_terminal_obeys() -> None:
    for command in ("quotes", "entities", "timeline"):
        shown = invoke(command, "-q", "--format", "csv", stdin=STORY.encode(), terminal=True).out
        assert not BAD.search(shown)
        assert invoke(command, "-q", "--format", "csv", stdin=STORY.encode()).out.count("\n") == shown.count("\n")
    assert "\\x1b" in invoke("quotes", "--format", "csv", stdin=STORY.encode(), terminal=True).out
    assert "\x1b" in invoke("quotes", "--format", "csv", stdin=STORY.encode()).out
