"""The turns of a source that is a transcript, by the labels of its speakers."""

from newscli.analysis.quotes.labels import find_labels
from newscli.analysis.verification.verdicts import SourceText, Turn
from newscli.model import Article, Span


def make_source(article: Article) -> SourceText:
    """Make a source of an article that was read."""
    labels = find_labels(article)
    ends = [*(label.span.start for label in labels[1:]), article.body.end][: len(labels)]
    turns = tuple(
        Turn(Span(label.turn_start, end), article.text[slice(*label.name)] if label.name else None)
        for label, end in zip(labels, ends, strict=True)
    )
    return SourceText(article.source.path, article.text, turns)
