"""`newscli help`: the help of a command."""

from typing import Annotated, Any

import typer

from newscli.cli.command import write_help

_HELP = "Show the help of a command, or of the program."


def register(app: typer.Typer) -> None:
    @app.command("help", help=write_help(("newscli help", "newscli help quotes"), _HELP), short_help=_HELP)
    def help(
        context: typer.Context,
        command: Annotated[str | None, typer.Argument(metavar="[COMMAND]", show_default=False)] = None,
    ) -> None:
        program: Any = context.parent
        if command is None:
            typer.echo(program.get_help())
            return
        subcommand = program.command.get_command(program, command)
        if subcommand is None:
            raise typer.BadParameter(f"There is no command {command!r}.", ctx=program)
        typer.echo(subcommand.get_help(subcommand.make_context(command, [], parent=program, resilient_parsing=True)))
