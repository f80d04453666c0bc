"""What documents of any format have around a story: labels above it, captions and jump lines in it, notes below it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newscli.formats.captions import is_caption
from newscli.lang.en.boilerplate import END_MARKS
from newscli.lang.en.calendar import PRINTED_DATE
from newscli.lang.en.documents import JUMP_LINES, WORKING_LABELS
from newscli.lang.en.lines import BYLINE_OPENER, BYLINE_PREPOSITIONS
from newscli.model import Article, Field, Source, Span
from newscli.patterns import compile_lazily
from newscli.structure import articles
from newscli.structure.bylines import is_bare_name, parse_authors
from newscli.structure.datelines import find_dateline
from newscli.structure.drafts import DraftBlock
from newscli.structure.front_matter import parse_front_line
from newscli.structure.header_lines import HEADER_KEYS, normalize_key
from newscli.text import SENTENCE_END_MARKS, count_words

_LABELLED = compile_lazily(r"(?P<label>[A-Za-z][A-Za-z _-]{0,24}?)\s?:\s+(?P<value>\S.{0,300})")
_NAME_IN_PLACE = compile_lazily(
    r"(?P<name>[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,3}?)"
    rf"(?: (?:{'|'.join(BYLINE_PREPOSITIONS)}) [A-Z][\w.'’ -]{{1,40}})?"
)
_NAME_AND_DAY = compile_lazily(r"(?P<name>[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,3})(?:,| [|·•–—-]) (?P<day>\S.{0,60})")
_ADDRESS = compile_lazily(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
_JUMP = compile_lazily("|".join(JUMP_LINES), re.IGNORECASE)
_END = compile_lazily(rf"[\s*(]*(?:{END_MARKS})[\s*)]*", re.IGNORECASE)
_BY = f"{BYLINE_OPENER.capitalize()} "
_MAX_LABEL_LINES = 12
_MAX_FRONT_BLOCKS = 8
_MAX_FURNITURE_CHARS = 300
# A longer block is a paragraph of the story.
_MAX_FRONT_CHARS = 120
_MIN_SENTENCE_WORDS = 8
# The mark that ends a story is in this share of its blocks.
_TAIL_SHARE = 0.5
# In words, to the story; boilerplate of a release may be long.
_MAX_TAIL_SHARE = 0.5
_MAX_CHARS_AFTER_DAY = 40


def build_article(
    source: Source, drafts: Iterable[DraftBlock], properties: Sequence[Field], empty_message: str
) -> Article:
    """Build the Article of a document from its blocks and its ``properties``.

    Raises EmptyError with ``empty_message`` if it has no story. The author in the properties, who may be anybody that
    ever typed in the file, counts only where the document names none.
    """
    blocks = [draft for draft in drafts if draft.text]
    fields, blocks = _read_labels(blocks)
    blocks = _mark_bylines(blocks)
    story = _drop_tail([block for block in blocks if not _is_furniture(block)]) or blocks
    article = articles.build_from_blocks(source, story, (*fields, *properties), empty_message, document=True)
    if not _names_author(field for field in article.fields if field not in properties):
        return article
    kept = (field for field in article.fields if field not in properties or field.key != "authors")
    return replace(article, fields=tuple(kept))


def _names_author(fields: Iterable[Field]) -> bool:
    return any(field.key == "author" or (field.key == "authors" and parse_authors(field.value)) for field in fields)


def _read_labels(blocks: list[DraftBlock]) -> tuple[list[Field], list[DraftBlock]]:
    """Read the labelled lines above a story ("Byline: Ann Lee"), perhaps below its title; also return the other blocks.

    One line with a label may be a headline ("Words: the last ferry"), so one of them must say what the article is.
    """
    start = 0 if blocks and _read_label(blocks[0]) else 1
    fields: list[Field] = []
    end = start
    while end < min(len(blocks) - 1, _MAX_LABEL_LINES) and (field := _read_label(blocks[end])):
        end += 1
        fields.append(field)
    if not any(field.key in ("title", "authors", "published") for field in fields):
        return [], blocks
    return [field for field in fields if field.key], blocks[:start] + blocks[end:]


def _read_label(block: DraftBlock) -> Field | None:
    """Read a line with a label; its key is "" if it says nothing about the article. None for any other line."""
    match = _LABELLED.fullmatch(block.text)
    if match is None or block.kind == "item":
        return None
    label, value = normalize_key(match["label"]), match["value"]
    if label in WORKING_LABELS:
        return Field("", value, "label")
    key = HEADER_KEYS.get(label)
    if key in ("published", "modified"):
        date = PRINTED_DATE.match(value)
        # More text after it is the story's.
        return Field(key, date[0], "label") if date and len(value) - date.end() <= _MAX_CHARS_AFTER_DAY else None
    if key == "authors":
        return Field(key, value, "byline") if parse_authors(value) else None
    return Field(key, value, "label") if key else None


def _mark_bylines(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Write "By" before names above the story that are bylines by their form or place; drop addresses below them."""
    marked: list[DraftBlock] = []
    is_front = True
    for k, block in enumerate(blocks):
        text, below = block.text, _get_text(blocks, k + 1)
        is_front = is_front and k < _MAX_FRONT_BLOCKS and block.kind != "item" and not _is_story(text)
        if not is_front or not marked:
            marked.append(block)
        elif _is_byline(text, below):
            marked.append(DraftBlock("paragraph", f"{_BY}{text}"))
        elif (match := _NAME_AND_DAY.fullmatch(text)) and _is_name_and_day(match["name"], match["day"]):
            marked += (DraftBlock("paragraph", f"{_BY}{match['name']}"), DraftBlock("paragraph", match["day"]))
        elif block.kind == "heading" and (parse_front_line(below) or _is_byline(below, _get_text(blocks, k + 2))):
            # A heading above the byline is a deck, not that of a section.
            marked.append(DraftBlock("paragraph", text))
        elif not (marked[-1].text.startswith(_BY) and _ADDRESS.fullmatch(text)):
            marked.append(block)
    return marked


