"""`newscli verify`: was it said so?"""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from newscli.cli.command import add_command
from newscli.cli.environment import Environment
from newscli.cli.options import InputOptions, OutputOptions, collect_input_options, collect_output_options
from newscli.cli.store_command import print_listing

if TYPE_CHECKING:
    from newscli.analysis.verification import SourceText
    from newscli.model import Report
    from newscli.rendering.listings import Record

_FOUND_AS_SAID = ("verbatim", "slight")
_UNREADABLE = 2


def register(app: typer.Typer) -> None:
    def verify(
        against: Annotated[
            list[str],
            typer.Option(metavar="SOURCE", help="A transcript, release or folder to look in; may be repeated."),
        ],
        paraphrases: Annotated[
            bool, typer.Option("--paraphrases", help="Also suggest a passage for each paraphrase, to be read.")
        ] = False,
    ) -> None:
        """Verify the quotations of articles against sources: was it said so, and by whom?

        Each quotation is verbatim, verbatim but for case, punctuation, an ellipsis, brackets or spelling, changed,
        spliced from two places, said by another in a transcript, or not found. Paraphrases can't be verified by their
        words. Exits with 1 if a quotation was not said so, and with 2 if a file can't be read.
        """

    add_command(
        app,
        verify,
        _run,
        (collect_input_options, collect_output_options),
        (
            "newscli verify article.txt --against transcript.txt",
            "newscli verify article.txt --against speeches/ --json | jq 'select(.verdict != \"verbatim\")'",
            "newscli verify article.txt --against transcript.txt -o verified.html",
        ),
    )


def _run(context: typer.Context, own: dict[str, Any], inputs: InputOptions, options: OutputOptions) -> int:
    from newscli.analysis.verification import list_marked_words, suggest_passages, verify
    from newscli.rendering.listings import Listing
    from newscli.rendering.views.lists import verify as view
    from newscli.rendering.wording import count_noun

    environment: Environment = context.obj
    if not inputs.files and environment.stdin_tty:
        typer.echo(context.get_help())
        return 0
    sources, reports, has_failed = _read_all(environment, own["against"], inputs)
    if not sources or not reports:
        # Of words that nobody could look for, nothing is to be said.
        return _UNREADABLE
    records: list[Record] = []
    for report in reports:
        marked = list(list_marked_words(report))
        checks = verify(marked, sources)
        records += (view.make_record(report.source.path, *pair) for pair in zip(marked, checks, strict=True))
    count = len(records)
    good = sum(record["verdict"] in _FOUND_AS_SAID for record in records)
    note = f"{good} of {count_noun(count, 'quotation')} found as quoted, in {count_noun(len(sources), 'source')}"
    if own["paraphrases"]:
        for report in reports:
            quotes = [quote for quote in report.quotes if quote.kind == "indirect"]
            passages = suggest_passages([quote.text for quote in quotes], sources)
            records += (view.make_suggestion(report.source.path, *pair) for pair in zip(quotes, passages, strict=True))
    print_listing(environment, options, Listing(view.COLUMNS, records, view.build_page, view.build_html), note)
    return _UNREADABLE if has_failed else int(good < count)


def _read_all(
    environment: Environment, against: list[str], inputs: InputOptions
) -> "tuple[list[SourceText], list[Report], bool]":
    """Read the sources, and inspect the articles; return whether any of them failed, too, which is printed."""
    from newscli.analysis.verification import make_source
    from newscli.cli.run import expand_input, print_trouble
    from newscli.errors import FailedArticle, NewscliError
    from newscli.options import InspectOptions
    from newscli.pipeline import inspect_inputs, read_all
    from newscli.pipeline.tasks import Listener, Task

    has_failed = False
    sources: list[SourceText] = []
    for path in against:
        for item in expand_input(path, environment, inputs):
            try:
                if item.failure:
                    raise item.failure
                source = item.path if item.stream is None else item.stream.read()
                for article in read_all(source, name=item.path, options=inputs.read):
                    if isinstance(article, FailedArticle):
                        raise article.error
                    sources.append(make_source(article))
            except NewscliError as error:
                has_failed = True
                print_trouble(environment, item.path, error.message)
    reports: list[Report] = []
    items = (item for path in inputs.files or ["-"] for item in expand_input(path, environment, inputs))
    for report in inspect_inputs(
        items, Task(inputs.read, InspectOptions(dates=False)), Listener(), jobs=inputs.jobs or 1
    ):
        if report.error is None:
            reports.append(report)
        else:
            has_failed = True
            print_trouble(environment, report.source.path, report.error.message)
    return sources, reports, has_failed
