"""`newscli formats`: what this installation reads."""

import typer

from newscli.cli.options import help_text


def register(app: typer.Typer) -> None:
    @app.command(help=help_text(("newscli formats",), "The formats that this installation reads, by which library."))
    def formats() -> None:
        from importlib.metadata import PackageNotFoundError, version

        from newscli.formats.registry import FORMATS
        from newscli.input.compression import has_zstandard

        for name, one in FORMATS.items():
            state = "not checked against a real export" if one.unchecked else ""
            if one.library:
                try:
                    state = f"{one.library} {version(one.library)}"
                except PackageNotFoundError:
                    state = f"needs {one.library}: pip install 'newscli[{one.extra}]'"
            typer.echo(f"{name:11}{' '.join(one.endings):24}{one.what:49}{state}".rstrip())
        zstd = "" if has_zstandard() else "; .zst needs: pip install 'newscli[zstd]'"
        typer.echo(f"{'compressed':11}{'.gz .bz2 .xz .zst':24}any of these{zstd}")
