"""The names of a page's site, which pages often give as the author of an article."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newscli.model import Field
from newscli.structure.bylines import is_bare_name
from newscli.text import fold_text

_HOST = re.compile(r"(?:https?:)?//(?P<host>[\w.-]{1,200})", re.IGNORECASE)
_ENDING = re.compile(r"\.[a-z]{2,12}(?:\.[a-z]{2})?$", re.IGNORECASE)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
# A shorter label of a host, such as "www" or "news", is no name.
_MIN_LABEL_CHARS = 5


class Site(NamedTuple):
    """The names of a site: those of its publisher, folded, and all others too, squeezed."""

    publishers: frozenset[str]
    names: frozenset[str]

    def has_name(self, name: str) -> bool:
        """Whether a name is that of the site. If a site is called after a person, that is a person's name."""
        return fold_text(name) in self.publishers or (_squeeze(name) in self.names and not is_bare_name(name))


def find_site(data: Sequence[Field], title_ends: Sequence[str]) -> Site:
    """Find the names of a site: its publisher, its host, and what stands beside the title in <title>."""
    publishers = frozenset(fold_text(field.value) for field in data if field.key == "publisher")
    return Site(
        publishers, frozenset(squeezed for name in _list_names(data, title_ends) if (squeezed := _squeeze(name)))
    )


def _list_names(data: Iterable[Field], title_ends: Sequence[str]) -> Iterator[str]:
    yield from title_ends
    for field in data:
        if field.key == "publisher":
            yield field.value
        elif field.key == "url" and (match := _HOST.match(field.value)):
            yield from (label for label in match["host"].split(".") if len(label) >= _MIN_LABEL_CHARS)


def _squeeze(name: str) -> str:
    """Reduce a name to its letters and digits: "The Skerry Gull" and "SkerryGull.com" are both "skerrygull"."""
    return fold_text(_ARTICLE.sub("", _ENDING.sub("", name.strip()))).replace(" ", "")
