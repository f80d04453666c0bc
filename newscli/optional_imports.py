"""Libraries that some formats need and not every installation has."""

import socket
from importlib import import_module
from typing import Any

from newscli.errors import MissingError


def import_without_network(module: str) -> Any:
    """The module, imported as on a machine without IPv6: urllib3, which some import for downloads of their own, asks at
    its import with a socket whether there is any."""
    there = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        return import_module(module)
    finally:
        socket.has_ipv6 = there


def import_optional(module: str, extra: str) -> Any:
    """The module, imported now. Raises MissingError, which says how to install it, where it is missing."""
    try:
        return import_module(module)
    except ImportError:
        raise explain_missing(extra) from None


def explain_missing(extra: str) -> MissingError:
    return MissingError(f"needs a library that is not installed: pip install 'newscli[{extra}]'")
