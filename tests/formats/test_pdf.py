"""Paragraphs, headings, margins and dates of PDF pages: from lines as pypdf gives them, and from files."""

import contextlib
import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

import newscli
from newscli.errors import EmptyError, LimitError, NewscliError, UnreadableError
from newscli.formats.pdf.columns import order_columns
from newscli.formats.pdf.extraction import extract
from newscli.formats.pdf.footnotes import move_footnotes
from newscli.formats.pdf.lines import PageLine
from newscli.formats.pdf.margins import separate_margins
from newscli.formats.pdf.pages import build_blocks
from newscli.limits import Limits
from newscli.options import ReadOptions
from newscli.pipeline import read
from tests.conftest import SAMPLES

FULL = "and the ferry to Skerry left late again with four sheep and a piano on it"


def make_pdf(*pages: list[str], title: str = "", size: int = 12, pack: bool = True) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True, pageCompression=int(pack))
    canvas.setTitle(title)
    for lines in pages:
        text = canvas.beginText(60, 780)
        text.setFont("Helvetica", size)
        text.textLines(lines)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def make_column(*texts: str, x: float = 60, top: float = 700, size: float = 10, lead: float = 12) -> list[PageLine]:
    """Lines under one another; one that begins with > is indented, one with * is bold, "" leaves a gap."""
    return [
        PageLine(text.lstrip(">*"), x + (15 if text[0] == ">" else 0), top - k * lead, size, text[0] == "*")
        for k, text in enumerate(texts)
        if text
    ]


def list_blocks(*pages: list[PageLine], title: str = "") -> list[tuple[str, str]]:
    return [(draft.kind, draft.text) for draft in build_blocks(separate_margins(pages)[0], title)]


def test_gaps_and_indents_separate_paragraphs() -> None:
    blocks = list_blocks(make_column(FULL, FULL, "to the south.", "", FULL, "it rained.", f">{FULL}", "at night"))
    assert blocks == [
        ("paragraph", f"{FULL} {FULL} to the south."),
        ("paragraph", f"{FULL} it rained."),
        ("paragraph", f"{FULL} at night"),
    ]


def test_a_short_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    assert list_blocks(make_column(FULL, "It rained.", FULL, FULL)) == [
        ("paragraph", f"{FULL} It rained."),
        ("paragraph", f"{FULL} {FULL}"),
    ]


def test_a_paragraph_continues_in_the_next_column_and_on_the_next_page() -> None:
    lines = [f"{word} {FULL}" for word in "and so it was that again".split()]
    lines.insert(0, f"It rained, {FULL}")
    first = [*make_column(*lines[:2]), *make_column(*lines[2:4], x=300)]
    (block,) = list_blocks(first, make_column(*lines[4:], "and no more."))
    assert block == ("paragraph", " ".join([*lines, "and no more."]))
    after_sentence = list_blocks(
        [*make_column(FULL, "It rained."), *make_column("Nobody slept on it, she said, not even the sheep.", x=300)]
    )
    assert len(after_sentence) == 2


def test_hyphenation_is_undone_and_compounds_keep_their_hyphen() -> None:
    for lines, expected in (
        (("nobody slept, no-", "body at all"), "nobody slept, nobody at all"),
        (("a well-", "known ferry"), "a well-known ferry"),
        (("the semi-", "final was the semi-final of all"), "the semi-final was the semi-final of all"),
        (("the Skerry-", "Lomond line"), "the Skerry- Lomond line"),
        (("pages 12-", "14 were lost"), "pages 12- 14 were lost"),
        (("no\u00ad", "body"), "nobody"),
    ):
        ((_, text),) = list_blocks(make_column(*lines))
        assert text == expected


