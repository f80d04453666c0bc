"""What `newscli read` shows: the article itself, with what was found marked in it."""

from typing import TYPE_CHECKING

from newscli.model import Report
from newscli.rendering.views import View

if TYPE_CHECKING:
    from rich.console import RenderableType


def build_page(report: Report) -> "RenderableType":
    """Build the article, laid out once its width is known."""
    from newscli.rendering.reading import ReadingPage

    return ReadingPage(report)


def build_markdown(report: Report) -> str:
    """Build the article with its marks as Markdown."""
    from newscli.rendering.markdown_report import write_reading

    return write_reading(report)


VIEW = View(
    keys=("metadata", "blocks", "outline", "quotes", "omitted", "entities", "dates", "warnings"),
    columns=(),
    list_rows=lambda report: (),
    build_page=build_page,
    build_markdown=build_markdown,
    is_text=True,
)
