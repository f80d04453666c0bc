"""What every format has to stand: nothing, ten thousand entries, lies about encodings, bombs in bombs, escapes."""

import bz2
import contextlib
import gzip
import io
import json
import lzma
import re
import time
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import docx
import pytest
import zstandard
from reportlab.pdfgen.canvas import Canvas

import newscli
from newscli.errors import EmptyError, LimitError, NewscliError
from newscli.formats.registry import FORMATS
from newscli.input.files import ENDINGS, PACKED_ENDINGS
from newscli.limits import Limits
from newscli.model import Article
from newscli.pipeline import Unread, Wanted, read_all
from tests.conftest import HOSTILE, SAMPLES, check_spans, invoke, make_zip
from tests.formats.test_containers import archive

MANY = 10_000
LINE = "It was late, she said on Monday.\n"
HIDDEN = re.compile("[\x1b\x9b\u202e\ufffd]")


@pytest.mark.parametrize("ending", [*ENDINGS, *PACKED_ENDINGS, ".txt.gz", ""])
@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_nothing_is_an_error_in_every_format(ending: str, data: bytes) -> None:
    with pytest.raises(NewscliError):
        newscli.read(data, name=f"a{ending}")
    done = invoke("meta", "--stdin-name", f"a{ending}", stdin=data)
    assert (done.code, len(done.err.splitlines())) == (1, 1)


@pytest.mark.parametrize("asked", FORMATS)
def test_nothing_is_an_error_whatever_it_is_said_to_be(asked: str) -> None:
    done = invoke("meta", "--input-format", asked, stdin=b"")
    assert (done.code, len(done.err.splitlines())) == (1, 1)


def word(count: int) -> bytes:
    document = docx.Document()
    first = document.add_paragraph(LINE.strip())._p
    for _ in range(count):
        first.addprevious(deepcopy(first))
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def pdf(count: int) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held)
    for start in range(0, count, 100):
        text = canvas.beginText(60, 1500)
        text.textLines([f"{LINE.strip()} {k}" for k in range(start, start + 100)])
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def letters(count: int) -> bytes:
    one = f"From a@b.example Fri May  2 08:30:00 2031\nFrom: Ann Lee <a@b.example>\nTo: b\nSubject: Ferry\n\n{LINE}\n"
    return (one * count).encode()


def feed(count: int) -> bytes:
    item = f"<item><title>Ferry</title><description>{LINE}</description></item>"
    return f"<rss version='2.0'><channel><title>Gull</title>{item * count}</channel></rss>".encode()


def lexisnexis(count: int) -> bytes:
    one = f"1 of {count} DOCUMENTS\n\nThe Gull\n\nMay 2, 2031 Friday\n\nFerry Runs\n\nLENGTH: 9 words\n\n{LINE}\n"
    return (one * count).encode()


def factiva(count: int) -> bytes:
    one = f"HD    Ferry\nWC    9 words\nPD    2 May 2031\nSN    The Gull\n\nLP\n{LINE}\nTD\n{LINE}\nAN    1\n\n"
    return (one * count).encode()


def proquest(count: int) -> bytes:
    return (f"{'_' * 60}\n\nTitle: Ferry\n\nFull text: {LINE}\nSubject: a\n" * count).encode()


# How many articles come of so many entries: as many, one, or an error.
CROWDS: dict[str, tuple[Callable[[], bytes], int | None]] = {
    "a.txt": (lambda: (LINE + "\n").encode() * MANY, 1),
    "a.md": (lambda: f"- {LINE}".encode() * MANY, 1),
    "a.html": (lambda: b"<html><body><article>" + f"<p>{LINE}</p>".encode() * MANY, 1),
    "a.json": (lambda: json.dumps([{"text": LINE}] * MANY).encode(), MANY),
    "a.ndjson": (lambda: (json.dumps({"text": LINE}) + "\n").encode() * MANY, MANY),
    "a.eml": (lambda: b"From: a <a@b.example>\nTo: b\nSubject: a\n" + b"X-A: b\n" * MANY + b"\n" + LINE.encode(), 1),
    "a.mbox": (lambda: letters(MANY), MANY),
    "a.mhtml": (
        lambda: (SAMPLES / "page.mhtml").read_bytes().replace(b"\nDate:", b"\nX-A: b" * MANY + b"\nDate:"), 1,
    ),
    "a.pdf": (lambda: pdf(MANY), 1),
    "a.docx": (lambda: word(MANY), 1),
    "a.xml": (lambda: feed(MANY), MANY),
    "a.warc.gz": (lambda: archive(*[("200 OK", [("Content-Type", "text/html")], LINE.encode())] * 1200), None),
    "a.zip": (lambda: make_zip({f"{k}.txt": LINE.encode() for k in range(MANY)}), None),
    "lexisnexis.txt": (lambda: lexisnexis(MANY), MANY),
    "factiva.txt": (lambda: factiva(MANY), MANY),
    "proquest.txt": (lambda: proquest(MANY), MANY),
}  # fmt: skip


