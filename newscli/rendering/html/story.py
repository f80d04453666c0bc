"""The article itself in HTML, with what was found marked in it."""

import re

from lxml.html import HtmlElement

from newscli.analysis.reading import Mark, Passage, Run, is_relative, list_passages
from newscli.analysis.voices import identify_speaker
from newscli.model import Report
from newscli.rendering import palette
from newscli.rendering.html.elements import append, make, make_heading, make_hidden, set_attributes
from newscli.rendering.wording import write_speaker
from newscli.text import unify_line_ends

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_TAGS = {"code": "pre", "quote": "blockquote"}


class StoryBuilder:
    """Builds the text of one article. ``prefix`` begins all its ids; ``level`` is that of its headings."""

    def __init__(self, report: Report, prefix: str, level: int) -> None:
        self._report = report
        self._prefix = prefix
        self._level = level
        self._text = report.text or ""
        self._started_quotes: set[int] = set()

    def build(self) -> HtmlElement:
        """Build the element of the text."""
        story = make("div", {"class": "story"}, id=f"{self._prefix}text")
        for passage in list_passages(self._report):
            story.append(self._build_passage(passage))
        return story

    def _build_passage(self, passage: Passage) -> HtmlElement:
        is_heading = passage.kind == "heading"
        element = make_heading(self._level, "") if is_heading else make(_TAGS.get(passage.kind, "p"))
        set_attributes(element, {"class": passage.kind, "dir": "auto"})
        for run in passage.runs:
            self._append_run(element, run, passage)
        return element

    def _append_run(self, element: HtmlElement, run: Run, passage: Passage) -> None:
        outer = inner = None
        for mark in run.marks:
            wrapper = self._wrap(mark, run)
            if wrapper is None:
                continue
            if inner is None:
                outer = inner = wrapper
            else:
                inner.append(wrapper)
                inner = wrapper
        self._append_words(element if inner is None else inner, run, passage)
        append(element, outer)
        for mark in reversed(run.marks):
            if mark.span.end == run.span.end:
                append(element, self._make_note(mark))

    def _append_words(self, element: HtmlElement, run: Run, passage: Passage) -> None:
        """Append the words of a run, after the number of the line that begins with it."""
        if run.line is not None:
            label = {"class": "line", "data-line": str(run.line)}
            append(element, make("span", label, id=f"{self._prefix}l{run.line}"))
        words = self._text[slice(*run.span)]
        if passage.kind == "code":
            append(element, unify_line_ends(words))
        else:
            cells = words.split("\t") if passage.kind == "row" else [words]
            append(element, " │ ".join(_BLANKS.sub(" ", cell) for cell in cells))

    def _wrap(self, mark: Mark, run: Run) -> HtmlElement | None:
        """Make the element around the words of a mark."""
        report, is_first = self._report, mark.span.start == run.span.start
        match mark.kind:
            case "quote":
                quote = report.quotes[mark.number]
                attributes = {"class": quote.kind, "data-quote": f"{self._prefix}{quote.id}", "data-kind": quote.kind}
                element = make("mark", attributes, {"data-speaker": identify_speaker(quote.speaker) or ""})
                if mark.number not in self._started_quotes:
                    self._started_quotes.add(mark.number)
                    append(element, make_hidden(f"{palette.KIND_LABELS[quote.kind]}: "))
                return element
            case "name":
                entity = report.entities[mark.number]
                return make("span", {"class": "name"}, {"id": f"{self._prefix}{entity.id}"} if is_first else None)
            case "date":
                return make("span", {"class": "date"})
            case "warning":
                return make("span", {"class": "warned"})
            case "dateline":
                return make("b")
            case _:
                return None

    def _make_note(self, mark: Mark) -> HtmlElement | None:
        """Make what stands right behind a mark."""
        match mark.kind:
            case "quote" if mark.is_last:
                quote = self._report.quotes[mark.number]
                target = f"{self._prefix}{quote.id}"
                label = {"class": "who", "type": "button", "popovertarget": target, "data-for": target}
                return make("button", write_speaker(quote.speaker), label)
            case "date" if is_relative(self._report.dates[mark.number]):
                return make("small", f" [{self._report.dates[mark.number].value}]")
            case "warning":
                label = {"class": "flag", "aria-label": f"Warning {mark.number + 1}"}
                return make("a", "!", label, href=f"#{self._prefix}w{mark.number + 1}")
            case _:
                return None
