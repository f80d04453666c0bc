"""The public API: read, read_all, inspect and the types."""

import socket
from pathlib import Path

import pytest

import newscli
from tests.conftest import ROOT, SAMPLES


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


@pytest.mark.parametrize("given", ["article.txt", Path("article.txt"), b"It was late.", None])
def test_inspecting_what_is_not_an_article_says_what_to_do(given: object) -> None:
    with pytest.raises(
        TypeError, match=r"takes an Article, not .*: read it first, newscli\.inspect\(newscli\.read\(path\)\)"
    ):
        newscli.inspect(given)  # type: ignore[arg-type]


def test_an_error_names_the_path(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    with pytest.raises(newscli.NewscliError) as caught:
        newscli.read(missing)
    assert str(caught.value) == f"{missing}: no such file; check the path"
    assert (caught.value.path, caught.value.message) == (str(missing), "no such file; check the path")
    with pytest.raises(newscli.NewscliError, match=r"crawl\.ndjson: contains several articles: use newscli\.read_all"):
        newscli.read(SAMPLES / "crawl.ndjson")
    with pytest.raises(newscli.NewscliError, match=r"^desk: has no text"):
        newscli.read(b" ", name="desk")


def test_one_of_several_that_cannot_be_read_is_a_failed_article() -> None:
    good, bad = b'{"title": "A", "text": "It was late, she said."}\n', b'{"title": "B"}\n'
    first, second, third = newscli.read_all(good + bad + good, name="a.ndjson")
    assert isinstance(first, newscli.Article)
    assert isinstance(second, newscli.FailedArticle)
    assert isinstance(third, newscli.Article)
    assert second.path == "a.ndjson#2"
    assert str(second.error).startswith("a.ndjson#2: has no text")


def test_every_public_name_is_there_and_explains_itself() -> None:
    assert sorted(newscli.__all__) == newscli.__all__
    for name in newscli.__all__:
        assert getattr(newscli, name).__doc__, name
    assert (ROOT / "newscli" / "py.typed").exists()


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
        for article in newscli.read_all(path, isolate=False):
            assert isinstance(article, newscli.Article)
            newscli.inspect(article)
    assert opened == []


def test_without_the_model_an_english_article_has_no_quotes_and_no_entities() -> None:
    article = newscli.read(SAMPLES / "interview.txt")
    report = newscli.inspect(article, use_model=False)
    assert (report.quotes, report.entities, report.voices) == ((), (), ())
    assert report.metadata.title
    assert len(newscli.inspect(article).quotes) > 8
