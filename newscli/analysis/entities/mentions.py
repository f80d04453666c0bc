"""Where each name of an article stands, in text order."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from newscli.analysis.entities.names import Group


class Mention(NamedTuple):
    """Words that mean somebody or something: a name, or a description or a pronoun that was resolved."""

    start: int
    end: int
    group: Group


class Mentions:
    """The names of some groups, in text order; ``by_words`` has the group of each name's key."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.all = sorted(
            (Mention(*span, group) for group in groups for span, _ in group.names), key=lambda one: one[:2]
        )
        self.starts = [one.start for one in self.all]
        self.by_words = {words: group for group in reversed(groups) for words in group.keys}

    def within(self, start: int, end: int) -> list[Mention]:
        """Those that begin there."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
