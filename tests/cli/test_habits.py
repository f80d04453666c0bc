"""What people are used to from other programs: formats by ending, links, widths, colours, help by a command."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import newscli
from newscli.rendering.markdown import write_block_quote, write_line
from tests.cli.test_terminal import ESCAPES, open_terminal, run_at_terminal, show_screen
from tests.conftest import ROOT, SAMPLES, invoke, run_newscli

HEADLINE = str(SAMPLES / "headline.txt")
LINK = re.compile(r"\x1b\]8;[^;\x1b]*;([^\x1b]+)\x1b\\")
MARKDOWN = MarkdownIt("commonmark").enable("table")


@pytest.mark.parametrize("ending", ["csv", "json", "jsonl", "ndjson", "md", "markdown", "txt", "CSV"])
def test_the_ending_of_the_output_chooses_the_format(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"quotes.{ending}"
    assert invoke("quotes", HEADLINE, "--output", str(path)).code == 0
    formats = {"csv": "csv", "md": "markdown", "markdown": "markdown", "txt": "table"}
    expected = invoke("quotes", HEADLINE, "--format", formats.get(ending.lower(), "json")).out
    assert path.read_text("utf-8") == expected


def test_a_format_that_is_given_outdoes_the_ending(tmp_path: Path) -> None:
    path = tmp_path / "quotes.csv"
    assert invoke("quotes", HEADLINE, "--json", "--output", str(path)).code == 0
    assert json.loads(path.read_text("utf-8"))["quotes"]


@pytest.mark.parametrize("arguments", [["--version"], ["-V"]])
def test_the_version_has_a_short_option(arguments: list[str]) -> None:
    assert run_newscli(*arguments).out == f"newscli {newscli.__version__}\n"


def test_help_is_a_command_too() -> None:
    assert invoke("help", "quotes").out == invoke("quotes", "--help").out
    assert invoke("help").out == invoke("--help").out
    outcome = invoke("help", "no-such")
    assert (outcome.code, outcome.out) == (2, "")
    assert "There is no command 'no-such'. Try 'newscli --help'." in outcome.err


def test_color_chooses_between_all_nothing_and_the_terminal() -> None:
    assert "\x1b[1m" in invoke("show", HEADLINE, "--color", "always").out
    never = run_at_terminal("show", HEADLINE, "--color", "never").out
    assert "\x1b" not in never
    plain = run_at_terminal("show", HEADLINE, variables={"NO_COLOR": "1"}).out
    assert re.search(r"\x1b\[1m", plain)
    assert not re.search(r"\x1b\[[\d;]*3[0-8]", plain)
    assert "\x1b[" in invoke("quotes", HEADLINE, "--json", "--color", "always").out
    assert "\x1b" not in invoke("quotes", HEADLINE, "--json").out
    assert "\x1b" not in invoke("quotes", HEADLINE, "--json", FORCE_COLOR="1").out


def test_a_page_in_a_pipe_is_as_wide_as_the_terminal_behind_it() -> None:
    terminal, side = open_terminal(70)
    command = [sys.executable, "-m", "newscli", "show", HEADLINE]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=side, stdin=side, cwd=ROOT, env=environment, check=True
    )
    os.close(side)
    os.close(terminal)
    assert 60 < max(map(len, result.stdout.decode("utf-8").splitlines())) <= 70
    assert max(map(len, run_newscli("show", HEADLINE).out.splitlines())) > 90


def test_a_file_has_colours_only_if_they_are_asked_for(tmp_path: Path) -> None:
    for name in ("report.txt", "report.json"):
        path = tmp_path / name
        invoke("show", HEADLINE, "--output", str(path), terminal=True, FORCE_COLOR="1")
        assert "\x1b" not in path.read_text("utf-8")
        invoke("show", HEADLINE, "--output", str(path), "--color", "always")
        assert "\x1b" in path.read_text("utf-8")


def test_paths_and_addresses_are_links_where_the_terminal_shows_them() -> None:
    samples = ("samples/header-block.txt", "samples/crawl.ndjson")
    linked = run_at_terminal("show", *samples, variables={"TERM_PROGRAM": "WezTerm"}).out
    targets = set(LINK.findall(linked))
    for name in samples:
        assert (ROOT / name).as_uri() in targets
    assert "https://courier.example/culture/bronze-bell" in {target[:43] for target in targets}
    plain = run_at_terminal("show", *samples, variables={"TERM_PROGRAM": "", "VTE_VERSION": "", "TERM": "xterm"}).out
    assert not LINK.search(plain)
    forced = run_at_terminal("show", *samples, variables={"FORCE_HYPERLINK": "1"}).out
    assert LINK.findall(forced) == LINK.findall(linked)


def test_an_address_that_could_end_a_link_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Title: Late\nURL: https://x.example/\x1b\\\x07\u202e\n\nThe ferry was late, said Ann Lee.\n", "utf-8"
    )
    out = run_at_terminal("show", str(path), variables={"FORCE_HYPERLINK": "1"}).out
    assert all(target.startswith(("file://", "https://x.example")) for target in LINK.findall(out))
    assert "\x07" not in out
    assert not re.search("[\x1b\u202e]", ESCAPES.sub("", re.sub(r"\x1b\]8;[^\x1b]*\x1b\\", "", out)))


def test_metadata_of_several_articles_are_one_table() -> None:
    lines = show_screen(
        run_at_terminal("meta", HEADLINE, "samples/page.html", "samples/crawl.ndjson", columns=140).out, 140
    )
    rows = [line for line in lines if re.match(r" \d{4}", line)]
    assert len(rows) == 2 + 2
    assert "Island Ferry Line" in rows[0]
    assert "samples/crawl.ndjson#2" in rows[3]
    single = show_screen(run_at_terminal("meta", HEADLINE).out)
    assert any("from" in line for line in single)


def test_csv_of_quotes_says_which_article_and_who_they_are() -> None:
    (first, *_) = csv.DictReader(io.StringIO(invoke("quotes", HEADLINE, "--format", "csv", "--speaker", "garvey").out))
    assert first["title"] == "Island Ferry Line to Run All Night After Petition"
    assert first["published"] == "2030-03-14"
    assert first["role"] == "daughter"
    assert first["section_title"] == "A NIGHT IN JANUARY"


def test_show_leads_with_what_an_editor_looks_for() -> None:
    lines = invoke("show", HEADLINE).out.splitlines()
    assert lines[:4] == [
        "Island Ferry Line to Run All Night After Petition",
        "By Jane Okafor, Mark Tindall",
        "Thursday, 14 March 2030",
        "PORT SORREL (Coastal Press)",
    ]
    titles = [line for line in lines if re.match(r"[A-Z]", line)]
    parts = ["Direct quotes", "Partial quotes", "Paraphrases", "Sources", "Dates", "Places", "Outline"]
    assert [line for line in titles if line in parts] == parts
    assert not re.search("[│╭╰├]", "\n".join(lines))


def test_people_who_are_named_and_not_quoted_and_sources_without_a_name_are_listed() -> None:
    text = (
        "The council met in the old town hall of Skerry.\n\n“We will run it,” said Mayor Ann Lee.\n\n"
        "Jon Eide was there.\n\n"
        "“It is too late,” said a senior official, who spoke on condition of anonymity.\n"
    )
    page = invoke("show", stdin=text.encode()).out
    sections = dict(re.findall(r"^(\w[^\n]*)\n((?:  [^\n]*\n|\n(?=  ))+)", page, re.MULTILINE))
    assert "Jon Eide" in sections["Named, no quote shown"]
    assert "Ann Lee" not in sections["Named, no quote shown"]
    assert "senior official" in sections["Unnamed sources"]
    assert "name withheld" in sections["Unnamed sources"]
    assert "official" not in sections["Sources"]


def test_markdown_of_quotes_is_block_quotes_with_their_speakers() -> None:
    html = MARKDOWN.render(invoke("quotes", HEADLINE, "--format", "markdown").out)
    report = newscli.inspect(newscli.read(HEADLINE))
    assert html.count("<blockquote>") == len(report.quotes)
    assert "<table>" not in html
    assert re.findall(r"<h2>(.*?)</h2>", html) == ["Direct quotes", "Partial quotes", "Paraphrases"]
    (quote,) = (quote for quote in report.quotes if quote.speaker and quote.speaker.mention == "Garvey")
    assert f"— <strong>Aoife Garvey</strong> (as &quot;Garvey&quot;, told, line 15, {quote.id})" in html


@pytest.mark.parametrize("command", ["meta", "outline"])
def test_markdown_of_other_commands_is_a_list(command: str) -> None:
    html = MARKDOWN.render(invoke(command, HEADLINE, "--format", "markdown").out)
    assert "<h1>Island Ferry Line to Run All Night After Petition</h1>" in html
    assert "<li>" in html
    assert "<table>" not in html


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_no_text_becomes_markup_at_the_start_of_a_line(text: str) -> None:
    line = write_line(text)
    tokens = MARKDOWN.parse(line)
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    inner = [child.type for token in tokens for child in token.children or []]
    assert set(inner) <= {"text", "text_special"}


@given(st.text(alphabet="#-+=1.)>*_`<&|\\ ab\n", min_size=1, max_size=30))
def test_no_quote_ends_its_block(text: str) -> None:
    html = MARKDOWN.render(write_block_quote(text, "**Ann Lee**"))
    assert html.count("<blockquote>") == html.count("</blockquote>") == 1
    assert html.rstrip().endswith("</blockquote>")
    assert not re.search(r"<(?!/?(?:blockquote|p|strong)>)", html)
