"""Noise: other quotation marks, capitals and accents, one character for one."""

import random

from newscli.model import Span
from training.tagger.corpora import GoldAttribution, NameSpan, lay_out_document
from training.tagger.noise import add_noise

TEXT = 'Zoë’s story\n\n"It is late," Zoë Lee said. “So what?”\n\nShe left.\n'
WITHOUT_MARKS_AND_ACCENTS = str.maketrans('“”‘’"ë', "'''''e")


def test_annotations_keep_their_places() -> None:
    names = (NameSpan(TEXT.index("Zoë Lee"), TEXT.index("Zoë Lee") + 7, (0,)),)
    attributions = (GoldAttribution((Span(35, 39),), (), (Span(13, 26),)),)
    doc = lay_out_document("polnear", TEXT, names=names, attributions=attributions)
    texts = set()
    for seed in range(200):
        noisy = add_noise(doc, random.Random(seed))
        assert len(noisy.text) == len(TEXT)
        assert (noisy.names, noisy.attributions, noisy.set) == (names, attributions, "polnear")
        folded = noisy.text.casefold().translate(WITHOUT_MARKS_AND_ACCENTS)
        assert folded == TEXT.casefold().translate(WITHOUT_MARKS_AND_ACCENTS)
        texts.add(noisy.text)
    assert TEXT in texts
    assert any("“It is late,”" in text for text in texts)
    assert any('"So what?"' in text for text in texts)
    assert any("Zoe Lee" in text for text in texts)
    assert any("SHE LEFT." in text for text in texts)
    assert any("zoë lee" in text or "zoe lee" in text for text in texts)
