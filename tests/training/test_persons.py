"""Names made pronouns: what they mean, and that all that was marked keeps its words."""

import random

from hypothesis import given
from hypothesis import strategies as st

from newscli.model import Span
from newscli.tagging.network import WEIGHTS
from newscli.tagging.wordpiece import Vocabulary
from training.tagger.corpora import Meant, Said, document
from training.tagger.persons import with_pronouns
from training.tagger.windows import NOBODY, examples

TEXT = (
    "Jane Doe met Mark Rowe in Oslo. Doe said that she was late, and Rowe agreed with Doe.\n\n"
    "“It rained,” Rowe said. Doe's train had been late.\n"
)


def span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


@given(st.integers(0, 10_000))
def test_what_was_marked_keeps_its_words(seed: int) -> None:
    said = (Said((span("said"),), (span("Doe", 1),), (span("that she was late"),)), Said((span("said", 1),), (), ()))
    doc = document("polnear", TEXT, said=said)
    made = with_pronouns(doc, random.Random(seed))
    for one in made.meant:
        assert made.text[slice(*one.pronoun)].casefold() in ("he", "him", "his", "she", "her")
        assert one.right
        assert {made.text[slice(*name)].split()[-1] for name in one.right} <= {"Doe", "Rowe"}
    assert made.said is not None
    first, second = made.said
    assert made.text[slice(*first.content[0])] == "that she was late"
    assert {made.text[slice(*one.cue[0])] for one in (first, second)} == {"said"}
    assert made.text[slice(*first.source[0])].casefold() in ("doe", "she")
    assert made.text.startswith("Jane Doe met Mark Rowe")


def test_a_pronoun_may_point_to_the_first_pieces_of_what_it_means() -> None:
    vocabulary = Vocabulary((WEIGHTS / "vocab.txt").read_text("utf-8").split("\n")[:-1])
    text = "Jane Doe met Mary Rowe . She left ."
    she, jane, mary = Span(25, 28), Span(0, 8), Span(13, 22)
    for meant, expected in (
        (Meant(she, (jane,), (mary,)), [1]),
        (Meant(she, (Span(500, 505),), ()), [NOBODY]),
        (Meant(she, (), (jane, mary)), [0, 3, 6, 7, 8, 9, 10]),
    ):
        (one,) = examples(document("gap", text, meant=(meant,)), vocabulary, 128, random.Random(1))
        assert one.persons == [(7, expected)]
