"""Time as files of other formats than text grow, and as hostile repeats in them grow: it should be linear.

    python3 benchmarks/growth.py                 ten minutes
    python3 benchmarks/growth.py --only html     the repeats with this in their names

As benchmarks/linear.py does, but each file goes through `newscli meta --json`: what is measured is the reading, not the
reader model. Files are of 1, 2 and 4 MB: web pages of few elements are read in another way than those of very many. The
exponent is that of what 2 MB take more than 1 MB, and 4 MB more than 2 MB, so that the start counts nowhere. Aim: at
most 1.1.
"""

import argparse
import io
import json
import math
import statistics
import sys
import tempfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
from linear import LIMIT, cost
from reportlab.pdfgen.canvas import Canvas

MEGABYTE = 1_000_000
SIZES = [MEGABYTE, 2 * MEGABYTE, 4 * MEGABYTE]
LINE = "It was late on Monday, she said, and it rained on the ferry."
LETTER = f"From a@b.example Fri May  2 08:30:00 2031\nFrom: Ann Lee <a@b.example>\nSubject: Ferry\n\n{LINE}\n\n"
# An ending, what stands before the repeats, the repeat, and what stands after them.
REPEATS: dict[str, tuple[str, tuple[str, str, str]]] = {
    "html paragraphs": (".html", ("<html><body><article>", f"<p>{LINE}</p>", "</article>")),
    "html open paragraphs": (".html", ("<html><body><article>", "<p>a", "")),
    "html headings": (".html", ("<html><body><article>", "<h1>Ferry runs all night</h1>", "")),
    "html breaks": (".html", ("<html><body><article>", "a<br>", "")),
    "html links to authors": (".html", ("<html><body>", "<a rel=author href=/author/x>Ann Lee</a>", f"<p>{LINE * 5}")),
    "html bylines": (".html", ("<html><body>", "<p class=byline>By Ann Lee</p>", f"<p>{LINE * 5}")),
    "html days": (".html", ("<html><body>", "<time datetime=2031-05-02>2 May 2031</time>", f"<p>{LINE * 5}")),
    "html meta": (".html", ("<html>", '<meta name="author" content="Ann Lee">', f"<body><p>{LINE * 5}")),
    "html data": (
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
    "letter of one text": (".eml", ("From: a\nTo: b\nSubject: c\n\n", f"{LINE}\n", "")),
    "letter with many lines in its header": (".eml", ("From: a\nTo: b\nSubject: c\n", "X-A: b\n", f"\n{LINE}\n")),
    "letter with encoded words": (".eml", ("From: a\nTo: b\nSubject: ", "=?utf-8?q?a?= ", f"\n\n{LINE}\n")),
    "letter to many": (".eml", ("From: a\nSubject: c\nTo: ", "Ann Lee <a@b.example>,\n ", f"b\n\n{LINE}\n")),
    "letter of tables": (
        ".eml", ("From: a\nTo: b\nSubject: c\nContent-Type: text/html\n\n",
        f"<table><tr><td><p>{LINE}</p></td></tr></table>", "",
    )),
    "letters": (".mbox", ("", LETTER, "")),
    "feed": (
        ".xml", ("<rss version='2.0'><channel>", f"<item><title>a</title><description>{LINE}</description></item>",
        "</channel></rss>",
    )),
    "lexisnexis": (".txt", ("", f"1 of 9 DOCUMENTS\n\nMay 2, 2031\n\nFerry\n\nLENGTH: 9 words\n\n{LINE}\n\n", "")),
    "factiva": (".txt", ("", f"HD    Ferry\nWC    9 words\nPD    2 May 2031\n\nLP\n{LINE}\n\nTD\n{LINE}\n\n", "")),
    "proquest": (".txt", ("", f"{'_' * 60}\n\nTitle: Ferry\n\nFull text: {LINE}\n\n", "")),
}  # fmt: skip


def repeated(before: str, unit: str, after: str, size: int) -> bytes:
    return (before + unit * (size // len(unit)) + after).encode()


def document(size: int) -> bytes:
    made = docx.Document()
    first = made.add_paragraph(LINE)._p
    text = (first.xml.split("?>")[-1]).encode()
    held, out = io.BytesIO(), io.BytesIO()
    made.save(held)
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.infolist():
            data = old.read(one)
            if one.filename == "word/document.xml":
                data = data.replace(b"<w:sectPr", text * (size // len(text)) + b"<w:sectPr", 1)
            new.writestr(one, data)
    return out.getvalue()


def pages(size: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    for _ in range(size // (40 * (len(LINE) + 10))):
        text = canvas.beginText(60, 780)
        text.textLines([LINE] * 40)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def archive(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for k in range(size // 1000):
            made.writestr(f"{k}.txt", f"{LINE}\n" * 15)
    return out.getvalue()


MADE: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "word document": (".docx", document),
    "pages of a PDF": (".pdf", pages),
    "files of an archive": (".zip", archive),
}


def seconds(path: Path) -> float:
    limits = ["--max-seconds", "0", "--max-entries", "1000000"]
    return min(cost([sys.executable, "-m", "newscli", "meta", "--json", *limits, str(path)])[0] for _ in range(2))


def series(name: str, make: Callable[[int], bytes], path: Path) -> float:
    """Measure a file at each size and print the figures; returns the exponent."""
    times = []
    for size in SIZES:
        path.write_bytes(make(size))
        times.append(seconds(path))
    small, large = (max(0.01, times[k + 1] - times[k]) for k in (0, 1))
    grown = math.log2(large / small)
    over = "" if grown <= LIMIT else f"  OVER {LIMIT}"
    print(f"{name}: {large / 2:.2f} s a MB, exponent {grown:.2f}{over}", flush=True)
    return grown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="only those whose name has this in it")
    only = parser.parse_args().only
    makers = {name: (ending, partial(repeated, *rest)) for name, (ending, rest) in REPEATS.items()} | MADE
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, (ending, make) in makers.items():
            if only in name:
                path = Path(folder) / f"file{ending}"
                found[name] = series(name, make, path)
    print(
        f"{len(found)} series, median exponent {statistics.median(found.values()):.2f}, worst {max(found.values()):.2f}"
    )


if __name__ == "__main__":
    main()
