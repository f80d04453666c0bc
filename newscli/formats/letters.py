"""What of an email is the letter: without links to the web version and the end that is about the subscription.

A forwarded letter is the one that was forwarded.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from newscli.lang.en.calendar import LOOSE_MONTH_PATTERN
from newscli.lang.en.letters import ENDINGS, FORWARD_MARKS, FURNITURE, ROLE_ADDRESSES, SENDER_SEPARATORS
from newscli.model import Field
from newscli.patterns import compile_lazily
from newscli.structure.bylines import parse_authors
from newscli.structure.drafts import DraftBlock

_FURNITURE = compile_lazily(rf"\W{{0,3}}(?:{'|'.join(FURNITURE)})", re.IGNORECASE)
_ENDING = compile_lazily(rf"\W{{0,3}}(?:{'|'.join(ENDINGS)})", re.IGNORECASE)
_RULE = compile_lazily(r"[\s=_*~#-]{3,}")
_ADDRESS_LINE = compile_lazily(r"\(?https?://\S+\)?")
# Signs that a text part was made from the HTML part: addresses in brackets, long rules, a link to the web version.
_RENDERING = compile_lazily(
    rf"\(https?://|<https?://|^[=*_-]{{10,}}[ \t\r]*$|^\W{{0,3}}(?:{FURNITURE[0]}|{FURNITURE[1]})",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARD = compile_lazily(rf"^[ \t>]{{0,9}}(?:{'|'.join(FORWARD_MARKS)})[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
_HEADER_LINE = compile_lazily(r"[ \t>*]{0,9}(From|Date|Sent|Subject|To|Cc|Reply-To):[* \t]{0,5}(.*)", re.IGNORECASE)
_MIN_FORWARDED_HEADERS = 2
_FORWARDED_FIELDS = {"subject": "title", "date": "published", "sent": "published"}
_SENDER = compile_lazily(r"\s*\"?(?P<name>[^<\"]{0,200}?)\"?\s*(?:<(?P<address>[^<>]{0,200})>)?\s*$")
# A letter may mention its end early; there must be something before it.
_MIN_LETTER_BLOCKS = 2
# The title, a subtitle, a name and a day may come first.
_MAX_BYLINE_BLOCK = 4
_DAY = compile_lazily(rf"{LOOSE_MONTH_PATTERN} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {LOOSE_MONTH_PATTERN}(?: \d{{4}})?")
_HASH = compile_lazily(r"(?=\S*\d)[0-9a-f]{12,}(?:mc)?\b", re.IGNORECASE)


class Sender(NamedTuple):
    """Who sent a letter: a person, a paper, or both; "" for what the sender's name does not give."""

    person: str
    paper: str


def is_rendering(text: str) -> bool:
    """Whether a text part is a rendering of an HTML part, with addresses in brackets and rules."""
    return _RENDERING.search(text) is not None


def strip_furniture(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Strip what invites to subscribe, to share or to read elsewhere, and the end from the first line about it on."""
    letter: list[DraftBlock] = []
    for block in blocks:
        if _ENDING.match(block.text) and len(letter) >= _MIN_LETTER_BLOCKS:
            break
        if not (_FURNITURE.match(block.text) or _ENDING.match(block.text) or _RULE.fullmatch(block.text)):
            letter.append(block)
    return letter


def take_byline(blocks: Sequence[DraftBlock]) -> tuple[list[Field], list[DraftBlock]]:
    """Take a byline without "By" off a letter: near its beginning, a person's name with a day after it."""
    for number, block in enumerate(blocks[:_MAX_BYLINE_BLOCK]):
        following = blocks[number + 1].text if number + 1 < len(blocks) else ""
        names = parse_authors(block.text)
        if len(names) == 1 and names[0] == block.text and _DAY.fullmatch(following):
            rest = [*blocks[:number], *blocks[number + 2 :]]
            return [Field("author", names[0], "byline")], rest
    return [], list(blocks)


def strip_furniture_lines(text: str) -> str:
    """Strip the same from the lines of a text part."""
    lines: list[str] = []
    for line in text.splitlines():
        if _ENDING.match(line) and sum(1 for kept in lines if kept.strip()) >= _MIN_LETTER_BLOCKS:
            break
        if not (_FURNITURE.match(line) or _ENDING.match(line) or _ADDRESS_LINE.fullmatch(line.strip())):
            lines.append("" if _RULE.fullmatch(line) else line)
    return "\n".join(lines).strip("\n") + "\n"


def split_forwarded(text: str) -> tuple[list[Field], str] | None:
    """Split off the header of a forwarded letter: its fields and its text; None if there is none."""
    mark = _FORWARD.search(text)
    if mark is None:
        return None
    fields: list[Field] = []
    position = mark.end()
    count = 0
    for line in text[mark.end() :].splitlines(keepends=True):
        match = _HEADER_LINE.match(line.rstrip("\r\n"))
        if match is None and (line.strip() or count):
            break
        position += len(line)
        if match:
            count += 1
            name, value = match[1].lower(), match[2].strip()
            if name == "from":
                sender = read_sender(value)
                fields += [Field("authors", sender.person, "forwarded From header")] if sender.person else []
                fields += [Field("publisher", sender.paper, "forwarded From header")] if sender.paper else []
            elif name in _FORWARDED_FIELDS and value:
                fields.append(Field(_FORWARDED_FIELDS[name], value, f"forwarded {match[1].capitalize()} header"))
    if count < _MIN_FORWARDED_HEADERS:
        return None
    return fields, text[position:].lstrip("\r\n")


def read_sender(value: str) -> Sender:
    """Read who a sender is, by the name and the address: "Ida Marsh from Valley Post", "Valley Post" <news@…>."""
    match = _SENDER.match(value)
    name = " ".join((match["name"] if match else "").split())
    address = ((match["address"] if match else "") or "").casefold()
    for separator in SENDER_SEPARATORS:
        person, _, paper = name.partition(f" {separator} ")
        if paper:
            return Sender(person.strip(), paper.strip())
    local = address.partition("@")[0]
    if name.casefold() in ROLE_ADDRESSES:
        return Sender("", "")
    squashed = "".join(c for c in name.casefold() if c.isalnum())
    is_paper = bool(name) and (local in ROLE_ADDRESSES or squashed in "".join(c for c in address if c.isalnum()))
    return Sender("", name) if is_paper else Sender(name, "")


def is_hash(value: str) -> bool:
    """Whether a List-ID's name is a hash, as Mailchimp writes them."""
    return _HASH.match(value) is not None
