"""Entities: which names mean the same, whom a source means, what people are called."""

import json
import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newscli
from newscli.analysis.entities import EntityResolution, resolve_entities
from newscli.analysis.entities.roles import find_roles
from newscli.analysis.entities.spelling import transliterate
from newscli.analysis.quotes.drafts import DraftQuote
from newscli.lang.en.people import load_first_names
from newscli.lang.en.words import PRONOUN_GENDERS
from newscli.model import Anaphor, Attribution, Labels, Mention, Name, Span
from tests.conftest import CASES

ENTITIES = json.loads((CASES / "entities.json").read_text("utf-8"))
SOURCES = json.loads((CASES / "sources.json").read_text("utf-8"))
PIECES = st.sampled_from(
    (
        "[person Ann Lee]|[person Lee]|[person A]|[person !]|[organization AL]|[organization Acme Lee]|[place US]|"
        "[place Us]|[other x]|[group ’s]|[person de]|[person Jr.]|{he}|{she}|{I}|{who}|{they}|{the president}|"
        "{Mr. Lee}|{}|president|Mrs.|,|.|the"
    ).split("|")
)


def resolve(markup: str) -> tuple[str, EntityResolution]:
    """Return a text and its entities; names stand in brackets, after their types, and sources in braces."""
    text, names, sources = "", [], []
    opened: list[tuple[str, int]] = []
    for part in re.split(r"(\[(?:person|place|organization|group|event|work|other) |[\]{}])", markup):
        if part.startswith("["):
            opened.append((part[1:-1], len(text)))
        elif part == "{":
            opened.append(("source", len(text)))
        elif part in ("]", "}"):
            kind, start = opened.pop() if opened else ("", 0)
            if kind == "source" and start < len(text):
                sources.append(Span(start, len(text)))
            elif kind and start < len(text):
                names.append(Name(Span(start, len(text)), kind))  # type: ignore[arg-type]
        else:
            text += part
    article = newscli.read(text.encode(), name="a.txt", options=newscli.ReadOptions(encoding="utf-8"))
    last = Span(len(article.text) - 1, len(article.text))
    quotes = [
        DraftQuote((last,), Attribution(Span(source.end, source.end), source, (last,), 1.0), 1.0)
        for source in sorted(sources)
    ]
    ordered_names = tuple(sorted(names, key=lambda name: name.span))
    anaphors = tuple(point_to_last(article.text, ordered_names, source) for source in sorted(sources))
    labels = Labels(names=ordered_names, anaphors=tuple(filter(None, anaphors)))
    return article.text, resolve_entities(article, labels, quotes)


def point_to_last(text: str, names: Sequence[Name], source: Span) -> Anaphor | None:
    """A pronoun that points to the last person before it whose first name fits, as the tagger would in a clear case."""
    gender = PRONOUN_GENDERS.get(text[slice(*source)].casefold())
    genders = load_first_names()
    people = [name for name in names if name.type == "person" and name.span.end <= source.start]
    fitting = [
        name for name in people if genders.get(text[slice(*name.span)].split()[0].casefold(), "") in (gender, "")
    ]
    if gender is None or not fitting:
        return None
    return Anaphor(source, ((fitting[-1].span.start, 0.95),), 0.01)


@pytest.mark.parametrize("row", ENTITIES, ids=[row["text"][:40] for row in ENTITIES])
def test_names_are_clustered(row: dict[str, Any]) -> None:
    _, resolution = resolve(row["text"])
    entities = [[entity.type, entity.name, list(entity.aliases)] for entity in resolution.entities]
    assert entities == row["entities"]
    assert [warning.code for warning in resolution.warnings] == ["variant-spelling"] * row.get("variants", 0)


@pytest.mark.parametrize("row", SOURCES, ids=[row["text"][:40] for row in SOURCES])
def test_sources_are_resolved(row: dict[str, Any]) -> None:
    _, resolution = resolve(row["text"])
    assert [speaker.name if speaker else None for speaker in resolution.speakers] == row["speakers"]


def test_mentions_have_their_kind() -> None:
    text, resolution = resolve("President [person Ann Lee] came. {She} said so. {The president} left.")
    (entity,) = resolution.entities
    assert [(text[mention.start : mention.end], mention.kind) for mention in entity.mentions] == [
        ("Ann Lee", "name"),
        ("She", "pronoun"),
        ("The president", "nominal"),
    ]
    assert entity.count == 1
    assert entity.roles == ("President",)


def test_descriptions_are_mentions_outside_of_sources_too() -> None:
    text, resolution = resolve(
        "President [person Ann Lee] left [organization Acme Inc] in [place Rome]. The company grew, the city too. "
        "A company fell. The company secretary did not, nor the [organization Bolt Society]. The president slept."
    )
    nominals = {
        entity.name: [mention.text for mention in entity.mentions if mention.kind == "nominal"]
        for entity in resolution.entities
    }
    assert nominals == {
        "Ann Lee": ["The president"],
        "Acme Inc": ["The company"],
        "Rome": ["the city"],
        "Bolt Society": [],
    }
    for entity in resolution.entities:
        assert all(text[mention.start : mention.end] == mention.text for mention in entity.mentions)


