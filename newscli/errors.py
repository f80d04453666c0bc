"""What can go wrong, each with a code for programs and one line for people."""


class NewscliError(Exception):
    """Base of every error that newscli raises on purpose.

    ``code`` is stable and goes into JSON; the message says what is wrong and what to do.
    """

    code = "error"

    @property
    def message(self) -> str:
        return str(self)


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
