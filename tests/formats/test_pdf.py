"""Paragraphs, headings, heads and dates of PDF pages, from lines as pypdf gives them and from files."""

import contextlib
import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

import newscli
from newscli.errors import EmptyError, LimitError, NewscliError, UnreadableError
from newscli.formats.pdf import worker
from newscli.formats.pdf.pages import Line, parted, parts
from newscli.limits import Limits
from newscli.options import ReadOptions
from newscli.pipeline import read
from tests.conftest import SAMPLES

FULL = "and the ferry to Skerry left late again with four sheep and a piano on it"


def pdf(*pages: list[str], title: str = "", size: int = 12, pack: bool = True) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, invariant=True, pageCompression=int(pack))
    canvas.setTitle(title)
    for lines in pages:
        text = canvas.beginText(60, 780)
        text.setFont("Helvetica", size)
        text.textLines(lines)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def column(*shown: str, x: float = 60, top: float = 700, size: float = 10, lead: float = 12) -> list[Line]:
    """Lines under one another; one that begins with > is indented, one with * is bold, "" leaves a gap."""
    made = []
    for k, words in enumerate(shown):
        if words:
            inset = 15 if words[0] == ">" else 0
            made.append(Line(words.lstrip(">*"), x + inset, top - k * lead, size, words[0] == "*"))
    return made


def shown(*pages: list[Line], title: str = "") -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in parts(parted(pages)[0], title)]


def test_lines_are_paragraphs_by_gap_and_indent() -> None:
    found = shown(column(FULL, FULL, "to the south.", "", FULL, "it rained.", f">{FULL}", "at night"))
    assert found == [
        ("paragraph", f"{FULL} {FULL} to the south."),
        ("paragraph", f"{FULL} it rained."),
        ("paragraph", f"{FULL} at night"),
    ]


def test_a_short_line_at_a_sentence_ends_its_paragraph_where_nothing_else_parts_them() -> None:
    assert shown(column(FULL, "It rained.", FULL, FULL)) == [
        ("paragraph", f"{FULL} It rained."),
        ("paragraph", f"{FULL} {FULL}"),
    ]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    lines = [f"{word} {FULL}" for word in "and so it was that again".split()]
    lines.insert(0, f"It rained, {FULL}")
    first = [*column(*lines[:2]), *column(*lines[2:4], x=300)]
    (one,) = shown(first, column(*lines[4:], "and no more."))
    assert one == ("paragraph", " ".join([*lines, "and no more."]))
    ended = shown([*column(FULL, "It rained."), *column("Nobody slept on it, she said, not even the sheep.", x=300)])
    assert len(ended) == 2


def test_broken_words_are_mended_and_compounds_kept() -> None:
    for lines, expected in (
        (("nobody slept, no-", "body at all"), "nobody slept, nobody at all"),
        (("a well-", "known ferry"), "a well-known ferry"),
        (("the semi-", "final was the semi-final of all"), "the semi-final was the semi-final of all"),
        (("the Skerry-", "Lomond line"), "the Skerry- Lomond line"),
        (("pages 12-", "14 were lost"), "pages 12- 14 were lost"),
        (("no\u00ad", "body"), "nobody"),
    ):
        ((_, words),) = shown(column(*(f"{line}" for line in lines)))
        assert words == expected


def test_headings_are_larger_or_bold_and_lists_have_marks() -> None:
    page = [
        *column("Ferry runs all night", top=760, size=20),
        *column("By Ann Lee", top=735),
        *column(FULL, "it rained.", top=715),
        *column("What it costs", top=680, size=14),
        *column(FULL, "it rained.", "• four sheep", "• a piano", "1. first", top=660),
        *column("*A night in May", top=590),
        *column(FULL, "it rained.", top=575),
    ]
    assert shown(page) == [
        ("title", "Ferry runs all night"),
        ("paragraph", "By Ann Lee"),
        ("paragraph", f"{FULL} it rained."),
        ("heading", "What it costs"),
        ("paragraph", f"{FULL} it rained."),
        ("item", "- four sheep"),
        ("item", "- a piano"),
        ("item", "1. first"),
        ("heading", "A night in May"),
        ("paragraph", f"{FULL} it rained."),
    ]


def test_menus_before_the_title_are_left_out_and_a_story_before_a_heading_is_not() -> None:
    menu = column("Home", "Sport", top=780)
    story = [*column("Ferry runs all night", top=740, size=20), *column(FULL, "it rained.", top=700)]
    assert shown([*menu, *story])[0] == ("title", "Ferry runs all night")
    lead = column(FULL, "it rained, she said.", top=800)
    assert shown([*lead, *story])[0] == ("paragraph", f"{FULL} it rained, she said.")
    masthead = column("THE GULL", top=800, size=30)
    assert shown([*masthead, *story], title="Ferry runs all night - The Gull")[0] == ("title", "THE GULL")


def test_running_heads_and_numbers_are_none_of_the_story() -> None:
    bodies = [column(f"{word} {FULL}", f"{word} it rained.", top=760) for word in ("First", "Then", "Last")]
    pages = [
        [*column(f"The Skerry Gull, 2 May 2031, page {k}", top=800), *body, *column(f"- {k} -", top=40)]
        for k, body in enumerate(bodies, 1)
    ]
    kept, left = parted(pages)
    assert kept == [line for body in bodies for line in body]
    assert left[:2] == ["The Skerry Gull, 2 May 2031, page 1", "- 1 -"]
    # A line that only happens to be said again elsewhere on the page stays.
    other = [*column(FULL, FULL, top=700), *column("It rained.", top=600)]
    again = [*column("It rained.", FULL, top=500)]
    assert sum(line.text == "It rained." for line in parted([other, again])[0]) == 2


