"""Detecting formats, and what all formats share, on samples that real tools wrote."""

import contextlib
import gzip
import io
import json
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newscli
from newscli.errors import FailedArticle, LimitError, MissingLibraryError, NewscliError
from newscli.formats.registry import FORMATS
from newscli.limits import Limits
from newscli.model import Article
from newscli.options import ReadOptions
from newscli.pipeline import read, read_all
from tests.conftest import SAMPLES, check_spans, invoke, make_zip, run_newscli

SAMPLE_NAMES = (
    "document.docx", "document.pdf", "page.html", "page.mhtml", "page.pdf", "page.warc.gz", "newsletter.eml",
    "mailbox.mbox", "feed.xml", "feed.atom", "lexisnexis.txt", "factiva.txt", "proquest.txt", "record.json",
    "crawl.ndjson", "articles.zip",
)  # fmt: skip
NOISE = [
    b"",
    b"\0",
    b"\xff",
    b"<",
    b"</",
    b">",
    b'"',
    b"{",
    b"}",
    b"[",
    b"\n",
    b"\n\n",
    b"&#27;",
    b"=?utf-8?q?=1B?=",
    b"--",
    b":",
]


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_a_sample_is_recognized_by_its_bytes_alone(name: str) -> None:
    texts = []
    for source, reported_name in (((SAMPLES / name).read_bytes(), "-"), (SAMPLES / name, None)):
        results = list(read_all(source, name=reported_name))
        assert not any(isinstance(result, FailedArticle) for result in results)
        texts.append([result.text for result in results if isinstance(result, Article)])
    assert texts[0] == texts[1]


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_a_truncated_sample_is_an_article_or_an_error(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    for tenth in range(1, 10):
        with contextlib.suppress(NewscliError):
            for result in read_all(data[: len(data) * tenth // 10], name=name):
                assert isinstance(result, FailedArticle) or result.text.strip()


def test_an_archive_gives_the_articles_in_it() -> None:
    text = b"The ferry ran all night, she said.\n"
    files = {"b.txt": text, "a/page.html": (SAMPLES / "page.html").read_bytes(), "c.bin": b"\0\1\2", "../d.txt": text}
    outcome = invoke("meta", "--json", "--stdin-name", "all.zip", stdin=make_zip(files))
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 1
    assert [row["source"]["path"] for row in rows] == [f"all.zip#{k}" for k in range(1, 5)]
    assert [row["source"]["format"] for row in rows] == ["text", "html", "text", None]
    assert "c.bin" in outcome.err


def test_a_file_without_an_article_is_an_error() -> None:
    for name, data in (
        ("a.zip", make_zip({"folder/": b""})),
        ("a.json", b"[]"),
        ("a.xml", b"<rss version='2.0'><channel><title>The Gull</title></channel></rss>"),
    ):
        outcome = invoke("meta", "--stdin-name", name, stdin=data)
        assert outcome.code == 1
        assert "contains no article" in outcome.err


def test_a_late_failure_is_reported_in_its_place() -> None:
    good = (SAMPLES / "page.warc.gz").read_bytes()
    outcome = invoke("meta", "--json", "--stdin-name", "a.zip", "--max-unpacked", "3000", stdin=make_zip({
        "a.txt": b"It was late, she said.\n", "b.txt": b"It rained, he said.\n", "c.warc.gz": good,
    }))  # fmt: skip
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 1
    assert [row["source"]["path"] for row in rows] == ["a.zip#1", "a.zip#2", "a.zip#3"]
    assert rows[2]["error"]["code"] == "limit"


def test_archives_are_limited_in_entries_bytes_and_nesting() -> None:
    many = make_zip({f"{k}.txt": b"a" for k in range(1100)})
    with pytest.raises(LimitError, match="--max-entries"):
        list(read_all(many, name="a.zip"))
    bomb = make_zip({"a.txt": bytes(20_000_000)})
    with pytest.raises(LimitError, match="--max-unpacked"):
        list(read_all(bomb, name="a.zip", options=ReadOptions(limits=Limits(max_unpacked=1_000_000))))
    nested = b"It was late, she said.\n"
    for _ in range(5):
        nested = make_zip({"inner.zip": nested} if nested.startswith(b"PK") else {"a.txt": nested})
    with pytest.raises(LimitError, match="nested deeper"):
        read(nested, name="a.zip")


def test_a_feed_gives_its_entries_and_expands_no_entities() -> None:
    feed = (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<rss version="2.0"><channel><title>The Gull</title>'
        b"<item><title>One</title><description>&lt;p&gt;It was late, she said.&lt;/p&gt;</description></item>"
        b"<item><title>Two</title><content/><author/><category/><description/></item>"
        b"<item><title>Three</title><description>&b;&x; It rained.</description></item>"
        b"</channel></rss>"
    )
    results = list(newscli.read_all(feed, name="feed.xml"))
    assert [isinstance(result, FailedArticle) for result in results] == [False, True, False]
    texts = [result.text for result in results if isinstance(result, Article)]
    assert texts[0] == "It was late, she said.\n"
    assert "aaaa" not in texts[1]
    assert "root:" not in texts[1]


def test_a_missing_library_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("docx", "feedparser", "warcio", "warcio.archiveiterator"):
        monkeypatch.setitem(sys.modules, module, None)
    for name, package in (("document.docx", "python-docx"), ("feed.xml", "feedparser"), ("page.warc.gz", "warcio")):
        with pytest.raises(MissingLibraryError, match=rf"needs {package}, .*: .* -m pip install {package}$"):
            newscli.read(SAMPLES / name, isolate=False)


def test_formats_are_listed_with_their_libraries() -> None:
    listing = run_newscli("formats").out
    for name, format in FORMATS.items():
        line = next(line for line in listing.splitlines() if line.split()[0] == name)
        assert all(ending in line for ending in format.endings)
        assert (format.library or "") in line


def test_folders_are_searched_for_every_format(tmp_path: Path) -> None:
    for name in SAMPLE_NAMES:
        (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())
    rows = [json.loads(line) for line in invoke("meta", "--json", str(tmp_path)).out.splitlines()]
    assert {Path(row["source"]["path"]).name.split("#")[0] for row in rows} == set(SAMPLE_NAMES)


def change_inside(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Change a file: a Word document in its main part, a gzip file (decompressed here) in its contents."""
    if data.startswith(b"\x1f\x8b"):
        return change(gzip.decompress(data))
    if b"word/document.xml" not in data:
        return change(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = change(parts["word/document.xml"])
    return make_zip(parts)


@settings(max_examples=int(os.environ.get("NEWSCLI_EXAMPLES", "200")), deadline=None)
@given(st.sampled_from([name for name in SAMPLE_NAMES if not name.endswith(".pdf")]), st.data())
def test_damaged_files_are_articles_or_errors(name: str, draws: st.DataObject) -> None:
    """Every format but PDF: tests/formats/test_pdf.py reads damaged ones without starting a process."""
    position = draws.draw(st.floats(0, 1, exclude_max=True))
    noise = draws.draw(st.binary(max_size=8) | st.sampled_from(NOISE))

    def change(data: bytes) -> bytes:
        offset = int(position * len(data))
        return data[:offset] + noise + data[offset + len(noise) :]

    data = (SAMPLES / name).read_bytes()
    with contextlib.suppress(NewscliError):
        for result in read_all(change_inside(data, change), name=name.removesuffix(".gz")):
            if isinstance(result, Article):
                assert result.text.strip()
                assert all(0 <= block.span.start < block.span.end <= len(result.text) for block in result.blocks)
                check_spans(newscli.inspect(result, use_model=False))
