"""Which outlet an article is from."""

import re
from collections.abc import Callable
from pathlib import PurePath

from newscli.corpus.keys import find_domain
from newscli.model import Report

FindOutlet = Callable[[Report], str | None]


def find_publisher(report: Report) -> str | None:
    """Find the publisher that the article names, else the domain of its address."""
    return report.metadata.publisher or find_domain(report.metadata.url)


def parse_outlet_rule(rule: str) -> FindOutlet:
    """Parse "publisher", "domain", "folder", or a regular expression whose first group is the outlet in a path.

    Raises ValueError for an expression that can't be compiled, or has no group.
    """
    match rule:
        case "publisher":
            return find_publisher
        case "domain":
            return lambda report: find_domain(report.metadata.url)
        case "folder":
            return lambda report: PurePath(report.source.path).parent.name or None
    try:
        pattern = re.compile(rule)
    except re.error as error:
        raise ValueError(f"is no regular expression ({error})") from None
    if not pattern.groups:
        raise ValueError("has no group in parentheses, which says what part of the path is the outlet")

    def find_by_path(report: Report) -> str | None:
        match = pattern.search(report.source.path)
        return match[1] if match else None

    return find_by_path
