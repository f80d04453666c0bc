"""`newscli check`: what to look at before this is printed."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newscli.cli.command import add_command
from newscli.cli.environment import Environment
from newscli.cli.options import InputOptions, OutputOptions, collect_input_options
from newscli.rendering.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscli.analysis.desk import CheckOptions
    from newscli.rendering.findings import PlacedFinding

_FOUND = 1
_UNREADABLE = 2


class Format(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"
    csv = "csv"
    sarif = "sarif"
    github = "github"


class FailOn(StrEnum):
    """From which level on findings make the exit status 1."""

    error = "error"
    warning = "warning"
    note = "note"
    never = "never"


def register(app: typer.Typer) -> None:
    def check(
        select: Annotated[
            list[str] | None,
            typer.Option(metavar="CODE", help="Only these checks, as Q101, Q1 or Q,N."),
        ] = None,
        ignore: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Not these checks.")] = None,
        fail_on: Annotated[
            FailOn, typer.Option(help="Exit with 1 at findings of this level, or a graver one.")
        ] = FailOn.error,
        against: Annotated[
            str | None,
            typer.Option(
                metavar="STORE", help="Also find quotes that a store has in other words, or of another speaker."
            ),
        ] = None,
        max_paragraph: Annotated[
            int, typer.Option(metavar="N", min=1, help="Longest paragraph, in words, for S503.")
        ] = 100,
        explain: Annotated[str | None, typer.Option(metavar="CODE", help="Explain a check, and read nothing.")] = None,
        format: Annotated[Format, typer.Option("--format", "-f", help="Output format.")] = Format.text,
        json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
        output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE.")] = None,
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
    ) -> None:
        """Check articles before they are printed: quotes, names, days, numbers, slips.

        Each finding is a line, path:line:column: CODE message. Defaults may stand in newscli.toml, or in [tool.newscli]
        of pyproject.toml. Exits with 1 if there are errors (--fail-on), and with 2 if a file can't be read.
        """

    add_command(
        app,
        check,
        _run,
        (collect_input_options,),
        (
            "newscli check article.txt",
            "newscli check articles/ --select Q --select N --fail-on never",
            "newscli check --explain Q101",
            "newscli check article.txt --format sarif -o findings.sarif --fail-on never",
        ),
    )


def _run(context: typer.Context, own: dict[str, Any], inputs: InputOptions) -> int:
    environment: Environment = context.obj
    if own["explain"] is not None:
        return _explain(environment, own["explain"])
    if not inputs.files and environment.stdin_tty:
        typer.echo(context.get_help())
        return 0
    from newscli.analysis.desk import LEVELS
    from newscli.rendering.escape import escape_controls

    findings, has_failed = _check_all(environment, own, inputs)
    style = Style("json" if own["json"] or own["format"] == Format.json else "table")
    from newscli.cli.output import open_output

    with open_output(environment, OutputOptions(own["output"], style, "never", False, own["quiet"])) as output:
        text = _write(findings, Format.json if own["json"] else own["format"])
        output.stream.write(escape_controls(text) if output.terminal else text)
    if not own["quiet"]:
        environment.print_error(_summarize(findings))
    levels = {FailOn.error: ("error",), FailOn.warning: ("error", "warning"), FailOn.note: LEVELS, FailOn.never: ()}[
        own["fail_on"]
    ]
    return _UNREADABLE if has_failed else _FOUND if any(found.level in levels for found in findings) else 0


def _check_all(
    environment: Environment, own: dict[str, Any], inputs: InputOptions
) -> "tuple[list[PlacedFinding], bool]":
    """Check all inputs; return whether any could not be read, too, which is printed."""
    from contextlib import ExitStack

    from newscli.analysis.desk import check_report
    from newscli.cli.run import expand_input, print_trouble
    from newscli.cli.store_command import open_for_questions
    from newscli.corpus.contradictions import find_contradictions
    from newscli.options import InspectOptions
    from newscli.pipeline import count_jobs, inspect_inputs
    from newscli.pipeline.tasks import Listener, Task
    from newscli.rendering.findings import place_findings

    options = _choose(own)
    items = [item for path in inputs.files or ["-"] for item in expand_input(path, environment, inputs)]
    found: list[PlacedFinding] = []
    has_failed = False
    with ExitStack() as stack:
        store = own["against"] and stack.enter_context(open_for_questions(own["against"]))
        jobs = inputs.jobs or count_jobs(len(items))
        for report in inspect_inputs(items, Task(inputs.read, InspectOptions()), Listener(), jobs=jobs):
            if report.error is not None:
                has_failed = True
                print_trouble(environment, report.source.path, report.error.message)
                continue
            findings = check_report(report, options)
            if store is not None:
                found_there = (f for f in find_contradictions(store, report) if f.code in options.codes)
                findings = sorted((*findings, *found_there), key=lambda finding: finding.span)
            found += place_findings(report, findings)
    return found, has_failed


def _choose(own: dict[str, Any]) -> "CheckOptions":
    from newscli.analysis.desk import CheckOptions, select_codes

    try:
        defaults = ["A"] if own["against"] and not own["select"] else []
        select, ignore = (_split(own[name] or ()) for name in ("select", "ignore"))
        codes = select_codes(select, ignore)
        codes |= select_codes(defaults, ignore) if defaults else frozenset()
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from None
    return CheckOptions(codes, own["max_paragraph"])


def _split(values: "Iterable[str]") -> list[str]:
    """Split codes that are given with commas between them, in any case."""
    return [code.strip().upper() for value in values for code in value.split(",") if code.strip()]


def _write(findings: "list[PlacedFinding]", format: Format) -> str:
    from newscli.rendering import findings as rendering

    writers = {
        Format.text: rendering.write_lines,
        Format.json: rendering.write_json,
        Format.csv: rendering.write_csv,
        Format.sarif: rendering.write_sarif,
        Format.github: rendering.write_github,
    }
    return writers[format](findings)


def _summarize(findings: "list[PlacedFinding]") -> str:
    from newscli.analysis.desk import LEVELS
    from newscli.rendering.wording import count_noun

    return ", ".join(count_noun(sum(found.level == level for found in findings), level) for level in LEVELS)


def _explain(environment: Environment, code: str) -> int:
    from newscli.analysis.desk import CATALOG

    code = code.upper()
    rule = CATALOG.get(code)
    if rule is None:
        raise typer.BadParameter(f"no check {code!r}: use one of {', '.join(CATALOG)}.", param_hint="--explain")
    default = "" if rule.is_default else ", only with --against" if code.startswith("A") else ", only if selected"
    environment.stdout.write(
        f"{code}: {rule.title} ({rule.level}{default})\n\n{rule.explanation}\n\nExample: {rule.example}\n"
    )
    return 0
