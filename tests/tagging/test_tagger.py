"""The model on whole articles: an article's labels do not depend on what else is tagged."""

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
from newscli.tagging.network import load_network
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


def label_all(articles: Sequence[Article]) -> dict[str, Labels]:
    return {article.source.path: label(article) for article in articles}


def test_labels_are_the_same_in_any_order_and_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = label_all(ARTICLES)
    assert label_all(ARTICLES[::-1]) == expected
    assert label_all(random.Random(7).sample(ARTICLES, len(ARTICLES))) == expected
    for size in (1, 3):
        monkeypatch.setattr(tagger, "_WINDOWS_PER_BATCH", size)
        assert label_all(ARTICLES) == expected
    assert [label(article) for article in ARTICLES[:3]] == [expected[a.source.path] for a in ARTICLES[:3]]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join).filter(str.strip))
def test_labels_lie_in_the_text_and_in_order(text: str) -> None:
    article = newscli.read(text.encode(), name="a.txt")
    labels = label(article)
    names = [name.span for name in labels.names]
    assert names == sorted(names)
    assert all(a.end <= b.start for a, b in pairwise(names))
    for attribution in labels.attributions:
        spans = [attribution.cue, *attribution.content, *([attribution.source] if attribution.source else [])]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert 0 <= attribution.confidence <= 1


def test_a_plain_sentence_has_its_names_and_its_attribution() -> None:
    text = "OSLO (AP) — The city will build three new schools, Mayor Ann Lee told reporters on Monday at the town hall."
    labels = label(newscli.read(text.encode(), name="a.txt"))
    names = {(text[slice(*name.span)], name.type) for name in labels.names}
    assert {("OSLO", "place"), ("Ann Lee", "person")} <= names
    (attribution,) = labels.attributions
    assert text[slice(*attribution.cue)] == "told"
    assert attribution.source is not None
    assert text[slice(*attribution.source)] == "Mayor Ann Lee"
    assert [text[slice(*span)] for span in attribution.content] == ["The city will build three new schools"]


def test_a_text_in_another_language_has_only_quoted_spans() -> None:
    text = "Der Minister hat am Montag in Berlin gesagt: „Wir werden das Gesetz noch in diesem Jahr ändern.“"
    labels = label(newscli.read(text.encode(), name="a.txt"))
    assert labels.language == "de"
    assert (labels.names, labels.attributions) == ((), ())
    assert len(labels.quoted) == 1


def test_types_of_names_come_from_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    article = newscli.read(b"Mayor Ann Lee told reporters on Monday that it rained in Oslo.", name="a.txt")
    types = [name.type for name in label(article).names]
    network = load_network()
    reversed_types = network.name_types[::-1]
    expected = [reversed_types[network.name_types.index(name_type)] for name_type in types]
    monkeypatch.setattr(network, "name_types", reversed_types)
    assert types
    assert [name.type for name in label(article).names] == expected


def test_progress_reaches_the_end_of_the_text() -> None:
    article = ARTICLES[0]
    positions: list[int] = []
    label(article, positions.append)
    assert positions == sorted(positions)
    assert article.blocks[-1].span.start < positions[-1] <= len(article.text)


def test_memory_grows_by_at_most_12_bytes_a_character() -> None:
    # Prose with nothing to report, so that the labels take no memory.
    paragraph = "The rain fell on the old road for a week, and the water ran down to the river and the mill. " * 4

    def measure_peak(paragraphs: int) -> int:
        data = "\n\n".join([paragraph] * paragraphs).encode()
        tracemalloc.start()
        newscli.inspect(newscli.read(data, name="a.txt"))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    measure_peak(1)  # loads what is loaded only once
    small, large = measure_peak(50), measure_peak(350)
    assert large - small <= 12 * 300 * len(paragraph)
