"""`newscli verify`, from files to exit status."""

import json
from pathlib import Path

import pytest

from tests.conftest import SAMPLES, invoke

ARTICLE, SOURCE = str(SAMPLES / "retelling.txt"), str(SAMPLES / "interview.txt")


def test_each_quotation_gets_a_verdict() -> None:
    outcome = invoke("verify", ARTICLE, "--against", SOURCE, "--json")
    records = [json.loads(line) for line in outcome.out.splitlines()]
    assert [record["verdict"] for record in records] == ["slight", "changed", "verbatim", "slight", "not found"]
    assert outcome.code == 1
    assert outcome.err == "newscli: 3 of 5 quotations found as quoted, in 1 source\n"
    assert records[1]["changes"] == [{"quoted": "dreaming", "said": "Thinking"}]
    text = Path(SOURCE).read_text("utf-8")
    for record in records:
        assert [text[slice(*span)] for span in record["source_spans"]] == (record["passage"] or "").split(" […] ") or (
            record["verdict"] == "not found"
        )


def test_all_verbatim_is_exit_status_0() -> None:
    outcome = invoke("verify", str(SAMPLES / "bare.txt"), "--against", str(SAMPLES / "articles.zip"))
    assert outcome.code == 0
    assert invoke("verify", str(SAMPLES / "setext.md"), "--against", str(SAMPLES / "document.docx")).code == 0


def test_the_page_says_what_was_said() -> None:
    page = invoke("verify", ARTICLE, "--against", SOURCE, terminal=True, TERM="dumb").out
    assert "“Thinking” was said, not “dreaming”" in page
    assert "3 words left out between" in page
    assert "not found" in page


def test_passages_are_suggested_for_paraphrases_if_asked(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    text = "Judith Amsel said that people buy sensors so that they need not walk, and she criticised them.\n"
    article.write_text(text, "utf-8")
    assert invoke("verify", str(article), "--against", SOURCE, "--json").out == ""
    outcome = invoke("verify", str(article), "--against", SOURCE, "--paraphrases", "--json")
    records = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 0
    passages = " ".join(record["passage"] or "" for record in records)
    assert "I have been critical of people who buy sensors so as not to walk." in passages
    assert {record["verdict"] for record in records} <= {"suggestion", "no suggestion"}


def test_the_web_page_has_both_sides_and_no_script(tmp_path: Path) -> None:
    target = tmp_path / "verified.html"
    assert invoke("verify", ARTICLE, "--against", SOURCE, "-o", str(target)).code == 1
    html = target.read_text("utf-8")
    assert "<script" not in html
    assert "<del>Thinking</del>" in html
    assert "You can hear a bridge dreaming" in html


@pytest.mark.parametrize("arguments", [(ARTICLE, "--against", "missing.txt"), ("missing.txt", "--against", SOURCE)])
def test_what_can_not_be_read_is_exit_status_2(arguments: tuple[str, ...]) -> None:
    outcome = invoke("verify", *arguments)
    assert outcome.code == 2
    assert "missing.txt: no such file; check the path" in outcome.err


def test_a_hostile_source_reaches_no_terminal_raw(tmp_path: Path) -> None:
    source = tmp_path / "speech.txt"
    source.write_text("You can hear a \x1b[31mbridge \u202edreaming up its mind.\x07\n", "utf-8")
    for terminal in (True, False):
        outcome = invoke("verify", ARTICLE, "--against", str(source), terminal=terminal, TERM="dumb")
        assert not {"\x1b", "\x07", "\u202e"} & set(outcome.out)
