"""`newscli same`: where else a quote was printed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newscli.cli.command import add_command
from newscli.cli.environment import Environment
from newscli.cli.options import OutputOptions, collect_output_options
from newscli.cli.store_command import Store, check_formats, collect_filters, open_for_questions, print_listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newscli.corpus.filters import Filters
    from newscli.rendering.listings import Record


def register(app: typer.Typer) -> None:
    def same(
        store: Store,
        quote: Annotated[
            str | None,
            typer.Argument(metavar="[QUOTE|FILE]", help="The words, or an article whose quotes to look for."),
        ] = None,
        every: Annotated[
            bool, typer.Option("--every", help="All quotes of the store that were printed more than once.")
        ] = False,
    ) -> None:
        """Find where else a quote was printed: the same, shortened, altered, or given to another.

        The earliest comes first. […] stands where words are left out, brackets stand around words that differ.
        """

    add_command(
        app,
        same,
        _run,
        (collect_filters, collect_output_options),
        (
            "newscli same news.db 'nobody was told about the roof'",
            "newscli same news.db article.txt --json | jq -r .path",
            "newscli same news.db --every --format csv > reuse.csv",
        ),
    )


def _run(context: typer.Context, own: dict[str, Any], filters: "Filters", options: OutputOptions) -> int:
    from newscli.corpus.filters import resolve_outlets
    from newscli.rendering.listings import Listing
    from newscli.rendering.views.lists import same as view

    environment: Environment = context.obj
    check_formats("same", options)
    if (own["quote"] is None) != own["every"]:
        raise typer.BadParameter("give a quote, a file, or --every.")
    records: Iterable[Record]
    note = None
    with open_for_questions(own["store"]) as connection:
        filters = resolve_outlets(connection, filters)
        if own["every"]:
            records = _list_clusters(connection, filters)
        else:
            asked = _list_quotes(own["quote"])
            found = [record for text in asked for record in _find(connection, text, filters)]
            records, note = found, _describe(connection, asked, found)
        print_listing(environment, options, Listing(view.COLUMNS, records, view.build_page), note)
    return 0


def _list_quotes(quote_or_file: str) -> list[str]:
    """List the quotes to look for: the one given, or those of an article that are not paraphrased."""
    try:
        is_file = Path(quote_or_file).is_file()
    except (OSError, ValueError):
        is_file = False
    if not is_file:
        _check_words(quote_or_file)
        return [quote_or_file]
    from newscli.corpus.reuse import RUN_WORDS
    from newscli.errors import build_error
    from newscli.pipeline import inspect_all
    from newscli.text import count_words

    texts: list[str] = []
    for report in inspect_all([quote_or_file], dates=False):
        if report.error is not None:
            error = build_error(report.error.code, report.error.message)
            error.path = report.source.path
            raise error
        texts += (quote.text for quote in report.quotes if quote.kind != "indirect")
    return [text for text in texts if count_words(text) >= RUN_WORDS]


def _check_words(text: str) -> None:
    """Refuse what has no words, or looks like the name of a file that is not there."""
    from newscli.analysis.alignment import split_words
    from newscli.formats.registry import ENDINGS

    if not split_words(text):
        raise typer.BadParameter("the quote has no words.")
    if text.lower().endswith(ENDINGS) and " " not in text:
        raise typer.BadParameter(f"{text}: no such file; check the path.")


def _find(connection: Any, text: str, filters: "Filters") -> "Iterator[Record]":
    from newscli.corpus.reuse import find_reuse
    from newscli.plain import to_plain

    for reuse in find_reuse(connection, text, filters):
        yield {"asked": text, **to_plain(reuse)}


def _list_clusters(connection: Any, filters: "Filters") -> "Iterator[Record]":
    from newscli.corpus.reuse import compare_cluster, find_clusters
    from newscli.plain import to_plain

    for cluster in find_clusters(connection, filters):
        members = compare_cluster(connection, cluster)
        for reuse in members:
            yield {"asked": members[0].text, **to_plain(reuse)}


def _describe(connection: Any, asked: list[str], records: "list[Record]") -> str:
    from newscli.corpus.reuse import count_elsewhere
    from newscli.rendering.wording import count_noun

    articles = len({record["path"] for record in records})
    text = f"{count_noun(len(records), 'quote')} in {count_noun(articles, 'article')}"
    if len(asked) != 1:
        return f"{count_noun(len(asked), 'quote')} looked for; {text} found"
    elsewhere = count_elsewhere(connection, asked[0], {record["path"] for record in records})
    return f"{text}; in the text of {count_noun(elsewhere, 'more article')}, not quoted" if elsewhere else text
