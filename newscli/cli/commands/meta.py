"""`newscli meta`: the metadata of an article."""

import typer

from newscli.cli.command import Select, article_command


def register(app: typer.Typer) -> None:
    @article_command(
        app,
        "newscli meta article.txt",
        "newscli meta articles/ --format csv > articles.csv",
        "newscli meta article.txt --json | jq -r .metadata.published",
        use_model=False,
    )
    def meta() -> Select:
        """Show title, authors, dates, dateline and length, and where each was read."""
        return lambda report: report
