"""Passages of sources that a paraphrase may be of. No comparison of words can tell: it is for a person to read."""

from collections import Counter, deque
from collections.abc import Sequence

from newscli.analysis.alignment import split_words
from newscli.analysis.verification.source_words import SourceWords
from newscli.analysis.verification.verdicts import Passage, SourceText, make_passage
from newscli.lang.en.sentences import find_sentence
from newscli.lang.en.words import FUNCTION_WORDS
from newscli.model import Span

_WINDOW_WORDS = 40
_MIN_WORDS = 3
_MIN_SHARE = 0.4
_MIN_LETTERS = 4


def suggest_passages(paraphrases: Sequence[str], sources: Sequence[SourceText]) -> list[Passage | None]:
    """Suggest for each paraphrase the passage that has the most of its words; None where none has enough of them."""
    best: list[tuple[int, Passage | None]] = [(0, None)] * len(paraphrases)
    wanted = [_list_content_words(text) for text in paraphrases]
    for source in sources:
        words = SourceWords(source.text)
        vocabulary = set().union(*wanted)
        hits = [(number, word) for number, word in enumerate(words.words) if word in vocabulary]
        for k, content in enumerate(wanted):
            count, window = _find_window([hit for hit in hits if hit[1] in content])
            if window is not None and count >= max(_MIN_WORDS, _MIN_SHARE * len(content)) and count > best[k][0]:
                span = find_sentence(source.text, words.find_span(*window), Span(0, len(source.text)))
                best[k] = (count, make_passage(source, span))
    return [passage for _, passage in best]


def _list_content_words(text: str) -> frozenset[str]:
    words = (word.text for word in split_words(text))
    return frozenset(word for word in words if len(word) >= _MIN_LETTERS and word not in FUNCTION_WORDS)


def _find_window(hits: Sequence[tuple[int, str]]) -> tuple[int, Span | None]:
    """Find the words in a row that have the most different ones of the hits; return how many, and where."""
    window: deque[tuple[int, str]] = deque()
    counts: Counter[str] = Counter()
    best, place = 0, None
    for number, word in hits:
        window.append((number, word))
        counts[word] += 1
        while window[0][0] <= number - _WINDOW_WORDS:
            _, old = window.popleft()
            counts[old] -= 1
            if not counts[old]:
                del counts[old]
        if len(counts) > best:
            best, place = len(counts), Span(window[0][0], number + 1)
    return best, place
