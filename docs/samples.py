"""Write the samples in other formats than text, from those in text: python docs/samples.py [PART OF A NAME ...]

A real tool writes each of them: LibreOffice (Word and PDF documents), Chromium (saved and printed pages), wget (web
archives), Python's own email package (emails and mailboxes), feedgenerator (RSS and Atom), trafilatura (crawled JSON).
The project does not depend on them: apt install libreoffice-writer chromium wget; pip install feedgenerator. No such
tool writes the exports of news databases, so these follow the layouts that newscli reads. The articles are the samples'
own; each is about invented events.
"""

import csv
import functools
import http.server
import json
import mailbox
import subprocess
import sys
import tempfile
import textwrap
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import browser
import feedgenerator
import pyarrow
import pyarrow.parquet
import trafilatura

import newscli
from newscli.model import Article

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
PAGES = Path(__file__).resolve().parent / "pages"
PAGE = "harbour-seals"
HOST = "courier.example"
PUBLISHED = datetime(2031, 5, 2, 8, 30, tzinfo=UTC)
# Title and authors of the samples that do not state them.
TITLES_AND_AUTHORS = {
    "wrapped.txt": ("Rivals Share Masts in the Desert", ["Ilse Navarro"]),
    "indented.txt": ("The Last Lamplighter of Brackenford", ["Ruth Halloran"]),
    "bare.txt": ("Vellmouth Votes to Close Its Last Cannery", ["Edwin Sorrel"]),
}
EMAIL_COLUMNS = 72
EXPORT_COLUMNS = 78


class Sample(NamedTuple):
    """A sample in text: its title and authors, stated or listed above, and the article."""

    title: str
    authors: list[str]
    article: Article


def read_sample(name: str) -> Sample:
    article = newscli.read(SAMPLES / name)
    metadata = newscli.inspect(article, use_model=False, dates=False).metadata
    title, authors = TITLES_AND_AUTHORS.get(name, ("", []))
    return Sample(metadata.title or title, list(metadata.authors) or authors, article)


def list_blocks(article: Article) -> list[tuple[str, str]]:
    """(kind, text) of each block of the body, with the headings that newscli finds in plain text."""
    outline = newscli.inspect(article, use_model=False).outline
    headings = {tuple(section.heading) for section in outline if section.heading}
    blocks = [block for block in article.blocks if block.kind != "title"]
    kinds = ["heading" if tuple(block.span) in headings else block.kind for block in blocks]
    texts = [" ".join(article.text[slice(*block.span)].split()) for block in blocks]
    return list(zip(kinds, texts, strict=True))


def list_texts(article: Article) -> list[str]:
    return [text for _, text in list_blocks(article)]


def write_office_document(name: str, target: str, columns: int = 1) -> None:
    """Have LibreOffice write a Word or PDF document: Title, Heading 1, Text body and running heads."""
    title, authors, article = read_sample(name)
    styles = {"heading": ("Heading_20_1", 'h text:outline-level="1"', "h"), "quote": ("Quotations", "p", "p")}
    body = ""
    for kind, text in list_blocks(article):
        style, start_tag, end_tag = styles.get(kind, ("Text_20_body", "p", "p"))
        element = f'<text:{start_tag} text:style-name="{style}">{escape(text.removeprefix("- "))}</text:{end_tag}>'
        if kind == "item":
            element = f'<text:list text:style-name="List_20_1"><text:list-item>{element}</text:list-item></text:list>'
        body += element
    document = (PAGES / "document.fodt").read_text("utf-8")
    for key, value in (("TITLE", title), ("BYLINE", f"By {' and '.join(authors)}"), ("AUTHOR", ", ".join(authors))):
        document = document.replace(f"@{key}@", escape(value))
    document = document.replace("@COLUMNS@", str(columns)).replace("@BODY@", body)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{Path(target).stem}.fodt"
        source.write_text(document, "utf-8")
        filter_name = "docx:MS Word 2007 XML" if target.endswith(".docx") else "pdf"
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", filter_name, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True)
        (SAMPLES / target).write_bytes((Path(folder) / target).read_bytes())


