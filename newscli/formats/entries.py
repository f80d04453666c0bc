"""What every format takes and gives: the bytes of a file, and the articles in it, each still to be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from newscli.errors import EmptyError, NewscliError
from newscli.input.budget import UnpackBudget
from newscli.input.encodings import Decoded, decode
from newscli.limits import Limits
from newscli.model import Article, Field, Source

# The source of an entry before it is numbered.
_UNKNOWN_SOURCE = Source("")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file.

    ``encoding`` and ``format`` overrule what newscli detects; ``format`` is a name in formats.registry.FORMATS.
    ``mapping`` names the keys of JSON records that hold the text, the title and so on (formats.json.FIELDS).
    """

    encoding: str | None = None
    format: str | None = None
    limits: Limits = field(default_factory=Limits)
    mapping: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from newscli.formats.registry import FORMATS

        if self.format is not None and self.format not in FORMATS:
            raise ValueError(f"unknown format {self.format!r}: use one of {', '.join(FORMATS)}")


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
