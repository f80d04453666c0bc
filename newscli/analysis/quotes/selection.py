"""Which quotes to show: those that report something said, and that the model is sure enough of."""

from collections.abc import Sequence

from newscli.model import Omitted, Quote

SHOWN_ACTS = frozenset(("statement", "question", "request"))


def select_quotes(
    quotes: Sequence[Quote], *, all_quotes: bool, min_confidence: float
) -> tuple[tuple[Quote, ...], Omitted]:
    """Select the quotes to show, and count the others.

    A quote with words in quotation marks is always shown. A paraphrase is shown if its act is a statement, a question
    or a request and its confidence at least ``min_confidence``. With ``all_quotes``, everything is.
    """
    if all_quotes:
        return tuple(quotes), Omitted()
    shown = []
    by_act = by_confidence = 0
    for quote in quotes:
        if quote.kind != "indirect" or (quote.act in SHOWN_ACTS and quote.confidence >= min_confidence):
            shown.append(quote)
        elif quote.act not in SHOWN_ACTS:
            by_act += 1
        else:
            by_confidence += 1
    return tuple(shown), Omitted(by_act, by_confidence)
