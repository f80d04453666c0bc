"""What of an email is the letter: without buttons, links to the web version, signature, words about the mailing."""

import re
from collections.abc import Collection, Sequence
from itertools import groupby

from newscli.lang.en.calendar import LOOSE_MONTH_PATTERN
from newscli.lang.en.letters import BUTTONS, ENDINGS, FOOTER_WORDS, FURNITURE
from newscli.lang.letters import DEVICE_OPENERS, DEVICES
from newscli.model import Field
from newscli.patterns import compile_lazily
from newscli.structure.boilerplate import find_boilerplate
from newscli.structure.bylines import is_bare_name, spell_name
from newscli.structure.drafts import DraftBlock
from newscli.structure.layout import split_lines
from newscli.text import SENTENCE_END_MARKS, count_words

_FURNITURE = compile_lazily(rf"\W{{0,3}}(?:{'|'.join(FURNITURE)})", re.IGNORECASE)
_BUTTON = compile_lazily(rf"(?:{'|'.join(BUTTONS)})", re.IGNORECASE)
_ENDING = compile_lazily(rf"\W{{0,3}}(?:{'|'.join(ENDINGS)})", re.IGNORECASE)
_FOOTER = compile_lazily(FOOTER_WORDS, re.IGNORECASE)
_DEVICE = compile_lazily(
    rf"\W{{0,3}}(?:{'|'.join(DEVICE_OPENERS)})\b.{{0,40}}(?:{'|'.join(DEVICES)})\b.{{0,40}}", re.IGNORECASE
)
_RULE = compile_lazily(r"[\s=_*~#-]{3,}")
_ADDRESS_LINE = compile_lazily(r"\(?https?://\S+\)?")
# An address in brackets, as in a rendering of HTML.
_LINK = compile_lazily(r"[(<\[]\s?(?:https?:|mailto:)[^\s()<>\[\]]{1,2000}\s?[)>\]]")
_CELL_END = compile_lazily(r"\t|\s?[|•·∙»]\s?")
_COUNT = compile_lazily(r"\d[\d.,]{0,9}k?", re.IGNORECASE)
# Signs that a text part was made from the HTML part: addresses in brackets, long rules, a link to the web version.
_RENDERING = compile_lazily(
    rf"\(https?://|<https?://|^[=*_-]{{10,}}[ \t\r]*$|^\W{{0,3}}(?:{FURNITURE[0]}|{FURNITURE[1]})",
    re.IGNORECASE | re.MULTILINE,
)
# A letter may mention its end early; there must be something before it.
_MIN_LETTER_LINES = 2
# Furniture is short, without its addresses.
_MAX_FURNITURE_WORDS = 40
# A paragraph below the end of a letter with so many words is prose, if it speaks of anything but the mailing; if there
# is more of that, the letter goes on.
_MIN_PROSE_WORDS = 15
_MAX_PROSE_WORDS = 30
# A line of so many characters that ends in no full stop goes on in the next one.
_MIN_WRAPPED_CHARS = 60
_SIGNATURE_MARKS = ("--", "-- ")
_MAX_SIGNATURE_LINES = 12
_MAX_SIGNATURE_WORDS = 80
_MIN_SENTENCE_WORDS = 8
# What may stand around the story of a release, as a share of the words.
_MAX_BOILERPLATE_SHARE = 0.4
# The title, a subtitle, a name and a day may come first.
_MAX_BYLINE_BLOCK = 4
_DAY = compile_lazily(rf"{LOOSE_MONTH_PATTERN} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {LOOSE_MONTH_PATTERN}(?: \d{{4}})?")


def is_rendering(text: str) -> bool:
    """Whether a text part is a rendering of an HTML part, with addresses in brackets and rules."""
    return _RENDERING.search(text) is not None


