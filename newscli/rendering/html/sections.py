"""What stands around the text of an article on the HTML page: header, filters, sources, dates, places, warnings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from lxml.html import HtmlElement

from newscli.analysis.outline import walk_sections
from newscli.analysis.reading import find_marked_mention
from newscli.analysis.timeline import list_days
from newscli.analysis.voices import identify_voice, list_unquoted
from newscli.analysis.written_days import write_day
from newscli.model import Entity, Quote, Report, Voice
from newscli.rendering import palette
from newscli.rendering.html.elements import make, make_heading
from newscli.rendering.html.figures import make_bar, make_map, make_ribbon
from newscli.rendering.html.story import StoryBuilder
from newscli.rendering.views.entities import describe_place, group_by_type
from newscli.rendering.views.show import list_header_facts, write_counts
from newscli.rendering.wording import KIND_TITLES, describe_omitted, list_reservations, write_speaker

# Why newscli gives a speaker a name, by the basis of the contract.
_BASES = {
    "name": "named beside the quote",
    "description": "described beside the quote",
    "pronoun": "by a pronoun",
    "turn": "by the label of the turn",
}


def build_article(report: Report, number: int, level: int) -> HtmlElement:
    """Build the element of one article. ``number`` makes its ids unique; ``level`` is that of its heading."""
    prefix = f"a{number}-"
    omitted = describe_omitted(report.omitted)
    story = make(
        "section",
        make_heading(level + 1, "Article"),
        _build_filters(report, prefix),
        StoryBuilder(report, prefix, level + 2).build(),
        make("p", omitted, {"class": "quiet"}) if omitted else None,
    )
    parts = (
        ("Warnings", _build_warnings(report, prefix)),
        ("Sources", _build_sources(report)),
        ("Named, no quote shown", _build_links(list_unquoted(report), prefix)),
        ("Dates", _build_dates(report)),
        ("Places", _build_places(report, prefix)),
        ("Other names", _build_names(report, prefix)),
        ("Where this was read", _build_evidence(report)),
    )
    sections = [make("section", make_heading(level + 1, title), part) for title, part in parts if part is not None]
    warnings = sections[:1] if report.warnings else []
    aside = make("div", *sections[len(warnings) :], {"class": "facts"})
    names = {entity.id: entity for entity in report.entities}
    titles = {part.id: part.title for part in walk_sections(report.outline)}
    cards = make("div", *(_build_card(quote, names, titles, prefix) for quote in report.quotes))
    columns = make("div", story, aside, {"class": "columns"})
    attributes = {"id": f"a{number}", "aria-labelledby": f"{prefix}title"}
    return make("article", _build_header(report, prefix, level), *warnings, columns, cards, attributes)


def _build_header(report: Report, prefix: str, level: int) -> HtmlElement:
    metadata = report.metadata
    title = metadata.title or "(no title)"
    lines = [make("p", line) for line in list_header_facts(report)]
    if metadata.url:
        lines.append(make("p", metadata.url, {"class": "quiet"}))
    lines.append(make("p", write_counts(report), {"class": "quiet"}))
    return make("div", make_heading(level, title, id=f"{prefix}title"), *lines, {"class": "header"})


def _build_filters(report: Report, prefix: str) -> HtmlElement | None:
    if not report.quotes:
        return None
    boxes = []
    for kind, title in KIND_TITLES.items():
        box = make("input", type="checkbox", name=kind, checked="checked")
        boxes.append(make("label", box, make("span", title, {"class": f"key {kind}"})))
    options = [make("option", "all speakers", value="")]
    options += [make("option", voice.name, value=identify_voice(voice)) for voice in report.voices]
    label = make("label", "Speaker ", make("select", *options, name="speaker"))
    status = make("output", {"role": "status"})
    # The script shows it: without scripts there is nothing to filter with.
    attributes = {"class": "filters", "id": f"{prefix}filters", "hidden": "hidden"}
    return make("form", make("fieldset", make("legend", "Show"), *boxes, label, status), attributes)


def _build_warnings(report: Report, prefix: str) -> HtmlElement | None:
    if not report.warnings:
        return None
    items = []
    for number, warning in enumerate(report.warnings, 1):
        items.append(make("li", f"{warning.message} ({warning.code})", id=f"{prefix}w{number}"))
    return make("ul", *items, {"class": "warnings"})


def _build_sources(report: Report) -> HtmlElement | None:
    if not report.voices:
        return None
    names = ("who speaks", "quotes", "direct", "partial", "paraphrase", "words")
    header = make("tr", *(make("th", name, scope="col") for name in names))
    most_words = max(1, *(voice.words for voice in report.voices))
    most_quotes = max(1, *(voice.quotes for voice in report.voices))
    rows = [_build_source(voice, most_words, most_quotes) for voice in report.voices]
    table = make("table", make("thead", header), make("tbody", *rows))
    frame = make("div", table, {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": "Sources"})
    return frame


def _build_source(voice: Voice, most_words: int, most_quotes: int) -> HtmlElement:
    notes = [*voice.roles, *{"withheld": ["name withheld"], "unnamed": ["unnamed"]}.get(voice.anonymous or "", [])]
    note = make("small", "; ".join(notes)) if notes else None
    return make(
        "tr",
        make("th", make("cite" if voice.entity is None else "b", voice.name), " ", note, scope="row"),
        make("td", str(voice.quotes), make_bar(voice.quotes / most_quotes, "quotes")),
        *(make("td", str(count or "–")) for count in (voice.direct, voice.mixed, voice.indirect)),
        make("td", f"{voice.words:,} ({voice.share:.0%})", make_bar(voice.words / most_words, "words")),
    )


def _build_links(entities: Sequence[Entity], prefix: str) -> HtmlElement | None:
    """Build a list of people or places that leads to where each is first named."""
    return make("ul", *(_link_entity(entity, prefix) for entity in entities)) if entities else None


def _link_entity(entity: Entity, prefix: str) -> HtmlElement:
    is_marked = find_marked_mention(entity) is not None
    name = make("a", entity.name, href=f"#{prefix}{entity.id}") if is_marked else make("span", entity.name)
    notes = [*entity.roles[:1], describe_place(entity.place), f"{entity.count} times" if entity.count > 1 else ""]
    note = " · ".join(filter(None, notes))
    return make("li", name, make("small", f" {note}") if note else None)


def _build_dates(report: Report) -> HtmlElement | None:
    days = list_days(report)
    if not days:
        return None
    items = [make("li", make("b", write_day(day)), make("small", f" {', '.join(texts)}")) for day, texts in days]
    return make("div", make_ribbon([day for day, _ in days], report.metadata.published), make("ul", *items))


def _build_places(report: Report, prefix: str) -> HtmlElement | None:
    places = [entity for entity in report.entities if entity.type == "place"]
    return make("div", make_map(places), _build_links(places, prefix)) if places else None


def _build_names(report: Report, prefix: str) -> HtmlElement | None:
    groups = group_by_type(report.entities)
    groups.pop("place", None)
    if not groups:
        return None
    return make("dl", *_list_groups(groups.items(), prefix))


def _list_groups(groups: Iterable[tuple[str, Sequence[Entity]]], prefix: str) -> Iterator[HtmlElement]:
    for kind, entities in groups:
        yield make("dt", kind)
        yield make("dd", make("ul", *(_link_entity(entity, prefix) for entity in entities)))


def _build_evidence(report: Report) -> HtmlElement:
    source, evidence = report.source, report.metadata.evidence
    facts = [("file", PurePath(source.path).name), ("sha256", source.sha256 or "")]
    facts += [(name.replace("_", " "), item.origin) for name, item in evidence.items()]
    items = [part for name, value in facts if value for part in (make("dt", name), make("dd", value))]
    return make("details", make("summary", "File and metadata"), make("dl", *items, {"class": "evidence"}))


def _build_card(
    quote: Quote, names: Mapping[str, Entity], titles: Mapping[str, str | None], prefix: str
) -> HtmlElement:
    """Build what opens at a quote: who says it, how, how sure that is, and why."""
    facts = [(name, value) for name, value in _list_card_facts(quote, names, titles) if value]
    items = [part for name, value in facts for part in (make("dt", name), make("dd", value))]
    attributes = {"class": "card", "id": f"{prefix}{quote.id}", "popover": "auto", "role": "dialog"}
    attributes["aria-label"] = f"Quote {quote.id}"
    return make("div", make("p", make("b", write_speaker(quote.speaker))), make("dl", *items), attributes)


def _list_card_facts(
    quote: Quote, names: Mapping[str, Entity], titles: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    speaker = quote.speaker
    entity = names.get(speaker.entity or "") if speaker else None
    reporter = names.get(speaker.via or "") if speaker else None
    section = titles.get(quote.section or "")
    yield "kind", ", ".join([palette.KIND_LABELS[quote.kind], *list_reservations(quote)])
    yield "role", "; ".join(entity.roles) if entity else ""
    yield "in the text", f"“{speaker.mention}”" if speaker else ""
    yield "verb", quote.cue.text if quote.cue else ""
    yield "reported by", reporter.name if reporter else ""
    yield "name", _explain_name(quote)
    yield "quote", f"{quote.confidence:.0%} sure"
    yield "place", f"line {quote.line}" + (f", {section}" if section else "")


def _explain_name(quote: Quote) -> str:
    speaker = quote.speaker
    if speaker is None or speaker.basis is None:
        return "withheld by the article" if speaker and speaker.anonymous == "withheld" else ""
    confidence = f", {speaker.confidence:.0%} sure" if speaker.confidence is not None else ""
    return f"{_BASES[speaker.basis]}{confidence}"
