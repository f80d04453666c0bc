"""Headings that a page shows as paragraphs in bold: <p><strong>The long wait</strong></p>."""

from collections.abc import Iterator, Sequence

from lxml import html

from newscli.structure.drafts import DraftBlock
from newscli.structure.front_matter import parse_front_line
from newscli.structure.question_headings import is_question_heading
from newscli.text import SENTENCE_END_MARKS

MAX_HEADING_CHARS = 100
# Of the paragraph below.
MIN_PARAGRAPH_CHARS = 60
HEADING_LEVEL = 3
_BOLD_TAGS = ("strong", "b")
_OTHER_ENDS = frozenset((*SENTENCE_END_MARKS, ",", ";", ":", "”", '"', "…"))


def mark_bold_headings(blocks: Sequence[DraftBlock], root: html.HtmlElement) -> list[DraftBlock]:
    """Turn paragraphs that are bold as a whole, and stand over another paragraph, into headings.

    Sentences in bold, such as the first of a story, are none; nor are questions that an interviewer puts to somebody.
    """
    bold_texts = set(_list_bold_texts(root))
    return [
        block._replace(kind="heading", level=HEADING_LEVEL)
        if 0 < k < len(blocks) - 1 and block.text in bold_texts and _is_heading(block, blocks[k + 1])
        else block
        for k, block in enumerate(blocks)
    ]


def _is_heading(block: DraftBlock, below: DraftBlock) -> bool:
    text = block.text
    is_over_paragraph = below.kind == "paragraph" and len(below.text) >= MIN_PARAGRAPH_CHARS
    if block.kind != "paragraph" or len(text) > MAX_HEADING_CHARS or not is_over_paragraph or parse_front_line(text):
        return False
    if not text[0].isalnum() or "://" in text:
        return False
    return text[-1] not in _OTHER_ENDS or is_question_heading(text)


def _list_bold_texts(root: html.HtmlElement) -> Iterator[str]:
    """List the texts of the bold elements that are all of their paragraph."""
    for bold in root.iter(*_BOLD_TAGS):
        paragraph = bold.getparent()
        if paragraph is not None and not (bold.tail or "").strip() and not (paragraph.text or "").strip():
            text = " ".join("".join(map(str, bold.itertext())).split())
            if 0 < len(text) <= MAX_HEADING_CHARS and sum(1 for _ in paragraph) == 1:
                yield text
