"""What has come out of compressed files and archives so far, over all that one file holds, those in it included."""

from newscli.errors import LimitError
from newscli.limits import Limits


class UnpackBudget:
    """Counts bytes and entries while they come, so that archives in archives share one limit."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.max_unpacked
        self.entries = 0

    def take(self, size: int) -> None:
        """Count some bytes. Raises LimitError where they are more than are left."""
        self.left -= size
        if self.left < 0:
            raise self.too_much()

    def enter(self) -> None:
        """Count an entry. Raises LimitError where it is one too many."""
        self.entries += 1
        if self.entries > self.limits.max_entries:
            raise LimitError(f"has over {self.limits.max_entries:,} entries; raise --max-entries to read it")

    def too_much(self) -> LimitError:
        return LimitError(f"unpacks to over {self.limits.max_unpacked:,} bytes; raise --max-unpacked to read it")
