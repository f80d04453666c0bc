"""Word documents as Word, LibreOffice and python-docx write them."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

import newscli
from newscli.errors import LimitError
from newscli.limits import Limits
from newscli.model import Article
from newscli.options import ReadOptions
from newscli.pipeline import read
from tests.conftest import invoke

LEAD = "SKERRY (Gull) — The ferry left late, and there were four sheep on it."
STORY = ("The ferry to Skerry left late on Tuesday, its master said.", "Nobody slept on it.")


def save_and_read(document: Any) -> Article:
    file = io.BytesIO()
    document.save(file)
    return newscli.read(file.getvalue(), name="a.docx")


def list_kinds(article: Article) -> list[tuple[str, int]]:
    return [(block.kind, block.level) for block in article.blocks]


def add_paragraph_xml(document: Any, inner: str) -> None:
    document.element.body.insert_element_before(
        parse_xml(f"<w:p {nsdecls('w', 'wp')}>{inner}</w:p>"), "w:sectPr"
    )  # fmt: skip


def test_headings_lists_and_tables_are_kept() -> None:
    document = docx.Document()
    document.add_paragraph("Ferry runs all night", style="Title")
    document.add_heading("What it costs", 2)
    document.add_paragraph("It was late, she said.")
    document.add_paragraph("four sheep", style="List Bullet")
    document.add_paragraph("Rain was expected.", style="Quote")
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "fare", "12"
    article = save_and_read(document)
    assert article.text == "What it costs\n\nIt was late, she said.\n\n- four sheep\n\nRain was expected.\n\nfare\t12\n"
    assert list_kinds(article) == [("heading", 2), ("paragraph", 0), ("item", 0), ("quote", 0), ("row", 0)]
    assert newscli.inspect(article, use_model=False).metadata.title == "Ferry runs all night"


def test_lists_may_be_numbered_outside_of_their_style() -> None:
    document = docx.Document()
    bullets, numbers = (
        document.part.numbering_part.element.xpath(f".//w:abstractNum[w:lvl/w:numFmt/@w:val='{form}']/@w:abstractNumId")[0]
        for form in ("bullet", "decimal")
    )  # fmt: skip
    numbering = document.part.numbering_part.element
    list_ids = {name: numbering.add_num(int(kind)).numId for name, kind in (("-", bullets), ("1", numbers))}
    for mark, words in (("-", "four sheep"), ("1", "one"), ("1", "two"), (None, "It rained.")):
        list_xml = (
            f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_ids[mark]}"/></w:numPr></w:pPr>' if mark else ""
        )
        add_paragraph_xml(document, f"{list_xml}<w:r><w:t>{words}</w:t></w:r>")
    assert save_and_read(document).text == "- four sheep\n1. one\n2. two\n\nIt rained.\n"


def test_tracked_changes_are_accepted_and_hidden_words_left_out() -> None:
    document = docx.Document()
    document.add_paragraph(LEAD)
    add_paragraph_xml(        document,
        "<w:r><w:t>The ferry left </w:t></w:r>"
        '<w:del w:id="1" w:author="a"><w:r><w:delText>early</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>late</w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3" w:author="a"><w:r><w:t>gone</w:t></w:r></w:moveFrom>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        "<w:r><w:t>, she said</w:t><w:noBreakHyphen/><w:t>again</w:t><w:tab/><w:t>and</w:t></w:r>"
        "<w:r><w:br/><w:t>It rained.</w:t></w:r>",
    )  # fmt: skip
    assert save_and_read(document).text == f"{LEAD}\n\nThe ferry left late, she said-again and\n\nIt rained.\n"


def test_content_controls_and_text_boxes_are_read() -> None:
    document = docx.Document()
    document.add_paragraph(LEAD)
    add_paragraph_xml(
        document,
        "<w:r><w:t>It was late.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Nobody slept.</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>",
    )
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>It rained.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert_element_before(parse_xml(control), "w:sectPr")
    assert save_and_read(document).text == f"{LEAD}\n\nIt was late.\n\nNobody slept.\n\nIt rained.\n"


def test_a_table_that_lays_out_a_page_is_paragraphs() -> None:
    document = docx.Document()
    document.add_paragraph(LEAD)
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text = "A picture"
    cells[1].text = STORY[0]
    cells[1].add_paragraph(STORY[1])
    assert list_kinds(save_and_read(document)) == [("paragraph", 0)] * 4


def test_a_document_without_styles_is_read_as_plain_text_is() -> None:
    document = docx.Document()
    for words in (
        "Ferry Runs All Night to Skerry", "By Ann Lee", "2 April 2031", *STORY * 4, "What It Costs", *STORY * 4,
    ):  # fmt: skip
        document.add_paragraph(words)
    report = newscli.inspect(save_and_read(document), use_model=False)
    assert report.metadata.title == "Ferry Runs All Night to Skerry"
    assert (report.metadata.authors, report.metadata.published) == (("Ann Lee",), "2031-04-02")
    assert [section.title for section in report.outline] == [None, "What It Costs"]


def test_a_visible_title_takes_precedence_over_the_properties() -> None:
    document = docx.Document()
    document.core_properties.title = "Template 7"
    document.add_heading("Ferry runs all night", 1)
    document.add_paragraph("By Ann Lee")
    for words in STORY:
        document.add_paragraph(words)
    metadata = newscli.inspect(save_and_read(document), use_model=False).metadata
    assert (metadata.title, metadata.authors) == ("Ferry runs all night", ("Ann Lee",))
    # The day on which python-docx's template was made is not the article's.
    assert metadata.published is None


def test_nesting_and_unpacked_size_are_limited() -> None:
    document = docx.Document()
    deep = "<w:p><w:r><w:t>It was late.</w:t></w:r></w:p>"
    for _ in range(60):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
    document.element.body.insert_element_before(
        parse_xml(deep.replace("<w:tbl>", f"<w:tbl {nsdecls('w')}>", 1)), "w:sectPr"
    )
    with pytest.raises(LimitError, match="--max-nesting"):
        save_and_read(document)
    file = io.BytesIO()
    docx.Document().save(file)
    with pytest.raises(LimitError, match="--max-unpacked"):
        read(file.getvalue(), name="a.docx", options=ReadOptions(limits=Limits(max_unpacked=1000)))


def test_footnotes_and_comments_are_left_out_and_counted(tmp_path: Path) -> None:
    document = docx.Document()
    for text in STORY:
        run = document.add_paragraph(text).runs[0]
    document.add_comment(run, "Is that so?", author="Ida Marsh")
    document.save(str(tmp_path / "plain.docx"))
    separators = "".join(f'<w:footnote w:type="{kind}" w:id="{k}"/>' for k, kind in enumerate(("separator", "other")))
    notes = "".join(f'<w:footnote w:id="{k}"><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnote>' for k in (2, 3))
    with zipfile.ZipFile(tmp_path / "plain.docx", "a") as archive:
        archive.writestr("word/footnotes.xml", f"<w:footnotes {nsdecls('w')}>{separators}{notes}</w:footnotes>")
    outcome = invoke("show", "--json", str(tmp_path / "plain.docx"))
    assert outcome.code == 0
    assert json.loads(outcome.out)["text"] == "\n\n".join(STORY) + "\n"
    assert outcome.err == f"newscli: {tmp_path / 'plain.docx'}: left out: 2 footnotes, 1 comment\n"


def test_captions_and_leftover_authors_are_left_out() -> None:
    document = docx.Document()
    document.add_paragraph("Ferry runs all night", style="Title")
    document.add_paragraph("By Ann Lee")
    for line in STORY:
        document.add_paragraph(line)
    document.add_paragraph("The quay in 1931", style="Caption")
    document.core_properties.author = "Hugo Fell"
    article = save_and_read(document)
    assert article.text == "\n\n".join(STORY) + "\n"
    assert newscli.inspect(article, use_model=False).metadata.authors == ("Ann Lee",)
