"""Newsletters: an email (RFC 5322) or a mailbox (mbox) -> Articles."""

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial

from newscli.errors import EmptyError, NewscliError, UnreadableError
from newscli.formats import forwards, letters, mime
from newscli.formats.entries import Entry, Notice, RawFile
from newscli.formats.mail_headers import MAX_HEADER_CHARS, decode_words, list_senders, read_header
from newscli.formats.senders import read_list_name, read_sender
from newscli.formats.sniffing import MBOX_SEPARATOR, is_proquest_page
from newscli.formats.subjects import clean_subject, is_forwarding
from newscli.limits import Limits
from newscli.model import Article, Field, Source
from newscli.structure import articles
from newscli.text import count_words

# A shorter text part may only point to the web version; the HTML part is read instead if it has twice as many words.
_MIN_TEXT_PART_WORDS = 60
_MIN_HTML_RATIO = 2
_MAX_SENDERS = 10
# A longer text is no note on the letters that are attached to it.
_MAX_NOTE_WORDS = 60
_MAX_ATTACHED_DEPTH = 5
_EMPTY = "has no text"
_EXPORT_MARK = b"ProQuest"
_MAY_HAVE_FILES = re.compile(rb"message/rfc822|multipart/digest|attachment|name=|application/", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
# What a forwarded letter's own header replaces.
_SENDERS_KEYS = frozenset(("published", "authors", "publisher", "url"))


class _BoundedHeaderPolicy(policy.EmailPolicy):
    """The standard library's policy, with long header values cut: its parser takes quadratic time."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        parsed: str = super().header_fetch_parse(name, value[:MAX_HEADER_CHARS])
        return parsed


POLICY = _BoundedHeaderPolicy()


def open_entries(file: RawFile, format: str) -> Iterator[Entry | Notice]:
    """Yield the one article of an email, or those of a mailbox, and those of exports that ProQuest sends as emails.

    Letters that are attached to a note are read in place of the note. Then say what was left out.
    """
    files = left_letters = 0
    limits = file.options.limits
    for data in split_mbox(file.data) if format == "mbox" else [file.data]:
        if _EXPORT_MARK in data and is_proquest_page(markup := _read_markup(data), ""):
            from newscli.formats.databases import open_records, proquest
            from newscli.formats.html.page import parse_page

            records = proquest.split_page(parse_page(markup.decode(), limits))
            yield from open_records(records, "proquest", None)
            continue
        chosen: list[EmailMessage] = []
        if _MAY_HAVE_FILES.search(data):
            try:
                chosen, left = _choose_letters(_parse(data), 0)
                files += sum(mime.count_attachments(message) for message in chosen)
                left_letters += left
            except Exception:  # reading the email says what is wrong
                chosen = []
        if len(chosen) <= 1:
            yield Entry(format, None, partial(read, data=data, limits=limits))
        else:
            for message in chosen:
                yield Entry(format, None, partial(_read_message, message=message, limits=limits))
    counts = ((files, "attachment"), (left_letters, "attached letter"))
    if listed := [f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count]:
        yield Notice(f"left out: {', '.join(listed)}")


def _parse(data: bytes) -> EmailMessage:
    message = message_from_bytes(mime.mend(data), policy=POLICY)
    assert isinstance(message, EmailMessage)
    return message


def _choose_letters(message: EmailMessage, depth: int) -> tuple[list[EmailMessage], int]:
    """Choose the letters to read: those attached to an email, or itself; and count attached ones that are left out."""
    attached = mime.list_attached_letters(message, POLICY) if depth < _MAX_ATTACHED_DEPTH else []
    if not attached:
        return [message], 0
    note = mime.read_body(message, "plain") or _TAG.sub(" ", mime.read_body(message, "html"))
    if count_words(note) > _MAX_NOTE_WORDS:
        return [message], len(attached)
    chosen = [_choose_letters(letter, depth + 1) for letter in attached]
    return [letter for found, _ in chosen for letter in found], sum(left for _, left in chosen)


def _read_markup(data: bytes) -> bytes:
    """Read the HTML part of an email, as UTF-8; empty if it has none, or is damaged."""
    try:
        return mime.read_body(_parse(data), "html").encode()
    except Exception:  # reading the email says what is wrong
        return b""


def split_mbox(data: bytes) -> Iterator[bytes]:
    """Split a mailbox into its emails, in order; without a line that begins one, it is a single email."""
    data = mime.unify_ends(data)
    marks = list(re.finditer(MBOX_SEPARATOR, data))
    starts, ends = [mark.end() for mark in marks] or [0], [mark.start() for mark in marks[1:]]
    for start, end in zip(starts, [*ends, len(data)], strict=True):
        yield re.sub(rb"^>(>*From )", rb"\1", data[start:end], flags=re.MULTILINE)


def read(source: Source, data: bytes, limits: Limits) -> Article:
    """Read one email, or the letter that is attached to it: see ``_read_message``."""
    try:
        message = _parse(data)
        chosen, _ = _choose_letters(message, 0)
    except NewscliError:
        raise
    except Exception as error:  # the library's parsers raise undocumented errors for broken headers
        raise _describe(error) from error
    return _read_message(source, chosen[0] if len(chosen) == 1 else message, limits)


def _describe(error: Exception) -> UnreadableError:
    return UnreadableError(f"is an email that can't be parsed ({type(error).__name__}: {error})")


def _read_message(source: Source, message: EmailMessage, limits: Limits) -> Article:
    """Read one email: its text part, or its HTML part if the text is missing, a rendering of it, or far shorter.

    A letter that was forwarded in it is the letter. Raises EmptyError if it has neither part, UnreadableError if it is
    damaged.
    """
    try:
        own_fields = list(_read_fields(message))
        subject = decode_words(read_header(message, "subject"))
        whole_text = mime.read_body(message, "plain").replace("\r\n", "\n").replace("\0", "\ufffd")
        fields, text = forwards.find_in_text(whole_text, subject)
        may_be_short = count_words(text) < _MIN_TEXT_PART_WORDS
        is_rendering = letters.is_rendering(whole_text)
        markup = mime.read_body(message, "html") if may_be_short or is_rendering else ""
    except NewscliError:
        raise
    except Exception as error:  # see ``read``
        raise _describe(error) from error
    if markup.strip():
        from newscli.formats.mail_markup import parse_markup

        html_fields, blocks = forwards.find_in_blocks(parse_markup(markup, limits), subject)
        blocks = letters.strip_blocks(blocks)
        words = sum(count_words(block.text) for block in blocks)
        is_same_letter = html_fields is not None or fields is None
        if words and is_same_letter and (is_rendering or words > _MIN_HTML_RATIO * count_words(text)):
            known_fields = _replace_fields(own_fields, html_fields, subject)
            senders = [field.value for field in known_fields if field.key == "authors"]
            byline, blocks = letters.take_byline(blocks, senders)
            return articles.build_from_blocks(source, blocks, [*byline, *known_fields], _EMPTY)
    text = letters.strip_lines(text)
    if not text.strip():
        raise EmptyError(_EMPTY)
    return articles.build_from_story(source, text, _replace_fields(own_fields, fields, subject))


def _replace_fields(own: Sequence[Field], forwarded: Sequence[Field] | None, subject: str) -> Sequence[Field]:
    """Replace what an email says of itself by what a letter says that was forwarded in it, if one was.

    Who forwards a letter did not write it, even if its own header is nowhere to be found.
    """
    if forwarded is None:
        dropped = _SENDERS_KEYS - {"published"} if is_forwarding(subject) else frozenset()
        return [field for field in own if field.key not in dropped]
    dropped = _SENDERS_KEYS | {field.key for field in forwarded}
    return [*forwarded, *(field for field in own if field.key not in dropped)]


def _read_fields(message: EmailMessage) -> Iterator[Field]:
    headers = {name: read_header(message, name) for name in ("subject", "date", "list-id", "archived-at", "from")}
    if title := clean_subject(decode_words(headers["subject"]), headers["list-id"]):
        yield Field("title", title, "Subject header")
    if headers["date"]:
        yield Field("published", headers["date"], "Date header")
    if url := headers["archived-at"].strip("<> "):
        yield Field("url", url, "Archived-at header")
    senders = list(list_senders(headers["from"]))[:_MAX_SENDERS]
    names = " ".join(name for name, _ in senders)
    if publisher := read_list_name(decode_words(headers["list-id"]), names):
        yield Field("publisher", publisher, "List-id header")
    for name, address in senders:
        sender = read_sender(name, address, publisher)
        if sender.person:
            yield Field("authors", sender.person, "From header")
        if sender.paper and not publisher:
            yield Field("publisher", sender.paper, "From header")
