"""What makes two articles versions of one: the address, or else the file and the number in it."""

import os
from urllib.parse import urlsplit

from newscli.input.files import is_url
from newscli.optional_imports import import_without_network

PIPE = "-"


def build_key(url: str | None, path: str) -> str:
    """Build the key of an article: its address without scheme, "www." and fragment, else its path.

    An address that leads to no page of its own, such as that of a front page, is no key.
    """
    if url:
        parts = urlsplit(_clean(url))
        page = parts.path.strip("/") + (f"?{parts.query}" if parts.query else "")
        if parts.netloc and page:
            return f"{parts.netloc.removeprefix('www.')}/{page}"
    return path


def locate(path: str) -> str:
    """Return what makes a path the same wherever it is said: from its root; an address or a pipe as it is."""
    return path if is_url(path) or path == PIPE else os.path.abspath(path)  # noqa: PTH100 - any string is a path


def find_domain(url: str | None) -> str | None:
    """Find the domain of an address, without "www."."""
    host = _split_host(url) if url else None
    return host.removeprefix("www.") if host else None


def _split_host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _clean(url: str) -> str:
    """Drop what doesn't tell one page from another, such as the parameters of campaigns."""
    # It imports urllib3, which opens a socket.
    courlan = import_without_network("courlan")
    try:
        cleaned = courlan.clean_url(url)
        urlsplit(cleaned or "")
    except Exception:  # whatever a stranger's address makes it raise
        return ""
    return cleaned or ""
