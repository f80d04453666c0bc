"""`newscli search`: who said what about it."""

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newscli.cli.command import add_command
from newscli.cli.environment import Environment
from newscli.cli.options import OutputOptions, collect_output_options
from newscli.cli.store_command import (
    Store,
    check_formats,
    collect_filters,
    open_for_questions,
    parse_keys,
    print_listing,
)

if TYPE_CHECKING:
    from newscli.corpus.filters import Filters, GroupKey
    from newscli.corpus.search import Search, Total
    from newscli.rendering.listings import Listing


class Scope(StrEnum):
    """corpus.search.Scope, in the form that Typer takes."""

    quotes = "quotes"
    text = "text"
    titles = "titles"


class Order(StrEnum):
    """corpus.search.Order, in the form that Typer takes."""

    best = "best"
    newest = "newest"
    oldest = "oldest"


def register(app: typer.Typer) -> None:
    def search(
        store: Store,
        words: Annotated[
            list[str],
            typer.Argument(
                metavar="WORDS...", help='Words, a "phrase", wor*, OR, NOT, NEAR(one two, 5); quote it for the shell.'
            ),
        ],
        scope: Annotated[
            Scope, typer.Option("--in", help="Where to search: what is quoted, all of the text, or titles.")
        ] = Scope.quotes,
        sort: Annotated[Order, typer.Option(help="Which finds come first.")] = Order.best,
        limit: Annotated[int, typer.Option(metavar="N", min=0, help="Print N finds at most; 0 for all.")] = 20,
        kwic: Annotated[
            int | None,
            typer.Option(
                metavar="N", min=0, max=100, help="Each find with N words on both sides (keyword in context)."
            ),
        ] = None,
        count: Annotated[bool, typer.Option("--count", help="Only count the finds.")] = False,
        by: Annotated[
            str | None,
            typer.Option(
                metavar="KEY,...",
                help="Count by outlet, day, week, month, year, speaker, gender, kind, section, language.",
            ),
        ] = None,
    ) -> None:
        """Search a store: who said what about it, when and where.

        A search finds words in any case, with or without accents; all of them must be there.
        """

    add_command(
        app,
        search,
        _run,
        (collect_filters, collect_output_options),
        (
            "newscli search news.db storm",
            "newscli search news.db '\"storm warning\" OR flood*' --speaker mayor --sort oldest",
            "newscli search news.db storm --in text --kwic 5",
            "newscli search news.db storm --count --by outlet,month --format csv",
        ),
    )


def _run(context: typer.Context, own: dict[str, Any], filters: "Filters", options: OutputOptions) -> int:
    from newscli.corpus.filters import resolve_outlets
    from newscli.corpus.search import Search, count_hits

    environment: Environment = context.obj
    check_formats("search", options)
    keys = parse_keys(own["by"])
    if own["scope"] != "quotes":
        _check_scope(filters, keys)
    with open_for_questions(own["store"]) as connection:
        filters = resolve_outlets(connection, filters)
        search = Search(" ".join(own["words"]), own["scope"].value, filters, own["sort"].value, own["limit"])
        total = count_hits(connection, search)
        listing, shown = _build_listing(connection, search, own, keys)
        print_listing(environment, options, listing, _describe(connection, search, own, total, shown))
    return 0


def _check_scope(filters: "Filters", keys: "tuple[GroupKey, ...]") -> None:
    """Refuse what only quotes have."""
    for key in keys:
        if key in ("speaker", "gender", "kind"):
            raise typer.BadParameter(f"--by {key} counts quotes: leave out --in.")
    if filters.speakers or filters.kinds:
        raise typer.BadParameter("--speaker and --kind are for quotes: leave out --in.")


def _build_listing(
    connection: Any, search: "Search", own: dict[str, Any], keys: "tuple[GroupKey, ...]"
) -> "tuple[Listing, int | None]":
    """Build what to print, and count the finds on it; None if they are only counted."""
    from newscli.corpus.search import count_by, count_hits, find_hits, list_keywords
    from newscli.plain import to_plain
    from newscli.rendering.listings import Listing
    from newscli.rendering.views.lists import search as view

    if own["count"] or keys:
        columns = (*keys, "hits", "articles")
        rows = count_by(connection, search, keys) if keys else [((), *count_hits(connection, search))]
        records = [dict(zip(columns, (*group, hits, articles), strict=True)) for group, hits, articles in rows]
        return Listing(columns, records, view.build_counts), None
    if own["kwic"] is not None:
        keywords = list(map(to_plain, list_keywords(connection, search, own["kwic"])))
        shown = len(keywords) if len(keywords) == search.limit else None
        return Listing(view.KEYWORD_COLUMNS, keywords, view.build_keywords), shown
    if search.limit == 0:
        return Listing(view.HIT_COLUMNS, map(to_plain, find_hits(connection, search)), view.build_hits), None
    hits = list(map(to_plain, find_hits(connection, search)))
    return Listing(view.HIT_COLUMNS, hits, view.build_hits), len(hits)


def _describe(connection: Any, search: "Search", own: dict[str, Any], total: "Total", shown: int | None) -> str:
    """Say how many finds there are in all, and where else to look if there are none."""
    from newscli.corpus.search import count_hits
    from newscli.rendering.wording import count_noun

    noun = "quote" if search.scope == "quotes" else "article"
    text = count_noun(total.hits, noun)
    if search.scope == "quotes":
        text += f" in {count_noun(total.articles, 'article')}"
    if own["kwic"] is not None and shown is not None:
        return f"the first {count_noun(shown, 'find')}, of {text}. All: --limit 0"
    if shown is not None and shown < total.hits:
        return f"{shown:,} of {text}. All: --limit 0"
    if total.hits == 0 and search.scope == "quotes" and not (search.filters.speakers or search.filters.kinds):
        elsewhere = count_hits(connection, replace(search, scope="text")).hits
        if elsewhere:
            return f"{text}; {count_noun(elsewhere, 'article')} with these words: --in text"
    return text
