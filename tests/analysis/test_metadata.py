"""Metadata with its evidence, and warnings about what is in doubt."""

import newscli
from newscli.model import Evidence, Metadata, Report

STORY = (
    "The council of the harbour town voted on Tuesday night to close its last cannery, ending a trade that had fed "
    "four generations and given the town its smell, its songs and most of its quarrels, officials said.\n\n"
    "Nobody in the room had wanted to say it, said the mayor, but the boats stopped coming years ago."
)


def report(text: str, name: str = "a.txt") -> Report:
    return newscli.inspect(newscli.read(text.encode(), name=name))


def stated(text: str, name: str = "a.txt") -> Metadata:
    return report(text, name).metadata


def test_a_bare_story_states_nothing() -> None:
    found = stated(STORY)
    told = {"language": Evidence("words")}
    assert found == Metadata(words=57, reading_minutes=1, language="en", evidence=told)


def test_every_value_has_its_evidence() -> None:
    head = "Title: A\nBy: Jane Doe\nDate: 2030-05-03\nUpdated: 2030-05-04\nSource: Echo\nSection: News\n"
    head += "Language: German\nURL: https://e.example\n\n"
    text = f"{head}ROME (dpa) - {STORY}"
    found = stated(text)
    values = ("A", ("Jane Doe",), "2030-05-03", "2030-05-04", "Echo", "News", "de", "https://e.example", "ROME (dpa)")
    keys = ("title", "authors", "published", "modified", "publisher", "section", "language", "url", "dateline")
    assert tuple(getattr(found, key) for key in keys) == values
    assert set(found.evidence) == set(keys)
    for key, evidence in found.evidence.items():
        assert evidence.span is not None
        assert text[slice(*evidence.span)] == (
            "ROME (dpa)" if key == "dateline" else head.splitlines()[keys.index(key)]
        )


def test_reading_minutes_are_rounded_up() -> None:
    assert stated("word " * 238).reading_minutes == 1
    assert stated("word " * 239).reading_minutes == 2


def test_words_have_inner_apostrophes_and_hyphens() -> None:
    assert stated("Don’t say O'Neil's well-known 3.5 % «naïve» plan — it's 42.").words == 10


def test_ambiguous_dates_say_what_was_chosen() -> None:
    found = report(f"Date: 03/04/2030\n\n{STORY}")
    assert found.metadata.published == "2030-03-04"
    (warning,) = found.warnings
    assert (warning.code, "month first" in warning.message) == ("ambiguous-date", True)
    assert warning.spans == ((0, 16),)


def test_an_unreadable_date_is_left_out_with_a_warning() -> None:
    found = report("---\ntitle: A\ndate: next Tuesday\n---\n\n" + STORY, "a.md")
    assert found.metadata.published is None
    assert [warning.code for warning in found.warnings] == ["unreadable-date", "no-article-date"]


def test_authors_are_people_and_add_up() -> None:
    text = f"Author: Jane Doe\nTitle: A\n\nBy John Roe and Reuters\n\n{STORY}"
    assert stated(text).authors == ("Jane Doe", "John Roe")


def test_front_matter_without_a_span() -> None:
    found = stated("---\ntitle: A\nauthor: [Jane Doe, {name: John Roe}]\nlang: pt_BR\n---\n\n" + STORY, "a.md")
    assert (found.title, found.authors, found.language) == ("A", ("Jane Doe", "John Roe"), "pt-BR")
    assert found.evidence["title"].origin == "front matter"
    assert found.evidence["title"].span is None
