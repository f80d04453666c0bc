"""Acts: what a quote reports, by its verb, its source and the words that are reported."""

import pytest

from newscli.analysis.quotes.acts import read_act
from newscli.lang.en.speech import find_lemma


@pytest.mark.parametrize(
    ("cue", "source", "content", "act"),
    [
        ("said", "the mayor", "that the ferry was late", "statement"),
        ("announced", "she", "his resignation", "statement"),
        ("was confirmed by", "her nephew", "Her death", "other"),
        ("was confirmed by", "her nephew", "that she had died at the lighthouse", "statement"),
        ("denied", "the bank", "the charges", "statement"),
        ("according to", "police", "two people were hurt", "statement"),
        ("was described by the court", "the court", "as a farce of its own making", "statement"),
        ("showed", "a survey", "most voters against the bridge", "statement"),
        ("in", "a poll of islanders", "nine in ten wanted the ferry back", "statement"),
        ("called", "the harbour master", "the plan a joke", "statement"),
        ("referred to", "the bishop", "the floods of last spring and autumn", "statement"),
        ("asked", "a councillor", "whether the ferry would sail", "question"),
        ("wondered", "the crew", "why nobody had come", "thought"),
        ("asked", "the captain", "them to leave the deck", "request"),
        ("called for", "the union", "calm", "request"),
        ("urged", "the mayor", "people to stay at home", "request"),
        ("told", "the guard", "her to sit down", "request"),
        ("told", "the guard", "the crew to sit down", "request"),
        ("told", "the guard", "he wanted to sit down", "statement"),
        ("believes", "the owner", "that the ferry will pay", "thought"),
        ("hoped", "islanders", "for better weather", "thought"),
        ("rejected", "the council", "the canal", "other"),
        ("rejected", "the council", "the criticism", "other"),
        ("denied", "the keeper", "the striker", "other"),
        ("denied", "the keeper", "him a second goal", "other"),
        ("denied", "the keeper", "the striker was offside", "statement"),
        ("is fuming", "the keeper", "that the light was sold", "thought"),
        ("is claiming", "the owner", "two million pounds in damages", "request"),
        ("were found in", "the latest survey of the sound", "Only 14 porpoises", "other"),
        ("arguments on", "the court", "whether the sale was legal", "other"),
        ("signed", "the owner", "a contract with the yard", "other"),
        ("praised", "the minister", "the engineers", "other"),
        ("questions", "the board", "the plan", "other"),
        ("declined to", "the owner", "comment on the price", "other"),
        ("did not respond to", "the owner", "a request for comment", "other"),
        ("asked", "a clerk", "not to be named because of the trial", "other"),
        ("was met by", None, "the mayor", "other"),
        ("showed", "the guide", "the visitors the vault", "other"),
        ("said", "she", "it", "other"),
        ("tells", "the film", "the story of a lighthouse", "other"),
        ("charged", "critics", "that the ferry was unsafe", "statement"),
        ("charged", "the ferry", "ten crowns for a crossing", "other"),
        ("allowed", "he", "that it might rain", "statement"),
        ("allowed", "he", "the sale of the yard", "other"),
        ("ordered", "the judge", "that the yard be closed", "request"),
        ("ordered", "the judge", "six months of detention for the captain", "request"),
        ("is making an ever more urgent case", "the union", "that the yard is unsafe", "statement"),
        ("issued a warning about", "the institute", "the spread of a blight in orchards", "statement"),
        ("advice", "Her", "is to leave early and take the coast road", "statement"),
        (":", "Mayor", "The ferry was never late", "statement"),
        (":", None, "The ferry was never late", "other"),
        ("provides", "Section 12 of the harbour rules", "that boats may wait for a pilot", "statement"),
        ("showed", "Minutes of the council", "most members against the bridge", "statement"),
        ("showed", "a University of Vellmouth poll out on Monday", "most voters against the bridge", "statement"),
        ("showed", "A number of studies", "fewer porpoises than in the spring", "statement"),
        ("showed", "a newspaper editor", "the visitors round the press room", "other"),
        ("is releasing", "Record company Tidal", "ten songs by the choir of the sound", "other"),
        ("played down", "the captain", "suggestions that he would leave the club", "statement"),
        ("played down", "the captain", "the loss of his boat", "other"),
        ("rejected calls for", "the minister", "a tax on moorings", "other"),
        ("pushed back on", "the minister", "a tax on moorings", "other"),
        ("never said", "the owner", "that the ferry was safe", "statement"),
        ("could not say", "the owner", "how many boats were lost", "other"),
        ("is choosing not to respond to", "the owner", "claims that his boats were lost", "other"),
        ("goes without saying", "It", "that the ferry was late", "other"),
        ("also apologized to", "the owner", "the crew", "other"),
        ("said", "the owner", "yes", "statement"),
        ("version is", "His", "that the ferry was never late", "statement"),
        ("were also reported", None, "clashes between two crews", "statement"),
        ("echoed", "the union", "the complaint, saying the ferry was never on time", "statement"),
        ("shows", "An average of recent polls", "most voters against the bridge", "statement"),
        ("is having it on good authority", "The Vellmouth Echo", "that the yard will close", "statement"),
        ("pleading guilty", None, "to threatening the harbour master", "statement"),
        ("has pleaded guilty to", "the owner", "three counts of fraud", "statement"),
        ("pleaded", "the owner", "for more time to pay", "request"),
        ("posted", "the yard", "a loss of three million crowns", "other"),
        ("posted on the club's page", "the captain", "that he would leave in the spring", "statement"),
        ("would not comment on", "the institute", "the number of orchards that were lost", "other"),
        ("has claimed", "No one", "responsibility", "other"),
        ("should be noted", "It", "that the yard was sold twice", "other"),
        ("was reported", "It", "that the yard was sold twice", "statement"),
        ("appeared aimed at warning", None, "islanders that they could be fined", "other"),
    ],
)
def test_a_paraphrase_has_its_act(cue: str, source: str | None, content: str, act: str) -> None:
    assert read_act(cue, source, content, "indirect").act == act


