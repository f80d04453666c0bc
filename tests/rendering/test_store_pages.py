"""Pages of what is found in a store, from narrow to wide."""

import re

import pytest

from tests.conftest import invoke
from tests.corpus.stores import make_sample_store

STORE = make_sample_store()
PAGES = (
    ("search", STORE, "roof"),
    ("search", STORE, "roof", "--in", "text"),
    ("search", STORE, "roof", "--kwic", "3"),
    ("search", STORE, "the", "--count", "--by", "month"),
    ("voices", STORE, "--by", "outlet,month"),
    ("voices", STORE, "--by", "speaker", "--gender-by", "names"),
    ("same", STORE, "and the storm took the roof"),
    ("status", STORE),
)


@pytest.mark.parametrize("arguments", PAGES, ids=lambda arguments: " ".join(arguments[:1] + arguments[2:]))
@pytest.mark.parametrize("width", [40, 60, 96, 140])
def test_pages_fit_their_width(arguments: tuple[str, ...], width: int) -> None:
    outcome = invoke(*arguments, "--width", str(width), terminal=True, TERM="dumb")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert len(lines) > 2
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", [40, 96])
def test_numbers_and_months_are_not_broken(width: int) -> None:
    out = invoke("voices", STORE, "--by", "month", "--width", str(width), terminal=True, TERM="dumb").out
    assert {"2028-10", "2031-05"} <= set(re.findall(r"\d{4}-\d\d", out))
    assert re.search(r"\d+\.\d%", out)


@pytest.mark.parametrize("arguments", PAGES, ids=lambda arguments: " ".join(arguments[:1] + arguments[2:]))
@pytest.mark.parametrize("format", ["json", "csv", "markdown"])
def test_every_format_has_the_same_finds(arguments: tuple[str, ...], format: str) -> None:
    table = invoke(*arguments)
    other = invoke(*arguments, "--format", format)
    assert other.code == table.code == 0
    rows = len(table.out.splitlines()) - 1
    extra = {"json": 0, "csv": 1, "markdown": 2}[format]
    quoted_line_ends = format == "csv" and "\n" in other.out.replace('"\n', "")
    assert (
        len(other.out.splitlines()) >= rows + extra if quoted_line_ends else len(other.out.splitlines()) == rows + extra
    )


def test_an_empty_answer_is_no_error() -> None:
    for arguments in (
        ("search", "xyzzy"),
        ("voices", "--from", "2999-01-01"),
        ("same", "xyzzy plugh"),
        ("status", "--failed"),
    ):
        command, *rest = arguments
        outcome = invoke(command, STORE, *rest, terminal=True, TERM="dumb")
        assert outcome.code == 0
        assert "Traceback" not in outcome.out + outcome.err
        assert invoke(command, STORE, *rest, "--json").code == 0
