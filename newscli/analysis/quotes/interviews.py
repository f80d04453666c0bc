"""Interviews without labels: questions to a "you", each in a paragraph of its own, and answers below them.

The answers are those of whoever is interviewed: the one person whom the title names, or the paragraphs before the first
question. The questions are the writer's.
"""

from collections.abc import Iterator, Sequence

from newscli.analysis.quotes.drafts import DraftQuote
from newscli.analysis.quotes.layout import Layout
from newscli.analysis.quotes.transcripts import Transcript, is_stage_direction
from newscli.lang.en.words import FIRST_PERSON_PRONOUNS, SECOND_PERSON_PRONOUNS
from newscli.model import Article, Block, Name, Span
from newscli.text import WORD

MIN_QUESTIONS = 3
MAX_QUESTION_WORDS = 60
# Of the words put to somebody, so many questions have a "you"; of the answers, so many an "I" or a "we".
MIN_SHARE = 0.5
MIN_ANSWERS_SHARE = 0.6
ANSWER_CONFIDENCE = 0.8
_QUOTATION_MARKS = frozenset('"“”«»„')


def read_interview(article: Article, layout: Layout, names: Sequence[Name], authors: Sequence[str] = ()) -> Transcript:
    """Read the answers of an interview, as quotes; an empty Transcript if the article is none. Its ``authors`` ask."""
    paragraphs = [block for block in layout.blocks if block.kind in ("paragraph", "heading")]
    questions = [k for k, block in enumerate(paragraphs) if _is_question(article.text, block)]
    if len(questions) < MIN_QUESTIONS:
        return Transcript()
    ends = [*questions[1:], len(paragraphs)]
    answers = [paragraphs[k + 1 : end] for k, end in zip(questions, ends, strict=True)]
    addressed = sum(_has_word(article.text, paragraphs[k].span, SECOND_PERSON_PRONOUNS) for k in questions)
    own = sum(any(_has_word(article.text, b.span, FIRST_PERSON_PRONOUNS) for b in answer) for answer in answers)
    is_interview = all(answers) and addressed >= MIN_SHARE * len(questions) and own >= MIN_ANSWERS_SHARE * len(answers)
    person = _find_interviewee(article, names, paragraphs[questions[0]].span.start, authors) if is_interview else None
    if person is None:
        return Transcript()
    quotes = []
    for answer in answers:
        spans = tuple(_list_spans(article.text, answer))
        if spans:
            quotes.append(DraftQuote(spans, None, ANSWER_CONFIDENCE, turn=person))
    return Transcript(tuple(quotes))


def _is_question(text: str, block: Block) -> bool:
    words = text[slice(*block.span)]
    return words.endswith("?") and len(WORD.findall(words)) <= MAX_QUESTION_WORDS and _QUOTATION_MARKS.isdisjoint(words)


def _has_word(text: str, span: Span, wanted: frozenset[str]) -> bool:
    return any(word.casefold() in wanted for word in WORD.findall(text, *span))


def _find_interviewee(
    article: Article, names: Sequence[Name], first_question: int, authors: Sequence[str]
) -> Span | None:
    """Find the name of the one person in the title, or else before the first question, who is no author."""
    folded_authors = frozenset(map(str.casefold, authors))
    title = next((block.span for block in article.blocks if block.kind == "title"), None)
    areas = [*([title] if title else []), Span(article.body.start, first_question)]
    for start, end in areas:
        people = [name.span for name in names if name.type == "person" and start <= name.span.start < end]
        people = [span for span in people if article.text[slice(*span)].casefold() not in folded_authors]
        # A short form of the same name is no other person.
        full = {article.text[slice(*span)] for span in people}
        longest = max(full, key=len, default="")
        if people and all(name.split()[-1] in longest.split() for name in full):
            return next(span for span in people if article.text[slice(*span)] == longest)
        if people:
            return None
    return None


def _list_spans(text: str, answer: Sequence[Block]) -> Iterator[Span]:
    return (block.span for block in answer if block.kind == "paragraph" and not is_stage_direction(text, block.span))
