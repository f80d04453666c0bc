"""The public API: read, inspect and the types."""

import socket
from pathlib import Path

import pytest

import newscli
from tests.conftest import SAMPLES, read_samples


def test_read_takes_paths_and_bytes() -> None:
    path = SAMPLES / "headline.txt"
    by_path, by_name = newscli.read(path), newscli.read(str(path))
    by_bytes = newscli.read(path.read_bytes(), name=str(path))
    assert by_path == by_name == by_bytes
    assert isinstance(by_path, newscli.Article)
    assert newscli.read(b"Stra\xdfe", encoding="latin-1").text == "Straße"


def test_inspect_gives_a_report() -> None:
    report = newscli.inspect(newscli.read(SAMPLES / "headline.txt"))
    assert isinstance(report, newscli.Report)
    assert "Nuala Brennan" in {quote.speaker.name for quote in report.quotes if quote.speaker}


def test_errors_are_newscli_errors(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.txt", tmp_path):
        with pytest.raises(newscli.NewscliError):
            newscli.read(path)
    with pytest.raises(newscli.NewscliError, match="no text"):
        newscli.read(b"  \n")


def test_unknown_attributes_are_attribute_errors() -> None:
    with pytest.raises(AttributeError):
        newscli.nothing  # noqa: B018


def test_no_socket_is_ever_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    for article in read_samples():
        newscli.inspect(article)
