"""The commands: what they print, in every format, and how they end."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

from newscli.cli.entities import Type
from newscli.cli.quotes import Kind
from newscli.model import EntityType, QuoteKind
from newscli.rendering.json import ENVELOPE, KEYS
from newscli.rendering.schema import schema
from tests.conftest import ROOT, SAMPLES, invoke, read_samples, run_newscli, run_shell

HEADLINE = "samples/headline.txt"
COMMANDS = list(KEYS)


def objects(*arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run_newscli(*arguments).out.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_json_has_all_its_keys_and_fits_the_schema(command: str) -> None:
    found = objects(command, "--json", *(f"samples/{path.name}" for path in sorted(SAMPLES.iterdir())), "missing.txt")
    assert len(found) == len(read_samples()) + 1
    for one in found:
        assert list(one) == [*ENVELOPE, *KEYS[command]]
        jsonschema.Draft202012Validator(schema()).validate(one)
    assert found[-1]["error"] == {"code": "unreadable", "message": "there is no such file; check the path"}
    assert found[-1]["text"] is None


def test_the_schema_is_a_schema_and_refuses_what_is_none() -> None:
    printed = json.loads(run_newscli("schema").out)
    assert printed == schema()
    jsonschema.Draft202012Validator.check_schema(printed)
    (one,) = objects("show", "--json", HEADLINE)
    one["quotes"][0]["kind"] = "loud"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(one, printed)


def test_spans_in_json_are_code_points_of_its_text() -> None:
    for one in objects("show", "--json", *(f"samples/{path.name}" for path in sorted(SAMPLES.iterdir()))):
        text = one["text"]
        for quote in one["quotes"]:
            assert quote["text"].split("\n\n")[0].startswith(text[slice(*quote["spans"][0])][:40].split("\n\n")[0])
            assert quote["line"] == text[: quote["spans"][0][0]].count("\n") + 1
        for entity in one["entities"]:
            for mention in entity["mentions"]:
                assert text[mention["start"] : mention["end"]] == mention["text"]


def test_ids_are_those_of_the_whole_article_under_any_filter() -> None:
    (whole,) = objects("quotes", "--json", HEADLINE)
    (some,) = objects("quotes", "--json", "--speaker", "PIKE", HEADLINE)
    said = [one for one in whole["quotes"] if one["speaker"] and one["speaker"]["name"] == "Desmond Pike"]
    assert len(said) == 2
    assert whole["quotes"].index(said[0]) > 0
    assert some["quotes"] == said
    assert [one["name"] for one in some["entities"]] == ["Desmond Pike"]


def test_quote_filters() -> None:
    def ids(*arguments: str) -> list[str]:
        (one,) = objects("quotes", "--json", *arguments, HEADLINE)
        return [quote["id"] for quote in one["quotes"]]

    (whole,) = objects("quotes", "--json", HEADLINE)
    for kind in ("direct", "mixed", "indirect"):
        assert ids("--kind", kind) == [one["id"] for one in whole["quotes"] if one["kind"] == kind] != []
    assert ids("--kind", "mixed", "--kind", "direct", "--kind", "indirect") == ids()
    assert ids("--section", "s2") == [one["id"] for one in whole["quotes"] if one["section"] == "s2"] != []
    assert ids("--section", "january") == ids("--section", "s2")
    long = [one["id"] for one in whole["quotes"] if len(re.findall(r"\w+(?:['’-]\w+)*", one["text"])) >= 20]
    assert 0 < len(long) < len(whole["quotes"])
    assert ids("--min-words", "20") == long
    assert ids("--speaker", "nobody at all") == []
    (secretary,) = [one["id"] for one in whole["quotes"] if "secretary" in (one["speaker"] or {}).get("mention", "")]
    assert ids("--speaker", "secretary") == [secretary]


def test_quotes_by_speaker_are_those_of_the_article_speaker_after_speaker() -> None:
    (text,) = objects("quotes", "--json", HEADLINE)
    (grouped,) = objects("quotes", "--json", "--by", "speaker", HEADLINE)
    assert sorted(one["id"] for one in grouped["quotes"]) == sorted(one["id"] for one in text["quotes"])
    names = [one["speaker"] and (one["speaker"]["entity"] or one["speaker"]["mention"]) for one in grouped["quotes"]]
    assert len([1 for a, b in pairwise([*names, object()]) if a != b]) == len(set(names))
    assert names != [
        one["speaker"] and (one["speaker"]["entity"] or one["speaker"]["mention"]) for one in text["quotes"]
    ]


def test_a_section_filter_takes_its_subsections() -> None:
    (one,) = objects("quotes", "--json", "--section", "quarrel", "samples/front-matter.md")
    assert {quote["section"] for quote in one["quotes"]} == {"s3", "s4"}


def test_entity_filters() -> None:
    (one,) = objects("entities", "--json", "--type", "person", "--min-count", "2", HEADLINE)
    assert {entity["type"] for entity in one["entities"]} == {"person"}
    assert min(entity["count"] for entity in one["entities"]) == 2


def test_options_offer_the_kinds_of_the_contract() -> None:
    assert [*Kind] == [*get_args(QuoteKind)]
    assert [*Type] == [*get_args(EntityType)]


@pytest.mark.parametrize("command", [c for c in COMMANDS if c != "show"])
def test_csv_and_tsv_have_one_header_and_a_leading_path(command: str) -> None:
    paths = (HEADLINE, "samples/header-block.txt")
    rows = list(csv.reader(io.StringIO(run_newscli(command, "--format", "csv", *paths).out)))
    lines = [line.split("\t") for line in run_newscli(command, *paths).out.splitlines()]
    for table in (rows, lines):
        assert table[0][0] == "path"
        assert {row[0] for row in table[1:]} == set(paths)
        assert {len(row) for row in table} == {len(table[0])}
    assert len(rows) == len(lines)


def test_a_time_of_day_names_no_day() -> None:
    text = b"date 2030-05-09\n\nIt began on Monday. At 1:10 a.m. they rang, at 2:40 and at noon again.\n"
    rows = list(csv.DictReader(io.StringIO(run_newscli("timeline", "--format", "csv", stdin=text).out)))
    assert [(row["value"], row["words"]) for row in rows] == [("2030-05-06", "Monday")]


def test_a_timeline_is_in_order_of_time_across_all_files(write: Callable[[str, str], str]) -> None:
    words = "It opened on Tuesday. It will close on May 9, after a week of rain in 2029."
    late = write("late.txt", f"Date: 2030-05-02\n\n{words}\n")
    early = write("early.txt", "Date: 2029-01-15\n\nThe keys were lost on Friday and found by Monday.\n")
    rows = list(csv.DictReader(io.StringIO(run_newscli("timeline", "--format", "csv", late, early).out)))
    assert [(row["path"], row["value"], row["words"]) for row in rows] == [
        (early, "2029-01-12", "Friday"),
        (early, "2029-01-15", "Monday"),
        (late, "2030-04-30", "Tuesday"),
        (late, "2030-05-09", "May 9"),
    ]
    assert rows[2]["sentence"] == "It opened on Tuesday."
    found = objects("timeline", "--json", late, early)
    assert [one["source"]["path"] for one in found] == [late, early]
    assert [one["value"] for one in found[0]["dates"]] == ["2030-04-30", "2030-05-09", "P1W", "2029"]
    assert "| 2030-05-09 | May 9 |" in run_newscli("timeline", "--format", "markdown", late).out


def test_show_has_no_csv() -> None:
    done = run_newscli("show", "--format", "csv", HEADLINE)
    assert done.code == 2
    assert "quotes, entities or outline" in done.err


def test_show_off_a_terminal_is_a_plain_page_of_the_width_asked_for() -> None:
    page = run_newscli("show", HEADLINE).out
    assert max(map(len, page.splitlines())) == 100
    assert not any(line.endswith(" ") for line in page.splitlines())
    narrow = run_newscli("show", HEADLINE, "--width", "50").out
    assert max(map(len, narrow.splitlines())) == 50
    for part in ("Outline", "Voices", "Quotes", "Names", "Days"):
        assert f"\n{part}\n" in page


def test_markdown_page_is_markdown() -> None:
    from markdown_it import MarkdownIt

    page = run_newscli("show", "--format", "markdown", HEADLINE).out
    shown = MarkdownIt("commonmark").enable("table").render(page)
    assert "<h1>Island Ferry Line to Run All Night After Petition</h1>" in shown
    assert shown.count("<table>") == 6


def test_no_match_is_an_empty_answer() -> None:
    done = run_newscli("quotes", "--json", "--speaker", "nobody at all", HEADLINE)
    assert (done.code, json.loads(done.out)["quotes"]) == (0, [])
    assert run_newscli("entities", "--type", "work", HEADLINE).code == 0


def test_one_bad_file_stops_no_other(write: Any) -> None:
    binary = write("b.txt", b"\x00\x01\x02")
    done = run_newscli("meta", "--json", "missing.txt", HEADLINE, binary, "samples/bare.txt")
    assert done.code == 1
    assert [json.loads(line)["error"] is None for line in done.out.splitlines()] == [False, True, False, True]
    assert done.err.splitlines() == [
        "newscli: missing.txt: there is no such file; check the path",
        f"newscli: {binary}: is a binary file (it holds NUL bytes); give a text file, or its --encoding",
    ]


def test_folders_are_read_in_order_with_known_endings(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.bin", "sub/d.text"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((SAMPLES / "bare.txt").read_bytes())
    (tmp_path / "link.txt").symlink_to(ROOT / "README.md")
    found = objects("meta", "--json", str(tmp_path))
    assert [Path(one["source"]["path"]).name for one in found] == ["a.md", "b.txt", "d.text"]


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    done = run_newscli("meta", str(tmp_path))
    assert done.code == 1
    assert "a folder with no file that ends in .txt" in done.err


def test_limits_are_clear_errors_and_options(write: Any) -> None:
    path = write("long.txt", "word " * 100)
    done = run_newscli("meta", "--max-bytes", "100", path)
    assert done.code == 1
    assert done.err == f"newscli: {path}: is over 100 bytes; raise --max-bytes to read it\n"
    assert run_newscli("meta", "--max-bytes", "100", stdin=b"word " * 100).code == 1
    deep = write("deep.md", ">" * 60 + " deep")
    assert "nested over 50 levels" in run_newscli("meta", "--max-nesting", "50", deep).err
    assert run_newscli("meta", "--max-nesting", "200", deep).code == 0


def test_a_pipe_that_nobody_writes_to_is_given_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    done = run_newscli("meta", "--max-seconds", "0.3", str(tmp_path / "pipe.txt"))
    assert done.code == 1
    assert "took over 0.3 s" in done.err


def test_a_file_that_takes_too_long_is_given_up_and_the_others_are_read(write: Callable[[str, str], str]) -> None:
    slow = write("slow.md", "[" * 200_000)
    done = run_newscli("meta", "--json", "--max-seconds", "0.5", slow, HEADLINE)
    assert done.code == 1
    assert [json.loads(line)["error"] is None for line in done.out.splitlines()] == [False, True]
    assert done.err == f"newscli: {slow}: took over 0.5 s to read; raise --max-seconds to wait longer\n"


def test_output_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")
    assert run_newscli("meta", "--json", "--output", str(target), HEADLINE, "samples/bare.txt").code == 0
    assert [json.loads(line)["error"] for line in target.read_text("utf-8").splitlines()] == [None, None]
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_output_is_not_touched_when_it_cannot_be_written(tmp_path: Path) -> None:
    done = run_newscli("meta", "--output", str(tmp_path / "no" / "out.json"), HEADLINE)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("newscli: --output")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("arguments", ["show --json samples", "meta samples/bare.txt", "--help", "schema"])
def test_a_full_disk_is_one_line(arguments: str) -> None:
    done = run_shell(f"newscli {arguments} > /dev/full", ROOT)
    assert done.returncode == 1
    assert done.stderr == "newscli: can't write: No space left on device; the output is not whole\n"
    done = run_shell("newscli meta samples/bare.txt -o /dev/full", ROOT)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_traceback(closed: str) -> None:
    done = run_shell(f"newscli meta samples/bare.txt missing.txt {closed}", ROOT)
    assert done.returncode == 1
    assert done.stderr in ("", "newscli: missing.txt: there is no such file; check the path\n")


@pytest.mark.parametrize(
    ("sent", "code", "said"),
    [(signal.SIGINT, 130, b"newscli: interrupted; the output is not whole\n"), (signal.SIGTERM, 143, b"")],
)
def test_an_interrupted_run_leaves_no_half_output(tmp_path: Path, sent: int, code: int, said: bytes) -> None:
    os.mkfifo(tmp_path / "slow.txt")
    target = tmp_path / "out.json"
    command = [
        sys.executable,
        "-m",
        "newscli",
        "meta",
        "--json",
        "-o",
        str(target),
        HEADLINE,
        str(tmp_path / "slow.txt"),
    ]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    while not [path for path in tmp_path.iterdir() if path.name.startswith(".out")]:
        time.sleep(0.02)
    time.sleep(0.2)
    process.send_signal(sent)
    _, err = process.communicate(timeout=20)
    assert process.returncode == code
    assert err == said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["slow.txt"]


def test_a_closed_pipe_is_quiet() -> None:
    done = run_shell("newscli quotes --json samples samples samples samples samples samples | head -c 10", ROOT)
    assert (done.returncode, done.stderr) == (0, "")


def test_wrong_usage_is_one_line_and_exit_2() -> None:
    for arguments in (["quotes", "--kind", "loud", HEADLINE], ["nonsense"], ["show", "--no-such", HEADLINE]):
        done = run_newscli(*arguments)
        assert (done.code, done.out) == (2, "")
        assert len(done.err.splitlines()) == 1
        assert "--help" in done.err


def test_nothing_on_a_terminal_shows_help() -> None:
    for arguments in ([], ["quotes"]):
        done = invoke(*arguments)
        assert done.code == 0


def test_version() -> None:
    from newscli import __version__

    assert run_newscli("--version").out == f"newscli {__version__}\n"


def test_a_defect_of_ours_costs_only_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    import newscli as package

    def broken(article: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(package, "inspect", broken)
    done = invoke("meta", "--json", str(SAMPLES / "bare.txt"), stdin=b"")
    assert done.code == 1
    assert json.loads(done.out)["error"]["code"] == "internal"
    assert "please report" in done.err


def examples() -> list[str]:
    """Every example that --help shows."""
    shown: list[str] = []
    for command in ("", *COMMANDS, "schema"):
        text = run_newscli(*command.split(), "--help").out
        block = text.split("Examples:\n")[1].split("\n\n")[0]
        shown += [line.strip() for line in block.splitlines()]
    return shown


EXAMPLES = examples()


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_of_the_help_runs(line: str, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name in ("article.txt", "articles/one.txt", "articles/two.txt"):
        (tmp_path / name).write_bytes((SAMPLES / "headline.txt").read_bytes())
    done = run_shell(line, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 15


def test_completions_are_offered_for_three_shells() -> None:
    words = {"COMP_WORDS": "newscli quo", "COMP_CWORD": "1", "_TYPER_COMPLETE_ARGS": "newscli quo"}
    words |= {"_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "quo"}
    for name in ("bash", "zsh", "fish"):
        assert "quotes" in run_newscli(variables={"_NEWSCLI_COMPLETE": f"complete_{name}", **words}).out
