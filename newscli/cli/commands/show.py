"""`newscli show`: everything about an article on one page."""

import typer

from newscli.cli.command import Select, article_command


def register(app: typer.Typer) -> None:
    @article_command(
        app,
        "newscli show article.txt",
        "newscli show article.txt --output report.html",
        "newscli show article.txt --format markdown --output report.md",
        "newscli show article.txt --json | jq .metadata",
        quotes=True,
        dates=True,
    )
    def show() -> Select:
        """Show everything: metadata, outline, sources, quotes, people and places, dates, warnings."""
        return lambda report: report
