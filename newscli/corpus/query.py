"""What a user searches for -> a query of SQLite's FTS5, in which every word is quoted: nothing of it is an operator.

storm                  a word, in any case and with or without accents
"a storm warning"      a phrase
storm OR flood         either; OR binds less than words side by side, which must all be there
storm NOT flood        without
flood*                 a word that begins so
NEAR(storm damage, 5)  at most so many words between them
(storm OR flood) coast
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newscli.corpus.errors import QueryError
from newscli.text import LETTER_OR_DIGIT

_TOKEN = re.compile(r'\s*(?:(?P<phrase>"[^"]*"\*?)|(?P<near>NEAR\()|(?P<mark>[(),])|(?P<word>[^\s"(),]+))')
_MAX_DEPTH = 50
_MAX_TOKENS = 1_000
_NEAR_WORDS = 10


class _Token(NamedTuple):
    kind: str
    text: str


def parse_query(query: str) -> str:
    """Turn what a user searches for into a query of FTS5. Raises QueryError."""
    tokens = list(_split(query))
    if not tokens:
        raise QueryError("the search is empty: give a word")
    if len(tokens) > _MAX_TOKENS:
        raise QueryError(f"the search has over {_MAX_TOKENS:,} words")
    parser = _Parser(tokens)
    expression = parser.parse_either(0)
    if parser.peek() is not None:
        raise QueryError("the search has a ) without a (")
    return expression


def _split(query: str) -> Iterator[_Token]:
    # Printers' and word processors' quotation marks mean the same.
    text = re.sub("[“”„«»]", '"', query).strip()
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise QueryError("the search has a quotation mark without its partner")
        position = match.end()
        yield _Token(str(match.lastgroup), match[str(match.lastgroup)])


class _Parser:
    """A parser by recursive descent: either, all, one."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens, self._position = tokens, 0

    def peek(self) -> _Token | None:
        return self._tokens[self._position] if self._position < len(self._tokens) else None

    def _take(self) -> _Token:
        token = self.peek()
        if token is None:
            raise QueryError("the search ends where a word is missing")
        self._position += 1
        return token

    def parse_either(self, depth: int) -> str:
        """Parse alternatives, up to the end or a closing parenthesis."""
        if depth > _MAX_DEPTH:
            raise QueryError("the search has too many ( within one another")
        parts = [self._parse_all(depth)]
        while self.peek() == _Token("word", "OR"):
            self._take()
            parts.append(self._parse_all(depth))
        return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"

    def _parse_all(self, depth: int) -> str:
        required: list[str] = []
        excluded: list[str] = []
        while (token := self.peek()) is not None and token != _Token("word", "OR") and token != _Token("mark", ")"):
            if token == _Token("word", "AND") and required:
                self._take()
                required.append(self._parse_one(depth))
            elif token == _Token("word", "NOT"):
                self._take()
                excluded.append(self._parse_one(depth))
            else:
                required.append(self._parse_one(depth))
        if not required:
            raise QueryError(
                "the search says only what must not be there: give a word before NOT"
                if excluded
                else "the search has OR, ( or ) where a word is missing"
            )
        expression = required[0] if len(required) == 1 else f"({' AND '.join(required)})"
        return f"({expression} NOT ({' OR '.join(excluded)}))" if excluded else expression

    def _parse_one(self, depth: int) -> str:
        token = self._take()
        if token.kind == "near":
            return self._parse_near()
        if token.kind == "mark":
            if token.text != "(":
                raise QueryError(f"the search has {token.text} where a word is missing")
            expression = self.parse_either(depth + 1)
            if self.peek() != _Token("mark", ")"):
                raise QueryError("the search has a ( without a )")
            self._take()
            return expression
        return _quote(token)

    def _parse_near(self) -> str:
        parts: list[str] = []
        distance = _NEAR_WORDS
        while (token := self._take()) != _Token("mark", ")"):
            if token == _Token("mark", ","):
                number = self._take().text
                if not number.isdecimal():
                    raise QueryError(f"NEAR takes a number of words behind the comma, not {number!r}")
                distance = min(int(number), 1_000)
            elif token.kind in ("word", "phrase"):
                parts.append(_quote(token))
            else:
                raise QueryError("NEAR takes words or phrases, as in NEAR(storm damage, 5)")
        if len(parts) < 2:
            raise QueryError("NEAR takes at least two words, as in NEAR(storm damage, 5)")
        return f"NEAR({' '.join(parts)}, {distance})"


def _quote(token: _Token) -> str:
    """Quote a word or a phrase, so that FTS5 takes it for nothing else."""
    is_prefix = token.text.endswith("*")
    text = token.text.strip('*"')
    if not LETTER_OR_DIGIT.search(text):
        raise QueryError(f"{token.text} has no letter or digit to search for")
    # FTS5 ends its strings at U+0000.
    text = text.replace("\0", " ")
    return f'"{text}"*' if is_prefix else f'"{text}"'
