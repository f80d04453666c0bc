"""Limits on what untrusted input may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on reading one input; every command has an option for each.

    max_bytes: size of the file as given, or of one line of NDJSON, in bytes.
    max_seconds: time for one article, and for a file with several so much and more for each; 0 for no limit.
    max_memory: what the process that reads and inspects may take, in bytes; 0 for no limit.
    max_nesting: levels of nested elements, lists or objects.
    max_unpacked: size after decompression, nested archives included, in bytes.
    max_entries: entries of archives, nested archives included.
    allow_private: whether URLs may lead to private networks.
    """

    max_bytes: int = 100_000_000
    max_seconds: float = 60.0
    max_memory: int = 4_000_000_000
    max_nesting: int = 100
    max_unpacked: int = 500_000_000
    max_entries: int = 1_000
    allow_private: bool = False
