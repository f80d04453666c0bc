"""Time as files in formats other than plain text grow, and as hostile repeats in them grow: it should be linear.

    python3 benchmarks/growth.py               takes ten minutes
    python3 benchmarks/growth.py --only html   only the series with this in their names

Like benchmarks/linear.py, but without the model, to measure reading. Files have 1, 2 and 4
MB (pages with very many elements are read in another way than those with few). The exponent compares the time from 2 to
4 MB with the time from 1 to 2 MB, so that the start does not count. Aim: at most 1.1.
"""

import argparse
import io
import json
import math
import statistics
import tempfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
from linear import MAX_EXPONENT, MEGABYTE, MIN_SECONDS, measure_inspection
from reportlab.pdfgen.canvas import Canvas

# In bytes.
SIZES = [MEGABYTE, 2 * MEGABYTE, 4 * MEGABYTE]
LINES_PER_PAGE = 40
# The bytes that a line takes in a PDF besides its text.
PDF_BYTES_PER_LINE = 10
LINES_PER_ENTRY = 15
BYTES_PER_ENTRY = 1000
LINE = "It was late on Monday, she said, and it rained on the ferry."
EMAIL = f"From a@b.example Fri May  2 08:30:00 2031\nFrom: Ann Lee <a@b.example>\nSubject: Ferry\n\n{LINE}\n\n"
# For each series: the file's ending, the text before the repeats, the text to repeat, and the text after.
REPEATS: dict[str, tuple[str, tuple[str, str, str]]] = {
    "html paragraphs": (".html", ("<html><body><article>", f"<p>{LINE}</p>", "</article>")),
    "html open paragraphs": (".html", ("<html><body><article>", "<p>a", "")),
    "html headings": (".html", ("<html><body><article>", "<h1>Ferry runs all night</h1>", "")),
    "html line breaks": (".html", ("<html><body><article>", "a<br>", "")),
    "html links to authors": (".html", ("<html><body>", "<a rel=author href=/author/x>Ann Lee</a>", f"<p>{LINE * 5}")),
    "html bylines": (".html", ("<html><body>", "<p class=byline>By Ann Lee</p>", f"<p>{LINE * 5}")),
    "html dates": (".html", ("<html><body>", "<time datetime=2031-05-02>2 May 2031</time>", f"<p>{LINE * 5}")),
    "html meta tags": (".html", ("<html>", '<meta name="author" content="Ann Lee">', f"<body><p>{LINE * 5}")),
    "html titles and headings": (
        ".html",
        ("<html>", '<meta property="og:title" content="Ferry runs"><h1>Ferry runs all night</h1>', f"<p>{LINE * 5}"),
    ),
    "html JSON-LD": (
        ".html", ("<html>", '<script type="application/ld+json">{"@type": "Report"}</script>',
        f"<body><p>{LINE * 5}",
    )),
    "html references": (".html", ("<html><body><p>", "a &#27; b &amp;", f"<p>{LINE * 5}")),
    "html comments": (".html", ("<html><body>", "<!-- a -->", f"<p>{LINE * 5}")),
    "html tables": (".html", ("<html><body><table>", "<tr><td>a</td><td>b</td></tr>", f"</table><p>{LINE * 5}")),
    "html spans": (".html", ("<html><body><article><p>", "<span>a</span> ", "")),
    "json records": (".ndjson", ("", json.dumps({"title": "Ferry", "text": LINE}) + "\n", "")),
    "json list": (".json", ("[", json.dumps({"title": "Ferry", "text": LINE}) + ",", "{}]")),
    "json broken lines": (".ndjson", ('{"text": "It was late."}\n', "{broken\n", "")),
    "json one text": (".json", ('{"title": "Ferry", "text": "', f"{LINE} ", '"}')),
    "json brackets": (".json", ('{"text": "a", "b": ', "[", "")),
    "json markup": (".json", ('{"title": "Ferry", "body_html": "', f"<div><p>{LINE}</p></div>", '"}')),
    "email of one text": (".eml", ("From: a\nTo: b\nSubject: c\n\n", f"{LINE}\n", "")),
    "email with many header lines": (".eml", ("From: a\nTo: b\nSubject: c\n", "X-A: b\n", f"\n{LINE}\n")),
    "email with encoded words": (".eml", ("From: a\nTo: b\nSubject: ", "=?utf-8?q?a?= ", f"\n\n{LINE}\n")),
    "email to many recipients": (".eml", ("From: a\nSubject: c\nTo: ", "Ann Lee <a@b.example>,\n ", f"b\n\n{LINE}\n")),
    "email of tables": (
        ".eml", ("From: a\nTo: b\nSubject: c\nContent-Type: text/html\n\n",
        f"<table><tr><td><p>{LINE}</p></td></tr></table>", "",
    )),
    "mailbox": (".mbox", ("", EMAIL, "")),
    "feed": (
        ".xml", ("<rss version='2.0'><channel>", f"<item><title>a</title><description>{LINE}</description></item>",
        "</channel></rss>",
    )),
    "lexisnexis": (".txt", ("", f"1 of 9 DOCUMENTS\n\nMay 2, 2031\n\nFerry\n\nLENGTH: 9 words\n\n{LINE}\n\n", "")),
    "lexisnexis field of many lines": (
        ".txt",
        (
            f"1 of 9 DOCUMENTS\n\nMay 2, 2031\n\nFerry\n\nLENGTH: 9 words\n\n{LINE}\n\nSUBJECT: a\n",
            "SHIPPING (90%); \n",
            "\n",
        ),
    ),
    "factiva": (".txt", ("", f"HD    Ferry\nWC    9 words\nPD    2 May 2031\n\nLP\n{LINE}\n\nTD\n{LINE}\n\n", "")),
    "proquest": (".txt", ("", f"{'_' * 60}\n\nTitle: Ferry\n\nFull text: {LINE}\n\n", "")),
}  # fmt: skip


