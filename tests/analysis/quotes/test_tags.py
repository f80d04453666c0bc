"""Attributions right beside quoted words, found by rule where the model has found none."""

import pytest

from newscli.analysis.quotes import find_quotes
from newscli.analysis.quotes.layout import lay_out
from newscli.model import Article, Labels, Name, Span
from newscli.tagging.marks import find_quoted_spans

WORDS = "“Nobody told us that the light would be sold to the yard.”"
OPENING = "The harbour board of Port Sorrel met for three hours on Monday evening."
NAMES = ("Ida Falk", "Jon Eide", "Herald", "Reuters")


def read_tag(text: str) -> tuple[str, str] | None:
    """Read the source and the cue of the last quote of a text in which the model has found names alone."""
    article = Article.from_text(f"{OPENING}\n\n{text}\n")
    spans = [Span(start, start + len(name)) for name in NAMES if (start := article.text.find(name)) >= 0]
    quoted, _ = find_quoted_spans(article.text, article.blocks)
    labels = Labels(quoted=quoted, names=tuple(Name(span, "person") for span in sorted(spans)), language="en")
    attribution = find_quotes(article, labels, lay_out(article))[-1].attribution
    if attribution is None or attribution.source is None:
        return None
    return article.text[slice(*attribution.source)], article.text[slice(*attribution.cue)]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (f"Ida Falk continued:\n\n{WORDS}", ("Ida Falk", "continued")),
        (f"Ida Falk continued: {WORDS}", ("Ida Falk", "continued")),
        (f"The boat was late. She later told reporters on the quay:\n\n{WORDS}", ("She", "later told")),
        (f"In a letter to the board, Jon Eide wrote:\n\n{WORDS}", ("Jon Eide", "wrote")),
        (f"Jon Eide, who owns the yard, said of the sale:\n\n{WORDS}", ("Jon Eide", "said")),
        (f"But Ida Falk said:\n\n{WORDS}", ("Ida Falk", "said")),
        (f"In the end, he said:\n\n{WORDS}", ("he", "said")),
        (f"Ida Falk had only this to say about the sale: {WORDS}", ("Ida Falk", "had only this to say")),
        (f"The Herald reports:\n\n{WORDS}", ("The Herald", "reports")),
        (f"{WORDS} — Ida Falk", ("Ida Falk", "—")),
        (f"{WORDS} -- Ida Falk, Port Sorrel.", ("Ida Falk", "--")),
        (f"{WORDS} Ida Falk said.", ("Ida Falk", "said")),
        (f"{WORDS} said Ida Falk.", ("Ida Falk", "said")),
        (f"{WORDS} said Ida Falk. The boat was late.", ("Ida Falk", "said")),
        (f"{WORDS} said Ida B. Falk.", ("Ida B. Falk", "said")),
    ],
)
def test_who_stands_right_beside_the_words_said_them(text: str, tag: tuple[str, str]) -> None:
    assert read_tag(text) == tag


@pytest.mark.parametrize(
    "text",
    [
        f"Ida Falk continued.\n\n{WORDS}",
        f"Ida Falk continued:\n\nThe boat was late.\n\n{WORDS}",
        f"But told reporters:\n\n{WORDS}",
        f"Here is what Ida Falk said:\n\n{WORDS}",
        f"Ida Falk never said:\n\n{WORDS}",
        f"Ida Falk had this to hide: {WORDS}",
        f"Ida Falk said Jon Eide wrote:\n\n{WORDS}",
        f"“Jon Eide said:\n\n{WORDS}",
        f"{WORDS} — Reuters",
        f"{WORDS}\n\n— Ida Falk",
        f"{WORDS} — Ida Falk was not there.",
    ],
)
def test_what_is_less_plain_names_nobody(text: str) -> None:
    assert read_tag(text) is None
