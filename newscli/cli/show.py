"""`newscli show`: everything about an article on one page."""

import typer

from newscli.cli.options import Select, article_command


def register(app: typer.Typer) -> None:
    @article_command(
        app,
        (
            "newscli show article.txt",
            "newscli show article.txt --format markdown --output article-report.md",
            "newscli show article.txt --json | jq .metadata",
        ),
        dates=True,
    )
    def show() -> Select:
        """Show all of it: metadata, outline, voices, quotes, names, days, warnings."""
        return lambda report: report
