"""Open a store, and tell a user what is wrong with one."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from newscli.corpus import schema
from newscli.corpus.errors import StoreError

# How long to wait for another process that writes, in seconds.
_PATIENCE_SECONDS = 60.0
_PAUSE_SECONDS = 0.05
_CACHE_KIB = 65_536


@contextlib.contextmanager
def open_store(path: str) -> Iterator[sqlite3.Connection]:
    """Open a store to read from it. Raises StoreError, also for what happens to it while it is open."""
    if Path(path).is_dir():
        raise _fail(path, "is a folder; give the name of a store")
    if not Path(path).is_file():
        raise _fail(path, "no such store; make one: newscli index FILE... -o " + path)
    with _explain_errors(path):
        connection = _connect(f"{Path(path).absolute().as_uri()}?mode=ro", path)
        try:
            _check(connection, path)
            yield connection
        finally:
            connection.close()


@contextlib.contextmanager
def open_for_writing(path: str) -> Iterator[sqlite3.Connection]:
    """Open a store to write to it; make it if there is none. Raises StoreError as ``open_store`` does."""
    if sqlite3.sqlite_version_info < schema.MIN_SQLITE:
        raise _fail(path, f"needs SQLite 3.37, and this Python has {sqlite3.sqlite_version}")
    with _explain_errors(path):
        connection = _connect(Path(path).absolute().as_uri(), path)
        try:
            # Whoever makes a store first, the other waits.
            connection.execute("BEGIN IMMEDIATE")
            is_new = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
            connection.execute("COMMIT")
            if is_new:
                _create(connection, path)
            _check(connection, path)
            _log_ahead(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            yield connection
        finally:
            with contextlib.suppress(sqlite3.Error):
                connection.rollback()
            connection.close()


def _connect(uri: str, path: str) -> sqlite3.Connection:
    if Path(path).is_dir():
        raise _fail(path, "is a folder; give the name of a file for the store")
    # Transactions are begun and ended in so many words.
    return sqlite3.connect(uri, timeout=_PATIENCE_SECONDS, isolation_level=None, uri=True)


def _create(connection: sqlite3.Connection, path: str) -> None:
    try:
        connection.execute(f"PRAGMA page_size = {schema.PAGE_SIZE}")
        connection.executescript(schema.CREATE)
    except sqlite3.OperationalError as error:
        connection.rollback()
        if "fts5" in str(error):
            raise _fail(path, "needs SQLite with FTS5, which that of this Python lacks") from None
        # Another process may have made it meanwhile.
        if "already exists" not in str(error):
            raise


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Let others read while this process writes; after a kill, what was committed is there.

    SQLite waits for no other process when it turns to this mode, so the waiting is done here.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE_SECONDS)


def _check(connection: sqlite3.Connection, path: str) -> None:
    """Raise StoreError if a file is no store, or one that this newscli can't read."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != schema.APPLICATION_ID:
        raise _fail(path, "is a database of another program, not a store of newscli; give another file")
    if version > schema.VERSION:
        raise _fail(path, "was made by a newer newscli; use that one, or make a new store")


@contextlib.contextmanager
def _explain_errors(path: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _fail(path, _explain(error)) from None


def _explain(error: sqlite3.DatabaseError) -> str:
    text = str(error)
    if "not a database" in text:
        return "is no store of newscli; give another file"
    if "malformed" in text or "disk image" in text:
        return f"is damaged ({text}); restore it from a copy, or index its articles into a new store"
    if "full" in text:
        return "can't be written: the disk is full; what was committed is there, and the same command goes on"
    if "locked" in text:
        return "is being written by another process; try again when that has ended"
    if "unable to open" in text or "readonly" in text:
        return f"can't be opened ({text}); check the path and its permissions"
    return f"can't be used: {text}"


def _fail(path: str, message: str) -> StoreError:
    error = StoreError(message)
    error.path = path
    return error
