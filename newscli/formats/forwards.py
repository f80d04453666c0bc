"""Finds the letter that was forwarded in an email: by the header that mail programs copy above it, in many languages.

A story may quote a letter, too, with a header and all. So what stands above the header must be a note, no more than the
subject lets expect; else nothing was forwarded, and the email stays whole.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from newscli.formats.mail_headers import list_senders
from newscli.formats.senders import read_sender
from newscli.formats.subjects import clean_subject, is_forwarding, is_same_subject
from newscli.lang.en.calendar import ZONE_HOURS
from newscli.lang.letters import FORWARD_MARKS, HEADER_ROLES
from newscli.model import Field
from newscli.patterns import compile_lazily
from newscli.structure.drafts import DraftBlock
from newscli.text import count_words

_MAX_LINE_CHARS = 1000
_MAX_HEADER_LINES = 40
_MAX_LETTERS = 10
# How many blank lines and rules may stand between a mark and the header.
_MAX_GAP_LINES = 4
# How far below a line that continues a header the next one of its lines may stand.
_MAX_CONTINUED_LINES = 3
# The longest notes above a letter, in words: whose subject says that it is forwarded, or is the letter's; of others.
_MAX_NOTE_WORDS = 100
_MAX_ANSWER_WORDS = 40
_MAX_OTHER_NOTE_WORDS = 30
_MARK = compile_lazily(
    rf"[\s>*]{{0,9}}[-_*]{{0,40}}\s{{0,3}}(?:{'|'.join(FORWARD_MARKS)})\s{{0,3}}[:：]?\s{{0,3}}[-_*]{{0,80}}[\s*]{{0,9}}",
    re.IGNORECASE,
)
_LINE = compile_lazily(
    r"(?P<quote>[ \t]{0,9}(?:>[ \t]{0,3}){0,9})[*_]{0,2}(?P<label>[^\W\d][^:：*<>\n]{0,30}?)"
    r"[ \t\xa0]{0,3}\*{0,2}[:：]\*{0,2}(?P<value>.*)"
)
_RULE = compile_lazily(r"[\s>]{0,9}[-_=*]{3,}\s*")
_QUOTE_MARK = compile_lazily(r"[ \t]{0,3}> ?")
_ADDRESS = compile_lazily(r"[\w.+'-]{1,64}@[\w.-]{1,255}")
_AFTER_ADDRESS = compile_lazily(r"\s*[<\[(].*$|\s*[\w.+'-]{1,64}@.*$")
_DATE_DIGITS = compile_lazily(r"\d{4}")
_TIME = compile_lazily(r"\b(\d{1,2})[:.h](\d\d)(?:[:.](\d\d))?(?:\s?([ap])\.?\s?m\b)?", re.IGNORECASE)
_ZONE = compile_lazily(rf"(?:\b(?:UTC|GMT))?([+-]\d{{1,2}}(?::?\d\d)?)\b|\b({'|'.join(ZONE_HOURS)})\b")


class _Line(NamedTuple):
    """A line in a header: what it gives, its value, and how many quotation marks stand before it."""

    role: str
    value: str
    depth: int


class Letter(NamedTuple):
    """The fields in the copied header of a letter, its subject as it stands there, and where its text begins.

    ``depth`` is the number of quotation marks before its lines.
    """

    fields: tuple[Field, ...]
    subject: str
    start: int
    depth: int


def find_in_text(text: str, subject: str) -> tuple[tuple[Field, ...] | None, str]:
    """Find the letter that was forwarded in a text: its fields and its text; without one, None and the whole text."""
    lines = text.split("\n")
    fields: tuple[Field, ...] | None = None
    for number in range(_MAX_LETTERS):
        letter = _find_letter(lines, subject, is_nested=number > 0, are_lines=True)
        if letter is None:
            break
        fields, subject = letter.fields, letter.subject
        lines = [_unquote(line, letter.depth) for line in lines[letter.start :]]
    return fields, text if fields is None else "\n".join(lines).lstrip("\r\n")


def find_in_blocks(blocks: Sequence[DraftBlock], subject: str) -> tuple[tuple[Field, ...] | None, list[DraftBlock]]:
    """Find the letter that was forwarded in the blocks of an HTML part, in the same way."""
    found = list(blocks)
    fields: tuple[Field, ...] | None = None
    for number in range(_MAX_LETTERS):
        letter = _find_letter([block.text for block in found], subject, is_nested=number > 0, are_lines=False)
        if letter is None:
            break
        fields, subject = letter.fields, letter.subject
        # The letter may be marked as a quotation from the header on.
        is_quoted = found[letter.start - 1].kind == "quote"
        found = [
            block._replace(kind="paragraph") if is_quoted and block.kind == "quote" else block
            for block in found[letter.start :]
        ]
    return fields, found


def _unquote(line: str, depth: int) -> str:
    for _ in range(depth):
        line = _QUOTE_MARK.sub("", line, count=1) if _QUOTE_MARK.match(line) else line
    return line


def _find_letter(lines: Sequence[str], subject: str, *, is_nested: bool, are_lines: bool) -> Letter | None:
    """Find the first letter in lines, or in blocks, that was forwarded under a subject."""
    before = 0
    total = 0
    for k, line in enumerate(lines):
        short = len(line) <= _MAX_LINE_CHARS
        is_marked = short and _MARK.fullmatch(line) is not None
        begins = not are_lines or not k or not lines[k - 1].strip(" \t\r>") or _RULE.fullmatch(lines[k - 1][:99])
        first = _skip_gap(lines, k + 1) if is_marked else k
        if (is_marked or (begins and short and _read_line(line))) and (header := _Header.read(lines, first)):
            total = total or sum(map(count_words, lines))
            after = total - before - sum(count_words(each) for each in lines[k : header.end])
            if header.is_complete(is_marked) and _is_expected(header, subject, before, after, is_marked, is_nested):
                return header.to_letter()
        before += count_words(line)
        if before > _MAX_NOTE_WORDS and not (is_forwarding(subject) and not is_nested):
            return None
    return None


def _skip_gap(lines: Sequence[str], k: int) -> int:
    end = min(len(lines), k + _MAX_GAP_LINES)
    while k < end and (not lines[k].strip(" \t\r>") or _RULE.fullmatch(lines[k][:99])):
        k += 1
    return k


def _is_expected(header: "_Header", subject: str, before: int, after: int, is_marked: bool, is_nested: bool) -> bool:
    """Whether a header can be that of the letter that was forwarded: by the subjects, and the words around it."""
    if not after:
        return False
    if not before:
        return True
    if is_forwarding(subject):
        return before <= _MAX_NOTE_WORDS or (is_marked and before < after)
    if is_same_subject(subject, header.values.get("subject", "")):
        return before <= _MAX_ANSWER_WORDS and before < after
    return is_marked and not is_nested and before <= _MAX_OTHER_NOTE_WORDS and before < after


class _Header:
    """The header that a mail program copied above a letter: values by role, and the line after it."""

    def __init__(self, values: dict[str, str], end: int, depth: int) -> None:
        self.values, self.end, self.depth = values, end, depth

    @classmethod
    def read(cls, lines: Sequence[str], first: int) -> "_Header | None":
        """Read the header that begins at a line; None if none does."""
        values: dict[str, str] = {}
        last, depth = "", 0
        k = end = first
        while k < min(len(lines), first + _MAX_HEADER_LINES):
            line = lines[k][:_MAX_LINE_CHARS]
            found = _read_line(line)
            if found and (found.role not in values or found.role in ("to", "other")):
                last = found.role
                values.setdefault(last, found.value)
                depth = depth or found.depth
                k += 1
                end = k
            elif last and not line.strip(" \t\r>") and end == k and k + 1 < len(lines) and _read_line(lines[k + 1]):
                k += 1  # a header in double spacing
            elif last and end == k and _continues(lines, k, values[last]):
                values[last] = f"{values[last]} {line.strip(' >')}"
                k += 1
                end = k
            else:
                break
        return cls(values, end, depth) if values else None

    def is_complete(self, is_marked: bool) -> bool:
        """Whether it has what such headers have, with values that can be; all of it, if no mark stands above it."""
        sender, day = self.values.get("from", ""), self.values.get("date", "")
        roles = sum(role in self.values for role in ("date", "subject", "to"))
        if not any(c.isalpha() for c in sender) or ("date" in self.values and not _DATE_DIGITS.search(day)):
            return False
        if _ADDRESS.search(sender):
            return roles >= (1 if is_marked else 2)
        return "date" in self.values and "subject" in self.values and (is_marked or "to" in self.values)

    def to_letter(self) -> Letter:
        fields: list[Field] = []
        subject = self.values.get("subject", "")
        if title := clean_subject(subject, ""):
            fields.append(Field("title", title, "forwarded Subject header"))
        if day := _read_day(self.values.get("date", "")):
            fields.append(Field("published", day, "forwarded Date header"))
        value = self.values["from"].replace("*", "")
        senders = list(list_senders(value)) or [(_AFTER_ADDRESS.sub("", value).strip(" '\""), value)]
        sender = read_sender(senders[0][0], match[0] if (match := _ADDRESS.search(senders[0][1])) else "")
        fields += [Field("authors", sender.person, "forwarded From header")] if sender.person else []
        fields += [Field("publisher", sender.paper, "forwarded From header")] if sender.paper else []
        return Letter(tuple(fields), subject, self.end, self.depth)


def _read_line(line: str) -> _Line | None:
    """Read a line in a header; None if it is none."""
    match = _LINE.match(line[:_MAX_LINE_CHARS])
    role = HEADER_ROLES.get(" ".join(match["label"].casefold().split())) if match else None
    return _Line(role, match["value"].strip(" \t\r*"), match["quote"].count(">")) if match and role else None


def _continues(lines: Sequence[str], k: int, value: str) -> bool:
    """Whether a line continues the value above it: indented, in a list of people, or with more of the header below."""
    line = lines[k].strip("\r")
    if not line.strip(" \t>"):
        return False
    if value.endswith((",", ";")) or line.startswith((" ", "\t")):
        return True
    below = lines[k + 1 : k + 1 + _MAX_CONTINUED_LINES]
    blank = next((j for j, other in enumerate(below) if not other.strip(" \t\r>")), len(below))
    return any(_read_line(other) for other in below[:blank])


def _read_day(value: str) -> str:
    """Write a day in one of the languages of mail programs, with its time and zone, so that it can be parsed."""
    from newscli.formats.databases.records import find_day

    day = find_day(value)
    if day is None:
        return value
    rest = value[day.start :].partition(day.value[:4])[2]
    clock = _TIME.search(rest)
    if clock is None:
        return day.value[: len("2031-03-31")]
    time = f"{clock[1]}:{clock[2]}{f':{clock[3]}' if clock[3] else ''}{f' {clock[4]}m' if clock[4] else ''}"
    zone = _ZONE.search(rest, clock.end())
    return f"{day.value[: len('2031-03-31')]} {time}{f' {_format_zone(zone)}' if zone else ''}"


def _format_zone(zone: re.Match[str]) -> str:
    if not zone[1]:
        return zone[2]
    digits = zone[1][1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{zone[1][0]}{int(hours):02}:{minutes}"
