"""Letters that were forwarded in an email: whose they are, and where they begin."""

from email.message import EmailMessage
from typing import Any

import newscli
from newscli.formats.forwards import find_in_text
from tests.cases import parametrize_cases
from tests.growth import assert_grows_linearly

TITLE = "Ferry runs all night"
STORY = (
    "The ferry to Tarrow will run all night again from Monday, the port said on Friday after weeks of talks.\n\n"
    "“Nobody slept,” said Ann Lee, who keeps the harbour, and she laughed about the long wait.\n\n"
    "The boats were built in 1931 and have been mended nine times since, at a great cost to the town.\n"
)
QUOTED_LETTER = (
    "From: Tom Mayor <mayor@tarrow.example>\nSent: Friday, April 4, 2031 9:12 AM\nTo: All\nSubject: Budget\n\n"
)
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY.strip().split("\n\n"))


def build(subject: str, text: str | None = None, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Jane Doe <jane@example.com>"
    message["To"] = "you@example.org"
    message["Subject"] = subject
    message["Date"] = "Mon, 07 Apr 2031 08:00:00 +0000"
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html") if text is not None else message.set_content(html, subtype="html")
    return message


def read(message: EmailMessage) -> tuple[str, newscli.Metadata]:
    article = newscli.read(message.as_bytes(), name="a.eml")
    return article.text, newscli.inspect(article, use_model=False, dates=False).metadata


@parametrize_cases("forwards", "name")
def test_a_forwarded_letter_is_the_letter(case: dict[str, Any]) -> None:
    letter = f"By Ida Marsh\n\n{STORY}" if case["byline"] else STORY
    quoted = "\n".join(case["quote"] + line for line in letter.strip().split("\n"))
    header = "\n".join(case["lines"])
    text, metadata = read(build(case["subject"], f"{case['note']}\n\n{header}\n{quoted}\n"))
    assert text == letter
    assert (metadata.title, metadata.publisher) == (TITLE, case["publisher"])
    assert (list(metadata.authors), metadata.published) == (case["authors"], case["published"])


HTML_HEADERS = {
    "Gmail": (
        '<div dir="ltr">Look<br><br><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message '
        "---------<br>From: <strong>Tarrow Post</strong> <span>&lt;<a href='#'>news@tarrowpost.example</a>&gt;</span>"
        f"<br>Date: Fri, 4 Apr 2031 at 09:12<br>Subject: {TITLE}<br>To: &lt;jane@example.com&gt;<br></div>"
    ),
    "Outlook on the web": (
        '<div>Look</div><hr><div id="divRplyFwdMsg"><font face="Calibri"><b>From:</b> Tarrow Post '
        "&lt;news@tarrowpost.example&gt;<br><b>Sent:</b> Friday, April 4, 2031 9:12 AM<br><b>To:</b> Jane Doe<br>"
        f"<b>Subject:</b> {TITLE}</font><div>&nbsp;</div></div>"
    ),
    "Outlook for Mac": (
        '<p class="MsoNormal">Look</p><div style="border-top: solid 1pt"><p><b><span>From: </span></b><span>Tarrow '
        "Post &lt;news@tarrowpost.example&gt;<br><b>Date: </b>Friday, April 4, 2031 at 9:12 AM<br>"
        f"<b>To: </b>Jane Doe<br><b>Subject: </b>{TITLE}</span></p></div>"
    ),
    "Thunderbird": (
        "<p>Look</p><div class='moz-forward-container'><br>-------- Forwarded Message --------<table><tbody>"
        f"<tr><th>Subject: </th><td>{TITLE}</td></tr><tr><th>Date: </th><td>Fri, 4 Apr 2031 09:12</td></tr><tr>"
        "<th>From: </th><td>Tarrow Post <a href='#'>&lt;news@tarrowpost.example&gt;</a></td></tr></tbody></table><br>"
    ),
    "Apple Mail": (
        "Look<br><blockquote type='cite'><div>Begin forwarded message:</div><br><div><span><b>From: </b></span><span>"
        "Tarrow Post &lt;<a href='#'>news@tarrowpost.example</a>&gt;<br></span></div><div><b>Subject: </b>"
        f"<b>{TITLE}</b><br></div><div><b>Date: </b>4 April 2031 at 09:12<br></div><div><b>To: </b>Jane<br></div><br>"
    ),
}


def test_a_forwarded_letter_is_found_in_html() -> None:
    for program, header in HTML_HEADERS.items():
        message = build(f"Fwd: {TITLE}", html=f"<html><body>{header}{PARAGRAPHS}</body></html>")
        article = newscli.read(message.as_bytes(), name="a.eml")
        metadata = newscli.inspect(article, use_model=False, dates=False).metadata
        assert article.text == STORY, program
        assert {block.kind for block in article.blocks} == {"paragraph"}, program
        assert (metadata.title, metadata.authors, metadata.publisher) == (TITLE, (), "Tarrow Post"), program
        assert metadata.published == "2031-04-04T09:12", program


def test_a_story_that_quotes_a_letter_keeps_all_its_words() -> None:
    answer = "\nHe did not answer calls, and nobody at the town hall would say on Saturday where the mayor was.\n"
    quoting = f"{STORY}\nThe mail read:\n\n-------- Forwarded message --------\n{QUOTED_LETTER}No money.\n{answer}"
    fields = f"{STORY}\n____________________\nFrom: 1 July\nTo: 30 September\nThe lido is open.\n"
    early = f"The mayor wrote to all.\n\n{QUOTED_LETTER}No money is left for the ferry, he wrote.\n\n{STORY}"
    for text in (quoting, fields, early):
        shown, metadata = read(build("The mayor's mail", text))
        assert shown.split() == [word for word in text.split() if not word.startswith("____")]
        assert (metadata.title, metadata.authors) == ("The mayor's mail", ("Jane Doe",))


def test_a_forwarded_story_may_quote_a_letter_too() -> None:
    header = (
        f"---------- Forwarded message ---------\nFrom: Tarrow Post <news@tarrowpost.example>\nSubject: {TITLE}\n\n"
    )
    text, metadata = read(build(f"Fwd: {TITLE}", f"{header}{STORY}\nThe mail read:\n\n{QUOTED_LETTER}No money.\n"))
    assert text == f"{STORY}\nThe mail read:\n\n{QUOTED_LETTER}No money.\n"
    assert (metadata.authors, metadata.publisher, metadata.published) == ((), "Tarrow Post", None)


def test_an_answer_above_a_letter_is_the_letter_if_it_is_the_longer_one() -> None:
    text = f"{STORY}\n-----Original Message-----\n{QUOTED_LETTER}Where is it?\n"
    assert read(build("Re: Budget", text))[0] == text
    assert read(build("Re: Budget", f"Thanks!\n\n-----Original Message-----\n{QUOTED_LETTER}{STORY}"))[0] == STORY


def test_who_forwards_a_letter_without_its_header_did_not_write_it() -> None:
    assert read(build("Fwd: Ferry", STORY))[1].authors == ()
    assert read(build("Ferry", STORY))[1].authors == ("Jane Doe",)


def attach(note: str, *letters: EmailMessage) -> EmailMessage:
    message = build("Fwd: letters", note)
    for letter in letters:
        message.add_attachment(letter)
    return message


def test_a_letter_attached_to_a_note_is_the_letter() -> None:
    letter = build(TITLE, STORY)
    letter.replace_header("From", "Ida Marsh <ida@tarrowpost.example>")
    text, metadata = read(attach("Worth a look?", letter))
    assert (text, metadata.title, metadata.authors) == (STORY, TITLE, ("Ida Marsh",))
    several = list(newscli.read_all(attach("Two.", letter, build("Other", STORY)).as_bytes(), name="a.eml"))
    paths = [article.source.path for article in several if isinstance(article, newscli.Article)]
    assert paths == ["a.eml#1", "a.eml#2"]
    nested, _ = read(attach("Look", attach("See", letter)))
    assert nested == STORY


def test_a_letter_attached_to_a_story_is_no_part_of_it() -> None:
    text, metadata = read(attach(STORY * 2, build(TITLE, "Short.")))
    assert text == STORY * 2
    assert metadata.title == "letters"


def test_headers_without_end_cost_no_more_than_their_length() -> None:
    assert_grows_linearly(lambda n: find_in_text("From: a@b.example\n\n" * n + STORY, "Fwd: a"), 2000)
    assert_grows_linearly(lambda n: find_in_text("--- Forwarded message ---\n" * n + STORY, "Fwd: a"), 2000)
