"""What is done with an input, and what comes of it: the same in this process and in a worker."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from newscli.errors import FailedArticle, NewscliError
from newscli.model import Article, Report
from newscli.options import InspectOptions, ReadOptions

# Called with the path of an article and the share of it that has been read, from 0 to 1.
OnProgress = Callable[[str, float], None]
# Called with the path of an input, and what is in it besides articles.
OnNotice = Callable[[str, str], None]

# What comes of an article.
Result = Article | Report | FailedArticle


@dataclass(frozen=True, slots=True)
class Task:
    """How to read an input, and what to find in its articles; without ``inspect`` they are only read."""

    read: ReadOptions
    inspect: InspectOptions | None = None


class Start(NamedTuple):
    """Where to begin in a payload.

    ``number`` is that of the first article on a line of NDJSON, ``skip`` how many articles are done already;
    ``failures`` are files of an archive, by number, that are known to be unreadable.
    """

    number: int = 1
    skip: int = 0
    failures: Mapping[int, NewscliError] = {}


class Listener(NamedTuple):
    """Who is told about the work.

    ``on_entry`` is called with the path of each article before it is read, ``on_member`` with the number of each file
    of an archive before it is opened.
    """

    on_progress: OnProgress = lambda path, share: None
    on_notice: OnNotice = lambda path, message: None
    on_entry: Callable[[str], None] = lambda path: None
    on_member: Callable[[int], None] = lambda number: None
