"""Two wordings, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.analysis.alignment import Relation, align, compare, measure_overlap, split_words

TEXTS = st.lists(st.sampled_from("the storm tore roof off our hall and we ran".split()), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("We won’t pay", "we WON'T pay!", "same"),
        ("Él pagó todo", "El pago, todo", "same"),
        ("We will not pay the fine", "not pay the fine", "shortened"),
        ("We will not pay the fine", "We will pay the fine", "shortened"),
        ("pay the fine", "We will not pay the fine", "extended"),
        ("We will not pay the fine", "We will not pay the tax", "altered"),
    ],
)
def test_the_relation_of_two_wordings(first: str, second: str, relation: Relation) -> None:
    assert compare(split_words(first), split_words(second)).relation == relation


@given(TEXTS, TEXTS)
def test_changes_cover_both_wordings_in_order(first: str, second: str) -> None:
    words = split_words(first), split_words(second)
    places = [0, 0]
    for change in align(*words):
        assert [change.first.start, change.second.start] == places
        equal = [word.text for word in words[0][slice(*change.first)]] == [
            word.text for word in words[1][slice(*change.second)]
        ]
        assert equal == change.is_equal
        places = [change.first.end, change.second.end]
    assert places == [len(words[0]), len(words[1])]


@given(TEXTS, TEXTS)
def test_the_overlap_is_the_same_both_ways(first: str, second: str) -> None:
    words = split_words(first), split_words(second)
    share = measure_overlap(*words)
    assert 0 <= share <= 1
    assert share == measure_overlap(words[1], words[0])
    assert measure_overlap(words[0], words[0]) == (1 if words[0] else 0)
