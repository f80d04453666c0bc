"""Fuzz the analysis with atheris, on texts made of what it looks for: python tests/fuzz/fuzz_analysis.py [model] [-…]

The fuzzer's bytes choose fragments: names, titles, pronouns, verbs of speech, quotation marks, dates, places, labels of
transcripts, odd characters. Any of their sequences gives a report whose spans lie in the text and read as they are
shown, and pages of it without anything that a terminal obeys. With "model" as the first argument the model labels each
text; else labels are the fuzzer's, too, which finds far more in the same time. Other arguments are libFuzzer's, as
-max_total_time=600. Needs atheris: pip install atheris.
"""

import io
import re
import sys
from typing import Any

try:
    import atheris
except ImportError:
    print("skipped: needs atheris, which is not installed: pip install atheris (only some systems have wheels)")
    sys.exit(0)

with atheris.instrument_imports(include=["newscli"]):
    import newscli
    from newscli import analysis, tagging
    from newscli.analysis import dates, places, speech  # noqa: F401 - later imports are not instrumented
    from newscli.errors import NewscliError
    from newscli.lang.en.words import PRONOUN_GENDERS
    from newscli.model import Anaphor, Article, Attribution, EntityType, Labels, Name, Report, Span
    from newscli.options import InspectOptions
    from newscli.rendering.html import build_html
    from newscli.rendering.tables import make_console
    from newscli.rendering.views import View, load_view
    from newscli.tagging.marks import find_quoted_spans

from typing import get_args

from tests.conftest import check_spans

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
FRAGMENTS = (
    "Ann Lee", "Mr. Eide", "Mayor Jon Eide", "Ida Falk, 34,", "Lee", "EIDE", "the minister",
    "a source close to the trust", "Harbour Trust", "the Trust", "HT", "Bergen", "Paris, Texas", "Ann Lee's",
    "the mayor of Skerry", "former President Ida Falk", "officials", "nobody", "he", "she", "they", "who",
    "his lawyer", "said", "told", "asked", "denied that", "according to", "announced", "wrote:",
    "was quoted as saying", "had not said", "that the ferry was late", "it rained", "the ferry", "late", "and",
    "but", ",", ".", "!", "?", ":", "…", "\n", "\n\n", "- ", "—", '"', "“", "”", "‘", "’", "«", "»", "'", "(", ")",
    "[", "]", "Q:", "A:", "LEE:", "Mayor Eide:", "on Monday", "5 May 2031", "in 2030", "two days later",
    "at 5 p.m.", "last year", "SKERRY (AP) -", "By Ann Lee", "# ", "> ", "раul", "\u202e", "\u200b", "\x1b", "é",
    "e\u0301", "北京", " ", "  ", "\t", "\u200d", "\ufe0f", "👩", "\u3000", "\x1d",
)  # fmt: skip
PRONOUN = re.compile(rf"\b(?:{'|'.join(PRONOUN_GENDERS)})\b")
TYPES: tuple[EntityType, ...] = get_args(EntityType)


def build_text(provider: Any) -> str:
    count = provider.ConsumeIntInRange(1, 60)
    parts = [FRAGMENTS[provider.ConsumeIntInRange(0, len(FRAGMENTS) - 1)] for _ in range(count)]
    return (" " if provider.ConsumeBool() else "").join(parts)


def build_spans(provider: Any, text: str, count: int) -> list[Span]:
    """Build spans in text order that neither begin nor end with a blank, apart from each other."""
    spans: list[Span] = []
    for _ in range(provider.ConsumeIntInRange(0, count)):
        start = provider.ConsumeIntInRange(0, len(text) - 1)
        part = text[start : start + provider.ConsumeIntInRange(1, 60)]
        if part.strip():
            start += len(part) - len(part.lstrip())
            spans.append(Span(start, start + len(part.strip())))
    apart: list[Span] = []
    for span in sorted(spans):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart


def build_labels(provider: Any, article: Article) -> Labels:
    """Build labels that the tagger might give: in text order, names apart from each other."""
    text = article.text
    quoted, unmatched = find_quoted_spans(text, article.blocks)
    names = [
        Name(span, TYPES[provider.ConsumeIntInRange(0, len(TYPES) - 1)]) for span in build_spans(provider, text, 12)
    ]
    attributions = []
    for cue in build_spans(provider, text, 6):
        source = next(iter(build_spans(provider, text, 1)), None)
        content = tuple(build_spans(provider, text, 3))
        attributions.append(Attribution(cue, source, content, provider.ConsumeProbability()))
    anaphors = tuple(
        Anaphor(Span(*match.span()), tuple((name.span.start, 0.5) for name in names[:2]), 0.1)
        for match in PRONOUN.finditer(text)
    )
    return Labels(quoted, unmatched, tuple(names), tuple(attributions), anaphors, "en")


def check_input(data: bytes, *, use_model: bool) -> None:
    """Inspect a text; any error is a finding, and so is a span that does not fit."""
    provider = atheris.FuzzedDataProvider(data)
    text = build_text(provider)
    try:
        article = newscli.read(text.encode(), name="a.txt", isolate=False)
    except NewscliError:
        return
    labels = tagging.label(article, use_model=use_model)
    labels = labels._replace(language="en") if use_model else build_labels(provider, article)
    report = analysis.build_report(article, labels, InspectOptions(all_quotes=True))
    check_spans(report)
    check_pages(report, provider.ConsumeIntInRange(40, 140))


def check_pages(report: Report, width: int) -> None:
    """Print every page of a report; any error is a finding, and so is a control character on one."""
    pages = [build_html([report])]
    for name in ("show", "read", "quotes", "entities", "outline"):
        view = load_view(name)
        assert isinstance(view, View)
        stream = io.StringIO()
        make_console(stream, terminal=False, ink="none", width=width).print(view.build_page(report))
        pages += [stream.getvalue(), view.build_markdown(report) if view.build_markdown else ""]
    for page in pages:
        assert not OBEYED.search(page), page


def main() -> None:
    use_model = sys.argv[1:2] == ["model"]
    arguments = sys.argv[2:] if use_model else sys.argv[1:]
    atheris.Setup([sys.argv[0], *arguments], lambda data: check_input(data, use_model=use_model))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
