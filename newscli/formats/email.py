"""Newsletters: an email (RFC 5322) or a mailbox (mbox) -> Articles."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial

from newscli.errors import EmptyError, NewscliError, UnreadableError
from newscli.formats import letters
from newscli.formats.entries import Entry, RawFile
from newscli.formats.mime import mend
from newscli.formats.sniffing import MBOX_SEPARATOR, is_proquest_page
from newscli.input.encodings import decode, resolve_label
from newscli.limits import Limits
from newscli.model import Article, Field, Source
from newscli.structure import articles
from newscli.text import count_words

# A shorter text part may only point to the web version; the HTML part is read instead if it has twice as many words.
_MIN_TEXT_PART_WORDS = 60
_MIN_HTML_RATIO = 2
_MAX_HEADER_CHARS = 10_000
_MAX_SENDERS = 10
_EMPTY = "has no text"
_EXPORT_MARK = b"ProQuest"
# What a forwarded letter's own header replaces.
_SENDERS_KEYS = frozenset(("title", "published", "authors", "publisher", "url"))
_HEADERS = {"title": "subject", "published": "date", "publisher": "list-id", "url": "archived-at"}


class _BoundedHeaderPolicy(policy.EmailPolicy):
    """The standard library's policy, with long header values cut: its parser takes quadratic time."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        parsed: str = super().header_fetch_parse(name, value[:_MAX_HEADER_CHARS])
        return parsed


POLICY = _BoundedHeaderPolicy()


def open_entries(file: RawFile, format: str) -> Iterator[Entry]:
    """Yield the one article of an email, or those of a mailbox, and those of exports that ProQuest sends as emails."""
    for message in split_mbox(file.data) if format == "mbox" else [file.data]:
        if _EXPORT_MARK in message and is_proquest_page(markup := _read_markup(message), ""):
            from newscli.formats.databases import open_records, proquest
            from newscli.formats.html.page import parse_page

            records = proquest.split_page(parse_page(markup.decode(), file.options.limits))
            yield from open_records(records, "proquest", None)
        else:
            yield Entry(format, None, partial(read, data=message, limits=file.options.limits))


def _read_markup(data: bytes) -> bytes:
    """Read the HTML part of an email, as UTF-8; empty if it has none, or is damaged."""
    try:
        message = message_from_bytes(mend(data), policy=POLICY)
        return _read_part(message, "html").encode() if isinstance(message, EmailMessage) else b""
    except Exception:  # reading the email says what is wrong
        return b""


def split_mbox(data: bytes) -> Iterator[bytes]:
    """Split a mailbox into its emails, in order; without a line that begins one, it is a single email."""
    marks = list(re.finditer(MBOX_SEPARATOR, data))
    starts, ends = [mark.end() for mark in marks] or [0], [mark.start() for mark in marks[1:]]
    for start, end in zip(starts, [*ends, len(data)], strict=True):
        yield re.sub(rb"^>(>*From )", rb"\1", data[start:end], flags=re.MULTILINE)


def read(source: Source, data: bytes, limits: Limits) -> Article:
    """Read one email: its text part, or its HTML part if the text is missing, a rendering of it, or far shorter.

    Raises EmptyError if it has neither part, UnreadableError if it is damaged.
    """
    try:
        message = message_from_bytes(mend(data), policy=POLICY)
        assert isinstance(message, EmailMessage)
        fields = list(_read_fields(message))
        text = _read_part(message, "plain")
        may_be_short = count_words(text) < _MIN_TEXT_PART_WORDS
        markup = _read_part(message, "html") if may_be_short or letters.is_rendering(text) else ""
    except NewscliError:
        raise
    except Exception as error:  # the library's parsers raise undocumented errors for broken headers
        raise UnreadableError(f"is an email that can't be parsed ({type(error).__name__}: {error})") from error
    if forwarded := letters.split_forwarded(text):
        forwarded_fields, text = forwarded
        fields = [*forwarded_fields, *(field for field in fields if field.key not in _SENDERS_KEYS)]
        markup = ""
    if markup.strip():
        from newscli.formats.html.fragment import parse_fragment

        html_blocks = letters.strip_furniture(parse_fragment(markup, limits))
        words = sum(count_words(block.text) for block in html_blocks)
        if words and (letters.is_rendering(text) or words > _MIN_HTML_RATIO * count_words(text)):
            byline, html_blocks = letters.take_byline(html_blocks)
            return articles.build_from_blocks(source, html_blocks, [*byline, *fields], _EMPTY)
    text = letters.strip_furniture_lines(text.replace("\r\n", "\n").replace("\0", "\ufffd"))
    if not text.strip():
        raise EmptyError(_EMPTY)
    return articles.build_from_story(source, text, fields)


def _read_part(message: EmailMessage, subtype: str) -> str:
    part = message.get_body(preferencelist=(subtype,))
    return _decode_part(part) if isinstance(part, EmailMessage) else ""


def _decode_part(part: EmailMessage) -> str:
    """Decode a part, by the encoding that it declares, unless its bytes are UTF-8 and it declares an older one."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decode(data, None if _is_utf8(data) else resolve_label(part.get_content_charset())).text


def _is_utf8(data: bytes) -> bool:
    """Whether bytes have characters beyond ASCII, all of them in UTF-8: in other encodings these would be nonsense."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _read_fields(message: EmailMessage) -> Iterator[Field]:
    publisher = ""
    for key, header in _HEADERS.items():
        value = " ".join(str(message.get(header, "")).split())
        if key == "publisher":
            value = value.split("<")[0].strip(' "')
            value = publisher = "" if letters.is_hash(value) else value
        elif key == "url":
            value = value.strip("<>")
        if value:
            yield Field(key, value, f"{header.capitalize()} header")
    senders = getattr(message.get("from"), "addresses", ())
    for sender in senders[:_MAX_SENDERS]:
        name = " ".join(sender.display_name.split())
        person, paper = letters.read_sender(f"{name} <{sender.addr_spec}>") if name and not publisher else (name, "")
        if person:
            yield Field("authors", person, "From header")
        if paper:
            yield Field("publisher", paper, "From header")