def strip_blocks(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Strip from the blocks of an HTML part what is no part of the letter, nor of the story of a press release."""
    texts = [block.text for block in blocks]
    kept = [blocks[k] for k in _list_letter(texts, list(map(_is_prose, texts))) if not _RULE.fullmatch(texts[k])]
    # The text of a page is the story alone; in a text part, boilerplate stays, and is in no block.
    text = "\n\n".join(" ".join(block.text.split()) for block in kept)
    lines = split_lines(text)
    boilerplate = find_boilerplate(text, lines) if len(lines) == len(kept) else frozenset()
    words = sum(count_words(kept[k].text) for k in boilerplate)
    # A note above the story, or a mark in capitals below it. Of other letters, the credits at the end stay.
    is_release = any(k < len(kept) / 2 or not any(map(str.islower, kept[k].text)) for k in boilerplate)
    if not is_release or words > _MAX_BOILERPLATE_SHARE * count_words(text):
        return kept
    return [block for k, block in enumerate(kept) if k not in boilerplate]


def strip_lines(text: str) -> str:
    """Strip the same from the lines of a text part, but for the boilerplate of releases."""
    lines = text.splitlines()
    are_prose: list[bool] = []
    for has_text, group in groupby(lines, lambda line: bool(line.strip())):
        paragraph = list(group)
        are_prose += [has_text and _is_prose(" ".join(paragraph))] * len(paragraph)
    kept = _list_letter(lines, are_prose)
    shown = (
        "" if _RULE.fullmatch(lines[k]) else lines[k] for k in kept if not _ADDRESS_LINE.fullmatch(lines[k].strip())
    )
    return "\n".join(shown).strip("\n") + "\n"


def take_byline(blocks: Sequence[DraftBlock], senders: Collection[str]) -> tuple[list[Field], list[DraftBlock]]:
    """Take a byline without "By" off a letter: near its beginning, a sender's or another name, with a day after it."""
    for number, block in enumerate(blocks[:_MAX_BYLINE_BLOCK]):
        following = blocks[number + 1].text if number + 1 < len(blocks) else ""
        if _DAY.fullmatch(following) and (block.text in senders or is_bare_name(block.text)):
            rest = [*blocks[:number], *blocks[number + 2 :]]
            return [Field("author", spell_name(block.text), "byline")], rest
    return [], list(blocks)


def _list_letter(lines: Sequence[str], are_prose: Sequence[bool]) -> list[int]:
    """List the indices of the lines, or blocks, of the letter. ``are_prose`` says which stand in a prose paragraph."""
    furniture = _find_furniture(lines)
    end = _find_signature(lines, _find_end(lines, are_prose, furniture))
    return [k for k in range(end) if k not in furniture]


def _find_furniture(lines: Sequence[str]) -> set[int]:
    furniture: set[int] = set()
    buttons: set[int] = set()
    for k, line in enumerate(lines):
        if _is_buttons(line):
            buttons.add(k)
        elif _opens_with(_FURNITURE, lines, k) or _DEVICE.fullmatch(line.strip()):
            furniture.add(k)
    # Counts of likes and comments stand beside the buttons, each perhaps in a line of its own.
    for numbers in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        beside = False
        for k in numbers:
            beside = k in buttons or (beside and (not lines[k].strip() or bool(_COUNT.fullmatch(lines[k].strip()))))
            if beside and lines[k].strip():
                buttons.add(k)
    return furniture | buttons


def _is_buttons(line: str) -> bool:
    """Whether a line has buttons and counts alone: "Share", "12 | 3 | Share", "Forward (https://…) | Tweet (https://…)"."""
    cells = [cell.strip() for cell in _CELL_END.split(_LINK.sub("", line[:1000]))]
    filled = [cell for cell in cells if cell and not _COUNT.fullmatch(cell)]
    return bool(filled) and all(_BUTTON.fullmatch(cell) for cell in filled)


def _opens_with(pattern: re.Pattern[str], lines: Sequence[str], k: int) -> bool:
    """Whether a line opens with furniture, and is neither a long text nor the middle of a paragraph."""
    if not pattern.match(lines[k]):
        return False
    above = lines[k - 1].strip() if k else ""
    is_wrapped = len(above) >= _MIN_WRAPPED_CHARS and above[-1] not in f"{SENTENCE_END_MARKS})>"
    return not is_wrapped and count_words(_LINK.sub("", lines[k])) <= _MAX_FURNITURE_WORDS


def _find_end(lines: Sequence[str], are_prose: Sequence[bool], furniture: set[int]) -> int:
    """Find the first line about the mailing that no prose follows, and add those before the letter to ``furniture``."""
    prose = 0
    end = len(lines)
    filled = [k for k, line in enumerate(lines) if line.strip() and k not in furniture]
    for k in range(len(lines) - 1, -1, -1):
        if _opens_with(_ENDING, lines, k):
            if filled[:_MIN_LETTER_LINES] and k > filled[:_MIN_LETTER_LINES][-1]:
                end = k
            else:
                furniture.add(k)
        elif are_prose[k] and k not in furniture:
            prose += count_words(lines[k])
        if prose > _MAX_PROSE_WORDS:
            break
    return end


def _is_prose(paragraph: str) -> bool:
    return count_words(paragraph) >= _MIN_PROSE_WORDS and not _FOOTER.search(paragraph)


def _find_signature(lines: Sequence[str], end: int) -> int:
    """Find the line that opens a short signature, "-- "; without the space, only if no sentence follows."""
    start = next((k for k in range(end - 1, 0, -1) if lines[k].strip("\r") in _SIGNATURE_MARKS), None)
    if start is None or not any(line.strip() for line in lines[:start]):
        return end
    below = [line for line in lines[start + 1 : end] if line.strip()]
    counts = [count_words(line) for line in below]
    is_short = len(below) <= _MAX_SIGNATURE_LINES and sum(counts) <= _MAX_SIGNATURE_WORDS
    has_sentence = any(
        count >= _MIN_SENTENCE_WORDS and line.rstrip()[-1] in SENTENCE_END_MARKS
        for line, count in zip(below, counts, strict=True)
    )
    return start if is_short and not (has_sentence and lines[start].strip("\r") != "-- ") else end
