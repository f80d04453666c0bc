"""The article as it is read on a terminal: its text at a comfortable measure, with what was found marked in it.

Quotes, names, dates and warnings differ by weight, slant and underline; where a terminal shows no styles, by marks.
Speakers stand in the margin, or after their quotes if there is no room for one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from newscli.analysis.reading import (
    Mark,
    Passage,
    PassageKind,
    Run,
    find_marked_mention,
    is_relative,
    list_passages,
)
from newscli.analysis.timeline import names_day
from newscli.analysis.written_days import write_day
from newscli.model import Report
from newscli.rendering import palette, tables
from newscli.rendering.escape import escape_controls, flatten
from newscli.rendering.wording import list_reservations
from newscli.rendering.wrapping import wrap
from newscli.text import find_line_starts, unify_line_ends

_MEASURE = 70  # columns of text
_MIN_MEASURE = 60  # if there is a margin
_MAX_WRAPPED_WIDTH = 80  # columns of lines that stay as they are
_MIN_MARGIN, _MAX_MARGIN = 22, 36  # columns
_GAP = "  "
_TAB = "    "
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_LINE_END = re.compile(" ?\n ?")
_PASSAGE_STYLES = {"title": "bold", "heading": "bold underline", "byline": "dim", "outside": "dim", "rule": "dim"}
_INDENTED = {"quote": "  ", "code": "    "}
# A warning about more places than this is written at the first of them alone.
_MAX_FLAGS = 8


class ReadingPage:
    """A Report that Rich can print as the article itself."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from _Layout(self._report, console, options.max_width).write_lines()


class _Note(NamedTuple):
    """A note for the margin, and the offset in its passage of what it belongs to."""

    offset: int
    text: Text


