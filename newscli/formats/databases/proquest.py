"""ProQuest: exports as text, where a rule of underscores separates articles, as pages, and as emails of such pages.

Each line or paragraph of an article begins with a label ("Author:", "Full text:", "Publication title:"). The layouts
are those of real exports in the test data of koheiw/newspapers, and of chennesy/pq_parser.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from lxml import html

from newscli.formats.databases.records import Record, find_day, join_paragraphs, list_lines
from newscli.formats.sniffing import PROQUEST_RULE
from newscli.model import Field

_RULE = re.compile(PROQUEST_RULE)
_FIELD = re.compile(
    r"^(Title|Author|Full text|Publication title|Publication date|Publication info|Section|Document URL|Publisher"
    r"|Language of publication|Abstract|Subject|Location|Publication year|ISSN|ProQuest document ID|Copyright|Links?"
    r"|Last updated|Database|Source type|Document type|Pages|First page|Company / organization|People|Volume|Issue"
    r"|Place of publication|Country of publication|Publication subject|Dateline|Column|Correspondence author"
    r"|ProQuest document link|Identifier / keyword|Number of pages|Illustrations):[ \t]*(.*)$"
)
# Stands for the beginning of an article in a page.
_MARK = "\ue000"
# What follows a story in its own field: who wrote it, and captions.
_CREDIT = "CREDIT: "
_NO_NAMES = ("anonymous", "unknown", "staff")
# What a tag that some exports break leaves behind.
_BROKEN_TAG = "html>"


def split_text(text: str) -> Iterator[Record]:
    """Yield the articles of an export in text form."""
    for part in _RULE.split(text):
        if record := _parse(part.splitlines()):
            yield record


def split_page(root: html.HtmlElement) -> Iterator[Record]:
    """Yield the articles of a page. An anchor begins each."""
    for anchor in root.iter("a"):
        if (anchor.get("name") or "").startswith("DocID"):
            anchor.text = _MARK
    article: list[str] = []
    for line in list_lines(root):
        if line.startswith(_MARK):
            if record := _parse(article, is_page=True):
                yield record
            article = [line.removeprefix(_MARK)]
        else:
            article.append(line)
    if record := _parse(article, is_page=True):
        yield record


def _parse(lines: Sequence[str], *, is_page: bool = False) -> Record | None:
    """Parse one article; None if it has no full text. In a page, each line is a paragraph."""
    lines_by_label: dict[str, list[str]] = {}
    label = ""
    front: list[str] = []
    for number, line in enumerate(lines):
        match = _FIELD.match(line)
        if match and not (label == "Full text" and not is_page and _is_in_text(lines, number)):
            label = match[1]
            lines_by_label.setdefault(label, []).append(match[2].strip())
        elif label and line != _BROKEN_TAG:
            lines_by_label[label].append(line.strip())
        elif line.strip() and line != _BROKEN_TAG:
            front.append(line.strip())
    if "Full text" not in lines_by_label:
        return None
    values = {name: " ".join(part).strip() for name, part in lines_by_label.items()}
    day = find_day(values.get("Publication date", "")) or find_day(values.get("Publication info", ""))
    fields = [
        Field("title", values.get("Title", "") or " ".join(front[-1:]), "Title"),
        *(Field("author", name, "Author") for name in _split_inverted_names(values.get("Author", ""))),
        Field("published", day.value if day else values.get("Publication date", ""), "Publication date"),
        Field("publisher", values.get("Publication title", "").split(";")[0], "Publication title"),
        Field("section", values.get("Section", "").split(";")[0], "Section"),
        Field("dateline", values.get("Dateline", ""), "Dateline"),
        Field("language", values.get("Language of publication", ""), "Language of publication"),
        Field("url", values.get("Document URL", ""), "Document URL"),
    ]
    story = list(takewhile(lambda line: not line.startswith(_CREDIT), lines_by_label["Full text"]))
    return Record(join_paragraphs(story) if is_page else "\n".join(story).strip() + "\n", fields)


def _is_in_text(lines: Sequence[str], number: int) -> bool:
    """Whether what looks like a label opens a paragraph of the text: the paragraph below it has no label."""
    below = (lines[k] for k in range(number + 1, len(lines)))
    # The rest of its own paragraph, then the blank lines.
    after = next((line for line in below if not line.strip() or _FIELD.match(line)), "")
    following = after if after.strip() else next((line for line in below if line.strip()), "")
    return bool(following) and not _FIELD.match(following)


def _split_inverted_names(names: str) -> Iterator[str]:
    """Split "Lee, Ann; Ray, Bob" into "Ann Lee" and "Bob Ray"."""
    for name in names.split(";"):
        last, _, first = name.strip().rstrip(".").partition(",")
        if name.strip() and name.strip(" .").casefold() not in _NO_NAMES:
            yield f"{first.strip()} {last.strip()}".strip()
