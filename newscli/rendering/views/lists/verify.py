"""What `newscli verify` shows: each quotation, what became of its check, and where it stands in a source."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from newscli.analysis.alignment import split_words
from newscli.analysis.verification import Checked, MarkedWords, Passage, Verdict
from newscli.model import Quote, Span
from newscli.plain import to_plain
from newscli.rendering.escape import flatten_part
from newscli.rendering.listings import Record
from newscli.rendering.wording import count_noun

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

COLUMNS = (
    "path", "quote", "line", "speaker", "verdict", "differences", "text", "source", "source_line", "source_speaker",
    "passage", "lost_words", "quoted", "said",
)  # fmt: skip
LABELS = {
    "verbatim": "verbatim",
    "slight": "verbatim but for",
    "changed": "changed",
    "spliced": "spliced from two places",
    "other speaker": "said by another",
    "not found": "not found",
    "suggestion": "paraphrase; perhaps of",
    "no suggestion": "paraphrase; no passage is like it",
}
_STYLES = {
    "verbatim": "kind.direct", "slight": "kind.direct", "not found": "reservation", "suggestion": "kind.indirect",
    "no suggestion": "kind.indirect",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """Words of a quotation, and those that its source has in their place; either may be empty."""

    quoted: str
    said: str


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of an article, what became of its check, and where it stands in a source.

    ``span`` is that in the article's text, ``source_spans`` are those in the source's. ``lost_words`` counts the words
    of the source between two places of a spliced quotation. ``quoted`` and ``said`` are the two sides of ``changes``.
    """

    path: str
    quote: str
    line: int
    span: Span
    speaker: str | None
    text: str
    verdict: Verdict | Literal["suggestion", "no suggestion"]
    differences: tuple[str, ...]
    source: str | None
    source_line: int | None
    source_speaker: str | None
    passage: str | None
    source_spans: tuple[Span, ...]
    lost_words: int
    changes: tuple[Change, ...]
    quoted: tuple[str, ...]
    said: tuple[str, ...]


def make_record(path: str, marked: MarkedWords, checked: Checked) -> Record:
    """Make the record of a quotation."""
    record: Record = to_plain(_describe(path, marked, checked, checked.verdict))
    return record


def _describe(
    path: str, marked: MarkedWords, checked: Checked, verdict: Verdict | Literal["suggestion", "no suggestion"]
) -> CheckedQuotation:
    passages = checked.passages
    first = passages[0] if passages else None
    changes = _list_changes(marked.text, checked)
    return CheckedQuotation(
        path,
        marked.quote,
        marked.line,
        marked.span,
        marked.speaker,
        marked.text,
        verdict,
        tuple(checked.differences),
        first.path if first else None,
        first.line if first else None,
        first.speaker if first else None,
        " […] ".join(passage.text for passage in passages) or None,
        tuple(passage.span for passage in passages),
        checked.lost_words,
        changes,
        tuple(change.quoted for change in changes),
        tuple(change.said for change in changes),
    )


def make_suggestion(path: str, quote: Quote, passage: Passage | None) -> Record:
    """Make the record of a paraphrase, with the passage that it may be of."""
    marked = MarkedWords(
        quote.id, quote.text, quote.spans[0], quote.line, quote.speaker.name if quote.speaker else None
    )
    checked = Checked("not found", (), (passage,) if passage else ())
    record: Record = to_plain(_describe(path, marked, checked, "suggestion" if passage else "no suggestion"))
    return record


def _list_changes(text: str, checked: Checked) -> tuple[Change, ...]:
    if checked.verdict != "changed":
        return ()
    passage = checked.passages[0].text
    ours, theirs = split_words(text), split_words(passage)
    changes = []
    for change in checked.changes:
        if not change.is_equal:
            quoted, said = (
                text_of[words[span.start].span.start : words[span.end - 1].span.end] if span.start < span.end else ""
                for text_of, words, span in ((text, ours, change.first), (passage, theirs, change.second))
            )
            changes.append(Change(quoted, said))
    return tuple(changes)


def build_page(records: Sequence[Record]) -> "RenderableType":
    """Build an entry for each quotation; what is verbatim takes one line."""
    from rich.table import Table

    from newscli.rendering import tables

    if not records:
        return tables.make_empty_note("quotations to verify")
    table = Table(box=None, show_header=False, pad_edge=False, expand=True, padding=(0, 1, 1, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for record in records:
        table.add_row(tables.make_line(record["quote"], "dim"), _write_entry(record))
    return table


def _write_entry(record: Record) -> "Text":
    from rich.text import Text

    from newscli.rendering import tables

    verdict = record["verdict"]
    label = LABELS[verdict] + (f" {', '.join(record['differences'])}" if verdict == "slight" else "")
    where = f"  {flatten_part(record['source'])}:{record['source_line']}" if record["source"] else ""
    entry = Text.assemble(
        (label, _STYLES.get(verdict, "warning")),
        "  ",
        tables.make_line(record["speaker"] or "no name", "bold" if record["speaker"] else "dim"),
        (f"  line {record['line']}{where}\n", "dim"),
        tables.make_paragraphs(record["text"] if "suggestion" in verdict else f"“{record['text']}”"),
    )
    for note in _list_notes(record):
        entry.append("\n  ").append(note)
    return entry


def _list_notes(record: Record) -> "list[Text]":
    """List what differs, one line each."""
    from rich.text import Text

    from newscli.rendering import tables

    notes = []
    for change in record["changes"]:
        quoted, said = flatten_part(change["quoted"]), flatten_part(change["said"])
        text = f"“{said}” is left out" if not quoted else f"“{quoted}” is added"
        notes.append(Text(f"“{said}” was said, not “{quoted}”" if quoted and said else text, style="warning"))
    if record["verdict"] == "other speaker":
        notes.append(tables.make_line(f"said by {record['source_speaker']}", "warning"))
    if record["lost_words"] > 0:
        notes.append(Text(f"{count_noun(record['lost_words'], 'word')} left out between", style="dim"))
    if record["passage"] and record["verdict"] != "verbatim":
        notes.append(Text.assemble(("source: ", "dim"), tables.make_line(record["passage"] or "", "italic")))
    return notes


def build_html(records: Sequence[Record]) -> str:
    """Build a web page with quotations and passages side by side."""
    from newscli.rendering.html.verification import build_verification_page

    return build_verification_page(records, LABELS)
