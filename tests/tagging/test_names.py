"""Names by capitals: the few things that the stopgap promises."""

from newscli.reading import layout
from newscli.tagging.names import names


def found(text: str) -> list[tuple[str, str]]:
    blocks = layout.paragraphs(text, layout.lines(text))
    return [(text[slice(*name.span)], name.type) for name in names(text, blocks)]


def test_people_places_organizations_groups() -> None:
    text = (
        "On Monday President Ann Lee flew to meet the Norwegian minister in Oslo, said the World Health Organization."
    )
    assert found(text) == [
        ("Ann Lee", "person"),
        ("Norwegian", "group"),
        ("Oslo", "place"),
        ("World Health Organization", "organization"),
    ]


def test_a_sentence_start_needs_a_witness() -> None:
    assert found("Nobody came. Meanwhile it rained.") == []
    assert ("Vellmouth", "place") in found("They live in Vellmouth. Vellmouth is wet.")


def test_possessives_and_titles_are_left_out() -> None:
    assert [name for name, _ in found("It was Mr. Lee's boat and Ann Lee's house.")] == ["Lee", "Ann Lee"]


def test_contractions_are_no_names() -> None:
    assert found("“Don’t,” he said. “I’ll go. We’re late.”") == []
