"""Bytes -> text: byte order marks, UTF-16 and UTF-32, legacy encodings, and bytes that are not text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.errors import BinaryError, EncodingError, NewscliError
from newscli.input.encodings import decode

STORY = "The café on the “Rue d’Été” was closed, said André. “We are naïve,” he added, “but not that naïve.”\r\n" * 5


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_marks_decide_and_are_dropped(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + STORY.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.problems) == (STORY, encoding, ())
    assert decode(mark + STORY.encode(encoding), encoding).text == STORY


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252"])
def test_encodings_are_detected_without_a_mark(encoding: str) -> None:
    decoded = decode(STORY.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.problems) == (STORY, encoding, ())


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("koi8-r", "Мэр города заявил, что дорога закрыта. Мы ждали этого дня, сказал он журналистам. " * 4),
        ("cp1251", "Мэр города заявил, что дорога закрыта. «Мы ждали этого дня», — сказал он журналистам. " * 4),
        ("cp1250", "Muž řekl, že silnice bude uzavřena až do pátku. Čekali jsme na to celý rok, dodal starosta. " * 4),
        ("cp1252", "Le maire a déclaré que la route était fermée jusqu’à vendredi. Il s’est dit « prévenu ». " * 4),
        ("iso8859-7", "Ο δήμαρχος είπε ότι ο δρόμος θα μείνει κλειστός μέχρι την Παρασκευή το πρωί. " * 4),
    ],
)
def test_legacy_encodings_of_other_scripts_are_detected(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_the_requested_encoding_overrules_detection() -> None:
    assert decode("schön".encode("cp1252"), "koi8-r").text == "schön".encode("cp1252").decode("koi8-r")


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\nd").text == "a\r\nb\rc\nd"


def test_broken_utf8_is_still_utf8_with_a_warning_for_each_run() -> None:
    data = STORY.encode() + b"\xff\xfe broken \xc3(" + STORY.encode()
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert [decoded.text[slice(*problem.spans[0])] for problem in decoded.problems] == ["\ufffd\ufffd", "\ufffd"]
    assert {problem.code for problem in decoded.problems} == {"undecodable"}


def test_the_number_of_warnings_is_bounded() -> None:
    problems = decode(b"\xc3\xa9" * 20_000 + b"\xffa" * 5_000).problems
    assert len(problems) == 101
    assert "4900 more" in problems[-1].message


@pytest.mark.parametrize(
    ("data", "description"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x01\x02\x03", "binary"),
        (bytes(range(256)) * 4, "binary"),
    ],
)
def test_a_binary_file_gets_an_error_that_says_what_it_is(data: bytes, description: str) -> None:
    with pytest.raises(BinaryError, match=description):
        decode(data)


@pytest.mark.parametrize("name", ["no-such", "rot13", "hex", "\0", "undefined", "idna", "unicode_escape"])
def test_an_unusable_encoding_is_an_error(name: str) -> None:
    with pytest.raises(EncodingError, match=r"unknown encoding|is not a text encoding|can't be decoded"):
        decode("grüße.a".encode(), name)


@given(
    st.binary(max_size=200),
    st.sampled_from([None, "utf-8", "utf-16", "utf-7", "cp1252", "shift_jis", "iso2022_jp"]),
)
def test_any_bytes_give_text_without_surrogates_or_an_error(data: bytes, encoding: str | None) -> None:
    try:
        decoded = decode(data, encoding)
    except NewscliError:
        return
    assert not any("\ud800" <= char <= "\udfff" for char in decoded.text)
    for problem in decoded.problems:
        assert all(set(decoded.text[start:end]) == {"\ufffd"} for start, end in problem.spans)
