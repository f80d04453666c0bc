"""Write the samples of formats that are no text, from those that are: python docs/samples.py

The tools are those that such files are made with: python-docx, ReportLab, the standard library's mail writer, warcio.
The articles are the samples' own; each is about invented events.
"""

import json
import textwrap
from datetime import UTC, datetime
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import newscli
from newscli.model import Article

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
WIDTH = 88
LINES = 22


# Of samples that state none of their own.
TITLES = {
    "wrapped.txt": ("Rivals Share Masts in the Desert", ["Ilse Navarro"]),
    "indented.txt": ("The Last Lamplighter of Brackenford", ["Ruth Halloran"]),
    "bare.txt": ("Vellmouth Votes to Close Its Last Cannery", ["Edwin Sorrel"]),
}


def article(name: str) -> tuple[str, list[str], Article]:
    """The title, the authors and the article of a sample."""
    found = newscli.read(SAMPLES / name)
    stated = newscli.inspect(found, reader=False, dates=False).metadata
    title, authors = TITLES.get(name, ("", []))
    return stated.title or title, list(stated.authors) or authors, found


def paragraphs(found: Article) -> list[tuple[str, str]]:
    """(kind, words) of each block of the body."""
    return [(one.kind, " ".join(found.text[slice(*one.span)].split())) for one in found.blocks if one.kind != "title"]


def word(name: str, out: str) -> None:
    title, authors, found = article(name)
    document = docx.Document()
    document.add_paragraph(title, style="Title")
    for kind, words in paragraphs(found):
        document.add_paragraph(words, style="Heading 1" if kind == "heading" else "Normal")
    core = document.core_properties
    core.title, core.author, core.language = title, ", ".join(authors), "en-GB"
    core.created = core.modified = datetime(2031, 5, 2, 8, 30, tzinfo=UTC)
    document.save(str(SAMPLES / out))


def pdf(name: str, out: str) -> None:
    title, authors, found = article(name)
    canvas = Canvas(str(SAMPLES / out), pagesize=A4, invariant=True)
    canvas.setTitle(title)
    canvas.setAuthor(", ".join(authors))
    lines: list[str] = []
    for _, words in paragraphs(found):
        lines += [*textwrap.wrap(words, WIDTH, break_on_hyphens=False), ""]
    for page, start in enumerate(range(0, len(lines), LINES), 1):
        text = canvas.beginText(60, 780)
        text.setFont("Helvetica", 9)
        text.textLines(["The Skerry Gull", "", *lines[start : start + LINES], "", f"Page {page}"])
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()


def letter(name: str, out: str) -> None:
    title, authors, found = article(name)
    made = EmailMessage()
    made["From"] = f'"{authors[0] if authors else "The Gull"}" <letters@gull.example>'
    made["To"] = "readers@gull.example"
    made["Subject"] = title
    made["Date"] = "Fri, 02 May 2031 08:30:00 +0100"
    made["List-Id"] = '"The Gull Weekly" <weekly.gull.example>'
    made["Message-ID"] = "<20310502.1@gull.example>"
    plain = "\n\n".join(textwrap.fill(words, 72) for _, words in paragraphs(found))
    made.set_content(plain + "\n")
    made.add_alternative("".join(f"<p>{escape(words)}</p>\n" for _, words in paragraphs(found)), subtype="html")
    (SAMPLES / out).write_bytes(made.as_bytes())


def feed(name: str, out: str) -> None:
    title, authors, found = article(name)
    content = "".join(f"<p>{escape(words)}</p>" for _, words in paragraphs(found))
    (SAMPLES / out).write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/'
        'content/" xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel><title>The Skerry Gull</title>'
        "<link>https://gull.example/</link><language>en-gb</language>\n<item>"
        f"<title>{escape(title)}</title><dc:creator>{escape(', '.join(authors))}</dc:creator>"
        "<link>https://gull.example/2031/05/02/1</link><pubDate>Fri, 02 May 2031 08:30:00 GMT</pubDate>\n"
        f"<content:encoded><![CDATA[{content}]]></content:encoded></item>\n</channel></rss>\n",
        "utf-8",
    )


def record(name: str, out: str) -> None:
    title, authors, found = article(name)
    made = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "author": [{"@type": "Person", "name": author} for author in authors],
        "datePublished": "2031-05-02T08:30:00+01:00",
        "publisher": {"@type": "Organization", "name": "The Skerry Gull"},
        "articleBody": "\n\n".join(words for _, words in paragraphs(found)),
    }
    (SAMPLES / out).write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")


def archive(name: str, out: str) -> None:
    with (SAMPLES / out).open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        page = BytesIO((SAMPLES / name).read_bytes())
        address = "https://courier.example/2031/05/14/harbour-seals-return"
        writer.write_record(writer.create_warc_record(address, "response", payload=page, http_headers=headers))


def lexisnexis(name: str, out: str) -> None:
    title, authors, found = article(name)
    body = "\n\n".join(textwrap.fill(words, 78) for _, words in paragraphs(found))
    (SAMPLES / out).write_text(
        f"{'1 of 1 DOCUMENTS':>48}\n\n{'The Skerry Gull':>44}\n\n{'May 2, 2031 Friday':>46}\n\n{title}\n\n"
        f"BYLINE: {', '.join(authors)}\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: {len(body.split())} words\n\n{body}\n\n"
        "LANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\nLOAD-DATE: May 2, 2031\n",
        "utf-8",
    )


def main() -> None:
    word("single-lines.txt", "document.docx")
    pdf("headline.txt", "document.pdf")
    letter("wrapped.txt", "letter.eml")
    feed("header-block.txt", "feed.xml")
    record("indented.txt", "record.json")
    archive("page.html", "page.warc.gz")
    lexisnexis("bare.txt", "lexisnexis.txt")


if __name__ == "__main__":
    main()
