"""Labels of windows: roles that overlap still begin before they go on."""

import random

from newscli.model import Span
from newscli.tagging.network import WEIGHTS
from newscli.tagging.wordpiece import Vocabulary
from training.tagger.corpora import Said, document
from training.tagger.windows import CONTENT, CUE, SOURCE, examples


def test_a_content_around_its_source_begins_twice() -> None:
    text = "It was late he said and dark ."
    vocabulary = Vocabulary((WEIGHTS / "vocab.txt").read_text("utf-8").split("\n")[:-1])
    whole, source, cue = Span(0, len(text)), Span(12, 14), Span(15, 19)
    doc = document("polnear", text, said=(Said((cue,), (source,), (whole,)),))
    (one,) = examples(doc, vocabulary, 128, random.Random(1))
    assert one.roles == [
        0, CONTENT, CONTENT + 1, CONTENT + 1, SOURCE, CUE, CONTENT, CONTENT + 1, CONTENT + 1, 0,
    ]  # fmt: skip
    assert one.sources == [(5, 4)]
