"""Who sent an email: a person, a paper, both, or nobody in particular.

A wrong name is worse than none. A name is a person's if it begins with a first name, or if the address spells it; it is
a body's if it has a word that only bodies have, or if the address is the body's own. Other names are neither.
"""

import re
from typing import NamedTuple

from newscli.lang.en.letters import (
    BODY_PARTICLES,
    BODY_WORDS,
    LIST_WORDS,
    ROLE_ADDRESSES,
    ROLE_WORDS,
    SENDER_SEPARATORS,
    TRAILING_ROLE_WORDS,
)
from newscli.lang.en.people import BYLINE_BODIES, load_first_names
from newscli.lang.en.words import ARTICLES
from newscli.patterns import compile_lazily
from newscli.structure.bylines import parse_authors, spell_name
from newscli.text import strip_accents

_MIN_SPELLED_CHARS = 3
_ALL_SEPARATORS = "|".join(re.escape(separator) for separator in SENDER_SEPARATORS)
_SEPARATOR = compile_lazily(rf"\s+(?:{_ALL_SEPARATORS})\s+|,\s*|:\s+")
_IN_BRACKETS = compile_lazily(r"(?P<first>[^()]{1,200}?)\s*\((?P<second>[^()]{1,200})\)")
_QUOTED = compile_lazily(r"['‘](?P<name>[^'’]{1,200})['’](?=\s|$)")
# No name of a paper: a hash as Mailchimp writes them, a number, the domain of a server, a list's slug.
_HASH = compile_lazily(r"(?=\S*\d)[0-9a-f]{12,}(?:mc)?\b|\S*\d{4}", re.IGNORECASE)
_DOMAIN = compile_lazily(r"\S+\.\S+|\S*@\S*")
_WORD = compile_lazily(r"[^\W_]+(?:['’][^\W_]+)*")


class Sender(NamedTuple):
    """Who sent a letter; "" for what the name does not give."""

    person: str
    paper: str


def read_sender(name: str, address: str, paper: str = "") -> Sender:
    """Read who a sender is: "Ida Marsh from Valley Post", "Valley Post" <news@…>, "Ida Marsh" <ida@…>.

    ``paper`` is what is known to be the paper. Another name beside it is a person's, if it can be.
    """
    name = _QUOTED.sub(r"\g<name>", " ".join(name.split()))
    if not name or "@" in name.replace(" @ ", " ") or "\ufffd" in name:
        return Sender("", "")
    if bracketed := _IN_BRACKETS.fullmatch(name):
        return _read_bracketed(bracketed["first"], bracketed["second"], address, paper)
    for separator in _SEPARATOR.finditer(name):
        first, second = name[: separator.start()].strip(), name[separator.end() :].strip()
        mark = separator[0].strip()
        if inverted := _invert(first, second) if mark == "," else "":
            return Sender(inverted, "")
        if _may_be_person_before(mark, first, second, address):
            return _read_pair(first, second, address, says_paper=mark.isalpha())
        if _knows_person(second, address) and _name_body(first):
            return Sender(second, _name_body(first))
        if mark == "," and not _name_body(first):
            # "Press Office, Valley Trust"
            return read_sender(second, address, paper)
        # An edition of a paper: "Quiet Harbour from Valley Post".
        if mark.isalpha() and _has_body_word(second) and not _has_body_word(first):
            return Sender("", _name_body(second))
    return _read_single(name, address, paper)


def _may_be_person_before(mark: str, name: str, paper: str, address: str) -> bool:
    """Whether the name before a separator and a paper is a person's; a first name alone counts, too."""
    if _knows_person(name, address) or (" " not in name and _is_first_name(name) and bool(_name_body(paper))):
        return True
    # Editions have names of two words, too. But what writes "Ida Marsh from Fen Hours <fenhours@…>" knows who is who.
    is_paper_address = address.casefold().partition("@")[0] == _squash(paper)
    return _looks_like_person(name) and (mark == "," or is_paper_address)


def _invert(last: str, first: str) -> str:
    """Return "Jane Doe" for ("Doe", "Jane")."""
    name = f"{first} {last}"
    is_last = " " not in last or last[:1].islower()
    return name if is_last and _is_first_name(first.split(" ")[0]) and _looks_like_person(name) else ""


def _read_bracketed(name: str, bracketed: str, address: str, paper: str) -> Sender:
    """Read a name with brackets: "Ida Marsh (Valley Post)", "Valley Post (Ida Marsh)", "Ida Marsh (London)"."""
    if _knows_person(bracketed, address) and not _knows_person(name, address):
        return Sender(bracketed, _name_body(name))
    sender = read_sender(name, address, paper)
    return sender._replace(paper=_name_body(bracketed)) if _is_body(bracketed, address) and sender.person else sender


