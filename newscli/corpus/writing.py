"""Reports -> the rows of a store."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from newscli.analysis.quotes.selection import select_quotes
from newscli.analysis.voices import count_voices, identify_speaker, identify_voice
from newscli.corpus.keys import PIPE, build_key
from newscli.corpus.loading import get_layout_number
from newscli.corpus.packing import pack_report
from newscli.model import Entity, Place, Quote, Report
from newscli.options import DEFAULT_MIN_CONFIDENCE
from newscli.text import count_words, fold_name

LIST_SEPARATOR = "; "
_MAX_CACHED_NAMES = 200_000
_PARAGRAPH_BREAK = "\n\n"
_DIGEST_BYTES = 16
Row = Sequence[Any]


class StatedMetadata(NamedTuple):
    """What the user says of an article, which outranks what the article says; None where nothing is said."""

    outlet: str | None = None
    title: str | None = None
    authors: str | None = None
    published: str | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None


class Origin(NamedTuple):
    """Where an article was read: its path from the root, its input and the number in it; when, and by which run."""

    place: str
    input: int
    record: int
    run: int
    seen: str


class ArticleWriter:
    """Writes articles to a store, within the transactions of the caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._layout = get_layout_number(connection)
        self._names: dict[tuple[str, str], int] = {}
        self._places: dict[tuple[object, ...], int] = {}

    def add(self, report: Report, stated: StatedMetadata, origin: Origin) -> bool:
        """Add an article, as a new version if its key has another; return whether that changed the store.

        A version that the store has is only seen again, and becomes the current one, unless another reader has read it
        now. What comes from a pipe has no key but its words.
        """
        execute = self._connection.execute
        url = stated.url or report.metadata.url
        digests = _digest(report)
        place = f"{PIPE}:{digests[0].hex()}" if origin.place.partition("#")[0] == PIPE else origin.place
        key = build_key(url, place)
        query = "SELECT id, digest, text_digest, reader, current FROM articles WHERE key = ? ORDER BY version DESC"
        versions = execute(query, (key,)).fetchall()
        reader = name_generator(report)
        # With the text alone for what another reader has found: it may read the title in another way.
        same = next((row for row in versions if row[1] == digests[0]), None) or next(
            (row for row in versions if row[2] == digests[1] and row[3] != reader), None
        )
        article = same[0] if same else None
        if same is None or not same[4]:
            execute("UPDATE articles SET current = 0 WHERE key = ? AND current", (key,))
        if same is not None and same[3] == reader:
            execute("UPDATE articles SET last_seen = ?, current = 1 WHERE id = ?", (origin.seen, article))
            return not same[4]
        if same is not None:
            self._empty(same[0])
            execute("UPDATE articles SET current = 1 WHERE id = ?", (article,))
        else:
            values = (key, len(versions) + 1, origin.input, origin.record, report.source.path, origin.seen)
            article = execute(
                "INSERT INTO articles(key, version, input, record, path, first_seen, digest, text_digest, current,"
                " words, quotes, all_quotes, unattributed, last_seen, reader, run)"
                " VALUES(?, ?, ?, ?, ?, ?, '', '', 1, 0, 0, 0, 0, '', '', 0)",
                values,
            ).lastrowid
        assert article is not None
        self._fill(article, report, stated._replace(url=url), origin, digests)
        return True

    def _empty(self, article: int) -> None:
        """Delete all that was found in an article."""
        execute = self._connection.execute
        query = "SELECT first_quote, first_quote + all_quotes - 1 FROM articles WHERE id = ?"
        quotes = execute(query, (article,)).fetchone()
        execute(
            "INSERT INTO quotes_fts(quotes_fts, rowid, text) SELECT 'delete', id, text FROM quote_text"
            " WHERE id BETWEEN ? AND ?",
            quotes,
        )
        execute(
            "INSERT INTO articles_fts(articles_fts, rowid, title, text) SELECT 'delete', id, title, text"
            " FROM article_text WHERE id = ?",
            (article,),
        )
        execute("DELETE FROM parts WHERE quote BETWEEN ? AND ?", quotes)
        execute("DELETE FROM quotes WHERE id BETWEEN ? AND ?", quotes)
        for table in ("voices", "entities", "reports", "texts"):
            execute(f"DELETE FROM {table} WHERE article = ?", (article,))

    def _fill(
        self, article: int, report: Report, stated: StatedMetadata, origin: Origin, digests: tuple[bytes, bytes]
    ) -> None:
        """Write all that was found in an article."""
        connection, metadata = self._connection, report.metadata
        shown, _ = select_quotes(report.quotes, all_quotes=False, min_confidence=DEFAULT_MIN_CONFIDENCE)
        evidence = metadata.evidence.get("published")
        title = stated.title or metadata.title
        values = {
            "url": stated.url,
            "outlet": stated.outlet,
            "title": title,
            "authors": stated.authors or LIST_SEPARATOR.join(metadata.authors) or None,
            "published": stated.published or metadata.published,
            "published_from": "table" if stated.published else evidence and evidence.origin,
            "modified": metadata.modified,
            "section": stated.section or metadata.section,
            "language": stated.language or metadata.language,
            "words": metadata.words or 0,
            "quotes": len(shown),
            "all_quotes": len(report.quotes),
            "unattributed": sum(quote.speaker is None for quote in shown),
            "sha256": report.source.sha256,
            "last_seen": origin.seen,
            "digest": digests[0],
            "text_digest": digests[1],
            "reader": name_generator(report),
            "run": origin.run,
        }
        first_quote = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM quotes").fetchone()[0]
        values["first_quote"] = first_quote
        settings = ", ".join(f"{column} = :{column}" for column in values)
        connection.execute(f"UPDATE articles SET {settings} WHERE id = :article", {**values, "article": article})
        connection.execute("INSERT INTO texts VALUES(?, ?)", (article, report.text))
        connection.execute("INSERT INTO reports VALUES(?, ?, ?)", (article, self._layout, pack_report(report)))
        connection.execute(
            "INSERT INTO articles_fts(rowid, title, text) VALUES(?, ?, ?)", (article, title, report.text)
        )
        self._insert("entities", (self._make_entity_row(article, report, n) for n in range(len(report.entities))))
        self._insert("voices", self._make_voice_rows(article, report, shown))
        self._insert("quotes", _make_quote_rows(article, report, first_quote))
        quotes = list(enumerate(report.quotes, first_quote))
        self._insert("parts", ((n, k, *part) for n, quote in quotes for k, part in enumerate(_list_parts(quote), 1)))
        connection.executemany(
            "INSERT INTO quotes_fts(rowid, text) VALUES(?, ?)", ((n, quote.text) for n, quote in quotes)
        )

    def _insert(self, table: str, rows: Iterator[Row]) -> None:
        row = next(rows, None)
        if row is not None:
            statement = f"INSERT INTO {table} VALUES({', '.join('?' * len(row))})"
            self._connection.execute(statement, row)
            self._connection.executemany(statement, rows)

    def _make_entity_row(self, article: int, report: Report, position: int) -> Row:
        entity = report.entities[position]
        gender, place = entity.gender, entity.place
        return (
            article,
            position + 1,
            self._get_name(entity),
            entity.count,
            LIST_SEPARATOR.join(entity.roles) or None,
            LIST_SEPARATOR.join(entity.aliases) or None,
            gender and gender.value,
            gender and gender.origin,
            place and self._get_place(place),
        )

    def _make_voice_rows(self, article: int, report: Report, shown: Sequence[Quote]) -> Iterator[Row]:
        """Make a row for each voice; its number is that in ``report.voices``."""
        entities = {entity.id: (number, entity) for number, entity in enumerate(report.entities, 1)}
        shown_voices = {identify_voice(voice): voice for voice in count_voices(shown, report.entities)}
        for number, voice in enumerate(report.voices, 1):
            position, entity = entities.get(voice.entity or "", (None, None))
            shown_voice = shown_voices.get(identify_voice(voice))
            gender = entity.gender if entity else None
            yield (
                article,
                number,
                entity.type if entity else "unnamed",
                position,
                self._get_name(entity) if entity else None,
                None if entity else voice.name,
                voice.anonymous,
                gender and gender.value,
                gender and gender.origin,
                *((shown_voice.quotes, shown_voice.words) if shown_voice else (0, 0)),
                voice.quotes,
                voice.words,
            )

    def _get_place(self, place: Place) -> int:
        """Get the number of a place on the map."""
        values = (place.gazetteer_id, place.country, place.kind, place.latitude, place.longitude)
        if values not in self._places:
            columns = ("gazetteer_id", "country", "kind", "latitude", "longitude")
            query = f"SELECT id FROM places WHERE {' AND '.join(f'{column} IS ?' for column in columns)}"
            row = self._connection.execute(query, values).fetchone()
            if row is None:
                statement = f"INSERT INTO places({', '.join(columns)}) VALUES(?, ?, ?, ?, ?)"
                row = (self._connection.execute(statement, values).lastrowid,)
            self._places[values] = row[0]
        return self._places[values]

    def _get_name(self, entity: Entity) -> int:
        """Get the number of an entity's name, which entities of many articles share."""
        pair = (entity.type, entity.name)
        if pair not in self._names:
            execute = self._connection.execute
            row = execute("SELECT id FROM names WHERE type = ? AND name = ?", pair).fetchone()
            if row is None:
                # At the end of a run, persons.join_names gives names of persons other keys.
                execute("INSERT INTO names(type, name, key) VALUES(?, ?, ?)", (*pair, fold_name(entity.name)))
                row = execute("SELECT last_insert_rowid()").fetchone()
            if len(self._names) >= _MAX_CACHED_NAMES:
                self._names.clear()
            self._names[pair] = row[0]
        return self._names[pair]