class Handler(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        """Accept a whole URL, which is how wget asks a proxy."""
        return super().translate_path(urlsplit(path).path)

    def log_message(self, *_: object) -> None:
        """Keep the terminal clean."""


@contextmanager
def serve_pages() -> Iterator[int]:
    """Serve docs/pages on this machine; yields the port."""
    handler = functools.partial(Handler, directory=str(PAGES))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def write_pages() -> None:
    """Write the page as Chromium saves and prints it, and as wget archives it."""
    url = f"http://{HOST}/{PAGE}.html"
    with serve_pages() as port, tempfile.TemporaryDirectory() as folder:
        page = browser.save_page(url, HOST, port)
        (SAMPLES / "page.html").write_text(page.markup, "utf-8")
        (SAMPLES / "page.mhtml").write_bytes(page.mhtml)
        (SAMPLES / "page.pdf").write_bytes(page.pdf)
        command = ["wget", "-q", "-e", f"http_proxy=127.0.0.1:{port}", "-e", "robots=off", "--warc-file=page"]
        subprocess.run([*command, "--no-warc-keep-log", "-O", "page", url], cwd=folder, check=True)
        (SAMPLES / "page.warc.gz").write_bytes((Path(folder) / "page.warc.gz").read_bytes())


def build_newsletter(name: str, *, plain: bool) -> EmailMessage:
    """A newsletter: with text and HTML, or with HTML alone, in the layout tables of mailing services."""
    title, authors, article = read_sample(name)
    message = EmailMessage()
    message["From"] = f'"{authors[0] if authors else "The Gull"}" <letters@gull.example>'
    message["To"] = "readers@gull.example"
    message["Subject"] = title
    message["Date"] = "Fri, 02 May 2031 08:30:00 +0100"
    message["List-Id"] = '"The Gull Weekly" <weekly.gull.example>'
    message["Message-ID"] = "<20310502.1@gull.example>"
    tags = {"heading": "h2", "quote": "blockquote"}
    elements = [(tags.get(kind, "p"), escape(text)) for kind, text in list_blocks(article)]
    markup = "".join(f"<{tag}>{text}</{tag}>\n" for tag, text in elements)
    if plain:
        message.set_content("\n\n".join(textwrap.fill(text, EMAIL_COLUMNS) for text in list_texts(article)) + "\n")
        message.add_alternative(markup, subtype="html")
    else:
        table = '<table width="100%" cellpadding="0"><tr><td align="center">'
        message.set_content(
            '<html><body><div style="display:none">All that the island talks about, in five minutes</div>\n'
            f'{table}<table width="600"><tr><td><img src="https://gull.example/logo.png" alt=""></td></tr>\n'
            f"<tr><td>{markup}</td></tr></table></td></tr></table></body></html>\n",
            subtype="html",
        )
    return message


def write_emails() -> None:
    (SAMPLES / "newsletter.eml").write_bytes(build_newsletter("wrapped.txt", plain=True).as_bytes())
    with tempfile.TemporaryDirectory() as folder:
        mbox = mailbox.mbox(Path(folder) / "box")
        for name, plain in (("headline.txt", True), ("setext.md", False)):
            message = mailbox.mboxMessage(build_newsletter(name, plain=plain))
            message.set_from("letters@gull.example Fri May  2 08:30:00 2031")
            mbox.add(message)
        mbox.close()
        (SAMPLES / "mailbox.mbox").write_bytes((Path(folder) / "box").read_bytes())


def write_feeds() -> None:
    for generator, target, names in (
        (feedgenerator.Rss201rev2Feed, "feed.xml", ("header-block.txt",)),
        (feedgenerator.Atom1Feed, "feed.atom", ("headline.txt", "setext.md")),
    ):
        feed = generator("The Skerry Gull", "https://gull.example/", "News of the islands", language="en-gb")
        for number, name in enumerate(names, 1):
            title, authors, article = read_sample(name)
            content = "".join(f"<p>{escape(text)}</p>" for text in list_texts(article))
            feed.add_item(
                title,
                f"https://gull.example/2031/05/02/{number}",
                content,
                author_name=", ".join(authors),
                author_email="news@gull.example",
                pubdate=PUBLISHED,
            )
        (SAMPLES / target).write_text(feed.writeString("utf-8") + "\n", "utf-8")


def write_records() -> None:
    title, authors, article = read_sample("indented.txt")
    record = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "author": [{"@type": "Person", "name": author} for author in authors],
        "datePublished": "2031-05-02T08:30:00+01:00",
        "publisher": {"@type": "Organization", "name": "The Skerry Gull"},
        "articleBody": "\n\n".join(list_texts(article)),
    }
    (SAMPLES / "record.json").write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", "utf-8")
    page = (PAGES / f"{PAGE}.html").read_text("utf-8")
    # By default trafilatura accepts no date in the future, and the page's date still is.
    dates = {"max_date": "2099-01-01", "original_date": True}
    lines = [trafilatura.extract(page, output_format="json", with_metadata=True, date_extraction_params=dates)]
    lines.append(json.dumps(record, ensure_ascii=False))
    (SAMPLES / "crawl.ndjson").write_text("".join(f"{line}\n" for line in lines), "utf-8")


