"""`newscli schema`: the contract of --json."""

import typer

from newscli.cli.command import plain_command


def register(app: typer.Typer) -> None:
    @plain_command(app, "newscli schema > newscli.schema.json")
    def schema() -> None:
        """Print the JSON Schema of what --json prints."""
        import json

        from newscli.rendering.schema import build_schema

        typer.echo(json.dumps(build_schema(), indent=2))
