"""The commands: what they print, in every format, and how they end."""

import csv
import io
import json
import re
from collections.abc import Callable
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from markdown_it import MarkdownIt

import newscli
from newscli.cli import run as cli_run
from newscli.cli.commands.entities import Type
from newscli.cli.commands.quotes import Kind
from newscli.model import Article, EntityType, QuoteKind, Report
from newscli.pipeline import direct, inspect_inputs
from newscli.rendering.json import ENVELOPE
from newscli.rendering.schema import build_schema
from newscli.rendering.views import load_view
from tests.conftest import (
    COMMANDS,
    ROOT,
    SAMPLES,
    invoke,
    needs_posix,
    read_samples,
    run_newscli,
    run_shell,
)

HEADLINE = str(SAMPLES / "headline.txt")
BARE = str(SAMPLES / "bare.txt")
HEADER_BLOCK = str(SAMPLES / "header-block.txt")
ALL_SAMPLES = [str(path) for path in sorted(SAMPLES.iterdir())]


def read_json(*arguments: str) -> list[dict[str, Any]]:
    """Run the program and return the objects that it prints, one a line."""
    return [json.loads(line) for line in invoke(*arguments).out.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_json_has_all_its_keys_and_fits_the_schema(command: str) -> None:
    reports = read_json(command, "--json", *ALL_SAMPLES, "missing.txt")
    assert len(reports) == len(read_samples()) + 1
    validator = jsonschema.Draft202012Validator(build_schema())
    for report in reports:
        assert list(report) == [*ENVELOPE, *load_view(command).keys]
        validator.validate(report)
    assert [report["error"] for report in reports[:-1]] == [None] * len(read_samples())
    assert reports[-1]["error"] == {"code": "unreadable", "message": "no such file; check the path"}
    assert reports[-1]["text"] is None


def test_the_schema_is_valid_and_refuses_a_wrong_value() -> None:
    printed = json.loads(invoke("schema").out)
    assert printed == build_schema()
    jsonschema.Draft202012Validator.check_schema(printed)
    (report,) = read_json("show", "--json", HEADLINE)
    jsonschema.validate(report, printed)
    report["quotes"][0]["kind"] = "loud"
    with pytest.raises(jsonschema.ValidationError, match="loud"):
        jsonschema.validate(report, printed)


def test_spans_in_json_are_code_points_of_its_text() -> None:
    reports = read_json("show", "--json", *ALL_SAMPLES)
    assert len(reports) == len(read_samples())
    for report in reports:
        text = report["text"]
        for quote in report["quotes"]:
            span_text = " ".join(text[start:end] for start, end in quote["spans"])
            assert quote["text"].split() == span_text.split()
            assert quote["line"] == text[: quote["spans"][0][0]].count("\n") + 1
        for entity in report["entities"]:
            for mention in entity["mentions"]:
                assert text[mention["start"] : mention["end"]] == mention["text"]


def find_mention(quote: dict[str, Any]) -> str:
    mention: str = (quote["speaker"] or {}).get("mention", "")
    return mention


def test_filters_keep_the_ids_of_the_whole_article() -> None:
    (whole,) = read_json("quotes", "--json", HEADLINE)
    (filtered,) = read_json("quotes", "--json", "--speaker", "PIKE", HEADLINE)
    by_pike = [quote for quote in whole["quotes"] if quote["speaker"] and quote["speaker"]["name"] == "Desmond Pike"]
    assert len(by_pike) == 2
    assert whole["quotes"].index(by_pike[0]) > 0
    assert filtered["quotes"] == by_pike
    assert [entity["name"] for entity in filtered["entities"]] == ["Desmond Pike"]


def test_quote_filters_choose_by_kind_section_length_and_speaker() -> None:
    def find_ids(*arguments: str) -> list[str]:
        (report,) = read_json("quotes", "--json", *arguments, HEADLINE)
        return [quote["id"] for quote in report["quotes"]]

    (whole,) = read_json("quotes", "--json", HEADLINE)
    quotes = whole["quotes"]
    for kind in ("direct", "mixed", "indirect"):
        assert find_ids("--kind", kind) == [quote["id"] for quote in quotes if quote["kind"] == kind] != []
    assert find_ids("--kind", "mixed", "--kind", "direct", "--kind", "indirect") == find_ids()
    assert find_ids("--section", "s2") == [quote["id"] for quote in quotes if quote["section"] == "s2"] != []
    assert find_ids("--section", "january") == find_ids("--section", "s2")
    long_ids = [quote["id"] for quote in quotes if len(re.findall(r"\w+(?:['’-]\w+)*", quote["text"])) >= 20]
    assert 0 < len(long_ids) < len(quotes)
    assert find_ids("--min-words", "20") == long_ids
    assert find_ids("--speaker", "nobody at all") == []
    (secretary,) = [quote["id"] for quote in quotes if "secretary" in find_mention(quote)]
    assert find_ids("--speaker", "secretary") == [secretary]


def test_quotes_by_speaker_are_all_quotes_of_the_article_grouped_by_speaker() -> None:
    def find_speaker(quote: dict[str, Any]) -> str:
        return (quote["speaker"] or {}).get("entity") or find_mention(quote)

    (report,) = read_json("quotes", "--json", HEADLINE)
    (grouped,) = read_json("quotes", "--json", "--by", "speaker", HEADLINE)
    in_text_order = [quote["id"] for quote in report["quotes"]]
    assert sorted(quote["id"] for quote in grouped["quotes"]) == sorted(in_text_order)
    assert [quote["id"] for quote in grouped["quotes"]] != in_text_order
    runs = [speaker for speaker, _ in groupby(map(find_speaker, grouped["quotes"]))]
    assert len(runs) == len(set(runs)) > 3


def test_a_section_filter_includes_subsections() -> None:
    (report,) = read_json("quotes", "--json", "--section", "quarrel", str(SAMPLES / "front-matter.md"))
    assert {quote["section"] for quote in report["quotes"]} == {"s3", "s4"}


def test_entity_filters_choose_by_type_and_count() -> None:
    (report,) = read_json("entities", "--json", "--type", "person", "--min-count", "2", HEADLINE)
    assert {entity["type"] for entity in report["entities"]} == {"person"}
    assert min(entity["count"] for entity in report["entities"]) == 2


def test_options_offer_the_kinds_of_the_contract() -> None:
    assert [*Kind] == [*get_args(QuoteKind)]
    assert [*Type] == [*get_args(EntityType)]


@pytest.mark.parametrize("command", [c for c in COMMANDS if load_view(c).columns])
def test_csv_and_tsv_have_one_header_and_a_leading_path(command: str) -> None:
    paths = (HEADLINE, HEADER_BLOCK)
    rows = list(csv.reader(io.StringIO(invoke(command, "--format", "csv", *paths).out)))
    lines = [line.split("\t") for line in invoke(command, *paths).out.splitlines()]
    for table in (rows, lines):
        assert table[0][0] == "path"
        assert {row[0] for row in table[1:]} == set(paths)
        assert {len(row) for row in table} == {len(table[0])}
    assert len(rows) == len(lines)


def test_a_time_of_day_names_no_day() -> None:
    text = b"date 2030-05-09\n\nIt began on Monday. At 1:10 a.m. they rang, at 2:40 and at noon again.\n"
    rows = list(csv.DictReader(io.StringIO(invoke("timeline", "--format", "csv", stdin=text).out)))
    assert [(row["value"], row["words"]) for row in rows] == [("2030-05-06", "Monday"), ("2030-05-09", "published")]


def test_a_timeline_is_chronological_across_all_files(write: Callable[[str, str], str]) -> None:
    words = "It opened on Tuesday. It will close on May 9, after a week of rain in 2029."
    late = write("late.txt", f"Date: 2030-05-02\n\n{words}\n")
    early = write("early.txt", "Date: 2029-01-15\n\nThe keys were lost on Friday and found by Monday.\n")
    rows = list(csv.DictReader(io.StringIO(invoke("timeline", "--format", "csv", late, early).out)))
    assert [(row["path"], row["value"], row["words"]) for row in rows] == [
        (late, "2029", "2029"),
        (early, "2029-01-12", "Friday"),
        (early, "2029-01-15", "published"),
        (early, "2029-01-15", "Monday"),
        (late, "2030-04-30", "Tuesday"),
        (late, "2030-05-02", "published"),
        (late, "2030-05-09", "May 9"),
    ]
    assert rows[4]["sentence"] == "It opened on Tuesday."
    reports = read_json("timeline", "--json", late, early)
    assert [report["source"]["path"] for report in reports] == [late, early]
    assert [date["value"] for date in reports[0]["dates"]] == ["2030-04-30", "2030-05-09", "P1W", "2029"]
    assert "| 2030-05-09 | May 9 |" in invoke("timeline", "--format", "markdown", late).out


def test_show_has_no_csv() -> None:
    outcome = invoke("show", "--format", "csv", HEADLINE)
    assert outcome.code == 2
    assert "quotes, entities, outline, meta and timeline do" in outcome.err


def test_show_without_a_terminal_prints_a_plain_page_of_the_given_width() -> None:
    page = invoke("show", HEADLINE).out
    assert max(map(len, page.splitlines())) == 100
    assert not any(line.endswith(" ") for line in page.splitlines())
    narrow = invoke("show", HEADLINE, "--width", "50").out
    assert max(map(len, narrow.splitlines())) == 50
    parts = ["Direct quotes", "Partial quotes", "Paraphrases", "Sources", "Dates", "Places", "Outline"]
    assert [line for line in page.splitlines() if line in parts] == parts


def test_markdown_page_is_markdown() -> None:
    page = invoke("show", "--format", "markdown", HEADLINE).out
    html = MarkdownIt("commonmark").enable("table").render(page)
    assert "<h1>Island Ferry Line to Run All Night After Petition</h1>" in html
    assert html.count("<table>") == 1
    assert html.count("<blockquote>") == 12
    assert "<strong>Nuala Brennan</strong>" in html


def test_no_match_is_an_empty_answer() -> None:
    outcome = invoke("quotes", "--json", "--speaker", "nobody at all", HEADLINE)
    assert (outcome.code, json.loads(outcome.out)["quotes"]) == (0, [])
    assert invoke("entities", "--type", "work", HEADLINE).code == 0


def test_one_bad_file_stops_no_other(write: Callable[[str, bytes | str], str]) -> None:
    binary = write("b.txt", b"\x00\x01\x02")
    outcome = invoke("meta", "--json", "missing.txt", HEADLINE, binary, BARE)
    assert outcome.code == 1
    assert [json.loads(line)["error"] is None for line in outcome.out.splitlines()] == [False, True, False, True]
    assert outcome.err.splitlines() == [
        "newscli: missing.txt: no such file; check the path",
        f"newscli: {binary}: is a binary file (it has NUL bytes); "
        "give a text file, or name the encoding with --encoding",
    ]


def test_folders_are_read_in_order_with_known_endings(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.bin", "sub/d.text"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((SAMPLES / "bare.txt").read_bytes())
    reports = read_json("meta", "--json", str(tmp_path))
    assert [Path(report["source"]["path"]).name for report in reports] == ["a.md", "b.txt", "d.text"]


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    outcome = invoke("meta", str(tmp_path))
    assert outcome.code == 1
    assert "a folder with no file that ends in .txt" in outcome.err


def test_limits_are_clear_errors_and_options(write: Callable[[str, bytes | str], str]) -> None:
    path = write("long.txt", "word " * 100)
    outcome = invoke("meta", "--max-bytes", "100", path)
    assert outcome.code == 1
    assert outcome.err == f"newscli: {path}: is over 100 bytes; raise --max-bytes to read it\n"
    assert invoke("meta", "--max-bytes", "100", stdin=b"word " * 100).code == 1
    deep = write("deep.md", ">" * 60 + " deep")
    assert "nested more than 50 levels" in invoke("meta", "--max-nesting", "50", deep).err
    assert invoke("meta", "--max-nesting", "200", deep).code == 0


@needs_posix
def test_a_folder_does_not_lead_out_of_itself(tmp_path: Path) -> None:
    (tmp_path / "inside.txt").write_bytes((SAMPLES / "bare.txt").read_bytes())
    (tmp_path / "link.txt").symlink_to(ROOT / "README.md")
    reports = read_json("meta", "--json", str(tmp_path))
    assert [Path(report["source"]["path"]).name for report in reports] == ["inside.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("arguments", ["show --json samples", "meta samples/bare.txt", "--help", "schema"])
def test_a_full_disk_is_reported_in_one_line(arguments: str) -> None:
    result = run_shell(f"newscli {arguments} > /dev/full", ROOT)
    assert result.returncode == 1
    assert result.stderr == "newscli: can't write: No space left on device; the output is incomplete\n"
    result = run_shell("newscli meta samples/bare.txt -o /dev/full", ROOT)
    assert (result.returncode, len(result.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_cause_no_traceback(closed: str) -> None:
    result = run_shell(f"newscli meta samples/bare.txt missing.txt {closed}", ROOT)
    assert result.returncode == 1
    assert result.stderr in ("", "newscli: missing.txt: no such file; check the path\n")


def test_a_closed_pipe_is_quiet() -> None:
    result = run_shell("newscli quotes --json samples samples samples samples samples samples | head -c 10", ROOT)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments", [["quotes", "--kind", "loud", HEADLINE], ["nonsense"], ["show", "--no-such", HEADLINE]]
)
def test_wrong_usage_is_reported_in_one_line_with_exit_status_2(arguments: list[str]) -> None:
    outcome = run_newscli(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 1
    assert "--help" in outcome.err


def test_the_version_is_printed() -> None:
    assert run_newscli("--version").out == f"newscli {newscli.__version__}\n"


@pytest.mark.defects
def test_a_defect_in_newscli_costs_only_that_file(monkeypatch: pytest.MonkeyPatch) -> None:
    inspect_article = direct.inspect_article

    def fail_on_bare(article: Article, *arguments: Any) -> Report:
        if article.source.path == BARE:
            raise RuntimeError("boom")
        return inspect_article(article, *arguments)

    monkeypatch.setattr(direct, "inspect_article", fail_on_bare)
    monkeypatch.setattr(cli_run, "inspect_inputs", partial(inspect_inputs, isolate=False))
    outcome = invoke("meta", "--json", BARE, HEADLINE)
    assert outcome.code == 1
    assert [(report["error"] or {}).get("code") for report in map(json.loads, outcome.out.splitlines())] == [
        "internal",
        None,
    ]
    assert "boom" in outcome.err
    assert "please report" in outcome.err


def test_a_first_argument_that_can_be_no_file_is_an_unknown_command() -> None:
    outcome = invoke("x" * 300)
    assert outcome.code == 2
    assert outcome.err.endswith("Try 'newscli --help'.\n")


@pytest.mark.parametrize("seconds", ["inf", "1e30"])
def test_an_endless_time_limit_is_none(seconds: str) -> None:
    assert invoke("meta", "--max-seconds", seconds, HEADLINE).code == 0


def test_a_timeline_of_several_articles_in_one_file_names_each(tmp_path: Path) -> None:
    out = invoke("timeline", str(SAMPLES / "crawl.ndjson"), terminal=True, TERM="dumb").out
    assert "file" in out.splitlines()[1]
    assert "#2" in out