def test_larger_or_bold_lines_are_headings_and_bullets_are_items() -> None:
    page = [
        *make_column("Ferry runs all night", top=760, size=20),
        *make_column("By Ann Lee", top=735),
        *make_column(FULL, "it rained.", top=715),
        *make_column("What it costs", top=680, size=14),
        *make_column(FULL, "it rained.", "• four sheep", "• a piano", "1. first", top=660),
        *make_column("*A night in May", top=590),
        *make_column(FULL, "it rained.", top=575),
    ]
    assert list_blocks(page) == [
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


def test_menus_before_the_title_are_left_out_but_not_a_story_before_a_heading() -> None:
    menu = make_column("Home", "Sport", top=780)
    story = [*make_column("Ferry runs all night", top=740, size=20), *make_column(FULL, "it rained.", top=700)]
    assert list_blocks([*menu, *story])[0] == ("title", "Ferry runs all night")
    lead = make_column(FULL, "it rained, she said.", top=800)
    assert list_blocks([*lead, *story])[0] == ("paragraph", f"{FULL} it rained, she said.")
    masthead = make_column("THE GULL", top=800, size=30)
    assert list_blocks([*masthead, *story], title="Ferry runs all night - The Gull")[0] == ("title", "THE GULL")


def test_running_heads_and_page_numbers_are_not_part_of_the_story() -> None:
    bodies = [make_column(f"{word} {FULL}", f"{word} it rained.", top=760) for word in ("First", "Then", "Last")]
    pages = [
        [*make_column(f"The Skerry Gull, 2 May 2031, page {k}", top=800), *body, *make_column(f"- {k} -", top=40)]
        for k, body in enumerate(bodies, 1)
    ]
    story, margins = separate_margins(pages)
    assert story == [line for body in bodies for line in body]
    assert margins[:2] == ["The Skerry Gull, 2 May 2031, page 1", "- 1 -"]
    # A line that merely happens to occur again elsewhere on a page stays.
    other = [*make_column(FULL, FULL, top=700), *make_column("It rained.", top=600)]
    again = [*make_column("It rained.", FULL, top=500)]
    assert sum(line.text == "It rained." for line in separate_margins([other, again])[0]) == 2


def test_the_day_in_a_running_head_is_the_day_of_publication() -> None:
    pages = [["The Gull, 2 May 2031", FULL, FULL], ["The Gull, 2 May 2031", FULL, "late."]]
    metadata = newscli.inspect(newscli.read(make_pdf(*pages), name="a.pdf"), use_model=False, dates=False).metadata
    assert (metadata.published, metadata.evidence["published"].origin) == ("2031-05-02", "running head")
    # A date with a time of day says when the page was printed.
    printed = [["2 May 2031, 22:41", FULL, FULL], ["2 May 2031, 22:41", FULL, "late."]]
    assert newscli.inspect(newscli.read(make_pdf(*printed), name="a.pdf"), use_model=False).metadata.published is None


@pytest.mark.parametrize("title", ["Microsoft Word - ferry.docx", "untitled", "ferry_final2.indd", "page.html"])
def test_a_default_document_name_is_not_a_title(title: str) -> None:
    article = newscli.read(make_pdf([f"{FULL}.", FULL], title=title), name="a.pdf")
    assert not [field for field in article.fields if field.key == "title"]


def test_a_large_first_letter_belongs_to_its_word() -> None:
    page = [
        PageLine("T", 60, 680, 30, False),
        *make_column("he ferry left late again with four sheep", "and a piano on it.", x=85),
    ]
    assert list_blocks(page) == [("paragraph", "The ferry left late again with four sheep and a piano on it.")]


def test_ligatures_are_letters() -> None:
    assert list_blocks(make_column("the oﬃce ﬁlled the ﬂoor")) == [("paragraph", "the office filled the floor")]


def test_a_file_loses_its_running_heads_page_numbers_and_hyphenation() -> None:
    data = make_pdf(
        ["The Gull", "The ferry to Skerry left late, and no-", "body slept on it, its master said."],
        ["The Gull", "The next one left early.", "Page 2 of 3"],
        ["The Gull", "Nobody was on it.", "3"],
    )
    expected = (
        "The ferry to Skerry left late, and nobody slept on it, its master said. The next one left early. "
        "Nobody was on it."
    )
    assert newscli.read(data, name="a.pdf").text.split() == expected.split()


def test_the_error_for_pages_without_text_names_ocr() -> None:
    with pytest.raises(EmptyError, match="OCR"):
        newscli.read(make_pdf([]), name="a.pdf")


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
def test_a_damaged_pdf_is_an_error_of_one_line(data: bytes) -> None:
    with pytest.raises((UnreadableError, EmptyError, LimitError)) as caught:
        newscli.read(data, name="a.pdf")
    assert "\n" not in caught.value.message


def test_the_text_of_the_pages_is_limited() -> None:
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
def test_any_damaged_document_is_read_or_is_an_error(place: int, noise: bytes) -> None:
    data = make_pdf([FULL, "it rained."], title="Ferry", pack=False)
    with contextlib.suppress(LimitError, UnreadableError):
        assert len(extract(data[:place] + noise + data[place + len(noise) :], 10_000).pages) <= 1


@given(
    st.lists(
        st.lists(
            st.builds(
                PageLine,
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
def test_no_letter_of_any_lines_is_lost(pages: list[list[PageLine]]) -> None:
    story, _ = separate_margins(pages)
    drafts = build_blocks(story, "")
    assert all(draft.text for draft in drafts)
    if not any(draft.kind == "title" for draft in drafts):
        letters = "".join(c for line in story for c in line.text if c.isalnum())
        assert "".join(c for draft in drafts for c in draft.text if c.isalnum()) == letters


def test_any_bytes_are_an_article_or_an_error() -> None:
    for data in (b"%PDF-", b"%PDF-1.4 \0\0", make_pdf([FULL])[:-40]):
        with contextlib.suppress(NewscliError):
            assert newscli.read(data, name="a.pdf").text


def put_side_by_side(*columns: list[PageLine]) -> list[PageLine]:
    """The lines of columns row by row, as some programs write them."""
    length = max(map(len, columns))
    return [column[k] for k in range(length) for column in columns if k < len(column)]


LEFT = (
    "The council of Wexham voted on",
    "Tuesday to close the weir, its",
    "clerk told the islanders who",
    "had waited since noon.",
)
RIGHT = (
    "It will open again in three",
    "weeks, when the gates are new",
    "and the engineers have gone",
    "home to the mainland",
    "at last.",
)


@pytest.mark.parametrize("step", [0, 3])
@pytest.mark.parametrize(("left", "right"), [(LEFT, RIGHT), (RIGHT, LEFT)])
def test_columns_that_a_file_has_row_by_row_are_read_one_after_the_other(
    left: tuple[str, ...], right: tuple[str, ...], step: int
) -> None:
    heading = make_column("*Weir closed", top=760, size=20)
    columns = (make_column(*left), make_column(*right, x=330, top=700 - step))
    below = make_column("And all of this runs over the whole width of the page again, as it did before.", top=600)
    page = [*heading, *put_side_by_side(*columns), *below]
    assert order_columns(page) == [*heading, *columns[0], *columns[1], *below]
    assert order_columns([*heading, *columns[0], *columns[1], *below]) == [*heading, *columns[0], *columns[1], *below]


def test_three_columns_are_read_one_after_the_other() -> None:
    columns = [make_column(*texts, x=x) for texts, x in ((LEFT, 40), (RIGHT, 220), (LEFT, 400))]
    assert order_columns(put_side_by_side(*columns)) == [line for column in columns for line in column]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    page = put_side_by_side(make_column(*LEFT[:3]), make_column(*RIGHT, x=330))
    assert list_blocks(order_columns(page)) == [("paragraph", " ".join((*LEFT[:3], *RIGHT)))]


def test_a_table_stays_in_rows() -> None:
    columns = [
        make_column(*cells, x=x)
        for cells, x in ((("Place", "Wexham", "Tarrow"), 60), (("2001", "12", "8"), 160), (("2011", "14", "7"), 260))
    ]
    page = [*put_side_by_side(*columns), *make_column(FULL, FULL, top=640)]
    assert list_blocks(order_columns(page)) == [
        ("row", "Place\t2001\t2011"),
        ("row", "Wexham\t12\t14"),
        ("row", "Tarrow\t8\t7"),
        ("paragraph", f"{FULL} {FULL}"),
    ]


def test_a_byline_and_its_day_on_one_line_are_no_columns() -> None:
    page = [*make_column("By Ann Lee"), *make_column("3 March 2031", x=330), *make_column(FULL, FULL, top=680)]
    assert order_columns(page) == page


@given(st.lists(st.tuples(st.floats(0, 600), st.floats(0, 800), st.sampled_from(["a", FULL])), max_size=40))
def test_no_order_loses_a_line(places: list[tuple[float, float, str]]) -> None:
    page = [PageLine(f"{k} {text}", x, y, 10, False) for k, (x, y, text) in enumerate(places)]
    texts = [text for line in order_columns(page) for text in line.text.split("\t")]
    assert sorted(texts) == sorted(line.text for line in page)


def test_a_byline_and_a_day_set_tighter_than_the_story_are_front_matter() -> None:
    head = make_column("*Weir closed after cracks found", top=780, size=20)
    story = make_column(FULL, FULL, FULL, top=700, size=11)
    for lines in (("By Ida Marsh", "March 4, 2021"), ("IDA MARSH", "Valley Post", "4 March 2021")):
        canvas_lines = [*head, *make_column(*lines, top=758, size=9), *story]
        kinds = list_blocks(canvas_lines)
        assert [text for _, text in kinds] == ["Weir closed after cracks found", *lines, f"{FULL} {FULL} {FULL}"]


def test_a_byline_over_two_lines_is_one() -> None:
    lines = make_column("By Jane Okafor and", "Mark Tindall", "3 March 2031", size=9)
    assert list_blocks([*lines, *make_column(FULL, FULL, top=600)])[:2] == [
        ("paragraph", "By Jane Okafor and Mark Tindall"),
        ("paragraph", "3 March 2031"),
    ]


def test_the_note_of_a_printer_is_in_the_margin() -> None:
    page = [
        *make_column(FULL, FULL, FULL),
        *make_column("Printed 5 May 2031", top=20),
        *make_column("3 of 12", x=500, top=20),
    ]
    story, margin_texts = separate_margins([page])
    assert [line.text for line in story] == [FULL] * 3
    assert margin_texts == ["Printed 5 May 2031", "3 of 12"]


def test_a_day_above_the_title_is_kept() -> None:
    masthead = make_column("The Gull", "Published: 2 April 2031", top=760)
    title = make_column("Ferry runs all night", top=720, size=24)
    blocks = list_blocks([*masthead, *title, *make_column(FULL, FULL, FULL)])
    assert blocks[:2] == [("title", "Ferry runs all night"), ("paragraph", "Published: 2 April 2031")]


def test_footnotes_follow_the_story() -> None:
    def make_page(number: int) -> list[PageLine]:
        return [
            *make_column(*[FULL] * 8),
            *make_column(f"{number} See the report", "of the harbour board.", top=90, size=8, lead=10),
            *make_column(f"{number}", x=300, top=30, size=8),
        ]

    pages = move_footnotes([make_page(1), make_page(2)])
    assert [[line.text for line in page] for page in pages] == [
        [*[FULL] * 8, "1"],
        [*[FULL] * 8, "2"],
        ["1 See the report", "of the harbour board.", "2 See the report", "of the harbour board."],
    ]


def test_small_type_that_is_no_footnote_stays_where_it_is() -> None:
    credit = make_column("Photo by Ann Lee", top=90, size=8)
    table = make_column("1 Ferry", "2 Harbour", top=650, size=8)
    page = [*make_column(*[FULL] * 3), *table, *make_column(*[FULL] * 6, top=600), *credit]
    assert move_footnotes([page]) == [page]
    assert move_footnotes([[]]) == [[]]