@pytest.mark.parametrize("antecedent", ["Mary Jones", "Ann Lee"])
def test_a_pronoun_means_the_person_that_the_tagger_points_to(antecedent: str) -> None:
    text = "Mary Jones met Ann Lee on Monday. She was late.\n"
    names = tuple(
        Name(Span(text.index(name), text.index(name) + len(name)), "person") for name in ("Mary Jones", "Ann Lee")
    )
    she = Span(text.index("She"), text.index("She") + 3)
    labels = Labels(names=names, anaphors=(Anaphor(she, ((text.index(antecedent), 0.95),), 0.01),))
    resolution = resolve_entities(newscli.read(text.encode(), name="a.txt"), labels, ())
    pronoun = Mention("She", *she, "pronoun")
    assert [entity.name for entity in resolution.entities if pronoun in entity.mentions] == [antecedent]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Russian President Vladimir Putin came.", ["Russian President"]),
        ("Col. Gen. Vladimir Putin came.", ["Col. Gen."]),
        ("Mr. Vladimir Putin came.", []),
        ("He met Vladimir Putin, the president of Russia, there.", ["president of Russia"]),
        ("He met Vladimir Putin, a former spy who reads, there.", []),
        ("It rained. Vladimir Putin, director of the fund, said so.", ["director of the fund"]),
        ("Malaysia's Prime Minister Vladimir Putin said so.", ["Malaysia's Prime Minister"]),
        ("He told Vladimir Putin, who left.", []),
        ("Mr. Grassley and Mr. Vladimir Putin came.", []),
        ("It was so under President Vladimir Putin.", ["President"]),
        ("In Mrs. Vladimir Putin's plan.", []),
    ],
)
def test_roles_stand_beside_a_name(text: str, expected: list[str]) -> None:
    start = text.index("Vladimir")
    assert [role.text for role in find_roles(text, start, start + len("Vladimir Putin"))] == expected


@pytest.mark.parametrize(
    ("spelling", "other"), [("gaddafi", "qadhafi"), ("hmeymim", "khmeimim"), ("kiev", "kyiv"), ("sergei", "sergey")]
)
def test_transliterations_of_one_name_are_equal(spelling: str, other: str) -> None:
    assert transliterate(spelling) == transliterate(other)


def test_different_names_are_no_transliterations() -> None:
    assert transliterate("marino") != transliterate("moreno")


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_any_entity_has_its_mentions_in_place(markup: str) -> None:
    text, resolution = resolve(f"It was so. {markup}")
    for entity in resolution.entities:
        names = [" ".join(mention.text.split()) for mention in entity.mentions if mention.kind == "name"]
        assert any(entity.name.casefold() in name.casefold() for name in names)
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.text
    ids = {entity.id for entity in resolution.entities}
    assert all(speaker is None or speaker.entity is None or speaker.entity in ids for speaker in resolution.speakers)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        # Only one is known by then, and keeps it.
        ("[person Ann Lee] came. [person Lee] left. [person Bob Lee] came. [person Lee] sat.",
         {"Ann Lee": 3, "Bob Lee": 1}),
        ("[person Ann Lee] came. [person Lee] left. [person Bob Lee] said so. [person Lee] sat.",
         {"Ann Lee": 2, "Bob Lee": 1, "Lee": 1}),
        # Two are known.
        ("[person Ann Lee] came. [person Bob Lee] came. [person Lee] left.", {"Ann Lee": 1, "Bob Lee": 1, "Lee": 1}),
        ("[person Ann Lee] and her son, [person Bob Lee], came. [person Lee] left.", {"Ann Lee": 2, "Bob Lee": 1}),
        ("Judge [person Ann Lee] jailed [person Bob Lee]. \"No,\" Judge [person Lee] said.",
         {"Ann Lee": 2, "Bob Lee": 1}),
        ("[person Ann Lee] came with [person Bob Lee]. The elder [person Lee] left.",
         {"Ann Lee": 1, "Bob Lee": 1, "Lee": 1}),
        # Whoever is named first after it, as in a headline.
        ("[person Lee] sat. [person Ann Lee] came. [person Bob Lee] came.", {"Ann Lee": 2, "Bob Lee": 1}),
    ],
)  # fmt: skip
def test_a_last_name_alone_is_whose_the_article_says(text: str, counts: dict[str, int]) -> None:
    _, resolution = resolve(text)
    assert {entity.name: entity.count for entity in resolution.entities} == counts


def test_a_description_of_another_kind_of_organization_is_not_a_mention() -> None:
    text, resolution = resolve(
        "[organization Acme Inc] fell. The company rose. The French company sank. The Acme company."
    )
    (entity,) = resolution.entities
    assert [text[mention.start : mention.end] for mention in entity.mentions] == ["Acme Inc", "The company"]
