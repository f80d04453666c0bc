"""The reader over whole articles: nothing that is read beside a text changes what is found in it."""

import random
import tracemalloc
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newscli
from newscli.model import Article, Labels
from newscli.tagging import label, tagger
from tests.conftest import read_samples

ARTICLES = read_samples()
PARTS = [
    "Ann Lee said ",
    "that it rained",
    '"We won," ',
    ". ",
    "\n\n",
    "according to the mayor, ",
    "“",
    "”",
    "é ",
    "a" * 60,
]


def labels(articles: Sequence[Article]) -> dict[str, Labels]:
    return {article.source.path: label(article) for article in articles}


def test_labels_are_the_same_in_any_order_and_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = labels(ARTICLES)
    assert labels(ARTICLES[::-1]) == expected
    assert labels(random.Random(7).sample(ARTICLES, len(ARTICLES))) == expected
    for together in (1, 3):
        monkeypatch.setattr(tagger, "_TOGETHER", together)
        assert labels(ARTICLES) == expected
    assert [label(article) for article in ARTICLES[:3]] == [expected[a.source.path] for a in ARTICLES[:3]]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join).filter(str.strip))
def test_labels_lie_in_the_text_and_in_order(text: str) -> None:
    article = newscli.read(text.encode(), name="a.txt")
    found = label(article)
    names = [name.span for name in found.names]
    assert names == sorted(names)
    assert all(a.end <= b.start for a, b in pairwise(names))
    for one in found.attributions:
        spans = [one.cue, *one.content, *([one.source] if one.source else [])]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert 0 <= one.confidence <= 1


def test_names_and_attributions() -> None:
    text = "OSLO (AP) — The city will build three new schools, Mayor Ann Lee told reporters on Monday at the town hall."
    found = label(newscli.read(text.encode(), name="a.txt"))
    names = {(text[slice(*name.span)], name.type) for name in found.names}
    assert {("OSLO", "place"), ("Ann Lee", "person")} <= names
    (one,) = found.attributions
    assert text[slice(*one.cue)] == "told"
    assert one.source is not None
    assert text[slice(*one.source)] == "Mayor Ann Lee"
    assert [text[slice(*span)] for span in one.content] == ["The city will build three new schools"]


def test_another_language_has_marks_alone() -> None:
    text = "Der Minister hat am Montag in Berlin gesagt: „Wir werden das Gesetz noch in diesem Jahr ändern.“"
    found = label(newscli.read(text.encode(), name="a.txt"))
    assert found.language == "de"
    assert (found.names, found.attributions) == ((), ())
    assert len(found.quoted) == 1


def test_progress_reaches_the_end_of_the_text() -> None:
    article = ARTICLES[0]
    places: list[int] = []
    label(article, places.append)
    assert places == sorted(places)
    assert article.blocks[-1].span.start < places[-1] <= len(article.text)


def test_memory_grows_by_at_most_12_bytes_a_character() -> None:
    # Prose with little to report, so that what is found weighs nothing.
    paragraph = "The rain fell on the old road for a week, and the water ran down to the river and the mill. " * 4

    def peak(paragraphs: int) -> int:
        data = "\n\n".join([paragraph] * paragraphs).encode()
        tracemalloc.start()
        newscli.inspect(newscli.read(data, name="a.txt"))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(1)  # what is loaded once
    small, large = peak(50), peak(350)
    assert large - small <= 12 * 300 * len(paragraph)