def _is_story(text: str) -> bool:
    is_sentence = text[-1] in SENTENCE_END_MARKS and count_words(text) >= _MIN_SENTENCE_WORDS
    return is_sentence or len(text) > _MAX_FRONT_CHARS


def _get_text(blocks: Sequence[DraftBlock], k: int) -> str:
    return blocks[k].text if k < len(blocks) else ""


def _is_byline(text: str, below: str) -> bool:
    """Whether a line is a name above an address, or one in capitals, or with a place, above the dateline."""
    match = _NAME_IN_PLACE.fullmatch(text)
    if match is None or not is_bare_name(match["name"]):
        return False
    if _ADDRESS.fullmatch(below):
        return True
    is_marked = match["name"].isupper() or match["name"] != text
    return is_marked and find_dateline(below, Span(0, len(below))) is not None


def _is_name_and_day(name: str, day: str) -> bool:
    date = PRINTED_DATE.match(day)
    return date is not None and date.end() == len(day.rstrip(" .")) and is_bare_name(name)


def _is_furniture(block: DraftBlock) -> bool:
    """Whether a block is a jump line, or a caption with the credit of its photo."""
    if len(block.text) > _MAX_FURNITURE_CHARS or block.kind == "item":
        return False
    return bool(_JUMP.fullmatch(block.text) or is_caption(block.text))


def _drop_tail(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """Drop the mark that ends a story, and what follows it. A mark above much more text only separates two parts."""
    first = max(1, int(len(blocks) * _TAIL_SHARE))
    for k in range(first, len(blocks)):
        if _END.fullmatch(blocks[k].text):
            below = sum(count_words(block.text) for block in blocks[k + 1 :])
            above = sum(count_words(block.text) for block in blocks[:k])
            return blocks[:k] if below <= _MAX_TAIL_SHARE * above else blocks
    return blocks
