"""Windows: every piece once, in order, in windows that are not too long."""

from hypothesis import given
from hypothesis import strategies as st

from newscli.model import Block, Span
from newscli.structure import layout
from newscli.tagging.marks import marked
from newscli.tagging.network import network
from newscli.tagging.windows import INSIDE, LIMIT, MARK, OUTSIDE, Window, windows

VOCABULARY = network().vocabulary


def made(text: str, limit: int = LIMIT) -> list[Window]:
    blocks = layout.join_paragraphs(text, layout.split_lines(text))
    return list(windows(text, blocks, marked(text, blocks)[0], VOCABULARY, limit))


def words(text: str, window: Window) -> list[str]:
    return [text[start:end] for start, end in window.spans if start < end]


@given(
    st.lists(st.sampled_from(["Ann said. ", "“We won”", "\n\n", "unbelievably ", "a" * 30, "x ", "! "])).map("".join),
    st.integers(8, 40),
)
def test_every_piece_is_in_one_window_that_is_not_too_long(text: str, limit: int) -> None:
    all_windows = made(text, limit)
    blocks = layout.join_paragraphs(text, layout.split_lines(text))
    read = [block.span for block in blocks if any(c.isalpha() for c in text[slice(*block.span)])]
    pieces = [piece[:3] for span in read for piece in VOCABULARY.pieces(text, *span)]
    found = [
        (number, *span)
        for window in all_windows
        for number, span in zip(window.ids, window.spans, strict=True)
        if span[0] < span[1]
    ]
    assert found == pieces
    assert all(len(window.ids) <= limit for window in all_windows)
    assert all(len({len(part) for part in window}) == 1 for window in all_windows)


def test_a_window_begins_with_the_start_piece_and_ends_each_paragraph_with_a_break() -> None:
    (window,) = made("One day\n\nTwo men")
    assert window.ids[0] == VOCABULARY.start
    assert [k for k, number in enumerate(window.ids) if number == VOCABULARY.brk] == [3, 6]


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    text = "The council met on a wet day. It voted at last. Nobody knew why."
    assert [words(text, window)[-1] for window in made(text, 16)] == [".", "."]
    assert words(text, made(text, 16)[1])[0] == "Nobody"


def test_marks_tell_what_is_quoted() -> None:
    text = "He said “we won” twice"
    (window,) = made(text)
    told = dict(zip(words(text, window), window.marks[1:], strict=False))
    assert told == {
        "He": OUTSIDE, "said": OUTSIDE, "“": MARK, "we": INSIDE, "won": INSIDE, "”": MARK, "twice": OUTSIDE
    }  # fmt: skip


def test_code_and_rules_are_not_read() -> None:
    text = "print(1)\n\nAnn"
    blocks = (Block("code", Span(0, 8)), Block("paragraph", Span(10, 13)))
    (window,) = windows(text, blocks, (), VOCABULARY)
    assert words(text, window) == ["Ann"]
