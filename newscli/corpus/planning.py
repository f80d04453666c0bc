"""Which inputs are to be read: those that are new, changed, unfinished, or asked for again."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Literal, NamedTuple

from newscli.corpus.keys import locate
from newscli.corpus.text import make_storable
from newscli.errors import NewscliError
from newscli.input import files
from newscli.input.files import Input
from newscli.options import ReadOptions
from newscli.pipeline.pieces import cut_into_pieces

Reason = Literal["new", "changed", "grown", "unfinished", "failed", "older", "known"]


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """What to read again: inputs with failures, and what another version of the model or of the rules has read.

    ``since`` leaves out files that were last changed before that time, in nanoseconds since 1970.
    """

    retry_failed: bool = False
    redo_older: bool = False
    since: int = 0


class FileState(NamedTuple):
    """Size in bytes and time of the last change of a file; None for what is no file."""

    size: int | None = None
    mtime_ns: int | None = None


class Plan(NamedTuple):
    """An input, why it is to be read ("known": it is not), and how much of it is done, in articles and lines."""

    item: Input
    reason: Reason
    file: FileState
    articles: int = 0
    lines: int = 0

    def cut(self, options: ReadOptions) -> Iterator[Input]:
        """Cut the input into pieces to read."""
        return cut_into_pieces(self.item, options, articles=self.articles, lines=self.lines)


class Planner:
    """Looks inputs up in a store."""

    def __init__(self, connection: sqlite3.Connection, options: PlanOptions, reader: str) -> None:
        self._connection = connection
        self._options = options
        self._reader = reader

    def plan(self, item: Input) -> Plan:
        """Plan what to do with an input. May note in the store that a file has moved, or was only touched."""
        file = _find_state(item)
        if file.size is None:
            return Plan(item, "new", file)
        if file.mtime_ns is not None and file.mtime_ns < self._options.since:
            return Plan(item, "known", file)
        row = self._connection.execute(
            "SELECT id, size, mtime_ns, sha256, state, articles, lines, reader FROM inputs WHERE path = ?",
            (make_storable(locate(item.path)),),
        ).fetchone()
        if row is None:
            return Plan(item, "known" if self._has_moved(item, file) else "new", file)
        number, size, mtime_ns, sha256, state, articles, lines, reader = row
        if (size, mtime_ns) != file:
            if size == file.size and _hash_start(item, size) == sha256:
                self._connection.execute("UPDATE inputs SET mtime_ns = ? WHERE id = ?", (file.mtime_ns, number))
            elif lines and size < file.size and _hash_start(item, size) == sha256:
                # A last line without an end may have been half a line.
                last = 0 if _ends_line(item, size) else 1
                return Plan(item, "grown", file, articles - last, lines - last)
            else:
                return Plan(item, "changed", file)
        if state != "done":
            return Plan(item, "unfinished", file, articles, lines)
        if self._options.retry_failed and self._has_failures(number):
            return Plan(item, "failed", file)
        if self._options.redo_older and reader != self._reader:
            return Plan(item, "older", file)
        return Plan(item, "known", file)

    def _has_failures(self, number: int) -> bool:
        query = "SELECT EXISTS(SELECT 1 FROM failures WHERE input = ?)"
        return bool(self._connection.execute(query, (number,)).fetchone()[0])

    def _has_moved(self, item: Input, file: FileState) -> bool:
        """Whether the store has this file under a path where it no longer is; then give it the new one."""
        execute = self._connection.execute
        query = "SELECT id, path, shown_path, sha256 FROM inputs WHERE size = ? AND state = 'done'"
        gone = [row for row in execute(query, (file.size,)).fetchall() if row[3] and not os.path.lexists(row[1])]
        digest = _hash_start(item, file.size or 0) if gone else None
        number, old_place, old_path, _ = next((row for row in gone if row[3] == digest), (None, "", "", None))
        if number is None:
            return False
        place, path = make_storable(locate(item.path)), make_storable(item.path)
        statement = "UPDATE inputs SET path = ?, shown_path = ?, mtime_ns = ? WHERE id = ?"
        execute(statement, (place, path, file.mtime_ns, number))
        start = len(old_path) + 1
        execute("UPDATE failures SET path = ? || substr(path, ?) WHERE input = ?", (path, start, number))
        execute("UPDATE articles SET path = ? || substr(path, ?) WHERE input = ?", (path, start, number))
        # The key of an article without an address is its path from the root.
        execute(
            "UPDATE OR IGNORE articles SET key = ? || substr(key, ?) WHERE input = ? AND substr(key, 1, ?) = ?",
            (place, len(old_place) + 1, number, len(old_place), old_place),
        )
        return True


def _find_state(item: Input) -> FileState:
    if item.stream or item.failure or item.data is not None or files.is_url(item.location):
        return FileState()
    try:
        status = os.stat(item.location)  # noqa: PTH116 - pathlib would change the path as given
    except (OSError, ValueError):
        return FileState()
    return FileState(status.st_size, status.st_mtime_ns)


def _ends_line(item: Input, size: int) -> bool:
    """Whether the last of the first bytes of a file is the end of a line."""
    try:
        with closing(files.open_file(item.location)) as stream:
            stream.seek(max(0, size - 1))
            return stream.read(1) == b"\n"
    except (NewscliError, OSError):
        return False


def _hash_start(item: Input, size: int) -> str | None:
    """Compute the SHA-256 of the first bytes of a file; None if it can't be read."""
    digest = hashlib.sha256()
    try:
        with closing(files.open_file(item.location)) as stream:
            for chunk in files.read_chunks(stream, size):
                digest.update(chunk)
    except NewscliError:
        return None
    return digest.hexdigest()
