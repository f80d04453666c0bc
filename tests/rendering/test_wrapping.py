"""Wrapping: nothing is lost, no line is too wide, and each line begins where it says."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from newscli.rendering.escape import escape_controls, flatten
from newscli.rendering.tables import make_console, make_line, make_table
from newscli.rendering.wrapping import wrap

# Wide and zero-width characters, joiners, flags, skin tones, blanks of all kinds.
CHARACTERS = st.sampled_from("ab, \n後\u3000e\u0301👩👨🏽🇩🇪\u200d\ufe0f\u200c\u00a0\u00ad")
TEXTS = st.text(CHARACTERS, max_size=60) | st.text(max_size=40)


@given(TEXTS, st.integers(min_value=-2, max_value=30))
def test_lines_are_in_order_and_as_wide_as_allowed(text: str, width: int) -> None:
    text = escape_controls(text)
    lines = wrap(Text(text), width)
    for start, line in lines:
        assert text[start : start + len(line.plain)] == line.plain
        # A wide character may be wider than the line.
        assert cell_len(line.plain) <= max(width, 2) or len(line.plain) == 1 or "\u200d" in line.plain
    assert "".join("".join(line.plain.split()) for _, line in lines) == "".join(text.split())


def test_a_word_is_broken_only_if_it_is_wider_than_a_line() -> None:
    words = [line.plain for _, line in wrap(Text("The ferry to Inish Maol is late, incomprehensibilities"), 8)]
    assert words == ["The", "ferry to", "Inish", "Maol is", "late,", "incompre", "hensibil", "ities"]


@given(TEXTS)
def test_no_text_stops_a_table(text: str) -> None:
    """Rich 15 fails to measure joiners that join nothing; those are escaped."""
    for width in (4, 10, 40):
        table = make_table("speaker", "quote")
        table.add_row(make_line(text), make_line(flatten(text)))
        make_console(io.StringIO(), terminal=False, ink="none", width=width).print(table)
