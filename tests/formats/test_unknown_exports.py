"""Exports in a layout that newscli doesn't know are an error, ordinary texts are none."""

import pytest

import newscli
from newscli.errors import UnreadableError
from newscli.formats.unknown_exports import describe_export
from tests.conftest import SAMPLES, invoke

RECORD = "Document {n} of 3\n\nSeals Return\nThe Gull\nWord count: 4\n\nThey came back.\n\n© 2031 The Gull\n\n"
EXPORT = "".join(RECORD.format(n=n) for n in (1, 2, 3))
PAGE = f"<html><body><h1>Results</h1>{''.join(f'<p>{line}</p>' for line in EXPORT.splitlines())}</body></html>"


def test_an_export_says_what_was_seen() -> None:
    with pytest.raises(UnreadableError, match=r"3 lines “Document 1 of …”, 3 lines “Copyright …”, 3 lines with fields"):
        newscli.read(EXPORT.encode(), name="a.txt")
    outcome = invoke("meta", "--json", stdin=EXPORT.encode())
    assert outcome.code == 1
    assert '"code": "unreadable"' in outcome.out


def test_it_is_one_text_if_the_format_is_named() -> None:
    options = newscli.ReadOptions(format="text")
    assert newscli.read(EXPORT.encode(), name="a.txt", options=options).text == EXPORT


@pytest.mark.parametrize(
    "text",
    [
        (SAMPLES / "headline.txt").read_text("utf-8"),
        "Copyright 2031 The Gull\n\nThey came.\n\nCopyright 2031 The Gull\n",
        "They signed two documents.\n\nByline: Ann Lee\n\nIt was late.\n",
    ],
)
def test_an_article_is_no_export(text: str) -> None:
    assert describe_export(text) is None
