"""XML without its document type, in whatever encoding it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.formats.doctype import remove_doctype
from tests.growth import assert_grows_linearly

BOMB = "<!DOCTYPE rss [<!ENTITY a 'ha '><!ENTITY b '&a;&a;&a;'>]>"


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1251", "shift_jis"])
def test_the_document_type_goes_and_all_else_stays(encoding: str) -> None:
    head, story = f'<?xml version="1.0" encoding="{encoding}"?>', "<rss>late &b; [1] </rss>"
    assert remove_doctype(f"{head}{BOMB}{story}{BOMB.lower()}".encode(encoding)) == f"{head}{story}".encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp037"])
def test_encodings_without_the_bytes_of_ascii_become_utf_8(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>{BOMB}<rss>späť</rss>'.encode(encoding, "replace")
    assert b"<rss>sp" in remove_doctype(data) or encoding == "cp037"
    assert b"DOCTYPE" not in remove_doctype(data)


def test_a_declared_utf_7_hides_nothing() -> None:
    data = b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE rss [+ADw-!ENTITY a "b"+AD4-]+AD4-<rss>It rained</rss>'
    assert remove_doctype(data) == b"<rss>It rained</rss>"


@pytest.mark.parametrize("name", ["hex", "zlib", "punycode", "idna", "undefined", "unicode_escape", "no-such-code"])
def test_what_is_no_encoding_of_xml_is_read_as_utf_8(name: str) -> None:
    data = f'<?xml version="1.0" encoding="{name}"?>{BOMB}<rss>It rained</rss>'.encode()
    assert remove_doctype(data).endswith(b"<rss>It rained</rss>")
    assert b"DOCTYPE" not in remove_doctype(data)


@pytest.mark.parametrize("unit", [b"<!DOCTYPE [", b"<!DOCTYPE a>", b"<!DOCTYPE ]["])
def test_the_time_is_linear(unit: bytes) -> None:
    assert_grows_linearly(lambda size: remove_doctype(unit * size), 200_000)


@given(st.binary(max_size=80))
def test_any_bytes_pass(data: bytes) -> None:
    for start in (b"", b"<!DOCTYPE ", b"\xff\xfe", b'<?xml encoding="utf-7"?>'):
        assert b"<!doctype" not in remove_doctype(start + data).lower()
