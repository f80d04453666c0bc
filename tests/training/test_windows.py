"""Tags of windows: training uses those of the package, and each run keeps its begin tag where roles overlap."""

import random

from newscli.model import Span
from newscli.tagging.network import WEIGHTS, load_network
from newscli.tagging.wordpiece import Vocabulary
from training.tagger.corpora import NAME_TYPES, GoldAttribution, lay_out_document
from training.tagger.windows import BEGIN_CONTENT, BEGIN_CUE, BEGIN_SOURCE, ROLES, WINDOW_LENGTH, make_examples


def test_a_content_around_its_source_begins_twice() -> None:
    text = "It was late he said and dark ."
    vocabulary = Vocabulary((WEIGHTS / "vocab.txt").read_text("utf-8").split("\n")[:-1])
    content, source, cue = Span(0, len(text)), Span(12, 14), Span(15, 19)
    doc = lay_out_document("polnear", text, attributions=(GoldAttribution((cue,), (source,), (content,)),))
    (example,) = make_examples(doc, vocabulary, WINDOW_LENGTH, random.Random(1))
    inside = BEGIN_CONTENT + 1
    assert example.roles == [
        0, BEGIN_CONTENT, inside, inside, BEGIN_SOURCE, BEGIN_CUE, BEGIN_CONTENT, inside, inside, 0,
    ]  # fmt: skip
    assert example.sources == [(5, 4)]


def test_training_has_the_labels_and_the_window_length_of_the_packages_model() -> None:
    network = load_network()
    assert (network.name_types, network.roles, network.window_length) == (NAME_TYPES, ROLES, WINDOW_LENGTH)
