"""What every format takes and returns: the bytes of a file, and its articles, each still to be read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from newscli.errors import EmptyError, NewscliError
from newscli.input.budget import UnpackBudget
from newscli.input.encodings import Decoded, decode
from newscli.model import Article, Field, Source
from newscli.options import ReadOptions

# The source of an entry before it is numbered.
_UNKNOWN_SOURCE = Source("")


@dataclass(frozen=True)
class RawFile:
    """The bytes of one file, decompressed, and how to read them.

    ``charset`` is the encoding that a server declared, ``depth`` the number of archives around the file.
    """

    data: bytes
    name: str
    options: ReadOptions
    budget: UnpackBudget
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


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a file that is still to be read.

    ``build`` makes the Article from its source; ``fields`` are metadata known from outside the article. If a file has
    several entries, each has a path of its own (``export.json#3``).
    """

    format: str
    encoding: str | None
    build: Callable[[Source], Article]
    fields: tuple[Field, ...] = ()
    source: Source = _UNKNOWN_SOURCE
    is_only_entry: bool = False

    def read(self) -> Article:
        """Build the Article. Raises NewscliError if it can't be read; other entries can be read still."""
        article = self.build(self.source)
        return replace(article, fields=(*article.fields, *self.fields))


@dataclass(frozen=True, slots=True)
class Notice:
    """What a file has besides articles, and was left out: the rest of a sentence that begins with the file."""

    message: str


def fail_entry(format: str, error: NewscliError) -> Entry:
    """Make an entry that fails, in place of an article that is known to be unreadable."""

    def raise_error(_: Source) -> Article:
        raise error

    return Entry(format, None, raise_error)
