"""Which reader reads what: from the bytes of a file to the articles in it, each still to be made.

Readers are imported when a file of their format comes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from newscli.errors import EmptyError, LimitError, NewscliError
from newscli.formats.registry import FormatName
from newscli.formats.sniffing import by_bytes, by_text, charset
from newscli.input import files
from newscli.input.budget import UnpackBudget
from newscli.input.compression import decompress
from newscli.input.encodings import Decoded, decode
from newscli.limits import Limits
from newscli.model import Article, Field, Source

_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to read bytes: what they are and in which encoding, where that is known, and which keys of records
    hold what."""

    encoding: str | None = None
    limits: Limits = field(default_factory=Limits)
    format: FormatName | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)


class Found(NamedTuple):
    """An article in bytes that is still to be made: its format, its encoding, if it has one, what makes it, and what
    is stated outside of it."""

    format: FormatName
    encoding: str | None
    make: Callable[[Source], Article]
    stated: tuple[Field, ...] = ()


def in_bytes(
    data: bytes, name: str, wanted: Wanted, meter: UnpackBudget, served: str | None = None, nested: int = 0
) -> Iterator[Found]:
    """The articles in the bytes of an unpacked file; ``served`` is the encoding that a server told."""
    kind = by_bytes(data, name)
    limits = wanted.limits
    if kind != "zip" or wanted.format == "docx":
        kind = wanted.format or kind
    if kind == "zip":
        from newscli.input import archives

        inner = wanted if wanted.format != "zip" else replace(wanted, format=None)
        for name, held in archives.read_members(data, meter):
            yield from _within(name, held, inner, meter, None, nested)
    elif kind == "warc":
        from newscli.formats import warc

        for page in warc.read_pages(data, meter):
            stated = (Field("url", page.url, "WARC-Target-URI"),)
            for one in _within(page.url, page.data, replace(wanted, format="html"), meter, page.charset, nested):
                yield one._replace(stated=stated)
    elif kind in ("mbox", "email"):
        from newscli.formats import email

        for letter in email.split_mbox(data) if kind == "mbox" else [data]:
            yield Found(kind, None, partial(email.read, data=letter, limits=limits))
    elif kind == "mhtml":
        from newscli.formats import mhtml

        yield Found(kind, None, partial(mhtml.read, data=data, limits=limits))
    elif kind == "feed":
        from newscli.formats import feeds

        for feed, entry in feeds.read_entries(data):
            yield Found(kind, None, partial(feeds.read, feed=feed, entry=entry, limits=limits))
    elif kind == "docx":
        from newscli.formats import docx

        yield Found(kind, None, partial(docx.read, data=data, limits=limits))
    elif kind == "pdf":
        from newscli.formats import pdf

        yield Found(kind, None, partial(pdf.read, data=data, limits=limits))
    else:
        yield from _in_text(data, name, wanted, kind, served)


def in_lines(lines: Iterable[bytes | NewscliError], wanted: Wanted) -> Iterator[Found]:
    """The articles in lines of JSON; an error in the place of one that can't be read."""
    for line in lines:
        try:
            if isinstance(line, NewscliError):
                raise line
            decoded = decode(line, wanted.encoding)
        except NewscliError as error:
            yield Found("json", None, partial(_raised, error=error))
        else:
            yield from _in_records(decoded, wanted)


def _in_text(data: bytes, name: str, wanted: Wanted, kind: FormatName | None, served: str | None) -> Iterator[Found]:
    decoded = decode(data, wanted.encoding or (charset(data, served) if kind == "html" else None))
    if not decoded.text.strip():
        raise EmptyError("holds no text")
    kind = kind or by_text(decoded.text, name)
    if kind == "html" and wanted.format is None:
        from newscli.formats import databases

        if databases.is_factiva_page(decoded.text):
            for part in databases.split_factiva_page(decoded.text, wanted.limits):
                yield Found("factiva", decoded.encoding, partial(databases.read, record=part))
            return
    if kind == "json":
        yield from _in_records(decoded, wanted)
    elif kind in ("lexisnexis", "factiva", "proquest"):
        from newscli.formats import databases

        for part in databases.split_records(decoded.text, kind):
            yield Found(kind, decoded.encoding, partial(databases.read, record=part))
    else:
        yield Found(kind, decoded.encoding, partial(_one, decoded=decoded, limits=wanted.limits))


def _in_records(decoded: Decoded, wanted: Wanted) -> Iterator[Found]:
    from newscli.formats import json

    for record in json.split_records(decoded.text):
        make = partial(json.read, record=record, limits=wanted.limits, mapping=wanted.mapping)
        yield Found("json", decoded.encoding, make)


def _within(
    name: str, held: bytes | NewscliError, wanted: Wanted, meter: UnpackBudget, served: str | None, nested: int
) -> Iterator[Found]:
    """The articles in a file of an archive; an error in the place of one that can't be read."""
    try:
        if isinstance(held, NewscliError):
            raise held
        if nested == _DEEPEST:
            raise LimitError(f"lies in archives nested deeper than {_DEEPEST}; unpack it first")
        data = b"".join(decompress(held, meter))
        yield from in_bytes(data, files.strip_compression_ending(name), wanted, meter, served, nested + 1)
    except NewscliError as error:
        named = type(error)(f"{name or 'an entry'}: {error.message}")
        yield Found("zip", None, partial(_raised, error=named))


def _raised(source: Source, error: NewscliError) -> Article:
    raise error


def _one(source: Source, decoded: Decoded, limits: Limits) -> Article:
    if source.format == "html":
        from newscli.formats import html

        return html.read(source, decoded.text, limits)
    if source.format == "markdown":
        from newscli.formats import markdown

        return markdown.read(source, decoded.text, decoded.problems, limits)
    from newscli.structure import plain

    return plain.build_from_text(source, decoded.text, decoded.problems)
