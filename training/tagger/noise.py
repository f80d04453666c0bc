"""The same text as other newsrooms would have written it: other quotation marks, capitals, accents.

Each change is one character for one, so that what annotators marked keeps its place.
"""

import random
import re
import unicodedata
from dataclasses import replace

from training.tagger.corpora import Document, document

_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_OPENS = re.compile(r"(?:(?<=[\s(\[—–-])|^)\"(?=\S)", re.MULTILINE)


def noisy(doc: Document, rng: random.Random) -> Document:
    """The document as it is, or, half of the time, changed a little."""
    if rng.random() < 0.5:
        return doc
    text = doc.text
    style = rng.random()
    if style < 0.3:
        text = text.translate(_STRAIGHT)
    elif style < 0.7:
        text = _OPENS.sub("“", text).replace('"', "”")
        if style < 0.4:
            text = text.replace("“", "‘").replace("”", "’")
    if rng.random() < 0.3:
        text = "".join(map(_bare, text))
    case = rng.random()
    if case < 0.1:
        text = _same_length(text, text.lower())
    elif case < 0.4:
        # A few paragraphs as a headline in capitals.
        for block in rng.sample(doc.blocks, min(len(doc.blocks), 2)):
            s, e = block.span
            text = text[:s] + _same_length(text[s:e], text[s:e].upper()) + text[e:]
    return replace(document(doc.set, text), names=doc.names, unmarked=doc.unmarked, said=doc.said, meant=doc.meant)


def _bare(c: str) -> str:
    return c if c.isascii() else next(filter(str.isalpha, unicodedata.normalize("NFD", c)), c)


def _same_length(text: str, changed: str) -> str:
    return changed if len(changed) == len(text) else text
