"""Checks of quotes: whose words they are, and whether they are the same wherever they stand."""

from collections.abc import Iterator, Sequence

from newscli.analysis.alignment import Word, compare, list_shingles, split_words
from newscli.analysis.desk.findings import Finding
from newscli.analysis.entities.names import may_be_one_person
from newscli.analysis.verification.marked_words import MarkedWords, list_marked_parts, list_marked_words
from newscli.lang.en.desk import NOBODYS_CUES
from newscli.model import Entity, Quote, Report, Span
from newscli.text import fold_name

# Shorter words in marks are a partial quote or a term, and need no source of their own.
_MIN_SENTENCE_WORDS = 6
# Of a quote that stands twice, so many words, and this share of them, must be the same.
_MIN_COMMON_WORDS = 6
_MIN_SHARE = 0.6
_MAX_COMPARED_WORDS = 200
_MAX_COMPARED_PAIRS = 500
_MAX_QUOTES_PER_RUN = 5
_RUN_WORDS = 4
_MIN_TITLE_WORDS = 2
_INTRODUCING_MARKS = (":", "—", "–", "―", "…")
_DASHES = ("—", "–", "―", "--", "- ")
_DOUBLE_MARKS = '“"„«'


def check_quotes(report: Report) -> Iterator[Finding]:
    """Find what is doubtful about the quotes."""
    yield from _find_unmatched_marks(report)
    yield from _find_quotes_without_source(report)
    yield from _count_anonymous(report)
    yield from _find_quotes_of_titles(report)
    yield from _find_contradicting_quotes(report)
    yield from _find_unintroduced(report)


def _find_unmatched_marks(report: Report) -> Iterator[Finding]:
    for warning in report.warnings:
        if warning.code == "unbalanced-quotes":
            for span in warning.spans:
                yield Finding("Q101", span, "a quotation mark without its partner")


def _find_quotes_without_source(report: Report) -> Iterator[Finding]:
    text = report.text or ""
    sources = [quote.cue.span.start for quote in report.quotes if quote.cue]
    for number, quote in enumerate(report.quotes):
        if quote.speaker is not None:
            continue
        cue = quote.cue.text.casefold() if quote.cue else ""
        previous = report.quotes[number - 1] if number else None
        if cue in NOBODYS_CUES:
            yield Finding("Q103", quote.spans[0], f"“{quote.cue.text if quote.cue else ''}”: by whom?")
        elif (
            quote.kind == "direct"
            and quote.cue is None
            and len(split_words(quote.text)) >= _MIN_SENTENCE_WORDS
            and not _is_introduced(report, text, quote, sources)
            and not (previous and previous.kind == "direct" and _is_next(text, previous, quote))
        ):
            yield Finding("Q102", quote.spans[0], "a direct quote without a source")


def _is_introduced(report: Report, text: str, quote: Quote, sources: Sequence[int]) -> bool:
    """Whether the words around a quote may say whose it is, in a way that newscli does not read."""
    block = next((b.span for b in report.blocks if b.span.start <= quote.spans[0].start < b.span.end), quote.spans[0])
    before, after = text[: block.start].rstrip(), text[quote.spans[-1].end : quote.spans[-1].end + 4].strip()
    lead = text[block.start : quote.spans[0].start].rstrip()
    return (
        (not lead and before.endswith(_INTRODUCING_MARKS))
        or lead.endswith((*_INTRODUCING_MARKS, ","))
        or after.startswith(_DASHES)
        or any(block.start <= source < block.end for source in sources)
        or any(block.start <= m.start < block.end for e in report.entities if e.type == "person" for m in e.mentions
               if not any(start <= m.start < end for start, end in quote.spans))
    )  # fmt: skip


def _is_next(text: str, previous: Quote, quote: Quote) -> bool:
    """Whether nothing but blanks stands between two quotes: the speech of one goes on."""
    return not text[previous.spans[-1].end : quote.spans[0].start].strip()


def _count_anonymous(report: Report) -> Iterator[Finding]:
    quotes = [quote for quote in report.quotes if quote.speaker is not None]
    withheld = [quote for quote in quotes if quote.speaker and quote.speaker.anonymous == "withheld"]
    if withheld:
        share = len(withheld) / len(quotes)
        count = "1 quote is" if len(withheld) == 1 else f"{len(withheld)} quotes are"
        yield Finding(
            "Q104", withheld[0].spans[0], f"{count} from sources whose names are kept back, {share:.0%} of all"
        )


