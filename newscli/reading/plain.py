"""Plain text -> Article. The text is the decoded file, unchanged."""

from newscli.model import Article, Block, Source, Span, Warning
from newscli.reading import layout
from newscli.reading.front import front, front_lines, header, leading_date


def read(source: Source, text: str, problems: tuple[Warning, ...]) -> Article:
    """Find the layout and the front matter of a decoded plain-text file."""
    rows = layout.lines(text)
    fields, taken = header(text, rows)
    rows = rows[taken:] if taken < len(rows) else rows
    if rows and not any(field.key == "published" for field in fields):
        first = rows[0]
        led = leading_date(text, first.start, first.end)
        if led is not None:
            field, begin = led
            fields.append(field)
            rows[0] = first._replace(start=begin)
    blocks = layout.paragraphs(text, rows, front_lines(text, rows))
    found = front(text, blocks, any(field.key == "title" for field in fields))
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