@pytest.mark.parametrize("name", CROWDS)
def test_ten_thousand_entries(name: str) -> None:
    make, expected = CROWDS[name]
    data = make()
    began = time.process_time()
    if expected is None:
        with contextlib.suppress(LimitError):
            assert [one for one in read_all(data, name) if isinstance(one, Unread)]
    else:
        assert sum(isinstance(one, Article) for one in read_all(data, name)) == expected
    # Generous: it guards against growth with the square, which would take minutes.
    assert time.process_time() - began < 60


LIES = {
    "latin-1 as UTF-8.json": '{"text": "Le café était fermé, dit-elle."}'.encode("latin-1"),
    "UTF-16 as UTF-8.json": '{"text": "It was late, she said."}'.encode("utf-16"),
    "UTF-8 as UTF-16.html": b"<html><meta charset=utf-16><article>" + b"<p>It was late, she said on Monday.</p>" * 9,
    "UTF-8 as UTF-16.xml": feed(1).replace(b"<rss", b"<?xml version='1.0' encoding='utf-16'?><rss"),
    "latin-1 as UTF-8.xml": feed(1).replace(b"<rss", b"<?xml version='1.0' encoding='utf-8'?><rss").replace(
        b"late", b"caf\xe9"
    ),
    "no such encoding.eml": b"From: a <a@b.example>\nTo: b\nSubject: =?x-no?b?////?= =?utf-8?q?=FF=FE?=\n"
    b"Content-Type: text/plain; charset=x-no\n\n\xff\xfe It was late, she said.\n",
    "7-bit.mbox": letters(1).replace(b"\n\nIt", b"\nContent-Type: text/plain; charset=utf-7\n\n+2AA-It"),
    "shift JIS.md": "# 船\n\n夜遅かった、と彼女は言った。".encode("shift_jis"),
    "cp1252 as latin-1.mhtml": (SAMPLES / "page.mhtml").read_bytes().replace(
        b"Content-Type: text/html", b"Content-Type: text/html; charset=iso-8859-1", 1
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LIES)
def test_wrong_encodings_declared_cost_no_more_than_their_letters(name: str) -> None:
    found = newscli.read(LIES[name], name=name)
    assert found.text.strip()
    check_spans(newscli.inspect(found, reader=False))


PACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
    "zip": lambda data: make_zip({"a": data}),
}


@pytest.mark.parametrize("inner", PACK)
def test_bombs_in_archives_are_counted_together(inner: str) -> None:
    # Words, which would be articles if nobody counted.
    bomb = PACK[inner](LINE.encode() * 100_000)
    small = PACK[inner](LINE.encode())
    files = {"0.txt": LINE.encode(), f"1.{inner}": small} | {f"{k}.{inner}": bomb for k in range(2, 6)}
    found = list(read_all(make_zip(files), "a.zip", Wanted(limits=Limits(max_unpacked=1_000_000))))
    assert [isinstance(one, Article) for one in found] == [True] * 2 + [False] * 4
    assert all("--max-unpacked" in one.error.message for one in found if isinstance(one, Unread))


def test_a_packed_file_in_a_packed_file_is_unpacked_once() -> None:
    with pytest.raises(NewscliError):
        newscli.read(gzip.compress(gzip.compress(LINE.encode())), name="a.txt.gz.gz")


def test_names_in_archives_are_only_shown() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name in ("/etc/passwd", "../../a.txt", "C:\\a.txt", "a\nb.txt", "~/a.txt", "https://a.example/a.txt"):
            made.writestr(name, LINE)
    found = list(read_all(held.getvalue(), "a.zip"))
    assert [one.text for one in found if isinstance(one, Article)] == [LINE] * 6


@pytest.mark.parametrize("path", sorted(HOSTILE.glob("escapes*")), ids=lambda path: path.name)
def test_escapes_come_through_every_decoder_to_be_shown_escaped(path: Path) -> None:
    every = [one for one in read_all(path) if isinstance(one, Article)]
    assert every
    for one in every:
        assert HIDDEN.search(one.text)
        assert all(0 <= block.span.start < block.span.end <= len(one.text) for block in one.blocks)
        shown = "".join(field.value for field in one.fields)
        assert HIDDEN.search(shown) or path.suffix in (".txt", ".zip")


def test_an_empty_page_is_no_success() -> None:
    with pytest.raises(EmptyError):
        newscli.read(b"<html><body>&#27;</body></html>", name="a.html")
