"""Names, descriptions and pronouns -> entities: who and what is meant, by which words, and who is quoted."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from newscli.analysis.entities.mentions import Mentions
from newscli.analysis.entities.names import Group, grouped
from newscli.analysis.entities.nominals import Descriptions
from newscli.analysis.entities.pronouns import Scene
from newscli.analysis.entities.sources import Means, Sources
from newscli.analysis.quotes import DraftQuote
from newscli.model import PROSE, Article, Entity, Labels, Mention, Span, Speaker, Warning

_MOST_SPANS = 1000


class Cast:
    """The entities of an article, and who says each of its quotes (None where its words name no source)."""

    def __init__(self, article: Article, labels: Labels, found: Sequence[DraftQuote]) -> None:
        text = article.text
        groups = grouped(text, labels.names)
        scene = Scene(text, groups)
        pronouns = list(scene.pronouns(labels.anaphors))
        mentions = Mentions(groups)
        descriptions = Descriptions(text, mentions)
        paragraphs = [block.span.start for block in article.blocks]
        sources = Sources(scene, mentions, descriptions, paragraphs, pronouns)
        meant = list(_speakers(found, sources))
        others: dict[int, set[Mention]] = {}
        asked: set[int] = set()
        for quote, means in zip(found, meant, strict=True):
            span = quote.attribution.source if quote.attribution else None
            if span:
                asked.add(span.start)
            if span and means and means.kind != "name":
                others.setdefault(id(means.group), set()).add(Mention(text[span.start : span.end], *span, means.kind))
        for start, end, group in pronouns:
            if start not in asked:
                others.setdefault(id(group), set()).add(Mention(text[start:end], start, end, "pronoun"))
        for start, end, group in descriptions.everywhere(block.span for block in article.blocks if block.kind in PROSE):
            if start not in asked:
                others.setdefault(id(group), set()).add(Mention(text[start:end], start, end, "nominal"))
        made = {
            id(group): _entity(text, f"e{k}", group, descriptions.roles(group), others.get(id(group), ()))
            for k, group in enumerate(groups, 1)
        }
        self.entities = tuple(made.values())
        self.speakers = [
            _speaker(text, quote, made[id(means.group)] if means else None)
            for quote, means in zip(found, meant, strict=True)
        ]
        self.warnings = tuple(_variants(groups))


def _speakers(found: Sequence[DraftQuote], sources: Sources) -> Iterator[Means | None]:
    """Who is meant by the source of each quote, in text order."""
    spans: list[Span] = []
    groups: list[Group | None] = []
    for quote in found:
        span = quote.attribution.source if quote.attribution else None
        means = None
        if span:
            # "I" in a quote is its speaker.
            k = bisect_right(spans, span) - 1
            around = groups[k] if k >= 0 and spans[k].end > span.start else None
            means = sources.means(span, around)
        yield means
        for part in quote.spans:
            if not spans or part > spans[-1]:
                spans.append(part)
                groups.append(means.group if means else None)


def _entity(text: str, name: str, group: Group, roles: tuple[str, ...], others: Iterable[Mention]) -> Entity:
    shown = Counter(words for _, words in group.names)
    fullest = max(shown, key=lambda words: (len(words.split()), not words.isupper(), shown[words]))
    mentions = [Mention(text[span.start : span.end], *span, "name") for span, _ in group.names]
    return Entity(
        id=name,
        type=group.type,
        name=fullest,
        roles=roles,
        aliases=tuple(sorted(set(shown) - {fullest})),
        count=len(group.names),
        place=None,
        mentions=tuple(sorted([*mentions, *others], key=lambda one: (one.start, one.end))),
    )


def _speaker(text: str, quote: DraftQuote, entity: Entity | None) -> Speaker | None:
    source = quote.attribution.source if quote.attribution else None
    if source is None:
        return None
    words = text[source.start : source.end]
    return Speaker(entity.name if entity else None, entity.id if entity else None, words, source)


def _variants(groups: Sequence[Group]) -> Iterator[Warning]:
    """A warning for each name that is spelled in several ways."""
    for group in groups:
        if group.variants:
            shown = sorted(set(group.variants))
            spans = tuple(span for span, words in group.names if words in shown)[:_MOST_SPANS]
            yield Warning("variant-spelling", f"one name is spelled in several ways: {', '.join(shown)}", spans)
