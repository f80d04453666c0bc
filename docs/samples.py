"""Write the samples of formats that are no text, from those that are: python docs/samples.py [PART OF A NAME ...]

Each is written by a real tool of those that make such files: LibreOffice (Word and PDF documents), Chromium (saved and
printed pages), wget (web archives), the standard library's mail writers, feedgenerator (RSS and Atom), trafilatura
(crawlers' JSON). They are no dependencies of the project: apt install libreoffice-writer chromium wget; pip install
feedgenerator. The exports of news databases, which no tool of ours can write, follow the layouts that newscli reads.
The articles are the samples' own; each is about invented events.
"""

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
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import browser
import feedgenerator
import trafilatura

import newscli
from newscli.model import Article

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
PAGES = Path(__file__).resolve().parent / "pages"
PAGE = "harbour-seals"
HOST = "courier.example"
DAY = datetime(2031, 5, 2, 8, 30, tzinfo=UTC)
# Of samples that state none of their own.
TITLES = {
    "wrapped.txt": ("Rivals Share Masts in the Desert", ["Ilse Navarro"]),
    "indented.txt": ("The Last Lamplighter of Brackenford", ["Ruth Halloran"]),
    "bare.txt": ("Vellmouth Votes to Close Its Last Cannery", ["Edwin Sorrel"]),
}


def article(name: str) -> tuple[str, list[str], Article]:
    """The title, the authors and the article of a sample."""
    found = newscli.read(SAMPLES / name)
    stated = newscli.inspect(found, use_model=False, dates=False).metadata
    title, authors = TITLES.get(name, ("", []))
    return stated.title or title, list(stated.authors) or authors, found


def paragraphs(found: Article) -> list[tuple[str, str]]:
    """(kind, words) of each block of the body; headings of plain text are found as newscli finds them."""
    heads = {tuple(one.heading) for one in newscli.inspect(found, use_model=False).outline if one.heading}
    kinds = [("heading" if tuple(one.span) in heads else one.kind, one) for one in found.blocks if one.kind != "title"]
    return [(kind, " ".join(found.text[slice(*one.span)].split())) for kind, one in kinds]


def office(name: str, out: str, columns: int = 1) -> None:
    """A document that LibreOffice writes, in Word's format or as PDF: Title, Heading 1 and Text body, running heads."""
    title, authors, found = article(name)
    styles = {"heading": ("Heading_20_1", 'h text:outline-level="1"', "h"), "quote": ("Quotations", "p", "p")}
    body = ""
    for kind, words in paragraphs(found):
        style, begin, end = styles.get(kind, ("Text_20_body", "p", "p"))
        shown = f'<text:{begin} text:style-name="{style}">{escape(words.removeprefix("- "))}</text:{end}>'
        body += f'<text:list text:style-name="List_20_1"><text:list-item>{shown}</text:list-item></text:list>' if (
            kind == "item") else shown  # fmt: skip
    flat = (PAGES / "document.fodt").read_text("utf-8")
    for key, value in (("TITLE", title), ("BYLINE", f"By {' and '.join(authors)}"), ("AUTHOR", ", ".join(authors))):
        flat = flat.replace(f"@{key}@", escape(value))
    flat = flat.replace("@COLUMNS@", str(columns)).replace("@BODY@", body)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{Path(out).stem}.fodt"
        source.write_text(flat, "utf-8")
        kind = "docx:MS Word 2007 XML" if out.endswith(".docx") else "pdf"
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", folder, str(source)], check=True, capture_output=True)
        (SAMPLES / out).write_bytes((Path(folder) / out).read_bytes())


