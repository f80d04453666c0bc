"""Files with several articles: the limits that they share, and what such a file says about each."""

import contextlib
import gc
import gzip
import io
import json
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import newscli
from newscli.errors import FailedArticle, LimitError, NewscliError
from newscli.formats.registry import FORMATS
from newscli.limits import Limits
from newscli.model import Article
from newscli.options import ReadOptions
from newscli.pipeline import read_all
from tests.conftest import SAMPLES, invoke, make_zip

ADDRESS = "https://gull.example/ferry"
LINE = b"It was late, she said.\n"
PAGE = "<html><body><article><h1>Паром</h1>" + "<p>Паром вышел поздно, сказала она, и никто не спал.</p>" * 8


def make_feed(item: str) -> bytes:
    return f"<rss version='2.0'><channel><title>a</title><item><title>b</title>{item}</item></channel></rss>".encode()


def make_web_archive(*pages: tuple[str, list[tuple[str, str]], bytes]) -> bytes:
    """A web archive of responses, each given by its status, header and body."""
    stream = io.BytesIO()
    # warcio leaves a temporary file open for each record.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        writer = WARCWriter(stream, gzip=True)
        for status, header, body in pages:
            headers = StatusAndHeaders(status, header, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(ADDRESS, "response", payload=io.BytesIO(body), http_headers=headers)
            )
        del writer
        gc.collect()
    return stream.getvalue()


def test_nested_archives_share_one_limit() -> None:
    inner = [make_zip({f"{k}.txt": LINE * 2000}) for k in range(20)]
    whole = make_zip({f"{k:02}.zip": data for k, data in enumerate(inner)})
    results = list(read_all(whole, name="a.zip", options=ReadOptions(limits=Limits(max_unpacked=200_000))))
    assert [isinstance(result, Article) for result in results] == [True] * 4 + [False] * 16
    limited = list(read_all(whole, name="a.zip", options=ReadOptions(limits=Limits(max_entries=30))))
    assert [isinstance(result, Article) for result in limited] == [True] * 10 + [False] * 10
    assert isinstance(limited[-1], FailedArticle)
    assert "--max-entries" in limited[-1].error.message


def test_a_member_that_claims_too_much_does_not_stop_the_others() -> None:
    data = make_zip({"a.txt": LINE, "b.txt": bytes(5_000_000), "c.txt": LINE})
    results = list(read_all(data, name="a.zip", options=ReadOptions(limits=Limits(max_unpacked=1_000_000))))
    assert [isinstance(result, Article) for result in results] == [True, False, True]


def test_entries_that_overlap_are_refused() -> None:
    data = make_zip({"a.txt": LINE * 100, "b.txt": LINE * 100})
    # The directory says that the second entry lies where the first does.
    second = data.rindex(b"PK\x01\x02")
    overlapping = data[: second + 42] + bytes(4) + data[second + 46 :]
    with pytest.raises(NewscliError, match="entries that overlap"):
        list(read_all(overlapping, name="a.zip"))


