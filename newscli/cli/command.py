"""The decorators that turn a function into a command: shared options, help with examples first, and the run."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand

from newscli.cli.options import (
    OutputOptions,
    RunOptions,
    collect_input_options,
    collect_output_options,
    collect_quote_options,
)

if TYPE_CHECKING:
    from newscli.model import Report

Select = Callable[["Report"], "Report"]
# A function whose signature declares options, and that collects their values.
Collect = Callable[..., Any]
_GROUPS = ("Arguments", "Options", "Input", "Output", "Limits")


class GroupedCommand(TyperCommand):
    """A command whose help shows its own options first, then the shared ones in their groups."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and each group of options, which Typer does only with Rich."""
        groups: dict[str, list[tuple[str, str]]] = {name: [] for name in _GROUPS}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                default = "Arguments" if parameter.param_type_name == "argument" else "Options"
                groups.setdefault(getattr(parameter, "rich_help_panel", None) or default, []).append(record)
        for name, records in groups.items():
            if records:
                with formatter.section(name):
                    formatter.write_dl(records)


def article_command(
    app: typer.Typer, *examples: str, quotes: bool = False, use_model: bool = True, dates: bool = False
) -> Callable[[Callable[..., Select]], None]:
    """Add a command that inspects articles and prints its view of them.

    The decorated function declares the command's own options, and returns the function that selects what to keep of
    each Report. Its name is that of the command; its docstring is the help, printed after the ``examples``. A command
    that shows or counts ``quotes`` has the options that say which. It refuses CSV if its view has no columns.
    """

    def register(make_select: Callable[..., Select]) -> None:
        name = make_select.__name__

        def command(context: typer.Context, values: dict[str, Any], *collected: Any) -> int:
            from newscli.cli.run import Command, run
            from newscli.rendering.views import load_view

            output: OutputOptions = collected[1]
            if output.style.format == "csv" and not load_view(name).columns:
                raise typer.BadParameter(f"{name} prints no CSV: quotes, entities, outline, meta and timeline do.")
            if output.style.format == "html" and load_view(name).build_html is None:
                raise typer.BadParameter(f"{name} prints no HTML: show does.")
            quote_options = collected[2] if quotes else collect_quote_options()
            quote_options = replace(quote_options, use_model=use_model, dates=dates)
            return run(context, Command(name, make_select(**values), quote_options), RunOptions(*collected[:2]))

        collectors = (collect_input_options, collect_output_options, *((collect_quote_options,) if quotes else ()))
        add_command(app, make_select, command, collectors, examples)

    return register


def add_command(
    app: typer.Typer,
    declaration: Callable[..., Any],
    run: Callable[..., int],
    collectors: tuple[Collect, ...],
    examples: tuple[str, ...],
) -> None:
    """Add a command with its own options, declared by a function's signature, and those of the collectors.

    ``declaration`` has the command's name and, in its docstring, its help. ``run`` is called with the context, the
    values of its own options, and what each collector makes of the others; it returns the exit code.
    """
    signatures = [inspect.signature(function).parameters for function in (declaration, *collectors)]
    parameters = [parameter for signature in signatures for parameter in signature.values()]
    # FILE... comes first, whoever declares it.
    parameters.sort(key=lambda parameter: parameter.name != "files")

    def command(context: typer.Context, **values: Any) -> None:
        own, *others = ({name: values.pop(name) for name in signature} for signature in signatures)
        collected = (collect(**options) for collect, options in zip(collectors, others, strict=True))
        try:
            code = run(context, own, *collected)
        except BrokenPipeError:
            # The next program has stopped reading, as `head` does.
            context.obj.discard_output()
            code = 0
        raise typer.Exit(code)

    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    parameters = [context, *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters)]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    summary, text = _split_help(declaration)
    name = declaration.__name__
    app.command(name, help=write_help(examples, text), short_help=summary, cls=GroupedCommand)(command)


def plain_command(app: typer.Typer, *examples: str) -> Callable[[Callable[..., None]], None]:
    """Add a command that reads no articles; see ``article_command``."""

    def register(function: Callable[..., None]) -> None:
        summary, text = _split_help(function)
        app.command(function.__name__, help=write_help(examples, text), short_help=summary)(function)

    return register


def _split_help(function: Callable[..., object]) -> tuple[str, str]:
    """Return the first line of a docstring, and all of it."""
    text = inspect.cleandoc(function.__doc__ or "")
    return text.split("\n")[0], text


def write_help(examples: tuple[str, ...], text: str) -> str:
    """Write help text with its examples first, one on each line."""
    lines = "\n".join(["\b", "Examples:", *(f"  {example}" for example in examples)])
    return f"{lines}\n\n{text}"
