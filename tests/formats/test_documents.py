"""OpenDocument and RTF, as pandoc writes them, and damaged."""

import io
import zipfile

import pytest

import newscli
from newscli.errors import UnreadableError
from newscli.model import Article
from tests.conftest import SAMPLES, make_zip

NAMESPACES = (
    "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
    "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
)


def make_odt(body: str) -> bytes:
    content = (
        f"<office:document {NAMESPACES}><office:body><office:text>{body}</office:text></office:body></office:document>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return data.getvalue()


@pytest.mark.parametrize("name", ["document.odt", "document.rtf"])
def test_documents_are_known_by_their_bytes(name: str) -> None:
    article = newscli.read((SAMPLES / name).read_bytes())
    assert article.source.format == name.rpartition(".")[2]
    metadata = newscli.inspect(article, use_model=False, dates=False).metadata
    assert (metadata.authors, metadata.published) == (("Jane Okafor", "Mark Tindall"), "2031-05-02")


def test_notes_come_last_and_what_is_hidden_not_at_all() -> None:
    article = newscli.read(
        make_odt(
            "<text:h>Rain</text:h><text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>"
            "<text:p>It rained<text:note>"
            "<text:note-citation>1</text:note-citation><text:note-body><text:p>In May.</text:p></text:note-body>"
            "</text:note> all<text:s/>day.<office:annotation><text:p>Check!</text:p></office:annotation></text:p>"
            "<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>"
            "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell>"
            "<text:p>B</text:p></table:table-cell></table:table-row></table:table>"
        )
    )
    assert article.text.split("\n\n") == ["It rained all day.", "- One", "A\tB", "In May.\n"]


@pytest.mark.parametrize(
    "data",
    [
        make_zip({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        make_odt("<text:p>It rained"),
        make_odt("").replace(b"office:text", b"office:draw"),
    ],
)
def test_a_damaged_document_is_an_error(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        newscli.read(data, name="a.odt", options=newscli.ReadOptions(format="odt"))


def test_an_export_of_nexis_uni_in_rtf_is_split() -> None:
    lines = ("Seals Return", "The Gull", "May 1, 2031", "Copyright 2031 Gull", "Length: 4 words", "Body", "They came.",
             "Load-Date: May 2, 2031", "End of Document")  # fmt: skip
    markup = "{\\rtf1\\ansi " + "\\par ".join((*lines, *lines)) + "\\par}"
    articles = [article for article in newscli.read_all(markup.encode()) if isinstance(article, Article)]
    assert [(article.source.format, article.text) for article in articles] == [("lexisnexis", "They came.\n")] * 2
