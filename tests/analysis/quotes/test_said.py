"""Whether something was said: the verb of a cue, the features of a report, and the act that the model chooses."""

import pytest

from newscli.analysis.quotes.acts import describe_indirect
from newscli.analysis.quotes.said import choose_act, classify_source, find_verb
from newscli.lang.en.speech import find_lemma
from newscli.logistic import load_model


@pytest.mark.parametrize(
    ("cue", "verb"),
    [
        ("said", "say"),
        ("responded by saying", "say"),
        ("is expected to announce", "announce"),
        ("spoke about", "speak"),
        ("his warning of", "warn"),
        ("the admission", "admission"),
        ("waved at", "waved"),
        ("of the", ""),
        ("", ""),
    ],
)
def test_the_last_word_that_may_attribute_is_the_verb(cue: str, verb: str) -> None:
    assert find_verb([find_lemma(word) for word in cue.split()]) == verb


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (None, "nothing"),
        ("a survey", "document"),
        ("which", "impersonal"),
        ("She", "pronoun"),
        ("No one", "nobody"),
        ("Ingrid Halloran", "name"),
        ("The mayor", "noun"),
        ("islanders", "noun"),
    ],
)
def test_sources_are_of_a_kind(source: str | None, kind: str) -> None:
    assert classify_source(source, is_document=kind == "document") == kind


def test_a_report_has_the_features_of_its_words() -> None:
    act, features = describe_indirect("spoke about", "the mayor", "the floods in the lower town")
    assert act == "statement"
    assert features == dict.fromkeys(
        (
            "act statement", "act statement middle", "class clause", "class clause middle", "class clause of noun",
            "verb speak", "verb speak phrase", "verb speak about", "cue speak", "cue about", "word spoke",
        ),
        1.0,
    ) | {"words": 0.2}  # fmt: skip


@pytest.mark.parametrize("cue", ["declined to say", "never said", "goes without saying"])
def test_the_model_is_not_asked_where_a_rule_is_sure(cue: str) -> None:
    assert describe_indirect(cue, "the mayor", "that the ferry was late")[1] is None


def test_the_model_may_overrule_the_rules_and_ignores_words_that_it_does_not_know() -> None:
    weights = load_model("said").weights
    said = dict.fromkeys(sorted(weights, key=weights.__getitem__)[-20:], 1.0)
    unsaid = dict.fromkeys(sorted(weights, key=weights.__getitem__)[:20], 1.0)
    unknown = {"verb zwoosh": 1.0}
    assert choose_act("other", said | unknown, ["inquire"]) == "question"
    assert choose_act("other", said, ["urge"]) == "request"
    assert choose_act("thought", said, ["zwoosh"]) == "statement"
    assert choose_act("request", said, ["zwoosh"]) == "request"
    assert choose_act("statement", unsaid | unknown, ["hope"]) == "thought"
    assert choose_act("statement", unsaid, ["zwoosh"]) == "other"
