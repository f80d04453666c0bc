"""What every format takes and returns: the bytes of a file, and its articles, each still to be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from newscli.errors import EmptyError, NewscliError
from newscli.input.budget import UnpackBudget
from newscli.input.encodings import Decoded, decode
from newscli.model import Article, Field, Report, Source
from newscli.options import ReadOptions

# After so many records, one after another, that can't be read, the rest of a file of them is not read.
MAX_BROKEN_RECORDS = 100
TOO_MANY_BROKEN = f"has {MAX_BROKEN_RECORDS} broken records one after another; the rest was not read"
# The source of an entry before it is numbered.
_UNKNOWN_SOURCE = Source("")


class MemberWatch:
    """Counts the files of archives, nested ones included, as they are opened, and tells ``on_member`` the number.

    ``failures`` are those, by number, that are known to be unreadable: opening one of them ended a process.
    """

    def __init__(
        self, failures: Mapping[int, NewscliError] | None = None, on_member: Callable[[int], None] = lambda number: None
    ) -> None:
        self._failures = failures or {}
        self._on_member = on_member
        self._number = 0

    def start_member(self) -> None:
        """Count a file that is to be opened. Raises its failure, if that is known."""
        self._number += 1
        if self._number in self._failures:
            raise self._failures[self._number]
        self._on_member(self._number)


@dataclass(frozen=True)
class RawFile:
    """The bytes of one file, decompressed, and how to read them.

    ``charset`` is the encoding that a server declared, ``depth`` the number of archives around the file; ``members``
    watches over the files in it, if it is an archive.
    """

    data: bytes
    name: str
    options: ReadOptions
    budget: UnpackBudget
    members: MemberWatch = field(default_factory=MemberWatch)
    charset: str | None = None
    depth: int = 0

    @cached_property
    def decoded(self) -> Decoded:
        """The file as text. Raises EmptyError if it is blank, another NewscliError if it is not text."""
        return self.decode(self.options.encoding)

    def decode(self, encoding: str | None) -> Decoded:
        """Decode the file; ``encoding`` None means to detect it. Raises the errors of ``decoded``."""
        decoded = decode(self.data, encoding)
        if not decoded.text.strip():
            raise EmptyError("has no text")
        return decoded


class Entry(NamedTuple):
    """An article in a file that is still to be read.

    ``build`` makes the Article from its source; ``fields`` are metadata known from outside the article. If a file has
    several entries, each has a path of its own (``export.json#3``). ``failure`` is set if it is known to be unreadable,
    ``report`` if the file says what newscli has found in the article, with all its quotes.
    """

    format: str
    encoding: str | None
    build: Callable[[Source], Article]
    fields: tuple[Field, ...] = ()
    source: Source = _UNKNOWN_SOURCE
    failure: Exception | None = None
    report: Report | None = None

    def read(self) -> Article:
        """Build the Article. Raises NewscliError if it can't be read; other entries can be read still."""
        article = self.build(self.source)
        return replace(article, fields=(*article.fields, *self.fields))


class Notice(NamedTuple):
    """What a file has besides articles, and was left out: the rest of a sentence that begins with the file."""

    message: str


def fail_entry(format: str, error: Exception) -> Entry:
    """Make an entry that fails, in place of an article that is known to be unreadable."""

    def raise_error(_: Source) -> Article:
        raise error

    return Entry(format, None, raise_error, failure=error)
