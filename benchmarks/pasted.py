"""The story in pasted web pages: the visible text of each page of the article-extraction-benchmark in, the story out.

    python3 benchmarks/pasted.py                every page by weights fitted to other sites (training/furniture.py)
    python3 benchmarks/pasted.py --errors 5     the pages that come out worst

The text is what a browser copies: the lines of the page's blocks, menus, buttons and captions included. What newscli
takes for the story, the blocks of the body, is compared with the annotators' text by runs of four words, as
../shared/score/body.py does for pages. Prints "skipped: no corpora" if they are missing.
"""

import argparse
import collections
import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

import newscli

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "html" / "aeb"
MIN_F1 = 90.0
RUN_WORDS = 4
_INLINE_TAGS = frozenset(
    "a abbr b big cite code em font i img kbd label mark q s small span strong sub sup time tt u var wbr".split()
)
_INVISIBLE_TAGS = frozenset("script style head noscript template svg select option iframe object video audio".split())
_CELL_TAGS = frozenset(("td", "th"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
Runs = collections.Counter[tuple[str, ...]]


def copy_visible_text(markup: str) -> str:
    """Copy the text of a page as a browser would: a line for each block, a blank line between paragraphs."""
    root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", markup))
    pieces: list[str] = []
    _collect(root, pieces)
    lines = ["\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in "".join(pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _collect(element: Any, pieces: list[str]) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    is_visible = tag and tag not in _INVISIBLE_TAGS and not _HIDDEN.search(element.get("style") or "")
    if is_visible and element.get("hidden") is None:
        is_block = tag not in _INLINE_TAGS and tag not in _CELL_TAGS
        # Paragraphs and headings have space around them; other blocks only begin a line.
        line_end = "\n\n" if tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol") else "\n"
        pieces.append(line_end if is_block else "")
        pieces.append((element.text or "").replace("\n", " "))
        for child in element:
            _collect(child, pieces)
        # A row is a line, with tabs between its cells.
        pieces.append(line_end if is_block else "\t" if tag in _CELL_TAGS else "")
    pieces.append((element.tail or "").replace("\n", " "))


def read_pages() -> Iterator[tuple[str, str, str]]:
    """Yield (name, visible text, story) of each page with a story."""
    for line in (CORPUS / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["gold"].get("body"):
            markup = gzip.decompress((CORPUS / f"{row['id']}.html.gz").read_bytes())
            # All but a few pages are UTF-8, whether they say so or not.
            yield row["id"], copy_visible_text(markup.decode("utf-8", "replace")), row["gold"]["body"]


def count_runs(text: str) -> Runs:
    """Count the runs of RUN_WORDS words in a text."""
    words = re.findall(r"\w+", text)
    return collections.Counter(tuple(words[i : i + RUN_WORDS]) for i in range(max(1, len(words) - RUN_WORDS + 1)))


def read_story(text: str) -> str:
    """Read what newscli takes for the story of a text."""
    article = newscli.Article.from_text(text)
    return "\n".join(article.text[slice(*block.span)] for block in article.blocks if block.kind != "title")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    if not CORPUS.exists():
        print("skipped: no corpora")
        return
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from newscli.structure import furniture
    from training.furniture import FOLDS, assign_folds, fit, read_articles
    from training.furniture import read_pages as read_labelled_pages

    labelled, articles = read_labelled_pages(CORPUS.parents[1]), read_articles(CORPUS.parents[1])
    folds = assign_folds(labelled)
    models = [
        fit([page for page, own in zip(labelled, folds, strict=True) if own != fold] + articles)
        for fold in range(FOLDS)
    ]
    rows = []
    for (name, text, story), fold in zip(read_pages(), folds, strict=True):
        # The page's own site taught this model nothing. The models of titles and headings saw no page.
        furniture.load_model = lambda _, fold=fold: models[fold]  # type: ignore[assignment, attr-defined]
        gold, found = count_runs(story), count_runs(read_story(text))
        both = sum((gold & found).values())
        rows.append((both / max(1, sum(found.values())), both / max(1, sum(gold.values())), name))
    for p, r, name in sorted(rows, key=lambda row: row[0] + row[1])[: args.errors]:
        print(f"{name[:12]} precision {100 * p:.0f} recall {100 * r:.0f}")
    precision, recall = (sum(column) / len(rows) for column in zip(*((p, r) for p, r, _ in rows), strict=True))
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{len(rows)} pages: precision {100 * precision:.1f} recall {100 * recall:.1f} "
          f"F1 {100 * f1:.1f} (floor {MIN_F1:.0f})")  # fmt: skip


if __name__ == "__main__":
    main()