class Handler(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        """wget asks as of a proxy, with the whole address."""
        return super().translate_path(urlsplit(path).path)

    def log_message(self, *_: object) -> None:
        """Nothing on the screen."""


@contextmanager
def served() -> Iterator[int]:
    handler = functools.partial(Handler, directory=str(PAGES))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def pages() -> None:
    """The page as Chromium saves and prints it, and as wget keeps it."""
    address = f"http://{HOST}/{PAGE}.html"
    with served() as port, tempfile.TemporaryDirectory() as folder:
        markup, whole, printed = browser.saved(address, HOST, port)
        (SAMPLES / "page.html").write_text(markup, "utf-8")
        (SAMPLES / "page.mhtml").write_bytes(whole)
        (SAMPLES / "page.pdf").write_bytes(printed)
        command = ["wget", "-q", "-e", f"http_proxy=127.0.0.1:{port}", "-e", "robots=off", "--warc-file=page"]
        subprocess.run([*command, "--no-warc-keep-log", "-O", "page", address], cwd=folder, check=True)
        (SAMPLES / "page.warc.gz").write_bytes((Path(folder) / "page.warc.gz").read_bytes())


def letter(name: str, *, plain: bool) -> EmailMessage:
    """A newsletter: its text and its markup, or its markup alone, laid out in tables as those of mailing services."""
    title, authors, found = article(name)
    made = EmailMessage()
    made["From"] = f'"{authors[0] if authors else "The Gull"}" <letters@gull.example>'
    made["To"] = "readers@gull.example"
    made["Subject"] = title
    made["Date"] = "Fri, 02 May 2031 08:30:00 +0100"
    made["List-Id"] = '"The Gull Weekly" <weekly.gull.example>'
    made["Message-ID"] = "<20310502.1@gull.example>"
    tags = {"heading": "h2", "quote": "blockquote"}
    some = [(tags.get(kind, "p"), escape(words)) for kind, words in paragraphs(found)]
    inner = "".join(f"<{tag}>{words}</{tag}>\n" for tag, words in some)
    if plain:
        made.set_content("\n\n".join(textwrap.fill(words, 72) for _, words in paragraphs(found)) + "\n")
        made.add_alternative(inner, subtype="html")
    else:
        table = '<table width="100%" cellpadding="0"><tr><td align="center">'
        made.set_content(
            '<html><body><div style="display:none">All that the island talks about, in five minutes</div>\n'
            f'{table}<table width="600"><tr><td><img src="https://gull.example/logo.png" alt=""></td></tr>\n'
            f"<tr><td>{inner}</td></tr></table></td></tr></table></body></html>\n",
            subtype="html",
        )
    return made


def letters() -> None:
    (SAMPLES / "letter.eml").write_bytes(letter("wrapped.txt", plain=True).as_bytes())
    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.mbox(Path(folder) / "box")
        for name, plain in (("headline.txt", True), ("setext.md", False)):
            held = mailbox.mboxMessage(letter(name, plain=plain))
            held.set_from("letters@gull.example Fri May  2 08:30:00 2031")
            box.add(held)
        box.close()
        (SAMPLES / "letters.mbox").write_bytes((Path(folder) / "box").read_bytes())


def feeds() -> None:
    for kind, out, names in (
        (feedgenerator.Rss201rev2Feed, "feed.xml", ("header-block.txt",)),
        (feedgenerator.Atom1Feed, "feed.atom", ("headline.txt", "setext.md")),
    ):
        made = kind("The Skerry Gull", "https://gull.example/", "News of the islands", language="en-gb")
        for number, name in enumerate(names, 1):
            title, authors, found = article(name)
            content = "".join(f"<p>{escape(words)}</p>" for _, words in paragraphs(found))
            link = f"https://gull.example/2031/05/02/{number}"
            made.add_item(
                title, link, content, author_name=", ".join(authors), author_email="news@gull.example", pubdate=DAY
            )
        (SAMPLES / out).write_text(made.writeString("utf-8") + "\n", "utf-8")


def records() -> None:
    title, authors, found = article("indented.txt")
    made = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "author": [{"@type": "Person", "name": author} for author in authors],
        "datePublished": "2031-05-02T08:30:00+01:00",
        "publisher": {"@type": "Organization", "name": "The Skerry Gull"},
        "articleBody": "\n\n".join(words for _, words in paragraphs(found)),
    }
    (SAMPLES / "record.json").write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")
    page = (PAGES / f"{PAGE}.html").read_text("utf-8")
    # Its own day is still to come.
    later = {"date_extraction_params": {"max_date": "2099-01-01", "original_date": True}}
    lines = [trafilatura.extract(page, output_format="json", with_metadata=True, **later)]
    lines.append(json.dumps(made, ensure_ascii=False))
    (SAMPLES / "crawl.ndjson").write_text("".join(f"{line}\n" for line in lines), "utf-8")


def exports() -> None:
    """LexisNexis, Factiva and ProQuest, by their layouts."""
    title, authors, found = article("bare.txt")
    body = "\n\n".join(textwrap.fill(words, 78) for _, words in paragraphs(found))
    (SAMPLES / "lexisnexis.txt").write_text(
        f"{'1 of 1 DOCUMENTS':>48}\n\n{'The Skerry Gull':>44}\n\n{'May 2, 2031 Friday':>46}\n\n{title}\n\n"
        f"BYLINE: {', '.join(authors)}\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: {len(body.split())} words\n\n{body}\n\n"
        "LANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\nLOAD-DATE: May 2, 2031\n",
        "utf-8",
    )
    text = ""
    for number, name in enumerate(("headline.txt", "indented.txt"), 1):
        title, authors, found = article(name)
        first, *more = [words for _, words in paragraphs(found)]
        text += (
            f"SE    News\nHD    {title}\nBY    By {' and '.join(authors)}\nWC    {len(found.text.split())} words\n"
            f"PD    2 May 2031\nSN    The Skerry Gull\nSC    GULL\nPG    {number}\nLA    English\nCY    (c) 2031 The "
            f"Skerry Gull\n\nLP\n{first}\n\nTD\n" + "\n\n".join(more) + f"\n\nRF    {number}\nPUB   Gull Press\n"
            f"AN    Document GULL00002031050{number}\n\n"
        )
    (SAMPLES / "factiva.txt").write_text(text, "utf-8")
    text = ""
    for number, name in enumerate(("wrapped.txt", "bare.txt"), 1):
        title, authors, found = article(name)
        turned = "; ".join(", ".join((one.split()[-1], " ".join(one.split()[:-1]))) for one in authors)
        text += (
            f"{'_' * 60}\n\nTitle: {title}\n\nAuthor: {turned}\n\nPublication title: The Skerry Gull; Skerry\n\n"
            f"Publication date: May 2, 2031\n\nSection: News\n\nFull text: "
            + "\n\n".join(words for _, words in paragraphs(found))
            + f"\n\nSubject: Islands\n\nLanguage of publication: English\n\nProQuest document ID: 90000000{number}\n\n"
        )
    (SAMPLES / "proquest.txt").write_text(f"{text}{'_' * 60}\n", "utf-8")


def archive() -> None:
    with zipfile.ZipFile(SAMPLES / "articles.zip", "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("bare.txt", "front-matter.md"):
            made.writestr(zipfile.ZipInfo(f"articles/{name}", (2031, 5, 2, 8, 30, 0)), (SAMPLES / name).read_bytes())


PARTS: dict[str, Callable[[], None]] = {
    "document.docx": lambda: office("setext.md", "document.docx"),
    "document.pdf": lambda: office("headline.txt", "document.pdf", columns=2),
    "page": pages,
    "letter": letters,
    "feed": feeds,
    "record": records,
    "export": exports,
    "articles.zip": archive,
}


def main() -> None:
    for name, write in PARTS.items():
        if not sys.argv[1:] or any(part in name for part in sys.argv[1:]):
            write()


if __name__ == "__main__":
    main()