def write_table() -> None:
    """Write the table in CSV as Parquet, with the day as a day."""
    with (SAMPLES / "table.csv").open(encoding="utf-8", newline="") as file:
        rows = [{**row, "publish_date": date.fromisoformat(row["publish_date"])} for row in csv.DictReader(file)]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), SAMPLES / "table.parquet", compression="zstd")


def write_exports() -> None:
    """Write exports of news databases by their layouts."""
    (SAMPLES / "lexisnexis.txt").write_text(build_lexisnexis(), "utf-8")
    (SAMPLES / "factiva.txt").write_text(build_factiva(), "utf-8")
    (SAMPLES / "proquest.txt").write_text(build_proquest(), "utf-8")


def build_lexisnexis() -> str:
    title, authors, article = read_sample("bare.txt")
    body = "\n\n".join(textwrap.fill(text, EXPORT_COLUMNS) for text in list_texts(article))
    return (
        f"{'1 of 1 DOCUMENTS':>48}\n\n{'The Skerry Gull':>44}\n\n{'May 2, 2031 Friday':>46}\n\n{title}\n\n"
        f"BYLINE: {', '.join(authors)}\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: {len(body.split())} words\n\n{body}\n\n"
        "LANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\nLOAD-DATE: May 2, 2031\n"
    )


def build_factiva() -> str:
    export = ""
    for number, name in enumerate(("headline.txt", "indented.txt"), 1):
        title, authors, article = read_sample(name)
        lead, *rest = list_texts(article)
        export += (
            f"SE    News\nHD    {title}\nBY    By {' and '.join(authors)}\nWC    {len(article.text.split())} words\n"
            f"PD    2 May 2031\nSN    The Skerry Gull\nSC    GULL\nPG    {number}\nLA    English\nCY    (c) 2031 The "
            f"Skerry Gull\n\nLP\n{lead}\n\nTD\n" + "\n\n".join(rest) + f"\n\nRF    {number}\nPUB   Gull Press\n"
            f"AN    Document GULL00002031050{number}\n\n"
        )
    return export


def build_proquest() -> str:
    export = ""
    for number, name in enumerate(("wrapped.txt", "bare.txt"), 1):
        title, authors, article = read_sample(name)
        names = [author.rpartition(" ") for author in authors]
        inverted_names = "; ".join(f"{last}, {first}" for first, _, last in names)
        export += (
            f"{'_' * 60}\n\nTitle: {title}\n\nAuthor: {inverted_names}\n\n"
            f"Publication title: The Skerry Gull; Skerry\n\nPublication date: May 2, 2031\n\n"
            "Section: News\n\nFull text: "
            + "\n\n".join(list_texts(article))
            + f"\n\nSubject: Islands\n\nLanguage of publication: English\n\nProQuest document ID: 90000000{number}\n\n"
        )
    return f"{export}{'_' * 60}\n"


def write_archive() -> None:
    with zipfile.ZipFile(SAMPLES / "articles.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("bare.txt", "front-matter.md"):
            member = zipfile.ZipInfo(f"articles/{name}", (2031, 5, 2, 8, 30, 0))
            archive.writestr(member, (SAMPLES / name).read_bytes())


WRITERS: dict[str, Callable[[], None]] = {
    "document.docx": lambda: write_office_document("setext.md", "document.docx"),
    "document.pdf": lambda: write_office_document("headline.txt", "document.pdf", columns=2),
    "page": write_pages,
    "letter": write_emails,
    "feed": write_feeds,
    "record": write_records,
    "export": write_exports,
    "articles.zip": write_archive,
    "table": write_table,
}


def main() -> None:
    for name, write in WRITERS.items():
        if not sys.argv[1:] or any(part in name for part in sys.argv[1:]):
            write()


if __name__ == "__main__":
    main()
