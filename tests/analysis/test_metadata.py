"""Metadata with its evidence, and warnings about doubtful values."""

import newscli
from newscli.model import Evidence, Metadata, Report

STORY = (
    "The council of the harbour town voted on Tuesday night to close its last cannery, ending a trade that had fed "
    "four generations and given the town its smell, its songs and most of its quarrels, officials said.\n\n"
    "Nobody in the room had wanted to say it, said the mayor, but the boats stopped coming years ago."
)


def inspect(text: str, name: str = "a.txt") -> Report:
    return newscli.inspect(newscli.read(text.encode(), name=name))


def read_metadata(text: str, name: str = "a.txt") -> Metadata:
    return inspect(text, name).metadata


def test_a_story_alone_has_no_metadata_of_its_own() -> None:
    metadata = read_metadata(STORY)
    evidence = {"language": Evidence("words")}
    assert metadata == Metadata(words=57, reading_minutes=1, language="en", evidence=evidence)


def test_every_value_has_its_evidence() -> None:
    head = "Title: A\nBy: Jane Doe\nDate: 2030-05-03\nUpdated: 2030-05-04\nSource: Echo\nSection: News\n"
    head += "Language: German\nURL: https://e.example\n\n"
    text = f"{head}ROME (dpa) - {STORY}"
    metadata = read_metadata(text)
    values = (
        "A",
        ("Jane Doe",),
        "2030-05-03",
        "2030-05-04",
        "Echo",
        "News",
        "de",
        "https://e.example",
        "ROME (dpa)",
        "dpa",
    )
    keys = (
        "title",
        "authors",
        "published",
        "modified",
        "publisher",
        "section",
        "language",
        "url",
        "dateline",
        "agency",
    )
    assert tuple(getattr(metadata, key) for key in keys) == values
    assert set(metadata.evidence) == set(keys)
    for key, evidence in metadata.evidence.items():
        assert evidence.span is not None
        shown = {"dateline": "ROME (dpa)", "agency": "dpa"}.get(key) or head.splitlines()[keys.index(key)]
        assert text[slice(*evidence.span)] == shown


def test_reading_minutes_are_rounded_up() -> None:
    assert read_metadata("word " * 238).reading_minutes == 1
    assert read_metadata("word " * 239).reading_minutes == 2


def test_words_have_inner_apostrophes_and_hyphens() -> None:
    assert read_metadata("Don’t say O'Neil's well-known 3.5 % «naïve» plan — it's 42.").words == 10


def test_ambiguous_dates_say_what_was_chosen() -> None:
    report = inspect(f"Date: 03/04/2030\n\n{STORY}")
    assert report.metadata.published == "2030-03-04"
    (warning,) = report.warnings
    assert (warning.code, "month first" in warning.message) == ("ambiguous-date", True)
    assert warning.spans == ((0, 16),)


def test_an_unreadable_date_is_left_out_with_a_warning() -> None:
    report = inspect("---\ntitle: A\ndate: next Tuesday\n---\n\n" + STORY, "a.md")
    assert report.metadata.published is None
    assert [warning.code for warning in report.warnings] == ["unreadable-date", "no-article-date"]


def test_authors_are_people_and_add_up() -> None:
    text = f"Author: Jane Doe\nTitle: A\n\nBy John Roe and Reuters\n\n{STORY}"
    assert read_metadata(text).authors == ("Jane Doe", "John Roe")


def test_values_of_yaml_front_matter_have_no_span() -> None:
    metadata = read_metadata(
        "---\ntitle: A\nauthor: [Jane Doe, {name: John Roe}]\nlang: pt_BR\n---\n\n" + STORY, "a.md"
    )
    assert (metadata.title, metadata.authors, metadata.language) == ("A", ("Jane Doe", "John Roe"), "pt-BR")
    assert metadata.evidence["title"].origin == "front matter"
    assert metadata.evidence["title"].span is None
