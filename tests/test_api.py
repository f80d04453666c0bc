"""The public API: read, read_all, inspect and the types."""

import socket
from pathlib import Path

import pytest

import newscli
from tests.conftest import SAMPLES


def test_read_takes_a_path_or_bytes() -> None:
    path = SAMPLES / "headline.txt"
    by_path, by_name = newscli.read(path), newscli.read(str(path))
    by_bytes = newscli.read(path.read_bytes(), name=str(path))
    assert by_path == by_name == by_bytes
    assert isinstance(by_path, newscli.Article)
    assert newscli.read(b"Stra\xdfe", options=newscli.ReadOptions(encoding="latin-1")).text == "Straße"


def test_inspect_gives_a_report() -> None:
    report = newscli.inspect(newscli.read(SAMPLES / "headline.txt"))
    assert isinstance(report, newscli.Report)
    assert "Nuala Brennan" in {quote.speaker.name for quote in report.quotes if quote.speaker}


def test_input_that_cannot_be_read_raises_a_newscli_error(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.txt", tmp_path):
        with pytest.raises(newscli.NewscliError):
            newscli.read(path)
    with pytest.raises(newscli.NewscliError, match="no text"):
        newscli.read(b"  \n")


def test_an_unknown_attribute_raises_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        newscli.nothing  # noqa: B018


def test_reading_and_inspecting_open_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def refuse(*arguments: object, **_: object) -> None:
        # Recorded as well as raised, since the caller may catch the error.
        opened.append(arguments)
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "__init__", refuse)
    for path in SAMPLES.iterdir():
        for article in newscli.read_all(path):
            assert isinstance(article, newscli.Article)
            newscli.inspect(article)
    assert opened == []