def test_quoted_words_without_a_verb_of_speech_are_said_or_asked_all_the_same() -> None:
    assert read_act(None, None, '"We won."', "direct").act == "statement"
    assert read_act(None, None, '"Who won?"', "direct").act == "question"
    assert read_act("demanded", "she", '"Who won?"', "direct").act == "question"
    assert read_act("believes", "she", '"in ferries"', "direct").act == "statement"


@pytest.mark.parametrize(
    ("cue", "source", "content", "polarity"),
    [
        ("said", "the mayor", "that the ferry was late", "asserted"),
        ("denied that", "the owner", "the ferry was unsafe", "denied"),
        ("has denied", "the owner", "the allegations", "denied"),
        ("rejected", "the owner", "claims that the ferry was unsafe", "denied"),
        ("rejected", "the owner", "the offer of a loan", "asserted"),
        ("never said", "the owner", "that the ferry was safe", "unsaid"),
        ("did not say", "the owner", "whether it would sail", "unsaid"),
        ("has yet to say", "the owner", "who will pay", "unsaid"),
        ("said", "the owner", "no such thing", "unsaid"),
        ("would say", "the owner", "that all was well", "unsaid"),
        ("declined to say", "the owner", "when it would sail", "unsaid"),
        ("is expected to announce", "the owner", "that it will close", "unsaid"),
        ("said", "Nobody", "that the ferry was late", "unsaid"),
        ("did not deny", "the owner", "the charges", "asserted"),
    ],
)
def test_what_is_denied_or_never_said_is_told_apart(cue: str, source: str, content: str, polarity: str) -> None:
    assert read_act(cue, source, content, "indirect").polarity == polarity


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("said", "say"), ("denies", "deny"), ("vowed", "vow"), ("urging", "urge"), ("admitted", "admit"),
        ("referring", "refer"), ("told", "tell"), ("travelled", "travelled"), ("Announcing", "announce"),
    ],
)  # fmt: skip
def test_verbs_of_the_lexicon_have_their_base_form(word: str, lemma: str) -> None:
    assert find_lemma(word) == lemma
