"""Inputs -> a store: read what is new, and go on where a run was stopped.

One process writes. A batch of articles is committed together with how far their inputs are done, so that whatever ends
a run costs no more than the articles since the last commit, and none is in the store twice.
"""

import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from newscli.corpus.keys import locate
from newscli.corpus.metadata_table import MetadataTable
from newscli.corpus.outlets import FindOutlet, find_publisher
from newscli.corpus.persons import join_names
from newscli.corpus.planning import FileState, Planner, PlanOptions
from newscli.corpus.restating import restate
from newscli.corpus.text import make_storable
from newscli.corpus.writing import ArticleWriter, Origin, StatedMetadata, name_generator
from newscli.generator import describe_generator
from newscli.input.files import Input
from newscli.model import Report
from newscli.options import InspectOptions, ReadOptions
from newscli.pipeline import inspect_inputs
from newscli.pipeline.tasks import Listener, Task

_ARTICLES_PER_COMMIT = 200
_SECONDS_PER_COMMIT = 5.0

Outcome = Literal["added", "known", "failed"]


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """How to index: how to read, with how many processes, and what is known of the articles from elsewhere.

    ``outlet_rule`` is what the user said of ``find_outlet``. The run ends after ``limit`` articles, if that is set.
    """

    read: ReadOptions = field(default_factory=ReadOptions)
    plan: PlanOptions = field(default_factory=PlanOptions)
    jobs: int = 1
    limit: int | None = None
    find_outlet: FindOutlet = find_publisher
    outlet_rule: str = "publisher"
    metadata: MetadataTable | None = None


@dataclass(slots=True)
class Progress:
    """What a run has done so far. ``bytes`` are of files that are done; ``known`` counts files that were there."""

    articles: int = 0
    quotes: int = 0
    failed: int = 0
    known: int = 0
    bytes: int = 0


class Event(NamedTuple):
    """What came of an article."""

    outcome: Outcome
    report: Report


