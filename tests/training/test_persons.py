"""Names replaced by pronouns: what these refer to, and that all annotations keep their words."""

import random

from hypothesis import given
from hypothesis import strategies as st

from newscli.model import Span
from newscli.tagging.network import NO_TARGET, WEIGHTS
from newscli.tagging.wordpiece import Vocabulary
from training.tagger.corpora import GoldAttribution, PronounReference, lay_out_document
from training.tagger.persons import replace_names
from training.tagger.windows import WINDOW_LENGTH, make_examples

TEXT = (
    "Jane Doe met Mark Rowe in Oslo. Doe said that she was late, and Rowe agreed with Doe.\n\n"
    "“It rained,” Rowe said. Doe's train had been late.\n"
)


def find(phrase: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(phrase, start + 1)
    return Span(start, start + len(phrase))


@given(st.integers(0, 10_000))
def test_annotations_keep_their_words(seed: int) -> None:
    attributions = (
        GoldAttribution((find("said"),), (find("Doe", 1),), (find("that she was late"),)),
        GoldAttribution((find("said", 1),), (), ()),
    )
    doc = lay_out_document("polnear", TEXT, attributions=attributions)
    changed = replace_names(doc, random.Random(seed))
    for reference in changed.references:
        assert changed.text[slice(*reference.pronoun)].casefold() in ("he", "him", "his", "she", "her")
        assert reference.right
        assert {changed.text[slice(*name)].split()[-1] for name in reference.right} <= {"Doe", "Rowe"}
    assert changed.attributions is not None
    first, second = changed.attributions
    assert changed.text[slice(*first.content[0])] == "that she was late"
    assert {changed.text[slice(*gold.cue[0])] for gold in (first, second)} == {"said"}
    assert changed.text[slice(*first.source[0])].casefold() in ("doe", "she")
    assert changed.text.startswith("Jane Doe met Mark Rowe")


def test_a_pronoun_may_point_to_the_first_subwords_of_its_antecedents() -> None:
    vocabulary = Vocabulary((WEIGHTS / "vocab.txt").read_text("utf-8").split("\n")[:-1])
    text = "Jane Doe met Mary Rowe . She left ."
    she, jane, mary = Span(25, 28), Span(0, 8), Span(13, 22)
    for reference, expected in (
        (PronounReference(she, (jane,), (mary,)), [1]),
        (PronounReference(she, (Span(500, 505),), ()), [NO_TARGET]),
        (PronounReference(she, (), (jane, mary)), [0, 3, 6, 7, 8, 9, 10]),
    ):
        doc = lay_out_document("gap", text, references=(reference,))
        (example,) = make_examples(doc, vocabulary, WINDOW_LENGTH, random.Random(1))
        assert example.persons == [(7, expected)]