def test_the_day_in_a_running_head_is_the_day_of_publication() -> None:
    pages = [["The Gull, 2 May 2031", FULL, FULL], ["The Gull, 2 May 2031", FULL, "late."]]
    stated = newscli.inspect(newscli.read(pdf(*pages), name="a.pdf"), use_model=False, dates=False).metadata
    assert (stated.published, stated.evidence["published"].origin) == ("2031-05-02", "running head")
    # With a clock it is when the page was printed.
    printed = [["2 May 2031, 22:41", FULL, FULL], ["2 May 2031, 22:41", FULL, "late."]]
    assert newscli.inspect(newscli.read(pdf(*printed), name="a.pdf"), use_model=False).metadata.published is None


@pytest.mark.parametrize("title", ["Microsoft Word - ferry.docx", "untitled", "ferry_final2.indd", "page.html"])
def test_what_a_program_calls_a_nameless_document_is_no_title(title: str) -> None:
    found = newscli.read(pdf([f"{FULL}.", FULL], title=title), name="a.pdf")
    assert not [one for one in found.fields if one.key == "title"]


def test_a_large_first_letter_belongs_to_its_word() -> None:
    page = [
        Line("T", 60, 680, 30, False),
        *column("he ferry left late again with four sheep", "and a piano on it.", x=85),
    ]
    assert shown(page) == [("paragraph", "The ferry left late again with four sheep and a piano on it.")]


def test_ligatures_are_letters() -> None:
    assert shown(column("the oﬃce ﬁlled the ﬂoor")) == [("paragraph", "the office filled the floor")]


def test_pages_lose_their_heads_and_numbers_and_broken_words_are_mended() -> None:
    data = pdf(
        ["The Gull", "The ferry to Skerry left late, and no-", "body slept on it, its master said."],
        ["The Gull", "The next one left early.", "Page 2 of 3"],
        ["The Gull", "Nobody was on it.", "3"],
    )
    expected = (
        "The ferry to Skerry left late, and nobody slept on it, its master said. The next one left early. "
        "Nobody was on it."
    )
    assert newscli.read(data, name="a.pdf").text.split() == expected.split()


def test_pictures_of_pages_say_what_to_do() -> None:
    with pytest.raises(EmptyError, match="OCR"):
        newscli.read(pdf([]), name="a.pdf")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj trailer<</Root 1 0 R>>",
        b"%PDF-1.4\n1 0 obj" + b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_bad_pdf_costs_one_clear_line(data: bytes) -> None:
    with pytest.raises((UnreadableError, EmptyError, LimitError)) as caught:
        newscli.read(data, name="a.pdf")
    assert "\n" not in caught.value.message


def test_a_pdf_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(LimitError, match="--max-seconds"):
        read(SAMPLES / "document.pdf", options=ReadOptions(limits=Limits(max_seconds=0.02)))


def test_what_comes_out_of_the_pages_is_counted() -> None:
    with pytest.raises(LimitError, match="--max-unpacked"):
        read(SAMPLES / "document.pdf", options=ReadOptions(limits=Limits(max_unpacked=500)))


def test_a_stream_that_unpacks_to_gigabytes_is_an_error() -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"BT (a) Tj ET " * 100_000) for _ in range(600)) + packer.flush()
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length " + str(len(packed)).encode() + b">>stream\n" + packed
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    )  # fmt: skip
    assert len(data) < 3_000_000
    with pytest.raises((LimitError, UnreadableError, EmptyError)):
        read(data, name="bomb.pdf", options=ReadOptions(limits=Limits(max_seconds=20)))


@settings(max_examples=80)
@given(st.integers(0, 3000), st.binary(max_size=12))
def test_harmed_documents_are_answers(place: int, noise: bytes) -> None:
    data = pdf([FULL, "it rained."], title="Ferry", pack=False)
    found = worker.answer(data[:place] + noise + data[place + len(noise) :], 10_000)
    assert set(found) in ({"pages", "title", "author"}, {"error"}, {"limit"})


@given(
    st.lists(
        st.lists(
            st.builds(
                Line,
                st.sampled_from(["", "a", "Ann Lee said so.", FULL, "1", "• a", "no-", "-", "Page 1", "https://a.b/"]),
                st.floats(-10, 600),
                st.floats(-10, 900),
                st.sampled_from([0.0, 8.0, 10.0, 10.2, 24.0]),
                st.booleans(),
            ),
            max_size=8,
        ),
        max_size=3,
    )
)  # fmt: skip
def test_any_lines_are_blocks_and_no_word_is_lost(pages: list[list[Line]]) -> None:
    kept, _ = parted(pages)
    found = parts(kept, "")
    assert all(one.text for one in found)
    if not any(one.kind == "title" for one in found):
        letters = "".join(c for line in kept for c in line.text if c.isalnum())
        assert "".join(c for one in found for c in one.text if c.isalnum()) == letters


def test_any_bytes_are_an_article_or_an_error() -> None:
    for data in (b"%PDF-", b"%PDF-1.4 \0\0", pdf([FULL])[:-40]):
        with contextlib.suppress(NewscliError):
            assert newscli.read(data, name="a.pdf").text
