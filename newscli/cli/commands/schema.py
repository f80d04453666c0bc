"""`newscli schema`: the contract of --json."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from newscli.cli.command import plain_command


class _Command(StrEnum):
    """The commands that print records, not reports: the keys of rendering.record_schema.RECORD_COMMANDS."""

    SEARCH = "search"
    VOICES = "voices"
    SAME = "same"
    STATUS = "status"
    VERIFY = "verify"
    DIFF = "diff"
    CHECK = "check"


def register(app: typer.Typer) -> None:
    @plain_command(app, "newscli schema > newscli.schema.json", "newscli schema verify")
    def schema(
        command: Annotated[
            _Command | None,
            typer.Argument(help="A command that prints records.", show_default=False),
        ] = None,
    ) -> None:
        """Print the JSON Schema of what --json prints.

        Without COMMAND it is that of a report, which the commands on articles print; COMMAND is search, voices, same,
        status, verify, diff or check, which print a record on each line.
        """
        import json

        contract: dict[str, Any]
        if command is None:
            from newscli.rendering.schema import build_schema

            contract = build_schema()
        else:
            from newscli.rendering.record_schema import build_record_schema

            contract = build_record_schema(command.value)
        typer.echo(json.dumps(contract, indent=2))
