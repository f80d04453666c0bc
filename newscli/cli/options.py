"""The options that every command shares, and the decorator that gives them to a command."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from newscli.formats.registry import FormatName
from newscli.limits import Limits

if TYPE_CHECKING:
    from newscli.model import Report

Format = Literal["table", "json", "csv", "markdown"]
Select = Callable[["Report"], "Report"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says about input and output, the same for every command."""

    files: list[str]
    format: Format
    output: str | None
    encoding: str | None
    stdin_name: str | None
    width: int | None
    no_color: bool
    quiet: bool
    csv_raw: bool
    limits: Limits
    input_format: FormatName | None
    mapping: dict[str, str]


def _shared(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            help="Articles, folders of them, addresses of pages, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print it.")] = "table",
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all."),
    ] = None,
    width: Annotated[
        int | None,
        typer.Option(min=40, max=1000, help="Columns to print in; 100 where there is no terminal."),
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours.")] = False,
    csv_raw: Annotated[
        bool,
        typer.Option("--csv-raw", help="CSV cells as they are, formulas included."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on standard error.")] = False,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The encoding of the input, where detecting it fails."),
    ] = None,
    stdin_name: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="What to call standard input; its ending tells the format."),
    ] = None,
    input_format: Annotated[
        FormatName | None,
        typer.Option(help="What the input is, where its content and its name mislead.", show_default=False),
    ] = None,
    map: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT=KEY,...",
            help="Which keys of JSON records hold what: text=story,title=head.",
            show_default=False,
        ),
    ] = None,
    max_bytes: Annotated[
        int, typer.Option(min=1, help="The largest file to read; of lines of JSON, the longest.")
    ] = Limits().max_bytes,
    max_seconds: Annotated[
        float, typer.Option(min=0, help="The longest time to read a file in; 0 for no limit.")
    ] = Limits().max_seconds,
    max_nesting: Annotated[
        int,
        typer.Option(min=1, max=500, help="The deepest nesting of lists, quotes and elements."),
    ] = Limits().max_nesting,
    max_unpacked: Annotated[
        int, typer.Option(min=1, help="The most bytes that a compressed file may unpack to.")
    ] = Limits().max_unpacked,
    max_entries: Annotated[
        int, typer.Option(min=1, help="The most files or pages of an archive.")
    ] = Limits().max_entries,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Read addresses in private networks, too.")
    ] = False,
) -> Options:
    return Options(
        files=files or [],
        format="json" if json else format,
        output=output,
        encoding=encoding,
        stdin_name=stdin_name,
        width=width,
        no_color=no_color,
        quiet=quiet,
        csv_raw=csv_raw,
        limits=Limits(max_bytes, max_seconds, max_nesting, max_unpacked, max_entries, allow_private),
        input_format=input_format,
        mapping=_mapping(map),
    )


def _mapping(given: str | None) -> dict[str, str]:
    """What --map says, or a usage error."""
    if given is None:
        return {}
    from newscli.formats.json import MAPPABLE_KEYS

    pairs = dict(part.partition("=")[::2] for part in given.split(","))
    if not all(pairs.values()) or not pairs.keys() <= set(MAPPABLE_KEYS):
        raise typer.BadParameter(f"{given!r} is no list of WHAT=KEY, where WHAT is one of {', '.join(MAPPABLE_KEYS)}")
    return pairs


class Command(NamedTuple):
    """A command as given: its name, what to keep of each Report, whether it needs the reader model, and dates."""

    name: str
    select: Select
    reader: bool
    dates: bool


def article_command(
    app: typer.Typer, examples: tuple[str, ...], *, reader: bool = True, dates: bool = False
) -> Callable[[Callable[..., Select]], None]:
    """Register a function as a command that reads articles.

    The function takes the command's own options and returns what to keep of each Report. Its
    docstring's first line is the short help; the examples come first in the long one.
    """

    def register(select: Callable[..., Select]) -> None:
        name = select.__name__
        shared = inspect.signature(_shared).parameters
        own = inspect.signature(select).parameters

        def command(context: typer.Context, **values: Any) -> None:
            from newscli.cli.run import run

            options = _shared(**{key: values.pop(key) for key in shared})
            if name == "show" and options.format == "csv":
                raise typer.BadParameter("show has no csv: use newscli quotes, entities or outline with --format csv")
            raise typer.Exit(run(context, Command(name, select(**values), reader, dates), options))

        given = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
        files, *rest = shared.values()
        ordered = [files, *own.values(), *rest]
        parameters = [given, *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in ordered)]
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {p.name: p.annotation for p in parameters}
        short = (select.__doc__ or "").strip()
        app.command(name, help=help_text(examples, short), short_help=short.split("\n")[0])(command)

    return register


def help_text(examples: tuple[str, ...], words: str) -> str:
    """Help with its examples first, each on a line of its own."""
    shown = "\n".join(["\b", "Examples:", *(f"  {one}" for one in examples)])
    return f"{shown}\n\n{inspect.cleandoc(words)}"
