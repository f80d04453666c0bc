"""Imports of libraries that only some formats need, or that must not use the network."""

import socket
from importlib import import_module
from typing import Any

from newscli.errors import MissingLibraryError


def import_without_network(module: str) -> Any:
    """Import a module as if this machine had no IPv6.

    urllib3, which some libraries import for downloads of their own, opens a socket at import time to test for IPv6.
    """
    has_ipv6 = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        return import_module(module)
    finally:
        socket.has_ipv6 = has_ipv6


def import_optional(module: str, package: str) -> Any:
    """Import a module of an optional library. ``package`` is the library's name on PyPI.

    Raises MissingLibraryError, which says how to install it, if it can't be imported.
    """
    try:
        return import_module(module)
    except ImportError:
        raise explain_missing(package) from None


def explain_missing(package: str) -> MissingLibraryError:
    """Build the error for a library that is not installed. ``package`` is its name on PyPI."""
    return MissingLibraryError(f"needs {package}, which is not installed: pip install {package}")
