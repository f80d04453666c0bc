"""Quotes of an article that a store has in other words, or of another speaker: misquotes that can still be mended."""

import sqlite3
from collections.abc import Iterator

from newscli.analysis.desk import Finding
from newscli.analysis.entities.names import may_be_one_person
from newscli.analysis.verification import list_marked_words
from newscli.corpus.filters import Filters
from newscli.corpus.keys import build_key, locate
from newscli.corpus.persons import parse_name
from newscli.corpus.reuse import RUN_WORDS, Reuse, find_reuse
from newscli.model import Report
from newscli.text import count_words, fold_name


def find_contradictions(connection: sqlite3.Connection, report: Report) -> Iterator[Finding]:
    """Find the quotations that stand in another article of a store in other words, or of another named speaker."""
    own_key = build_key(report.metadata.url, locate(report.source.path))
    for marked in list_marked_words(report):
        if count_words(marked.text) < RUN_WORDS:
            continue
        others = [
            reuse
            for reuse in find_reuse(connection, marked.text, Filters())
            if reuse.kind != "indirect" and reuse.key != own_key
        ]
        differing = [reuse for reuse in others if _names_another(marked.speaker, reuse)]
        if differing:
            other = differing[0]
            yield Finding("A602", marked.span, f"said by {other.speaker} in {_place(other)}")
        elif others and all(reuse.relation == "altered" for reuse in others):
            yield Finding(
                "A601", marked.span, f"in other words in {_place(others[0])}: {' '.join(others[0].text.split())}"
            )


def _names_another(speaker: str | None, reuse: Reuse) -> bool:
    """Whether both name a person in full, and not the same."""
    if speaker is None or reuse.speaker is None or reuse.person is None:
        return False
    names = parse_name(speaker), parse_name(reuse.speaker)
    if names[0] is None or names[1] is None or may_be_one_person(speaker, reuse.speaker):
        return False
    return names[0].last != names[1].last or fold_name(speaker).split()[0] != fold_name(reuse.speaker).split()[0]


def _place(reuse: Reuse) -> str:
    day = f", {reuse.published[:10]}" if reuse.published else ""
    return f"{reuse.path}:{reuse.line}{day}"
