"""The warnings of a Report: one of a kind, with the lines where it holds."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from newscli.model import Span, Warning
from newscli.text import MAX_SPANS_PER_WARNING, find_line_starts

# How many different messages, and lines of each, a warning gives; its spans have the rest.
MAX_MESSAGES = 3
MAX_LINES = 5


def group_warnings(text: str, warnings: Iterable[Warning]) -> tuple[Warning, ...]:
    """Group the warnings with the same code into one, in order of the first; those without spans stay as they are."""
    groups: dict[tuple[str, str], list[Warning]] = {}
    for warning in warnings:
        groups.setdefault((warning.code, "" if warning.spans else warning.message), []).append(warning)
    line_starts = find_line_starts(text)
    return tuple(_merge(group, line_starts) for group in groups.values())


def _merge(group: Sequence[Warning], line_starts: Sequence[int]) -> Warning:
    spans = sorted({span for warning in group for span in warning.spans})[:MAX_SPANS_PER_WARNING]
    if not spans:
        return group[0]
    lines_by_message: dict[str, dict[int, None]] = {}
    for warning in group:
        lines = lines_by_message.setdefault(warning.message, {})
        lines.update(dict.fromkeys(_find_line(line_starts, span) for span in warning.spans))
    parts = [
        f"{message}, {_write_lines(list(lines))}" if lines else message
        for message, lines in list(lines_by_message.items())[:MAX_MESSAGES]
    ]
    more = len(lines_by_message) - MAX_MESSAGES
    parts += [f"and {more} more"] if more > 0 else []
    return Warning(group[0].code, "; ".join(parts), tuple(spans), _find_line(line_starts, spans[0]))


def _find_line(line_starts: Sequence[int], span: Span) -> int:
    return bisect_right(line_starts, span.start)


def _write_lines(lines: Sequence[int]) -> str:
    if len(lines) == 1:
        return f"line {lines[0]}"
    shown = [str(line) for line in lines[:MAX_LINES]]
    more = len(lines) - MAX_LINES
    return f"lines {', '.join(shown)}" + (f" and {more} more" if more > 0 else "")
