"""Text -> lines of a width, each with the position in the text where it begins."""

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

_WORD = re.compile(r"[^ \n]+ *")


def wrap(text: Text, width: int) -> list[tuple[int, Text]]:
    """Wrap a text at blanks, and within a word only if that is wider than a line.

    Rich wraps too, but does not say where its lines begin.
    """
    width = max(1, width)
    starts = list(_find_line_starts(text.plain, width))
    lines = text.divide(starts[1:])
    for line in lines:
        line.rstrip()
    return list(zip(starts, lines, strict=True))


def _find_line_starts(plain: str, width: int) -> Iterator[int]:
    position = 0
    for line in plain.split("\n"):
        yield position
        used = len(line) - len(line.lstrip(" "))
        for match in _WORD.finditer(plain, position, position + len(line)):
            word = match.group()
            size = cell_len(word.rstrip(" "))
            if used and used + size > width:
                yield match.start()
                used = 0
            if size > width:
                for offset, character in enumerate(word.rstrip(" ")):
                    cells = cell_len(character)
                    if used and used + cells > width:
                        yield match.start() + offset
                        used = 0
                    used += cells
                used += len(word) - len(word.rstrip(" "))
            else:
                used += cell_len(word)
        position += len(line) + 1
