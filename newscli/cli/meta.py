"""`newscli meta`: what the file states about itself."""

import typer

from newscli.cli.options import Select, article_command


def register(app: typer.Typer) -> None:
    @article_command(
        app,
        (
            "newscli meta article.txt",
            "newscli meta articles/ --format csv > articles.csv",
            "newscli meta article.txt --json | jq -r .metadata.published",
        ),
        reader=False,
    )
    def meta() -> Select:
        """Title, authors, dates, dateline, length, each with where it was read."""
        return lambda report: report