def _read_pair(person: str, paper: str, address: str, *, says_paper: bool) -> Sender:
    """Read a person's name and what follows it, which is a paper if the word between them ``says_paper``."""
    is_paper = (says_paper and not _knows_person(paper, address)) or _is_body(paper, address)
    return Sender(person if _looks_like_person(person) else "", _name_body(paper) if is_paper else "")


def _is_body(name: str, address: str) -> bool:
    """Whether a name is known to be that of a body: by a word in it, or by the domain."""
    may_be_person = len(name.split()) == len(("Grace", "Post")) and _is_first_name(name.split()[0])
    # Ledger and Post are names of people, too.
    return _is_in_domain(name, address) or (_has_body_word(name) and not may_be_person)


def _read_single(name: str, address: str, paper: str) -> Sender:
    if _looks_like_person(name):
        has_first_name, is_in_domain = _is_first_name(name.split()[0]), _is_in_domain(name, address)
        if has_first_name and is_in_domain and not _is_spelled(name, address):
            # Both "Ida Marsh <hello@idamarsh.example>" and "Amber Road <hello@amberroad.example>" are written so.
            return Sender("", "")
        is_other_name = bool(paper) and not is_in_domain and _squash(name.split()[0]) not in _squash(paper)
        if is_other_name or _knows_person(name, address):
            return Sender(name, "")
        is_role_address = address.casefold().partition("@")[0] in ROLE_ADDRESSES
        return Sender("", _name_body(name) if is_in_domain or is_role_address else "")
    return Sender("", _name_body(name) if _is_body(name, address) else "")


def _knows_person(name: str, address: str) -> bool:
    """Whether a name that looks like a person's is known to be one: by the first name, or by the address."""
    return _looks_like_person(name) and (
        _is_first_name(name.split()[0]) or (_is_spelled(name, address) and not _is_in_domain(name, address))
    )


def _looks_like_person(name: str) -> bool:
    names = parse_authors(name)
    return bool(names) and not _has_body_word(name) and (len(names) > 1 or names[0] == spell_name(name))


def _has_body_word(name: str) -> bool:
    words = {word.casefold() for word in name.split()} | {word.casefold() for word in _WORD.findall(name)}
    return any(not words.isdisjoint(known) for known in (BODY_WORDS, BODY_PARTICLES, BYLINE_BODIES, ROLE_WORDS))


def _is_first_name(word: str) -> bool:
    """Whether a word, or the first part of "Jean-Luc", is a first name, with or without its accents."""
    first = word.casefold().split("-")[0]
    return first in load_first_names() or strip_accents(first) in load_first_names()


def _is_spelled(name: str, address: str) -> bool:
    """Whether an address spells a name, or part of it: ida@, marsh@, ida.marsh@, i.marsh@, imarsh@."""
    local = address.casefold().partition("@")[0]
    words = [_squash(word) for word in name.split()]
    parts = [part for part in re.split(r"[._-]", local) if part]
    initials = "".join(word[:1] for word in words)
    if len(parts) > 1:
        return all(any(word.startswith(part) for word in words) for part in parts[:2])
    whole_words = [word for word in words if len(word) >= _MIN_SPELLED_CHARS]
    return local in whole_words or local in (f"{initials[:1]}{words[-1]}", f"{words[0]}{initials[-1:]}", initials)


def _is_in_domain(name: str, address: str) -> bool:
    """Whether the domain of an address is the name."""
    words = [word for word in name.split() if word.casefold() not in (*ARTICLES, *TRAILING_ROLE_WORDS)]
    squashed = _squash("".join(words))
    return len(squashed) >= _MIN_SPELLED_CHARS and squashed in _squash(address.partition("@")[2])


def _squash(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _name_body(name: str) -> str:
    """Return the name of a body, without a role at its end; "" if it names no body, only a role."""
    words = name.strip(" '\"").split()
    while words and words[-1].casefold() in TRAILING_ROLE_WORDS:
        words.pop()
    if not words or all(_squash(word) in ROLE_WORDS or word.casefold() in BODY_PARTICLES for word in words):
        return ""
    body = " ".join(words)
    return "" if body.isdigit() or (_DOMAIN.fullmatch(body) and body.islower()) else body


def read_list_name(value: str, senders: str) -> str:
    """Read the name of a paper in a List-ID header; "" if it is a hash, a number, a slug, a role or a sender's name."""
    name = value.split("<")[0].strip(" \"'")
    is_name = any(c.isupper() for c in name) and not _HASH.match(name) and not _DOMAIN.fullmatch(name)
    if not is_name or "\ufffd" in name or name.casefold() in senders.casefold():
        return ""
    # A list may be called after who writes it.
    is_person = _looks_like_person(name) and _is_first_name(name.split()[0])
    if is_person or name.split()[-1].casefold() in LIST_WORDS:
        return ""
    return _name_body(name)
