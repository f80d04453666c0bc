"""Entities: which names are one, who a source's words mean, what people are called."""

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newscli
from newscli.analysis.entities import Cast
from newscli.analysis.entities.roles import roles_at
from newscli.analysis.entities.spelling import transliterated
from newscli.analysis.quotes import DraftQuote
from newscli.model import Anaphor, Attribution, Labels, Mention, Name, Span
from tests.conftest import CASES

ENTITIES = json.loads((CASES / "entities.json").read_text("utf-8"))
SOURCES = json.loads((CASES / "sources.json").read_text("utf-8"))
WORDS = st.sampled_from(
    (
        "[person Ann Lee]|[person Lee]|[person A]|[organization AL]|[organization Acme Lee]|[place US]|[place Us]|"
        "[other x]|[group ’s]|[person de]|[person Jr.]|{he}|{she}|{I}|{who}|{they}|{the president}|{Mr. Lee}|{}|"
        "president|Mrs.|,|.|the"
    ).split("|")
)


def cast(marked: str) -> tuple[str, Cast]:
    """The Cast of a text with names in brackets, after their types, and sources in braces."""
    text, names, sources = "", [], []
    opened: list[tuple[str, int]] = []
    for part in re.split(r"(\[(?:person|place|organization|group|event|work|other) |[\]{}])", marked):
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
    end = len(article.text)
    found = [
        DraftQuote((Span(end - 1, end),), Attribution(Span(one.end, one.end), one, (Span(end - 1, end),), 1.0), 1.0)
        for one in sorted(sources)
    ]
    return article.text, Cast(article, Labels(names=tuple(sorted(names, key=lambda name: name.span))), found)


@pytest.mark.parametrize("row", ENTITIES, ids=[row["text"][:40] for row in ENTITIES])
def test_names(row: dict[str, Any]) -> None:
    _, found = cast(row["text"])
    assert [[one.type, one.name, list(one.aliases)] for one in found.entities] == row["entities"]
    assert [one.code for one in found.warnings] == ["variant-spelling"] * row.get("variants", 0)


@pytest.mark.parametrize("row", SOURCES, ids=[row["text"][:40] for row in SOURCES])
def test_sources(row: dict[str, Any]) -> None:
    _, found = cast(row["text"])
    assert [one.name if one else None for one in found.speakers] == row["speakers"]


def test_mentions_say_their_kind() -> None:
    text, found = cast("President [person Ann Lee] came. {She} said so. {The president} left.")
    (one,) = found.entities
    assert [(text[m.start : m.end], m.kind) for m in one.mentions] == [
        ("Ann Lee", "name"),
        ("She", "pronoun"),
        ("The president", "nominal"),
    ]
    assert one.count == 1
    assert one.roles == ("President",)


def test_descriptions_are_mentions_outside_of_sources_too() -> None:
    text, found = cast(
        "President [person Ann Lee] left [organization Acme] in [place Rome]. The company grew, the city too. "
        "A company fell. The company secretary did not, nor the [organization Bolt company]. The president slept."
    )
    mentions = {one.name: [m.text for m in one.mentions if m.kind == "nominal"] for one in found.entities}
    assert mentions == {"Ann Lee": ["The president"], "Acme": ["The company"], "Rome": ["the city"], "Bolt company": []}
    assert all(text[m.start : m.end] == m.text for one in found.entities for m in one.mentions)


@pytest.mark.parametrize("meant", ["Mary Jones", "Ann Lee"])
def test_a_pronoun_means_whom_the_reader_says(meant: str) -> None:
    text = "Mary Jones met Ann Lee on Monday. She was late.\n"
    names = tuple(
        Name(Span(text.index(name), text.index(name) + len(name)), "person") for name in ("Mary Jones", "Ann Lee")
    )
    she = Span(text.index("She"), text.index("She") + 3)
    anaphor = Anaphor(she, ((text.index(meant), 0.95),), 0.01)
    found = Cast(newscli.read(text.encode(), name="a.txt"), Labels(names=names, anaphors=(anaphor,)), ())
    assert [one.name for one in found.entities if Mention("She", *she, "pronoun") in one.mentions] == [meant]


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
def test_roles(text: str, expected: list[str]) -> None:
    start = text.index("Vladimir")
    assert list(roles_at(text, start, start + len("Vladimir Putin"))) == expected


def test_transliterations() -> None:
    for one, other in (("gaddafi", "qadhafi"), ("hmeymim", "khmeimim"), ("kiev", "kyiv"), ("sergei", "sergey")):
        assert transliterated(one) == transliterated(other)
    assert transliterated("marino") != transliterated("moreno")


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_cast_has_its_mentions_in_place(marked: str) -> None:
    text, found = cast(f"It was so. {marked}")
    for entity in found.entities:
        assert any(entity.name in " ".join(one.text.split()) for one in entity.mentions if one.kind == "name")
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.text
    ids = {entity.id for entity in found.entities}
    assert all(one is None or one.entity is None or one.entity in ids for one in found.speakers)
