"""The commands: one module each, of the command's name, with a function ``register`` that adds it to the program.

A module in this folder is a command without being listed anywhere. What it shows is in rendering/views.
"""

from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules

import typer


def list_commands() -> list[str]:
    """List the names of all commands, in order."""
    return sorted(module.name for module in iter_modules(__path__))


def register(app: typer.Typer, names: Sequence[str]) -> None:
    """Add the commands with these names to the program."""
    for name in names:
        import_module(f"{__name__}.{name}").register(app)