class _Layout:
    """One Report laid out for the width of one console."""

    def __init__(self, report: Report, console: Console, width: int) -> None:
        self.report = report
        self.console = console
        self.has_styles = console.color_system is not None
        self.text = report.text or ""
        self.gutter = len(str(len(find_line_starts(self.text)))) + len(_GAP)
        room = width - self.gutter - len(_GAP)
        # Without styles, the marks take room.
        measure = max(_MEASURE, _find_wrapped_width(report) + (2 if self.has_styles else 8))
        margin = max(_MIN_MARGIN, min(_MAX_MARGIN, room - measure))
        self.has_margin = room - margin >= _MIN_MEASURE
        self.measure = min(measure, room - margin if self.has_margin else width - self.gutter)
        self.margin = margin
        self.started_quotes: set[int] = set()
        # Whether what has been written of a passage ends in a blank; to ask its text would take its whole length.
        self.ends_in_blank = False

    def write_lines(self) -> Iterator[Text]:
        """Yield the lines of the page."""
        yield from self._write_header()
        previous: PassageKind | None = None
        for passage in list_passages(self.report):
            if previous is not None and not (previous == passage.kind and previous in ("outside", "item", "row")):
                yield Text()
            yield from self._write_passage(passage)
            previous = passage.kind
        if previous is None:
            yield self._indent(tables.make_empty_note("such section"))
            return
        yield Text()
        yield self._indent(self._write_legend())
        note = tables.make_omitted_note(self.report.omitted)
        if note:
            yield self._indent(note)

    def _indent(self, line: Text) -> Text:
        return Text(" " * self.gutter).append_text(line)

    def _write_header(self) -> Iterator[Text]:
        """Yield what describes the article and does not stand in its text, and the warnings about all of it."""
        lines = list(_list_header(self.report))
        for line in lines:
            yield from (self._indent(part) for _, part in wrap(line, self.measure))
        if lines:
            yield Text()

    def _write_legend(self) -> Text:
        """Explain the marks of this page, as they are."""
        report = self.report
        kinds = {quote.kind for quote in report.quotes}
        legend = [(palette.KIND_LABELS[kind], style) for kind, style in palette.QUOTE_STYLES.items() if kind in kinds]
        if not self.has_styles and kinds:
            legend = [("‹quote›" if self.has_margin else "‹quote› [speaker]", "")]
        if any(map(find_marked_mention, report.entities)):
            legend.append(("first mention" if self.has_styles else "_first mention_", palette.FIRST_MENTION))
        if any(is_relative(date) and names_day(date) for date in report.dates):
            legend.append(("day [date]", palette.DATE))
        if any(warning.spans for warning in report.warnings):
            legend.append(("[! warning]", palette.WARNING))
        return Text("  ").join(Text(label, style=style) for label, style in legend)

    def _write_passage(self, passage: Passage) -> Iterator[Text]:
        indent = _INDENTED.get(passage.kind, "")
        body, notes, numbers = self._mark_up(passage)
        body.stylize_before(_PASSAGE_STYLES.get(passage.kind, ""))
        wrapped = wrap(body, self.measure - len(indent))
        starts, lines = [start for start, _ in wrapped], [line for _, line in wrapped]
        margin = self._set_margin(starts, notes) if self.has_margin else []
        shown_numbers = {bisect_right(starts, offset) - 1: number for offset, number in reversed(numbers)}
        for k in range(max(len(lines), len(margin))):
            number = shown_numbers.get(k)
            line = Text(f"{number or '':>{self.gutter - len(_GAP)}}{_GAP}", style="dim")
            line = Text().append_text(line).append(indent)
            if k < len(lines):
                line.append_text(lines[k])
            if k < len(margin) and margin[k] is not None:
                line.pad_right(self.gutter + self.measure + len(_GAP) - line.cell_len)
                line.append_text(margin[k] or Text())
            yield line

    def _set_margin(self, starts: Sequence[int], notes: Sequence[_Note]) -> list[Text | None]:
        """Put each note beside the line that it belongs to, or below the note before it."""
        lines: list[Text | None] = []
        for note in notes:
            line = bisect_right(starts, note.offset) - 1
            lines += [None] * (line - len(lines))
            lines += (part for _, part in wrap(note.text, self.margin))
        return lines

    def _mark_up(self, passage: Passage) -> tuple[Text, list[_Note], list[tuple[int, int]]]:
        """Write the text of a passage: its words with their styles, notes, and the numbers of its lines by offset."""
        body = Text()
        self.ends_in_blank = False
        notes: list[_Note] = []
        numbers: list[tuple[int, int]] = []
        keeps_lines = passage.kind == "code" or self._fits_by_line(passage)
        for run in passage.runs:
            for mark in run.marks:
                if mark.kind == "quote" and mark.number not in self.started_quotes:
                    self.started_quotes.add(mark.number)
                    notes.append(_Note(len(body), self._write_speaker(mark.number)))
            opening, closing = self._choose_marks(run)
            body.append(opening)
            if run.line is not None:
                numbers.append((len(body), run.line))
            self._append_words(body, run, self._clean(run, passage, keeps_lines), closing)
            for mark in reversed(run.marks):  # the inner ones first
                if mark.span.end == run.span.end:
                    self._append_note(body, mark)
        return body, notes, numbers

    def _fits_by_line(self, passage: Passage) -> bool:
        """Whether the lines of a passage fit the page as they are, so that each can have its own number."""
        lines = self.text[slice(*passage.span)].splitlines()
        width = self.measure - len(_INDENTED.get(passage.kind, ""))
        return len(lines) > 1 and all(cell_len(line) <= width for line in lines)

    def _clean(self, run: Run, passage: Passage, keeps_lines: bool) -> str:
        """Return the words of a run, its blanks joined; the ends of lines stay if the passage keeps them."""
        words = unify_line_ends(self.text[slice(*run.span)])
        if passage.kind == "code":
            return words.replace("\t", _TAB)
        if keeps_lines:
            return _LINE_END.sub("\n", "\n".join(_BLANKS.sub(" ", line) for line in words.split("\n")))
        cells = words.split("\t") if passage.kind == "row" else [words]
        return _TAB.join(_BLANKS.sub(" ", cell) for cell in cells)

    def _append_words(self, body: Text, run: Run, words: str, closing: str) -> None:
        """Append the words of a run in its styles, and the marks that close it; no blank follows another."""
        if self.ends_in_blank or not body:
            words = words.lstrip(" ")
        if closing and words.endswith(" "):
            words, closing = words.rstrip(" "), f"{closing} "
        start = len(body)
        body.append(escape_controls(words))
        for mark in run.marks:
            body.stylize(self._choose_style(mark), start)
        body.append(closing)
        written = words + closing
        self.ends_in_blank = written.endswith((" ", "\n")) if written else self.ends_in_blank

    def _choose_style(self, mark: Mark) -> str:
        match mark.kind:
            case "quote":
                return palette.QUOTE_STYLES[self.report.quotes[mark.number].kind]
            case "name":
                return palette.FIRST_MENTION
            case "date":
                return palette.DATE
            case "warning":
                return palette.WARNING
            case "dateline":
                return "bold"
            case _:
                return ""

    def _choose_marks(self, run: Run) -> tuple[str, str]:
        """Choose what to write around a run if there are no styles."""
        opening = closing = ""
        if not self.has_styles:
            for mark in run.marks:
                pair = {"quote": "‹›", "name": "__"}.get(mark.kind)
                if pair and mark.span.start == run.span.start:
                    opening += pair[0]
                if pair and mark.span.end == run.span.end:
                    closing = pair[1] + closing
        return opening, closing

    def _append_note(self, body: Text, mark: Mark) -> None:
        """Append what is said of a mark right behind it."""
        if mark.kind == "warning":
            warning = self.report.warnings[mark.number]
            if mark.span == warning.spans[0]:
                body.append(f" [! {flatten(warning.message)}]", palette.WARNING)
            elif len(warning.spans) <= _MAX_FLAGS:
                body.append(" [!]", palette.WARNING)
        elif mark.kind == "date" and is_relative(self.report.dates[mark.number]):
            body.append(f" [{flatten(self.report.dates[mark.number].value)}]", "dim")
        elif mark.kind == "quote" and mark.is_last and not self.has_margin:
            body.append(" [").append_text(self._write_speaker(mark.number)).append("]")

    def _write_speaker(self, number: int) -> Text:
        quote = self.report.quotes[number]
        note = Text.assemble((f"{quote.id} ", "dim"), tables.name_speaker(quote.speaker))
        for label in list_reservations(quote):
            note.append(", ").append(label, palette.RESERVATION)
        if not self.has_styles and quote.kind != "direct":
            note.append(f", {palette.KIND_LABELS[quote.kind]}")
        return note


