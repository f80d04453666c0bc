"""What of an email is the letter, and what only invites, informs or signs."""

from typing import Any

import pytest

import newscli
from newscli.formats.letters import strip_blocks, strip_lines
from newscli.structure.drafts import DraftBlock
from tests.cases import parametrize_cases
from tests.growth import assert_grows_linearly

STORY = (
    "The wardens have counted nine pairs of owls this spring, more than in any year since they began.\n\n"
    "“The mild winter helped,” said Ann Lee, the head warden, who will go on counting until the end of June.\n"
)


@parametrize_cases("letters", "name")
def test_a_letter_loses_what_is_around_it(case: dict[str, Any]) -> None:
    text = "\n".join([*case["lines"], STORY.rstrip("\n"), *case["end"]])
    assert strip_lines(text) == STORY
    # The same in HTML: the space at the end of a line is gone, and each line is a paragraph of its own.
    blocks = [DraftBlock("paragraph", line.strip()) for line in text.split("\n") if line.strip()]
    assert [block.text for block in strip_blocks(blocks)] == STORY.rstrip("\n").split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "Unsubscribe buttons will be abolished, the ministry said on Friday.",
        "© 2031 Tarrow Post",
        "Share on Monday fell by a third, and nobody at the bank would say why it did.",
        "You received this medal for courage, the mayor told her in front of the whole town.",
        "Privacy policy is a matter for Parliament, the judge wrote in her ruling.",
        "--",
        "Sent to prison: the phone thief",
    ],
)
def test_a_line_of_the_story_is_no_end_of_it(line: str) -> None:
    text = f"{STORY}\n{line}\n\n{STORY}"
    assert strip_lines(text).split() == text.split()


def test_a_wrapped_line_that_begins_like_a_button_stays() -> None:
    text = "The bank said late on Sunday night that the price of its only\nshare on Twitter\nhad been made up.\n"
    assert strip_lines(text) == text


def test_a_long_text_below_two_hyphens_is_no_signature() -> None:
    text = f"{STORY}\n-- \n{STORY * 4}"
    assert strip_lines(text).split() == (STORY * 5).split()


def read_html(markup: str) -> str:
    head = "From: Jane Doe <jane@example.com>\nTo: a\nSubject: Owls\nDate: Mon, 7 Apr 2031 08:00:00 +0000\n"
    data = f"{head}MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{markup}".encode()
    return newscli.read(data, name="a.eml").text


def test_a_release_in_html_is_its_story() -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY.strip().split("\n\n"))
    tail = "<p>-ENDS-</p><p>Notes to editors</p><p>Contact: Jane Doe, 020 7946 0011</p>"
    assert read_html(f"<p>For immediate release</p>{story}{tail}") == STORY
    credit = "<p>Additional reporting by Bob Ray</p>"
    assert read_html(story + credit) == f"{STORY}\nAdditional reporting by Bob Ray\n"
    assert read_html(f"{story}<p>###</p>{story}<p>{STORY}</p>").count("mild winter") == 3


def test_lines_in_fonts_and_colours_are_lines() -> None:
    markup = "<font><span>One.<br>Two <b>three</b></span><br>four.</font><span style='display:none'>No.<br></span>"
    assert read_html(markup) == "One.\n\nTwo three\n\nfour.\n"


def test_letters_cost_no_more_than_their_length() -> None:
    assert_grows_linearly(lambda n: strip_lines("a line of words with email in it\n" * n), 4000)
    assert_grows_linearly(lambda n: read_html("<span>x<br>y</span>" * n), 2000)
