"""The options that all commands share, in the groups shown by their help."""

from pathlib import PurePath
from typing import Annotated, NamedTuple

import typer

from newscli.cli.environment import MIN_WIDTH, Color
from newscli.limits import Limits
from newscli.options import DEFAULT_MIN_CONFIDENCE, InspectOptions, ReadOptions
from newscli.rendering.style import FORMATS_BY_ENDING, OutputFormat, Style

_INPUT, _OUTPUT, _LIMITS = "Input", "Output", "Limits"
_DEFAULTS = Limits()


class InputOptions(NamedTuple):
    """What the command line says about input, the same for every command that reads articles."""

    files: list[str]
    stdin_name: str | None
    read: ReadOptions
    jobs: int | None


class OutputOptions(NamedTuple):
    """What the command line says about output, the same for every command that prints more than a line."""

    output: str | None
    style: Style
    color: Color
    pager: bool
    quiet: bool


class RunOptions(NamedTuple):
    """What the command line says about input and output."""

    input: InputOptions
    output: OutputOptions


def collect_quote_options(
    all_quotes: Annotated[
        bool,
        typer.Option("--all", help="Also reported acts, beliefs and hopes, and paraphrases that are doubtful."),
    ] = False,
    min_confidence: Annotated[
        float,
        typer.Option(metavar="P", min=0, max=1, help="Only paraphrases with at least this confidence, from 0 to 1."),
    ] = DEFAULT_MIN_CONFIDENCE,
) -> InspectOptions:
    """Collect the options of the commands that show or count quotes, declared by this signature."""
    return InspectOptions(all_quotes=all_quotes, min_confidence=min_confidence)


def _list_formats() -> list[str]:
    # Imported here: --help does without it.
    from newscli.formats.registry import FORMATS

    return list(FORMATS)


def _parse_format(value: str) -> str:
    if value not in _list_formats():
        raise typer.BadParameter(f"unknown format {value!r}: `newscli formats` lists them.")
    return value


def collect_input_options(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            help="Articles, folders of articles, web addresses, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Encoding of the input, if detection gets it wrong.", rich_help_panel=_INPUT),
    ] = None,
    input_format: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT",
            parser=_parse_format,
            autocompletion=_list_formats,
            help="Input format, if detection gets it wrong; `newscli formats` lists them.",
            show_default=False,
            rich_help_panel=_INPUT,
        ),
    ] = None,
    map: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD=KEY,...",
            help="Keys of JSON records that hold each field: text=story,title=head.",
            show_default=False,
            rich_help_panel=_INPUT,
        ),
    ] = None,
    stdin_name: Annotated[
        str | None,
        typer.Option(
            metavar="PATH",
            help="File name to report for standard input; its extension selects the format.",
            rich_help_panel=_INPUT,
        ),
    ] = None,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Also read addresses in private networks.", rich_help_panel=_INPUT),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="Number of files to inspect at once; by default, one for each core if there are more than 8 files.",
            show_default=False,
            rich_help_panel=_LIMITS,
        ),
    ] = None,
    max_bytes: Annotated[
        int,
        typer.Option(
            metavar="BYTES",
            min=1,
            help="Maximum size of a file (for NDJSON, of a line), in bytes.",
            rich_help_panel=_LIMITS,
        ),
    ] = _DEFAULTS.max_bytes,
    max_seconds: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            min=0,
            help="Maximum time for an article, in seconds; a file with several may take longer; 0 for no limit.",
            rich_help_panel=_LIMITS,
        ),
    ] = _DEFAULTS.max_seconds,
    max_memory: Annotated[
        int,
        typer.Option(
            metavar="BYTES",
            min=0,
            help="Maximum memory of a process that reads files, in bytes; 0 for no limit.",
            rich_help_panel=_LIMITS,
        ),
    ] = _DEFAULTS.max_memory,
    max_nesting: Annotated[
        int,
        typer.Option(
            metavar="LEVELS",
            min=1,
            max=500,
            help="Maximum nesting of lists, quotes and elements.",
            rich_help_panel=_LIMITS,
        ),
    ] = _DEFAULTS.max_nesting,
    max_unpacked: Annotated[
        int, typer.Option(metavar="BYTES", min=1, help="Maximum decompressed size, in bytes.", rich_help_panel=_LIMITS)
    ] = _DEFAULTS.max_unpacked,
    max_entries: Annotated[
        int,
        typer.Option(
            metavar="N", min=1, help="Maximum number of files or pages in an archive.", rich_help_panel=_LIMITS
        ),
    ] = _DEFAULTS.max_entries,
) -> InputOptions:
    """Collect the options for input, declared by this signature."""
    limits = Limits(
        max_bytes=max_bytes,
        max_seconds=max_seconds,
        max_memory=max_memory,
        max_nesting=max_nesting,
        max_unpacked=max_unpacked,
        max_entries=max_entries,
        allow_private=allow_private,
    )
    read = ReadOptions(encoding=encoding, format=input_format, limits=limits, mapping=_parse_mapping(map))
    return InputOptions(files or [], stdin_name, read, jobs)


def collect_output_options(
    format: Annotated[
        OutputFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="Output format; by default taken from the ending of --output, otherwise table.",
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.", rich_help_panel=_OUTPUT)] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to FILE, whole or not at all; lines of an unfinished --json stay in FILE.part.",
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    width: Annotated[
        int | None,
        typer.Option(
            metavar="COLUMNS",
            min=MIN_WIDTH,
            max=1000,
            help="Width of the page in columns; by default the terminal's, or 100.",
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    csv_raw: Annotated[
        bool,
        typer.Option("--csv-raw", help="Leave CSV cells as they are, formulas included.", rich_help_panel=_OUTPUT),
    ] = False,
    color: Annotated[
        Color, typer.Option(help="When to use colours and other styles.", rich_help_panel=_OUTPUT)
    ] = "auto",
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Print long output without $PAGER.", rich_help_panel=_OUTPUT)
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.", rich_help_panel=_OUTPUT)] = False,
) -> OutputOptions:
    """Collect the options for output, declared by this signature."""
    style = Style("json" if json else format or _guess_format(output), width, csv_raw)
    return OutputOptions(output, style, color, not no_pager, quiet)


def _guess_format(output: str | None) -> OutputFormat:
    """Guess the format from the ending of --output."""
    return FORMATS_BY_ENDING.get(PurePath(output or "").suffix.lower(), "table")


def _parse_mapping(value: str | None) -> dict[str, str]:
    if value is None:
        return {}
    from newscli.formats.json import MAPPABLE_KEYS

    pairs = dict(part.partition("=")[::2] for part in value.split(","))
    if not all(pairs.values()) or not pairs.keys() <= set(MAPPABLE_KEYS):
        fields = ", ".join(MAPPABLE_KEYS)
        message = f"{value!r} is not a list of FIELD=KEY, where FIELD is one of {fields}."
        raise typer.BadParameter(message, param_hint="--map")
    return pairs
