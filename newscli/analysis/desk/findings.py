"""What a check finds."""

from typing import NamedTuple

from newscli.model import Span


class Finding(NamedTuple):
    """A finding: its code, where it stands, and what is wrong there. The message may quote the article."""

    code: str
    span: Span
    message: str
