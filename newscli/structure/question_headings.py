"""Headings that ask what their section answers: "What is the OBR and what does it do?", "What happens next?"."""

import re
from collections.abc import Sequence

from newscli.lang.en.lines import QUESTION_OPENERS, READER_PRONOUNS, SINGLE_QUESTION_HEADINGS
from newscli.lang.en.words import SECOND_PERSON_PRONOUNS
from newscli.model import Block
from newscli.patterns import compile_lazily
from newscli.text import WORD

MIN_WORDS, MAX_WORDS = 3, 15
MAX_QUESTION_CHARS = 120
# Of the paragraphs above and below.
MIN_PARAGRAPH_CHARS = 40
# One question by itself may be the writer's own, unless it is of a kind that explains.
MIN_QUESTIONS = 2
_QUESTION = compile_lazily(rf"(?:{'|'.join(QUESTION_OPENERS)})\b[^.!?\"“”«»]*\?", re.IGNORECASE)
_SINGLE = compile_lazily("|".join(SINGLE_QUESTION_HEADINGS), re.IGNORECASE)


def find_question_headings(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Find the indices of the blocks that are headings in the form of a question."""
    questions = [k for k in range(len(blocks) - 1) if _is_question_over_paragraph(text, blocks, k)]
    if len(questions) >= MIN_QUESTIONS:
        # Among others, a reader's own question is one, and a question over or under a short answer.
        others = (k for k in range(len(blocks) - 1) if _is_readers_question(text, blocks, k))
        return frozenset((*questions, *others))
    return frozenset(k for k in questions if _SINGLE.match(text, *blocks[k].span))


def is_question_heading(line: str) -> bool:
    """Whether a line is a question of the right form: short, one sentence, and not put to a "you".

    Lines in capitals are left to the model of headings.
    """
    if len(line) > MAX_QUESTION_CHARS or line.isupper() or not _QUESTION.fullmatch(line):
        return False
    words = [word.lower() for word in WORD.findall(line)]
    return MIN_WORDS <= len(words) <= MAX_WORDS and READER_PRONOUNS.isdisjoint(words)


def _is_readers_question(text: str, blocks: Sequence[Block], k: int) -> bool:
    """Whether a block is a question like "Do I have to pay?", or any other that is not put to a "you"."""
    block, below = blocks[k], blocks[k + 1]
    if block.kind != "paragraph" or below.kind != "paragraph" or block.span.end - block.span.start > MAX_QUESTION_CHARS:
        return False
    line = text[slice(*block.span)]
    words = [word.lower() for word in WORD.findall(line)]
    is_addressed = not SECOND_PERSON_PRONOUNS.isdisjoint(words)
    return bool(_QUESTION.fullmatch(line)) and MIN_WORDS <= len(words) <= MAX_WORDS and not is_addressed


def _is_question_over_paragraph(text: str, blocks: Sequence[Block], k: int) -> bool:
    block, below = blocks[k], blocks[k + 1]
    above_is_long = k == 0 or blocks[k - 1].span.end - blocks[k - 1].span.start >= MIN_PARAGRAPH_CHARS
    below_is_long = below.kind == "paragraph" and below.span.end - below.span.start >= MIN_PARAGRAPH_CHARS
    is_short = block.kind == "paragraph" and block.span.end - block.span.start <= MAX_QUESTION_CHARS
    return is_short and above_is_long and below_is_long and is_question_heading(text[slice(*block.span)])
