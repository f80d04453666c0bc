"""Who sent an email, and what its subject is the title of."""

from typing import Any

import pytest

from newscli.formats.senders import read_list_name, read_sender
from newscli.formats.subjects import clean_subject, is_forwarding
from tests.cases import parametrize_cases


@parametrize_cases("senders", "sender")
def test_a_sender_is_a_person_or_a_paper_or_neither(case: dict[str, Any]) -> None:
    assert read_sender(case["name"], case["address"]) == (case["person"], case["paper"])


def test_a_name_beside_a_known_paper_is_a_person() -> None:
    assert read_sender("Oskar Brandvold", "box17@valley.example", "Valley Post") == ("Oskar Brandvold", "")
    assert read_sender("Valley Hours", "box17@valley.example", "Valley Post") == ("", "")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('"The Gull Daily" <daily.gull.example>', "The Gull Daily"),
        ("9ad8f0c2de1184bb77aa10c3fmc list <9ad.list-id.example>", ""),
        ("7263421 <7263421.letters.example>", ""),
        ('"510003245.xt.local" <510003245.xt.local>', ""),
        ("gull.example <gull.example>", ""),
        ("<daily.gull.example>", ""),
        ("tarrow-news <tarrow-news.groups.example>", ""),
        ("Tarrow list <tarrow.lists.example>", ""),
        ("Newsletter <n.gull.example>", ""),
        ("Rowena Pike <rowenapike.letters.example>", ""),
        ("Oskar Brandvold <oskar.letters.example>", ""),
    ],
)
def test_a_list_is_a_paper_only_if_it_has_a_papers_name(header: str, name: str) -> None:
    assert read_list_name(header, "Oskar Brandvold") == name


@parametrize_cases("subjects", "subject")
def test_a_title_is_the_subject_without_what_programs_put_first(case: dict[str, Any]) -> None:
    assert clean_subject(case["subject"], "The Gull Daily <gulldaily.letters.example>") == case["title"]


def test_a_subject_says_that_a_letter_was_forwarded() -> None:
    assert all(map(is_forwarding, ("Fwd: a", "[EXTERNAL] FW: a", "Re: WG: a", "TR : a")))
    assert not any(map(is_forwarding, ("Re: a", "a Fwd: b", "[Fwd] a", "Forward: march")))
