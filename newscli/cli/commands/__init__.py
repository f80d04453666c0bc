"""The commands: one module each, with a function ``register`` that adds it to the program.

A module that is put here is a command; nothing else names it. What it shows is in rendering/views.
"""

from importlib import import_module
from pkgutil import iter_modules

import typer


def register_all(app: typer.Typer) -> None:
    """Add every command of this folder, by name."""
    for name in sorted(module.name for module in iter_modules(__path__)):
        import_module(f"{__name__}.{name}").register(app)
