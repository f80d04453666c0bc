"""Captions and credits of photos in a line of their own, as documents and pages have between paragraphs."""

import re

from newscli.lang.en.pages import CAPTION_CREDITS
from newscli.patterns import compile_lazily

_CAPTION = compile_lazily(
    rf"(?:.{{0,250}}[.!?)”\"] ?)?[([]?(?:{'|'.join(CAPTION_CREDITS)})(?: (?i:by))?:? ?(?-i:[A-Z])[\w.'’-]+"
    r"(?:(?: for | of | via |[ /,&|–—-]+)(?-i:[A-Z])[\w.'’-]*){0,6}[.)\]]?",
    re.IGNORECASE,
)
# Without a colon or "by", the first words of a headline: "Photos Show Flood".
_MARK = compile_lazily(rf"\b(?:{'|'.join(CAPTION_CREDITS)})(?: by\b|:)", re.IGNORECASE)
_MAX_CHARS = 300


def is_caption(text: str) -> bool:
    """Whether a line ends in the credit of a photo: "The quay in 1931. Photo: Ann Lee"."""
    return len(text) <= _MAX_CHARS and _CAPTION.fullmatch(text) is not None and _MARK.search(text) is not None