def make_repeats(before: str, unit: str, after: str, size: int) -> bytes:
    """Make a text of about ``size`` bytes."""
    return (before + unit * (size // len(unit)) + after).encode()


def make_word_document(size: int) -> bytes:
    """Make a Word document with ``size`` bytes of paragraphs in its XML."""
    document = docx.Document()
    paragraph = document.add_paragraph(LINE)._p
    xml = (paragraph.xml.split("?>")[-1]).encode()
    short, long = io.BytesIO(), io.BytesIO()
    document.save(short)
    with zipfile.ZipFile(short) as old, zipfile.ZipFile(long, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "word/document.xml":
                data = data.replace(b"<w:sectPr", xml * (size // len(xml)) + b"<w:sectPr", 1)
            new.writestr(entry, data)
    return long.getvalue()


def make_pdf(size: int) -> bytes:
    """Make a PDF of about ``size`` bytes, with LINES_PER_PAGE lines on each page."""
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=0)
    for _ in range(size // (LINES_PER_PAGE * (len(LINE) + PDF_BYTES_PER_LINE))):
        text = canvas.beginText(60, 780)
        text.textLines([LINE] * LINES_PER_PAGE)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def make_archive(size: int) -> bytes:
    """Make a ZIP archive with about ``size`` bytes of short text files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for k in range(size // BYTES_PER_ENTRY):
            archive.writestr(f"{k}.txt", f"{LINE}\n" * LINES_PER_ENTRY)
    return file.getvalue()


MAKERS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    **{name: (ending, partial(make_repeats, *texts)) for name, (ending, texts) in REPEATS.items()},
    "word document": (".docx", make_word_document),
    "pages of a PDF": (".pdf", make_pdf),
    "files of an archive": (".zip", make_archive),
}


def measure_seconds(path: Path) -> float:
    """Measure the CPU seconds of reading and inspecting without the model: the lower of two runs."""
    return min(measure_inspection(path, use_model=False)[0] for _ in range(2))


def measure_series(name: str, make: Callable[[int], bytes], path: Path) -> float:
    """Measure a file at each size, print the figures, and return the exponent."""
    times = []
    for size in SIZES:
        path.write_bytes(make(size))
        times.append(measure_seconds(path))
    small, large = (max(MIN_SECONDS, times[k + 1] - times[k]) for k in (0, 1))
    exponent = math.log2(large / small)
    verdict = "" if exponent <= MAX_EXPONENT else f"  OVER {MAX_EXPONENT}"
    print(f"{name}: {large / 2:.2f} s a MB, exponent {exponent:.2f}{verdict}", flush=True)
    return exponent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="only series with this in their names")
    only = parser.parse_args().only
    exponents: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, (ending, make) in MAKERS.items():
            if only in name:
                path = Path(folder) / f"file{ending}"
                exponents[name] = measure_series(name, make, path)
    if exponents:
        median, worst = statistics.median(exponents.values()), max(exponents.values())
        print(f"{len(exponents)} series, median exponent {median:.2f}, worst {worst:.2f}")


if __name__ == "__main__":
    main()
