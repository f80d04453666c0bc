"""Paragraphs that belong together by their markup, so that a story split by adverts or a paywall is found whole.

A chain is all paragraphs on a page whose parents have one tag and one class, and one of which the story has.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import html

from newscli.formats.html import fragment
from newscli.structure.drafts import DraftBlock
from newscli.text import count_words

# A story with less than this share of its chain is taken to be one part of it.
MAX_PART = 0.5
# Shorter paragraphs may stand in several places of a page.
_MIN_TELLING_CHARS = 60
OTHER_CLASS = re.compile(r"comment|repl(?:y|ies)|related|teaser|promo|footer|card", re.IGNORECASE)


class _Chain(NamedTuple):
    # In the page's order.
    parents: dict[html.HtmlElement, None]
    texts: list[str]

    def count_words(self) -> int:
        return sum(count_words(text) for text in self.texts)


def find_longer_chain(root: html.HtmlElement, story: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Find the blocks of the longest chain that has paragraphs of the story; [] if the story is no small part of it."""
    telling = {block.text for block in story if len(block.text) >= _MIN_TELLING_CHARS}
    chains: dict[tuple[str, str], _Chain] = {}
    for paragraph in root.iter("p"):
        parent = paragraph.getparent()
        if parent is None or not (label := parent.get("class")) or OTHER_CLASS.search(label):
            continue
        chain = chains.setdefault((str(parent.tag), label), _Chain({}, []))
        chain.parents[parent] = None
        chain.texts.append(" ".join("".join(map(str, paragraph.itertext())).split()))
    own_chains = [chain for chain in chains.values() if not telling.isdisjoint(chain.texts)]
    longest = max(own_chains, key=_Chain.count_words, default=None)
    story_words = sum(count_words(block.text) for block in story)
    if longest is None or story_words >= MAX_PART * longest.count_words():
        return []
    outermost = [parent for parent in longest.parents if longest.parents.keys().isdisjoint(parent.iterancestors())]
    return [block for parent in outermost for block in fragment.parse_element(parent)]
