"""The budget for everything that one input unpacks to, nested archives included."""

from newscli.errors import LimitError
from newscli.limits import Limits


class UnpackBudget:
    """Counts bytes and entries unpacked from one input, nested archives included.

    ``bytes_left`` is how many bytes may still be unpacked.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.bytes_left = limits.max_unpacked
        self.entries = 0

    def spend_bytes(self, size: int) -> None:
        """Count unpacked bytes. Raises LimitError if they exceed ``bytes_left``."""
        self.bytes_left -= size
        if self.bytes_left < 0:
            raise self.explain_overrun()

    def count_entry(self) -> None:
        """Count an entry of an archive. Raises LimitError if it is one too many."""
        self.entries += 1
        if self.entries > self.limits.max_entries:
            raise LimitError(f"has over {self.limits.max_entries:,} entries; raise --max-entries to read it")

    def explain_overrun(self) -> LimitError:
        """Build the error for an input that unpacks to too many bytes."""
        return LimitError(f"unpacks to over {self.limits.max_unpacked:,} bytes; raise --max-unpacked to read it")
