"""Markup that is known to be the story, as feeds, letters and wire formats carry it -> blocks."""

from collections.abc import Iterator

from lxml import html

from newscli.limits import Limits
from newscli.model import BlockKind
from newscli.reading.html.body import Part
from newscli.reading.html.page import parsed

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, BlockKind] = {"li": "item", "blockquote": "quote", "pre": "code", "tr": "row"}
_INLINE = frozenset(
    "a abbr b big cite code del dfn em font i ins kbd mark q s small span strike strong sub sup time tt u var".split()
)
_UNSHOWN = frozenset("script style head template noscript title svg".split())


def parts(markup: str, limits: Limits) -> list[Part]:
    """The blocks of some markup, in its order. Raises LimitError and EmptyError as html.page.parsed does."""
    return [part for part in _blocks(parsed(f"<div>{markup}</div>", limits), "paragraph", 0) if part.words]


def _blocks(one: html.HtmlElement, kind: BlockKind, level: int) -> Iterator[Part]:
    """The blocks in an element, and those of its own words."""
    words = one.text or ""
    for child in one:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _INLINE:
            words += "".join(map(str, child.itertext()))
        elif tag in ("td", "th"):
            words += ("\t" if words.strip() else "") + " ".join("".join(map(str, child.itertext())).split())
        elif tag not in _UNSHOWN and tag not in ("img", "wbr", ""):
            yield _part(kind, words, level)
            words = ""
            yield from _blocks(child, "heading" if tag in _HEADINGS else _KINDS.get(tag, kind), _HEADINGS.get(tag, 0))
        words += child.tail or ""
    yield _part(kind, words, level)


def _part(kind: BlockKind, words: str, level: int) -> Part:
    if kind == "row":
        return Part(kind, "\t".join(" ".join(cell.split()) for cell in words.strip().split("\t")).strip())
    shown = words.strip("\n") if kind == "code" else " ".join(words.split())
    return Part(kind, f"- {shown}" if kind == "item" and shown else shown, level)
