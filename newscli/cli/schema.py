"""`newscli schema`: the contract of --json."""

import typer

from newscli.cli.options import help_text


def register(app: typer.Typer) -> None:
    examples = ("newscli schema > newscli.schema.json",)
    short = "Print the JSON Schema of what --json prints."

    @app.command(help=help_text(examples, short), short_help=short)
    def schema() -> None:
        import json

        from newscli.rendering.schema import schema as made

        typer.echo(json.dumps(made(), indent=2))
