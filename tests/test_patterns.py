"""Patterns that are compiled when they are first used."""

import re

import pytest

from newscli.patterns import compile_lazily


def test_a_lazy_pattern_does_what_a_compiled_one_does() -> None:
    for flags in (0, re.IGNORECASE):
        lazy, compiled = compile_lazily(r"(?P<first>a)(b)", flags), re.compile(r"(?P<first>a)(b)", flags)
        for text in ("ab", "cab AB", ""):
            assert lazy.findall(text) == compiled.findall(text)
            assert lazy.sub("-", text) == compiled.sub("-", text)
            assert lazy.split(text) == compiled.split(text)
            assert [match.span("first") for match in lazy.finditer(text, 1)] == [
                match.span("first") for match in compiled.finditer(text, 1)
            ]
            for method in ("search", "match", "fullmatch"):
                found, expected = (getattr(pattern, method)(text) for pattern in (lazy, compiled))
                assert (found and found.span()) == (expected and expected.span())
        assert lazy.groupindex == compiled.groupindex


def test_a_wrong_pattern_fails_when_it_is_used() -> None:
    pattern = compile_lazily("(")
    with pytest.raises(re.error):
        pattern.search("a")
