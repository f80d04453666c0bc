"""`newscli timeline`: the days that articles name, in order of time."""

import typer

from newscli.cli.options import Select, article_command


def register(app: typer.Typer) -> None:
    @article_command(
        app,
        (
            "newscli timeline article.txt",
            "newscli timeline articles/ --format csv > timeline.csv",
            "newscli timeline article.txt --json | jq -r '.dates[] | [.value, .text] | @tsv'",
        ),
        reader=False,
        dates=True,
    )
    def timeline() -> Select:
        """Days in order of time, each with the sentence that names it, across all files.

        "Tuesday" and "last week" are resolved by the article's own date. Years, weeks, durations and
        what no date resolves are in --json, an object an article.
        """
        return lambda report: report
