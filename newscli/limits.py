"""What untrusted input may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of a file, seconds to read it, levels of nesting, bytes after decompression, entries of an
    archive, and whether addresses in private networks may be read; each is an option of every
    command."""

    max_bytes: int = 100_000_000
    max_seconds: float = 60.0
    max_nesting: int = 100
    max_unpacked: int = 500_000_000
    max_entries: int = 1_000
    allow_private: bool = False
