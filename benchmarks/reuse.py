"""Whether `newscli same` finds the quotes that share words: against comparing every quote with every other.

    python benchmarks/reuse.py articles/

Indexes the articles of a folder, and looks for each quote of five words or more. A pair belongs together if both are
in different articles, share a run of five words, and the shorter has at least 0.6 of its runs of three words in common
with the longer: the pairs that comparing all with all finds. Prints recall and precision against them, and how many
pairs differ in what way; --show prints pairs, to be read.
"""

import argparse
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from newscli.analysis.alignment import compare, list_shingles, measure_overlap, split_words
from newscli.corpus.filters import Filters, add_functions
from newscli.corpus.indexing import Indexer, IndexOptions
from newscli.corpus.reuse import MIN_SHARE, RUN_WORDS, find_clusters, find_reuse
from newscli.corpus.store import open_for_writing
from newscli.pipeline import expand_path

Pair = tuple[int, int]


def find_pairs(quotes: dict[int, tuple[int, str]]) -> set[Pair]:
    """Find the pairs that belong together, without the index."""
    words = {number: split_words(text) for number, (_, text) in quotes.items()}
    by_run: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, quote in words.items():
        for run in list_shingles(quote, RUN_WORDS):
            by_run[run].add(number)
    candidates = {(a, b) for group in by_run.values() for a in group for b in group if a < b}
    return {
        (a, b)
        for a, b in candidates
        if quotes[a][0] != quotes[b][0] and measure_overlap(words[a], words[b]) >= MIN_SHARE
    }


def main() -> None:
    """Index, look for every quote, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    filters = Filters(all_quotes=True)
    with tempfile.TemporaryDirectory() as folder, open_for_writing(str(Path(folder) / "news.db")) as connection:
        Indexer(connection, IndexOptions(jobs=2)).run(expand_path(arguments.articles))
        add_functions(connection)
        rows = connection.execute(
            f"SELECT q.id, q.article, x.text FROM quotes q JOIN quote_text x USING(id) WHERE q.words >= {RUN_WORDS}"
        )
        quotes = {number: (article, text) for number, article, text in rows}
        places = {
            (path, f"q{n}"): number
            for number, path, n in connection.execute(
                "SELECT q.id, a.path, q.n FROM quotes q JOIN articles a ON a.id = q.article"
            )
        }
        expected = find_pairs(quotes)
        found: set[Pair] = set()
        for number, (article, text) in quotes.items():
            for reuse in find_reuse(connection, text, filters):
                other = places[reuse.path, reuse.quote]
                if other in quotes and quotes[other][0] != article:
                    found.add((min(number, other), max(number, other)))
        clustered = {
            (min(a, b), max(a, b))
            for cluster in find_clusters(connection, filters)
            for a in cluster.quotes
            for b in cluster.quotes
            if a != b and quotes[a][0] != quotes[b][0]
        }
    both = expected & found
    print(f"{len(quotes):,} quotes; {len(expected)} pairs; recall {len(both) / len(expected):.3f},", end=" ")
    print(f"precision {len(both) / len(found):.3f}")
    print(f"--every: {len(expected & clustered) / len(expected):.3f} of the pairs are in one cluster")
    relations = Counter(compare(split_words(quotes[a][1]), split_words(quotes[b][1])).relation for a, b in both)
    print(", ".join(f"{count} {relation}" for relation, count in relations.most_common()))
    for a, b in sorted(both)[: arguments.show]:
        print(f"\n{quotes[a][1]!r}\n{quotes[b][1]!r}")


if __name__ == "__main__":
    main()