def _find_wrapped_width(report: Report) -> int:
    """Find the width of the lines of a text that somebody has wrapped; 0 if nobody has, or wider than a page is."""
    paragraphs = [(report.text or "")[slice(*block.span)] for block in report.blocks if block.kind == "paragraph"]
    lines = [line for paragraph in paragraphs if "\n" in paragraph for line in paragraph.splitlines()]
    width = max(map(cell_len, lines), default=0)
    return width if width <= _MAX_WRAPPED_WIDTH else 0


def _list_header(report: Report) -> Iterator[Text]:
    """Yield the lines about an article that its text doesn't have."""
    metadata = report.metadata

    def is_missing(name: str) -> bool:
        evidence = metadata.evidence.get(name)
        return evidence is not None and evidence.span is None

    if metadata.title and is_missing("title"):
        yield tables.make_line(metadata.title, "bold")
    if metadata.authors and is_missing("authors"):
        yield tables.make_line(f"By {', '.join(metadata.authors)}", "italic")
    published = write_day(metadata.published) if metadata.published else None
    facts = [metadata.agency, metadata.publisher, published]
    names = ("agency", "publisher", "published")
    missing_facts = [fact for name, fact in zip(names, facts, strict=True) if fact and is_missing(name)]
    if missing_facts:
        yield tables.make_line(" · ".join(missing_facts), "dim")
    for warning in report.warnings:
        if not warning.spans:
            yield tables.make_line(f"! {warning.message}", palette.WARNING)
