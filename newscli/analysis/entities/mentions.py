"""Names by position, and the index of a text for the resolvers of pronouns, nominals and sources."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from newscli.analysis.entities.names import NameCluster, NameKey, infer_gender
from newscli.lang.en.sentences import find_sentence_starts
from newscli.model import Span

# Of a longer sentence, so much is looked at on either side of a position: else the time would grow with the square of
# a text without full stops.
MAX_SENTENCE_CHARS = 2000


class ResolvedMention(NamedTuple):
    """A mention of somebody or something: a name, or a nominal or pronoun that was resolved.

    ``confidence`` is the probability that the cluster is right, from 0 to 1, and ``margin`` by how much the next
    likely one falls short of it.
    """

    start: int
    end: int
    cluster: NameCluster
    confidence: float = 1.0
    margin: float = 1.0


class MentionIndex:
    """The names of clusters by position.

    ``mentions`` are in text order, ``starts`` are where they begin. ``by_key`` has the cluster of each normalized name,
    the first mentioned if there are several.
    """

    def __init__(self, clusters: Sequence[NameCluster]) -> None:
        mentions = (ResolvedMention(*name.span, cluster) for cluster in clusters for name in cluster.names)
        self.mentions = sorted(mentions, key=lambda mention: mention[:2])
        self.starts = [mention.start for mention in self.mentions]
        self.by_key: Mapping[NameKey, NameCluster] = {
            key: cluster for cluster in reversed(clusters) for key in cluster.keys
        }

    def find_starting_in(self, start: int, end: int) -> list[ResolvedMention]:
        """Find the names that begin at ``start`` or after it, and before ``end``."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


class NamedText(NamedTuple):
    """A text with its names, sentences and paragraphs.

    ``sentences`` and ``paragraphs`` are the positions where they begin, in order. ``genders`` has the gender of each
    person, "f" or "m", or None if nothing shows it.
    """

    text: str
    sentences: Sequence[int]
    paragraphs: Sequence[int]
    mentions: MentionIndex
    genders: Mapping[NameCluster, str | None]

    def count_sentences(self, position: int) -> int:
        """Count the sentences that begin at a position or before it."""
        return bisect_right(self.sentences, position)

    def count_paragraphs(self, position: int) -> int:
        """Count the paragraphs that begin at a position or before it."""
        return bisect_right(self.paragraphs, position)

    def find_sentence_start(self, position: int) -> int:
        """Find where the sentence around a position begins, or what is looked at of it."""
        return max(self.sentences[self.count_sentences(position) - 1], position - MAX_SENTENCE_CHARS)

    def find_sentence(self, position: int) -> Span:
        """Find the sentence around a position, or what is looked at of it."""
        return Span(self.find_sentence_start(position), self.find_sentence_end(position))

    def find_sentence_end(self, position: int) -> int:
        """Find where the sentence around a position ends, or what is looked at of it."""
        number = self.count_sentences(position)
        end = self.sentences[number] if number < len(self.sentences) else len(self.text)
        return min(end, position + MAX_SENTENCE_CHARS)

    def find_sentence_before(self, position: int) -> int:
        """Find where the sentence before the one around a position begins, in the same paragraph if it has one."""
        start = max(self.sentences[max(0, self.count_sentences(position) - 2)], position - 2 * MAX_SENTENCE_CHARS)
        paragraph = self.count_paragraphs(position)
        return max(start, self.paragraphs[paragraph - 1]) if paragraph else start

    def count_words_before(self, position: int) -> int:
        """Count the words, separated by spaces, before a position in its sentence."""
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
