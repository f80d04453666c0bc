"""The registry: one row per format, each with a module that opens its files."""

from importlib import import_module

import pytest

import newscli
from newscli.formats.registry import ENDINGS, FORMATS, Format


@pytest.mark.parametrize("name", FORMATS)
def test_every_row_has_a_module_that_opens_entries(name: str) -> None:
    row = FORMATS[name]
    assert row.module.startswith("newscli.formats.")
    assert callable(import_module(row.module).open_entries)
    assert row.description
    assert row.endings or row.sniff_bytes or row.sniff_text
    assert row.library or not row.extra


def test_no_ending_belongs_to_two_formats() -> None:
    assert len(set(ENDINGS)) == len(ENDINGS)
    assert all(ending.startswith(".") and ending == ending.lower() for ending in ENDINGS)


def test_a_row_without_sniffing_goes_by_its_endings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "shout", Format("capitals", "newscli.formats.text", (".shout",)))
    article = newscli.read(b"IT WAS LATE, SHE SAID.", name="a.shout", isolate=False)
    assert article.source.format == "shout"
    assert newscli.read(b"It was late, she said.", name="a.other").source.format == "text"
