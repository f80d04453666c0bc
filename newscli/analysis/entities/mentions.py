"""Names by position, and the index of a text that the resolvers of pronouns, nominals and sources share."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newscli.analysis.entities.names import NameCluster, NameKey, infer_gender
from newscli.lang.en.sentences import find_sentence_starts


class ResolvedMention(NamedTuple):
    """Text that means somebody or something: a name, or a nominal or pronoun that was resolved."""

    start: int
    end: int
    cluster: NameCluster


class MentionIndex:
    """The names of some clusters by position.

    ``mentions`` are in text order, ``starts`` are where they begin. ``by_key`` has the cluster of each normalized
    name: the one that is mentioned first.
    """

    def __init__(self, clusters: Sequence[NameCluster]) -> None:
        mentions = (ResolvedMention(*name.span, cluster) for cluster in clusters for name in cluster.names)
        self.mentions = sorted(mentions, key=lambda mention: mention[:2])
        self.starts = [mention.start for mention in self.mentions]
        self.by_key: Mapping[NameKey, NameCluster] = {
            key: cluster for cluster in reversed(clusters) for key in cluster.keys
        }

    def starting_in(self, start: int, end: int) -> list[ResolvedMention]:
        """Return the names that begin at ``start`` or after it, and before ``end``."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text with its names.

    ``sentences`` and ``paragraphs`` are the positions where these begin, in order. ``genders`` has each person's
    gender, "f" or "m", or None where nothing tells it.
    """

    text: str
    sentences: Sequence[int]
    paragraphs: Sequence[int]
    mentions: MentionIndex
    genders: Mapping[NameCluster, str | None]

    def count_sentences(self, position: int) -> int:
        """Return how many sentences begin at a position or before it."""
        return bisect_right(self.sentences, position)

    def count_paragraphs(self, position: int) -> int:
        """Return how many paragraphs begin at a position or before it."""
        return bisect_right(self.paragraphs, position)

    def find_sentence_start(self, position: int) -> int:
        """Return where the sentence of a position begins."""
        return self.sentences[self.count_sentences(position) - 1]

    def count_words_before(self, position: int) -> int:
        """Return how many words, as spaces divide them, a position has before it in its sentence."""
        return len(self.text[self.find_sentence_start(position) : position].split())


def index_text(text: str, clusters: Sequence[NameCluster], paragraphs: Sequence[int] = ()) -> NamedText:
    """Index a text by its name clusters. ``paragraphs`` are the positions where paragraphs begin, in order."""
    return NamedText(
        text=text,
        sentences=find_sentence_starts(text),
        paragraphs=paragraphs,
        mentions=MentionIndex(clusters),
        genders={cluster: infer_gender(text, cluster) for cluster in clusters if cluster.type == "person"},
    )
