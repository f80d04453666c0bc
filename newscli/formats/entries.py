"""What every format takes and gives: the bytes of a file, and the articles in it, each still to be read."""

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

    ``charset`` is the encoding that a server declared, ``depth`` how many archives the file lies in.
    """

    data: bytes
    name: str
    options: ReadOptions
    budget: UnpackBudget
    charset: str | None = None
    depth: int = 0

    @cached_property
    def decoded(self) -> Decoded:
        """The file as text. Raises NewscliError where it is no text, EmptyError where it has none."""
        return self.decode(self.options.encoding)

    def decode(self, encoding: str | None) -> Decoded:
        """The file as text in an encoding, None to detect it. Raises as ``decoded`` does."""
        decoded = decode(self.data, encoding)
        if not decoded.text.strip():
            raise EmptyError("holds no text")
        return decoded


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a file that is still to be read.

    ``build`` makes the Article once it is told its source; ``fields`` are known from outside of the article. One of
    several entries has a path of its own (``export.json#3``).
    """

    format: str
    encoding: str | None
    build: Callable[[Source], Article]
    fields: tuple[Field, ...] = ()
    source: Source = _UNKNOWN_SOURCE
    is_only_one: bool = False

    def read(self) -> Article:
        """Raises NewscliError where the article can't be read, which stops no other."""
        article = self.build(self.source)
        return replace(article, fields=(*article.fields, *self.fields))


def fail_entry(format: str, error: NewscliError) -> Entry:
    """An entry in the place of an article that is known to be unreadable."""

    def raise_error(_: Source) -> Article:
        raise error

    return Entry(format, None, raise_error)
