"""The agency of a story: by its dateline, byline, publisher or credit, and never by a mere mention."""

import pytest

import newscli

STORY = "The council met on Monday, and it was late before anybody left, a spokeswoman said.\n"


@pytest.mark.parametrize(
    ("text", "agency", "origin"),
    [
        (f"GALATI, Romania (AP) — {STORY}", "AP", "dateline"),
        (f"PARIS (Agence France-Presse) - {STORY}", "AFP", "dateline"),
        (f"BEIJING, May 2 (Xinhua) -- {STORY}", "Xinhua", "dateline"),
        (f"Tides rise\n\nBy Ann Lee, Associated Press\n\n{STORY}", "AP", "byline"),
        (f"Tides rise\n\nBy Reuters\n\n{STORY}", "Reuters", "byline"),
        (f"{STORY}\n___\n\nAssociated Press writer Ann Lee in Tarrow contributed to this report.\n", "AP", "credit"),
        (f"{STORY}\n© Press Trust of India\n", "PTI", "credit"),
        (f"PORT SORREL (Coastal Press) — {STORY}", None, ""),
        (f"{STORY}\nShe told Reuters that it was late. Associated Press photographs show the hall.\n", None, ""),
        (f"Tides rise\n\nBy Pa Kettle\n\n{STORY}", None, ""),
    ],
)
def test_the_agency_is_credited_where_papers_credit_it(text: str, agency: str | None, origin: str) -> None:
    metadata = newscli.inspect(newscli.Article.from_text(text), use_model=False, dates=False).metadata
    assert metadata.agency == agency
    assert (metadata.evidence["agency"].origin if agency else "") == origin
    assert agency not in metadata.authors