def name_generator(report: Report) -> str:
    """Name what made a Report: digests of the model and of the rules."""
    return f"{report.generator.model}-{report.generator.rules}"


def _digest(report: Report) -> tuple[bytes, bytes]:
    """Digest what a version is known by: what it says of itself with its story, and the story alone."""
    story = (report.text or "")[slice(*report.body)] if report.body else ""
    metadata = report.metadata
    own = "\0".join((metadata.title or "", "; ".join(metadata.authors), metadata.published or "", story))
    first, second = (hashlib.blake2b(text.encode(), digest_size=_DIGEST_BYTES).digest() for text in (own, story))
    return first, second


def _make_quote_rows(article: int, report: Report, first: int) -> Iterator[Row]:
    voices = {identify_voice(voice): number for number, voice in enumerate(report.voices, 1)}
    entities = {entity.id: number for number, entity in enumerate(report.entities, 1)}
    for number, quote in enumerate(report.quotes, 1):
        speaker = quote.speaker
        yield (
            first + number - 1,
            article,
            number,
            quote.kind,
            quote.act,
            quote.polarity,
            quote.spans[0].start,
            quote.spans[-1].end,
            len(quote.spans) > 1,
            quote.line,
            voices.get(identify_speaker(speaker) or ""),
            *(speaker.span if speaker else (None, None)),
            speaker and speaker.basis,
            None if speaker is None or speaker.confidence is None else round(speaker.confidence * 100),
            entities.get((speaker and speaker.via) or ""),
            *(quote.cue.span if quote.cue else (None, None)),
            quote.section,
            round(quote.confidence * 100),
            count_words(quote.text),
        )


def _list_parts(quote: Quote) -> Iterator[tuple[int, int, str]]:
    """List the spans of a quote that has several, each with what stands before it in the quote's text."""
    if len(quote.spans) == 1:
        return
    position = 0
    for start, end in quote.spans:
        joint = ""
        if position:
            joint = _PARAGRAPH_BREAK if quote.text.startswith(_PARAGRAPH_BREAK, position) else " "
        position += len(joint) + end - start
        yield start, end, joint
