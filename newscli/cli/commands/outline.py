"""`newscli outline`: the sections of an article."""

import typer

from newscli.cli.command import Select, article_command


def register(app: typer.Typer) -> None:
    @article_command(
        app,
        "newscli outline article.txt",
        "newscli outline article.txt --json | jq '.outline[] | {title, words}'",
        quotes=True,
    )
    def outline() -> Select:
        """List the sections, with their paragraphs, words and quotes."""
        return lambda report: report
