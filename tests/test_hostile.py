"""Every command on every hostile input: an answer or one clear line, never a traceback, never an escape sequence."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import newscli
from newscli.errors import NewscliError
from newscli.rendering.json import to_json
from newscli.rendering.schema import build_schema
from newscli.rendering.views import load_view
from tests.conftest import COMMANDS, HOSTILE, SAMPLES, check_spans, invoke
from tests.growth import assert_grows_linearly

FILES = sorted(path for path in HOSTILE.iterdir() if path.name != "README.md")
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
UNREADABLE = {
    "nuls.txt", "empty.txt", "blank.txt", "bom-only.txt", "deep-quotes.md", "deep-lists.md", "deep.html", "deep.json",
    "broken.json", "no-content.rss", "no-name.zip", "nested.zip", "truncated.pdf", "truncated.docx",
    "truncated.warc.gz", "deep-elements.rss", "deep.atom", "deep.docx", "deep.mhtml", "deep.pdf", "circle.pdf",
    "entities.docx", "lying.json",
}  # fmt: skip
# One of several articles is unreadable.
PARTLY_UNREADABLE = {"escapes.zip"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_command_answers_a_hostile_file(path: Path) -> None:
    for command in COMMANDS:
        # Quiet, because a slow machine would show progress.
        outcome = invoke(command, "-q", str(path), terminal=True, TERM="dumb")
        assert outcome.code == (path.name in UNREADABLE | PARTLY_UNREADABLE), outcome.err
        assert not FORBIDDEN.search(outcome.out + outcome.err.replace("\n", ""))
        assert "Traceback" not in outcome.err
        assert len(outcome.err.splitlines()) == outcome.code
        reports = [json.loads(line) for line in invoke(command, "--json", str(path)).out.splitlines()]
        for report in reports:
            jsonschema.Draft202012Validator(build_schema()).validate(report)
            assert report["error"] is None or report["error"]["code"] != "internal"
        assert sum(report["error"] is not None for report in reports) == outcome.code


def test_yaml_runs_no_code_and_expands_no_bomb() -> None:
    article = newscli.read(HOSTILE / "front-matter-code.md")
    assert [problem.code for problem in article.problems] == ["front-matter"]
    assert not Path("/tmp/owned").exists()
    bomb = newscli.read(HOSTILE / "front-matter-bomb.md")
    assert [field.value for field in bomb.fields if field.key == "title"] == ["Bomb"]


def test_formulas_are_escaped_in_csv() -> None:
    out = invoke("quotes", "--format", "csv", str(HOSTILE / "formulas.txt")).out
    assert not re.search(r"(?:^|,)\"?[=+@-]", out, re.MULTILINE)


LARGE: dict[str, Callable[[], bytes]] = {
    "one line of 200 kB": lambda: b"The quick brown fox jumps over it. " * (200_000 // 35),
    "one line of 10 MB without a letter": lambda: b"12 345 " * (10_000_000 // 7),
    "100,000 quotation marks": lambda: b'"' * 100_000,
    "100,000 curly marks": lambda: "“".encode() * 100_000,
    "an endless heading": lambda: b"Heading Of This Town " * 5_000,
    "100,000 short lines": lambda: b"Aa\n" * 100_000,
    "a megabyte of full stops": lambda: b"." * 1_000_000,
    "a megabyte of blanks": lambda: b"a" + b" " * 1_000_000 + b"b",
    "100,000 carriage returns": lambda: b"a\r" * 100_000,
    "a megabyte without a letter": lambda: b"\xe2\x80\xae" * 300_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_input_is_read(name: str) -> None:
    article = newscli.read(LARGE[name](), name="large.txt")
    report = newscli.inspect(article)
    check_spans(report)
    assert len(report.warnings) < 1000


@pytest.mark.parametrize("repeated", ["[", "*a ", "- ", "|a", "<a", "`"])
def test_repeated_markdown_is_read_in_linear_time(repeated: str) -> None:
    def read(count: int) -> None:
        newscli.inspect(newscli.read((repeated * count).encode(), name="a.md"))

    assert_grows_linearly(read, 20_000)


def test_growth_with_the_square_is_noticed() -> None:
    with pytest.raises(AssertionError, match="times as long"):
        assert_grows_linearly(lambda size: sum(1 for _ in range(size) for _ in range(size)), 1600)


ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from(" \n\r\t\"“”‘’'.,:;-#*>`[]()|AaZz0said")), max_size=300)


def check(data: bytes, name: str) -> None:
    """Reading raises nothing but NewscliError; the report of what is read fits the schema and the text."""
    try:
        article = newscli.read(data, name=name)
    except NewscliError:
        return
    report = newscli.inspect(article)
    check_spans(report)
    for quote in report.quotes:
        assert all(article.text[start:end].strip() for start, end in quote.spans)
    output = json.loads(to_json(report, load_view("show").keys, indent=False))
    jsonschema.Draft202012Validator(build_schema()).validate(output)
    for output_format in ("table", "markdown"):
        outcome = invoke("show", "-q", "--format", output_format, stdin=data, terminal=True, TERM="dumb")
        assert not FORBIDDEN.search(outcome.out)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "-"]))
def test_any_bytes_are_read_or_are_an_error(data: bytes, name: str) -> None:
    check(data, name)


@given(ANY_TEXT, st.sampled_from(["a.txt", "a.md", "-"]))
@example("HÈ", "a.txt")
def test_any_text_is_read_or_is_an_error(text: str, name: str) -> None:
    check(text.encode("utf-8", "surrogatepass"), name)


NOISE = [
    "“",
    "”",
    '"',
    "'",
    "\n",
    "\n\n",
    " said ",
    "By ",
    "Date: ",
    "# ",
    "> ",
    "---\n",
    "\x1b[31m",
    "\x00",
    "\u202e",
    "\r",
    "\t",
]
SPLICES = st.lists(
    st.tuples(st.integers(0, 1500), st.sampled_from([noise.encode() for noise in NOISE] + [b"\xff", b""])), max_size=8
)


@given(st.sampled_from(sorted(SAMPLES.iterdir())), SPLICES, st.integers(1, 1500))
def test_damaged_samples_are_read_or_are_an_error(path: Path, splices: list[tuple[int, bytes]], length: int) -> None:
    data = path.read_bytes()[:length]
    for position, noise in splices:
        # Empty noise cuts twenty bytes out.
        data = data[:position] + noise + data[position + (0 if noise else 20) :]
    check(data, path.name)
