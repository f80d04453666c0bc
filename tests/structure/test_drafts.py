"""Blocks laid out as a text."""

from hypothesis import given
from hypothesis import strategies as st

from newscli.structure.drafts import DraftBlock, lay_out


def test_blank_lines_separate_all_blocks_except_items_and_rows() -> None:
    drafts = [
        DraftBlock("heading", "Costs", 2),
        DraftBlock("item", "- a"),
        DraftBlock("item", "- b"),
        DraftBlock("item", "1. c", starts_list=True),
        DraftBlock("row", "d\te"),
        DraftBlock("row", "f\tg"),
        DraftBlock("paragraph", "h"),
        DraftBlock("paragraph", "i"),
    ]
    text, blocks = lay_out(drafts)
    assert text == "Costs\n\n- a\n- b\n\n1. c\n\nd\te\nf\tg\n\nh\n\ni"
    assert [(block.kind, block.level) for block in blocks] == [(draft.kind, draft.level) for draft in drafts]


@given(
    st.lists(st.builds(DraftBlock, st.sampled_from(["item", "row", "paragraph"]), st.text(), st.just(0), st.booleans()))
)
def test_every_span_holds_the_text_of_its_draft(drafts: list[DraftBlock]) -> None:
    text, blocks = lay_out(drafts)
    assert [text[slice(*block.span)] for block in blocks] == [draft.text for draft in drafts]
