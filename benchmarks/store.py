"""Size and speed of a store of many articles: replicas of real ones, in which words are exchanged for others.

    python benchmarks/store.py articles/ --count 100000

reads the articles of a folder, writes as many replicas of their Reports to a store, and prints bytes an article, and
for each question the seconds of processor time beside those of counting every quote, which any machine can compare.
"""

import argparse
import random
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import newscli
from newscli.corpus.filters import Filters, add_functions
from newscli.corpus.persons import join_names
from newscli.corpus.search import Search, count_hits, find_hits
from newscli.corpus.statistics import VoiceQuery, count_coverage, count_voices
from newscli.corpus.store import open_for_writing
from newscli.corpus.writing import ArticleWriter, Origin, StatedMetadata
from newscli.model import Quote, Report
from newscli.text import WORD

EXCHANGED_SHARE = 0.12
OUTLETS = 7
MONTHS = 24


def make_replica(report: Report, words: dict[int, list[str]], rng: random.Random, number: int) -> Report:
    """Exchange words of a Report for others of the same length, so that all positions stay true."""
    text = report.text or ""
    pieces, position = [], 0
    for match in WORD.finditer(text):
        if rng.random() < EXCHANGED_SHARE:
            pieces += [text[position : match.start()], rng.choice(words[len(match.group())])]
            position = match.end()
    text = "".join([*pieces, text[position:]])
    month = f"{2015 + number % MONTHS // 12}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return replace(
        report,
        text=text,
        source=replace(report.source, path=f"{number // 1000}/{number}.txt", sha256=f"{number:064x}"),
        metadata=replace(report.metadata, published=month, url=None),
        quotes=tuple(_renew(quote, text) for quote in report.quotes),
    )


def _renew(quote: Quote, text: str) -> Quote:
    return replace(quote, text=" ".join(text[slice(*span)] for span in quote.spans))


def write_replicas(connection: sqlite3.Connection, reports: Sequence[Report], count: int) -> float:
    """Write replicas, and return the seconds of processor time that writing took."""
    rng = random.Random(0)
    words: defaultdict[int, list[str]] = defaultdict(list)
    for report in reports:
        for word in WORD.findall(report.text or ""):
            words[len(word)].append(word)
    writer = ArticleWriter(connection)
    seconds = 0.0
    for number in range(count):
        replica = make_replica(reports[number % len(reports)], words, rng, number)
        start = time.process_time()
        if number % 200 == 0:
            if number:
                connection.execute("COMMIT")
            connection.execute("BEGIN")
        stated = StatedMetadata(outlet=f"outlet {number % OUTLETS}")
        writer.add(replica, stated, Origin(replica.source.path, number, 0, 1, "2026-01-01"))
        seconds += time.process_time() - start
    connection.execute("COMMIT")
    join_names(connection)
    return seconds


def list_questions(connection: sqlite3.Connection) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the questions, as in the design of the store."""

    def search(words: str, **filters: object) -> Callable[[], object]:
        options = {name: filters.pop(name) for name in ("scope", "order", "limit") if name in filters}
        query = Search(words, filters=Filters(**filters), **options)  # type: ignore[arg-type]
        return lambda: list(find_hits(connection, query))

    yield "a word in many articles, best 20", search("president", scope="text")
    yield "the commonest name, best 20", search("trump", scope="text")
    yield "the commonest name in quotes, best 20", search("trump")
    yield "  and how many in all", lambda: count_hits(connection, Search("trump"))
    yield "what did X say about Y", search("muslims OR immigration", speakers=["Donald Trump"], order="oldest")
    yield "first time a phrase was quoted", search('"united states"', order="oldest", limit=1)
    yield "voices by outlet and month", lambda: count_voices(connection, VoiceQuery(("outlet", "month")))
    yield (
        "top 20 voices of an outlet's month",
        lambda: count_voices(
            connection,
            VoiceQuery(
                ("speaker",), filters=Filters(outlets=["outlet 1"], first_day="2015-02", last_day="2015-02"), top=20
            ),
        ),
    )
    yield "whom quotes are attributed to", lambda: count_coverage(connection, Filters())


def main() -> None:
    """Make the store, ask it, and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", help="a folder of articles")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--store", help="where to keep the store; by default it is deleted")
    arguments = parser.parse_args()
    reports = [r for r in newscli.inspect_all([arguments.articles], all_quotes=True, jobs=2) if r.error is None]
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.store or str(Path(folder) / "replicas.db")
        with open_for_writing(path) as connection:
            add_functions(connection)
            seconds = write_replicas(connection, reports, arguments.count)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            size = Path(path).stat().st_size
            print(f"{arguments.count:,} articles: {size / arguments.count:,.0f} bytes each, written in", end=" ")
            print(f"{1000 * seconds / arguments.count:.2f} ms of processor time each")
            for question, ask in list_questions(connection):
                ask()
                start = time.process_time()
                ask()
                print(f"{1000 * (time.process_time() - start):10,.1f} ms  {question}")


if __name__ == "__main__":
    main()
