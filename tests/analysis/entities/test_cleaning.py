"""Names: how those of the tagger are trimmed, parted, joined and given their type."""

import re

import pytest

from newscli.analysis.entities.cleaning import clean_names
from newscli.model import Name, Span


def clean(markup: str) -> list[tuple[str, str]]:
    """Clean names that stand in brackets, after their types, and return the type and the words of each."""
    text, names = "", []
    for part in re.split(r"(\[\w+ [^\]]*\])", markup):
        kind, _, words = part[1:-1].partition(" ") if part.startswith("[") else ("", "", part)
        if kind:
            names.append(Name(Span(len(text), len(text) + len(words)), kind))  # type: ignore[arg-type]
        text += words
    return [(name.type, text[slice(*name.span)]) for name in clean_names(text, names)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("[person Capt. Jane Doe] left.", [("person", "Jane Doe")]),
        ("[person Democrat Jane Doe] won.", [("person", "Jane Doe")]),
        ("[person Datuk Seri Ann Lee] left.", [("person", "Ann Lee")]),
        ("[organization Ms Doe] left.", [("person", "Doe")]),
        ("[person © Jane Doe]", [("person", "Jane Doe")]),
        ("Jane Doe ([organization R-TX]) left.", []),
        ("[organization ©] 2031", []),
        ("[event Monday] came.", []),
        ("[person Doe Rips Roe] today.", [("person", "Doe"), ("person", "Roe")]),
        ("[person Jon Eide. Ida Falk] left.", [("person", "Jon Eide"), ("person", "Ida Falk")]),
        ("[person Jon F. Eide] left.", [("person", "Jon F. Eide")]),
        ("[work Help! Help! Police] is a book.", [("work", "Help! Help! Police")]),
        ("[person Nora Fell of Ardloch] left.", [("person", "Nora Fell"), ("place", "Ardloch")]),
        ("[person Joan of Arc] left.", [("person", "Joan of Arc")]),
        ("[person Ann Doe] met [person Bob Roe]. The [event Doe-Roe] meeting",
         [("person", "Ann Doe"), ("person", "Bob Roe"), ("person", "Doe"), ("person", "Roe")]),
        ("[person Ann Doe-Roe] left.", [("person", "Ann Doe-Roe")]),
        ("[person Baker Nora Fell] left.", [("person", "Nora Fell")]),
        ("[person Baker Mayfield] left.", [("person", "Baker Mayfield")]),
        ("[person A Jones] left.", [("person", "A Jones")]),
        ("[person Sacha Baron Cohen] left.", [("person", "Sacha Baron Cohen")]),
        ("[person Ann Lee Robert Roe]", [("person", "Ann Lee"), ("person", "Robert Roe")]),
        ("[person Mark Roe, R-Ill.] left.", [("person", "Mark Roe")]),
        ("[place Lucerne, Switzerland]", [("place", "Lucerne"), ("place", "Switzerland")]),
        ("[place Decatur, Ill.]", [("place", "Decatur, Ill.")]),
        ("[person R. E. Falk] left.", [("person", "R. E. Falk")]),
        ("R. E. [person Falk] left.", [("person", "R. E. Falk")]),
        ("P.S. [person Falk] left.", [("person", "Falk")]),
        ("It was plan A. [person Falk] left.", [("person", "Falk")]),
        ("[person Ida Falk - Analyst], [person Jon Eide]", [("person", "Ida Falk"), ("person", "Jon Eide")]),
        ("[person al - Falk] left.", [("person", "al - Falk")]),
        ("shares of [organization Tern Corp]. common stock", [("organization", "Tern Corp.")]),
        ("shares of [organization Tern Corp]. Common stock", [("organization", "Tern Corp")]),
        ("[organization Tern, Inc. of Sorrel Bay]", [("organization", "Tern, Inc."), ("place", "Sorrel Bay")]),
        ("[organization Bank of Sorrel Bay]", [("organization", "Bank of Sorrel Bay")]),
        ("Write to [person ida].falk@herald.example today.", []),
        ("Write to [person Ida Falk] (ida@herald.example).", [("person", "Ida Falk")]),
        ('"[person Falk], [person Ida]" <ida@herald.example>', [("person", "Falk, Ida")]),
        ("the [organization West Bank] barrier", [("place", "West Bank")]),
        ("the [organization HR] desk", []),
        ("[person Burger King] closed.", [("organization", "Burger King")]),
        ("[place Air France] flew.", [("organization", "Air France")]),
        ("at 10 a.m. ([organization CDT]) on [event Fri]", []),
        ("Open [person Ida]_resume.doc today.", []),
        ("the [organization Sorrel Air Base] gate", [("place", "Sorrel Air Base")]),
        ("[event Clean Rivers Act] passed.", [("other", "Clean Rivers Act")]),
        ("[place Skerry Open] began.", [("event", "Skerry Open")]),
        ("[group Czech] [other Republic]", [("place", "Czech Republic")]),
        ("[person Boko Haram] fled.", [("organization", "Boko Haram")]),
        ("[place Islamic State] fled.", [("organization", "Islamic State")]),
        ("[person Operation Night Heron] began.", [("event", "Operation Night Heron")]),
        ("[person HMS Tern] sank.", [("other", "HMS Tern")]),
        ("[person Green Party] won.", [("organization", "Green Party")]),
        ("[person Louise Post] won.", [("person", "Louise Post")]),
        ("A bench in [person Kepler]. Rain fell in [person Kepler].", [("place", "Kepler"), ("place", "Kepler")]),
        ("A bench in [person Kepler]. [person Kepler] sat down.", [("person", "Kepler"), ("person", "Kepler")]),
        ("[person Ann Falk] left. The [organization Falk] boat", [("person", "Ann Falk"), ("person", "Falk")]),
    ],
)  # fmt: skip
def test_a_name_is_what_an_editor_would_mark(markup: str, expected: list[tuple[str, str]]) -> None:
    assert clean(markup) == expected
