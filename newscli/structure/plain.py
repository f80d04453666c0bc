"""Plain text -> Article. The text is the decoded file, unchanged."""

from collections.abc import Iterable

from newscli.errors import EmptyError
from newscli.model import Article, Block, Field, Source, Span, Warning
from newscli.structure import layout
from newscli.structure.blocks import find_undecodable
from newscli.structure.front_matter import find_front_lines, parse_header, parse_leading_date, read_front_matter


def build_from_text(source: Source, text: str, problems: tuple[Warning, ...]) -> Article:
    """Find the layout and the front matter of a decoded plain-text file."""
    rows = layout.split_lines(text)
    fields, taken = parse_header(text, rows)
    rows = rows[taken:] if taken < len(rows) else rows
    if rows and not any(field.key == "published" for field in fields):
        first = rows[0]
        led = parse_leading_date(text, first.start, first.end)
        if led is not None:
            field, begin = led
            fields.append(field)
            rows[0] = first._replace(start=begin)
    return _laid_out(source, text, rows, fields, problems)


def build_from_story(source: Source, text: str, fields: Iterable[Field]) -> Article:
    """A text that another format carries, its metadata apart. Raises EmptyError where it has no word."""
    rows = layout.split_lines(text)
    if not rows:
        raise EmptyError("holds no text")
    return _laid_out(source, text, rows, list(fields), find_undecodable(text))


def _laid_out(
    source: Source, text: str, rows: list[layout.Line], fields: list[Field], problems: tuple[Warning, ...]
) -> Article:
    blocks = layout.join_paragraphs(text, rows, find_front_lines(text, rows))
    title = next((field.value for field in fields if field.key == "title"), None)
    found = read_front_matter(text, blocks, title)
    body = Span(found.body, blocks[-1].span.end) if blocks else Span(len(text), len(text))
    fields += found.fields
    titles = [Block("title", field.span) for field in fields if field.key == "title" and field.span]
    return Article(
        source=source,
        text=text,
        body=body,
        blocks=(*titles[:1], *(block for block in blocks if block.span.start >= found.body)),
        fields=tuple(fields),
        problems=problems,
    )
