"""The features that the pronoun model gets for each person whom a pronoun may mean."""

import re
from collections.abc import Mapping

import pytest

from newscli.analysis.entities.clustering import cluster_names
from newscli.analysis.entities.mentions import index_text
from newscli.analysis.entities.pronouns import PronounResolver
from newscli.model import Anaphor, Name, Span

TEXT = (
    "Mary Jones met John Gray on Monday. A friend of Mr. Gray, who knew Ann Lee, wrote to Mary Jones. "
    "Then she left. It rained. It rained again. When his car broke, Mark Hill's wife came."
)
NAMES = ("Mary Jones", "John Gray", "Gray", "Ann Lee", "Mark Hill")


def find_features(pronoun: str, elsewhere: float = 0.5, first: str = "") -> dict[str, Mapping[str, float]]:
    """The features of each candidate for a pronoun, by name, without those that are zero; ``first`` is an earlier
    pronoun, which is resolved to the best candidate of the same call."""
    spans = {match.span() for name in NAMES for match in re.finditer(rf"\b{name}\b", TEXT)}
    # A name inside a longer one is no name of its own.
    names = [
        Name(Span(*span), "person")
        for span in sorted(spans)
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in spans)
    ]
    resolver = PronounResolver(index_text(TEXT, cluster_names(TEXT, names)))
    if first:
        earlier = make_anaphor(first, elsewhere)
        resolver.record(earlier, next(iter(resolver.find_candidates(earlier)))[1])
    candidates = resolver.find_candidates(make_anaphor(pronoun, elsewhere))
    return {
        cluster.names[0][1]: {name: value for name, value in features.items() if value}
        for features, cluster in candidates
    }


def make_anaphor(pronoun: str, elsewhere: float) -> Anaphor:
    match = re.search(rf"\b{pronoun}\b", TEXT)
    assert match is not None
    return Anaphor(Span(*match.span()), ((TEXT.index("Mary Jones"), 0.25), (TEXT.index("Ann Lee"), 0.1)), elsewhere)


def test_a_subject_pronoun_has_the_people_of_its_gender_the_last_named_first() -> None:
    features = find_features("she")
    assert list(features) == ["Mary Jones", "Ann Lee"]
    mary, ann = features["Mary Jones"], features["Ann Lee"]
    # The mention that counts is the last before the pronoun: "wrote to Mary Jones".
    assert mary == {
        "gender agrees": 1.0,
        "one sentence back": 1.0,
        "distance": pytest.approx(0.416, abs=0.001),
        "last named": 1.0,
        "governed": 1.0,
        "count": pytest.approx(1.099, abs=0.001),
        "full name": 1.0,
        "tagger": 0.25,
        "tagger, log": pytest.approx(-1.386, abs=0.001),
        "tagger, log share": pytest.approx(-0.693, abs=0.001),
        "tagger, elsewhere": 0.5,
    }
    assert ann["comma"] == 1.0
    assert ann["rank"] == 1.0
    assert "governed" not in ann


def test_a_possessive_may_mean_the_person_named_after_it() -> None:
    mark = find_features("his")["Mark Hill"]
    assert mark["after"] == 1.0
    assert mark["possessive"] == 1.0
    assert mark["first"] == 1.0
    assert not {"same sentence", "distance", "his, same sentence", "both opening", "count"} & mark.keys()


def test_distance_is_measured_in_sentences() -> None:
    john = find_features("his")["John Gray"]
    assert john["more sentences back"] == 1.0
    assert "one sentence back" not in john


def test_an_earlier_pronoun_counts_for_the_next_one() -> None:
    without, after = find_features("his"), find_features("his", first="she")
    # "She" was a woman: it is the last pronoun, but not the last of this gender.
    assert not {"last pronoun", "last pronoun of the gender"} & without["Mark Hill"].keys()
    assert all("last pronoun of the gender differs" not in features for features in after.values())


def test_the_share_of_a_tagger_that_sees_nobody_is_bounded() -> None:
    sure, unsure = find_features("she", elsewhere=0.0), find_features("she", elsewhere=1.0)
    assert sure["Mary Jones"]["tagger, log share"] == pytest.approx(sure["Mary Jones"]["tagger, log"])
    # 0.25 of at least a tenth.
    assert unsure["Mary Jones"]["tagger, log share"] == pytest.approx(0.916, abs=0.001)
