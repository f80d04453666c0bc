"""The same text as other newsrooms would have written it: with other quotation marks, capitals and accents.

Each change replaces one character by one, so that annotations keep their places.
"""

import random
import re
import unicodedata
from dataclasses import replace

from training.tagger.corpora import Document, lay_out_document

_TO_STRAIGHT_MARKS = str.maketrans("“”‘’", "\"\"''")
_OPENING_MARK = re.compile(r"(?:(?<=[\s(\[—–-])|^)\"(?=\S)", re.MULTILINE)


def add_noise(doc: Document, rng: random.Random) -> Document:
    """The document as it is or, half of the time, with slight changes."""
    if rng.random() < 0.5:
        return doc
    text = doc.text
    style = rng.random()
    if style < 0.3:
        text = text.translate(_TO_STRAIGHT_MARKS)
    elif style < 0.7:
        text = _OPENING_MARK.sub("“", text).replace('"', "”")
        if style < 0.4:
            text = text.replace("“", "‘").replace("”", "’")
    if rng.random() < 0.3:
        text = "".join(map(_strip_accent, text))
    case = rng.random()
    if case < 0.1:
        text = _change_if_same_length(text, text.lower())
    elif case < 0.4:
        # A few paragraphs in capitals, like headlines.
        for block in rng.sample(doc.blocks, min(len(doc.blocks), 2)):
            s, e = block.span
            text = text[:s] + _change_if_same_length(text[s:e], text[s:e].upper()) + text[e:]
    return replace(
        lay_out_document(doc.set, text),
        names=doc.names,
        unmarked_types=doc.unmarked_types,
        attributions=doc.attributions,
        references=doc.references,
    )


def _strip_accent(c: str) -> str:
    return c if c.isascii() else next(filter(str.isalpha, unicodedata.normalize("NFD", c)), c)


def _change_if_same_length(text: str, changed: str) -> str:
    return changed if len(changed) == len(text) else text
