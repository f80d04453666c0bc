"""Noise: other marks, capitals and accents, one character for one."""

import random

from newscli.model import Span
from training.tagger.corpora import NameSpan, Said, document
from training.tagger.noise import noisy

TEXT = 'Zoë’s story\n\n"It is late," Zoë Lee said. “So what?”\n\nShe left.\n'
PLAIN = str.maketrans('“”‘’"ë', "'''''e")


def test_what_annotators_marked_keeps_its_place() -> None:
    names = (NameSpan(TEXT.index("Zoë Lee"), TEXT.index("Zoë Lee") + 7, (0,)),)
    said = (Said((Span(35, 39),), (), (Span(13, 26),)),)
    doc = document("polnear", TEXT, names=names, said=said)
    seen = set()
    for seed in range(200):
        made = noisy(doc, random.Random(seed))
        assert len(made.text) == len(TEXT)
        assert (made.names, made.said, made.set) == (names, said, "polnear")
        assert made.text.casefold().translate(PLAIN) == TEXT.casefold().translate(PLAIN)
        seen.add(made.text)
    assert TEXT in seen
    assert any("“It is late,”" in text for text in seen)
    assert any('"So what?"' in text for text in seen)
    assert any("Zoe Lee" in text for text in seen)
    assert any("SHE LEFT." in text for text in seen)
    assert any("zoë lee" in text or "zoe lee" in text for text in seen)