class Indexer:
    """One run over inputs, in a store that is open for writing."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        options: IndexOptions,
        on_event: Callable[[Event], None] = lambda event: None,
    ) -> None:
        generator = describe_generator()
        self.progress = Progress()
        self._connection, self._options, self._on_event = connection, options, on_event
        self._reader = name_reader()
        self._seen = _write_now()
        self._writer = ArticleWriter(connection)
        self._planner = Planner(connection, options.plan, self._reader)
        self._files: dict[str, FileState] = {}
        # The piece in work, the number of its input in the store, and of its input how many articles are done.
        self._piece: Input | None = None
        self._input = 0
        self._done = 0
        self._uncommitted = 0
        self._last_commit = time.monotonic()
        self._is_stopping = False
        self._is_resumable = True
        previous = connection.execute("SELECT options FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        self._previous_rule = previous[0] if previous else options.outlet_rule
        row = (self._seen, generator.version, self._reader, options.outlet_rule)
        statement = "INSERT INTO runs(started, newscli, reader, options, state) VALUES(?, ?, ?, ?, 'running')"
        self._run = connection.execute(statement, row).lastrowid or 0

    def stop(self) -> None:
        """Ask the run to end at the next place where another can go on."""
        self._is_stopping = True

    def run(self, items: Iterable[Input]) -> bool:
        """Index the articles of inputs; return whether all were read. Raises sqlite3.Error if it can't be written."""
        task = Task(self._options.read, InspectOptions(all_quotes=True))
        starts: deque[Input | None] = deque()
        self._connection.execute("BEGIN IMMEDIATE")
        reports = inspect_inputs(self._plan(items), task, Listener(), starts.append, jobs=self._options.jobs)
        is_complete = False
        with closing(reports):
            for report in reports:
                while starts:
                    self._switch(starts.popleft())
                if self._is_stopping and self._is_resumable:
                    break
                self._add(report)
            else:
                is_complete = True
                for piece in (*starts, None):
                    self._switch(piece)
        self._connection.execute("COMMIT")
        if self._options.metadata is not None or self._options.outlet_rule != self._previous_rule:
            # Articles that were there already are not read again, but what is said of them is new.
            restate(self._connection, self._options.metadata, self._options.find_outlet, self._run)
        join_names(self._connection)
        state = "complete" if is_complete else "stopped"
        self._connection.execute("UPDATE runs SET ended = ?, state = ? WHERE id = ?", (_write_now(), state, self._run))
        return is_complete

    def _plan(self, items: Iterable[Input]) -> Iterator[Input]:
        """Yield what is to be read."""
        self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS planned(path TEXT PRIMARY KEY)")
        for item in items:
            place = (make_storable(locate(item.path)),)
            if not self._connection.execute("INSERT OR IGNORE INTO planned VALUES(?)", place).rowcount:
                # It was named twice, as a file and in its folder.
                continue
            plan = self._planner.plan(item)
            if plan.reason == "known":
                self.progress.known += 1
                self.progress.bytes += plan.file.size or 0
                continue
            self._files[item.path] = plan.file
            is_empty = True
            for piece in plan.cut(self._options.read):
                is_empty = False
                yield piece
            if is_empty:
                # All its lines were done before.
                self._connection.execute("UPDATE inputs SET state = 'done' WHERE path = ?", place)

    def _switch(self, piece: Input | None) -> None:
        """Finish the piece in work, commit if that is due, and start another; None for none."""
        if self._piece is not None:
            self._save_progress(is_done=piece is None or piece.path != self._piece.path)
            self._commit_if_due()
        previous, self._piece, self._is_resumable = self._piece, piece, True
        if piece is not None and (previous is None or previous.path != piece.path):
            self._start_input(piece)

    def _start_input(self, item: Input) -> None:
        """Note in the store that an input is in work; if it is read from its start, forget what failed in it."""
        part = item.piece
        self._done = (part.skip or part.first - 1) if part else 0
        execute = self._connection.execute
        path, file = make_storable(locate(item.path)), self._files.pop(item.path, FileState())
        execute(
            "INSERT INTO inputs(path, shown_path, state, run) VALUES(?, ?, 'unfinished', ?) ON CONFLICT(path) DO UPDATE"
            " SET state = 'unfinished', run = excluded.run",
            (path, make_storable(item.path), self._run),
        )
        self._input = execute("SELECT id FROM inputs WHERE path = ?", (path,)).fetchone()[0]
        execute("UPDATE inputs SET size = ?, mtime_ns = ?, reader = ? WHERE id = ?", (*file, self._reader, self._input))
        if not self._done:
            execute("UPDATE inputs SET attempts = attempts + 1, articles = 0, lines = 0 WHERE id = ?", (self._input,))
        execute("DELETE FROM failures WHERE input = ? AND (record > ? OR record = 0)", (self._input, self._done))

    def _save_progress(self, *, is_done: bool) -> None:
        assert self._piece is not None
        part = self._piece.piece
        self._connection.execute(
            "UPDATE inputs SET state = ?, articles = ?, lines = ? WHERE id = ?",
            ("done" if is_done else "unfinished", self._done, part.last_line if part else 0, self._input),
        )
        if is_done:
            row = self._connection.execute("SELECT size FROM inputs WHERE id = ?", (self._input,)).fetchone()
            self.progress.bytes += row[0] or 0

    def _commit_if_due(self) -> None:
        now = time.monotonic()
        if self._uncommitted >= _ARTICLES_PER_COMMIT or now - self._last_commit > _SECONDS_PER_COMMIT:
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN IMMEDIATE")
            self._uncommitted, self._last_commit = 0, now

    def _add(self, report: Report) -> None:
        assert self._piece is not None
        item, self._done = self._piece, self._done + 1
        is_line = item.piece is not None and item.piece.lines is not None
        is_whole = report.source.path == item.path
        report = _renumber(report, item.path, self._done if is_line and not is_whole else None)
        record = 0 if is_whole else int(report.source.path.rpartition("#")[2])
        outcome: Outcome = "failed"
        if report.error is not None:
            self._add_failure(report, record)
            self.progress.failed += 1
        else:
            stated = self._options.metadata.find(report) if self._options.metadata else StatedMetadata()
            stated = stated if stated.outlet else stated._replace(outlet=self._options.find_outlet(report))
            place = make_storable(locate(item.path) + report.source.path[len(make_storable(item.path)) :])
            origin = Origin(place, self._input, record, self._run, self._seen)
            outcome = "added" if self._writer.add(report, stated, origin) else "known"
            self.progress.articles += 1
            self.progress.quotes += len(report.quotes)
        if report.source.sha256:
            values = (report.source.sha256, name_generator(report), self._input)
            self._connection.execute("UPDATE inputs SET sha256 = ?, reader = ? WHERE id = ?", values)
        self._uncommitted += 1
        self._on_event(Event(outcome, report))
        self._is_stopping |= self.progress.articles == self._options.limit
        # Another run can go on after any article of an archive, but of lines only where a piece begins.
        self._is_resumable = not is_line
        if not is_line:
            self._save_progress(is_done=False)
            self._commit_if_due()

    def _add_failure(self, report: Report, record: int) -> None:
        assert report.error is not None
        self._connection.execute(
            "INSERT OR REPLACE INTO failures SELECT id, ?, ?, ?, ?, attempts, run FROM inputs WHERE id = ?",
            (record, report.source.path, report.error.code, report.error.message, self._input),
        )


def name_reader() -> str:
    """Name what reads: digests of the model and of the rules."""
    generator = describe_generator()
    return f"{generator.model}-{generator.rules}"


def _renumber(report: Report, path: str, number: int | None) -> Report:
    """Make the path of a Report storable, and number it if it is one on the lines of a file.

    What reads a piece counts its lines, of which one may have several articles.
    """
    own_path = report.source.path if number is None else f"{path}#{number}"
    return replace(report, source=replace(report.source, path=make_storable(own_path)))


def _write_now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
