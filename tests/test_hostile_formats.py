"""What every format must withstand: no input, ten thousand entries, wrong encodings, nested bombs, escape sequences."""

import bz2
import contextlib
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Literal

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

import newscli
from newscli.errors import EmptyError, FailedArticle, LimitError, NewscliError
from newscli.formats.registry import ENDINGS, FORMATS
from newscli.input.files import COMPRESSION_ENDINGS
from newscli.limits import Limits
from newscli.model import Article
from newscli.options import ReadOptions
from newscli.pipeline import read_all
from tests.conftest import HOSTILE, SAMPLES, check_spans, invoke, make_zip, needs_posix
from tests.formats.test_containers import make_web_archive
from tests.growth import FACTOR, assert_grows_linearly
from tests.input.test_compression import COMPRESSORS

ENTRIES = 10_000
LINE = "It was late, she said on Monday.\n"
CONTROLS = re.compile("[\x1b\x9b\u202e\ufffd]")


@pytest.mark.parametrize("ending", [*ENDINGS, *COMPRESSION_ENDINGS, ".txt.gz", ""])
@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_an_error_in_every_format(ending: str, data: bytes) -> None:
    with pytest.raises(NewscliError):
        newscli.read(data, name=f"a{ending}")
    outcome = invoke("meta", "--stdin-name", f"a{ending}", stdin=data)
    assert (outcome.code, len(outcome.err.splitlines())) == (1, 1)


@pytest.mark.parametrize("requested", FORMATS)
def test_an_empty_file_is_an_error_whatever_format_is_requested(requested: str) -> None:
    outcome = invoke("meta", "--input-format", requested, stdin=b"")
    assert (outcome.code, len(outcome.err.splitlines())) == (1, 1)


def build_docx(count: int) -> bytes:
    document = docx.Document()
    first = document.add_paragraph(LINE.strip())._p
    for _ in range(count):
        first.addprevious(deepcopy(first))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def build_pdf(count: int) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for start in range(0, count, 100):
        text = canvas.beginText(60, 1500)
        text.textLines([f"{LINE.strip()} {k}" for k in range(start, start + 100)])
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def build_mbox(count: int) -> bytes:
    message = (
        f"From a@b.example Fri May  2 08:30:00 2031\nFrom: Ann Lee <a@b.example>\nTo: b\nSubject: Ferry\n\n{LINE}\n"
    )
    return (message * count).encode()


def build_feed(count: int) -> bytes:
    item = f"<item><title>Ferry</title><description>{LINE}</description></item>"
    return f"<rss version='2.0'><channel><title>Gull</title>{item * count}</channel></rss>".encode()


def build_lexisnexis(count: int) -> bytes:
    record = f"1 of {count} DOCUMENTS\n\nThe Gull\n\nMay 2, 2031 Friday\n\nFerry Runs\n\nLENGTH: 9 words\n\n{LINE}\n"
    return (record * count).encode()


def build_factiva(count: int) -> bytes:
    record = f"HD    Ferry\nWC    9 words\nPD    2 May 2031\nSN    The Gull\n\nLP\n{LINE}\nTD\n{LINE}\nAN    1\n\n"
    return (record * count).encode()


def build_proquest(count: int) -> bytes:
    return (f"{'_' * 60}\n\nTitle: Ferry\n\nFull text: {LINE}\nSubject: a\n" * count).encode()


# A file with so many entries, and how many articles are read from it: as many, one, or (None) fewer, and an error.
CROWDED: dict[str, tuple[Callable[[int], bytes], Literal["one", "all"] | None]] = {
    "a.txt": (lambda n: (LINE + "\n").encode() * n, "one"),
    "a.md": (lambda n: f"- {LINE}".encode() * n, "one"),
    "a.html": (lambda n: b"<html><body><article>" + f"<p>{LINE}</p>".encode() * n, "one"),
    "a.json": (lambda n: json.dumps([{"text": LINE}] * n).encode(), "all"),
    "a.ndjson": (lambda n: (json.dumps({"text": LINE}) + "\n").encode() * n, "all"),
    "a.eml": (lambda n: b"From: a <a@b.example>\nTo: b\nSubject: a\n" + b"X-A: b\n" * n + b"\n" + LINE.encode(), "one"),
    "a.mbox": (lambda n: build_mbox(n), "all"),
    "a.mhtml": (
        lambda n: (SAMPLES / "page.mhtml").read_bytes().replace(b"\nDate:", b"\nX-A: b" * n + b"\nDate:"), "one",
    ),
    "a.pdf": (lambda n: build_pdf(n), "one"),
    "a.docx": (lambda n: build_docx(n), "one"),
    "a.xml": (lambda n: build_feed(n), "all"),
    "a.warc.gz": (lambda n: make_web_archive(*[("200 OK", [("Content-Type", "text/html")], LINE.encode())] * n), None),
    "a.zip": (lambda n: make_zip({f"{k}.txt": LINE.encode() for k in range(n)}), None),
    "lexisnexis.txt": (lambda n: build_lexisnexis(n), "all"),
    "factiva.txt": (lambda n: build_factiva(n), "all"),
    "proquest.txt": (lambda n: build_proquest(n), "all"),
}  # fmt: skip


# Of these a limit counts the entries: a smaller one is met sooner.
FEW_ENTRIES = Limits(max_entries=100)


