"""`newscli timeline`: the days that articles name, in chronological order."""

import typer

from newscli.cli.command import Select, article_command


def register(app: typer.Typer) -> None:
    @article_command(
        app,
        "newscli timeline article.txt",
        "newscli timeline articles/ --format csv > timeline.csv",
        "newscli timeline article.txt --json | jq -r '.dates[] | [.value, .text] | @tsv'",
        use_model=False,
        dates=True,
    )
    def timeline() -> Select:
        """List the days, months and years named in the articles, in order, each with its sentence.

        "Tuesday" is resolved by the article's own date, which is listed too. Weeks, durations and expressions that no
        date resolves are in --json only, which prints one object per article.
        """
        return lambda report: report
