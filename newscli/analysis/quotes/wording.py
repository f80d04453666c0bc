"""A quote as it is printed on its own."""

from newscli.lang.en.speech import CLAUSE_OPENERS, CLAUSE_WORDS, CONJUNCTION, FINITE_VERBS
from newscli.lang.en.words import FUNCTION_WORDS
from newscli.model import Quote

_CLAUSE_OPENERS = FUNCTION_WORDS | CLAUSE_WORDS | CLAUSE_OPENERS


def drop_conjunction(quote: Quote) -> str:
    """Return the text of a quote without the "that" which joins a paraphrase to its verb.

    The "that" of "that plan" and "that is" stays, and so does any that might be one of these.
    """
    first, *rest = quote.text.split(maxsplit=1)
    if quote.kind == "direct" or first.casefold() != CONJUNCTION or not rest:
        return quote.text
    following = rest[0].split()[0]
    word = following.casefold()
    begins_clause = word in _CLAUSE_OPENERS or following != word or word.endswith("s")
    return rest[0] if begins_clause and word not in FINITE_VERBS else quote.text