@pytest.mark.parametrize("name", CROWDED)
def test_ten_thousand_entries_are_read_or_limited(name: str) -> None:
    make, expected = CROWDED[name]
    if expected is None:
        with contextlib.suppress(LimitError):
            results = read_all(make(120), name=name, options=ReadOptions(limits=FEW_ENTRIES))
            assert [result for result in results if isinstance(result, FailedArticle)]
    else:
        count = sum(isinstance(result, Article) for result in read_all(make(ENTRIES), name=name))
        assert count == (ENTRIES if expected == "all" else 1)


@pytest.mark.parametrize("name", [name for name, (_, expected) in CROWDED.items() if expected and name != "a.pdf"])
def test_the_time_grows_with_the_entries_and_not_with_their_square(name: str) -> None:
    make, _ = CROWDED[name]
    files = {size: make(size) for size in (ENTRIES // 2, ENTRIES // 2 // FACTOR)}
    assert_grows_linearly(lambda size: list(read_all(files[size], name=name)), ENTRIES // 2)


WRONG_ENCODINGS = {
    "latin-1 as UTF-8.json": '{"text": "Le café était fermé, dit-elle."}'.encode("latin-1"),
    "UTF-16 as UTF-8.json": '{"text": "It was late, she said."}'.encode("utf-16"),
    "UTF-8 as UTF-16.html": b"<html><meta charset=utf-16><article>" + b"<p>It was late, she said on Monday.</p>" * 9,
    "UTF-8 as UTF-16.xml": build_feed(1).replace(b"<rss", b"<?xml version='1.0' encoding='utf-16'?><rss"),
    "latin-1 as UTF-8.xml": build_feed(1).replace(b"<rss", b"<?xml version='1.0' encoding='utf-8'?><rss").replace(
        b"late", b"caf\xe9"
    ),
    "no such encoding.eml": b"From: a <a@b.example>\nTo: b\nSubject: =?x-no?b?////?= =?utf-8?q?=FF=FE?=\n"
    b"Content-Type: text/plain; charset=x-no\n\n\xff\xfe It was late, she said.\n",
    "7-bit.mbox": build_mbox(1).replace(b"\n\nIt", b"\nContent-Type: text/plain; charset=utf-7\n\n+2AA-It"),
    "shift JIS.md": "# 船\n\n夜遅かった、と彼女は言った。".encode("shift_jis"),
    "cp1252 as latin-1.mhtml": (SAMPLES / "page.mhtml").read_bytes().replace(
        b"Content-Type: text/html", b"Content-Type: text/html; charset=iso-8859-1", 1
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_ENCODINGS)
def test_a_wrongly_declared_encoding_loses_no_more_than_characters(name: str) -> None:
    article = newscli.read(WRONG_ENCODINGS[name], name=name)
    assert article.text.strip()
    check_spans(newscli.inspect(article, use_model=False))


PACKERS: dict[str, Callable[[bytes], bytes]] = {**COMPRESSORS, "zip": lambda data: make_zip({"a": data})}


@pytest.mark.parametrize("ending", PACKERS)
def test_nested_bombs_share_one_limit(ending: str) -> None:
    # Valid text, which would be read if nothing were counted.
    bomb = PACKERS[ending](LINE.encode() * 100_000)
    small = PACKERS[ending](LINE.encode())
    files = {"0.txt": LINE.encode(), f"1.{ending}": small} | {f"{k}.{ending}": bomb for k in range(2, 6)}
    results = list(read_all(make_zip(files), name="a.zip", options=ReadOptions(limits=Limits(max_unpacked=1_000_000))))
    assert [isinstance(result, Article) for result in results] == [True] * 2 + [False] * 4
    assert all("--max-unpacked" in result.error.message for result in results if isinstance(result, FailedArticle))


def test_only_the_outer_compression_is_removed() -> None:
    with pytest.raises(NewscliError):
        newscli.read(gzip.compress(gzip.compress(LINE.encode())), name="a.txt.gz.gz")


def test_names_in_archives_lead_to_no_other_file() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("/etc/passwd", "../../a.txt", "C:\\a.txt", "a\nb.txt", "~/a.txt", "https://a.example/a.txt"):
            archive.writestr(name, LINE)
    results = list(read_all(stream.getvalue(), name="a.zip"))
    assert [result.text for result in results if isinstance(result, Article)] == [LINE] * 6


@pytest.mark.parametrize("path", sorted(HOSTILE.glob("escapes*")), ids=lambda path: path.name)
def test_control_characters_are_kept_by_every_format(path: Path) -> None:
    articles = [article for article in read_all(path) if isinstance(article, Article)]
    assert articles
    for article in articles:
        assert CONTROLS.search(article.text)
        assert all(0 <= block.span.start < block.span.end <= len(article.text) for block in article.blocks)
        values = "".join(field.value for field in article.fields)
        assert CONTROLS.search(values) or path.suffix in (".txt", ".zip")


def test_a_page_with_only_a_control_character_is_an_error() -> None:
    with pytest.raises(EmptyError):
        newscli.read(b"<html><body>&#27;</body></html>", name="a.html")


@needs_posix
@pytest.mark.parametrize(
    ("name", "start", "repeat"),
    [("a.html.bz2", b"<html><body>", b"<p>a"), ("a.nitf.bz2", b"<nitf><body>", b"<p>a</p>")],
)
def test_a_small_file_that_takes_gigabytes_to_parse_is_an_error(name: str, start: bytes, repeat: bytes) -> None:
    data = bz2.compress(start + repeat * 10_000_000)
    assert len(data) < 10_000
    options = ReadOptions(limits=Limits(max_memory=1_000_000_000))
    with pytest.raises(LimitError, match="needs over 1,000,000,000 bytes of memory; raise --max-memory"):
        newscli.read(data, name=name, options=options)
