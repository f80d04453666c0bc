"""bytes -> Articles. One module a format; decoding and limits are shared."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from newscli.errors import EmptyError, NewscliError, UnreadableError
from newscli.formats.readers import Found, Wanted, in_bytes, in_lines
from newscli.input import files, ndjson
from newscli.input.budget import UnpackBudget
from newscli.input.compression import decompress
from newscli.model import Article, Field, Source

__all__ = ["Held", "Unread", "Wanted", "held_in", "held_in_file", "read", "read_all"]


@dataclass(frozen=True, slots=True)
class Unread:
    """An article of a file that can't be read, and why."""

    path: str
    error: NewscliError


@dataclass(frozen=True, slots=True)
class Held:
    """An article that a file holds, still to be read. One of several has a path of its own (``export.json#3``)."""

    source: Source
    found: Found
    alone: bool

    def read(self) -> Article:
        """Raises NewscliError where it can't be read, which stops no other."""
        article = self.found.make(self.source)
        return replace(article, fields=(*article.fields, *self.found.stated))


def read(source: str | Path | bytes, name: str | None = None, wanted: Wanted | None = None) -> Article:
    """Read the one article of a path, or of bytes; raises NewscliError and nothing else for bad input.

    ``name`` is the path that the Article reports and whose ending tells the format where the bytes don't.
    """
    some = list(islice(read_all(source, name, wanted), 2))
    if len(some) > 1:
        raise UnreadableError("holds several articles; read them with newscli.read_all")
    if isinstance(some[0], Unread):
        raise some[0].error
    return some[0]


def read_all(
    source: str | Path | bytes, name: str | None = None, wanted: Wanted | None = None
) -> Iterator[Article | Unread]:
    """Every article of a path, or of bytes, one after the other; see ``read``. One of several that can't be read is an
    Unread; raises NewscliError where the file can't be read, or the only article in it."""
    wanted = wanted or Wanted()
    if isinstance(source, bytes):
        yield from map(_read, held_in(source, name or "-", wanted))
    else:
        with closing(files.open_file(str(source))) as file:
            yield from map(_read, held_in_file(file, name or str(source), wanted))


def _read(one: Held) -> Article | Unread:
    try:
        return one.read()
    except NewscliError as error:
        if one.alone:
            raise
        return Unread(one.source.path, error)


def held_in_file(
    file: BinaryIO, name: str, wanted: Wanted, waiting: Callable[[], AbstractContextManager[None]] = nullcontext
) -> Iterator[Held]:
    """The articles in an open file, a pipe or a device, each read under ``waiting``.

    Lines of JSON are read as they come, of any number, so that of a pipe neither size nor digest is known; all else is
    read whole first. Raises NewscliError.
    """
    limits = wanted.limits
    begin = files.find_start(file)
    some = files.read_chunks(file, waiting)
    first = ndjson.read_head(some, limits)
    if not ndjson.is_ndjson(first, name, wanted.format, wanted.encoding):
        yield from held_in(files.join_chunks(chain([first], some), limits), name, wanted)
        return
    source = Source(path=name)
    if begin is not None:
        size, digest = files.hash_file(file, begin)
        source = replace(source, bytes=size, sha256=digest)
        # Not more than was there when the digest was made, should the file grow.
        some, first = files.read_chunks(file, waiting, size), b""
    yield from _numbered(in_lines(ndjson.split_lines(first, some, limits), wanted), source)


def held_in(
    data: bytes, name: str, wanted: Wanted, served: str | None = None, stated: tuple[Field, ...] = ()
) -> Iterator[Held]:
    """Unpack and sniff a file's bytes: the articles in it. ``served`` and ``stated`` are the encoding that a server
    told, and what else is known of all of them. Raises NewscliError, EmptyError where there is no article."""
    source = Source(path=name, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    meter = UnpackBudget(wanted.limits)
    inner = files.strip_compression_ending(name)
    some = decompress(data, meter)
    first = ndjson.read_head(some, wanted.limits)
    if ndjson.is_ndjson(first, inner, wanted.format, wanted.encoding):
        found = in_lines(ndjson.split_lines(first, some, wanted.limits), wanted)
    else:
        rest = b"".join(some)
        found = in_bytes(first + rest if rest else first, inner, wanted, meter, served)
    yield from _numbered((one._replace(stated=(*one.stated, *stated)) for one in found), source)


def _numbered(found: Iterator[Found], source: Source) -> Iterator[Held]:
    some = list(islice(found, 2))
    if not some:
        raise EmptyError("holds no article")
    alone = len(some) == 1
    for number, one in enumerate(chain(some, found), 1):
        path = source.path if alone else f"{source.path}#{number}"
        yield Held(replace(source, path=path, format=one.format, encoding=one.encoding), one, alone)
