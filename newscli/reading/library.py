"""Libraries that some formats need and not every installation has."""

from importlib import import_module
from typing import Any

from newscli.errors import MissingError


def library(module: str, extra: str) -> Any:
    """The module, imported now. Raises MissingError, which says how to install it, where it is missing."""
    try:
        return import_module(module)
    except ImportError:
        raise MissingError(f"needs a library that is not installed: pip install 'newscli[{extra}]'") from None
