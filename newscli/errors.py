"""What can go wrong, each with a code for programs and one line for people."""

from dataclasses import dataclass


class NewscliError(Exception):
    """Base of every error that newscli raises on purpose.

    ``code`` is stable and goes into JSON; ``message`` says what is wrong and what to do. ``path`` is the input's, where
    it is known, and opens the error's text.
    """

    code = "error"
    path: str | None = None

    @property
    def message(self) -> str:
        return super().__str__()

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class UnreadableError(NewscliError):
    """The file can't be opened or read (missing, no permission, a device)."""

    code = "unreadable"


class BinaryError(NewscliError):
    """The bytes are no text."""

    code = "binary"


class EncodingError(NewscliError):
    """The named encoding doesn't exist or isn't one of text."""

    code = "encoding"


class LimitError(NewscliError):
    """A limit on untrusted input was passed."""

    code = "limit"


class EmptyError(NewscliError):
    """The file holds no text."""

    code = "empty"


class MissingError(NewscliError):
    """The format needs a library that is not installed."""

    code = "missing-library"


class WeightsError(NewscliError):
    """The reader model's files are missing or damaged."""

    code = "weights"


@dataclass(frozen=True, slots=True)
class FailedArticle:
    """An article of a file that could not be read, and why."""

    path: str
    error: NewscliError
