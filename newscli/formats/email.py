"""Newsletters: a letter (RFC 5322) or a box of them (mbox) -> Articles."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial

from newscli.errors import EmptyError, NewscliError, UnreadableError
from newscli.formats.entries import Entry, RawFile
from newscli.formats.sniffing import MBOX_SEPARATOR
from newscli.input.encodings import decode, resolve_label
from newscli.limits import Limits
from newscli.model import Article, Field, Source
from newscli.structure import articles
from newscli.text import count_words

# A text part of fewer words says where the letter is to be read, if its markup has so many times as many.
_FEW, _TIMES = 60, 2
_LONGEST = 10_000
_EMPTY = "is a letter without text"
_KEYS = {"title": "subject", "published": "date", "publisher": "list-id", "url": "archived-at"}


class _Short(policy.EmailPolicy):
    """The library's policy, but for what is longer in a header than anybody writes: its time grows with the square."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        parsed: str = super().header_fetch_parse(name, value[:_LONGEST])
        return parsed


POLICY = _Short()


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """The letter of an email file; the letters of a mailbox."""
    for letter in parted(file.data) if format == "mbox" else [file.data]:
        yield Entry(format, None, partial(read, data=letter, limits=file.options.limits))


def parted(data: bytes) -> Iterator[bytes]:
    """The letters of a box; all of it where it has no line that begins one."""
    marks = list(re.finditer(MBOX_SEPARATOR, data))
    starts, ends = [mark.end() for mark in marks] or [0], [mark.start() for mark in marks[1:]]
    for start, end in zip(starts, [*ends, len(data)], strict=True):
        yield re.sub(rb"^>(>*From )", rb"\1", data[start:end], flags=re.MULTILINE)


def read(source: Source, data: bytes, limits: Limits) -> Article:
    """One letter: its text part; its HTML part where it has no other, or one of a few words that lead to a web page.
    Raises EmptyError where it has neither."""
    try:
        letter = message_from_bytes(data, policy=POLICY)
        assert isinstance(letter, EmailMessage)
        fields = list(_fields(letter))
        shown = _words_of(letter, "plain")
        marked = _words_of(letter, "html") if count_words(shown) < _FEW else ""
    except NewscliError:
        raise
    except Exception as error:  # the library's parsers raise errors of many kinds for broken headers
        raise UnreadableError(f"is a letter that can't be read ({type(error).__name__}: {error})") from error
    if marked.strip():
        from newscli.formats.html.fragment import parse_fragment

        found = parse_fragment(marked, limits)
        if sum(count_words(part.text) for part in found) > _TIMES * count_words(shown):
            return articles.build_from_blocks(source, found, fields, _EMPTY)
    if not shown.strip():
        raise EmptyError(_EMPTY)
    return articles.build_from_story(source, shown.replace("\r\n", "\n").replace("\0", "\ufffd"), fields)


def _words_of(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body(preferencelist=(kind,))
    return _decoded(part) if isinstance(part, EmailMessage) else ""


def _decoded(part: EmailMessage) -> str:
    """The words of a part, by the encoding that it states where Python has that one."""
    held = part.get_payload(decode=True)
    return decode(held if isinstance(held, bytes) else b"", resolve_label(part.get_content_charset())).text


def _fields(letter: EmailMessage) -> Iterator[Field]:
    for key, header in _KEYS.items():
        value = " ".join(str(letter.get(header, "")).split())
        if key == "publisher":
            value = value.split("<")[0].strip(' "')
        elif key == "url":
            value = value.strip("<>")
        if value:
            yield Field(key, value, f"{header.capitalize()} header")
    sender = letter.get("from")
    for address in getattr(sender, "addresses", ())[:10]:
        if address.display_name:
            yield Field("authors", " ".join(address.display_name.split()), "From header")
