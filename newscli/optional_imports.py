"""Imports of libraries that only some formats need, or that must not use the network."""

import shlex
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from newscli.errors import MissingLibraryError


def import_without_network(module: str) -> Any:
    """Import a module as if this machine had no IPv6, and without a word about proxies.

    urllib3, which some libraries import for downloads of their own, opens a socket at import time to test for IPv6, and
    warns if it can't use SOCKS.
    """
    import socket
    import warnings

    has_ipv6 = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
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
    return MissingLibraryError(f"needs {package}, which is not installed: {write_install_command(package)}")


def write_install_command(package: str) -> str:
    """Write the command that installs a library beside this newscli, however newscli itself was installed."""
    parts = Path(sys.prefix).parts
    if "pipx" in parts:
        return f"pipx inject newscli {package}"
    python = shlex.quote(sys.executable)
    if "uv" in parts:  # Its environments have no pip.
        return f"uv pip install --python {python} {package}"
    return f"{python} -m pip install {package}"
