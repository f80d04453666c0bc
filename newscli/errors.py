"""Everything that can go wrong, with a code for programs and one line for people."""

from typing import NamedTuple

_MAX_MESSAGE_CHARS = 500


class NewscliError(Exception):
    """Base class of every error that newscli raises on purpose.

    ``code`` is stable and goes into the JSON output. ``message`` says what is wrong and what to do, worded as the rest
    of a sentence that begins with the file. ``path`` is that file, once it is known; ``str()`` puts it before the
    message.
    """

    code = "error"
    path: str | None = None

    @property
    def message(self) -> str:
        """What is wrong and what to do, without the path, and not too long: a library's reason may quote the file."""
        text = super().__str__()
        return text if len(text) <= _MAX_MESSAGE_CHARS else f"{text[:_MAX_MESSAGE_CHARS]}…"

    def __str__(self) -> str:
        return self.message if self.path is None else f"{self.path}: {self.message}"


class UnreadableError(NewscliError):
    """The file can't be opened, read or parsed: it is missing, forbidden or damaged."""

    code = "unreadable"


class BinaryError(NewscliError):
    """The bytes are not text."""

    code = "binary"


class EncodingError(NewscliError):
    """The requested encoding is unknown, or is not a text encoding."""

    code = "encoding"


class LimitError(NewscliError):
    """The input exceeds one of the limits on untrusted input."""

    code = "limit"


class EmptyError(NewscliError):
    """The input has no text."""

    code = "empty"


class MissingLibraryError(NewscliError):
    """The format needs a library that is not installed."""

    code = "missing-library"


class WeightsError(NewscliError):
    """The model's files are missing or damaged."""

    code = "weights"


class WorkerError(NewscliError):
    """The process that read the input ended before its time, each time that it was tried, or could not be started."""

    code = "crashed"


class DefectError(NewscliError):
    """A bug in newscli, or in a library that it uses."""

    code = "internal"


def explain_defect(error: Exception) -> DefectError:
    """Explain an error that newscli did not raise on purpose."""
    return DefectError(f"hit a bug in newscli ({type(error).__name__}: {error}); please report it")


def build_error(code: str, message: str) -> NewscliError:
    """Build the error with a code, as it comes from another process."""
    kinds = {kind.code: kind for kind in NewscliError.__subclasses__()}
    return kinds.get(code, NewscliError)(message)


class FailedArticle(NamedTuple):
    """An article that could not be read, and why.

    ``path`` is the article's own: ``export.json#3`` for the third of several in one file.
    """

    path: str
    error: NewscliError
