"""Windows: every subword once, in order, in windows that are not too long."""

from hypothesis import given
from hypothesis import strategies as st

from newscli.model import Block, Span
from newscli.structure import layout
from newscli.tagging.marks import find_quoted_spans
from newscli.tagging.network import load_network
from newscli.tagging.windows import INSIDE_QUOTATION, OUTSIDE_QUOTATION, QUOTATION_MARK, Window, pack_windows

VOCABULARY = load_network().vocabulary
WINDOW_LENGTH = load_network().window_length


def pack(text: str, max_subwords: int = WINDOW_LENGTH) -> list[Window]:
    blocks = layout.join_paragraphs(text, layout.split_lines(text))
    return list(pack_windows(text, blocks, find_quoted_spans(text, blocks)[0], VOCABULARY, max_subwords))


def cut_out(text: str, window: Window) -> list[str]:
    return [text[start:end] for start, end in window.spans if start < end]


@given(
    st.lists(st.sampled_from(["Ann said. ", "“We won”", "\n\n", "unbelievably ", "a" * 30, "x ", "! "])).map("".join),
    st.integers(8, 40),
)
def test_every_subword_is_in_one_window_that_is_not_too_long(text: str, max_subwords: int) -> None:
    windows = pack(text, max_subwords)
    blocks = layout.join_paragraphs(text, layout.split_lines(text))
    paragraphs = [block.span for block in blocks if any(c.isalpha() for c in text[slice(*block.span)])]
    expected = [subword[:3] for span in paragraphs for subword in VOCABULARY.tokenize(text, *span)]
    packed = [
        (number, *span)
        for window in windows
        for number, span in zip(window.ids, window.spans, strict=True)
        if span[0] < span[1]
    ]
    assert packed == expected
    assert all(len(window.ids) <= max_subwords for window in windows)
    assert all(len({len(column) for column in window}) == 1 for window in windows)


def test_a_window_begins_with_cls_and_each_paragraph_ends_with_sep() -> None:
    (window,) = pack("One day\n\nTwo men")
    assert window.ids[0] == VOCABULARY.cls_id
    assert [k for k, number in enumerate(window.ids) if number == VOCABULARY.sep_id] == [3, 6]


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    text = "The council met on a wet day. It voted at last. Nobody knew why."
    assert [cut_out(text, window)[-1] for window in pack(text, 16)] == [".", "."]
    assert cut_out(text, pack(text, 16)[1])[0] == "Nobody"


def test_each_subword_has_its_quotation_state() -> None:
    text = "He said “we won” twice"
    (window,) = pack(text)
    states = dict(zip(cut_out(text, window), window.quotation[1:], strict=False))
    assert states == {
        "He": OUTSIDE_QUOTATION, "said": OUTSIDE_QUOTATION, "“": QUOTATION_MARK, "we": INSIDE_QUOTATION,
        "won": INSIDE_QUOTATION, "”": QUOTATION_MARK, "twice": OUTSIDE_QUOTATION,
    }  # fmt: skip


def test_code_is_left_out() -> None:
    text = "print(1)\n\nAnn"
    blocks = (Block("code", Span(0, 8)), Block("paragraph", Span(10, 13)))
    (window,) = pack_windows(text, blocks, (), VOCABULARY, WINDOW_LENGTH)
    assert cut_out(text, window) == ["Ann"]
