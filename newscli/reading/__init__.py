"""bytes -> Articles. One module a format; decoding and limits are shared."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from newscli.errors import EmptyError, LimitError, NewscliError, UnreadableError
from newscli.formats import FormatName
from newscli.limits import Limits
from newscli.model import Article, Source
from newscli.reading import files
from newscli.reading.decoding import Decoded, decode
from newscli.reading.packed import unpacked
from newscli.reading.sniffing import by_bytes, by_text, charset

__all__ = ["Unread", "Wanted", "read", "read_all", "read_bytes"]
_DEEPEST = 3


class _Found(NamedTuple):
    """An article in bytes that is still to be read: its format, its encoding, if it has one, and what reads it."""

    format: FormatName
    encoding: str | None
    make: Callable[[Source], Article]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to read bytes: what they are and in which encoding, where that is known, and which keys of records
    hold what."""

    encoding: str | None = None
    limits: Limits = field(default_factory=Limits)
    format: FormatName | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unread:
    """An article of a file that can't be read, and why."""

    path: str
    error: NewscliError


def read(source: str | Path | bytes, name: str | None = None, wanted: Wanted | None = None) -> Article:
    """Read the one article of a path, or of bytes; raises NewscliError and nothing else for bad input.

    ``name`` is the path that the Article reports and whose ending tells the format where the bytes don't.
    """
    found = list(islice(read_all(source, name, wanted), 2))
    if len(found) > 1:
        raise UnreadableError("holds several articles; read them with newscli.read_all")
    if isinstance(found[0], Unread):
        raise found[0].error
    return found[0]


def read_all(
    source: str | Path | bytes, name: str | None = None, wanted: Wanted | None = None
) -> Iterator[Article | Unread]:
    """Every article of a path, or of bytes, one after the other; see ``read``."""
    wanted = wanted or Wanted()
    data = source if isinstance(source, bytes) else files.read_file(str(source), wanted.limits)
    return read_bytes(data, name or ("-" if isinstance(source, bytes) else str(source)), wanted)


def read_bytes(data: bytes, name: str, wanted: Wanted) -> Iterator[Article | Unread]:
    """Unpack, sniff, decode and read a file's bytes. Where it holds several articles, each has a path of its own
    (``export.json#3``), and one that can't be read does not stop the others. Raises EmptyError where it holds none."""
    held = unpacked(data, wanted.limits)
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path=name, bytes=len(data), sha256=digest)
    makers = _makers(held, files.without_packing(name), wanted)
    some = list(islice(makers, 2))
    if not some:
        raise EmptyError("holds no article")
    if len(some) == 1:
        yield some[0].make(replace(source, format=some[0].format, encoding=some[0].encoding))
        return
    for number, one in enumerate(chain(some, makers), 1):
        path = f"{name}#{number}"
        try:
            yield one.make(replace(source, path=path, format=one.format, encoding=one.encoding))
        except NewscliError as error:
            yield Unread(path, error)


def _makers(data: bytes, name: str, wanted: Wanted, nested: int = 0) -> Iterator[_Found]:
    """The format, the encoding and the reader of each article that bytes hold. Readers are imported when such a
    file comes."""
    kind = wanted.format or by_bytes(data, name)
    limits = wanted.limits
    if kind == "zip":
        from newscli.reading import archive

        yield from _within(archive.members(data, limits), replace(wanted, format=None), nested)
    elif kind == "warc":
        from newscli.reading import warc

        yield from _within(warc.pages(data, limits), replace(wanted, format="html"), nested)
    elif kind in ("mbox", "email"):
        from newscli.reading import letters

        for letter in letters.parted(data) if kind == "mbox" else [data]:
            yield _Found(kind, None, partial(letters.read, data=letter, limits=limits))
    elif kind == "feed":
        from newscli.reading import feeds

        for feed, entry in feeds.entries(data):
            yield _Found(kind, None, partial(feeds.read, feed=feed, entry=entry, limits=limits))
    elif kind == "docx":
        from newscli.reading import docx

        yield _Found(kind, None, partial(docx.read, data=data, limits=limits))
    elif kind == "pdf":
        from newscli.reading import pdf

        yield _Found(kind, None, partial(pdf.read, data=data, limits=limits))
    else:
        yield from _decoded(data, name, wanted, kind)


def _decoded(data: bytes, name: str, wanted: Wanted, kind: FormatName | None) -> Iterator[_Found]:
    decoded = decode(data, wanted.encoding or (charset(data) if kind == "html" else None))
    if not decoded.text.strip():
        raise EmptyError("holds no text")
    kind = kind or by_text(decoded.text, name)
    if kind == "html" and wanted.format is None:
        from newscli.reading import exports

        if exports.is_page(decoded.text):
            for part in exports.of_page(decoded.text, wanted.limits):
                yield _Found("factiva", decoded.encoding, partial(exports.read, record=part))
            return
    if kind == "json":
        from newscli.reading import records

        for record in records.records(decoded.text):
            make = partial(records.read, record=record, limits=wanted.limits, mapping=wanted.mapping)
            yield _Found(kind, decoded.encoding, make)
    elif kind in ("lexisnexis", "factiva", "proquest"):
        from newscli.reading import exports

        for part in exports.records(decoded.text, kind):
            yield _Found(kind, decoded.encoding, partial(exports.read, record=part))
    else:
        yield _Found(kind, decoded.encoding, partial(_one, decoded=decoded, limits=wanted.limits))


def _within(members: Iterator[tuple[str, bytes | NewscliError]], wanted: Wanted, nested: int) -> Iterator[_Found]:
    """The articles in the files of an archive; an error in the place of one that can't be read."""
    for name, held in members:
        try:
            if isinstance(held, NewscliError):
                raise held
            if nested == _DEEPEST:
                raise LimitError(f"lies in archives nested deeper than {_DEEPEST}; unpack it first")
            yield from _makers(unpacked(held, wanted.limits), files.without_packing(name), wanted, nested + 1)
        except NewscliError as error:
            yield _Found("zip", None, partial(_raised, error=_named(error, name)))


def _named(error: NewscliError, name: str) -> NewscliError:
    return type(error)(f"{name or 'an entry'}: {error.message}")


def _raised(source: Source, error: NewscliError) -> Article:
    raise error


def _one(source: Source, decoded: Decoded, limits: Limits) -> Article:
    if source.format == "html":
        from newscli.reading import html

        return html.read(source, decoded.text, limits)
    if source.format == "markdown":
        from newscli.reading import markdown

        return markdown.read(source, decoded.text, decoded.problems, limits)
    from newscli.reading import plain

    return plain.read(source, decoded.text, decoded.problems)
