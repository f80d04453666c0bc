"""Names, nominals and pronouns -> entities: who and what an article mentions, where, and who says each quote."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newscli.analysis.entities.anonymity import AnonymityClassifier
from newscli.analysis.entities.cleaning import clean_names
from newscli.analysis.entities.clustering import cluster_names
from newscli.analysis.entities.genders import find_gender
from newscli.analysis.entities.mentions import NamedText, ResolvedMention, index_text
from newscli.analysis.entities.names import NameCluster, lower_capitals
from newscli.analysis.entities.nominals import NominalResolver
from newscli.analysis.entities.pronouns import PronounResolver
from newscli.analysis.entities.sources import Referent, SourceResolver
from newscli.analysis.quotes.drafts import DraftQuote
from newscli.model import (
    PROSE,
    Article,
    Basis,
    Entity,
    EntityType,
    Labels,
    Mention,
    MentionKind,
    Span,
    Speaker,
    Warning,
)
from newscli.text import MAX_SPANS_PER_WARNING

# The share of the names given on each basis that are right, by benchmarks/names.py on both halves: 429 of 432, 17 of 17
# (rounded down, being few) and 111 of 122. Turns are too rare among the labels, and carry the sureness of a transcript.
CONFIDENCES: Mapping[Basis, float] = {"name": 0.99, "description": 0.9, "pronoun": 0.9, "turn": 0.95}


class EntityResolution(NamedTuple):
    """The entities of an article, in order of first mention, and who says each of its quotes.

    ``speakers`` has one for each quote, in order; None if the article names no source.
    """

    entities: tuple[Entity, ...]
    speakers: tuple[Speaker | None, ...]
    warnings: tuple[Warning, ...]


def resolve_entities(
    article: Article, labels: Labels, quotes: Sequence[DraftQuote], authors: Sequence[str] = ()
) -> EntityResolution:
    """Resolve the names, nominals and pronouns of an article, and the sources of its quotes (in text order).

    ``authors`` are those who wrote the article.
    """
    text = article.text
    clusters = cluster_names(text, clean_names(text, labels.names))
    named_text = index_text(text, clusters, [block.span.start for block in article.blocks])
    nominals = NominalResolver(named_text)
    pronouns = list(PronounResolver(named_text).resolve_all(labels.anaphors))
    resolved_sources = list(_resolve_sources(quotes, SourceResolver(named_text, nominals, pronouns, authors)))
    referents = [source.referent for source in resolved_sources]
    prose = (block.span for block in article.blocks if block.kind in PROSE)
    mentions = _collect_mentions(text, quotes, referents, pronouns, nominals.resolve_all(prose))
    pronouns_by_person: dict[NameCluster, list[ResolvedMention]] = {}
    for mention in pronouns:
        pronouns_by_person.setdefault(mention.cluster, []).append(mention)
    entities = {
        cluster: _make_entity(
            named_text,
            f"e{number}",
            cluster,
            nominals.list_roles(cluster),
            mentions.get(cluster, ()),
            pronouns_by_person.get(cluster, ()),
        )
        for number, cluster in enumerate(clusters, 1)
    }
    anonymity = AnonymityClassifier(text)
    speakers = (
        _make_speaker(article, quote, source, entities, anonymity)
        for quote, source in zip(quotes, resolved_sources, strict=True)
    )
    return EntityResolution(tuple(entities.values()), tuple(speakers), tuple(_warn_of_variants(clusters)))


class _ResolvedSource(NamedTuple):
    """Whom the source of a quote means, if the article tells, and who speaks the quote around it, if there is one."""

    referent: Referent | None
    outer_speaker: NameCluster | None


def _resolve_sources(quotes: Sequence[DraftQuote], resolver: SourceResolver) -> Iterator[_ResolvedSource]:
    """Yield the resolved source of each quote."""
    spans: list[Span] = []
    speakers: list[NameCluster | None] = []
    for quote in quotes:
        source = quote.source
        referent = outer_speaker = None
        if source:
            # The speaker of the last quote that begins before the source, if the source lies inside that quote.
            number = bisect_right(spans, source) - 1
            outer_speaker = speakers[number] if number >= 0 and spans[number].end > source.start else None
            referent = resolver.resolve(source, outer_speaker, quote.spans)
            if quote.reporter and (reporter := resolver.resolve(quote.reporter, outer_speaker, quote.spans)):
                outer_speaker = reporter.cluster
        yield _ResolvedSource(referent, outer_speaker)
        for span in quote.spans:
            if not spans or span > spans[-1]:
                spans.append(span)
                speakers.append(referent.cluster if referent else None)


def _collect_mentions(
    text: str,
    quotes: Sequence[DraftQuote],
    referents: Sequence[Referent | None],
    pronouns: Iterable[ResolvedMention],
    nominals: Iterable[ResolvedMention],
) -> Mapping[NameCluster, Iterable[Mention]]:
    """Collect the mentions of each cluster other than names, without repeats: sources first, then the rest."""
    mentions: dict[NameCluster, dict[Mention, None]] = {}

    def add(cluster: NameCluster, start: int, end: int, kind: MentionKind) -> None:
        mentions.setdefault(cluster, {})[Mention(text[start:end], start, end, kind)] = None

    source_starts: set[int] = set()
    for quote, referent in zip(quotes, referents, strict=True):
        source = quote.source
        if source:
            source_starts.add(source.start)
            if referent and referent.kind != "name":
                add(referent.cluster, *source, referent.kind)
    for start, end, cluster, *_ in pronouns:
        if start not in source_starts:
            add(cluster, start, end, "pronoun")
    for start, end, cluster, *_ in nominals:
        if start not in source_starts:
            add(cluster, start, end, "nominal")
    return mentions


def _make_entity(
    named_text: NamedText,
    entity_id: str,
    cluster: NameCluster,
    roles: tuple[str, ...],
    mentions: Iterable[Mention],
    pronouns: Sequence[ResolvedMention],
) -> Entity:
    """Build the entity of a cluster. ``mentions`` are those other than names, ``pronouns`` those that were resolved."""
    text = named_text.text
    counts = Counter(name.text for name in cluster.names)
    shown_name = _choose_name(cluster.type, counts)
    names = [Mention(text[span.start : span.end], *span, "name") for span, _ in cluster.names]
    return Entity(
        id=entity_id,
        type=cluster.type,
        name=shown_name,
        roles=roles,
        aliases=tuple(sorted(set(counts) - {shown_name})),
        count=len(cluster.names),
        gender=find_gender(named_text, cluster, roles, pronouns) if cluster.type == "person" else None,
        place=None,
        mentions=tuple(sorted([*names, *mentions], key=lambda mention: (mention.start, mention.end))),
    )


def _choose_name(kind: EntityType, counts: Mapping[str, int]) -> str:
    """Choose the name to show: the most common of a place, else the fullest; preferably not in capitals."""
    if kind == "place":
        return max(counts, key=lambda name: (not name.isupper(), counts[name], len(name)))
    fullest = max(counts, key=lambda name: (*_count_words(name), not name.isupper(), counts[name]))
    return lower_capitals(fullest) if kind == "person" else fullest


def _count_words(name: str) -> tuple[int, int]:
    """Count the words of a name, and those that are no initials."""
    words = name.split()
    return len(words), sum(len(word.strip(".")) > 1 for word in words)


def _make_speaker(
    article: Article,
    quote: DraftQuote,
    source: _ResolvedSource,
    entities: Mapping[NameCluster, Entity],
    anonymity: AnonymityClassifier,
) -> Speaker | None:
    span = quote.source
    if span is None:
        return None
    referent, outer_speaker = source
    entity = entities[referent.cluster] if referent else None
    via = entities[outer_speaker] if outer_speaker else None
    basis = ("turn" if quote.turn else referent.basis) if referent else None
    return Speaker(
        name=entity.name if entity else None,
        entity=entity.id if entity else None,
        mention=article.text[span.start : span.end],
        span=span,
        basis=basis,
        confidence=CONFIDENCES[basis] if basis else None,
        anonymous=anonymity.classify(span, _find_paragraph(article, span), has_name=referent is not None),
        via=via.id if via and via is not entity else None,
    )


def _find_paragraph(article: Article, span: Span) -> Span:
    number = bisect_right(article.blocks, span.start, key=lambda block: block.span.start) - 1
    return article.blocks[number].span if number >= 0 else article.body


def _warn_of_variants(clusters: Sequence[NameCluster]) -> Iterator[Warning]:
    """Warn of each name that is spelled in several ways."""
    for cluster in clusters:
        if cluster.variants:
            spellings = sorted(set(cluster.variants))
            spans = tuple(name.span for name in cluster.names if name.text in spellings)[:MAX_SPANS_PER_WARNING]
            message = f"one name is spelled in several ways: {', '.join(spellings)}"
            yield Warning("variant-spelling", message, spans)
