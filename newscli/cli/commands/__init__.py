"""The commands: one module each, with a function ``register`` that adds it to the program.

A module in this folder is a command without being listed anywhere. What it shows is in rendering/views.
"""

from importlib import import_module
from pkgutil import iter_modules

import typer


def register_all(app: typer.Typer) -> None:
    """Add every command in this folder, in order of name."""
    for name in sorted(module.name for module in iter_modules(__path__)):
        import_module(f"{__name__}.{name}").register(app)