def test_a_member_that_claims_too_little_is_damaged() -> None:
    data = bytearray(make_zip({"a.txt": LINE * 100_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        position = data.index(signature) + offset
        data[position : position + 4] = (100).to_bytes(4, "little")
    with pytest.raises(NewscliError):
        list(read_all(bytes(data), name="a.zip"))


def test_the_requested_format_applies_to_the_files_in_an_archive() -> None:
    data = make_zip({"a.dat": (SAMPLES / "lexisnexis.txt").read_bytes()})
    assert json.loads(invoke("meta", "--json", stdin=data).out)["source"]["format"] == "lexisnexis"
    for requested in ("text", "markdown"):
        outcome = invoke("meta", "--json", "--input-format", requested, stdin=data)
        assert json.loads(outcome.out)["source"]["format"] == requested


@pytest.mark.parametrize("requested", FORMATS)
def test_any_format_may_be_requested_for_any_file(requested: str) -> None:
    for data in (LINE, (SAMPLES / "page.html").read_bytes(), b"\xff\xfeT\0h\0", b"PK\x03\x04", b"", b"%PDF-"):
        with contextlib.suppress(NewscliError):
            assert list(read_all(data, name="a.txt", options=ReadOptions(format=requested)))


def test_replacement_characters_in_a_file_are_a_warning() -> None:
    record = json.dumps({"text": "It was \ufffd\ufffd late, she said.", "title": "Ferry"}).encode()
    for data, name in (
        (record, "a.json"),
        (make_feed("<description>It was \ufffd\ufffd late.</description>"), "a.xml"),
    ):
        (problem,) = newscli.read(data, name=name).problems
        assert problem.code == "undecodable"
        assert problem.spans == ((7, 9),)


def test_a_repeated_title_is_not_part_of_the_story() -> None:
    record = json.dumps({"title": "Ferry runs – all night", "text": "FERRY RUNS ALL NIGHT\n\nIt was late, she said."})
    article = newscli.read(record.encode(), name="a.json")
    assert article.text[slice(*article.body)] == "It was late, she said."


def test_a_web_archive_gives_the_url_and_the_encoding() -> None:
    body = PAGE.encode("koi8-r")
    data = make_web_archive(
        ("200 OK", [("Content-Type", "text/html; charset=koi8-r")], body),
        ("200 OK", [("Content-Type", "image/png")], body),
        ("404 Not Found", [("Content-Type", "text/html")], body),
    )
    (article,) = read_all(data, name="a.warc.gz")
    assert isinstance(article, Article)
    assert article.source.encoding == "koi8-r"
    assert "никто не спал" in article.text
    metadata = newscli.inspect(article, use_model=False, dates=False).metadata
    assert (metadata.url, metadata.evidence["url"].origin) == (ADDRESS, "WARC-Target-URI")


@pytest.mark.parametrize(
    ("encoding", "compress"), [("gzip", gzip.compress), ("br", brotli.compress), ("deflate", zlib.compress)]
)
def test_compressed_pages_in_a_web_archive_are_counted(encoding: str, compress: Callable[[bytes], bytes]) -> None:
    body = compress(b"<html><p>" + bytes(3_000_000))
    data = make_web_archive(("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", encoding)], body))
    with pytest.raises(LimitError, match="--max-unpacked"):
        list(read_all(data, name="a.warc.gz", options=ReadOptions(limits=Limits(max_unpacked=1_000_000))))


def test_what_a_web_archive_that_is_compressed_twice_unpacks_to_is_counted() -> None:
    html = [("Content-Type", "text/html")]
    warc = make_web_archive(("200 OK", html, f"{PAGE}<!--{'a' * 3_000_000}-->".encode()))
    data = gzip.compress(warc)
    options = ReadOptions(format="warc", limits=Limits(max_unpacked=1_000_000))
    with pytest.raises(LimitError, match="--max-unpacked"):
        list(read_all(data, name="a.warc.gz.gz", options=options))


def test_pages_compressed_by_the_server_are_decompressed() -> None:
    page = PAGE.encode()
    bodies = {"gzip": gzip.compress(page), "br": brotli.compress(page), "deflate": zlib.compress(page)}
    header = [("Content-Type", "text/html; charset=utf-8")]
    data = make_web_archive(
        *(("200 OK", [*header, ("Content-Encoding", encoding)], body) for encoding, body in bodies.items())
    )
    articles = list(read_all(data, name="a.warc.gz"))
    assert {article.text for article in articles if isinstance(article, Article)} == {
        newscli.read(page, name="a.html").text
    }
    assert len(articles) == 3


@pytest.mark.parametrize(
    "author", ["news@gull.example (Ann Lee)", "news@gull.media (Ann Lee)", "n@gull.com (Ann Lee)", "Ann Lee"]
)
def test_authors_of_feeds_are_named_without_their_address(author: str) -> None:
    data = make_feed(f"<author>{author}</author><description>It was late, she said.</description>")
    assert newscli.inspect(newscli.read(data, name="a.xml"), use_model=False).metadata.authors == ("Ann Lee",)


def test_an_archive_that_mentions_a_word_document_is_an_archive() -> None:
    whole = make_zip(
        {"unpacked/word/document.xml.txt": LINE, "notes.txt": b"It lies in word/document.xml, she said.\n"}
    )
    assert len(list(read_all(whole, name="a.zip"))) == 2


def test_an_unknown_compression_is_named_as_the_reason() -> None:
    damaged = bytearray(make_zip({"a.txt": LINE * 20, "b.txt": LINE * 20}))
    # The method of the first member, in its header and in the central directory (APPNOTE.TXT, 4.4.5): Deflate64.
    damaged[8] = 9
    damaged[damaged.index(b"PK\x01\x02") + 10] = 9
    failure, article = read_all(bytes(damaged), name="a.zip")
    assert isinstance(failure, FailedArticle)
    assert "a method that newscli doesn't know" in failure.error.message
    assert isinstance(article, Article)


def test_a_web_archive_says_how_many_records_it_left_out(tmp_path: Path) -> None:
    html, image = [("Content-Type", "text/html")], [("Content-Type", "image/png")]
    warc = make_web_archive(("200 OK", html, PAGE.encode()), ("200 OK", image, b"png"), ("404 Not Found", html, b"no"))
    (tmp_path / "a.warc.gz").write_bytes(warc)
    (tmp_path / "b.wacz").write_bytes(make_zip({"archive/data.warc.gz": warc, "datapackage.json": b"{}"}))
    line = "2 records that are no articles were left out"
    for jobs in ("1", "2"):
        outcome = invoke("meta", "--json", "--jobs", jobs, str(tmp_path / "a.warc.gz"), str(tmp_path / "b.wacz"))
        assert outcome.code == 0
        assert outcome.out.count('"title": "Паром"') == 2
        assert outcome.err == "".join(f"newscli: {tmp_path / name}: {line}\n" for name in ("a.warc.gz", "b.wacz"))


def test_an_archive_without_an_article_says_what_it_has() -> None:
    data = make_web_archive(("200 OK", [("Content-Type", "image/png")], b"png"))
    outcome = invoke("meta", stdin=data)
    assert outcome.code == 1
    assert "contains no article (1 record that is no article was left out)" in outcome.err


@pytest.mark.parametrize(("kind", "content_type"), [("conversion", "text/plain"), ("resource", "text/html")])
def test_texts_and_resources_of_web_archives_are_articles(kind: str, content_type: str) -> None:
    body = PAGE.encode() if kind == "resource" else "Паром\n\nПаром вышел поздно, сказала она.\n".encode()
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        writer = WARCWriter(stream, gzip=False)
        writer.write_record(
            writer.create_warc_record(ADDRESS, kind, payload=io.BytesIO(body), warc_content_type=content_type)
        )
        del writer
        gc.collect()
    (article,) = read_all(stream.getvalue(), name="a.warc")
    assert isinstance(article, Article)
    assert "вышел поздно" in article.text
    assert [field.value for field in article.fields if field.key == "url"] == [ADDRESS]