def _find_quotes_of_titles(report: Report) -> Iterator[Finding]:
    """Find words that a title or a marked-up heading quotes, and that stand in no quotation marks below."""
    text = report.text or ""
    titles = [block.span for block in report.blocks if block.kind in ("title", "heading") and not block.guessed]
    if not titles or report.body is None:
        return
    body = (text[slice(*part)] for part in list_marked_parts(text, report.body))
    row = f" {' | '.join(' '.join(word.text for word in split_words(part)) for part in body)} "
    for title in titles:
        for part in list_marked_parts(text, title):
            words = [word.text for word in split_words(text[slice(*part)])]
            # Single marks in a title may stand around the name of a film or a slogan.
            is_double = text[part.start - 1] in _DOUBLE_MARKS
            if is_double and len(words) >= _MIN_TITLE_WORDS and f" {' '.join(words)} " not in row:
                yield Finding("Q105", part, "quoted in a title, but not below with these words")


def _find_contradicting_quotes(report: Report) -> Iterator[Finding]:
    marked = [
        (part, words) for part in list_marked_words(report) if len(words := split_words(part.text)) >= _MIN_COMMON_WORDS
    ]
    for first, first_words, second, second_words in _pair_by_runs(marked):
        comparison = compare(first_words, second_words)
        common = sum(change.first.end - change.first.start for change in comparison.changes if change.is_equal)
        if common < _MIN_COMMON_WORDS or comparison.share < _MIN_SHARE:
            continue
        if first.speaker and second.speaker and not may_be_one_person(first.speaker, second.speaker):
            message = f"{first.speaker} says this on line {first.line}, and {second.speaker} here"
            yield Finding("Q106", second.span, message)
        elif comparison.relation == "altered":
            yield Finding("Q106", second.span, f"this quote stands on line {first.line} in other words")


def _pair_by_runs(
    marked: Sequence[tuple[MarkedWords, Sequence[Word]]],
) -> Iterator[tuple[MarkedWords, Sequence[Word], MarkedWords, Sequence[Word]]]:
    """Yield the pairs that share a run of four words, so many at most."""
    by_run: dict[tuple[str, ...], list[int]] = {}
    pairs: dict[tuple[int, int], None] = {}
    for number, (_, words) in enumerate(marked):
        if len(words) > _MAX_COMPARED_WORDS:
            continue
        for run in dict.fromkeys(list_shingles(words, _RUN_WORDS)):
            others = by_run.setdefault(run, [])
            pairs.update(dict.fromkeys((other, number) for other in others))
            if len(others) < _MAX_QUOTES_PER_RUN:
                others.append(number)
        if len(pairs) > _MAX_COMPARED_PAIRS:
            break
    for first, second in list(pairs)[:_MAX_COMPARED_PAIRS]:
        yield *marked[first], *marked[second]


def _find_unintroduced(report: Report) -> Iterator[Finding]:
    """Find speakers with neither a full name nor a role, and those who are quoted by last name before the full one."""
    entities = {entity.id: entity for entity in report.entities}
    # A last name that two people share may be linked to neither of them.
    full_names = [words for entity in report.entities if len(words := fold_name(entity.name).split()) > 1]
    last_names = {words[-1] for words in full_names}
    seen: set[str] = set()
    for quote in report.quotes:
        speaker = quote.speaker
        if speaker is None or speaker.entity is None or speaker.basis != "name" or speaker.entity in seen:
            continue
        seen.add(speaker.entity)
        entity = entities[speaker.entity]
        if entity.type != "person":
            continue
        if len(entity.name.split()) == 1 and not entity.roles and speaker.mention == entity.name:
            if fold_name(entity.name) not in last_names:
                yield Finding("Q107", speaker.span, f"{entity.name} has neither a full name nor a role")
        else:
            yield from _find_early_last_name(report, entity, speaker.span)


def _find_early_last_name(report: Report, entity: Entity, place: Span) -> Iterator[Finding]:
    """Find a speaker's last name in the body that stands before the full name."""
    start = report.body.start if report.body else 0
    names = [mention for mention in entity.mentions if mention.kind == "name" and mention.start >= start]
    full = next((name for name in names if len(name.text.split()) > 1), None)
    here = next((name for name in names if place.start <= name.start < place.end), None)
    if full is not None and here is not None and here.start < full.start and here.text in full.text.split():
        span = Span(here.start, here.end)
        yield Finding("Q108", span, f"{here.text} is named in full only later: {full.text}")
