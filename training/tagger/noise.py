"""Noise: the same text as other newsrooms would write it, with other quotation marks, capitals and accents.

Each change replaces one character by one other, so that annotations stay in place.
"""

import random
import re
import unicodedata
from dataclasses import replace

from training.tagger.corpora import Document, lay_out_document

# The share of documents that stay as they are.
UNCHANGED_SHARE = 0.5
# A number is drawn from 0 to 1. Below the first bound, quotation marks become straight; below the second, curly and
# single; below the third, curly and double.
MAX_STRAIGHT = 0.3
MAX_SINGLE = 0.4
MAX_CURLY = 0.7
NO_ACCENTS_SHARE = 0.3
# Another number is drawn. Below the first bound, the text becomes lower case; below the second, some paragraphs become
# headlines.
MAX_LOWER_CASE = 0.1
MAX_HEADLINES = 0.4
HEADLINES = 2

_TO_STRAIGHT_MARKS = str.maketrans("“”‘’", "\"\"''")
_OPENING_MARK = re.compile(r"(?:(?<=[\s(\[—–-])|^)\"(?=\S)", re.MULTILINE)


def add_noise(doc: Document, rng: random.Random) -> Document:
    """Return a document as it is or with slight changes."""
    if rng.random() < UNCHANGED_SHARE:
        return doc
    text = doc.text
    style = rng.random()
    if style < MAX_STRAIGHT:
        text = text.translate(_TO_STRAIGHT_MARKS)
    elif style < MAX_CURLY:
        text = _OPENING_MARK.sub("“", text).replace('"', "”")
        if style < MAX_SINGLE:
            text = text.replace("“", "‘").replace("”", "’")
    if rng.random() < NO_ACCENTS_SHARE:
        text = "".join(map(_strip_accent, text))
    case = rng.random()
    if case < MAX_LOWER_CASE:
        text = _change_if_same_length(text, text.lower())
    elif case < MAX_HEADLINES:
        # A few paragraphs in capitals, like headlines.
        for block in rng.sample(doc.blocks, min(len(doc.blocks), HEADLINES)):
            s, e = block.span
            text = text[:s] + _change_if_same_length(text[s:e], text[s:e].upper()) + text[e:]
    return replace(
        lay_out_document(doc.set, text),
        names=doc.names,
        unmarked_types=doc.unmarked_types,
        attributions=doc.attributions,
        annotator=doc.annotator,
        references=doc.references,
    )


def _strip_accent(c: str) -> str:
    return c if c.isascii() else next(filter(str.isalpha, unicodedata.normalize("NFD", c)), c)


def _change_if_same_length(text: str, new_text: str) -> str:
    return new_text if len(new_text) == len(text) else text
