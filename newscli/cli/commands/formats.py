"""`newscli formats`: what this installation reads."""

import typer

from newscli.cli.command import plain_command


def register(app: typer.Typer) -> None:
    @plain_command(app, "newscli formats")
    def formats() -> None:
        """List the formats that this installation reads, with the library that each needs, if any."""
        from importlib.metadata import PackageNotFoundError, version

        from newscli.formats.registry import FORMATS
        from newscli.input.compression import has_zstandard
        from newscli.optional_imports import write_install_command

        for name, row in FORMATS.items():
            state = ""
            if row.library:
                try:
                    state = f"{row.library} {version(row.library)}"
                except PackageNotFoundError:
                    state = f"needs {row.library}: {write_install_command(row.library)}"
            typer.echo(f"{name:11}{' '.join(row.endings):24}{row.description:57}{state}".rstrip())
        package = "backports.zstd"
        zstd = "" if has_zstandard() else f"; .zst needs {package}: {write_install_command(package)}"
        typer.echo(f"{'compressed':11}{'.gz .bz2 .xz .zst':24}any of these{zstd}")
