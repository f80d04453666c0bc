"""What makes a Report: newscli's version, and digests by which two answers can be told apart."""

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import newscli
from newscli.model import Generator

# The rooms and folders whose files decide the answer.
RULE_FOLDERS = ("analysis", "formats", "lang", "structure", "tagging", "weights")
# Digests of a folder's data, which are too large to be read at each start; training/sums.py writes them.
SUMS = "SHA256SUMS"
DIGEST_CHARS = 12
_RULE_ENDINGS = (".py", ".json", SUMS)


@cache
def describe_generator() -> Generator:
    """Describe what makes Reports in this process.

    The digest of the model is taken of the digests of its files. The digest of the rules is taken of the package's own
    files: it changes with each change of a rule, or of a comment beside it.
    """
    package = Path(newscli.__file__).parent
    model = hashlib.sha256((package / "weights" / SUMS).read_bytes()).hexdigest()
    rules = hashlib.sha256()
    for folder in RULE_FOLDERS:
        for data in _read_rules(package / folder):
            rules.update(data)
    return Generator(newscli.__version__, model[:DIGEST_CHARS], rules.hexdigest()[:DIGEST_CHARS])


def _read_rules(folder: str | Path) -> Iterator[bytes]:
    """Read the files of a folder, in order of name; os.scandir, as it is done at each start."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _read_rules(entry.path)
            elif entry.name.endswith(_RULE_ENDINGS):
                yield entry.name.encode() + b"\0" + Path(entry.path).read_bytes()
