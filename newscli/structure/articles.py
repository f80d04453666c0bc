"""A text or its blocks, with the metadata of its file -> Article.

Plain text and Markdown keep the front matter (the title, bylines and dates before the story) in the text of the
Article. Files of the other formats contain much besides the story; there the text is the story alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from newscli.errors import EmptyError
from newscli.model import Article, Block, Field, Source, Span, Warning
from newscli.patterns import compile_lazily
from newscli.structure import layout
from newscli.structure.boilerplate import find_boilerplate
from newscli.structure.drafts import DraftBlock, lay_out
from newscli.structure.front_matter import (
    MAX_BLOCKS_READ,
    FrontMatter,
    find_front_lines,
    parse_leading_date,
    read_front_matter,
)
from newscli.structure.furniture import find_furniture
from newscli.structure.header_lines import parse_header
from newscli.structure.headings import mark_headings
from newscli.structure.listicles import find_numbered_headings
from newscli.structure.live_blogs import find_time_headings
from newscli.structure.page_front import PageFront, read_page_front
from newscli.text import warn_of_undecodable

_WORD_CHARACTER = compile_lazily(r"\w")


def build_from_string(source: Source, text: str) -> Article:
    """Build an Article from a string. Raises EmptyError if it is blank."""
    if not isinstance(text, str):
        raise TypeError(f"takes a string, not {type(text).__name__}: read bytes with newscli.read")
    if not text.strip():
        raise EmptyError("has no text")
    return build_from_text(source, text, warn_of_undecodable(text))


def build_from_text(source: Source, text: str, problems: tuple[Warning, ...]) -> Article:
    """Build the Article of a decoded plain-text file. Its text is that of the file, unchanged.

    ``problems`` are the warnings of its decoding. The file may open with header lines (``Date: 3 May 2030``).
    """
    lines = layout.split_lines(text)
    fields, header_length = parse_header(text, lines)
    # The last line always belongs to the story.
    lines = lines[header_length:] if header_length < len(lines) else lines
    if lines and not any(field.key == "published" for field in fields):
        leading_date = parse_leading_date(text, lines[0].start, lines[0].end)
        if leading_date is not None:
            field, story_start = leading_date
            fields.append(field)
            lines[0] = lines[0]._replace(start=story_start)
    return _build_from_lines(source, text, lines, fields, problems)


def build_from_story(source: Source, text: str, fields: Iterable[Field]) -> Article:
    """Build the Article of a plain text inside a file of another format, which gives the ``fields`` separately.

    Raises EmptyError if the text is blank.
    """
    lines = layout.split_lines(text)
    if not lines:
        raise EmptyError("has no text")
    return _build_from_lines(source, text, lines, tuple(fields), warn_of_undecodable(text))


def build_with_front_matter(source: Source, drafts: Sequence[DraftBlock], fields: Iterable[Field]) -> Article:
    """Build the Article of blocks whose text keeps the front matter (Markdown); it may be empty.

    ``fields`` are the metadata given outside the text. Only a heading can be the title, never a paragraph.
    """
    outside_fields = tuple(fields)
    title = _get_title(outside_fields)
    text, blocks = lay_out(drafts)
    front = read_front_matter(drafts, title, "styled" if title is None else "repeated", stays_in_text=True)
    title_span = blocks[front.title].span if front.title is not None else None
    return _build_whole(source, text, blocks, front, outside_fields, title_span=title_span)


def build_from_blocks(
    source: Source, drafts: Iterable[DraftBlock], fields: Iterable[Field], empty_message: str, *, document: bool = False
) -> Article:
    """Build the Article of blocks whose text is the story alone, without the front matter.

    ``fields`` are the metadata given outside the text; fields from the front matter come before them. The text is
    searched for a title if ``fields`` has none, and always in a ``document`` (from a word processor, or a PDF), whose
    properties may be leftovers. If a ``document`` marks no headings, they are found as in plain text.

    Raises EmptyError with ``empty_message`` if the story has no letter or digit.
    """
    outside_fields = tuple(fields)
    title = _get_title(outside_fields)
    nonempty_drafts = [draft for draft in drafts if draft.text]
    front = read_front_matter(nonempty_drafts, title, "any" if document or title is None else "repeated")
    text, blocks = lay_out(nonempty_drafts[front.length :])
    if not _WORD_CHARACTER.search(text):
        raise EmptyError(empty_message)
    text += "\n"
    if document and not any(block.kind == "heading" for block in blocks):
        blocks = mark_headings(text, blocks)
    return Article(
        source=source,
        text=text,
        body=Span(0, blocks[-1].span.end),
        blocks=blocks,
        fields=(*(field for _, field in front.fields), *outside_fields),
        problems=warn_of_undecodable(text),
    )


def _build_from_lines(
    source: Source,
    text: str,
    lines: Sequence[layout.Line],
    fields: Sequence[Field],
    problems: tuple[Warning, ...],
) -> Article:
    """Build the Article of lines of plain text: join paragraphs, find the front matter and the headings.

    The furniture of a pasted page and the boilerplate of releases and wires stay in the text, but are in no block.
    """
    lines = layout.trim_wire_marks(text, lines)
    furniture = find_furniture(text, lines)
    page = PageFront((), None)
    if furniture:
        page = read_page_front(text, lines, furniture)
        fields = (*fields, *page.fields)
        lines = _drop_lines(lines, furniture)
    lines = _drop_lines(lines, find_boilerplate(text, lines))
    series = find_numbered_headings(text, lines) | find_time_headings(text, lines)
    blocks = layout.join_paragraphs(text, lines, find_front_lines(text, lines) | series)
    # What looks like a list item may be a title: "A. B. Yehoshua dies".
    drafts = [DraftBlock("paragraph", text[block.span.start : block.span.end]) for block in blocks[:MAX_BLOCKS_READ]]
    title = _get_title(fields)
    front = read_front_matter(drafts, title, "any" if title is None else "repeated")
    heading_starts = {lines[k].start for k in series}
    story = tuple(
        Block("heading", block.span, level=1, guessed=True) if block.span.start in heading_starts else block
        for block in mark_headings(text, blocks[front.length :])
    )
    all_blocks = (*blocks[: front.length], *story)
    return _build_whole(source, text, all_blocks, front, fields, title_span=page.title, problems=problems)


def _drop_lines(lines: Sequence[layout.Line], dropped: frozenset[int]) -> Sequence[layout.Line]:
    # What was around a line that is dropped is apart.
    return [line._replace(blank=line.blank or k - 1 in dropped) for k, line in enumerate(lines) if k not in dropped]


def _build_whole(
    source: Source,
    text: str,
    blocks: Sequence[Block],
    front: FrontMatter,
    fields: Sequence[Field],
    *,
    title_span: Span | None = None,
    problems: tuple[Warning, ...] = (),
) -> Article:
    """Build the Article of a text that keeps its front matter.

    ``blocks`` cover the whole text. Of the front matter, the Article keeps only a block for the title, at the span of
    the field that gives it, else at ``title_span``.
    """
    all_fields = (*fields, *(replace(field, span=blocks[k].span) for k, field in front.fields))
    title_span = next((field.span for field in all_fields if field.key == "title" and field.span), title_span)
    story = blocks[front.length :]
    return Article(
        source=source,
        text=text,
        body=Span(story[0].span.start, story[-1].span.end) if story else Span(len(text), len(text)),
        blocks=(*([Block("title", title_span)] if title_span else ()), *story),
        fields=all_fields,
        problems=problems,
    )


def _get_title(fields: Iterable[Field]) -> str | None:
    return next((field.value for field in fields if field.key == "title"), None)
