"""What files of several articles tell of them, and the limits that they share."""

import contextlib
import gc
import gzip
import io
import json
import warnings
import zlib
from collections.abc import Callable

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import newscli
from newscli.errors import LimitError, NewscliError
from newscli.formats.registry import FORMATS, FormatName
from newscli.limits import Limits
from newscli.model import Article
from newscli.pipeline import Unread, Wanted, read_all
from tests.conftest import SAMPLES, invoke, make_zip

ADDRESS = "https://gull.example/ferry"
LINE = b"It was late, she said.\n"
PAGE = "<html><body><article><h1>Паром</h1>" + "<p>Паром вышел поздно, сказала она, и никто не спал.</p>" * 8


def feed(item: str) -> bytes:
    return f"<rss version='2.0'><channel><title>a</title><item><title>b</title>{item}</item></channel></rss>".encode()


def archive(*pages: tuple[str, list[tuple[str, str]], bytes]) -> bytes:
    """A web archive of some answers, each its status, header and body."""
    held = io.BytesIO()
    # The writer leaves a temporary file open for each.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        writer = WARCWriter(held, gzip=True)
        for status, header, body in pages:
            told = StatusAndHeaders(status, header, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(ADDRESS, "response", payload=io.BytesIO(body), http_headers=told)
            )
        del writer
        gc.collect()
    return held.getvalue()


def test_archives_in_archives_share_their_limits() -> None:
    inner = [make_zip({f"{k}.txt": LINE * 2000}) for k in range(20)]
    whole = make_zip({f"{k:02}.zip": data for k, data in enumerate(inner)})
    found = list(read_all(whole, "a.zip", Wanted(limits=Limits(max_unpacked=200_000))))
    assert [isinstance(one, Article) for one in found] == [True] * 4 + [False] * 16
    few = list(read_all(whole, "a.zip", Wanted(limits=Limits(max_entries=30))))
    assert [isinstance(one, Article) for one in few] == [True] * 10 + [False] * 10
    assert isinstance(few[-1], Unread)
    assert "--max-entries" in few[-1].error.message


def test_an_entry_that_states_too_much_costs_the_others_nothing() -> None:
    data = make_zip({"a.txt": LINE, "b.txt": bytes(5_000_000), "c.txt": LINE})
    found = list(read_all(data, "a.zip", Wanted(limits=Limits(max_unpacked=1_000_000))))
    assert [isinstance(one, Article) for one in found] == [True, False, True]


def test_an_entry_that_states_too_little_gives_no_more_than_that() -> None:
    data = bytearray(make_zip({"a.txt": LINE * 100_000}))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + place
        data[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(NewscliError):
        list(read_all(bytes(data), "a.zip"))


def test_the_format_that_is_asked_for_is_that_of_what_is_in_an_archive() -> None:
    data = make_zip({"a.dat": (SAMPLES / "lexisnexis.txt").read_bytes()})
    assert json.loads(invoke("meta", "--json", stdin=data).out)["source"]["format"] == "lexisnexis"
    for asked in ("text", "markdown"):
        done = invoke("meta", "--json", "--input-format", asked, stdin=data)
        assert json.loads(done.out)["source"]["format"] == asked


@pytest.mark.parametrize("asked", FORMATS)
def test_any_format_may_be_asked_for_of_any_file(asked: FormatName) -> None:
    for data in (LINE, (SAMPLES / "page.html").read_bytes(), b"\xff\xfeT\0h\0", b"PK\x03\x04", b"", b"%PDF-"):
        with contextlib.suppress(NewscliError):
            assert list(read_all(data, "a.txt", Wanted(format=asked)))


def test_what_a_file_holds_in_place_of_characters_is_a_warning() -> None:
    record = json.dumps({"text": "It was \ufffd\ufffd late, she said.", "title": "Ferry"}).encode()
    for data, name in ((record, "a.json"), (feed("<description>It was \ufffd\ufffd late.</description>"), "a.xml")):
        (problem,) = newscli.read(data, name=name).problems
        assert problem.code == "undecodable"
        assert problem.spans == ((7, 9),)


def test_a_title_that_the_story_says_again_is_none_of_it() -> None:
    record = json.dumps({"title": "Ferry runs – all night", "text": "FERRY RUNS ALL NIGHT\n\nIt was late, she said."})
    article = newscli.read(record.encode(), name="a.json")
    assert article.text[slice(*article.body)] == "It was late, she said."


def test_a_web_archive_tells_the_address_and_the_encoding() -> None:
    body = PAGE.encode("koi8-r")
    data = archive(
        ("200 OK", [("Content-Type", "text/html; charset=koi8-r")], body),
        ("200 OK", [("Content-Type", "image/png")], body),
        ("404 Not Found", [("Content-Type", "text/html")], body),
    )
    (found,) = read_all(data, "a.warc.gz")
    assert isinstance(found, Article)
    assert found.source.encoding == "koi8-r"
    assert "никто не спал" in found.text
    stated = newscli.inspect(found, reader=False, dates=False).metadata
    assert (stated.url, stated.evidence["url"].origin) == (ADDRESS, "WARC-Target-URI")


@pytest.mark.parametrize(
    ("how", "pack"), [("gzip", gzip.compress), ("br", brotli.compress), ("deflate", zlib.compress)]
)
def test_pages_of_a_web_archive_that_are_packed_once_more_are_counted(how: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(b"<html><p>" + bytes(3_000_000))
    data = archive(("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", how)], packed))
    with pytest.raises(LimitError, match="--max-unpacked"):
        list(read_all(data, "a.warc.gz", Wanted(limits=Limits(max_unpacked=1_000_000))))


def test_pages_are_unpacked_as_servers_pack_them() -> None:
    page = PAGE.encode()
    packed = {"gzip": gzip.compress(page), "br": brotli.compress(page), "deflate": zlib.compress(page)}
    header = [("Content-Type", "text/html; charset=utf-8")]
    data = archive(*(("200 OK", [*header, ("Content-Encoding", how)], body) for how, body in packed.items()))
    found = list(read_all(data, "a.warc.gz"))
    assert {one.text for one in found if isinstance(one, Article)} == {newscli.read(page, name="a.html").text}
    assert len(found) == 3


@pytest.mark.parametrize(
    "author", ["news@gull.example (Ann Lee)", "news@gull.media (Ann Lee)", "n@gull.com (Ann Lee)", "Ann Lee"]
)
def test_authors_of_feeds_are_people_whatever_their_address_ends_in(author: str) -> None:
    data = feed(f"<author>{author}</author><description>It was late, she said.</description>")
    assert newscli.inspect(newscli.read(data, name="a.xml"), reader=False).metadata.authors == ("Ann Lee",)
